// SPDX-License-Identifier: Apache-2.0

/// A value of a loaded document: three words that point into simdjson's tape, walked here without a call per value.
///
/// It is a view: it must not outlive the closure it was given to (``JSONParser/read(_:)``), nor the next load. Take
/// ``string``, ``integer`` and so on to keep something. The tape is simdjson's own work (doc/tape.md there), so its
/// offsets are trusted; the document was validated before anything is seen here.
package struct JSONValue {
    let tape: UnsafePointer<UInt64>
    let strings: UnsafePointer<UInt8>
    let index: Int

    static var payloadMask: UInt64 { 0x00FF_FFFF_FFFF_FFFF }

    package enum Kind: Sendable {
        case null, boolean, integer, number, string, array, object
    }

    private var word: UInt64 { tape[index] }
    private var tag: UInt8 { UInt8(truncatingIfNeeded: word >> 56) }

    package var kind: Kind {
        switch tag {
        case UInt8(ascii: "{"): .object
        case UInt8(ascii: "["): .array
        case UInt8(ascii: "\""): .string
        case UInt8(ascii: "l"), UInt8(ascii: "u"): .integer
        case UInt8(ascii: "d"): .number
        case UInt8(ascii: "t"), UInt8(ascii: "f"): .boolean
        default: .null
        }
    }

    package var isNull: Bool { tag == UInt8(ascii: "n") }

    package var boolean: Bool? {
        switch tag {
        case UInt8(ascii: "t"): true
        case UInt8(ascii: "f"): false
        default: nil
        }
    }

    /// A number written without fraction and exponent that fits `Int`.
    package var integer: Int? {
        switch tag {
        case UInt8(ascii: "l"): Int(Int64(bitPattern: tape[index + 1]))
        case UInt8(ascii: "u"): Int(exactly: tape[index + 1])
        default: nil
        }
    }

    /// Any number, as binary floating point.
    package var number: Double? {
        switch tag {
        case UInt8(ascii: "d"): Double(bitPattern: tape[index + 1])
        case UInt8(ascii: "l"): Double(Int64(bitPattern: tape[index + 1]))
        case UInt8(ascii: "u"): Double(tape[index + 1])
        default: nil
        }
    }

    /// The digits of an ``Kind/integer``, also where it is larger than `Int`.
    var integerText: String {
        tag == UInt8(ascii: "u") ? String(tape[index + 1]) : String(Int64(bitPattern: tape[index + 1]))
    }

    /// The text of a string.
    package var string: String? { text?.string }

    /// The bytes of a string, for those who do not need a `String`.
    package var text: JSONText? {
        guard tag == UInt8(ascii: "\"") else { return nil }
        let start = strings + Int(word & Self.payloadMask)
        let length = UnsafeRawPointer(start).loadUnaligned(as: UInt32.self)
        return JSONText(start: start + 4, count: Int(UInt32(littleEndian: length)))
    }

    /// The elements of an array; nothing for any other kind.
    package var elements: JSONElements {
        guard tag == UInt8(ascii: "[") else { return JSONElements(value: self, index: index, end: index) }
        return JSONElements(value: self, index: index + 1, end: after - 1)
    }

    /// The members of an object in the order they are written, duplicates included; nothing for any other kind.
    package var members: JSONMembers {
        guard tag == UInt8(ascii: "{") else { return JSONMembers(value: self, index: index, end: index) }
        return JSONMembers(value: self, index: index + 1, end: after - 1)
    }

    /// The elements of an array or the members of an object; 0 for any other kind. Takes a walk only past 16 million.
    package var count: Int {
        let stored = Int((word >> 32) & 0xFF_FFFF)
        switch tag {
        case UInt8(ascii: "["): return stored < 0xFF_FFFF ? stored : elements.reduce(0) { count, _ in count + 1 }
        case UInt8(ascii: "{"): return stored < 0xFF_FFFF ? stored : members.reduce(0) { count, _ in count + 1 }
        default: return 0
        }
    }

    /// The member of an object with this name, the last one if there are several; nil for any other kind.
    package subscript(key: StaticString) -> JSONValue? {
        var found: JSONValue?
        for member in members where member.key == key { found = member.value }
        return found
    }

    /// The index of the word behind this value.
    var after: Int {
        switch tag {
        case UInt8(ascii: "{"), UInt8(ascii: "["): Int(word & 0xFFFF_FFFF)
        case UInt8(ascii: "l"), UInt8(ascii: "u"), UInt8(ascii: "d"): index + 2
        default: index + 1
        }
    }

    func at(_ index: Int) -> JSONValue {
        JSONValue(tape: tape, strings: strings, index: index)
    }

    /// How many values stand on a tape, names of members not counted; stops nowhere, so it is linear in `words`.
    static func count(tape: UnsafePointer<UInt64>, words: Int) -> Int {
        var values = 0
        var names = 0
        var index = 1
        while index < words {
            switch UInt8(truncatingIfNeeded: tape[index] >> 56) {
            case UInt8(ascii: "{"):
                values += 1
                names += Int((tape[index] >> 32) & 0xFF_FFFF)
                index += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"), UInt8(ascii: "r"): index += 1
            case UInt8(ascii: "l"), UInt8(ascii: "u"), UInt8(ascii: "d"):
                values += 1
                index += 2
            default:
                values += 1
                index += 1
            }
        }
        return values - names
    }
}

/// The elements of an array, one after the other.
package struct JSONElements: Sequence, IteratorProtocol {
    let value: JSONValue
    var index: Int
    let end: Int

    package mutating func next() -> JSONValue? {
        guard index < end else { return nil }
        let element = value.at(index)
        index = element.after
        return element
    }
}

/// The members of an object, one after the other.
package struct JSONMembers: Sequence, IteratorProtocol {
    let value: JSONValue
    var index: Int
    let end: Int

    package mutating func next() -> (key: JSONText, value: JSONValue)? {
        guard index < end, let key = value.at(index).text else { return nil }
        let member = value.at(index + 1)
        index = member.after
        return (key, member)
    }
}
