// SPDX-License-Identifier: Apache-2.0
import Wire

/// The tokens of the fields at the top of a file in opam's syntax (opam manual, "Common file format").
struct OpamReader {
    struct Token {
        enum Value: Hashable {
            case string(String), word(String), symbol(String)
        }

        let value: Value
        let line: Int
    }

    private let file: SourceFile
    private let limits: Limits
    private var position = 0
    private var line = 1
    private var count = 0

    init(_ file: SourceFile, _ limits: Limits) throws(InventoryError) {
        try file.checkSize(limits)
        self.file = file
        self.limits = limits
    }

    /// The tokens behind each `name:`, up to the next field at the top; what is in sections (`url { … }`) is left out.
    mutating func fields() throws(InventoryError) -> [String: [Token]] {
        var fields: [String: [Token]] = [:]
        var name: String?
        var depth = 0
        var pending: Token?
        while let token = try next() {
            switch token.value {
            case .symbol("["), .symbol("{"), .symbol("("): depth += 1
            case .symbol("]"), .symbol("}"), .symbol(")"):
                depth -= 1
                guard depth >= 0 else {
                    throw file.refusal("A bracket is closed that was not opened.", line: token.line)
                }
            default: break
            }
            guard depth <= limits.depth else {
                throw file.refusal("The brackets nest deeper than \(limits.depth) levels.", line: token.line)
            }
            if depth == 0, case .symbol(":") = token.value, case .word(let word)? = pending?.value {
                name = word
                fields[word] = []
                pending = nil
                continue
            }
            if let pending, let name { fields[name]?.append(pending) }
            pending = token
        }
        if let pending, let name { fields[name]?.append(pending) }
        guard depth == 0 else { throw file.refusal("The file ends inside brackets.", line: line) }
        return fields
    }

    private mutating func next() throws(InventoryError) -> Token? {
        while let byte = peek {
            if byte == UInt8(ascii: "\n") {
                line += 1
            } else if byte == UInt8(ascii: "#") {
                while let next = peek, next != UInt8(ascii: "\n") { position += 1 }
                continue
            } else if byte == UInt8(ascii: "("), peek(1) == UInt8(ascii: "*") {
                try skipComment()
                continue
            } else if !byte.isBlank {
                break
            }
            position += 1
        }
        guard let byte = peek else { return nil }
        count += 1
        guard count <= limits.nodes else {
            throw file.refusal("The file has more than \(limits.nodes) tokens.", line: line)
        }
        let start = line
        if byte == UInt8(ascii: "\"") { return Token(value: .string(try string()), line: start) }
        if isWord(byte) {
            let from = position
            while let next = peek, isWord(next) { position += 1 }
            return Token(value: .word(String(decoding: file.bytes[from..<position], as: UTF8.self)), line: start)
        }
        // `<=`, `>=` and `!=` are one symbol.
        let length = "<>!".utf8.contains(byte) && peek(1) == UInt8(ascii: "=") ? 2 : 1
        let symbol = String(decoding: file.bytes[position..<position + length], as: UTF8.self)
        position += length
        return Token(value: .symbol(symbol), line: start)
    }

    private mutating func skipComment() throws(InventoryError) {
        let start = line
        position += 2
        while let byte = peek {
            if byte == UInt8(ascii: "*"), peek(1) == UInt8(ascii: ")") {
                position += 2
                return
            }
            if byte == UInt8(ascii: "\n") { line += 1 }
            position += 1
        }
        throw file.refusal("A comment that begins here does not end.", line: start)
    }

    /// Between `"`, or between `"""`.
    private mutating func string() throws(InventoryError) -> String {
        let start = line
        let mark = UInt8(ascii: "\"")
        let length = peek(1) == mark && peek(2) == mark ? 3 : 1
        position += length
        var text: [UInt8] = []
        while let byte = peek {
            if byte == mark, length == 1 || (peek(1) == mark && peek(2) == mark) {
                position += length
                guard let string = String(validating: text, as: UTF8.self) else {
                    throw file.refusal("A string is not UTF-8 text.", line: start)
                }
                return string
            }
            if byte == UInt8(ascii: "\\"), let escaped = peek(1) {
                position += 1
                text.append(escaped)
                if escaped == UInt8(ascii: "\n") { line += 1 }
            } else {
                text.append(byte)
                if byte == UInt8(ascii: "\n") { line += 1 }
            }
            position += 1
        }
        throw file.refusal("A string that begins here does not end.", line: start)
    }

    private func isWord(_ byte: UInt8) -> Bool {
        byte.isLetter || byte.isDigit || byte >= 0x80 || "_-+.".utf8.contains(byte)
    }

    private var peek: UInt8? { peek(0) }

    private func peek(_ distance: Int) -> UInt8? {
        position + distance < file.bytes.count ? file.bytes[position + distance] : nil
    }
}
