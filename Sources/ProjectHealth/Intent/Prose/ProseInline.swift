// SPDX-License-Identifier: Apache-2.0

/// Takes the markup off one paragraph and cuts it into sentences.
///
/// Searches for a closing bracket, tag or backtick are bounded, so that a paragraph of nothing but opening ones costs linear time.
struct ProseInline {
    private static let longestLabel = 1_000
    private static let longestTarget = 2_000
    /// Ends a sentence without being part of it; taken out of the text before it is looked at.
    private static let boundary: UInt8 = 0x01

    let markup: ProseMarkup
    private(set) var links: [Prose.Link] = []
    private var output: [UInt8] = []
    /// Where lines begin in `output`.
    private var lines: [(offset: Int, line: Int)]
    private var input: [UInt8] = []
    /// Where the next `]`, `)` and `>` stand, so that looking for one that never comes costs nothing.
    private var next = (square: -1, round: -1, angle: -1)
    /// Closing brackets of links, and where reading goes on behind their targets.
    private var jumps: [(close: Int, resume: Int)] = []

    init(markup: ProseMarkup, line: Int) {
        self.markup = markup
        lines = [(0, line)]
    }

    /// All of it on one line.
    var text: String {
        Quotation.line(
            String(decoding: output.filter { $0 != Self.boundary }, as: UTF8.self), longest: ProseReader.longestPassage)
    }

