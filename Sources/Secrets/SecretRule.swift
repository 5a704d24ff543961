// SPDX-License-Identifier: Apache-2.0

/// A credential's shape: what it begins with, and what follows.
struct SecretShape: Sendable {
    enum Piece: Sendable {
        /// As many bytes of a class as there are, at least and at most so many.
        case run(ByteClass, Int, Int)
        case text([UInt8])
    }

    var prefix: [UInt8]
    var pieces: [Piece]

    /// Matches at a place where the prefix stands; the range of the whole credential, and where its random part begins.
    ///
    /// The byte before must be none that a name goes on with, the byte after none that the last run would have taken: a
    /// longer word is another thing.
    func match(_ text: SecretText, at place: Int) -> (range: Range<Int>, random: Int)? {
        guard text.has(prefix, at: place) else { return nil }
        if let first = prefix.first, ByteClass.word.has(first), ByteClass.word.has(text[place - 1]),
            !isEscape(text, before: place)
        {
            return nil
        }
        // A short beginning behind a dot or a dash is the end of a name: `box.ico-…`.
        if (1...4).contains(prefix.count), text[place - 1] == UInt8(ascii: ".") || text[place - 1] == UInt8(ascii: "-")
        {
            return nil
        }
        var at = place + prefix.count
        var last: ByteClass = []
        for piece in pieces {
            switch piece {
            case .run(let bytes, let least, let most):
                let end = text.end(of: bytes, from: at, limit: most)
                guard end - at >= least else { return nil }
                at = end
                last = bytes
            case .text(let mark):
                guard text.has(mark, at: at) else { return nil }
                at += mark.count
                last = []
            }
        }
        guard at < text.count else { return (place..<at, place + prefix.count) }
        let next = text[at]
        if last.has(next) || ByteClass.word.has(next) && !last.isEmpty { return nil }
        return (place..<at, place + prefix.count)
    }

    /// `\n`, `\t` and `\r` before a credential inside a string, and `%20`-like escapes, are no part of a word.
    private func isEscape(_ text: SecretText, before place: Int) -> Bool {
        let byte = text[place - 1]
        if text[place - 2] == UInt8(ascii: "\\") {
            return [UInt8(ascii: "n"), UInt8(ascii: "t"), UInt8(ascii: "r")].contains(byte)
        }
        return text[place - 3] == UInt8(ascii: "%") && ByteClass.anyHex.has(byte)
    }
}

/// What the end of a credential proves of its beginning.
enum SecretChecksum: Sendable {
    /// The last six characters are the CRC-32 of the thirty before, in base 62 (GitHub, npm).
    case crc32Base62
}

/// One kind of credential.
struct SecretRule: Sendable {
    var id: String
    var title: String
    var detector: Detector
    /// In a place that speaks neither for nor against it.
    var confidence: SecretConfidence
    /// The least Shannon entropy of its random part, in bits a character.
    var entropy: Double
    var checksum: SecretChecksum?

    enum Detector: Sendable {
        case shape(SecretShape)
        /// A value of a shape, given to a name that has this word in it (small letters).
        case named(word: [UInt8], value: [SecretShape.Piece])
        /// A scanner of its own, called where one of the marks stands, in whatever case.
        case own(marks: [[UInt8]], @Sendable (SecretText, Int) -> SecretCandidate?)
    }

    /// Texts of which one stands wherever the rule can match; three bytes at least, case does not count.
    var triggers: [[UInt8]] {
        switch detector {
        case .shape(let shape): [shape.prefix]
        case .named(let word, _): [word]
        case .own(let marks, _): marks
        }
    }
}

/// A match before it is judged against its surroundings.
struct SecretCandidate: Sendable {
    /// The bytes of the credential.
    var range: Range<Int>
    /// The bytes of it that nobody could know.
    var random: Range<Int>
    var confidence: SecretConfidence
    var reason: String
    /// The scanner has looked at entropy and placeholders itself.
    var isJudged = false
    /// The random part is base64 on lines of its own.
    var isArmoured = false
    /// A title for this match alone.
    var title: String?
    /// Another rule's identifier for this match alone.
    var id: String?
}

extension SecretRule {
    static func shape(
        _ id: String, _ title: String, _ prefix: String, _ pieces: [SecretShape.Piece],
        _ confidence: SecretConfidence = .likely, entropy: Double = 3, checksum: SecretChecksum? = nil
    ) -> SecretRule {
        SecretRule(
            id: id, title: title, detector: .shape(SecretShape(prefix: Array(prefix.utf8), pieces: pieces)),
            confidence: confidence, entropy: entropy, checksum: checksum)
    }

    static func named(
        _ id: String, _ title: String, _ word: String, _ value: [SecretShape.Piece],
        _ confidence: SecretConfidence = .likely, entropy: Double = 3
    ) -> SecretRule {
        SecretRule(
            id: id, title: title, detector: .named(word: Array(word.utf8), value: value), confidence: confidence,
            entropy: entropy, checksum: nil)
    }

    static func own(
        _ id: String, _ title: String, _ marks: [String],
        _ scan: @escaping @Sendable (SecretText, Int) -> SecretCandidate?
    ) -> SecretRule {
        SecretRule(
            id: id, title: title, detector: .own(marks: marks.map { Array($0.utf8) }, scan), confidence: .likely,
            entropy: 0, checksum: nil)
    }
}

extension SecretShape.Piece {
    static func exactly(_ count: Int, _ bytes: ByteClass) -> SecretShape.Piece { .run(bytes, count, count) }
    static func text(_ text: String) -> SecretShape.Piece { .text(Array(text.utf8)) }
}
