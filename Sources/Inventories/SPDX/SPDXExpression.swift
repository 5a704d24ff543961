// SPDX-License-Identifier: Apache-2.0

/// SPDX licence expressions (SPDX 2.3 annex D), checked and not taken apart.
enum SPDXExpression {
    /// Whether the text is an expression of identifiers of the SPDX list and, where `references` are allowed, of licences
    /// that a document describes itself (`LicenseRef-…`).
    static func isValid(_ text: String, references: Bool) -> Bool {
        var depth = 0
        var expectsLicence = true
        var mayHaveException = false
        var words = tokens(of: text)[...]
        while let word = words.popFirst() {
            switch (word, expectsLicence) {
            case ("(", true): depth += 1
            case (")", false):
                depth -= 1
                mayHaveException = false
                if depth < 0 { return false }
            case ("AND", false), ("OR", false): expectsLicence = true
            case ("WITH", false):
                guard mayHaveException, let exception = words.popFirst(), SPDXLicenceList.contains(exception)
                else { return false }
                mayHaveException = false
            case (_, true):
                let identifier = word.without(suffix: "+")
                guard SPDXLicenceList.contains(identifier) || (references && isReference(word)) else { return false }
                expectsLicence = false
                mayHaveException = true
            default: return false
            }
        }
        return depth == 0 && !expectsLicence
    }

    private static func isReference(_ word: Substring) -> Bool {
        let name = word.cut(at: ":")?.behind ?? word
        let isWellFormed = word.utf8.allSatisfy { byte in
            byte.isLetter || byte.isDigit || [UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: ":")].contains(byte)
        }
        return isWellFormed && name.hasPrefix("LicenseRef-")
    }

    /// Words and parentheses.
    private static func tokens(of text: String) -> [Substring] {
        var tokens: [Substring] = []
        for word in Substring(text).words {
            var rest = word
            while let first = rest.utf8.first, first == UInt8(ascii: "(") {
                tokens.append("(")
                rest = rest.dropFirst()
            }
            var closing = 0
            while let last = rest.utf8.last, last == UInt8(ascii: ")") {
                closing += 1
                rest = rest.dropLast()
            }
            if !rest.isEmpty { tokens.append(rest) }
            tokens.append(contentsOf: repeatElement(")", count: closing))
        }
        return tokens
    }
}
