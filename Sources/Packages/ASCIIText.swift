// SPDX-License-Identifier: Apache-2.0

extension UInt8 {
    @inline(__always)
    var isASCIIUppercase: Bool { self &- 0x41 < 26 }

    /// The value of a hexadecimal digit; nil for any other byte.
    var hexadecimalValue: UInt8? {
        if isDigit { return self &- 0x30 }
        let letter = (self | 0x20) &- 0x61
        return letter < 6 ? letter &+ 10 : nil
    }
}

extension StringProtocol {
    /// The text with ASCII capitals in lower case; everything else stays.
    var asciiLowercased: String {
        guard utf8.contains(where: \.isASCIIUppercase) else { return String(self) }
        return String(decoding: utf8.map(\.lowercased), as: UTF8.self)
    }

    /// Whether the text is one or more ASCII digits.
    var isASCIINumber: Bool { !isEmpty && utf8.allSatisfy(\.isDigit) }

    /// Whether a short ASCII word stands anywhere in the text.
    func containsASCII(_ word: StaticString) -> Bool {
        word.withUTF8Buffer { word in
            var start = utf8.startIndex
            while start != utf8.endIndex {
                if utf8[start] == word.first, utf8[start...].starts(with: word) { return true }
                utf8.formIndex(after: &start)
            }
            return false
        }
    }
}
