// SPDX-License-Identifier: Apache-2.0

/// A value given to a name: `name = "value"`, `"name": "value"`, `name => 'value'`, `name: value` and `NAME=value` in
/// files of settings, `<name>value</name>`.
struct SecretAssignment: Sendable {
    /// The whole name.
    var name: Range<Int>
    /// The value without its quotes.
    var value: Range<Int>
    var isQuoted: Bool

    private static let nameLimit = 64
    private static let blankLimit = 24
    private static let valueLimit = 512

    /// The assignment whose name has a word at this place; nil where there is none, or its value is an expression.
    init?(_ text: SecretText, word: Int) {
        let part: ByteClass = [.url, .dot]
        let start = text.start(of: part, before: word, limit: SecretAssignment.nameLimit)
        var at = text.end(of: part, from: word, limit: SecretAssignment.nameLimit)
        name = start..<at
        if text[at] == UInt8(ascii: "\\") { at += 1 }
        if SecretAssignment.isQuote(text[at]) { at += 1 }
        if text[at] == UInt8(ascii: "]") { at += 1 }
        // <name>value</name>
        if text[at] == UInt8(ascii: ">"), text[start - 1] == UInt8(ascii: "<") {
            guard let end = SecretAssignment.plain(text, from: at + 1), text[end] == UInt8(ascii: "<"),
                text[end + 1] == UInt8(ascii: "/")
            else { return nil }
            value = at + 1..<end
            isQuoted = true
            return
        }
        at = SecretAssignment.blanks(text, at)
        guard let operated = SecretAssignment.operation(text, at) else { return nil }
        at = SecretAssignment.blanks(text, operated)
        // A prefix of a string: b"", r'', @"", L"".
        if ByteClass.letter.has(text[at]) || text[at] == UInt8(ascii: "@"), SecretAssignment.isQuote(text[at + 1]) {
            at += 1
        }
        if text[at] == UInt8(ascii: "\\"), SecretAssignment.isQuote(text[at + 1]) { at += 1 }
        if SecretAssignment.isQuote(text[at]) {
            guard let end = SecretAssignment.quoted(text, from: at + 1, quote: text[at]) else { return nil }
            value = at + 1..<end
            isQuoted = true
            return
        }
        guard text.path.isSettings, let end = SecretAssignment.plain(text, from: at) else { return nil }
        value = at..<end
        isQuoted = false
    }

    /// Behind `=`, `:`, `:=`, `=>`, `?=`, or a type and `=`; nil for comparisons and everything else.
    private static func operation(_ text: SecretText, _ start: Int) -> Int? {
        var at = start
        switch text[at] {
        case UInt8(ascii: "="):
            at += 1
            if text[at] == UInt8(ascii: "=") || text[at] == UInt8(ascii: "~") { return nil }
            return text[at] == UInt8(ascii: ">") ? at + 1 : at
        case UInt8(ascii: "?"), UInt8(ascii: "|"), UInt8(ascii: "+"):
            return text[at + 1] == UInt8(ascii: "=") && text[at + 2] != UInt8(ascii: "=") ? at + 2 : nil
        case UInt8(ascii: ":"):
            at += 1
            if text[at] == UInt8(ascii: ":") { return nil }
            if text[at] == UInt8(ascii: "=") { return at + 1 }
            let value = blanks(text, at)
            guard ByteClass.letter.has(text[value]), !text.path.isSettings else { return at }
            // name: Type = "value"
            let type = blanks(text, text.end(of: [.word, .dot], from: value, limit: 32))
            return text[type] == UInt8(ascii: "=") && text[type + 1] != UInt8(ascii: "=") ? type + 1 : nil
        default: return nil
        }
    }

    private static func blanks(_ text: SecretText, _ start: Int) -> Int {
        var at = start
        while at < start + blankLimit, text[at] == 0x20 || text[at] == 0x09 { at += 1 }
        return at
    }

    private static func isQuote(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") || byte == UInt8(ascii: "`")
    }

    /// The closing quote, or the backslash before one in a string within a string.
    private static func quoted(_ text: SecretText, from start: Int, quote: UInt8) -> Int? {
        var at = start
        while at < min(text.count, start + valueLimit) {
            let byte = text[at]
            if byte == quote { return at }
            if byte == 0x0A || byte == 0x0D { return nil }
            if byte == UInt8(ascii: "\\") {
                if text[at + 1] == quote { return at }
                at += 1
            }
            at += 1
        }
        return nil
    }

    /// The end of a value without quotes.
    private static func plain(_ text: SecretText, from start: Int) -> Int? {
        var at = start
        while at < min(text.count, start + valueLimit) {
            switch text[at] {
            case 0...0x20, UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: ","), UInt8(ascii: ";"),
                UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "`"), UInt8(ascii: ")"), UInt8(ascii: "|"):
                return at > start ? at : nil
            default: at += 1
            }
        }
        return at < text.count || at == start ? nil : at
    }
}
