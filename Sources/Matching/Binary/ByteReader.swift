// SPDX-License-Identifier: Apache-2.0

/// The bytes end too early, or say something impossible. Whoever knows what was being read makes a sentence of it.
struct Damage: Error {}

/// Reads numbers and byte strings front to back; every step is checked against the end, so that no bytes whatever can
/// make it read past them.
struct ByteReader {
    let bytes: UnsafeRawBufferPointer
    private(set) var position: Int

    init(_ bytes: UnsafeRawBufferPointer, at position: Int = 0) throws(Damage) {
        guard position >= 0, position <= bytes.count else { throw Damage() }
        self.bytes = bytes
        self.position = position
    }

    var isAtEnd: Bool { position >= bytes.count }

    @inline(__always)
    mutating func byte() throws(Damage) -> UInt8 {
        guard position < bytes.count else { throw Damage() }
        defer { position &+= 1 }
        return bytes[position]
    }

    /// A number of up to 63 bits, seven bits a byte, the lowest first (LEB128).
    @inline(__always)
    mutating func number() throws(Damage) -> Int {
        let first = try byte()
        return first < 0x80 ? Int(first) : try longNumber(first)
    }

    private mutating func longNumber(_ first: UInt8) throws(Damage) -> Int {
        var value = UInt64(first & 0x7F)
        var shift: UInt64 = 7
        while shift < 63 {
            let next = try byte()
            value |= UInt64(next & 0x7F) &<< shift
            if next < 0x80 { return Int(truncatingIfNeeded: value) }
            shift += 7
        }
        throw Damage()
    }

    /// A signed number, its sign in the lowest bit.
    mutating func signedNumber() throws(Damage) -> Int {
        let value = try number()
        return (value >> 1) ^ -(value & 1)
    }

    /// A count of things that take at least one byte each: more than there are bytes left is damage, so that no count
    /// can ask for more memory than the input has.
    mutating func count() throws(Damage) -> Int {
        let value = try number()
        guard value <= bytes.count &- position else { throw Damage() }
        return value
    }

    mutating func bytes(_ count: Int) throws(Damage) -> UnsafeRawBufferPointer {
        guard count >= 0, count <= bytes.count &- position else { throw Damage() }
        defer { position &+= count }
        return UnsafeRawBufferPointer(rebasing: bytes[position..<position &+ count])
    }

    /// A number and as many bytes.
    mutating func string() throws(Damage) -> UnsafeRawBufferPointer {
        try bytes(number())
    }

    mutating func text() throws(Damage) -> String {
        String(decoding: try string(), as: UTF8.self)
    }

    mutating func fixed<Value: FixedWidthInteger>(_ type: Value.Type) throws(Damage) -> Value {
        let size = MemoryLayout<Value>.size
        return Value(littleEndian: try bytes(size).loadUnaligned(as: Value.self))
    }
}

extension UnsafeRawBufferPointer {
    /// A little-endian word of a table; nil past its end.
    @inline(__always)
    func word<Value: FixedWidthInteger>(_ number: Int, as type: Value.Type) -> Value? {
        let size = MemoryLayout<Value>.size
        guard number >= 0, number < count / size else { return nil }
        return Value(littleEndian: loadUnaligned(fromByteOffset: number &* size, as: Value.self))
    }

    /// The first place where the bytes differ, or the length of the shorter.
    @inline(__always)
    private func commonCount(with other: UnsafeRawBufferPointer) -> Int {
        let end = Swift.min(count, other.count)
        var place = 0
        while place &+ 8 <= end {
            let left = loadUnaligned(fromByteOffset: place, as: UInt64.self)
            if left != other.loadUnaligned(fromByteOffset: place, as: UInt64.self) { break }
            place &+= 8
        }
        while place < end, self[place] == other[place] { place &+= 1 }
        return place
    }

    @inline(__always)
    func isIdentical(to other: UnsafeRawBufferPointer) -> Bool {
        count == other.count && commonCount(with: other) == count
    }

    /// Whether the bytes come before others, compared one by one.
    func precedes(_ other: UnsafeRawBufferPointer) -> Bool {
        let place = commonCount(with: other)
        return place < other.count && (place == count || self[place] < other[place])
    }

    func isIdentical(to text: String) -> Bool {
        var text = text
        return text.withUTF8 { isIdentical(to: UnsafeRawBufferPointer($0)) }
    }
}
