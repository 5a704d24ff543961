// SPDX-License-Identifier: Apache-2.0

/// What a plain scalar stands for: the core schema of YAML 1.2.2, §10.3.2.
enum CoreSchema {
    static func kind(of scalar: some Collection<UInt8>) -> Record.Kind {
        guard let first = scalar.first else { return .null }
        switch first {
        case UInt8(ascii: "~"): return scalar.count == 1 ? .null : .string
        case UInt8(ascii: "n"), UInt8(ascii: "N"): return isWord(scalar, ["null", "Null", "NULL"]) ? .null : .string
        case UInt8(ascii: "t"), UInt8(ascii: "T"): return isWord(scalar, ["true", "True", "TRUE"]) ? .yes : .string
        case UInt8(ascii: "f"), UInt8(ascii: "F"): return isWord(scalar, ["false", "False", "FALSE"]) ? .no : .string
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."):
            return number(scalar)
        default: return .string
        }
    }

    private static func isWord(_ scalar: some Collection<UInt8>, _ words: [StaticString]) -> Bool {
        // The longest word has five letters.
        guard scalar.count <= 5 else { return false }
        return words.contains { word in word.withUTF8Buffer { $0.elementsEqual(scalar) } }
    }

    private static func number(_ scalar: some Collection<UInt8>) -> Record.Kind {
        // No number of this length is one in earnest, and scanning must stay cheap.
        guard scalar.count <= 400 else { return .string }
        let text = Array(scalar)
        var position = 0
        if text[0] == UInt8(ascii: "0"), text.count > 2, text[1] == UInt8(ascii: "x") || text[1] == UInt8(ascii: "o") {
            let isHexadecimal = text[1] == UInt8(ascii: "x")
            let isNumber = text.dropFirst(2).allSatisfy {
                isHexadecimal ? IntegerText.hexadecimalDigit($0) != nil : $0 >= 0x30 && $0 <= 0x37
            }
            return isNumber ? integer(text) : .string
        }
        let hasSign = text[0] == UInt8(ascii: "+") || text[0] == UInt8(ascii: "-")
        if hasSign { position = 1 }
        let unsigned = text[position...]
        if isWord(unsigned, [".inf", ".Inf", ".INF"]) || !hasSign && isWord(unsigned, [".nan", ".NaN", ".NAN"]) {
            return .number
        }
        let whole = digits(text, &position)
        if position == text.count { return whole > 0 ? integer(text) : .string }
        var fraction = 0
        if text[position] == UInt8(ascii: ".") {
            position += 1
            fraction = digits(text, &position)
        }
        guard whole + fraction > 0 else { return .string }
        if position < text.count, text[position] | 0x20 == UInt8(ascii: "e") {
            position += 1
            if position < text.count, text[position] == UInt8(ascii: "+") || text[position] == UInt8(ascii: "-") {
                position += 1
            }
            if digits(text, &position) == 0 { return .string }
        }
        return position == text.count ? .number : .string
    }

    private static func integer(_ text: [UInt8]) -> Record.Kind {
        text.count <= 15 || IntegerText.value(of: text) != nil ? .integer : .number
    }

    private static func digits(_ text: [UInt8], _ position: inout Int) -> Int {
        let start = position
        while position < text.count, text[position] >= 0x30, text[position] <= 0x39 { position += 1 }
        return position - start
    }
}
