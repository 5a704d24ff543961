// SPDX-License-Identifier: Apache-2.0
import Wire

/// Reads TOML 1.0 (toml.io/en/v1.0.0).
struct TOMLReader {
    let bytes: [UInt8]
    var position = 0
    var line: UInt32 = 1
    /// The offset that column 1 of this line has once the line's continuation bytes so far are left out.
    var lineOrigin = 0
    var builder: TreeBuilder
    var draft = TOMLDraft()
    /// Items so far, so that the limit holds while reading.
    private var items = 0

    /// One part of a dotted name.
    struct Name {
        var record: Record
        var bytes: [UInt8]
    }

    init(_ text: SourceText, limits: Limits) {
        bytes = text.bytes
        builder = TreeBuilder(limits: limits, bytes: 0)
    }

    mutating func read() throws(NotationError) -> TreeStorage {
        var table = TOMLDraft.root
        while true {
            skipBlanks()
            guard position < bytes.count else { break }
            switch current {
            case UInt8(ascii: "["): table = try readHeader()
            case UInt8(ascii: "#"), UInt8(ascii: "\n"), UInt8(ascii: "\r"): break
            default: try readPair(in: table, depth: 1)
            }
            try endLine()
        }
        try draft.write(to: &builder)
        return builder.finish(source: bytes)
    }

    // MARK: Headers

    private mutating func readHeader() throws(NotationError) -> Int {
        var header = record(.object)
        position += 1
        let isArray = current == UInt8(ascii: "[")
        if isArray { position += 1 }
        skipBlanks()
        let names = try readNames()
        guard current == UInt8(ascii: "]"), !isArray || byte(at: position + 1) == UInt8(ascii: "]") else {
            throw unexpected(isArray ? "']]' after a table's name" : "']' after a table's name")
        }
        position += isArray ? 2 : 1
        try builder.check(depth: names.count + (isArray ? 2 : 1), line: Int(header.line))

        var table = TOMLDraft.root
        for name in names.dropLast() {
            table = try descend(into: name, of: table, header: header)
        }
        guard let last = names.last else { return table }
        let known = draft.member(last.bytes, of: table)
        try count()
        if isArray {
            let array: Int
            if let known {
                guard draft[known].origin == .tables else { throw redefined(last) }
                array = known
            } else {
                header.kind = .array
                array = draft.add(header, origin: .tables, key: last.record, name: last.bytes, to: table)
                header.kind = .object
            }
            return draft.add(header, origin: .header, toArray: array)
        }
        guard let known else {
            return draft.add(header, origin: .header, key: last.record, name: last.bytes, to: table)
        }
        guard draft[known].origin == .implied else { throw redefined(last) }
        draft[known].origin = .header
        header.count = draft[known].record.count
        draft[known].record = header
        draft[known].key = last.record
        return known
    }

    /// The table that a header's leading name means: a known one, the last of an array of tables, or a new one.
    private mutating func descend(into name: Name, of table: Int, header: Record) throws(NotationError) -> Int {
        guard let known = draft.member(name.bytes, of: table) else {
            try count()
            return draft.add(header, origin: .implied, key: name.record, name: name.bytes, to: table)
        }
        switch draft[known].origin {
        case .implied, .header, .dotted: return known
        case .tables: return draft[known].lastChild
        case .value: throw redefined(name)
        }
    }

    // MARK: Pairs

    /// Reads `name = value` into a table that is `depth` levels down.
    mutating func readPair(in table: Int, depth: Int) throws(NotationError) {
        let names = try readNames()
        guard current == UInt8(ascii: "=") else { throw unexpected("'=' after a key") }
        position += 1
        skipBlanks()
        try builder.check(depth: depth + names.count - 1, line: Int(line), column: column)
        var table = table
        for name in names.dropLast() {
            if let known = draft.member(name.bytes, of: table) {
                guard draft[known].origin == .dotted else { throw redefined(name) }
                table = known
            } else {
                try count()
                var implied = name.record
                implied.kind = .object
                implied.count = 0
                table = draft.add(implied, origin: .dotted, key: name.record, name: name.bytes, to: table)
            }
        }
        guard let last = names.last else { return }
        guard draft.member(last.bytes, of: table) == nil else { throw redefined(last) }
        try readValue(depth: depth + names.count) { reader, record in
            reader.draft.add(record, origin: .value, key: last.record, name: last.bytes, to: table)
        }
    }

