// SPDX-License-Identifier: Apache-2.0

/// A statement of a `go.mod` file: its verb, its words, and the comment behind it.
struct GoModuleStatement {
    var verb: String
    var words: [String]
    var comment: Substring
    var line: Int
}

/// The lines of a `go.mod` (Go Modules Reference, "go.mod files"): statements, and blocks of them in brackets.
struct GoModuleParser {
    private(set) var statements: [GoModuleStatement] = []
    private(set) var problems: [(line: Int, message: String)] = []

    init(_ lines: [TextLine]) {
        var block: String?
        for line in lines {
            let (code, comment) = GoModuleParser.parts(of: line.text)
            guard let words = GoModuleParser.words(of: code) else {
                problems.append((line.number, "The quotation does not end on its line."))
                continue
            }
            guard let first = words.first else { continue }
            if block != nil, words == [")"] {
                block = nil
            } else if let verb = block {
                statements.append(
                    GoModuleStatement(verb: verb, words: words, comment: comment, line: line.number))
            } else if words.count == 2, words[1] == "(" {
                block = first
            } else {
                statements.append(
                    GoModuleStatement(
                        verb: first, words: Array(words.dropFirst()), comment: comment, line: line.number))
            }
        }
        if let block {
            problems.append((lines.last?.number ?? 1, "The block '\(block)' does not end; the file may be cut off."))
        }
    }

    private static func parts(of line: Substring) -> (code: Substring, comment: Substring) {
        var isQuoted: UInt8?
        let bytes = line.utf8
        for position in bytes.indices {
            let byte = bytes[position]
            if let quote = isQuoted {
                if byte == quote { isQuoted = nil }
            } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "`") {
                isQuoted = byte
            } else if byte == UInt8(ascii: "/"), bytes[position...].starts(with: "//".utf8) {
                return (line[..<position], line[bytes.index(position, offsetBy: 2)...].trimmed)
            }
        }
        return (line, "")
    }

    /// Words between blanks; `(`, `)` and `=>` need none around them; strings in `"` or `` ` ``.
    private static func words(of code: Substring) -> [String]? {
        var words: [String] = []
        var rest = code.utf8
        while let first = rest.first {
            if first.isBlank {
                rest.removeFirst()
            } else if first == UInt8(ascii: "\"") || first == UInt8(ascii: "`") {
                rest.removeFirst()
                guard let end = rest.firstIndex(of: first) else { return nil }
                words.append(String(Substring(rest[..<end])))
                rest = rest[rest.index(after: end)...]
            } else if first == UInt8(ascii: "(") || first == UInt8(ascii: ")") {
                rest.removeFirst()
                words.append(first == UInt8(ascii: "(") ? "(" : ")")
            } else {
                let word = rest.prefix { !$0.isBlank && $0 != UInt8(ascii: "(") && $0 != UInt8(ascii: ")") }
                words.append(String(Substring(word)))
                rest = rest[word.endIndex...]
            }
        }
        return words
    }
}
