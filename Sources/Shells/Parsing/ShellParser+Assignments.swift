// SPDX-License-Identifier: Apache-2.0

extension ShellParser {
    /// Whether a name with `=`, `+` or `[` behind it stands here.
    func mayBeAssignment() -> Bool {
        guard ShellByte.isNameStart(byte()) else { return false }
        var place = position + 1
        while place < end, ShellByte.isName(bytes[place]) { place += 1 }
        guard place < end else { return false }
        switch bytes[place] {
        case ShellByte.equals, ShellByte.plus, ShellByte.openBracket: return true
        default: return false
        }
    }

    /// The assignment or word that begins here; nil where neither does.
    ///
    /// Behind a name, a `[` opens a subscript, blanks and all, as in bash; without a `=` behind its `]` the whole is a
    /// word after all.
    mutating func argument() throws(ShellSyntaxError) -> ShellDeclarationArgument? {
        guard ShellByte.isNameStart(byte()) else { return try word().map(ShellDeclarationArgument.word) }
        let start = position
        var place = start + 1
        while place < end, ShellByte.isName(bytes[place]) { place += 1 }
        let mark = place < end ? bytes[place] : 0
        let isSubscripted = mark == ShellByte.openBracket && dialect.isExtended
        guard isSubscripted || isAssignment(at: place) else { return try word().map(ShellDeclarationArgument.word) }
        let name = text(start..<place)
        position = place
        var subscripts: [ShellWordPart]?
        if isSubscripted {
            position += 1
            let inner = try parts(.subscripts, from: place)
            guard isAssignment(at: position) else {
                var parts = [.literal(name + "[")] + inner + [.literal("]")]
                let stop = Swift.max(position, try wordParts(into: &parts))
                try count(start)
                return .word(ShellWord(parts: parts, span: span(from: start, to: stop)))
            }
            subscripts = inner
        }
        let isAppending = byte() == ShellByte.plus
        position += isAppending ? 2 : 1
        let behind = position
        try count(start)
        var value: ShellWord?
        var elements: [ShellWord]?
        if dialect.isExtended, byte() == ShellByte.open {
            elements = try arrayElements()
        } else {
            value = try attachedWord()
        }
        var span = span(from: start, to: elements == nil ? behind : position)
        if let value { span = span.reaching(value.span) }
        return .assignment(
            ShellAssignment(
                name: name, subscripts: subscripts, isAppending: isAppending, value: value, elements: elements,
                span: span))
    }

    /// Whether `=` or `+=` stands there.
    private func isAssignment(at place: Int) -> Bool {
        guard place < end else { return false }
        if bytes[place] == ShellByte.equals { return true }
        return dialect.isExtended && bytes[place] == ShellByte.plus && place + 1 < end
            && bytes[place + 1] == ShellByte.equals
    }

    /// The words between the parentheses of an array.
    private mutating func arrayElements() throws(ShellSyntaxError) -> [ShellWord] {
        let start = position
        try enter(start)
        position += 1
        var elements: [ShellWord] = []
        while true {
            try skipLines()
            guard position < end else {
                throw failure(at: start, "The `(` of the array is never closed.", hint: "Close it with `)`.")
            }
            if bytes[position] == ShellByte.close { break }
            let place = position
            var parts: [ShellWordPart] = []
            if bytes[position] == ShellByte.openBracket {
                position += 1
                parts = [.literal("[")] + (try self.parts(.subscripts, from: place)) + [.literal("]")]
            }
            let stop = Swift.max(position, try wordParts(into: &parts))
            guard position > place else {
                throw failure(at: position, "\(described()) is not expected among the elements of an array.")
            }
            try count(place)
            elements.append(ShellWord(parts: parts, span: span(from: place, to: stop)))
        }
        position += 1
        leave()
        return elements
    }
}
