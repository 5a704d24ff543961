// SPDX-License-Identifier: Apache-2.0

extension ShellParser {
    /// Where text stands that is not a word of a command.
    enum PartsContext {
        /// Up to a `"`.
        case doubleQuotes
        /// Up to the end.
        case hereDocument
        /// Up to the end.
        case arithmetic
        /// Of `${name:-`, up to a `}`.
        case operand(isQuoted: Bool, hasSingleQuotes: Bool)
        /// Up to a `]`, counting those within.
        case subscripts
        /// Up to a `)`, counting those within.
        case extendedGlob
        /// Up to a blank or operator that is in no parentheses.
        case regularExpression

        var isQuoted: Bool {
            switch self {
            case .doubleQuotes, .hereDocument, .arithmetic: true
            case .operand(let isQuoted, _): isQuoted
            default: false
            }
        }

        var hasSingleQuotes: Bool {
            switch self {
            case .doubleQuotes, .hereDocument, .arithmetic: false
            case .operand(_, let hasSingleQuotes): hasSingleQuotes
            default: true
            }
        }

        var hasDoubleQuotes: Bool {
            switch self {
            case .hereDocument, .arithmetic: false
            default: true
            }
        }

        /// What it is called and what closes it; nil where the end does.
        var closer: (name: String, mark: String)? {
            switch self {
            case .doubleQuotes: ("\"", "\"")
            case .operand: ("${", "}")
            case .subscripts: ("[", "]")
            case .extendedGlob: ("(", ")")
            case .hereDocument, .arithmetic, .regularExpression: nil
            }
        }
    }

    /// Bytes that mean something in one of the contexts at least.
    private static let marks = ShellByte.Class("\"'$`\\}[]() \t\n\r;&<>")

    /// Parts up to what ends the context, and over it. The literals keep what they are made of, but for line
    /// continuations: each parts two literals.
    ///
    /// - Parameter start: where the context was opened, for the message that it is never closed.
    mutating func parts(_ context: PartsContext, from opening: Int) throws(ShellSyntaxError) -> [ShellWordPart] {
        try enter(opening)
        var parts: [ShellWordPart] = []
        var start = position
        var nesting = 0
        scan: while position < end {
            let byte = bytes[position]
            guard ShellParser.marks.contains(byte) else {
                position += 1
                continue
            }
            switch byte {
            case ShellByte.backslash:
                let length = continuation(at: position)
                if length > 0 {
                    appendLiteral(from: start, to: &parts)
                    position += length
                    start = position
                } else {
                    position = Swift.min(position + 2, end)
                }
            case ShellByte.dollar:
                appendLiteral(from: start, to: &parts)
                try dollar(into: &parts, isQuoted: context.isQuoted)
                start = position
            case ShellByte.backquote:
                appendLiteral(from: start, to: &parts)
                parts.append(.commandSubstitution(try backquoted(isQuoted: context.isQuoted)))
                start = position
            case ShellByte.doubleQuote:
                if case .doubleQuotes = context {
                    appendLiteral(from: start, to: &parts)
                    position += 1
                    leave()
                    return parts
                }
                guard context.hasDoubleQuotes else {
                    position += 1
                    continue
                }
                appendLiteral(from: start, to: &parts)
                parts.append(.doubleQuoted(try doubleQuoted()))
                start = position
            case ShellByte.quote:
                guard context.hasSingleQuotes else {
                    position += 1
                    continue
                }
                appendLiteral(from: start, to: &parts)
                parts.append(.singleQuoted(try singleQuoted()))
                start = position
            default:
                switch ShellParser.effect(of: byte, in: context, isNested: nesting > 0) {
                case .text: position += 1
                case .opens:
                    nesting += 1
                    position += 1
                case .closes:
                    nesting -= 1
                    position += 1
                case .ends:
                    appendLiteral(from: start, to: &parts)
                    position += 1
                    leave()
                    return parts
                case .endsWith:
                    position += 1
                    appendLiteral(from: start, to: &parts)
                    leave()
                    return parts
                case .endsBefore: break scan
                }
            }
        }
        if let closer = context.closer {
            throw failure(
                at: opening, "The `\(closer.name)` is never closed.", hint: "Close it with `\(closer.mark)`.")
        }
        appendLiteral(from: start, to: &parts)
        leave()
        return parts
    }

