// SPDX-License-Identifier: Apache-2.0

/// A command of a script whose shell is not read as such (PowerShell, cmd): what stands between line ends, `;`, `&` and
/// `|`, cut into words at white space outside of quotes.
struct PlainCommand {
    var words: [String]
    var line: Int
    var text: String

    /// The most commands that are taken from one script.
    private static let most = 5_000

    /// Whether a text has marks of PowerShell that no other shell has.
    static func isPowerShell(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        let marks: [StaticString] = ["$env:", "write-host", "write-output", "-erroraction", "invoke-", "get-", "]::"]
        return marks.contains { bytes.firstIndex(of: $0, ignoringCase: true) != nil }
    }

    static func commands(in script: PlacedText) -> [PlainCommand] {
        let bytes = Array(script.value.utf8)
        var commands: [PlainCommand] = []
        var words: [String] = []
        var word: [UInt8] = []
        var isWord = false
        var quote: UInt8?
        var start = 0
        func closeWord() {
            if isWord { words.append(String(ascii: word)) }
            word = []
            isWord = false
        }
        func closeCommand(_ end: Int) {
            closeWord()
            if !words.isEmpty, commands.count < most {
                let text = bytes[start..<end].trimmed
                commands.append(
                    PlainCommand(words: words, line: script.line(at: text.startIndex), text: String(ascii: text)))
            }
            words = []
            start = end + 1
        }
        let expressions = Expression.places(in: bytes).ranges
        var next = 0
        for (offset, byte) in bytes.enumerated() {
            // An expression is part of its word, whatever stands in it.
            while next < expressions.count, expressions[next].upperBound <= offset { next += 1 }
            if next < expressions.count, expressions[next].contains(offset) {
                word.append(byte)
                isWord = true
                continue
            }
            if let open = quote {
                if byte == open || byte == 0x0A { quote = nil } else { word.append(byte) }
                if byte != 0x0A { continue }
            }
            switch byte {
            case 0x0A:
                // A backtick or `^` at the end of a line continues it.
                if let last = word.last, word.count == 1, last == UInt8(ascii: "`") || last == UInt8(ascii: "^") {
                    word = []
                    isWord = false
                } else {
                    closeCommand(offset)
                }
            case UInt8(ascii: ";"), UInt8(ascii: "|"), UInt8(ascii: "&"): closeCommand(offset)
            case UInt8(ascii: "\""), UInt8(ascii: "'"):
                quote = byte
                isWord = true
            case let byte where byte.isSpace: closeWord()
            default:
                word.append(byte)
                isWord = true
            }
        }
        closeCommand(bytes.count)
        return commands.filter { !$0.words[0].hasPrefix("#") && !$0.words[0].isEqualIgnoringCase("rem") }
    }
}
