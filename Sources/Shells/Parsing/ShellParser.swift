// SPDX-License-Identifier: Apache-2.0
import Wire

/// Reads a script by recursive descent over its bytes, once from front to back.
///
/// Invariants that keep the work linear and the stack bounded:
/// 1. Nothing is parsed twice. Where the grammar looks ahead (`((`, assignments, `{fd}>`), it looks at bytes only, and
///    what a look at `((` finds is remembered for all pairs within it.
/// 2. Whatever nests goes through ``enter(_:)``, which counts levels against the limit.
/// 3. `position <= end <= bytes.count`; `end` is lowered while a stretch of known length is read (the text between
///    backquotes, an arithmetic expression, the body of a here-document).
struct ShellParser {
    let dialect: ShellDialect
    let limits: Limits

    /// What is read: the source or, between backquotes with escapes, the text with one level of escapes removed.
    var bytes: [UInt8]
    /// For each offset of `bytes`, and for its end, the offset in the source; empty where they are the same.
    var origins: [UInt32] = []
    var position = 0
    var end: Int { didSet { keywordPlace = -1 } }
    /// Where a keyword was looked for last, and what was found.
    private var keywordPlace = -1
    private var foundKeyword: ShellKeyword?

    var depth = 0
    var nodes = 0

    /// Where each line of the source begins.
    private(set) var lineStarts: [UInt32]
    /// The line looked up last, from 0.
    private var lineCursor = 0

    /// Here-documents whose bodies begin after the next newline, in order.
    var pending: [PendingHereDocument] = []
    /// How many of them belong to commands around the substitution being read, and wait for its end.
    var buried = 0
    var hereDocuments: [ShellHereDocument] = []
    /// How many `$(` are open.
    var openSubstitutions = 0
    var hasComment = false

    /// By the offset of a `((`, what ``arithmeticClose(from:)`` found.
    var arithmeticCloses: [Int: Int] = [:]
    /// How many more bytes may be looked at for the ends of `((` that have none.
    var lookAhead: Int

    init(_ source: [UInt8], dialect: ShellDialect, limits: Limits) throws(ShellSyntaxError) {
        self.dialect = dialect
        self.limits = limits
        let most = Swift.min(limits.bytes, Int(UInt32.max) - 1)
        guard source.count <= most else {
            throw ShellSyntaxError(
                line: 1, column: 1, message: "The script has \(source.count) bytes; the limit is \(most).")
        }
        bytes = source
        end = source.count
        lookAhead = source.count &* 8
        var starts: [UInt32] = [0]
        for position in source.indices where source[position] == ShellByte.newline {
            starts.append(UInt32(truncatingIfNeeded: position + 1))
        }
        lineStarts = starts
        if source.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
    }

    mutating func script() throws(ShellSyntaxError) -> [ShellStatement] {
        let statements = try statements()
        guard position >= end else { throw unexpectedCloser() }
        if let open = pending.first { throw unclosed(open) }
        return statements
    }

    // MARK: Limits

    mutating func enter(_ start: Int) throws(ShellSyntaxError) {
        depth += 1
        guard depth <= limits.depth else {
            throw failure(
                at: start, "Commands, quotes and substitutions are nested more than \(limits.depth) levels deep.")
        }
    }

    mutating func leave() { depth -= 1 }

    mutating func count(_ start: Int) throws(ShellSyntaxError) {
        nodes += 1
        guard nodes <= limits.nodes else {
            throw failure(at: start, "The script has more than \(limits.nodes) words and statements.")
        }
    }

    // MARK: Places

    func source(_ offset: Int) -> UInt32 {
        origins.isEmpty ? UInt32(truncatingIfNeeded: offset) : origins[Swift.min(offset, origins.count - 1)]
    }

    /// From 0.
    private mutating func lineIndex(of offset: UInt32) -> Int {
        let last = lineStarts.count - 1
        if lineStarts[lineCursor] <= offset {
            if lineCursor == last || offset < lineStarts[lineCursor + 1] { return lineCursor }
            if lineCursor + 1 == last || offset < lineStarts[lineCursor + 2] {
                lineCursor += 1
                return lineCursor
            }
        }
        var low = 0
        var high = last
        while low < high {
            let middle = (low + high + 1) / 2
            if lineStarts[middle] <= offset { low = middle } else { high = middle - 1 }
        }
        lineCursor = low
        return low
    }

