// SPDX-License-Identifier: Apache-2.0

extension JSONReader {
    // MARK: Strings

    /// Reads a string from its opening quote; one without escapes stays in the source.
    mutating func readString(quote: UInt8) throws(NotationError) -> Record {
        var result = record(.string)
        position += 1
        let start = position
        while position < bytes.count {
            let byte = bytes[position]
            if byte == quote {
                result.start = UInt32(truncatingIfNeeded: start)
                result.count = UInt32(truncatingIfNeeded: position - start)
                position += 1
                return result
            }
            if byte == UInt8(ascii: "\\") { break }
            try step(over: byte, in: result)
        }
        guard position < bytes.count else { throw unterminated(result) }

        // An escape: decode from here on into the pool.
        let pooled = builder.pool.count
        builder.pool.append(contentsOf: bytes[start..<position])
        while position < bytes.count {
            let byte = bytes[position]
            if byte == quote {
                result.isPooled = true
                result.start = UInt32(truncatingIfNeeded: pooled)
                result.count = UInt32(truncatingIfNeeded: builder.pool.count - pooled)
                position += 1
                return result
            }
            if byte == UInt8(ascii: "\\") {
                try readEscape()
            } else {
                builder.pool.append(byte)
                try step(over: byte, in: result)
            }
        }
        throw unterminated(result)
    }

    private func unterminated(_ string: Record) -> NotationError {
        NotationError(
            line: Int(string.line), column: Int(string.column), message: "A string that begins here has no end.")
    }

    private mutating func step(over byte: UInt8, in string: Record) throws(NotationError) {
        guard byte >= 0x20 else {
            if byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") {
                throw unterminated(string)
            }
            // JSON5 takes control characters in strings as they are.
            guard relaxed else {
                throw error("A string holds \(Found.name(at: position, in: bytes)) without an escape.")
            }
            position += 1
            return
        }
        if byte & 0xC0 == 0x80 { lineOrigin += 1 }
        position += 1
    }

    private mutating func readEscape() throws(NotationError) {
        let escape = byte(at: position + 1)
        switch escape {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): builder.pool.append(escape)
        case UInt8(ascii: "b"): builder.pool.append(0x08)
        case UInt8(ascii: "f"): builder.pool.append(0x0C)
        case UInt8(ascii: "n"): builder.pool.append(0x0A)
        case UInt8(ascii: "r"): builder.pool.append(0x0D)
        case UInt8(ascii: "t"): builder.pool.append(0x09)
        case UInt8(ascii: "u"): return try readUnicodeEscape()
        default:
            guard relaxed, position + 1 < bytes.count else {
                throw error("A string holds an escape that JSON does not have.")
            }
            return try readRelaxedEscape(escape)
        }
        position += 2
    }

    /// The escapes of JSON5 beyond JSON's: `\v`, `\0`, `\xHH`, a line's continuation, and every other scalar itself.
    private mutating func readRelaxedEscape(_ escape: UInt8) throws(NotationError) {
        switch escape {
        case UInt8(ascii: "v"): builder.pool.append(0x0B)
        case UInt8(ascii: "0"): builder.pool.append(0x00)
        case UInt8(ascii: "x"):
            guard let high = IntegerText.hexadecimalDigit(byte(at: position + 2)),
                let low = IntegerText.hexadecimalDigit(byte(at: position + 3))
            else { throw error("'\\x' needs two hexadecimal digits.") }
            append(scalar: UInt32(high) << 4 | UInt32(low))
            position += 4
            return
        case UInt8(ascii: "\r"), UInt8(ascii: "\n"):
            position += escape == UInt8(ascii: "\r") && byte(at: position + 2) == UInt8(ascii: "\n") ? 2 : 1
            startLine()
            return
        case UInt8(ascii: "1")...UInt8(ascii: "9"):
            throw error("A string holds an escape that JSON5 does not have.")
        default:
            // The scalar's bytes follow as ordinary text.
            position += 1
            builder.pool.append(escape)
            advance()
            return
        }
        position += 2
    }

    private mutating func readUnicodeEscape() throws(NotationError) {
        guard let unit = hexadecimalUnit(at: position + 2) else {
            throw error("'\\u' needs four hexadecimal digits.")
        }
        if unit & 0xF800 != 0xD800 {
            append(scalar: unit)
            position += 6
            return
        }
        guard unit < 0xDC00, byte(at: position + 6) == UInt8(ascii: "\\"),
            byte(at: position + 7) == UInt8(ascii: "u"), let low = hexadecimalUnit(at: position + 8),
            low & 0xFC00 == 0xDC00
        else { throw error("'\\u' stands for half of a surrogate pair without the other half.") }
        append(scalar: 0x10000 + (unit & 0x3FF) << 10 + (low & 0x3FF))
        position += 12
    }

    private func hexadecimalUnit(at offset: Int) -> UInt32? {
        var unit: UInt32 = 0
        for place in offset..<offset + 4 {
            guard let digit = IntegerText.hexadecimalDigit(byte(at: place)) else { return nil }
            unit = unit << 4 | UInt32(digit)
        }
        return unit
    }

    private mutating func append(scalar value: UInt32) {
        guard let scalar = Unicode.Scalar(value) else { return }
        builder.pool.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
    }

    // MARK: Numbers

    mutating func readNumber() throws(NotationError) -> Record {
        let start = position
        var result = record(.integer, start: start)
        if current == UInt8(ascii: "-") || (relaxed && current == UInt8(ascii: "+")) { position += 1 }
        if relaxed, try readRelaxedNumber() {
            result.kind = .number
        } else if relaxed, current == UInt8(ascii: "0"), byte(at: position + 1) | 0x20 == UInt8(ascii: "x") {
            position += 2
            guard IntegerText.hexadecimalDigit(current) != nil else { throw unexpected("a hexadecimal digit") }
            while IntegerText.hexadecimalDigit(current) != nil { position += 1 }
        } else {
            try readDecimal(&result)
        }
        result.count = UInt32(truncatingIfNeeded: position - start)
        // 18 digits always fit; longer ones are tried.
        if result.kind == .integer, position - start > 18, IntegerText.value(of: bytes[start..<position]) == nil {
            result.kind = .number
        }
        return result
    }

    /// `Infinity` and `NaN`.
    private mutating func readRelaxedNumber() throws(NotationError) -> Bool {
        for word in ["Infinity", "NaN"] where bytes.dropFirst(position).starts(with: word.utf8) {
            position += word.utf8.count
            return true
        }
        return false
    }

    private mutating func readDecimal(_ result: inout Record) throws(NotationError) {
        let whole = skipDigits()
        if whole == 0, !(relaxed && current == UInt8(ascii: ".")) { throw unexpected("a value") }
        if whole > 1, bytes[position - whole] == UInt8(ascii: "0") {
            position -= whole
            throw error("A number begins with a needless zero.")
        }
        if current == UInt8(ascii: ".") {
            result.kind = .number
            position += 1
            let fraction = skipDigits()
            if fraction == 0, !relaxed || whole == 0 { throw unexpected("a digit after the decimal point") }
        }
        if current | 0x20 == UInt8(ascii: "e") {
            result.kind = .number
            position += 1
            if current == UInt8(ascii: "+") || current == UInt8(ascii: "-") { position += 1 }
            if skipDigits() == 0 { throw unexpected("a digit in the exponent") }
        }
    }

    private mutating func skipDigits() -> Int {
        let start = position
        while (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(current) { position += 1 }
        return position - start
    }
}
