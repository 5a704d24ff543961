// SPDX-License-Identifier: Apache-2.0

extension ShellParser {
    /// `[[ … ]]`; newlines may stand between any two of its words.
    mutating func test() throws(ShellSyntaxError) -> ShellCommand {
        let start = position
        try enter(start)
        position += 2
        let test = try alternatives(start)
        guard isTestEnd() else { throw testFailure(start) }
        position += 2
        leave()
        return .test(test)
    }

    private func isTestEnd() -> Bool {
        byte() == ShellByte.closeBracket && byte(1) == ShellByte.closeBracket && isWordEnd(at: position + 2)
    }

    private mutating func testFailure(_ start: Int) -> ShellSyntaxError {
        position < end
            ? failure(at: position, "\(described()) is not expected in the `[[`.")
            : failure(at: start, "The `[[` is never closed.", hint: "Close it with `]]`.")
    }

    private mutating func alternatives(_ start: Int) throws(ShellSyntaxError) -> ShellTest {
        var tests = [try conjunction(start)]
        while byte() == ShellByte.bar, byte(1) == ShellByte.bar {
            position += 2
            tests.append(try conjunction(start))
        }
        return tests.count == 1 ? tests[0] : .any(tests)
    }

    private mutating func conjunction(_ start: Int) throws(ShellSyntaxError) -> ShellTest {
        var tests = [try negation(start)]
        while byte() == ShellByte.ampersand, byte(1) == ShellByte.ampersand {
            position += 2
            tests.append(try negation(start))
        }
        return tests.count == 1 ? tests[0] : .all(tests)
    }

    private mutating func negation(_ start: Int) throws(ShellSyntaxError) -> ShellTest {
        var isNegated = false
        try skipLines()
        while byte() == ShellByte.bang, isWordEnd(at: position + 1) {
            isNegated.toggle()
            position += 1
            try skipLines()
        }
        let test = try primary(start)
        try skipLines()
        return isNegated ? .not(test) : test
    }

    private mutating func primary(_ start: Int) throws(ShellSyntaxError) -> ShellTest {
        if byte() == ShellByte.open, position < end {
            let place = position
            try enter(place)
            position += 1
            let inner = try alternatives(start)
            guard byte() == ShellByte.close, position < end else { throw testFailure(start) }
            position += 1
            leave()
            return .group(inner)
        }
        guard !isTestEnd(), let first = try word() else { throw testFailure(start) }
        skipBlanksAndComment()
        let literal = first.parts.count == 1 ? first.literal : nil
        if let literal, literal.utf8.count == 2, literal.utf8.first == ShellByte.minus, !isTermEnd() {
            if let second = try operand(start) { return .unary(literal, second) }
        }
        if isTermEnd() { return .word(first) }
        if byte() == ShellByte.less || byte() == ShellByte.greater {
            let mark = text(position..<position + 1)
            position += 1
            guard let second = try operand(start) else { throw testFailure(start) }
            return .binary(first, mark, second)
        }
        let place = position
        guard let mark = try word()?.literal, ShellParser.testOperators.contains(mark) else {
            throw failure(at: place, "No operator that `[[` knows stands between the two words.")
        }
        guard let second = try mark == "=~" ? pattern() : operand(start) else { throw testFailure(start) }
        return .binary(first, mark, second)
    }

    private static let testOperators: Set<String> = [
        "=", "==", "!=", "=~", "-eq", "-ne", "-lt", "-le", "-gt", "-ge", "-nt", "-ot", "-ef",
    ]

    private mutating func operand(_ start: Int) throws(ShellSyntaxError) -> ShellWord? {
        skipBlanks()
        guard !isTestEnd() else { throw testFailure(start) }
        return try word()
    }

    /// Whether a term of the test ends here.
    private func isTermEnd() -> Bool {
        guard position < end else { return true }
        switch bytes[position] {
        case ShellByte.close, ShellByte.newline: return true
        case ShellByte.ampersand, ShellByte.bar: return byte(1) == byte()
        default: return isTestEnd()
        }
    }

    /// The regular expression behind `=~`: bars are text in it, and so are blanks between parentheses.
    private mutating func pattern() throws(ShellSyntaxError) -> ShellWord? {
        skipBlanks()
        let start = position
        try count(start)
        let parts = try parts(.regularExpression, from: start)
        guard position > start else { return nil }
        return ShellWord(parts: parts, span: span(from: start, to: position))
    }
}