    func line(at offset: Int) -> Int {
        var low = 0
        var high = lines.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if lines[middle].offset <= offset { low = middle } else { high = middle }
        }
        return lines[low].line
    }

    mutating func read(_ paragraph: [UInt8]) {
        input = paragraph
        var place = 0
        while place < input.count {
            if let jump = jumps.last, jump.close == place {
                jumps.removeLast()
                place = jump.resume
                continue
            }
            place = step(place)
        }
    }

    private var currentLine: Int { lines[lines.count - 1].line }

    private mutating func space() {
        if let last = output.last, last != UInt8(ascii: " ") { output.append(UInt8(ascii: " ")) }
    }

    private func byte(_ place: Int) -> UInt8? { place >= 0 && place < input.count ? input[place] : nil }

    /// Reads what stands at a place; gives the place behind it.
    private mutating func step(_ place: Int) -> Int {
        let mark = input[place]
        switch mark {
        case UInt8(ascii: "\n"):
            space()
            lines.append((output.count, currentLine + 1))
            return place + 1
        case 0x00...0x20, 0x7F:
            space()
            return place + 1
        case UInt8(ascii: "\\"):
            guard let next = byte(place + 1), next > 0x20, next < 0x7F, !next.isLetter, !next.isDigit else { break }
            output.append(next)
            return place + 2
        case UInt8(ascii: "`"): return codeSpan(place)
        case UInt8(ascii: "!"):
            if byte(place + 1) == UInt8(ascii: "["), let end = image(place + 1) { return end }
        case UInt8(ascii: "["):
            if let end = linkStart(place) { return end }
        case UInt8(ascii: "<"):
            if let end = tag(place) { return end }
        case UInt8(ascii: "*"), UInt8(ascii: "_"), UInt8(ascii: "~"):
            if isEmphasis(place) { return place + 1 }
        case UInt8(ascii: "&"):
            if let end = entity(place) { return end }
        case UInt8(ascii: "h"):
            if let end = address(place) { return end }
        default: break
        }
        output.append(mark)
        return place + 1
    }

    /// The next place of a byte from a place on; the text's end where there is none.
    private static func find(_ byte: UInt8, in input: [UInt8], from place: Int, known: inout Int) -> Int {
        if known < place { known = input[place...].firstIndex(of: byte) ?? input.count }
        return known
    }

    // MARK: Spans

    private mutating func codeSpan(_ place: Int) -> Int {
        let count = input[place...].run(of: UInt8(ascii: "`"))
        var close = place + count
        let limit = min(input.count, close + Self.longestTarget)
        while close < limit {
            guard input[close] == UInt8(ascii: "`") else {
                close += 1
                continue
            }
            let run = input[close...].run(of: UInt8(ascii: "`"))
            if run == count { break }
            close += run
        }
        guard close < limit else { return place + count }
        let content = input[place + count..<close].map { $0.isSpace ? UInt8(ascii: " ") : $0 }[...].trimmed
        let end = close + count
        if markup == .restructuredText, byte(end) == UInt8(ascii: "_") {
            let text = content.prefix { $0 != UInt8(ascii: "<") }.trimmed
            let target = content.drop { $0 != UInt8(ascii: "<") }.dropFirst().prefix { $0 != UInt8(ascii: ">") }
            if !target.isEmpty { add(target, label: text, isImage: false) }
            output.append(contentsOf: text)
            advance(over: input[place..<end])
            return end + (byte(end + 1) == UInt8(ascii: "_") ? 2 : 1)
        }
        output.append(UInt8(ascii: "`"))
        output.append(contentsOf: content)
        output.append(UInt8(ascii: "`"))
        advance(over: input[place..<end])
        return end
    }

    /// Counts the line breaks of what was taken as one.
    private mutating func advance(over bytes: ArraySlice<UInt8>) {
        for byte in bytes where byte == UInt8(ascii: "\n") { lines.append((output.count, currentLine + 1)) }
    }

    /// The bracket that closes the one at `open`.
    private mutating func closing(_ open: Int) -> Int? {
        guard Self.find(UInt8(ascii: "]"), in: input, from: open, known: &next.square) < open + Self.longestLabel else {
            return nil
        }
        var depth = 0
        var place = open
        let end = min(input.count, open + Self.longestLabel)
        while place < end {
            switch input[place] {
            case UInt8(ascii: "\\"): place += 1
            case UInt8(ascii: "["): depth += 1
            case UInt8(ascii: "]"):
                depth -= 1
                if depth == 0 { return place }
            default: break
            }
            place += 1
        }
        return nil
    }

    /// `(target "title")` or `[reference]` at a place: the target and where it ends.
    private mutating func target(_ place: Int) -> (target: ArraySlice<UInt8>, end: Int)? {
        let limit = min(input.count, place + Self.longestTarget)
        if byte(place) == UInt8(ascii: "("),
            Self.find(UInt8(ascii: ")"), in: input, from: place, known: &next.round) < limit
        {
            var depth = 0
            var close = place
            while close < limit {
                if input[close] == UInt8(ascii: "(") { depth += 1 }
                if input[close] == UInt8(ascii: ")") {
                    depth -= 1
                    if depth == 0 { break }
                }
                close += 1
            }
            guard close < limit else { return nil }
            let inner = input[place + 1..<close].trimmed
            let bare =
                inner.first == UInt8(ascii: "<")
                ? inner.dropFirst().prefix { $0 != UInt8(ascii: ">") } : inner.prefix { !$0.isSpace }
            return (bare, close + 1)
        }
        if byte(place) == UInt8(ascii: "["), let close = closing(place) {
            // A reference: its definition is a link of its own.
            return ([], close + 1)
        }
        return nil
    }

    private mutating func image(_ open: Int) -> Int? {
        guard let close = closing(open), let (target, end) = target(close + 1) else { return nil }
        add(target, label: input[open + 1..<close], isImage: true)
        advance(over: input[open..<end])
        space()
        return end
    }

    private mutating func linkStart(_ open: Int) -> Int? {
        guard jumps.count < 16, let close = closing(open), let (target, end) = target(close + 1) else { return nil }
        if let outer = jumps.last, outer.close <= close { return nil }
        if !target.isEmpty { add(target, label: input[open + 1..<close], isImage: false) }
        jumps.append((close, end))
        return open + 1
    }

    private mutating func tag(_ place: Int) -> Int? {
        guard let first = byte(place + 1) else { return nil }
        if input[place...].dropFirst().starts(with: "http".utf8)
            || input[place...].dropFirst().starts(with: "mailto:".utf8)
        {
            let target = input[place + 1..<min(input.count, place + Self.longestTarget)].prefix {
                $0 != UInt8(ascii: ">") && !$0.isSpace
            }
            add(target, label: [], isImage: false)
            output.append(contentsOf: target)
            return place + 1 + target.count + (byte(place + 1 + target.count) == UInt8(ascii: ">") ? 1 : 0)
        }
        guard first.isLetter || first == UInt8(ascii: "/") || first == UInt8(ascii: "!") else { return nil }
        let limit = min(input.count, place + Self.longestTarget)
        let close = Self.find(UInt8(ascii: ">"), in: input, from: place, known: &next.angle)
        guard close < limit else { return nil }
        // An address in angle brackets is text: <security@example.org>.
        if input[place..<close].contains(UInt8(ascii: "@")), !input[place..<close].contains(where: { $0.isSpace }) {
            output.append(contentsOf: input[place + 1..<close])
            return close + 1
        }
        let body = input[place + 1..<close]
        let name = String(
            decoding: body.prefix { $0.isLetter || $0.isDigit || $0 == UInt8(ascii: "/") }.map(\.lowered), as: UTF8.self
        )
        switch name {
        case "img": add(attribute("src", in: body) ?? [], label: attribute("alt", in: body) ?? [], isImage: true)
        case "a":
            if let target = attribute("href", in: body) { add(target, label: [], isImage: false) }
        case "br", "br/", "p", "/p", "li", "/li", "div", "/div", "td", "/td", "tr", "/tr", "summary", "/summary":
            output.append(Self.boundary)
        default: break
        }
        advance(over: input[place...close])
        return close + 1
    }

    private func attribute(_ name: StaticString, in body: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        let wanted = UnsafeBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount)
        var place = body.startIndex
        while place + wanted.count + 2 < body.endIndex {
            defer { place += 1 }
            guard body[place].isSpace,
                body[(place + 1)...].prefix(wanted.count).elementsEqual(wanted, by: { $0.lowered == $1 }),
                body[place + 1 + wanted.count] == UInt8(ascii: "=")
            else { continue }
            let value = body[(place + 2 + wanted.count)...]
            guard let quote = value.first, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else {
                return value.prefix { !$0.isSpace }
            }
            return value.dropFirst().prefix { $0 != quote }
        }
        return nil
    }

    private func isEmphasis(_ place: Int) -> Bool {
        let mark = input[place]
        let before = byte(place - 1)
        let after = byte(place + 1)
        let opensOrCloses = !((before?.isSpace ?? true) && (after?.isSpace ?? true))
        switch mark {
        case UInt8(ascii: "~"): return before == mark || after == mark
        case UInt8(ascii: "_"):
            let isInside =
                (before.map { $0.isLetter || $0.isDigit } ?? false)
                && (after.map { $0.isLetter || $0.isDigit } ?? false)
            return opensOrCloses && !isInside
        default: return opensOrCloses
        }
    }

    private mutating func entity(_ place: Int) -> Int? {
        let names: [(StaticString, UInt8)] = [
            ("&amp;", UInt8(ascii: "&")), ("&lt;", UInt8(ascii: "<")), ("&gt;", UInt8(ascii: ">")),
            ("&quot;", UInt8(ascii: "\"")), ("&#39;", UInt8(ascii: "'")), ("&nbsp;", UInt8(ascii: " ")),
        ]
        for (name, byte) in names {
            let wanted = UnsafeBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount)
            guard input[place...].prefix(wanted.count).elementsEqual(wanted) else { continue }
            output.append(byte)
            return place + wanted.count
        }
        return nil
    }

    /// A bare address: nothing in it is markup.
    private mutating func address(_ place: Int) -> Int? {
        let rest = input[place...]
        guard rest.starts(with: "http://".utf8) || rest.starts(with: "https://".utf8) else { return nil }
        var target = rest.prefix(Self.longestTarget).prefix { mark in
            !mark.isSpace && mark != UInt8(ascii: "<") && mark != UInt8(ascii: ">") && mark != UInt8(ascii: "\"")
                && mark != UInt8(ascii: "[") && mark != UInt8(ascii: "]") && mark != UInt8(ascii: ")")
                && mark != UInt8(ascii: "`")
        }
        while let last = target.last, ".,;:!?'*_".utf8.contains(last) { target.removeLast() }
        add(target, label: [], isImage: false)
        let end = place + target.count
        // AsciiDoc: https://example.org[label]
        if !(markup == .asciiDoc && byte(end) == UInt8(ascii: "[")) { output.append(contentsOf: target) }
        return end
    }

    private mutating func add(_ target: some Sequence<UInt8>, label: some Sequence<UInt8>, isImage: Bool) {
        links.append(
            Prose.Link(
                target: Quotation.line(String(decoding: Array(target), as: UTF8.self), longest: Self.longestTarget),
                label: Quotation.line(String(decoding: Array(label), as: UTF8.self)), line: currentLine,
                isImage: isImage))
    }
}

