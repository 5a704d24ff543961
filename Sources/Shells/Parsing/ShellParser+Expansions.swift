// SPDX-License-Identifier: Apache-2.0

extension ShellParser {
    /// `${…}`.
    mutating func braced(isQuoted: Bool) throws(ShellSyntaxError) -> ShellWordPart {
        let start = position
        position += 2
        if dialect.isExtended, isFunctionSubstitution() {
            return .commandSubstitution(try functionSubstitution(from: start))
        }
        var expansion = ShellParameterExpansion(name: "")
        readPrefix(of: &expansion)
        let name = position
        if ShellByte.isNameStart(byte()) {
            while position < end, ShellByte.isName(bytes[position]) { position += 1 }
        } else if ShellByte.isDigit(byte()) {
            while position < end, ShellByte.isDigit(bytes[position]) { position += 1 }
        } else if ShellParser.isSpecialParameter(byte()) {
            position += 1
        }
        expansion.name = text(name..<position)
        if byte() == ShellByte.closeBrace, position > name {
            position += 1
            return expansion.isLength || expansion.isIndirect ? .expansion(expansion) : .parameter(expansion.name)
        }
        if byte() == ShellByte.openBracket, dialect.isExtended {
            let place = position
            position += 1
            expansion.subscripts = try parts(.subscripts, from: place)
            if byte() == ShellByte.closeBrace {
                position += 1
                return .expansion(expansion)
            }
        }
        // What is no expansion is read to its end nevertheless: shells complain only when they come to expand it, and
        // some scripts hold such text for another shell.
        let place = position
        position += expansion.name.isEmpty ? 0 : operatorLength()
        expansion.operation = text(place..<position)
        // Between double quotes POSIX takes a single quote for text, but for the patterns of `#` and `%`; bash and mksh
        // see quotes everywhere.
        let isPattern = expansion.operation.hasPrefix("#") || expansion.operation.hasPrefix("%")
        let hasSingleQuotes = !isQuoted || dialect.isExtended || isPattern
        expansion.operand = try parts(.operand(isQuoted: isQuoted, hasSingleQuotes: hasSingleQuotes), from: start)
        return .expansion(expansion)
    }

    /// Moves over a `#` or `!` that is no name itself: `${#}`, `${#-x}`, `${!}` and `${!-x}` speak of the parameters `#`
    /// and `!`, `${#-}` of the length of `-`.
    private mutating func readPrefix(of expansion: inout ShellParameterExpansion) {
        let mark = byte()
        let next = byte(1)
        let isName = ShellByte.isName(next)
        switch mark {
        case ShellByte.hash:
            guard isName || ShellParser.isSpecialParameter(next) && byte(2) == ShellByte.closeBrace else { return }
            expansion.isLength = true
        case ShellByte.bang where dialect.isExtended:
            guard isName || ShellParser.isSpecialParameter(next) && next != ShellByte.minus else { return }
            expansion.isIndirect = true
        case UInt8(ascii: "%") where dialect == .mksh && isName: expansion.isLength = true
        default: return
        }
        position += 1
    }

    /// How many bytes of an operator stand here; 0 where none does.
    private func operatorLength() -> Int {
        let next = byte(1)
        switch byte() {
        case UInt8(ascii: ":"):
            switch next {
            case ShellByte.minus, ShellByte.equals, ShellByte.plus, UInt8(ascii: "?"): return 2
            default: return dialect.isExtended ? 1 : 0
            }
        case ShellByte.minus, ShellByte.equals, ShellByte.plus, UInt8(ascii: "?"): return 1
        case ShellByte.hash, UInt8(ascii: "%"): return next == byte() ? 2 : 1
        case UInt8(ascii: "/"), UInt8(ascii: "^"), UInt8(ascii: ","):
            guard dialect.isExtended else { return 0 }
            return next == byte() ? 2 : 1
        case UInt8(ascii: "@"):
            guard dialect.isExtended else { return 0 }
            // `${!prefix@}` and `${name@Q}`.
            return ShellByte.isNameStart(next) ? 2 : next == ShellByte.closeBrace || next == ShellByte.hash ? 1 : 0
        case UInt8(ascii: "*"): return dialect.isExtended && next == ShellByte.closeBrace ? 1 : 0
        default: return 0
        }
    }

