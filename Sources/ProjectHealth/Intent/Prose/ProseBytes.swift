// SPDX-License-Identifier: Apache-2.0

extension UInt8 {
    var isSpace: Bool { self == 0x20 || self == 0x09 || self == 0x0A || self == 0x0D }
    var isLetter: Bool { (0x61...0x7A).contains(self | 0x20) }
    var isDigit: Bool { (0x30...0x39).contains(self) }
    /// A letter in lower case; everything else as it is.
    var lowered: UInt8 { (0x41...0x5A).contains(self) ? self | 0x20 : self }
}

extension ArraySlice<UInt8> {
    /// Without blanks at both ends.
    var trimmed: ArraySlice<UInt8> {
        var slice = drop { $0.isSpace }
        while let last = slice.last, last.isSpace { slice.removeLast() }
        return slice
    }

    /// Columns before the first mark; a tab is four.
    var indentation: Int {
        var columns = 0
        for byte in self {
            switch byte {
            case 0x20: columns += 1
            case 0x09: columns += 4
            default: return columns
            }
        }
        return columns
    }

    /// How many of one byte it begins with.
    func run(of byte: UInt8) -> Int { prefix { $0 == byte }.count }

    func contains(sequence: StaticString) -> Bool {
        let wanted = UnsafeBufferPointer(start: sequence.utf8Start, count: sequence.utf8CodeUnitCount)
        guard count >= wanted.count else { return false }
        return (startIndex...(endIndex - wanted.count)).contains { place in
            self[place..<place + wanted.count].elementsEqual(wanted, by: { $0.lowered == $1 })
        }
    }

    /// The bytes of `- `, `* `, `+ `, `12. ` or `3) ` at the beginning, a check box included; nil for none.
    var listMarker: Int? {
        guard let first else { return nil }
        var length: Int
        if first == UInt8(ascii: "-") || first == UInt8(ascii: "*") || first == UInt8(ascii: "+") {
            length = 1
            // AsciiDoc nests by repeating the mark.
            while length < 5, length < count, self[startIndex + length] == UInt8(ascii: "*"), first == UInt8(ascii: "*")
            {
                length += 1
            }
        } else {
            length = prefix { $0.isDigit }.count
            guard (1...4).contains(length), length < count else { return nil }
            let mark = self[startIndex + length]
            guard mark == UInt8(ascii: ".") || mark == UInt8(ascii: ")") else { return nil }
            length += 1
        }
        guard length < count, self[startIndex + length].isSpace else { return nil }
        length += 1
        let rest = dropFirst(length)
        if rest.count > 4, rest.first == UInt8(ascii: "["), rest[rest.startIndex + 2] == UInt8(ascii: "]"),
            rest[rest.startIndex + 3].isSpace
        {
            length += 4
        }
        return length
    }
}
