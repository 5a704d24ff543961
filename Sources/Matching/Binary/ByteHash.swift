// SPDX-License-Identifier: Apache-2.0

/// The hash of the index's tables and checksums: the same on every machine and in every run. It finds accidents and
/// spreads keys; it is no protection against someone who forges an index.
enum ByteHash {
    private static let first: UInt64 = 0x9E37_79B9_7F4A_7C15
    private static let second: UInt64 = 0xD6E8_FEB8_6659_FD93
    private static let third: UInt64 = 0xA24B_AED4_963E_E407

    @inline(__always)
    private static func mix(_ a: UInt64, _ b: UInt64) -> UInt64 {
        let product = a.multipliedFullWidth(by: b)
        return product.high ^ product.low
    }

    @inline(__always)
    private static func word(_ bytes: UnsafeRawBufferPointer, _ offset: Int) -> UInt64 {
        UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
    }

    static func hash(_ bytes: UnsafeRawBufferPointer, seed: UInt64 = 0) -> UInt64 {
        var state = mix(seed ^ first, second)
        let count = bytes.count
        var offset = 0
        while offset &+ 8 <= count {
            state = mix(word(bytes, offset) ^ state, third)
            offset &+= 8
        }
        if offset < count {
            var tail: UInt64 = 0
            if count >= 8 {
                // The last eight bytes, some of them a second time: the length below keeps this unambiguous.
                tail = word(bytes, count &- 8)
            } else {
                for position in offset..<count { tail = tail << 8 | UInt64(bytes[position]) }
            }
            state = mix(tail ^ state ^ first, third)
        }
        return mix(state ^ UInt64(truncatingIfNeeded: count), second)
    }

    static func hash(_ text: String, seed: UInt64 = 0) -> UInt64 {
        var text = text
        return text.withUTF8 { hash(UnsafeRawBufferPointer($0), seed: seed) }
    }

    /// Goes on with a checksum over whole words. Each step can be undone, so that no later word hides an earlier change.
    ///
    /// - Precondition: the count of `bytes` is a multiple of eight.
    static func checksum(_ bytes: UnsafeRawBufferPointer, state: UInt64) -> UInt64 {
        var state = state
        var offset = 0
        while offset &+ 8 <= bytes.count {
            state = (state ^ word(bytes, offset)) &* first
            state = state &<< 29 | state &>> 35
            offset &+= 8
        }
        return state
    }
}
