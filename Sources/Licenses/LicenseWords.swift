// SPDX-License-Identifier: Apache-2.0

/// Cuts a text into words and hashes them, so that the same license is the same words however it is wrapped, quoted,
/// commented out, marked up or spelled.
///
/// A word is a run of ASCII letters and digits, lower-cased, and of bytes of other letters; a hyphen between letters joins
/// (`non-commercial`), a sign of a script without blanks is a word. Tags, slots such as `<year>` and entities are left
/// out. `Scripts/license-data` cuts in exactly this way.
struct LicenseWords {
    struct Word {
        var hash: UInt64
        /// Counted from 1.
        var line: Int32
    }

    private let bytes: [UInt8]
    private let end: Int
    private var at = 0
    private var line: Int32 = 1
    private let lowered = LicenseWords.lowered
    private let spellings = LicenseSpellings.standard

    init(_ bytes: [UInt8], limit: Int) {
        self.bytes = bytes
        end = min(bytes.count, limit)
    }

    mutating func next() -> Word? {
        var hash = LicenseWords.seed
        var length = 0
        while at < end {
            let byte = bytes[at]
            let lower = lowered[Int(byte)]
            if lower > 1 {
                hash = (hash ^ UInt64(lower)) &* 0x100_0000_01B3
                length += 1
                at += 1
                continue
            }
            if lower == 0 {
                if byte == 0x2D, length > 0, at + 1 < end, isAlphanumeric(bytes[at + 1]) {
                    at += 1
                    continue
                }
                if length > 0 { return word(hash, length) }
                if byte == 0x0A { line &+= 1 }
                at += byte == 0x3C ? tagLength() : byte == 0x26 ? entityLength() : 1
                continue
            }
            let size = signLength(byte)
            if size > 0 {
                if length > 0 { return word(hash, length) }
                at = min(end, at + size)
            } else if byte >= 0xE3, byte <= 0xED, at + 2 < end, bytes[at + 1] >= 0x80, bytes[at + 2] >= 0x80 {
                if length > 0 { return word(hash, length) }
                for offset in 0..<3 { hash = (hash ^ UInt64(bytes[at + offset])) &* 0x100_0000_01B3 }
                at += 3
                return Word(hash: hash, line: line)
            } else {
                hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3
                length += 1
                at += 1
            }
        }
        return length > 0 ? word(hash, length) : nil
    }

    private func word(_ hash: UInt64, _ length: Int) -> Word {
        Word(hash: length >= 5 ? spellings.preferred(hash) : hash, line: line)
    }

    /// Bytes of a sign that parts words: the Latin-1 and general punctuation blocks, the byte order mark.
    private func signLength(_ byte: UInt8) -> Int {
        if byte == 0xC2 { return 2 }
        if byte == 0xE2, at + 1 < end, bytes[at + 1] == 0x80 { return 3 }
        if byte == 0xEF, at + 2 < end, bytes[at + 1] == 0xBB, bytes[at + 2] == 0xBF { return 3 }
        return 0
    }

    /// Bytes of the tag or slot that begins here; 1 where none does.
    private func tagLength() -> Int {
        guard at + 1 < end else { return 1 }
        let first = bytes[at + 1]
        guard first == 0x2F || first == 0x21 || isAlphanumeric(first) && first > 0x39 else { return 1 }
        var offset = 2
        while offset <= 120, at + offset < end {
            let byte = bytes[at + offset]
            if byte == 0x3E { return offset + 1 }
            if byte == 0x3C || byte == 0x0A { break }
            offset += 1
        }
        return 1
    }

    /// Bytes of the entity that begins here; 1 where none does.
    private func entityLength() -> Int {
        var offset = 1
        while offset < 10, at + offset < end {
            let byte = bytes[at + offset]
            if byte == 0x3B { return offset > 1 ? offset + 1 : 1 }
            guard isAlphanumeric(byte) || byte == 0x23 else { break }
            offset += 1
        }
        return 1
    }

    /// FNV-1a's beginning.
    private static let seed: UInt64 = 0xCBF2_9CE4_8422_2325

    /// The hash of one lower-cased word, as `next` computes it.
    static func hash(_ word: String) -> UInt64 {
        word.utf8.reduce(seed) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    }

    private func isAlphanumeric(_ byte: UInt8) -> Bool { lowered[Int(byte)] > 1 }

    /// For each byte: itself lower-cased where it is an ASCII letter or digit, 1 for a byte beyond ASCII, 0 for the rest.
    private static let lowered: [UInt8] = (0..<256).map { (value: Int) -> UInt8 in
        switch UInt8(value) {
        case 0x30...0x39, 0x61...0x7A: UInt8(value)
        case 0x41...0x5A: UInt8(value) + 32
        case 0x80...0xFF: 1
        default: 0
        }
    }
}