    /// Reads a dotted name and the blanks behind it.
    private mutating func readNames() throws(NotationError) -> [Name] {
        var names = [try readName()]
        while current == UInt8(ascii: ".") {
            position += 1
            skipBlanks()
            names.append(try readName())
            // Long before the depth is checked: the list itself must stay small.
            try builder.check(depth: names.count, line: Int(line), column: column)
        }
        return names
    }

    private mutating func readName() throws(NotationError) -> Name {
        var name = record(.string)
        switch current {
        case UInt8(ascii: "\""), UInt8(ascii: "'"):
            name = try readString(allowsLines: false)
        default:
            let start = position
            while isBareNamePart(current) { position += 1 }
            guard position > start else { throw unexpected("a key") }
            name.start = UInt32(truncatingIfNeeded: start)
            name.count = UInt32(truncatingIfNeeded: position - start)
        }
        skipBlanks()
        let text = (name.isPooled ? builder.pool : bytes)[Int(name.start)..<Int(name.start) + Int(name.count)]
        return Name(record: name, bytes: Array(text))
    }

    private func isBareNamePart(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
            true
        default: false
        }
    }

    /// Counts one more item against the limit.
    mutating func count() throws(NotationError) {
        items += 1
        guard items <= builder.limits.nodes else {
            throw error("The text holds more than \(builder.limits.nodes) values, the limit.")
        }
    }

    // MARK: White space and lines

    var current: UInt8 { position < bytes.count ? bytes[position] : 0 }

    func byte(at offset: Int) -> UInt8 { offset < bytes.count ? bytes[offset] : 0 }

    var column: Int { position - lineOrigin + 1 }

    func record(_ kind: Record.Kind) -> Record {
        Record(kind: kind, line: line, column: UInt32(truncatingIfNeeded: column))
    }

    /// Steps over one byte that is no line feed.
    mutating func advance() {
        if bytes[position] & 0xC0 == 0x80 { lineOrigin += 1 }
        position += 1
    }

    mutating func startLine() {
        position += 1
        line &+= 1
        lineOrigin = position
    }

    mutating func skipBlanks() {
        while current == UInt8(ascii: " ") || current == UInt8(ascii: "\t") { position += 1 }
    }

    /// Skips a comment, and the line's end or the text's.
    mutating func endLine() throws(NotationError) {
        skipBlanks()
        try skipComment()
        guard position < bytes.count else { return }
        guard try skipLineEnd() else { throw unexpected("the end of the line") }
    }

    mutating func skipComment() throws(NotationError) {
        guard current == UInt8(ascii: "#") else { return }
        while position < bytes.count, bytes[position] != UInt8(ascii: "\n") {
            if bytes[position] == UInt8(ascii: "\r"), byte(at: position + 1) == UInt8(ascii: "\n") { return }
            try refuseControl()
            advance()
        }
    }

    /// Steps over LF or CRLF, if one is here.
    mutating func skipLineEnd() throws(NotationError) -> Bool {
        if current == UInt8(ascii: "\r"), byte(at: position + 1) == UInt8(ascii: "\n") { position += 1 }
        guard current == UInt8(ascii: "\n") else { return false }
        startLine()
        return true
    }

    /// Control characters other than the tab are not allowed anywhere.
    func refuseControl() throws(NotationError) {
        let byte = bytes[position]
        guard byte < 0x20 && byte != 0x09 || byte == 0x7F else { return }
        throw error("The text holds \(Found.name(at: position, in: bytes)), which TOML does not allow here.")
    }

    // MARK: Errors

    func error(_ message: String, hint: String? = nil) -> NotationError {
        NotationError(line: Int(line), column: column, message: message, hint: hint)
    }

    func unexpected(_ wanted: String) -> NotationError {
        error("Expected \(wanted), found \(Found.name(at: position, in: bytes)).")
    }

    private func redefined(_ name: Name) -> NotationError {
        let text = String(decoding: name.bytes.prefix(80), as: UTF8.self)
        return NotationError(
            line: Int(name.record.line), column: Int(name.record.column),
            message: "The key '\(text)' is already defined and cannot be defined again or added to.")
    }
}