// MARK: - Sentences

extension ProseInline {
    /// The text in sentences, each with the line it begins on.
    var sentences: [(text: String, line: Int)] {
        var found: [(text: String, line: Int)] = []
        var start = 0
        func cut(_ end: Int) {
            var first = start
            while first < end, output[first].isSpace || output[first] == Self.boundary { first += 1 }
            if first < end {
                let text = Quotation.line(
                    String(decoding: output[first..<end], as: UTF8.self), longest: ProseReader.longestPassage + 8)
                if !text.isEmpty { found.append((text, line(at: first))) }
            }
            start = end
        }
        for place in output.indices {
            if output[place] == Self.boundary || isEnd(place, since: start) { cut(place + 1) }
            // Never inside a character: only before bytes that begin one.
            if place - start >= ProseReader.longestPassage, output[place] & 0xC0 != 0x80 { cut(place) }
        }
        cut(output.count)
        return found
    }

    /// Whether the byte is the last of a sentence: a full stop or a bracket behind one, before a blank and no small letter.
    private func isEnd(_ place: Int, since start: Int) -> Bool {
        guard place + 1 < output.count, output[place + 1].isSpace else { return false }
        var mark = place
        while mark > start, ")]\"'`".utf8.contains(output[mark]) { mark -= 1 }
        switch output[mark] {
        case UInt8(ascii: "!"), UInt8(ascii: "?"): break
        case UInt8(ascii: "."):
            if mark == place, isAbbreviation(before: mark, since: start) { return false }
        default: return false
        }
        var next = place + 1
        while next < output.count, output[next].isSpace { next += 1 }
        return next < output.count && !(output[next].isLetter && output[next].lowered == output[next])
    }

    private static let abbreviations: Set<String> = [
        "e.g", "i.e", "etc", "vs", "cf", "approx", "no", "inc", "ltd", "mr", "dr", "st", "ca", "resp", "incl", "jan",
        "feb",
        "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec",
    ]

    private func isAbbreviation(before stop: Int, since start: Int) -> Bool {
        var first = stop
        while first > start, !output[first - 1].isSpace, stop - first < 8 { first -= 1 }
        let word = String(
            decoding: output[first..<stop].filter { $0 != UInt8(ascii: "(") }.map(\.lowered), as: UTF8.self)
        return word.utf8.count == 1 && word.utf8.first.map(\.isLetter) == true || Self.abbreviations.contains(word)
    }
}
