// SPDX-License-Identifier: Apache-2.0
package import Wire

extension Node {
    /// How numbers become JSON.
    package enum Numbers: Sendable {
        /// As numbers: a decimal number keeps its digits; what JSON cannot write (infinity) becomes a string.
        case typed
        /// As strings, as they are written (`1.10` stays `1.10`), except below members of the given names.
        case text(exceptBelow: Set<String>)
    }

    /// The value with everything below it, numbers as numbers.
    package var json: JSON { json(numbers: .typed) }

    /// The value with everything below it. Recursion is safe: no tree is deeper than ``Tree/deepest``.
    ///
    /// YAML that stands for a document whose numbers are all text (an OSV record's versions, dates and scores) wants
    /// `.text`: the unquoted version `1.10` then stays a string instead of becoming the number 1.1.
    package func json(numbers: Numbers) -> JSON {
        switch kind {
        case .null: return .null
        case .boolean: return .boolean(boolean ?? false)
        case .string: return .string(string ?? "")
        case .integer, .number:
            let text = text ?? ""
            guard case .typed = numbers else { return .string(text) }
            if let integer { return .integer(integer) }
            return DecimalText.json(text).map(JSON.decimal) ?? .string(text)
        case .array:
            return .array(elements.map { $0.json(numbers: numbers) })
        case .object:
            return .object(
                members.map { name, _, value in
                    if case .text(let exceptions) = numbers, exceptions.contains(name) {
                        return JSON.Member(name, value.json(numbers: .typed))
                    }
                    return JSON.Member(name, value.json(numbers: numbers))
                })
        }
    }
}

/// Decimal numbers as the notations write them, in JSON's grammar.
enum DecimalText {
    /// `+1_000.5` → `1000.5`, `.5` → `0.5`, `5.` → `5.0`, `007.1` → `7.1`; nil for what is no decimal number.
    static func json(_ text: String) -> String? {
        var rest = text.utf8.filter { $0 != UInt8(ascii: "_") }[...]
        var output: [UInt8] = []
        if rest.first == UInt8(ascii: "-") { output.append(UInt8(ascii: "-")) }
        if rest.first == UInt8(ascii: "-") || rest.first == UInt8(ascii: "+") { rest.removeFirst() }
        let whole = digits(&rest)
        var fraction: ArraySlice<UInt8> = []
        var hasPoint = false
        if rest.first == UInt8(ascii: ".") {
            hasPoint = true
            rest.removeFirst()
            fraction = digits(&rest)
        }
        guard !whole.isEmpty || !fraction.isEmpty else { return nil }
        let significant = whole.drop { $0 == UInt8(ascii: "0") }
        output.append(contentsOf: significant.isEmpty ? [UInt8(ascii: "0")] : significant)
        if hasPoint {
            output.append(UInt8(ascii: "."))
            output.append(contentsOf: fraction.isEmpty ? [UInt8(ascii: "0")] : fraction)
        }
        if let mark = rest.first, mark | 0x20 == UInt8(ascii: "e") {
            output.append(mark)
            rest.removeFirst()
            if let sign = rest.first, sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") {
                output.append(sign)
                rest.removeFirst()
            }
            let exponent = digits(&rest)
            guard !exponent.isEmpty else { return nil }
            output.append(contentsOf: exponent)
        }
        return rest.isEmpty ? String(decoding: output, as: UTF8.self) : nil
    }

    private static func digits(_ rest: inout ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        let digits = rest.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        rest = rest.dropFirst(digits.count)
        return digits
    }
}
