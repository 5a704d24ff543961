// SPDX-License-Identifier: Apache-2.0
package import Wire

/// The name of a git object: 20 bytes (SHA-1) or 32 bytes (SHA-256).
package struct ObjectID: Sendable, Hashable, Comparable {
    /// Big-endian words; the last two are zero for SHA-1's 20 bytes, of which the third word holds four.
    private var words: (UInt64, UInt64, UInt64, UInt64)
    /// 20 or 32.
    package let length: Int

    /// From 40 or 64 hexadecimal digits; nil for anything else.
    package init?(hexadecimal digits: some Collection<UInt8>) {
        let count = digits.count
        guard count == 40 || count == 64 else { return nil }
        var words: [UInt64] = [0, 0, 0, 0]
        for (position, digit) in digits.enumerated() {
            let value: UInt8
            switch digit {
            case 0x30...0x39: value = digit - 0x30
            case 0x61...0x66: value = digit - 0x61 + 10
            case 0x41...0x46: value = digit - 0x41 + 10
            default: return nil
            }
            words[position / 16] |= UInt64(value) << UInt64(60 - position % 16 * 4)
        }
        self.words = (words[0], words[1], words[2], words[3])
        length = count / 2
    }

    package init?(_ text: some StringProtocol) {
        self.init(hexadecimal: Array(text.utf8))
    }

    /// From 20 or 32 bytes; nil for anything else.
    package init?(bytes: some Collection<UInt8>) {
        let count = bytes.count
        guard count == 20 || count == 32 else { return nil }
        var words: [UInt64] = [0, 0, 0, 0]
        for (position, byte) in bytes.enumerated() {
            words[position / 8] |= UInt64(byte) << UInt64(56 - position % 8 * 8)
        }
        self.words = (words[0], words[1], words[2], words[3])
        length = count
    }

    package var bytes: [UInt8] {
        let all = [words.0, words.1, words.2, words.3].flatMap { word in
            (0..<8).map { UInt8(truncatingIfNeeded: word >> UInt64(56 - $0 * 8)) }
        }
        return Array(all.prefix(length))
    }

    /// In lowercase hexadecimal.
    package var hexadecimal: String { Hexadecimal.text(of: bytes) }

    /// The first 64 bits: a good hash of its own.
    package var prefix: UInt64 { words.0 }

    package static func == (left: ObjectID, right: ObjectID) -> Bool {
        left.words == right.words && left.length == right.length
    }

    package static func < (left: ObjectID, right: ObjectID) -> Bool {
        left.words == right.words ? left.length < right.length : left.words < right.words
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(words.0)
        hasher.combine(words.1)
    }
}
