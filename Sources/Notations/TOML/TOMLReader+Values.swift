// SPDX-License-Identifier: Apache-2.0

extension TOMLReader {
    /// Adds an item to the draft where the caller wants it and gives its index.
    typealias Add = (inout TOMLReader, Record) -> Int

    /// Reads a value; one that is an array or inline table is `depth` levels down. Recursion ends at the depth limit.
    mutating func readValue(depth: Int, add: Add) throws(NotationError) {
        try count()
        switch current {
        case UInt8(ascii: "\""), UInt8(ascii: "'"):
            let string = try readString(allowsLines: true)
            _ = add(&self, string)
        case UInt8(ascii: "["):
            try builder.check(depth: depth, line: Int(line), column: column)
            let array = add(&self, record(.array))
            try readElements(of: array, depth: depth)
        case UInt8(ascii: "{"):
            try builder.check(depth: depth, line: Int(line), column: column)
            let table = add(&self, record(.object))
            try readMembers(of: table, depth: depth)
        default:
            let scalar = try readBareValue()
            _ = add(&self, scalar)
        }
    }

    private mutating func readElements(of array: Int, depth: Int) throws(NotationError) {
        let opening = error("An array that begins here has no end.")
        position += 1
        while true {
            try skipLines(opening)
            if current == UInt8(ascii: "]") { break }
            try readValue(depth: depth + 1) { $0.draft.add($1, origin: .value, toArray: array) }
            try skipLines(opening)
            if current == UInt8(ascii: ",") {
                position += 1
            } else if current != UInt8(ascii: "]") {
                throw unexpected("',' or ']' in an array")
            }
        }
        position += 1
    }

    /// Skips blanks, comments and line ends inside an array.
    private mutating func skipLines(_ opening: NotationError) throws(NotationError) {
        repeat {
            skipBlanks()
            try skipComment()
        } while try skipLineEnd()
        guard position < bytes.count else { throw opening }
    }

    private mutating func readMembers(of table: Int, depth: Int) throws(NotationError) {
        position += 1
        skipBlanks()
        if current == UInt8(ascii: "}") {
            position += 1
            return
        }
        while true {
            try readPair(in: table, depth: depth)
            skipBlanks()
            if current == UInt8(ascii: "}") { break }
            guard current == UInt8(ascii: ",") else { throw unexpected("',' or '}' in an inline table") }
            position += 1
            skipBlanks()
            if current == UInt8(ascii: "}") { throw error("A comma stands before the end of an inline table.") }
        }
        position += 1
    }

    // MARK: Numbers, booleans, dates

    /// Reads a word of letters, digits and the signs of numbers and dates, and tells what it is.
    private mutating func readBareValue() throws(NotationError) -> Record {
        var result = record(.integer)
        let start = position
        skipWord()
        // A date and a time may have one blank between them.
        if position - start == 10, current == UInt8(ascii: " "), isDigit(byte(at: position + 1)),
            TOMLDate.isDate(bytes[start..<position])
        {
            position += 1
            skipWord()
        }
        let word = bytes[start..<position]
        guard let kind = TOMLReader.kind(of: word) else {
            guard !word.isEmpty else { throw unexpected("a value") }
            let text = String(decoding: word.prefix(80), as: UTF8.self)
            throw NotationError(
                line: Int(result.line), column: Int(result.column), message: "'\(text)' is not a value.",
                hint: "Strings need quotes.")
        }
        if kind == .integer, IntegerText.value(of: word) == nil {
            throw NotationError(
                line: Int(result.line), column: Int(result.column),
                message: "The number \(String(decoding: word.prefix(80), as: UTF8.self)) does not fit 64 bits.")
        }
        result.kind = kind
        result.start = UInt32(truncatingIfNeeded: start)
        result.count = UInt32(truncatingIfNeeded: word.count)
        return result
    }

