// SPDX-License-Identifier: Apache-2.0
import Wire

/// Reads literals: no variables, no calls, no operators.
struct TermReader {
    enum Dialect { case erlang, elixir }

    private let file: SourceFile
    private let dialect: Dialect
    private let limits: Limits
    private var position = 0
    private var line = 1
    private var count = 0

    init(_ file: SourceFile, dialect: Dialect, limits: Limits) throws(InventoryError) {
        try file.checkSize(limits)
        self.file = file
        self.dialect = dialect
        self.limits = limits
    }

    /// All terms of the file: in Erlang each ends with a full stop, in Elixir there is one.
    mutating func terms() throws(InventoryError) -> [Term] {
        var terms: [Term] = []
        skipBlanks()
        while position < file.bytes.count {
            terms.append(try term(depth: 0))
            skipBlanks()
            if dialect == .erlang {
                guard take(".") else { throw refusal("Expected a full stop behind a term") }
                skipBlanks()
            } else if position < file.bytes.count {
                throw refusal("Expected nothing behind the map")
            }
        }
        return terms
    }

    private mutating func term(depth: Int) throws(InventoryError) -> Term {
        guard depth < min(limits.depth, 256) else {
            throw refusal("The terms nest deeper than \(min(limits.depth, 256)) levels, which is the limit")
        }
        count += 1
        guard count <= limits.nodes else { throw refusal("The file has more than \(limits.nodes) terms") }
        skipBlanks()
        let start = line
        guard let byte = peek else { throw refusal("The file ends where a term should stand") }
        switch byte {
        case UInt8(ascii: "{"):
            position += 1
            return Term(value: .tuple(try sequence(until: "}", depth: depth)), line: start)
        case UInt8(ascii: "["):
            position += 1
            return Term(value: .list(try sequence(until: "]", depth: depth)), line: start)
        case UInt8(ascii: "%") where dialect == .elixir && peek(1) == UInt8(ascii: "{"):
            position += 2
            return Term(value: .list(try sequence(until: "}", depth: depth)), line: start)
        case UInt8(ascii: "<") where dialect == .erlang && peek(1) == UInt8(ascii: "<"):
            return Term(value: .string(try binary()), line: start)
        case UInt8(ascii: "\""):
            let text = try quoted("\"")
            // `"name": value` is a pair whose key is the atom `name`.
            if dialect == .elixir, peek == UInt8(ascii: ":"), peek(1).map(\.isTermBlank) ?? true {
                position += 1
                return try pair(Term(value: .atom(text), line: start), depth: depth)
            }
            return try arrow(Term(value: .string(text), line: start), depth: depth)
        case UInt8(ascii: "'") where dialect == .erlang:
            return Term(value: .atom(try quoted("'")), line: start)
        case UInt8(ascii: ":") where dialect == .elixir:
            position += 1
            let name = peek == UInt8(ascii: "\"") ? try quoted("\"") : word()
            guard !name.isEmpty else { throw refusal("Expected a name behind the colon") }
            return try arrow(Term(value: .atom(name), line: start), depth: depth)
        case _ where byte.isDigit || byte == UInt8(ascii: "-"):
            position += 1
            return Term(value: .number((byte == UInt8(ascii: "-") ? "-" : String(byte - 48)) + word()), line: start)
        case _ where byte.isLetter || byte == UInt8(ascii: "_"):
            let name = word()
            if dialect == .elixir, peek == UInt8(ascii: ":") {
                position += 1
                return try pair(Term(value: .atom(name), line: start), depth: depth)
            }
            return Term(value: .atom(name), line: start)
        default:
            throw refusal("Expected a term, found '\(Unicode.Scalar(byte))'")
        }
    }

    /// The value behind an Elixir key.
    private mutating func pair(_ key: Term, depth: Int) throws(InventoryError) -> Term {
        Term(value: .tuple([key, try term(depth: depth + 1)]), line: key.line)
    }

    /// `key => value` in an Elixir map; the key itself where no arrow follows.
    private mutating func arrow(_ key: Term, depth: Int) throws(InventoryError) -> Term {
        guard dialect == .elixir else { return key }
        skipBlanks()
        guard peek == UInt8(ascii: "="), peek(1) == UInt8(ascii: ">") else { return key }
        position += 2
        return try pair(key, depth: depth)
    }

    private mutating func sequence(
        until end: Unicode.Scalar, depth: Int
    ) throws(InventoryError) -> [Term] {
        var terms: [Term] = []
        while true {
            skipBlanks()
            if take(end) { return terms }
            terms.append(try term(depth: depth + 1))
            skipBlanks()
            if take(",") { continue }
            guard take(end) else { throw refusal("Expected ',' or '\(end)'") }
            return terms
        }
    }

    /// `<<"text">>`, `<<"text"/utf8>>` and `<<>>`.
    private mutating func binary() throws(InventoryError) -> String {
        position += 2
        skipBlanks()
        let text = peek == UInt8(ascii: "\"") ? try quoted("\"") : ""
        if take("/") { _ = word() }
        skipBlanks()
        guard take(">"), take(">") else { throw refusal("Expected '>>' behind a binary") }
        return text
    }

    private mutating func quoted(_ mark: Unicode.Scalar) throws(InventoryError) -> String {
        let start = line
        position += 1
        var text: [UInt8] = []
        while let byte = peek {
            position += 1
            if byte == UInt8(ascii: mark) {
                guard let string = String(validating: text, as: UTF8.self) else {
                    throw file.refusal("A string is not UTF-8 text.", line: start)
                }
                return string
            }
            if byte == UInt8(ascii: "\n") { line += 1 }
            guard byte == UInt8(ascii: "\\"), let escaped = peek else {
                text.append(byte)
                continue
            }
            position += 1
            switch escaped {
            case UInt8(ascii: "n"): text.append(0x0A)
            case UInt8(ascii: "t"): text.append(0x09)
            case UInt8(ascii: "r"): text.append(0x0D)
            default:
                if escaped == UInt8(ascii: "\n") { line += 1 }
                text.append(escaped)
            }
        }
        throw file.refusal("A string that begins here does not end.", line: start)
    }

    /// Letters, digits, `_`, `@`, `.`, `?` and `!`; a full stop only where more of the word follows.
    private mutating func word() -> String {
        let start = position
        while let byte = peek {
            let isDot = byte == UInt8(ascii: ".") && (peek(1).map { $0.isLetter || $0.isDigit } ?? false)
            guard byte.isLetter || byte.isDigit || byte >= 0x80 || isDot || "_@?!".utf8.contains(byte) else { break }
            position += 1
        }
        return String(decoding: file.bytes[start..<position], as: UTF8.self)
    }

    private mutating func skipBlanks() {
        let comment = UInt8(ascii: dialect == .erlang ? "%" : "#")
        while let byte = peek {
            if byte == UInt8(ascii: "\n") {
                line += 1
            } else if byte == comment {
                while let next = peek, next != UInt8(ascii: "\n") { position += 1 }
                continue
            } else if !byte.isTermBlank {
                return
            }
            position += 1
        }
    }

    private var peek: UInt8? { peek(0) }

    private func peek(_ distance: Int) -> UInt8? {
        position + distance < file.bytes.count ? file.bytes[position + distance] : nil
    }

    private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
        guard peek == UInt8(ascii: scalar) else { return false }
        position += 1
        return true
    }

    private func refusal(_ message: String) -> InventoryError {
        file.refusal("\(message).", line: line)
    }
}

extension UInt8 {
    fileprivate var isTermBlank: Bool { self == 0x20 || (self >= 0x09 && self <= 0x0D) }
}
