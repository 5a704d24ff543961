// SPDX-License-Identifier: Apache-2.0

extension ShellParser {
    /// Bytes that end a word.
    private static let metacharacters = ShellByte.Class(" \t\n;&|<>()")
    /// Bytes that a literal outside of quotes cannot just run over.
    private static let marks = ShellByte.Class(" \t\n\r;&|<>()\"'$`\\?*+@![")

    func isWordEnd(at place: Int) -> Bool {
        place >= end || ShellParser.metacharacters.contains(bytes[place]) || isLineEnd(at: place)
    }

    /// The word that begins here; nil where none does, or a comment.
    mutating func word() throws(ShellSyntaxError) -> ShellWord? {
        byte() == ShellByte.hash ? nil : try attachedWord()
    }

    /// The word right behind an operator, where a `#` is text.
    mutating func attachedWord() throws(ShellSyntaxError) -> ShellWord? {
        let start = position
        var parts: [ShellWordPart] = []
        let stop = try wordParts(into: &parts)
        guard stop > start else { return nil }
        try count(start)
        return ShellWord(parts: parts, span: span(from: start, to: stop))
    }

    /// Parts up to a metacharacter. Gives the end of the last of them: a line continuation behind it is no part of the
    /// word.
    mutating func wordParts(into parts: inout [ShellWordPart]) throws(ShellSyntaxError) -> Int {
        var stop = position
        while position < end {
            let byte = bytes[position]
            switch byte {
            case ShellByte.quote: parts.append(.singleQuoted(try singleQuoted()))
            case ShellByte.doubleQuote: parts.append(.doubleQuoted(try doubleQuoted()))
            case ShellByte.dollar: try dollar(into: &parts, isQuoted: false)
            case ShellByte.backquote: parts.append(.commandSubstitution(try backquoted(isQuoted: false)))
            case ShellByte.less, ShellByte.greater:
                guard dialect == .bash, self.byte(1) == ShellByte.open else { return stop }
                let direction: ShellProcessDirection = byte == ShellByte.less ? .input : .output
                let start = position
                position += 2
                parts.append(.processSubstitution(direction, try substitution(from: start)))
            default:
                if isGlobBeginning(at: position) {
                    parts.append(.extendedGlob(try extendedGlob()))
                    break
                }
                let start = position
                guard let (text, last) = literal() else { return stop }
                if last > start { parts.append(.literal(text)) }
                stop = Swift.max(stop, last)
                continue
            }
            stop = position
        }
        return stop
    }

    /// `?(`, `*(`, `+(`, `@(`, `!(`.
    private func isGlobBeginning(at place: Int) -> Bool {
        guard place + 1 < end, bytes[place + 1] == ShellByte.open, dialect.isExtended else { return false }
        switch bytes[place] {
        case UInt8(ascii: "?"), UInt8(ascii: "*"), ShellByte.plus, UInt8(ascii: "@"), ShellByte.bang: return true
        default: return false
        }
    }

    /// Text up to a byte that means something, line continuations left out, and the end of it; nil where there is none.
    private mutating func literal() -> (text: String, end: Int)? {
        let first = position
        var start = position
        var stop = position
        var joined: String?
        scan: while position < end {
            let byte = bytes[position]
            guard ShellParser.marks.contains(byte) else {
                position += 1
                continue
            }
            switch byte {
            case ShellByte.backslash:
                let length = continuation(at: position)
                guard length > 0 else {
                    position = Swift.min(position + 2, end)
                    continue
                }
                if position > start { stop = position }
                joined = (joined ?? "") + text(start..<position)
                position += length
                start = position
            case ShellByte.openBracket:
                // It might open a subscript; text before it is a literal of its own.
                let beginning = joined?.utf8.first ?? (start < position ? bytes[start] : nil)
                if dialect.isExtended, let beginning, beginning != ShellByte.openBracket { break scan }
                position += 1
            case ShellByte.carriageReturn:
                if isLineEnd(at: position) { break scan }
                position += 1
            case UInt8(ascii: "?"), UInt8(ascii: "*"), ShellByte.plus, UInt8(ascii: "@"), ShellByte.bang:
                if isGlobBeginning(at: position) { break scan }
                position += 1
            default: break scan
            }
        }
        guard position > first else { return nil }
        guard let joined else { return (text(start..<position), position) }
        return (joined + text(start..<position), position > start ? position : stop)
    }

    private mutating func extendedGlob() throws(ShellSyntaxError) -> [ShellWordPart] {
        let start = position
        position += 2
        return try parts(.extendedGlob, from: start)
    }
}