    private mutating func skipWord() {
        while position < bytes.count {
            switch bytes[position] {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "+"), UInt8(ascii: "-"),
                UInt8(ascii: "."), UInt8(ascii: ":"):
                position += 1
            default: return
            }
        }
    }

    private func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

    private static func kind(of word: ArraySlice<UInt8>) -> Record.Kind? {
        switch word.first {
        case nil: return nil
        case UInt8(ascii: "t"): return word.elementsEqual("true".utf8) ? .yes : nil
        case UInt8(ascii: "f"): return word.elementsEqual("false".utf8) ? .no : nil
        default: break
        }
        if TOMLDate.isDateOrTime(word) { return .string }
        var rest = word
        let hasSign = rest.first == UInt8(ascii: "+") || rest.first == UInt8(ascii: "-")
        if hasSign { rest = rest.dropFirst() }
        if rest.elementsEqual("inf".utf8) || rest.elementsEqual("nan".utf8) { return .number }
        if !hasSign, rest.count > 2, rest.first == UInt8(ascii: "0") {
            switch rest[rest.startIndex + 1] {
            case UInt8(ascii: "x"):
                return isDigits(rest.dropFirst(2)) { IntegerText.hexadecimalDigit($0) != nil } ? .integer : nil
            case UInt8(ascii: "o"): return isDigits(rest.dropFirst(2)) { $0 >= 0x30 && $0 <= 0x37 } ? .integer : nil
            case UInt8(ascii: "b"): return isDigits(rest.dropFirst(2)) { $0 == 0x30 || $0 == 0x31 } ? .integer : nil
            default: break
            }
        }
        return decimalKind(of: rest)
    }

    /// An integer without needless zeros, or a float: a fraction, an exponent, or both behind one.
    private static func decimalKind(of word: ArraySlice<UInt8>) -> Record.Kind? {
        let isDecimal: (UInt8) -> Bool = { $0 >= 0x30 && $0 <= 0x39 }
        let whole = word.prefix { isDecimal($0) || $0 == UInt8(ascii: "_") }
        guard isDigits(whole, isDecimal), whole.first != UInt8(ascii: "0") || whole.count == 1 else { return nil }
        var rest = word.dropFirst(whole.count)
        if rest.isEmpty { return .integer }
        if rest.first == UInt8(ascii: ".") {
            let fraction = rest.dropFirst().prefix { isDecimal($0) || $0 == UInt8(ascii: "_") }
            guard isDigits(fraction, isDecimal) else { return nil }
            rest = rest.dropFirst(fraction.count + 1)
        }
        guard let mark = rest.first else { return .number }
        guard mark | 0x20 == UInt8(ascii: "e") else { return nil }
        rest = rest.dropFirst()
        if rest.first == UInt8(ascii: "+") || rest.first == UInt8(ascii: "-") { rest = rest.dropFirst() }
        return isDigits(rest, isDecimal) ? .number : nil
    }

    /// Digits with single underscores between them.
    private static func isDigits(_ word: ArraySlice<UInt8>, _ isDigit: (UInt8) -> Bool) -> Bool {
        var afterDigit = false
        for byte in word {
            if byte == UInt8(ascii: "_") {
                guard afterDigit else { return false }
                afterDigit = false
            } else {
                guard isDigit(byte) else { return false }
                afterDigit = true
            }
        }
        return afterDigit
    }
}

/// TOML's dates and times: RFC 3339 with a blank for the `T`, or with parts left out.
enum TOMLDate {
    static func isDateOrTime(_ word: ArraySlice<UInt8>) -> Bool {
        if word.count >= 8, isTime(word, allowsOffset: false) { return true }
        guard word.count >= 10, isDate(word.prefix(10)) else { return false }
        let rest = word.dropFirst(10)
        guard let separator = rest.first else { return true }
        return (separator | 0x20 == UInt8(ascii: "t") || separator == UInt8(ascii: " "))
            && isTime(rest.dropFirst(), allowsOffset: true)
    }

    static func isDate(_ word: ArraySlice<UInt8>) -> Bool {
        guard matches(word, "dddd-dd-dd"), word.count == 10 else { return false }
        let year = number(word, 0, 4)
        let month = number(word, 5, 2)
        let day = number(word, 8, 2)
        guard (1...12).contains(month), day >= 1 else { return false }
        let isLeap = year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400))
        let days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        return day <= days[month - 1]
    }

    private static func isTime(_ word: ArraySlice<UInt8>, allowsOffset: Bool) -> Bool {
        guard matches(word, "dd:dd:dd"), number(word, 0, 2) <= 23, number(word, 3, 2) <= 59, number(word, 6, 2) <= 60
        else { return false }
        var rest = word.dropFirst(8)
        if rest.first == UInt8(ascii: ".") {
            let fraction = rest.dropFirst().prefix { $0 >= 0x30 && $0 <= 0x39 }
            guard !fraction.isEmpty else { return false }
            rest = rest.dropFirst(fraction.count + 1)
        }
        guard let sign = rest.first else { return true }
        guard allowsOffset else { return false }
        if sign | 0x20 == UInt8(ascii: "z") { return rest.count == 1 }
        guard sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") else { return false }
        let offset = rest.dropFirst()
        return offset.count == 5 && matches(offset, "dd:dd") && number(offset, 0, 2) <= 23 && number(offset, 3, 2) <= 59
    }

    /// Whether the word begins like the pattern, in which `d` stands for a digit.
    private static func matches(_ word: ArraySlice<UInt8>, _ pattern: StaticString) -> Bool {
        guard word.count >= pattern.utf8CodeUnitCount else { return false }
        return pattern.withUTF8Buffer { pattern in
            zip(word, pattern).allSatisfy { byte, wanted in
                wanted == UInt8(ascii: "d") ? byte >= 0x30 && byte <= 0x39 : byte == wanted
            }
        }
    }

    private static func number(_ word: ArraySlice<UInt8>, _ offset: Int, _ length: Int) -> Int {
        word.dropFirst(offset).prefix(length).reduce(0) { $0 * 10 + Int($1 &- 0x30) }
    }
}
