// SPDX-License-Identifier: Apache-2.0

extension ShellParser {
    /// The parts of an expression whose end is known; then the position is behind what closes it.
    mutating func arithmetic(
        from start: Int, to close: Int, closing count: Int
    ) throws(ShellSyntaxError) -> [ShellWordPart] {
        let outer = end
        position = start
        end = close
        let parts = try parts(.arithmetic, from: start)
        end = outer
        position = close + count
        return parts
    }

    /// Where the `((` at `start` is arithmetic, the offset of the `))` that closes it. Nil where it is two subshells, or
    /// is never closed.
    ///
    /// It is arithmetic where the inner parenthesis closes right before the outer one (bash's rule; POSIX leaves it
    /// open). Whatever pairs are met on the way are remembered, so that no byte is looked at once per level.
    mutating func arithmeticClose(from start: Int) -> Int? {
        if let known = arithmeticCloses[start] { return known < 0 ? nil : known }
        guard lookAhead > 0 else { return nil }
        var open: [(kind: UInt8, place: Int)] = [(ShellByte.open, start), (ShellByte.open, start + 1)]
        var place = start + 2
        // No expression is that deep; more would only be remembered in vain.
        scan: while place < end, open.count < 1_000 {
            let byte = bytes[place]
            let kind = open[open.count - 1].kind
            switch byte {
            case ShellByte.backslash: place += 1
            case ShellByte.backquote:
                place += 1
                while place < end, bytes[place] != ShellByte.backquote {
                    place += bytes[place] == ShellByte.backslash ? 2 : 1
                }
            case ShellByte.quote where kind != ShellByte.doubleQuote:
                var close = place + 1
                while close < end, bytes[close] != ShellByte.quote { close += 1 }
                if close >= end {
                    place = end
                    break scan
                }
                place = close
            case ShellByte.doubleQuote:
                if kind == ShellByte.doubleQuote {
                    open.removeLast()
                } else {
                    open.append((ShellByte.doubleQuote, place))
                }
            case ShellByte.dollar where place + 1 < end && bytes[place + 1] == ShellByte.openBrace:
                place += 1
                open.append((ShellByte.openBrace, place))
            case ShellByte.dollar where place + 1 < end && bytes[place + 1] == ShellByte.open:
                place += 1
                open.append((ShellByte.open, place))
            case ShellByte.open where kind != ShellByte.doubleQuote: open.append((ShellByte.open, place))
            case ShellByte.closeBrace where kind == ShellByte.openBrace: open.removeLast()
            case ShellByte.close where kind == ShellByte.open:
                let inner = open.removeLast().place
                if let around = open.last, around.kind == ShellByte.open, around.place == inner - 1 {
                    let isArithmetic = place + 1 < end && bytes[place + 1] == ShellByte.close
                    arithmeticCloses[around.place] = isArithmetic ? place : -1
                    if around.place == start { return isArithmetic ? place : nil }
                }
            default: break
            }
            place += 1
        }
        lookAhead -= place - start
        for index in open.indices.dropFirst() where open[index].place == open[index - 1].place + 1 {
            arithmeticCloses[open[index - 1].place] = -1
        }
        return nil
    }
}
