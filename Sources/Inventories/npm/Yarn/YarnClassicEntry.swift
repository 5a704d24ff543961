// SPDX-License-Identifier: Apache-2.0

/// An entry of a Yarn 1 lockfile: the descriptors (`name@range`) it answers, its fields, and what it needs.
struct YarnClassicEntry {
    var descriptors: [String]
    var line: Int
    var fields: [String: String] = [:]
    var needs: [(name: String, range: String, isOptional: Bool, line: Int)] = []
}

/// Yarn 1's notation: indented by two spaces a level, strings bare or quoted, a key ends in `:` where a block follows.
struct YarnClassicParser {
    let file: SourceFile
    private(set) var entries: [YarnClassicEntry] = []
    private(set) var warnings: [Inventory.Warning] = []
    private var block: String?

    init(file: SourceFile) {
        self.file = file
    }

    mutating func parse(_ lines: [TextLine]) throws(InventoryError) {
        for line in lines {
            let indent = line.text.utf8.prefix { $0 == UInt8(ascii: " ") }.count
            let text = line.text.trimmed
            if text.isEmpty || text.utf8.first == UInt8(ascii: "#") { continue }
            if indent == 0 {
                try open(text, line.number)
            } else {
                add(text, indent: indent, line: line.number)
            }
        }
    }

    private mutating func open(_ text: Substring, _ line: Int) throws(InventoryError) {
        guard let tokens = YarnClassicParser.tokens(of: text), tokens.last == .colon else {
            let isConflict = ["<<<<<<<", "=======", ">>>>>>>"].contains { text.hasPrefix($0) }
            throw file.refusal(
                isConflict ? "The file holds an unresolved merge conflict." : "The line is no entry of a yarn.lock.",
                line: line, hint: isConflict ? "Resolve it, or run 'yarn install'." : nil)
        }
        let descriptors = tokens.compactMap { if case .text(let text) = $0 { text } else { nil } }
        entries.append(YarnClassicEntry(descriptors: descriptors, line: line))
        block = nil
    }

    private mutating func add(_ text: Substring, indent: Int, line: Int) {
        guard !entries.isEmpty, let tokens = YarnClassicParser.tokens(of: text) else {
            warn(line, "The line is not understood.")
            return
        }
        let last = entries.count - 1
        switch tokens.count {
        case 2 where indent <= 2 && tokens[1] == .colon:
            if case .text(let name) = tokens[0] { block = name }
        case 2:
            guard case .text(let key) = tokens[0], case .text(let value) = tokens[1] else { fallthrough }
            if indent <= 2 {
                block = nil
                entries[last].fields[key] = value
            } else if block == "dependencies" || block == "optionalDependencies" {
                entries[last].needs.append((key, value, block == "optionalDependencies", line))
            }
        default: warn(line, "The line is not understood.")
        }
    }

    private mutating func warn(_ line: Int, _ message: String) {
        warnings.append(Inventory.Warning(location: file.location(line), message: message))
    }

    private enum Token: Equatable {
        case text(String)
        case colon
    }

    /// Strings between blanks and commas, and a colon at the end; nil for a quotation that does not end.
    private static func tokens(of line: Substring) -> [Token]? {
        var tokens: [Token] = []
        var rest = line.utf8
        while let first = rest.first {
            if first.isBlank || first == UInt8(ascii: ",") {
                rest.removeFirst()
            } else if first == UInt8(ascii: "\"") {
                guard let text = quoted(&rest) else { return nil }
                tokens.append(.text(text))
            } else if first == UInt8(ascii: ":") {
                rest.removeFirst()
                guard Substring(rest).trimmed.isEmpty else { return nil }
                tokens.append(.colon)
            } else {
                var word = rest.prefix { !$0.isBlank && $0 != UInt8(ascii: ",") }
                rest = rest[word.endIndex...]
                let isKey = Substring(rest).trimmed.isEmpty && word.last == UInt8(ascii: ":")
                if isKey { word.removeLast() }
                tokens.append(.text(String(Substring(word))))
                if isKey { tokens.append(.colon) }
            }
        }
        return tokens
    }

    /// A JSON string; of its escapes only `\"` and `\\` occur.
    private static func quoted(_ rest: inout Substring.UTF8View) -> String? {
        rest.removeFirst()
        var bytes: [UInt8] = []
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "\"") { return String(decoding: bytes, as: UTF8.self) }
            if byte == UInt8(ascii: "\\") {
                guard let escaped = rest.popFirst() else { return nil }
                bytes.append(escaped)
            } else {
                bytes.append(byte)
            }
        }
        return nil
    }
}
