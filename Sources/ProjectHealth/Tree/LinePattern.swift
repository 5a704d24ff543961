// SPDX-License-Identifier: Apache-2.0

/// A pattern that begins with fixed text and goes on with blanks, words and choices: what the rules for fuzzing need of regular
/// expressions, without their worst cases.
struct LinePattern: Sendable {
    enum Piece: Sendable {
        case text(String)
        /// One or more blanks, line ends included; none or more.
        case blanks, anyBlanks
        /// One or more letters, digits or underscores.
        case word
        /// A single or double quotation mark.
        case quote
        /// Any one byte.
        case any
        case oneOf([String])
        case optional([Piece])
    }

    private let start: ByteSearch
    private let pieces: [Piece]
    let name: String

    init(_ start: String, _ pieces: [Piece] = [], name: String? = nil) {
        self.start = ByteSearch(start)
        self.pieces = pieces
        self.name = name ?? start
    }

    /// The offset of the first match; nil where there is none.
    func first(in bytes: UnsafeBufferPointer<UInt8>) -> Int? {
        var position = 0
        while let found = start.first(in: bytes, from: position) {
            if LinePattern.match(pieces[...], bytes, found + start.count) { return found }
            position = found + 1
        }
        return nil
    }

    /// The offsets of the first `limit` matches.
    func all(in bytes: UnsafeBufferPointer<UInt8>, limit: Int) -> [Int] {
        var found: [Int] = []
        var position = 0
        while found.count < limit, let next = start.first(in: bytes, from: position) {
            if LinePattern.match(pieces[...], bytes, next + start.count) { found.append(next) }
            position = next + start.count
        }
        return found
    }

    /// Choices are few and no piece repeats another's work, so the work a place is bounded by the number of choices.
    private static func match(_ pieces: ArraySlice<Piece>, _ bytes: UnsafeBufferPointer<UInt8>, _ place: Int) -> Bool {
        guard let piece = pieces.first else { return true }
        let rest = pieces.dropFirst()
        switch piece {
        case .text(let text):
            return starts(with: text, bytes, place) && match(rest, bytes, place + text.utf8.count)
        case .blanks, .anyBlanks:
            var end = place
            while end < bytes.count, isBlank(bytes[end]), end - place < 256 { end += 1 }
            if case .blanks = piece, end == place { return false }
            return match(rest, bytes, end)
        case .word:
            var end = place
            while end < bytes.count, isWord(bytes[end]), end - place < 256 { end += 1 }
            return end > place && match(rest, bytes, end)
        case .quote:
            guard place < bytes.count, bytes[place] == UInt8(ascii: "'") || bytes[place] == UInt8(ascii: "\"") else {
                return false
            }
            return match(rest, bytes, place + 1)
        case .any:
            return place < bytes.count && match(rest, bytes, place + 1)
        case .oneOf(let choices):
            return choices.contains { starts(with: $0, bytes, place) && match(rest, bytes, place + $0.utf8.count) }
        case .optional(let inner):
            return match(inner + rest, bytes, place) || match(rest, bytes, place)
        }
    }

    private static func starts(with text: String, _ bytes: UnsafeBufferPointer<UInt8>, _ place: Int) -> Bool {
        var place = place
        for byte in text.utf8 {
            guard place < bytes.count, bytes[place] == byte else { return false }
            place += 1
        }
        return true
    }

    private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }

    private static func isWord(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
            true
        default: false
        }
    }
}

extension LinePattern.Piece: ExpressibleByStringLiteral {
    init(stringLiteral value: String) { self = .text(value) }
}
