// SPDX-License-Identifier: Apache-2.0
import Shells
import Wire

/// A script of a file, taken apart into its commands.
///
/// Expressions of workflows (`${{ … }}`) are no shell: each is masked by a variable of the same length, so that every
/// place stays what it was, and ``expression(of:)`` finds it again.
struct ReadScript {
    static let limits = Limits(bytes: PipelineFiles.largest, depth: 100, nodes: 1_000_000)

    let text: PlacedText
    /// What the shell was given.
    let source: [UInt8]
    /// The same bytes with the expressions as they stand in the file.
    let original: [UInt8]
    let isWorkflow: Bool
    /// Declarations and tests are among them.
    let commands: [ShellCommandVisit]
    /// Whether Scorecard reads it as well.
    let isCompatible: Bool
    private let expressions: [Expression]

    /// - Parameter isWorkflow: whether it has expressions in it.
    init(_ text: PlacedText, isWorkflow: Bool, isCompatible: Bool) throws(ShellSyntaxError) {
        self.text = text
        self.isWorkflow = isWorkflow
        original = Array(text.value.utf8)
        var bytes = original
        var expressions: [Expression] = []
        var holdsBraces = false
        if isWorkflow {
            for range in Expression.places(in: bytes).ranges where expressions.count < ReadScript.most {
                let inner = bytes[(range.lowerBound + 3)..<(range.upperBound - 2)]
                // Scorecard replaces only those without braces inside; the others end its reading.
                if inner.contains(where: { $0 == UInt8(ascii: "{") || $0 == UInt8(ascii: "}") }) { holdsBraces = true }
                expressions.append(Expression(inner))
                ReadScript.mask(&bytes, range, index: expressions.count - 1)
            }
        }
        source = bytes
        self.expressions = expressions
        self.isCompatible = isCompatible && !holdsBraces
        commands = try ShellScript(parsing: bytes, dialect: .bash, limits: ReadScript.limits)
            .commands([.simple, .declaration, .test])
    }

    // MARK: Expressions

    /// As many as three digits of base 36 can number.
    private static let most = 46_656
    private static let digits = Array("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ".utf8)

    /// `$G`, three digits, and `_` up to the length of the expression.
    private static func mask(_ bytes: inout [UInt8], _ range: Range<Int>, index: Int) {
        let name = [
            UInt8(ascii: "$"), UInt8(ascii: "G"), digits[index / 1296 % 36], digits[index / 36 % 36],
            digits[index % 36],
        ]
        for (offset, place) in range.enumerated() {
            // A line end inside would change the lines; it ends the name as well.
            if offset >= name.count, bytes[place] == 0x0A { continue }
            bytes[place] = offset < name.count ? name[offset] : UInt8(ascii: "_")
        }
    }

    /// The expression that a variable's name stands for.
    func expression(of name: String) -> Expression? {
        let bytes = Array(name.utf8.prefix(4))
        guard bytes.count == 4, bytes[0] == UInt8(ascii: "G"), !expressions.isEmpty else { return nil }
        var index = 0
        for digit in bytes[1...] {
            guard let value = ReadScript.digits.firstIndex(of: digit) else { return nil }
            index = index * 36 + value
        }
        return index < expressions.count ? expressions[index] : nil
    }

    // MARK: Places

    /// The lines of the file, and the text of the script as it was, expressions and all.
    func location(_ span: ShellSpan, path: String) -> PipelineLocation {
        let range = span.range.clamped(to: 0..<original.count)
        return PipelineLocation(
            path: path, line: text.line(at: range.lowerBound),
            endLine: text.line(at: Swift.max(range.lowerBound, range.upperBound - 1)),
            text: String(ascii: ReadScript.withoutContinuations(original[range].prefix(2_000))))
    }

    private static func withoutContinuations(_ text: ArraySlice<UInt8>) -> [UInt8] {
        var result: [UInt8] = []
        for byte in text {
            if byte == 0x0A, result.last == UInt8(ascii: "\\") { result.removeLast() }
            result.append(byte)
        }
        return result
    }
}
