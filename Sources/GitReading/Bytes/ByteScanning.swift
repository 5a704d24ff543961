// SPDX-License-Identifier: Apache-2.0
#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

extension UnsafeRawBufferPointer {
    /// The place of the first such byte at or behind `start`, before `end`.
    @inline(__always)
    func position(of byte: UInt8, from start: Int, to end: Int) -> Int? {
        guard start < end, let base = baseAddress, let found = memchr(base + start, Int32(byte), end - start) else {
            return nil
        }
        return UnsafeRawPointer(found) - base
    }

    /// The same memory from `start` up to `end`.
    @inline(__always)
    func part(_ start: Int, _ end: Int) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(rebasing: self[start..<Swift.max(start, end)])
    }

    func hasPrefix(_ text: StaticString) -> Bool {
        guard count >= text.utf8CodeUnitCount, let base = baseAddress else { return text.utf8CodeUnitCount == 0 }
        return memcmp(base, text.utf8Start, text.utf8CodeUnitCount) == 0
    }

    func hasSuffix(_ text: StaticString) -> Bool {
        guard count >= text.utf8CodeUnitCount, let base = baseAddress else { return text.utf8CodeUnitCount == 0 }
        return memcmp(base + (count - text.utf8CodeUnitCount), text.utf8Start, text.utf8CodeUnitCount) == 0
    }

    /// Whether it holds the text, which is not empty.
    func holds(_ text: StaticString) -> Bool {
        var start = 0
        while let place = position(of: text.utf8Start[0], from: start, to: count) {
            if part(place, count).hasPrefix(text) { return true }
            start = place + 1
        }
        return false
    }

    /// Without blanks, tabs and line ends at both ends.
    var trimmed: UnsafeRawBufferPointer {
        var start = 0
        var end = count
        while start < end, UnsafeRawBufferPointer.isBlank(self[start]) { start += 1 }
        while end > start, UnsafeRawBufferPointer.isBlank(self[end - 1]) { end -= 1 }
        return part(start, end)
    }

    static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }

    /// A decimal number with an optional sign; nil for anything else and for what has more than 18 digits.
    var decimal: Int64? {
        var position = 0
        var isNegative = false
        if position < count, self[position] == UInt8(ascii: "-") || self[position] == UInt8(ascii: "+") {
            isNegative = self[position] == UInt8(ascii: "-")
            position += 1
        }
        guard position < count, count - position <= 18 else { return nil }
        var value: Int64 = 0
        while position < count {
            let digit = self[position]
            guard (0x30...0x39).contains(digit) else { return nil }
            value = value * 10 + Int64(digit - 0x30)
            position += 1
        }
        return isNegative ? -value : value
    }
}
