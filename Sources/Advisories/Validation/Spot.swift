// SPDX-License-Identifier: Apache-2.0
import Notations

/// A value of a record and the way to it.
struct Spot {
    let node: Node
    let pointer: String
    let notation: AdvisoryValidation.Notation

    /// The text of a string; in YAML, where quotes may be left out, also of a number.
    var string: String? {
        if let string = node.string { return string }
        guard notation == .yaml, node.kind == .integer || node.kind == .number else { return nil }
        return node.text
    }

    /// A member that is there and is not null.
    subscript(key: String) -> Spot? {
        guard let value = node[key], value.kind != .null else { return nil }
        return member(key, value)
    }

    /// A member that is there, even if it is null.
    func present(_ key: String) -> Spot? {
        node[key].map { member(key, $0) }
    }

    func member(_ key: String, _ value: Node) -> Spot {
        Spot(node: value, pointer: "\(pointer)/\(Spot.escaped(key))", notation: notation)
    }

    /// The elements of an array, none for anything else.
    var elements: [Spot] {
        node.elements.enumerated().map { position, element in
            Spot(node: element, pointer: "\(pointer)/\(position)", notation: notation)
        }
    }

    /// The strings of an array; other elements are left out.
    var strings: [(spot: Spot, text: String)] {
        elements.compactMap { element in element.string.map { (element, $0) } }
    }

    /// What the value is, with an article, for sentences.
    var words: String {
        switch node.kind {
        case .null: "null"
        case .boolean: "a boolean"
        case .integer, .number: "a number"
        case .string: "a string"
        case .array: "an array"
        case .object: "an object"
        }
    }

    /// RFC 6901 §3; names of more than 200 bytes, which the schema has none of, are cut short.
    static func escaped(_ key: String) -> String {
        guard key.utf8.count <= 200 else { return escaped(String(key.unicodeScalars.prefix(50))) + "…" }
        guard key.utf8.contains(where: { $0 == UInt8(ascii: "~") || $0 == UInt8(ascii: "/") }) else { return key }
        var output: [UInt8] = []
        for byte in key.utf8 {
            switch byte {
            case UInt8(ascii: "~"): output += Array("~0".utf8)
            case UInt8(ascii: "/"): output += Array("~1".utf8)
            default: output.append(byte)
            }
        }
        return String(decoding: output, as: UTF8.self)
    }
}
