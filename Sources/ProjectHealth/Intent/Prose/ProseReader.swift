// SPDX-License-Identifier: Apache-2.0

/// Reads a document line by line into headings, paragraphs and code.
///
/// Invariants: (1) `paragraph` holds lines of one paragraph only, `paragraphLine` the number of its first; (2) `sections` are the
/// headings over the place being read, their levels rising.
package struct ProseReader {
    /// The most bytes of a document that are read.
    package static let longest = 256 << 10
    /// The most bytes of one passage; longer sentences are cut into several.
    package static let longestPassage = 1_000
    /// The most passages and the most links of one document.
    package static let mostPassages = 20_000

    let markup: ProseMarkup
    var prose = Prose()
    private var paragraph: [UInt8] = []
    private var paragraphLine = 0
    private var paragraphLines = 0
    private var sections: [(level: Int, passage: Int)] = []
    private var fence: (mark: UInt8, count: Int)?
    /// The level of an HTML heading that is not closed yet.
    private var openHeading: Int?
    private var isAfterBlank = true
    private var isInList = false
    /// reStructuredText: the coming indented lines are literal.
    private var expectsLiteral = false
    private var isInFrontMatter = false

    init(markup: ProseMarkup) { self.markup = markup }

    mutating func read(_ text: String) -> Prose {
        let bytes = Self.withoutComments(Array(text.utf8.prefix(Self.longest)))
        var start = 0
        var number = 1
        while start <= bytes.count {
            var end = start
            while end < bytes.count, bytes[end] != UInt8(ascii: "\n") { end += 1 }
            var line = bytes[start..<end]
            if line.last == UInt8(ascii: "\r") { line.removeLast() }
            take(line, number: number)
            start = end + 1
            number += 1
        }
        flush()
        return prose
    }

    /// Takes out `<!-- … -->`; line breaks inside stay, so that lines keep their numbers.
    static func withoutComments(_ bytes: [UInt8]) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count)
        var isInside = false
        var place = 0
        while place < bytes.count {
            let rest = bytes[place...]
            if !isInside, bytes[place] == UInt8(ascii: "<"), rest.starts(with: "<!--".utf8) {
                isInside = true
                place += 4
            } else if isInside, bytes[place] == UInt8(ascii: "-"), rest.starts(with: "-->".utf8) {
                isInside = false
                place += 3
            } else {
                if !isInside || bytes[place] == UInt8(ascii: "\n") { output.append(bytes[place]) }
                place += 1
            }
        }
        return output
    }

    private mutating func take(_ line: ArraySlice<UInt8>, number: Int) {
        var content = line.trimmed
        let indent = line.indentation
        if isInFrontMatter {
            if content.elementsEqual("---".utf8) || content.elementsEqual("...".utf8) { isInFrontMatter = false }
            return
        }
        if let open = fence {
            let isLongEnough = content.count == open.count || content.count > open.count && markup != .asciiDoc
            if isLongEnough, content.run(of: open.mark) == content.count {
                fence = nil
            } else if open.mark != UInt8(ascii: "/") {
                add(code: content, number)
            }
            return
        }
        if content.isEmpty {
            flush()
            isAfterBlank = true
            return
        }
        defer { isAfterBlank = false }
        if expectsLiteral {
            if indent > 0 { return add(code: content, number) }
            expectsLiteral = false
        }
        if number == 1, markup == .markdown, content.elementsEqual("---".utf8) {
            isInFrontMatter = true
            return
        }
        if opensFence(content) { return }
        if markup == .markdown, indent >= 4, isAfterBlank, !isInList, paragraph.isEmpty {
            return add(code: content, number)
        }
        if indent == 0, isAfterBlank { isInList = false }
        while content.first == UInt8(ascii: ">") {
            content = content.dropFirst().trimmed
            if content.isEmpty { return flush() }
        }
        if content.starts(with: "[!".utf8), content.last == UInt8(ascii: "]") { return flush() }
        if takesHeading(content, number) || takesRule(content) || takesDirective(content, number) { return }
        takeText(content, number)
    }

    // MARK: Blocks

    private mutating func opensFence(_ content: ArraySlice<UInt8>) -> Bool {
        for mark in [UInt8(ascii: "`"), UInt8(ascii: "~")] where content.run(of: mark) >= 3 {
            // ```code``` on one line is a span.
            if mark == UInt8(ascii: "`"), content.drop(while: { $0 == mark }).contains(mark) { return false }
            flush()
            fence = (mark, content.run(of: mark))
            return true
        }
        // Between lines of slashes stands a comment.
        if markup == .asciiDoc, let mark = content.first, "-./".utf8.contains(mark), content.count >= 4,
            content.run(of: mark) == content.count
        {
            flush()
            fence = (mark, content.count)
            return true
        }
        return false
    }

    private mutating func takesHeading(_ content: ArraySlice<UInt8>, _ number: Int) -> Bool {
        let mark = markup == .asciiDoc ? UInt8(ascii: "=") : UInt8(ascii: "#")
        let level = content.run(of: mark)
        let rest = content.dropFirst(level)
        // Old READMEs leave the space out.
        let isSpaced = rest.first == UInt8(ascii: " ") || rest.first == UInt8(ascii: "\t")
        let isTight = markup == .markdown && (rest.first?.isLetter ?? false)
        if (1...6).contains(level), markup != .plain || isSpaced, isSpaced || isTight {
            flush()
            var title = rest.trimmed
            while title.last == mark { title.removeLast() }
            add(heading: title.trimmed, level: level, number)
            return true
        }
        if let open = openHeading {
            append(content, number)
            if content.contains(sequence: "</h") { flush(asHeading: open) }
            return true
        }
        if content.count > 3, content.first == UInt8(ascii: "<"), content.dropFirst().first.map({ $0 | 0x20 }) == 0x68,
            let digit = content.dropFirst(2).first, (0x31...0x36).contains(digit)
        {
            flush()
            append(content, number)
            let level = Int(digit - 0x30)
            if content.contains(sequence: "</h") { flush(asHeading: level) } else { openHeading = level }
            return true
        }
        return false
    }

    /// A line of one repeated mark: it makes the line above a heading, or rules off.
    private mutating func takesRule(_ content: ArraySlice<UInt8>) -> Bool {
        guard let mark = content.first, content.count >= 2, content.run(of: mark) == content.count,
            !mark.isLetter, !mark.isDigit, mark < 0x80
        else { return false }
        let level =
            switch mark {
            case UInt8(ascii: "="): 1
            case UInt8(ascii: "-"): 2
            default: 3
            }
        let isUnderline = level < 3 || content.count >= 3
        if isUnderline, paragraphLines == 1, !isInList {
            flush(asHeading: level)
        } else {
            flush()
        }
        return true
    }

    /// What is no text: definitions of links, directives, attributes.
    private mutating func takesDirective(_ content: ArraySlice<UInt8>, _ number: Int) -> Bool {
        if content.first == UInt8(ascii: "["), let close = content.firstIndex(of: UInt8(ascii: "]")),
            content[close...].dropFirst().first == UInt8(ascii: ":")
        {
            let target = content[close...].dropFirst(2).trimmed.prefix { !$0.isSpace }
            guard !target.isEmpty else { return false }
            add(link: target, label: content[content.startIndex..<close].dropFirst(), number, isImage: false)
            return true
        }
        switch markup {
        case .restructuredText where content.starts(with: ".. ".utf8):
            flush()
            let body = content.dropFirst(3).trimmed
            let name = body.prefix { $0 != UInt8(ascii: ":") }
            let value = body.dropFirst(name.count).drop { $0 == UInt8(ascii: ":") }.trimmed
            if name.elementsEqual("image".utf8) || name.elementsEqual("figure".utf8) || name.first == UInt8(ascii: "|")
            {
                let target = value.elementsEqual("".utf8) ? value : value.suffix(value.count)
                add(link: target, label: [], number, isImage: true)
            } else if name.first == UInt8(ascii: "_") {
                add(link: value, label: name.dropFirst(), number, isImage: false)
            } else if name.elementsEqual("code-block".utf8) || name.elementsEqual("code".utf8)
                || name.elementsEqual("sourcecode".utf8)
            {
                expectsLiteral = true
            } else if !value.isEmpty,
                ["note", "warning", "important", "attention", "caution", "danger", "deprecated"]
                    .contains(where: { name.elementsEqual($0.utf8) })
            {
                append(value, number)
            }
            return true
        case .restructuredText where content.first == UInt8(ascii: ":") && paragraph.isEmpty,
            .asciiDoc where content.first == UInt8(ascii: ":"):
            return content.dropFirst().contains(UInt8(ascii: ":"))
        case .asciiDoc where content.starts(with: "image:".utf8):
            let target = content.dropFirst(6).drop { $0 == UInt8(ascii: ":") }.prefix { $0 != UInt8(ascii: "[") }
            add(link: target, label: [], number, isImage: true)
            return true
        case .asciiDoc where content.starts(with: "//".utf8): return true
        default: return false
        }
    }

    private mutating func takeText(_ content: ArraySlice<UInt8>, _ number: Int) {
        if content.first == UInt8(ascii: "|"), content.count > 1 {
            flush()
            let isRuler = content.allSatisfy {
                $0 == UInt8(ascii: "|") || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: ":") || $0.isSpace
            }
            if !isRuler {
                append(content.dropFirst().trimmed, number)
                flush()
            }
            return
        }
        if let marker = content.listMarker {
            flush()
            isInList = true
            append(content.dropFirst(marker).trimmed, number)
        } else {
            append(content, number)
        }
        if markup == .restructuredText, content.count >= 2, content.suffix(2).elementsEqual("::".utf8) {
            flush()
            expectsLiteral = true
        }
    }

    private mutating func append(_ content: ArraySlice<UInt8>, _ number: Int) {
        if paragraph.isEmpty {
            paragraphLine = number
            paragraphLines = 0
        } else {
            paragraph.append(UInt8(ascii: "\n"))
        }
        paragraph.append(contentsOf: content)
        paragraphLines += 1
    }

    // MARK: Passages

    private mutating func flush(asHeading level: Int? = nil) {
        let level = level ?? openHeading
        openHeading = nil
        guard !paragraph.isEmpty else { return }
        var inline = ProseInline(markup: markup, line: paragraphLine)
        inline.read(paragraph)
        paragraph = []
        paragraphLines = 0
        for link in inline.links where prose.links.count < Self.mostPassages { prose.links.append(link) }
        if let level {
            add(headingText: inline.text, level: level, inline.line(at: 0))
        } else {
            for sentence in inline.sentences {
                add(.sentence, sentence.text, line: sentence.line)
            }
        }
    }

    private mutating func add(heading title: ArraySlice<UInt8>, level: Int, _ number: Int) {
        var inline = ProseInline(markup: markup, line: number)
        inline.read(Array(title))
        for link in inline.links where prose.links.count < Self.mostPassages { prose.links.append(link) }
        add(headingText: inline.text, level: level, number)
    }

    private mutating func add(headingText text: String, level: Int, _ number: Int) {
        isInList = false
        guard !text.isEmpty, prose.passages.count < Self.mostPassages else { return }
        while let last = sections.last, last.level >= level { sections.removeLast() }
        add(.heading(level), text, line: number)
        sections.append((level, prose.passages.count - 1))
    }

    private mutating func add(code content: ArraySlice<UInt8>, _ number: Int) {
        guard !content.isEmpty else { return }
        add(.code, Quotation.line(String(decoding: content, as: UTF8.self), longest: Self.longestPassage), line: number)
    }

    private mutating func add(_ kind: Prose.Passage.Kind, _ text: String, line: Int) {
        guard prose.passages.count < Self.mostPassages, !text.isEmpty else { return }
        prose.passages.append(Prose.Passage(kind: kind, text: text, line: line, section: sections.last?.passage))
    }

    private mutating func add(
        link target: some Sequence<UInt8>, label: some Sequence<UInt8>, _ number: Int, isImage: Bool
    ) {
        guard prose.links.count < Self.mostPassages else { return }
        prose.links.append(
            Prose.Link(
                target: Quotation.line(String(decoding: Array(target), as: UTF8.self), longest: 2_000),
                label: Quotation.line(String(decoding: Array(label), as: UTF8.self)), line: number, isImage: isImage))
    }
}
