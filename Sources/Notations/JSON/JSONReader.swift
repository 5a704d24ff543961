// SPDX-License-Identifier: Apache-2.0
import Wire

/// Reads JSON into a tree without recursion: open containers are on a stack of its own.
struct JSONReader {
    let bytes: [UInt8]
    let relaxed: Bool
    var position = 0
    var line: UInt32 = 1
    /// The offset that column 1 of this line has once the line's continuation bytes so far are left out.
    var lineOrigin = 0
    var builder: TreeBuilder
    private var open: [Level] = []

    /// A container whose end is still to come.
    private struct Level {
        var record: Int
        var count: UInt32 = 0
        var isObject: Bool
    }

    init(_ text: SourceText, dialect: JSONDialect, limits: Limits) {
        bytes = text.bytes
        relaxed = dialect == .relaxed
        builder = TreeBuilder(limits: limits, bytes: text.bytes.count)
    }

    mutating func read() throws(NotationError) -> TreeStorage {
        try skipSpace()
        try readValue()
        while let level = open.last {
            try readNext(in: level)
        }
        try skipSpace()
        guard position == bytes.count else { throw unexpected("the end of the document after its one value") }
        return builder.finish(source: bytes)
    }

    /// The byte here; 0, which no JSON text may hold outside a string, at the end.
    var current: UInt8 { position < bytes.count ? bytes[position] : 0 }

    func byte(at offset: Int) -> UInt8 { offset < bytes.count ? bytes[offset] : 0 }

    var column: Int { position - lineOrigin + 1 }

    func record(_ kind: Record.Kind, start: Int = 0, count: Int = 0) -> Record {
        Record(
            kind: kind, line: line, column: UInt32(truncatingIfNeeded: column),
            start: UInt32(truncatingIfNeeded: start), count: UInt32(truncatingIfNeeded: count))
    }

    // MARK: Structure

    /// Reads the next element, member or end of the innermost container.
    private mutating func readNext(in level: Level) throws(NotationError) {
        let close = UInt8(ascii: level.isObject ? "}" : "]")
        try skipSpace()
        if current == close { return try closeContainer(level) }
        if level.count > 0 {
            guard current == UInt8(ascii: ",") else {
                throw unexpected(level.isObject ? "',' or '}' in an object" : "',' or ']' in an array")
            }
            position += 1
            try skipSpace()
            if current == close {
                guard relaxed else {
                    throw error("A comma stands before the end of \(level.isObject ? "an object" : "an array").")
                }
                return try closeContainer(level)
            }
        }
        open[open.count - 1].count &+= 1
        if level.isObject {
            try readName()
            try skipSpace()
            guard current == UInt8(ascii: ":") else { throw unexpected("':' after a member's name") }
            position += 1
            try skipSpace()
        }
        try readValue()
    }

    private mutating func closeContainer(_ level: Level) throws(NotationError) {
        position += 1
        builder.close(level.record, count: level.count)
        open.removeLast()
    }

    private mutating func readValue() throws(NotationError) {
        switch current {
        case UInt8(ascii: "{"), UInt8(ascii: "["):
            let isObject = current == UInt8(ascii: "{")
            try builder.check(depth: open.count + 1, line: Int(line), column: column)
            open.append(Level(record: try builder.value(record(isObject ? .object : .array)), isObject: isObject))
            position += 1
        case UInt8(ascii: "\""):
            _ = try builder.value(try readString(quote: UInt8(ascii: "\"")))
        case UInt8(ascii: "'") where relaxed:
            _ = try builder.value(try readString(quote: UInt8(ascii: "'")))
        case UInt8(ascii: "t"): try readWord("true", .yes)
        case UInt8(ascii: "f"): try readWord("false", .no)
        case UInt8(ascii: "n"): try readWord("null", .null)
        default:
            let value = try readNumber()
            _ = try builder.value(value)
        }
    }

    private mutating func readWord(_ word: StaticString, _ kind: Record.Kind) throws(NotationError) {
        let length = word.utf8CodeUnitCount
        let matches = word.withUTF8Buffer { bytes.dropFirst(position).starts(with: $0) }
        guard matches, !isNamePart(byte(at: position + length)) else { throw unexpected("a value") }
        _ = try builder.value(record(kind))
        position += length
    }

    private mutating func readName() throws(NotationError) {
        switch current {
        case UInt8(ascii: "\""): builder.key(try readString(quote: UInt8(ascii: "\"")))
        case UInt8(ascii: "'") where relaxed: builder.key(try readString(quote: UInt8(ascii: "'")))
        default:
            let start = position
            var name = record(.string, start: start)
            let isDigit = (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(current)
            while relaxed, !isDigit, isNamePart(current) { advance() }
            guard position > start else { throw unexpected("a member's name in quotes") }
            name.count = UInt32(truncatingIfNeeded: position - start)
            builder.key(name)
        }
    }

    /// Whether a byte may be inside a JSON5 identifier; every byte of a scalar outside ASCII is taken for a letter.
    private func isNamePart(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "$"), 0x80...:
            true
        default: false
        }
    }

    // MARK: White space

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

    mutating func skipSpace() throws(NotationError) {
        while position < bytes.count {
            switch bytes[position] {
            case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"): position += 1
            case UInt8(ascii: "\n"): startLine()
            case 0x0B...0x0C where relaxed: position += 1
            case UInt8(ascii: "/") where relaxed: try skipComment()
            case 0xC2 where relaxed && byte(at: position + 1) == 0xA0:
                advance()
                advance()
            default: return
            }
        }
    }

    private mutating func skipComment() throws(NotationError) {
        switch byte(at: position + 1) {
        case UInt8(ascii: "/"):
            while position < bytes.count, bytes[position] != UInt8(ascii: "\n") { advance() }
        case UInt8(ascii: "*"):
            let failure = error("A comment that begins here has no end.")
            position += 2
            while !(current == UInt8(ascii: "*") && byte(at: position + 1) == UInt8(ascii: "/")) {
                guard position < bytes.count else { throw failure }
                if bytes[position] == UInt8(ascii: "\n") { startLine() } else { advance() }
            }
            position += 2
        default: throw unexpected("a value")
        }
    }

    // MARK: Errors

    func error(_ message: String, hint: String? = nil) -> NotationError {
        NotationError(line: Int(line), column: column, message: message, hint: hint)
    }

    func unexpected(_ wanted: String) -> NotationError {
        guard position < bytes.count else { return error("The text ends where \(wanted) is expected.") }
        let hint =
            !relaxed && (current == UInt8(ascii: "/") || current == UInt8(ascii: "'"))
            ? "Comments and single quotes are not JSON." : nil
        return error("Expected \(wanted), found \(Found.name(at: position, in: bytes)).", hint: hint)
    }
}

/// How a message shows what stands somewhere.
enum Found {
    /// The scalar in quotes, a control character by its code point, or the end of the text.
    static func name(at position: Int, in bytes: [UInt8]) -> String {
        guard position < bytes.count else { return "the end of the text" }
        let scalar = String(decoding: bytes[position..<Swift.min(position + 4, bytes.count)], as: UTF8.self)
            .unicodeScalars.first
        guard let scalar else { return "the end of the text" }
        if scalar == "\n" || scalar == "\r" { return "the end of the line" }
        guard scalar.value >= 0x20, scalar.value != 0x7F else {
            let digits = String(scalar.value, radix: 16, uppercase: true)
            return "the control character U+" + String(repeating: "0", count: 4 - digits.count) + digits
        }
        return "'\(scalar)'"
    }
}
