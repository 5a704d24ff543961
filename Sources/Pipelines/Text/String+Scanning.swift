// SPDX-License-Identifier: Apache-2.0

/// Looking for words in text, byte by byte: what is looked for is ASCII.
extension Collection<UInt8> where Index == Int {
    /// The place of the first occurrence at or behind `start`; nil when there is none.
    func firstIndex(of word: StaticString, from start: Int? = nil, ignoringCase: Bool = false) -> Int? {
        word.withUTF8Buffer { firstIndex(ofBytes: $0, from: start, ignoringCase: ignoringCase) }
    }

    func firstIndex(
        ofBytes word: some Collection<UInt8>, from start: Int? = nil, ignoringCase: Bool = false
    ) -> Int? {
        guard let head = word.first else { return start ?? startIndex }
        let first = ignoringCase ? head.lowercasedASCII : head
        var position = Swift.max(start ?? startIndex, startIndex)
        let last = endIndex - word.count
        while position <= last {
            let byte = ignoringCase ? self[position].lowercasedASCII : self[position]
            if byte == first, isAt(position, word, ignoringCase: ignoringCase) { return position }
            position += 1
        }
        return nil
    }

    private func isAt(_ position: Int, _ word: some Collection<UInt8>, ignoringCase: Bool) -> Bool {
        var place = position
        for byte in word {
            if ignoringCase {
                guard self[place].lowercasedASCII == byte.lowercasedASCII else { return false }
            } else {
                guard self[place] == byte else { return false }
            }
            place += 1
        }
        return true
    }
}

extension UInt8 {
    var lowercasedASCII: UInt8 { self >= 0x41 && self <= 0x5A ? self | 0x20 : self }
    var isHexadecimal: Bool {
        (0x30...0x39).contains(self) || (0x61...0x66).contains(lowercasedASCII)
    }
    var isDigit: Bool { (0x30...0x39).contains(self) }
    var isLetter: Bool { (0x61...0x7A).contains(lowercasedASCII) }
    /// What Perl's `\w` is: a letter, a digit, `_`.
    var isWord: Bool { isLetter || isDigit || self == UInt8(ascii: "_") }
    /// Space or tab.
    var isBlank: Bool { self == 0x20 || self == 0x09 }
    /// Space, tab, line feed, carriage return, form feed, vertical tab.
    var isSpace: Bool { self == 0x20 || (0x09...0x0D).contains(self) }
}

extension String {
    init(ascii bytes: some Sequence<UInt8>) {
        self.init(decoding: Array(bytes), as: UTF8.self)
    }

    /// A to Z in lower case; everything else as it is.
    var lowercasedASCII: String {
        String(ascii: utf8.map(\.lowercasedASCII))
    }

    func contains(ascii word: StaticString, ignoringCase: Bool = false) -> Bool {
        Array(utf8).firstIndex(of: word, ignoringCase: ignoringCase) != nil
    }

    func contains(text word: String, ignoringCase: Bool = false) -> Bool {
        Array(utf8).firstIndex(ofBytes: Array(word.utf8), ignoringCase: ignoringCase) != nil
    }

    func isEqualIgnoringCase(_ other: String) -> Bool {
        utf8.count == other.utf8.count
            && zip(utf8, other.utf8).allSatisfy { $0.lowercasedASCII == $1.lowercasedASCII }
    }

    func hasPrefixIgnoringCase(_ prefix: String) -> Bool {
        utf8.count >= prefix.utf8.count
            && zip(utf8, prefix.utf8).allSatisfy { $0.lowercasedASCII == $1.lowercasedASCII }
    }

    /// Without white space at both ends.
    var trimmed: String { String(ascii: Array(utf8).trimmed) }

    /// What follows the last `/`.
    var baseName: String {
        guard let slash = utf8.lastIndex(of: UInt8(ascii: "/")) else { return self }
        return String(self[utf8.index(after: slash)...])
    }

    /// What comes before the last `/`; empty when there is none.
    var folder: String {
        guard let slash = utf8.lastIndex(of: UInt8(ascii: "/")) else { return "" }
        return String(self[..<slash])
    }

    /// The parts around the first occurrence of a mark; nil when there is none.
    func cut(at mark: Character) -> (before: String, after: String)? {
        guard let place = firstIndex(of: mark) else { return nil }
        return (String(self[..<place]), String(self[index(after: place)...]))
    }

    /// Words between white space.
    var words: [String] {
        utf8.split(whereSeparator: \.isSpace).map { String(ascii: $0) }
    }
}

extension Collection<UInt8> where Index == Int {
    /// Without white space at both ends.
    var trimmed: SubSequence {
        var start = startIndex
        var end = endIndex
        while start < end, self[start].isSpace { start += 1 }
        while end > start, self[end - 1].isSpace { end -= 1 }
        return self[start..<end]
    }
}

extension String {
    /// a to z in upper case; everything else as it is.
    var uppercasedASCII: String {
        String(ascii: utf8.map { $0 >= 0x61 && $0 <= 0x7A ? $0 & 0xDF : $0 })
    }
}
