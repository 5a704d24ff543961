// SPDX-License-Identifier: Apache-2.0

/// The name of a git object: 20 bytes (SHA-1) or 32 bytes (SHA-256).
package struct ObjectID: Sendable, Hashable, Comparable {
    /// Big-endian words; the last two are zero for SHA-1's 20 bytes, of which the third word holds four.
    private var words: (UInt64, UInt64, UInt64, UInt64)
    /// 20 or 32.
    package let length: Int

    /// From 40 or 64 hexadecimal digits; nil for anything else.
    package init?(hexadecimal digits: some Collection<UInt8>) {
        let done = digits.withContiguousStorageIfAvailable { ObjectID(hexadecimal: UnsafeRawBufferPointer($0)) }
        guard let value = done ?? Array(digits).withUnsafeBytes({ ObjectID(hexadecimal: $0) }) else { return nil }
        self = value
    }

    /// From 40 or 64 hexadecimal digits in memory, without a copy; nil for anything else.
    package init?(hexadecimal digits: UnsafeRawBufferPointer) {
        let count = digits.count
        guard count == 40 || count == 64 else { return nil }
        guard let first = ObjectID.word(digits, at: 0, count: 16),
            let second = ObjectID.word(digits, at: 16, count: 16),
            let third = ObjectID.word(digits, at: 32, count: count == 40 ? 8 : 16)
        else { return nil }
        var fourth: UInt64 = 0
        if count == 64 {
            guard let word = ObjectID.word(digits, at: 48, count: 16) else { return nil }
            fourth = word
        }
        words = (first, second, third, fourth)
        length = count / 2
    }

    /// `count` hexadecimal digits, in the upper bits of a word.
    private static func word(_ digits: UnsafeRawBufferPointer, at start: Int, count: Int) -> UInt64? {
        var word: UInt64 = 0
        for position in start..<start + count {
            let digit = digits[position]
            switch digit {
            case 0x30...0x39: word = word << 4 | UInt64(digit - 0x30)
            case 0x61...0x66: word = word << 4 | UInt64(digit - 0x61 + 10)
            case 0x41...0x46: word = word << 4 | UInt64(digit - 0x41 + 10)
            default: return nil
            }
        }
        return word << UInt64(64 - count * 4)
    }

    package init?(_ text: some StringProtocol) {
        self.init(hexadecimal: text.utf8)
    }

    /// From 20 or 32 bytes; nil for anything else.
    package init?(bytes: some Collection<UInt8>) {
        let count = bytes.count
        guard count == 20 || count == 32 else { return nil }
        var words: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
        var position = 0
        for byte in bytes {
            let part = UInt64(byte) << UInt64(56 - position % 8 * 8)
            switch position / 8 {
            case 0: words.0 |= part
            case 1: words.1 |= part
            case 2: words.2 |= part
            default: words.3 |= part
            }
            position += 1
        }
        self.words = words
        length = count
    }

    package var bytes: [UInt8] {
        let all = [words.0, words.1, words.2, words.3].flatMap { word in
            (0..<8).map { UInt8(truncatingIfNeeded: word >> UInt64(56 - $0 * 8)) }
        }
        return Array(all.prefix(length))
    }

    /// In lowercase hexadecimal.
    package var hexadecimal: String {
        var digits: [UInt8] = []
        digits.reserveCapacity(length * 2)
        appendHexadecimal(to: &digits)
        return String(decoding: digits, as: UTF8.self)
    }

    /// Appends its lowercase hexadecimal digits.
    package func appendHexadecimal(to digits: inout [UInt8]) {
        for position in 0..<length * 2 {
            let word =
                switch position / 16 {
                case 0: words.0
                case 1: words.1
                case 2: words.2
                default: words.3
                }
            let digit = UInt8(truncatingIfNeeded: word >> UInt64(60 - position % 16 * 4) & 15)
            digits.append(digit < 10 ? 0x30 + digit : 0x61 - 10 + digit)
        }
    }

    package static func == (left: ObjectID, right: ObjectID) -> Bool {
        left.words.0 == right.words.0 && left.words.1 == right.words.1 && left.words.2 == right.words.2
            && left.words.3 == right.words.3 && left.length == right.length
    }

    package static func < (left: ObjectID, right: ObjectID) -> Bool {
        left.words == right.words ? left.length < right.length : left.words < right.words
    }

    package func hash(into hasher: inout Hasher) {
        // All of it: whoever writes a history chooses the names of parents that are not there.
        hasher.combine(words.0)
        hasher.combine(words.1)
        hasher.combine(words.2)
        hasher.combine(words.3)
    }
}
