// SPDX-License-Identifier: Apache-2.0

extension TOMLReader {
    /// Reads a basic or literal string from its opening quote; `allowsLines` whether it may be one of three quotes.
    /// One whose text is as it is written stays in the source.
    mutating func readString(allowsLines: Bool) throws(NotationError) -> Record {
        var result = record(.string)
        let quote = current
        let isBasic = quote == UInt8(ascii: "\"")
        let isLong = byte(at: position + 1) == quote && byte(at: position + 2) == quote
        if isLong && !allowsLines { throw error("A key cannot be a string of several lines.") }
        position += isLong ? 3 : 1
        // A line end right behind the opening quotes is not part of the string.
        if isLong { _ = try skipLineEnd() }
        var start = position
        let pooled = builder.pool.count
        var isPooled = false
        while true {
            guard position < bytes.count else { throw unterminated(result) }
            let byte = bytes[position]
            if byte == quote, let (content, length) = closing(quote, isLong: isLong) {
                let end = position + content
                position += length
                if isPooled { builder.pool.append(contentsOf: bytes[start..<end]) }
                result.isPooled = isPooled
                result.start = UInt32(truncatingIfNeeded: isPooled ? pooled : start)
                result.count = UInt32(truncatingIfNeeded: isPooled ? builder.pool.count - pooled : end - start)
                return result
            }
            switch byte {
            case UInt8(ascii: "\\") where isBasic:
                builder.pool.append(contentsOf: bytes[start..<position])
                isPooled = true
                try readEscape(isLong: isLong)
                start = position
            case UInt8(ascii: "\n"), UInt8(ascii: "\r"):
                if !isLong { throw unterminated(result) }
                // A carriage return alone is a control character.
                if try !skipLineEnd() { try refuseControl() }
            default:
                try refuseControl()
                advance()
            }
        }
    }

    /// Whether the quote here ends the string: how many quotes before the end are text, and how many bytes to step over.
    /// Up to two quotes may stand directly before the closing three.
    private func closing(_ quote: UInt8, isLong: Bool) -> (content: Int, length: Int)? {
        guard isLong else { return (0, 1) }
        var run = 0
        while run < 5, byte(at: position + run) == quote { run += 1 }
        return run >= 3 ? (run - 3, run) : nil
    }

    private func unterminated(_ string: Record) -> NotationError {
        NotationError(
            line: Int(string.line), column: Int(string.column), message: "A string that begins here has no end.")
    }

    private mutating func readEscape(isLong: Bool) throws(NotationError) {
        let escape = byte(at: position + 1)
        switch escape {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): builder.pool.append(escape)
        case UInt8(ascii: "b"): builder.pool.append(0x08)
        case UInt8(ascii: "f"): builder.pool.append(0x0C)
        case UInt8(ascii: "n"): builder.pool.append(0x0A)
        case UInt8(ascii: "r"): builder.pool.append(0x0D)
        case UInt8(ascii: "t"): builder.pool.append(0x09)
        case UInt8(ascii: "u"): return try readScalar(digits: 4)
        case UInt8(ascii: "U"): return try readScalar(digits: 8)
        case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\n"), UInt8(ascii: "\r"):
            guard isLong else { throw noSuchEscape }
            return try skipContinuation()
        default: throw noSuchEscape
        }
        position += 2
    }

    private var noSuchEscape: NotationError {
        error("A string holds an escape that TOML does not have.", hint: "Use single quotes for text with backslashes.")
    }

    private mutating func readScalar(digits: Int) throws(NotationError) {
        var value: UInt32 = 0
        for place in position + 2..<position + 2 + digits {
            guard let digit = IntegerText.hexadecimalDigit(byte(at: place)) else { throw noSuchEscape }
            value = value << 4 | UInt32(digit)
        }
        guard let scalar = Unicode.Scalar(value) else { throw error("An escape stands for no Unicode scalar.") }
        builder.pool.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
        position += 2 + digits
    }

    /// A backslash at the end of a line takes all white space up to the next text with it.
    private mutating func skipContinuation() throws(NotationError) {
        let failure = noSuchEscape
        position += 1
        skipBlanks()
        guard try skipLineEnd() else { throw failure }
        repeat { skipBlanks() } while try skipLineEnd()
    }
}
