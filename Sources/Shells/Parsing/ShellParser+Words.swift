// SPDX-License-Identifier: Apache-2.0

extension ShellParser {
    /// Bytes that end a word.
    private static let metacharacters = ShellByte.Class(" \t\n;&|<>()")
    /// Bytes that a literal outside of quotes cannot just run over.
    private static let marks = ShellByte.Class(" \t\n\r;&|<>()\"'$`\\?*+@!")

    func isWordEnd(at place: Int) -> Bool {
        place >= end || ShellParser.metacharacters.contains(bytes[place]) || isLineEnd(at: place)
    }

    /// The word that begins here; nil where none does.
    mutating func word() throws(ShellSyntaxError) -> ShellWord? {
        let start = position
        var parts: [ShellWordPart] = []
        try wordParts(into: &parts)
        guard position > start else { return nil }
        try count(start)
        return ShellWord(parts: parts, span: span(from: start, to: position))
    }

    /// Parts up to a metacharacter.
    mutating func wordParts(into parts: inout [ShellWordPart]) throws(ShellSyntaxError) {
        while position < end {
            let byte = bytes[position]
            switch byte {
            case ShellByte.quote: parts.append(.singleQuoted(try singleQuoted()))
            case ShellByte.doubleQuote: parts.append(.doubleQuoted(try doubleQuoted()))
            case ShellByte.dollar: try dollar(into: &parts, isQuoted: false)
            case ShellByte.backquote: parts.append(.commandSubstitution(try backquoted(isQuoted: false)))
            case ShellByte.less, ShellByte.greater:
                guard dialect == .bash, self.byte(1) == ShellByte.open else { return }
                let direction: ShellProcessDirection = byte == ShellByte.less ? .input : .output
                let start = position
                position += 2
                parts.append(.processSubstitution(direction, try substitution(from: start)))
            default:
                if isGlobBeginning(at: position) {
                    parts.append(.extendedGlob(try extendedGlob()))
                    continue
                }
                let start = position
                let text = literal()
                guard position > start else { return }
                if !text.isEmpty { parts.append(.literal(text)) }
            }
        }
    }

    /// `?(`, `*(`, `+(`, `@(`, `!(`.
    private func isGlobBeginning(at place: Int) -> Bool {
        guard place + 1 < end, bytes[place + 1] == ShellByte.open, dialect.isExtended else { return false }
        switch bytes[place] {
        case UInt8(ascii: "?"), UInt8(ascii: "*"), ShellByte.plus, UInt8(ascii: "@"), ShellByte.bang: return true
        default: return false
        }
    }

    /// Text up to a byte that means something; line continuations are left out.
    private mutating func literal() -> String {
        var start = position
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
                joined = (joined ?? "") + text(start..<position)
                position += length
                start = position
            case ShellByte.carriageReturn:
                if isLineEnd(at: position) { break scan }
                position += 1
            case UInt8(ascii: "?"), UInt8(ascii: "*"), ShellByte.plus, UInt8(ascii: "@"), ShellByte.bang:
                if isGlobBeginning(at: position) { break scan }
                position += 1
            default: break scan
            }
        }
        guard let joined else { return text(start..<position) }
        return joined + text(start..<position)
    }

    private mutating func extendedGlob() throws(ShellSyntaxError) -> [ShellWordPart] {
        let start = position
        position += 2
        return try parts(.extendedGlob, from: start)
    }
}
