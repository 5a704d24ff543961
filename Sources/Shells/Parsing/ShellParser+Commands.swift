// SPDX-License-Identifier: Apache-2.0

extension ShellParser {
    /// One stage of a pipeline with its redirections.
    mutating func command() throws(ShellSyntaxError) -> ShellStatement {
        let start = position
        try count(start)
        guard let compound = try compoundCommand() else { return try simpleCommand() }
        var statement = ShellStatement(command: compound, span: span(from: start, to: position))
        while true {
            skipBlanks()
            guard let redirection = try redirection() else { return statement }
            statement.span = statement.span.reaching(redirection.span)
            statement.redirections.append(redirection)
        }
    }

    /// A command that begins with a keyword or a parenthesis; nil where a simple command stands.
    private mutating func compoundCommand() throws(ShellSyntaxError) -> ShellCommand? {
        if byte() == ShellByte.open, position < end {
            return try subshell()
        }
        if byte() == ShellByte.bang, byte(1) == ShellByte.open {
            return nil
        }
        guard let keyword = keyword() else { return nil }
        let start = position
        switch keyword {
        case .openBrace: return try group()
        case .if: return try conditional()
        case .while, .until: return try loop(keyword)
        case .for: return try iteration()
        case .select: return try wordIteration(isSelect: true, at: start)
        case .case: return try choice()
        case .function: return try functionWithKeyword()
        case .openTest: return try test()
        case .coproc: return try coprocess()
        case .let: return try letClause()
        case .declare, .typeset, .local, .export, .readonly, .nameref:
            // Its redirections may stand between its words; the caller reads those behind them.
            return nil
        case .bang, .time: return nil
        default: throw unexpectedCloser()
        }
    }

    // MARK: Simple commands

    /// Assignments, words and redirections up to an operator; also a declaration, or `name()` with the function's body.
    private mutating func simpleCommand() throws(ShellSyntaxError) -> ShellStatement {
        let start = position
        if let keyword = keyword(), keyword.isDeclaration { return try declaration(keyword) }
        var command = ShellSimpleCommand(assignments: [], words: [], span: span(from: start, to: start))
        var statement = ShellStatement(command: nil, span: command.span)
        while true {
            skipBlanks()
            if let redirection = try redirection() {
                statement.span = statement.span.reaching(redirection.span)
                statement.redirections.append(redirection)
                continue
            }
            let place = position
            let isFirst = command.words.isEmpty && command.assignments.isEmpty
            var next: ShellWord?
            if command.words.isEmpty, mayBeAssignment() {
                switch try argument() {
                case .assignment(let assignment):
                    command.span = isFirst ? assignment.span : command.span.reaching(assignment.span)
                    statement.span = statement.span.reaching(assignment.span)
                    command.assignments.append(assignment)
                    continue
                case .word(let word): next = word
                case nil: break
                }
            } else {
                next = try word()
            }
            guard let word = next else { break }
            command.span = isFirst ? word.span : command.span.reaching(word.span)
            statement.span = statement.span.reaching(word.span)
            if command.words.isEmpty { command.words.reserveCapacity(4) }
            command.words.append(word)
            if isFirst, statement.redirections.isEmpty, let name = try functionHead(place) {
                let body = try functionBody(place)
                return ShellStatement(
                    command: .function(ShellFunction(name: name, body: body)),
                    span: statement.span.reaching(body.span))
            }
        }
        if !command.words.isEmpty || !command.assignments.isEmpty {
            statement.command = .simple(command)
        } else if statement.redirections.isEmpty {
            throw failure(at: position, "\(described()) begins no command.")
        }
        return statement
    }

    private mutating func declaration(_ keyword: ShellKeyword) throws(ShellSyntaxError) -> ShellStatement {
        let start = position
        position += keyword.rawValue.utf8.count
        var declaration = ShellDeclaration(
            variant: keyword.rawValue, arguments: [], span: span(from: start, to: position))
        var statement = ShellStatement(command: nil, span: declaration.span)
        while true {
            skipBlanks()
            if let redirection = try redirection() {
                statement.span = statement.span.reaching(redirection.span)
                statement.redirections.append(redirection)
                continue
            }
            guard let argument = try argument() else { break }
            declaration.arguments.append(argument)
            declaration.span = declaration.span.reaching(argument.span)
            statement.span = statement.span.reaching(argument.span)
        }
        statement.command = .declaration(declaration)
        return statement
    }

    private mutating func letClause() throws(ShellSyntaxError) -> ShellCommand {
        position += 3
        var words: [ShellWord] = []
        var stop = position
        while true {
            skipBlanks()
            guard let word = try word() else { break }
            words.append(word)
            stop = position
        }
        position = stop
        return .letClause(words)
    }

    // MARK: Functions

    /// Moves over the `()` behind a first word and gives the word's text; nil where none stands there.
    private mutating func functionHead(_ start: Int) throws(ShellSyntaxError) -> String? {
        let stop = position
        skipBlanks()
        guard byte() == ShellByte.open, position < end else {
            position = stop
            return nil
        }
        let place = position
        position += 1
        skipBlanks()
        guard byte() == ShellByte.close, position < end else {
            throw failure(
                at: place, "The `(` is not expected here.", hint: "Quote it, or begin a subshell after a `;`.")
        }
        position += 1
        return text(start..<stop)
    }

    private mutating func functionBody(_ start: Int) throws(ShellSyntaxError) -> ShellStatement {
        try enter(start)
        try skipLines()
        guard position < end, keyword()?.isCloser != true else {
            throw failure(at: start, "The function has no body.")
        }
        let body = try command()
        leave()
        return body
    }

    private mutating func functionWithKeyword() throws(ShellSyntaxError) -> ShellCommand {
        let start = position
        position += ShellKeyword.function.rawValue.utf8.count
        skipBlanks()
        let place = position
        guard try word() != nil else { throw failure(at: start, "No name follows the `function`.") }
        let name = text(place..<position)
        let stop = position
        skipBlanks()
        // `function name (list)` has a subshell for a body, `function name ()` an empty pair of parentheses.
        if byte() == ShellByte.open {
            let pair = position
            position += 1
            skipBlanks()
            if byte() == ShellByte.close { position += 1 } else { position = pair }
        } else {
            position = stop
        }
        return .function(ShellFunction(name: name, body: try functionBody(start)))
    }

    /// `coproc command`, `coproc name { …; }`: a name is a name only where a compound command follows.
    private mutating func coprocess() throws(ShellSyntaxError) -> ShellCommand {
        let start = position
        position += ShellKeyword.coproc.rawValue.utf8.count
        try enter(start)
        skipBlanks()
        let place = position
        var name: String?
        if keyword() == nil, ShellByte.isNameStart(byte()) {
            while position < end, ShellByte.isName(bytes[position]) { position += 1 }
            let stop = position
            skipBlanks()
            if position > stop, byte() == ShellByte.open || keyword()?.isOpener == true {
                name = text(place..<stop)
            } else {
                position = place
            }
        }
        guard position < end, byte() != ShellByte.newline else {
            throw failure(at: start, "No command follows the `coproc`.")
        }
        let inner = try command()
        leave()
        return .coprocess(name: name, inner)
    }
}
