// SPDX-License-Identifier: Apache-2.0

/// Writes what ``ByteReader`` reads.
struct ByteWriter {
    var bytes: [UInt8] = []

    var count: Int { bytes.count }

    /// - Precondition: `value` is not negative.
    @inline(__always)
    mutating func number(_ value: Int) {
        var rest = UInt64(bitPattern: Int64(value)) & (1 << 63 - 1)
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(truncatingIfNeeded: rest))
    }

    /// - Precondition: `value` needs at most 62 bits.
    mutating func signedNumber(_ value: Int) {
        number((value << 1) ^ (value >> 63))
    }

    mutating func string(_ source: UnsafeRawBufferPointer) {
        number(source.count)
        bytes.append(contentsOf: source)
    }

    mutating func string(_ source: String) {
        var source = source
        source.withUTF8 { string(UnsafeRawBufferPointer($0)) }
    }

    mutating func fixed<Value: FixedWidthInteger>(_ value: Value) {
        withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
    }

    mutating func removeAll() {
        bytes.removeAll(keepingCapacity: true)
    }
}