    private enum Effect {
        case text
        case opens
        case closes
        /// The byte ends the context and is no part of it.
        case ends
        /// The byte ends the context as the last of its text.
        case endsWith
        /// The context ends before the byte.
        case endsBefore
    }

    private static func effect(of byte: UInt8, in context: PartsContext, isNested: Bool) -> Effect {
        switch (context, byte) {
        case (.operand, ShellByte.closeBrace): .ends
        case (.subscripts, ShellByte.openBracket): .opens
        case (.subscripts, ShellByte.closeBracket): isNested ? .closes : .ends
        case (.extendedGlob, ShellByte.open), (.regularExpression, ShellByte.open): .opens
        case (.extendedGlob, ShellByte.close): isNested ? .closes : .endsWith
        case (.regularExpression, ShellByte.close): isNested ? .closes : .endsBefore
        case (.regularExpression, ShellByte.openBracket), (.regularExpression, ShellByte.closeBracket),
            (.regularExpression, ShellByte.closeBrace):
            .text
        case (.regularExpression, _): isNested ? .text : .endsBefore
        default: .text
        }
    }

    private func appendLiteral(from start: Int, to parts: inout [ShellWordPart]) {
        if position > start { parts.append(.literal(text(start..<position))) }
    }

    // MARK: Quotes

    mutating func singleQuoted() throws(ShellSyntaxError) -> String {
        let start = position
        position += 1
        while position < end, bytes[position] != ShellByte.quote { position += 1 }
        guard position < end else {
            throw failure(at: start, "The `'` is never closed.", hint: "Close it with `'`.")
        }
        position += 1
        return text(start + 1..<position - 1)
    }

    mutating func doubleQuoted() throws(ShellSyntaxError) -> [ShellWordPart] {
        let start = position
        position += 1
        return try parts(.doubleQuotes, from: start)
    }

    /// The text of `$'…'`.
    private mutating func ansiQuoted() throws(ShellSyntaxError) -> String {
        let start = position
        position += 2
        while position < end, bytes[position] != ShellByte.quote {
            position += bytes[position] == ShellByte.backslash ? 2 : 1
        }
        guard position < end else {
            position = end
            throw failure(at: start, "The `$'` is never closed.", hint: "Close it with `'`.")
        }
        position += 1
        return text(start + 2..<position - 1)
    }

    // MARK: Behind a dollar

    /// What begins with the `$` here.
    ///
    /// - Parameter isQuoted: between double quotes and in here-documents, `$'` and `$"` begin nothing.
    mutating func dollar(into parts: inout [ShellWordPart], isQuoted: Bool) throws(ShellSyntaxError) {
        let start = position
        let next = byte(1)
        switch next {
        case ShellByte.open:
            if byte(2) == ShellByte.open, let close = arithmeticClose(from: start + 1) {
                parts.append(.arithmetic(try arithmetic(from: start + 3, to: close, closing: 2)))
            } else {
                position += 2
                parts.append(.commandSubstitution(try substitution(from: start)))
            }
        case ShellByte.openBrace: parts.append(try braced(isQuoted: isQuoted))
        case ShellByte.openBracket where dialect == .bash:
            position += 2
            parts.append(.arithmetic(try self.parts(.subscripts, from: start)))
        case ShellByte.quote where !isQuoted && dialect.isExtended: parts.append(.ansiQuoted(try ansiQuoted()))
        case ShellByte.doubleQuote where !isQuoted && dialect.isExtended:
            position += 1
            parts.append(.doubleQuoted(try doubleQuoted()))
        default:
            position += 1
            if ShellByte.isNameStart(next) {
                while position < end, ShellByte.isName(bytes[position]) { position += 1 }
                parts.append(.parameter(text(start + 1..<position)))
            } else if position < end, ShellByte.isDigit(next) || ShellParser.isSpecialParameter(next) {
                position += 1
                parts.append(.parameter(text(start + 1..<position)))
            } else {
                parts.append(.literal("$"))
            }
        }
    }

    static func isSpecialParameter(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "@"), UInt8(ascii: "*"), UInt8(ascii: "#"), UInt8(ascii: "?"), UInt8(ascii: "-"),
            UInt8(ascii: "$"), UInt8(ascii: "!"):
            true
        default: false
        }
    }
}
