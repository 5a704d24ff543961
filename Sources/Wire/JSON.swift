// SPDX-License-Identifier: Apache-2.0

/// A JSON value to be written: members keep the order they are given in, so that the same value is the same bytes.
///
/// Reading goes through ``JSONDocument`` (bulk) or the `Notations` room (with places); this type only writes.
package enum JSON: Sendable, Hashable {
    case null
    case boolean(Bool)
    case integer(Int)
    /// A number with a fraction, already in JSON's grammar (`9.8`): scores are decimals, never binary floats.
    case decimal(String)
    case string(String)
    case array([JSON])
    case object([Member])

    /// A name and its value.
    package struct Member: Sendable, Hashable {
        package var name: String
        package var value: JSON

        package init(_ name: String, _ value: JSON) {
            self.name = name
            self.value = value
        }
    }

    /// How the text is laid out.
    package enum Layout: Sendable {
        /// No white space.
        case compact
        /// Two spaces a level, a line a value, `[]` and `{}` for empty ones.
        case pretty
    }

    /// An object of the members that have a value, in the given order: absent ones are left out, not written as null.
    package static func present(_ members: (String, JSON?)...) -> JSON {
        .object(members.compactMap { name, value in value.map { Member(name, $0) } })
    }

    /// UTF-8 text (RFC 8259); control characters, `"` and `\` escaped, everything else as it is.
    package func bytes(_ layout: Layout = .compact) -> [UInt8] {
        var output: [UInt8] = []
        append(to: &output, layout: layout, depth: 0)
        if case .pretty = layout { output.append(UInt8(ascii: "\n")) }
        return output
    }

    /// The text of ``bytes(_:)``.
    package func text(_ layout: Layout = .compact) -> String {
        String(decoding: bytes(layout), as: UTF8.self)
    }

    /// Appends the compact text.
    package func append(to output: inout [UInt8]) {
        append(to: &output, layout: .compact, depth: 0)
    }

    private func append(to output: inout [UInt8], layout: Layout, depth: Int) {
        switch self {
        case .null: output.append(contentsOf: "null".utf8)
        case .boolean(let value): output.append(contentsOf: (value ? "true" : "false").utf8)
        case .integer(let value): output.append(contentsOf: String(value).utf8)
        case .decimal(let value): output.append(contentsOf: value.utf8)
        case .string(let value): JSON.append(string: value, to: &output)
        case .array(let values):
            JSON.append(open: "[", close: "]", count: values.count, to: &output, layout: layout, depth: depth) {
                values[$0].append(to: &$1, layout: layout, depth: depth + 1)
            }
        case .object(let members):
            JSON.append(open: "{", close: "}", count: members.count, to: &output, layout: layout, depth: depth) {
                JSON.append(string: members[$0].name, to: &$1)
                $1.append(contentsOf: (layout == .pretty ? ": " : ":").utf8)
                members[$0].value.append(to: &$1, layout: layout, depth: depth + 1)
            }
        }
    }

    private static func append(
        open: Unicode.Scalar, close: Unicode.Scalar, count: Int, to output: inout [UInt8], layout: Layout, depth: Int,
        item: (Int, inout [UInt8]) -> Void
    ) {
        output.append(UInt8(ascii: open))
        for position in 0..<count {
            if position > 0 { output.append(UInt8(ascii: ",")) }
            if layout == .pretty { breakLine(depth: depth + 1, in: &output) }
            item(position, &output)
        }
        if layout == .pretty, count > 0 { breakLine(depth: depth, in: &output) }
        output.append(UInt8(ascii: close))
    }

    private static func breakLine(depth: Int, in output: inout [UInt8]) {
        output.append(UInt8(ascii: "\n"))
        output.append(contentsOf: repeatElement(UInt8(ascii: " "), count: depth * 2))
    }

    private static func append(string: String, to output: inout [UInt8]) {
        output.append(UInt8(ascii: "\""))
        var string = string
        string.withUTF8 { bytes in
            // Most strings have nothing to escape: they are copied in one piece.
            var start = 0
            for (position, byte) in bytes.enumerated() where needsEscape(byte) {
                output.append(contentsOf: bytes[start..<position])
                append(escaped: byte, to: &output)
                start = position + 1
            }
            output.append(contentsOf: bytes[start...])
        }
        output.append(UInt8(ascii: "\""))
    }

    private static func needsEscape(_ byte: UInt8) -> Bool {
        byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") || byte == 0x7F
    }

    private static func append(escaped byte: UInt8, to output: inout [UInt8]) {
        switch byte {
        case UInt8(ascii: "\""): output.append(contentsOf: #"\""#.utf8)
        case UInt8(ascii: "\\"): output.append(contentsOf: #"\\"#.utf8)
        case 0x08: output.append(contentsOf: #"\b"#.utf8)
        case 0x09: output.append(contentsOf: #"\t"#.utf8)
        case 0x0A: output.append(contentsOf: #"\n"#.utf8)
        case 0x0C: output.append(contentsOf: #"\f"#.utf8)
        case 0x0D: output.append(contentsOf: #"\r"#.utf8)
        default: output.append(contentsOf: (#"\u00"# + Hexadecimal.text(of: CollectionOfOne(byte))).utf8)
        }
    }
}

extension JSON: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral,
    ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
    package init(stringLiteral value: String) { self = .string(value) }
    package init(integerLiteral value: Int) { self = .integer(value) }
    package init(booleanLiteral value: Bool) { self = .boolean(value) }
    package init(arrayLiteral elements: JSON...) { self = .array(elements) }
    package init(dictionaryLiteral elements: (String, JSON)...) { self = .object(elements.map { Member($0, $1) }) }
}

extension JSON {
    /// A copy of a value that was read. Numbers with a fraction are written as the shortest decimal that reads back as
    /// the same binary number; the parser's depth limit bounds the recursion.
    package init(_ value: JSONValue) {
        switch value.kind {
        case .null: self = .null
        case .boolean: self = .boolean(value.boolean ?? false)
        case .integer: self = value.integer.map(JSON.integer) ?? .decimal(value.integerText)
        case .number: self = .decimal("\(value.number ?? 0)")
        case .string: self = .string(value.string ?? "")
        case .array: self = .array(value.elements.map(JSON.init))
        case .object: self = .object(value.members.map { Member($0.key.string, JSON($0.value)) })
        }
    }
}
