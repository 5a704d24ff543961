// SPDX-License-Identifier: Apache-2.0

/// A here-document whose body is still to come.
struct PendingHereDocument {
    let delimiter: [UInt8]
    let isQuoted: Bool
    let stripsTabs: Bool
    /// The place of its body in the list of all.
    let index: Int
    /// Where its operator stands in the source.
    let place: ShellSpan
}

extension ShellParser {
    /// The redirection that begins here; nil where none does.
    mutating func redirection() throws(ShellSyntaxError) -> ShellRedirection? {
        let start = position
        var place = start
        switch byte() {
        case ShellByte.less, ShellByte.greater: break
        case ShellByte.ampersand:
            guard dialect.isExtended, byte(1) == ShellByte.greater else { return nil }
        case UInt8(ascii: "0")...UInt8(ascii: "9"):
            while place < end, ShellByte.isDigit(bytes[place]) { place += 1 }
        case ShellByte.openBrace:
            guard dialect == .bash, ShellByte.isNameStart(byte(1)) else { return nil }
            place += 1
            while place < end, ShellByte.isName(bytes[place]) { place += 1 }
            guard place < end, bytes[place] == ShellByte.closeBrace else { return nil }
            place += 1
        default: return nil
        }
        guard place < end, let kind = redirectionOperator(at: place) else { return nil }
        let descriptor = place > start ? text(start..<place) : nil
        position = place + kind.rawValue.utf8.count
        skipBlanks()
        let targetStart = position
        guard let target = try word() else {
            throw failure(at: place, "No word follows the `\(kind.rawValue)`.")
        }
        var index: Int?
        if kind == .hereDocument || kind == .strippedHereDocument {
            index = try announce(kind, at: place, delimiter: target, text(targetStart..<position))
        }
        return ShellRedirection(
            kind: kind, descriptor: descriptor, target: target, hereDocument: index,
            span: span(from: start, to: start).reaching(target.span))
    }

    private func redirectionOperator(at place: Int) -> ShellRedirection.Operator? {
        let next = place + 1 < end ? bytes[place + 1] : 0
        let third = place + 2 < end ? bytes[place + 2] : 0
        switch (bytes[place], next) {
        case (ShellByte.less, ShellByte.open), (ShellByte.greater, ShellByte.open):
            return dialect == .bash ? nil : bytes[place] == ShellByte.less ? .input : .output
        case (ShellByte.less, ShellByte.less):
            if third == ShellByte.minus { return .strippedHereDocument }
            return third == ShellByte.less && dialect.isExtended ? .hereString : .hereDocument
        case (ShellByte.less, ShellByte.greater): return .inputAndOutput
        case (ShellByte.less, ShellByte.ampersand): return .duplicateInput
        case (ShellByte.less, _): return .input
        case (ShellByte.greater, ShellByte.greater): return .append
        case (ShellByte.greater, ShellByte.bar): return .clobber
        case (ShellByte.greater, ShellByte.ampersand): return .duplicateOutput
        case (ShellByte.greater, _): return .output
        case (ShellByte.ampersand, ShellByte.greater):
            return third == ShellByte.greater ? .appendOutputAndErrors : .outputAndErrors
        default: return nil
        }
    }

    // MARK: Here-documents

    /// Takes note of a here-document and gives the place its body will have.
    private mutating func announce(
        _ kind: ShellRedirection.Operator, at place: Int, delimiter: ShellWord, _ written: String
    ) throws(ShellSyntaxError) -> Int {
        let index = hereDocuments.count
        // Nothing is expanded in a delimiter; what would be is taken as it is written.
        let text = delimiter.literal ?? written
        let here = span(from: place, to: position)
        hereDocuments.append(
            ShellHereDocument(
                delimiter: text, isQuoted: delimiter.isQuoted, stripsTabs: kind == .strippedHereDocument, parts: [],
                span: here))
        pending.append(
            PendingHereDocument(
                delimiter: Array(text.utf8), isQuoted: delimiter.isQuoted, stripsTabs: kind == .strippedHereDocument,
                index: index, place: here))
        return index
    }

    /// Reads the bodies that begin on this line, and moves behind the last delimiter.
    mutating func readHereDocuments() throws(ShellSyntaxError) {
        let waiting = pending[buried...]
        pending.removeSubrange(buried...)
        for document in waiting {
            let start = position
            let (stop, next) = try hereDocumentEnd(document)
            var parts: [ShellWordPart] = []
            if document.isQuoted {
                if stop > start { parts = [.literal(text(start..<stop))] }
            } else {
                let outer = (end: end, buried: buried)
                end = stop
                buried = pending.count
                parts = try self.parts(.hereDocument, from: start)
                (end, buried) = outer
            }
            hereDocuments[document.index].parts = parts
            hereDocuments[document.index].span = span(from: start, to: stop)
            position = next
        }
    }

    /// Where the body that begins here ends, and where the script goes on.
    private mutating func hereDocumentEnd(
        _ document: PendingHereDocument
    ) throws(ShellSyntaxError) -> (stop: Int, next: Int) {
        let count = document.delimiter.count
        var line = position
        while line < end {
            var place = line
            if document.stripsTabs { while place < end, bytes[place] == ShellByte.tab { place += 1 } }
            if end - place >= count, bytes[place..<place + count].elementsEqual(document.delimiter) {
                let behind = place + count
                if behind >= end { return (line, end) }
                if isLineEnd(at: behind) {
                    return (line, behind + (bytes[behind] == ShellByte.newline ? 1 : 2))
                }
                // `END)` closes a here-document within `$(…)` in bash, with a warning at run time.
                if openSubstitutions > 0, bytes[behind] == ShellByte.close, count > 0 { return (line, behind) }
            }
            line = nextLine(from: place, joins: !document.isQuoted)
        }
        // An empty delimiter matches the end.
        guard count > 0 else { return (end, end) }
        throw unclosed(document)
    }

    /// The beginning of the next line; where the body is expanded, a backslash joins two lines to one.
    private func nextLine(from start: Int, joins: Bool) -> Int {
        var place = start
        while place < end, bytes[place] != ShellByte.newline {
            place += joins && bytes[place] == ShellByte.backslash ? 2 : 1
        }
        return Swift.min(place + 1, end)
    }

    func unclosed(_ document: PendingHereDocument) -> ShellSyntaxError {
        let delimiter = String(decoding: document.delimiter, as: UTF8.self)
        return ShellSyntaxError(
            line: document.place.line, column: document.place.column,
            message: "The here-document has no line `\(delimiter)` that ends it.",
            hint: "Put `\(delimiter)` on a line of its own.")
    }
}
