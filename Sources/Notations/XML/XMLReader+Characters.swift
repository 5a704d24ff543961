// SPDX-License-Identifier: Apache-2.0

extension XMLReader {
    /// Reads a value from its opening quote; one without references and line ends stays in the source.
    mutating func readAttributeValue() throws(NotationError) -> XMLStorage.Text {
        let quote = current
        guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else {
            throw unexpected("an attribute's value in quotes")
        }
        let failure = error("An attribute's value that begins here has no end.")
        position += 1
        let start = position
        var value: [UInt8]?
        while position < bytes.count, bytes[position] != quote {
            switch bytes[position] {
            case UInt8(ascii: "<"): throw error("An attribute's value holds '<'.", hint: "Write '&lt;'.")
            case UInt8(ascii: "&"):
                var text = value ?? Array(bytes[start..<position])
                value = nil
                text.append(contentsOf: try readReference())
                value = text
            case UInt8(ascii: "\t"), UInt8(ascii: "\n"), UInt8(ascii: "\r"):
                // White space becomes blanks (XML 1.0, 3.3.3).
                var text = value ?? Array(bytes[start..<position])
                value = nil
                if try readCharacter() != nil { text.append(UInt8(ascii: " ")) }
                value = text
            default:
                if let byte = try readCharacter() { value?.append(byte) }
            }
        }
        guard position < bytes.count else { throw failure }
        let end = position
        position += 1
        if let value { return pooled(value) }
        return XMLStorage.Text(start: UInt32(truncatingIfNeeded: start), count: UInt32(truncatingIfNeeded: end - start))
    }

    /// Reads `&name;` or `&#number;` and gives what it stands for.
    mutating func readReference() throws(NotationError) -> UTF8.EncodedScalar {
        // The longest one that means anything is `&#x10FFFF;`, zeros in front aside.
        let end = bytes[position...].prefix(32).firstIndex(of: UInt8(ascii: ";"))
        guard let end else {
            throw error("'&' does not begin a reference.", hint: "Write '&amp;' for the character itself.")
        }
        let name = String(decoding: bytes[(position + 1)..<end], as: UTF8.self)
        let scalar: Unicode.Scalar?
        switch name {
        case "amp": scalar = "&"
        case "lt": scalar = "<"
        case "gt": scalar = ">"
        case "quot": scalar = "\""
        case "apos": scalar = "'"
        default:
            guard name.utf8.first == UInt8(ascii: "#") else {
                throw error("The entity '&\(name);' is not one of XML's five, and declared ones are not read.")
            }
            let isHexadecimal = name.hasPrefix("#x")
            let digits = name.dropFirst(isHexadecimal ? 2 : 1)
            // Int's own parser would take a sign.
            let isNumber = digits.utf8.allSatisfy { IntegerText.hexadecimalDigit($0) != nil }
            scalar = isNumber ? UInt32(digits, radix: isHexadecimal ? 16 : 10).flatMap(Unicode.Scalar.init) : nil
        }
        guard let scalar, isCharacter(scalar), let encoded = UTF8.encode(scalar) else {
            throw error("'&\(name);' stands for no character that XML allows.")
        }
        position = end + 1
        return encoded
    }

    /// The characters of XML 1.0, 2.2.
    private func isCharacter(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09, 0x0A, 0x0D, 0x20...0xD7FF, 0xE000...0xFFFD, 0x10000...: true
        default: false
        }
    }

    /// Reads one byte of text; nil for the carriage return of a line's end, which is not part of the text.
    mutating func readCharacter() throws(NotationError) -> UInt8? {
        let byte = bytes[position]
        switch byte {
        case UInt8(ascii: "\r"):
            advance()
            return current == UInt8(ascii: "\n") ? nil : UInt8(ascii: "\n")
        case 0..<0x20 where byte != UInt8(ascii: "\t") && byte != UInt8(ascii: "\n"):
            throw error("The text holds \(Found.name(at: position, in: bytes)), which XML does not allow.")
        default:
            advance()
            return byte
        }
    }

    // MARK: Moving

    var current: UInt8 { position < bytes.count ? bytes[position] : 0 }

    func byte(at offset: Int) -> UInt8 { offset < bytes.count ? bytes[offset] : 0 }

    var column: Int { position - lineOrigin + 1 }

    func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x0A || byte == 0x09 || byte == 0x0D }

    func starts(with text: StaticString) -> Bool {
        text.withUTF8Buffer { bytes[position...].starts(with: $0) }
    }

    mutating func advance() {
        let byte = bytes[position]
        position += 1
        if byte == UInt8(ascii: "\n") {
            line &+= 1
            lineOrigin = position
        } else if byte & 0xC0 == 0x80 {
            lineOrigin += 1
        }
    }

    /// Whether there was any.
    mutating func skipSpace() -> Bool {
        let start = position
        while position < bytes.count, isSpace(bytes[position]) { advance() }
        return position > start
    }

    /// Skips a declaration, comment or instruction to its end.
    mutating func skip(past end: StaticString, what: String) throws(NotationError) {
        let failure = error("The \(what) that begins here has no end.")
        position += 2
        while !starts(with: end) {
            guard position < bytes.count else { throw failure }
            advance()
        }
        position += end.utf8CodeUnitCount
    }

    // MARK: Errors

    func error(_ message: String, hint: String? = nil) -> NotationError {
        NotationError(line: Int(line), column: column, message: message, hint: hint)
    }

    func unexpected(_ wanted: String) -> NotationError {
        error("Expected \(wanted), found \(Found.name(at: position, in: bytes)).")
    }
}
