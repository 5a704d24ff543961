// SPDX-License-Identifier: Apache-2.0

extension ShellParser {
    /// `( … )`, or `(( … ))` where it is an arithmetic command.
    mutating func subshell() throws(ShellSyntaxError) -> ShellCommand {
        let start = position
        if dialect.isExtended, byte(1) == ShellByte.open, let close = arithmeticClose(from: start) {
            return .arithmetic(try arithmetic(from: start + 2, to: close, closing: 2))
        }
        try enter(start)
        position += 1
        let list = try statements()
        guard position < end else {
            throw failure(at: start, "The `(` is never closed.", hint: "Close it with `)`.")
        }
        guard bytes[position] == ShellByte.close else { throw unexpectedCloser() }
        position += 1
        leave()
        return .subshell(list)
    }

    mutating func group() throws(ShellSyntaxError) -> ShellCommand { .group(try braces()) }

    private mutating func braces() throws(ShellSyntaxError) -> [ShellStatement] {
        let start = position
        try enter(start)
        position += 1
        let list = try statements()
        try expect(.closeBrace, closing: start, "{")
        leave()
        return list
    }

    mutating func conditional() throws(ShellSyntaxError) -> ShellCommand {
        let start = position
        try enter(start)
        var branches: [(condition: [ShellStatement], body: [ShellStatement])] = []
        var otherwise: [ShellStatement]?
        var opening = ShellKeyword.if
        while true {
            let place = position
            position += opening.rawValue.utf8.count
            let condition = try statements(after: opening.rawValue, at: place)
            let then = position
            try expect(.then, closing: place, opening.rawValue)
            branches.append((condition, try statements(after: "then", at: then)))
            guard keyword() == .elif else { break }
            opening = .elif
        }
        if keyword() == .else {
            let place = position
            position += 4
            otherwise = try statements(after: "else", at: place)
        }
        try expect(.fi, closing: start, "if")
        leave()
        return .conditional(ShellConditional(branches: branches, otherwise: otherwise))
    }

    mutating func loop(_ opening: ShellKeyword) throws(ShellSyntaxError) -> ShellCommand {
        let start = position
        try enter(start)
        position += 5
        let condition = try statements(after: opening.rawValue, at: start)
        let body = try loopBody(of: opening.rawValue, at: start, allowsBraces: false)
        leave()
        return .loop(ShellLoop(isUntil: opening == .until, condition: condition, body: body))
    }

    /// `do … done`; behind `for` and `select` also `{ … }`, which bash and ksh take without saying so.
    private mutating func loopBody(
        of name: String, at start: Int, allowsBraces: Bool
    ) throws(ShellSyntaxError) -> [ShellStatement] {
        if allowsBraces, keyword() == .openBrace { return try braces() }
        let place = position
        try expect(.do, closing: start, name)
        let body = try statements(after: "do", at: place)
        try expect(.done, closing: start, name)
        return body
    }

    mutating func iteration() throws(ShellSyntaxError) -> ShellCommand {
        let start = position
        position += 3
        skipBlanks()
        guard dialect.isExtended, byte() == ShellByte.open, byte(1) == ShellByte.open else {
            position = start
            return try wordIteration(isSelect: false, at: start)
        }
        try enter(start)
        guard let close = arithmeticClose(from: position) else {
            throw failure(at: position, "The `((` of the `for` is never closed.", hint: "Close it with `))`.")
        }
        let parts = try arithmetic(from: position + 2, to: close, closing: 2)
        skipBlanks()
        if byte() == ShellByte.semicolon { position += 1 }
        try skipLines()
        let body = try loopBody(of: "for", at: start, allowsBraces: true)
        leave()
        return .arithmeticLoop(parts, body: body)
    }

    mutating func wordIteration(isSelect: Bool, at start: Int) throws(ShellSyntaxError) -> ShellCommand {
        let name = isSelect ? "select" : "for"
        try enter(start)
        position = start + name.utf8.count
        skipBlanks()
        let place = position
        while position < end, !isWordEnd(at: position) { position += 1 }
        guard position > place else { throw failure(at: start, "No variable follows the `\(name)`.") }
        let variable = text(place..<position)
        var words: [ShellWord]?
        skipBlanksAndComment()
        if byte() == ShellByte.semicolon {
            position += 1
        } else {
            try skipLines()
            if byte() == UInt8(ascii: "i"), byte(1) == UInt8(ascii: "n"), isWordEnd(at: position + 2) {
                position += 2
                words = try iterationWords()
            }
        }
        try skipLines()
        let body = try loopBody(of: name, at: start, allowsBraces: dialect.isExtended)
        leave()
        return .iteration(ShellIteration(isSelect: isSelect, variable: variable, words: words, body: body))
    }

    /// Words up to `;` or the end of the line.
    private mutating func iterationWords() throws(ShellSyntaxError) -> [ShellWord] {
        var words: [ShellWord] = []
        while true {
            skipBlanksAndComment()
            if let word = try word() {
                words.append(word)
                continue
            }
            guard position < end, bytes[position] != ShellByte.newline else { return words }
            guard bytes[position] == ShellByte.semicolon else {
                throw failure(at: position, "\(described()) is not expected among the words of a loop.")
            }
            position += 1
            return words
        }
    }

    mutating func choice() throws(ShellSyntaxError) -> ShellCommand {
        let start = position
        try enter(start)
        position += 4
        skipBlanks()
        guard let subject = try word() else { throw failure(at: start, "No word follows the `case`.") }
        try skipLines()
        guard byte() == UInt8(ascii: "i"), byte(1) == UInt8(ascii: "n"), isWordEnd(at: position + 2) else {
            throw failure(at: start, "The `case` has no `in`.", hint: "Write `case word in`.")
        }
        position += 2
        var branches: [ShellChoice.Branch] = []
        while true {
            try skipLines()
            if keyword() == .esac { break }
            guard position < end else { break }
            branches.append(try branch())
        }
        try expect(.esac, closing: start, "case")
        leave()
        return .choice(ShellChoice(subject: subject, branches: branches))
    }

    private mutating func branch() throws(ShellSyntaxError) -> ShellChoice.Branch {
        let start = position
        if byte() == ShellByte.open {
            position += 1
            skipBlanks()
        }
        var patterns: [ShellWord] = []
        while true {
            guard let pattern = try word() else {
                throw failure(at: start, "A branch of the `case` has no pattern.", hint: "Write `pattern) commands;;`.")
            }
            patterns.append(pattern)
            skipBlanks()
            if byte() == ShellByte.bar {
                position += 1
                try skipLines()
            } else if byte() == ShellByte.close {
                position += 1
                break
            } else {
                throw failure(
                    at: start, "The pattern of the `case` has no `)` behind it.", hint: "Write `pattern) commands;;`.")
            }
        }
        let body = try statements()
        var ending = ShellChoice.Ending.leave
        if byte() == ShellByte.semicolon, isBranchEnd() {
            position += 1
            if byte() == ShellByte.ampersand {
                ending = .fallThrough
                position += 1
            } else if byte() == ShellByte.bar {
                ending = .goOn
                position += 1
            } else {
                position += 1
                if dialect.isExtended, byte() == ShellByte.ampersand {
                    ending = .goOn
                    position += 1
                }
            }
        } else if position < end, keyword() != .esac {
            throw unexpectedCloser()
        }
        return ShellChoice.Branch(patterns: patterns, body: body, ending: ending)
    }
}
