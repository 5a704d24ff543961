// SPDX-License-Identifier: Apache-2.0

extension ShellParser {
    /// Statements up to something that closes a list: `)`, `;;`, a keyword like `fi`, or the end. What it is the caller
    /// looks at.
    mutating func statements() throws(ShellSyntaxError) -> [ShellStatement] {
        var list: [ShellStatement] = []
        while true {
            try skipLines()
            guard position < end else { return list }
            switch bytes[position] {
            case ShellByte.close: return list
            case ShellByte.semicolon:
                if isBranchEnd() { return list }
                throw failure(at: position, "There is a `;` with no command before it.")
            default: break
            }
            if let keyword = keyword(), keyword.isCloser { return list }
            var statement = try andOrList()
            try terminate(&statement)
            list.append(statement)
        }
    }

    /// A list between keywords, which must not be empty, unless a comment says why it is.
    mutating func statements(after keyword: String, at start: Int) throws(ShellSyntaxError) -> [ShellStatement] {
        hasComment = false
        let list = try statements()
        guard !list.isEmpty || hasComment else {
            if position < end, bytes[position] != ShellByte.close, self.keyword() == nil { throw unexpectedCloser() }
            throw failure(at: start, "No command follows the `\(keyword)`.")
        }
        return list
    }

    /// `;;`, `;&`, `;;&` or mksh's `;|`.
    func isBranchEnd() -> Bool {
        let next = byte(1)
        return next == ShellByte.semicolon || dialect.isExtended && next == ShellByte.ampersand
            || dialect == .mksh && next == ShellByte.bar
    }

    /// Why what stands here cannot stand here.
    mutating func unexpectedCloser() -> ShellSyntaxError {
        if let keyword = keyword() {
            return failure(at: position, "The `\(keyword.rawValue)` closes nothing that is open here.")
        }
        switch byte() {
        case ShellByte.close: return failure(at: position, "The `)` closes nothing that is open here.")
        case ShellByte.semicolon: return failure(at: position, "The `;;` stands outside of a `case`.")
        default: return failure(at: position, "\(described()) is not expected here.")
        }
    }

    /// The byte that stands here, for a message.
    func described() -> String {
        let byte = byte()
        return byte > 0x20 && byte < 0x7F ? "The `\(Character(Unicode.Scalar(byte)))`" : "What stands here"
    }

    /// Moves over the terminator of a statement.
    private mutating func terminate(_ statement: inout ShellStatement) throws(ShellSyntaxError) {
        skipBlanksAndComment()
        guard position < end else { return }
        switch bytes[position] {
        case ShellByte.newline, ShellByte.close: return
        case ShellByte.semicolon:
            if !isBranchEnd() { position += 1 }
        case ShellByte.ampersand where byte(1) != ShellByte.ampersand:
            statement.isBackground = true
            position += 1
        case ShellByte.open:
            throw failure(
                at: position, "The `(` is not expected here.", hint: "Quote it, or begin a subshell after a `;`.")
        default:
            // `( a ) then`, `{ (a) }`: a keyword may follow a compound command with nothing between.
            if let keyword = keyword(), keyword.isCloser { return }
            throw failure(
                at: position, "\(described()) is not expected here.",
                hint: "Statements are parted by `;`, `&` or a newline.")
        }
    }

    private mutating func andOrList() throws(ShellSyntaxError) -> ShellStatement {
        let start = position
        let first = try pipeline()
        var rest: [(condition: ShellAndOrList.Condition, statement: ShellStatement)] = []
        while true {
            skipBlanks()
            let mark = byte()
            guard mark == ShellByte.ampersand || mark == ShellByte.bar, byte(1) == mark else { break }
            let place = position
            position += 2
            try skipLines()
            guard beginsCommand() else {
                throw failure(at: place, "No command follows the `\(mark == ShellByte.bar ? "||" : "&&")`.")
            }
            rest.append((mark == ShellByte.bar ? .failure : .success, try pipeline()))
        }
        guard let last = rest.last else { return first }
        let span = span(from: start, to: start).reaching(last.statement.span)
        return ShellStatement(command: .andOr(ShellAndOrList(first: first, rest: rest)), span: span)
    }

    /// Whether anything but an operator, a closing keyword or the end stands here.
    private mutating func beginsCommand() -> Bool {
        guard position < end else { return false }
        switch bytes[position] {
        case ShellByte.close, ShellByte.semicolon, ShellByte.bar, ShellByte.newline: return false
        case ShellByte.ampersand: return dialect.isExtended && byte(1) == ShellByte.greater
        default: return keyword()?.isCloser != true
        }
    }

    private mutating func pipeline() throws(ShellSyntaxError) -> ShellStatement {
        let start = position
        var isNegated = false
        var hasBang = false
        var isTimed = false
        while true {
            if byte() == ShellByte.bang, keyword() == .bang {
                isNegated.toggle()
                hasBang = true
                position += 1
            } else if byte() == UInt8(ascii: "t"), keyword() == .time {
                isTimed = true
                position += 4
                skipBlanks()
                if byte() == ShellByte.minus, byte(1) == UInt8(ascii: "p"), isWordEnd(at: position + 2) {
                    position += 2
                }
            } else {
                break
            }
            skipBlanksAndComment()
        }
        guard beginsCommand() else {
            if isTimed { return ShellStatement(command: nil, isTimed: true, span: span(from: start, to: position)) }
            if hasBang { throw failure(at: start, "No command follows the `!`.") }
            throw failure(at: position, "\(described()) has no command before it.")
        }
        var statement = try command()
        skipBlanks()
        if byte() == ShellByte.bar, byte(1) != ShellByte.bar {
            let pipeline = try pipeline(from: statement)
            let last = pipeline.stages[pipeline.stages.count - 1].span
            statement = ShellStatement(
                command: .pipeline(pipeline), span: span(from: start, to: start).reaching(last))
        } else if isTimed || hasBang {
            statement.span = span(from: start, to: start).reaching(statement.span)
        }
        statement.isNegated = isNegated
        statement.isTimed = isTimed
        return statement
    }

    /// The stages of a pipeline whose first has been read.
    private mutating func pipeline(from first: ShellStatement) throws(ShellSyntaxError) -> ShellPipeline {
        var pipeline = ShellPipeline(stages: [first], joints: [])
        while byte() == ShellByte.bar, byte(1) != ShellByte.bar {
            let place = position
            let joint: ShellPipeline.Joint =
                dialect.isExtended && byte(1) == ShellByte.ampersand ? .outputAndErrors : .output
            position += joint == .output ? 1 : 2
            try skipLines()
            var isTimed = false
            if byte() == UInt8(ascii: "t"), keyword() == .time {
                isTimed = true
                position += 4
                skipBlanks()
            }
            guard beginsCommand() else { throw failure(at: place, "No command follows the `\(joint.rawValue)`.") }
            if byte() == ShellByte.bang, keyword() == .bang {
                throw failure(at: position, "A `!` stands within a pipeline.", hint: "Put it before the whole of it.")
            }
            var stage = try command()
            stage.isTimed = isTimed
            pipeline.joints.append(joint)
            pipeline.stages.append(stage)
            skipBlanks()
        }
        return pipeline
    }
}

extension ShellSpan {
    /// To the end of another.
    func reaching(_ other: ShellSpan) -> ShellSpan {
        ShellSpan(
            start: start, end: Swift.max(start, other.end), startLine: startLine, startColumn: startColumn,
            lastLine: Swift.max(startLine, other.lastLine))
    }
}