    // MARK: Commands within words

    /// The commands of `$(…)`, `<(…)` or `>(…)`; the position is behind the parenthesis.
    mutating func substitution(from start: Int) throws(ShellSyntaxError) -> [ShellStatement] {
        try enter(start)
        // Bodies of here-documents that the commands around it wait for come after its end.
        let outer = buried
        buried = pending.count
        openSubstitutions += 1
        let list = try statements()
        guard position < end else {
            throw failure(at: start, "The `\(text(start..<start + 2))` is never closed.", hint: "Close it with `)`.")
        }
        guard bytes[position] == ShellByte.close else { throw unexpectedCloser() }
        position += 1
        openSubstitutions -= 1
        buried = outer
        leave()
        return list
    }

    /// mksh and bash 5.3: `${ commands;}` and `${| commands;}`.
    private func isFunctionSubstitution() -> Bool {
        switch byte() {
        case ShellByte.space, ShellByte.tab, ShellByte.newline, ShellByte.bar: true
        default: false
        }
    }

    private mutating func functionSubstitution(from start: Int) throws(ShellSyntaxError) -> [ShellStatement] {
        try enter(start)
        let outer = buried
        buried = pending.count
        if byte() == ShellByte.bar { position += 1 }
        let list = try statements()
        guard keyword() == .closeBrace || byte() == ShellByte.closeBrace else {
            if position < end { throw unexpectedCloser() }
            throw failure(at: start, "The `${` is never closed.", hint: "Close it with `}`.")
        }
        position += 1
        buried = outer
        leave()
        return list
    }

    /// The commands of `` `…` ``.
    ///
    /// The text goes to the next backquote without a backslash before it, whatever stands between (POSIX 2.6.3). Where
    /// it has escapes, a copy without one level of them is read in its place; every level doubles the backslashes it
    /// takes, so there are few.
    ///
    /// - Parameter isQuoted: between double quotes, `\"` is an escape too.
    mutating func backquoted(isQuoted: Bool) throws(ShellSyntaxError) -> [ShellStatement] {
        let start = position
        var close = start + 1
        var hasEscapes = false
        while close < end, bytes[close] != ShellByte.backquote {
            if bytes[close] == ShellByte.backslash {
                hasEscapes = hasEscapes || isEscape(at: close, isQuoted: isQuoted)
                close += 1
            }
            close += 1
        }
        guard close < end else {
            throw failure(at: start, "The backquote is never closed.", hint: "Close it with another one.")
        }
        try enter(start)
        let outer = (end: end, buried: buried)
        // A second reference to what is not replaced would have it copied with the next change.
        let replaced = hasEscapes ? (bytes: bytes, origins: origins, closes: arithmeticCloses) : nil
        if hasEscapes {
            (bytes, origins) = unescaped(start + 1..<close, isQuoted: isQuoted)
            arithmeticCloses = [:]
            position = 0
            end = bytes.count
        } else {
            position = start + 1
            end = close
        }
        buried = pending.count
        let list = try statements()
        guard position >= end else { throw unexpectedCloser() }
        if pending.count > buried { throw unclosed(pending[buried]) }
        if let replaced { (bytes, origins, arithmeticCloses) = replaced }
        (end, buried) = outer
        position = close + 1
        leave()
        return list
    }

    private func isEscape(at place: Int, isQuoted: Bool) -> Bool {
        guard place + 1 < end else { return false }
        switch bytes[place + 1] {
        case ShellByte.backquote, ShellByte.backslash, ShellByte.dollar: return true
        case ShellByte.doubleQuote: return isQuoted
        default: return false
        }
    }

    private func unescaped(_ range: Range<Int>, isQuoted: Bool) -> (bytes: [UInt8], origins: [UInt32]) {
        var copy: [UInt8] = []
        var places: [UInt32] = []
        copy.reserveCapacity(range.count)
        places.reserveCapacity(range.count + 1)
        var place = range.lowerBound
        while place < range.upperBound {
            if bytes[place] == ShellByte.backslash, isEscape(at: place, isQuoted: isQuoted) { place += 1 }
            copy.append(bytes[place])
            places.append(source(place))
            place += 1
        }
        places.append(source(range.upperBound))
        return (copy, places)
    }
}
