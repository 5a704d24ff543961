// SPDX-License-Identifier: Apache-2.0

/// A YAML value to be written: block style, members in the order they are given, no text that a reader could take for anything else.
indirect enum YAMLText: Sendable, Hashable {
    case string(String)
    case integer(Int)
    case list([YAMLText])
    case mapping([Member])

    struct Member: Sendable, Hashable {
        var name: String
        var value: YAMLText

        init(_ name: String, _ value: YAMLText) {
            self.name = name
            self.value = value
        }
    }

    /// A mapping of the members that have a value.
    static func present(_ members: (String, YAMLText?)...) -> YAMLText {
        .mapping(members.compactMap { name, value in value.map { Member(name, $0) } })
    }

    /// A whole document.
    var document: [UInt8] {
        var output: [UInt8] = []
        append(to: &output, depth: 0)
        return output
    }

    private func append(to output: inout [UInt8], depth: Int) {
        switch self {
        case .string, .integer:
            appendScalar(to: &output)
            output.append(UInt8(ascii: "\n"))
        case .list(let values):
            guard !values.isEmpty else { return output.append(contentsOf: "[]\n".utf8) }
            for value in values {
                YAMLText.indent(depth, in: &output)
                output.append(contentsOf: "- ".utf8)
                value.appendInside(to: &output, depth: depth + 1)
            }
        case .mapping(let members):
            guard !members.isEmpty else { return output.append(contentsOf: "{}\n".utf8) }
            for (position, member) in members.enumerated() {
                if position > 0 || depth == 0 { YAMLText.indent(depth, in: &output) }
                member.append(to: &output, depth: depth)
            }
        }
    }

    /// Behind `- `: the first line stands on the line of the dash.
    private func appendInside(to output: inout [UInt8], depth: Int) {
        switch self {
        case .mapping(let members) where !members.isEmpty:
            append(to: &output, depth: depth)
        case .list(let values) where !values.isEmpty:
            // A list in a list goes on its own lines.
            output.removeLast()
            output.append(UInt8(ascii: "\n"))
            append(to: &output, depth: depth)
        default: append(to: &output, depth: depth)
        }
    }

    private func appendScalar(to output: inout [UInt8]) {
        switch self {
        case .integer(let value): output.append(contentsOf: String(value).utf8)
        case .string(let text):
            if YAMLText.isPlain(text) {
                output.append(contentsOf: text.utf8)
            } else {
                YAMLText.quote(text, to: &output)
            }
        case .list, .mapping: break
        }
    }

    fileprivate static func indent(_ depth: Int, in output: inout [UInt8]) {
        output.append(contentsOf: repeatElement(UInt8(ascii: " "), count: depth * 2))
    }

    /// Words that readers of one YAML version or another take for something else than text.
    private static let reserved: Set<String> = [
        "true", "false", "yes", "no", "on", "off", "null", "y", "n", "nan", "inf",
    ]

    /// Letters, digits, `-`, `_`, `.` and `/`, a letter first: never a number, a date, a sign or a comment.
    static func isPlain(_ text: String) -> Bool {
        guard let first = text.utf8.first, (first | 0x20) >= 0x61, (first | 0x20) <= 0x7A, text.utf8.count <= 200 else {
            return false
        }
        let isSafe = text.utf8.allSatisfy { byte in
            (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
                || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_") || byte == UInt8(ascii: ".")
                || byte == UInt8(ascii: "/")
        }
        return isSafe && !reserved.contains(text.lowercased())
    }

    /// Double quotes (YAML 1.2.2 §7.3.1): what is not printable (§5.1) is escaped.
    static func quote(_ text: String, to output: inout [UInt8]) {
        output.append(UInt8(ascii: "\""))
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": output.append(contentsOf: "\\\"".utf8)
            case "\\": output.append(contentsOf: "\\\\".utf8)
            case "\n": output.append(contentsOf: "\\n".utf8)
            case "\t": output.append(contentsOf: "\\t".utf8)
            case "\r": output.append(contentsOf: "\\r".utf8)
            default:
                if isPrintable(scalar) {
                    output.append(contentsOf: String(scalar).utf8)
                } else {
                    escape(scalar, to: &output)
                }
            }
        }
        output.append(UInt8(ascii: "\""))
    }

    private static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x20...0x7E, 0xA0...0x2027, 0x202F...0xD7FF, 0xE000...0xFEFE, 0xFF00...0xFFFD, 0x10000...0x10FFFF: true
        default: false
        }
    }

    private static func escape(_ scalar: Unicode.Scalar, to output: inout [UInt8]) {
        let digits = String(scalar.value, radix: 16)
        let (mark, width) = scalar.value <= 0xFF ? ("x", 2) : scalar.value <= 0xFFFF ? ("u", 4) : ("U", 8)
        output.append(contentsOf: "\\\(mark)".utf8)
        output.append(contentsOf: repeatElement(UInt8(ascii: "0"), count: max(0, width - digits.utf8.count)))
        output.append(contentsOf: digits.utf8)
    }
}

extension YAMLText.Member {
    fileprivate func append(to output: inout [UInt8], depth: Int) {
        if YAMLText.isPlain(name) { output.append(contentsOf: name.utf8) } else { YAMLText.quote(name, to: &output) }
        output.append(UInt8(ascii: ":"))
        switch value {
        case .mapping(let members) where !members.isEmpty:
            output.append(UInt8(ascii: "\n"))
            YAMLText.indent(depth + 1, in: &output)
            value.appendBlock(to: &output, depth: depth + 1)
        case .list(let values) where !values.isEmpty:
            output.append(UInt8(ascii: "\n"))
            value.appendBlock(to: &output, depth: depth + 1)
        default:
            output.append(UInt8(ascii: " "))
            value.appendBlock(to: &output, depth: depth + 1)
        }
    }
}

extension YAMLText {
    fileprivate func appendBlock(to output: inout [UInt8], depth: Int) { append(to: &output, depth: depth) }
}
