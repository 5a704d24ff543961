// SPDX-License-Identifier: Apache-2.0

/// Sets of bytes that credentials are made of.
struct ByteClass: OptionSet, Sendable {
    let rawValue: UInt16

    static let digit = ByteClass(rawValue: 1)
    static let lowerHexLetter = ByteClass(rawValue: 2)
    static let lowerRest = ByteClass(rawValue: 4)
    static let upperHexLetter = ByteClass(rawValue: 8)
    static let upperRest = ByteClass(rawValue: 16)
    static let dash = ByteClass(rawValue: 32)
    static let underscore = ByteClass(rawValue: 64)
    static let dot = ByteClass(rawValue: 128)
    static let plus = ByteClass(rawValue: 256)
    static let slash = ByteClass(rawValue: 512)
    static let equals = ByteClass(rawValue: 1024)
    static let tilde = ByteClass(rawValue: 2048)
    static let percent = ByteClass(rawValue: 4096)

    static let lower: ByteClass = [.lowerHexLetter, .lowerRest]
    static let upper: ByteClass = [.upperHexLetter, .upperRest]
    static let letter: ByteClass = [.lower, .upper]
    static let alphanumeric: ByteClass = [.letter, .digit]
    static let word: ByteClass = [.alphanumeric, .underscore]
    /// Of base64url, and of identifiers with dashes.
    static let url: ByteClass = [.word, .dash]
    static let base64: ByteClass = [.alphanumeric, .plus, .slash]
    static let hex: ByteClass = [.digit, .lowerHexLetter]
    static let anyHex: ByteClass = [.digit, .lowerHexLetter, .upperHexLetter]
    static let lowerAlphanumeric: ByteClass = [.lower, .digit]
    static let upperAlphanumeric: ByteClass = [.upper, .digit]

    /// The classes of each byte.
    private static let table: [ByteClass] = (0..<256).map { (value: Int) -> ByteClass in
        switch UInt8(value) {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): .digit
        case UInt8(ascii: "a")...UInt8(ascii: "f"): .lowerHexLetter
        case UInt8(ascii: "g")...UInt8(ascii: "z"): .lowerRest
        case UInt8(ascii: "A")...UInt8(ascii: "F"): .upperHexLetter
        case UInt8(ascii: "G")...UInt8(ascii: "Z"): .upperRest
        case UInt8(ascii: "-"): .dash
        case UInt8(ascii: "_"): .underscore
        case UInt8(ascii: "."): .dot
        case UInt8(ascii: "+"): .plus
        case UInt8(ascii: "/"): .slash
        case UInt8(ascii: "="): .equals
        case UInt8(ascii: "~"): .tilde
        case UInt8(ascii: "%"): .percent
        default: []
        }
    }

    func has(_ byte: UInt8) -> Bool { !isDisjoint(with: ByteClass.table[Int(byte)]) }
}

/// A text under scan: bytes that are asked for safely wherever the place.
struct SecretText: Sendable {
    let bytes: [UInt8]
    var path: SecretPath

    var count: Int { bytes.count }

    /// The byte at a place; 0 outside the text.
    subscript(_ place: Int) -> UInt8 { place >= 0 && place < bytes.count ? bytes[place] : 0 }

    /// Where a run of a class that begins at a place ends, at most `limit` bytes on.
    func end(of run: ByteClass, from start: Int, limit: Int) -> Int {
        var at = start
        let last = min(bytes.count, start + limit)
        while at < last, run.has(bytes[at]) { at += 1 }
        return max(at, start)
    }

    /// Where a run of a class that ends before a place begins, at most `limit` bytes back.
    func start(of run: ByteClass, before end: Int, limit: Int) -> Int {
        var at = min(end, bytes.count)
        let first = max(0, end - limit)
        while at > first, run.has(bytes[at - 1]) { at -= 1 }
        return at
    }

    func has(_ text: StaticString, at place: Int) -> Bool {
        text.withUTF8Buffer { mark in
            place >= 0 && place + mark.count <= bytes.count
                && mark.indices.allSatisfy { mark[$0] == bytes[place + $0] }
        }
    }

    func has(_ mark: [UInt8], at place: Int) -> Bool {
        guard place >= 0, place + mark.count <= bytes.count else { return false }
        var offset = 0
        while offset < mark.count, mark[offset] == bytes[place + offset] { offset += 1 }
        return offset == mark.count
    }

    /// Whether letters in any case stand at a place; `mark` is in small letters.
    func hasLetters(_ mark: [UInt8], at place: Int) -> Bool {
        guard place >= 0, place + mark.count <= bytes.count else { return false }
        var offset = 0
        while offset < mark.count {
            let byte = bytes[place + offset]
            if (byte >= 0x41 && byte <= 0x5A ? byte + 32 : byte) != mark[offset] { return false }
            offset += 1
        }
        return true
    }

    /// Whether a mark stands somewhere in a range that is cut to the text.
    func contains(_ mark: StaticString, in range: Range<Int>) -> Bool {
        let first = mark.withUTF8Buffer { $0.first ?? 0 }
        var at = max(0, range.lowerBound)
        let end = min(bytes.count, range.upperBound)
        while at < end {
            if bytes[at] == first, has(mark, at: at) { return true }
            at += 1
        }
        return false
    }

    func slice(_ range: Range<Int>) -> ArraySlice<UInt8> { bytes[range.clamped(to: 0..<bytes.count)] }
}
