// SPDX-License-Identifier: Apache-2.0

/// The bytes of a string of a loaded document: valid UTF-8, escapes resolved. A view with the life of its
/// ``JSONValue``.
package struct JSONText: RandomAccessCollection {
    let start: UnsafePointer<UInt8>
    package let count: Int

    package var startIndex: Int { 0 }
    package var endIndex: Int { count }

    package subscript(position: Int) -> UInt8 {
        precondition(position >= 0 && position < count, "a position inside the text")
        return start[position]
    }

    package func withContiguousStorageIfAvailable<Value>(
        _ body: (UnsafeBufferPointer<UInt8>) throws -> Value
    ) rethrows -> Value? {
        try body(UnsafeBufferPointer(start: start, count: count))
    }

    package var string: String {
        String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
    }

    /// The bytes, to be looked at inside `body` only.
    package func withUTF8<Value, Failure: Error>(
        _ body: (UnsafeBufferPointer<UInt8>) throws(Failure) -> Value
    ) throws(Failure) -> Value {
        try body(UnsafeBufferPointer(start: start, count: count))
    }

    package static func == (text: JSONText, other: StaticString) -> Bool {
        guard other.hasPointerRepresentation, text.count == other.utf8CodeUnitCount else { return false }
        let expected = other.utf8Start
        for position in 0..<text.count where text.start[position] != expected[position] { return false }
        return true
    }

    /// `switch member.key { case "id": … }`
    package static func ~= (pattern: StaticString, text: JSONText) -> Bool { text == pattern }
}