    private func isOnLine(_ line: Int, _ offset: UInt32) -> Bool {
        line + 1 == lineStarts.count || offset < lineStarts[line + 1]
    }

    mutating func span(from start: Int, to stop: Int) -> ShellSpan {
        let first = source(start)
        // By the last byte: between backquotes, escapes may stand before the next one.
        let behind = stop > start ? source(stop - 1) + 1 : first
        let line = lineIndex(of: first)
        let column = first - lineStarts[line] + 1
        let last = behind > first && !isOnLine(line, behind - 1) ? lineIndex(of: behind - 1) : line
        return ShellSpan(
            start: first, end: behind, startLine: UInt32(truncatingIfNeeded: line + 1), startColumn: column,
            lastLine: UInt32(truncatingIfNeeded: last + 1))
    }

    mutating func failure(at offset: Int, _ message: String, hint: String? = nil) -> ShellSyntaxError {
        let place = span(from: Swift.min(offset, bytes.count), to: offset)
        return ShellSyntaxError(line: place.line, column: place.column, message: message, hint: hint)
    }

    // MARK: Bytes

    /// 0 behind the end.
    @inline(__always)
    func byte(_ ahead: Int = 0) -> UInt8 {
        let place = position + ahead
        return place < end ? bytes[place] : 0
    }

    @inline(__always)
    func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

    /// How long the line continuation at a backslash is; 0 where there is none.
    @inline(__always)
    func continuation(at place: Int) -> Int {
        guard place + 1 < end else { return 0 }
        if bytes[place + 1] == ShellByte.newline { return 2 }
        return bytes[place + 1] == ShellByte.carriageReturn && place + 2 < end && bytes[place + 2] == ShellByte.newline
            ? 3 : 0
    }

    /// A carriage return before a newline is part of the newline; scripts come from Windows now and then.
    @inline(__always)
    func isLineEnd(at place: Int) -> Bool {
        bytes[place] == ShellByte.newline
            || bytes[place] == ShellByte.carriageReturn && place + 1 < end && bytes[place + 1] == ShellByte.newline
    }

    // MARK: Between words

    /// Moves over spaces, tabs and line continuations.
    mutating func skipBlanks() {
        while position < end {
            switch bytes[position] {
            case ShellByte.space, ShellByte.tab: position += 1
            case ShellByte.carriageReturn:
                guard isLineEnd(at: position) else { return }
                position += 1
            case ShellByte.backslash:
                let length = continuation(at: position)
                guard length > 0 else { return }
                position += length
            default: return
            }
        }
    }

    /// Moves over blanks and the comment behind them, to the end of the line or what comes before.
    mutating func skipBlanksAndComment() {
        skipBlanks()
        guard byte() == ShellByte.hash else { return }
        hasComment = true
        while position < end, bytes[position] != ShellByte.newline { position += 1 }
    }

    /// Moves over blanks, comments and newlines, and reads the here-documents that begin on the way.
    mutating func skipLines() throws(ShellSyntaxError) {
        while true {
            skipBlanksAndComment()
            guard byte() == ShellByte.newline, position < end else { return }
            position += 1
            if pending.count > buried { try readHereDocuments() }
        }
    }

    /// The keyword that stands here; several ask for it at the beginning of each command.
    mutating func keyword() -> ShellKeyword? {
        if keywordPlace != position {
            keywordPlace = position
            foundKeyword = ShellKeyword.keyword(in: bytes, from: position, to: end, dialect: dialect)
        }
        return foundKeyword
    }

    /// Moves over a keyword that must stand here.
    mutating func expect(
        _ wanted: ShellKeyword, closing start: Int, _ name: String
    ) throws(ShellSyntaxError) {
        guard keyword() == wanted else {
            if position < end { throw unexpectedCloser() }
            throw failure(
                at: start, "The `\(name)` has no `\(wanted.rawValue)`.", hint: "Close it with `\(wanted.rawValue)`.")
        }
        position += wanted.rawValue.utf8.count
    }
}
