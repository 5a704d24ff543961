// SPDX-License-Identifier: Apache-2.0
import Notations

/// A piece of text taken out of a file that knows on which line of the file each of its bytes stands.
struct PlacedText: Sendable, Hashable {
    let value: String
    /// Offsets into the text, rising, each with the line of the file from there on.
    private let marks: [Mark]

    struct Mark: Sendable, Hashable {
        var offset: Int
        var line: Int
    }

    init(_ value: String, line: Int) {
        self.value = value
        marks = [Mark(offset: 0, line: line)]
    }

    init(_ value: String, marks: [Mark]) {
        self.value = value
        self.marks = marks.isEmpty ? [Mark(offset: 0, line: 1)] : marks
    }

    /// Texts one right behind the other, each with its places.
    init(joining texts: [PlacedText]) {
        var value = ""
        var marks: [Mark] = []
        for text in texts {
            let length = value.utf8.count
            marks += text.marks.map { Mark(offset: $0.offset + length, line: $0.line) }
            value += text.value
        }
        self.init(value, marks: marks)
    }

    /// - Parameter line: of the text's first line; each further one stands on the next.
    init(_ value: String, lineByLine line: Int) {
        var marks = [Mark(offset: 0, line: line)]
        var line = line
        for (offset, byte) in value.utf8.enumerated() where byte == 0x0A {
            line += 1
            marks.append(Mark(offset: offset + 1, line: line))
        }
        self.init(value, marks: marks)
    }

    /// Where it begins, from 1.
    var line: Int { marks[0].line }

    /// The line of the file, from 1, on which a byte of the text stands.
    func line(at offset: Int) -> Int { marks[markIndex(at: offset)].line }

    /// The place of the last mark at or before an offset.
    private func markIndex(at offset: Int) -> Int {
        var low = 0
        var high = marks.count
        while low + 1 < high {
            let middle = (low + high) / 2
            if marks[middle].offset <= offset { low = middle } else { high = middle }
        }
        return low
    }

    /// A part of it with its places; the work grows with the part alone.
    func part(_ range: Range<Int>) -> PlacedText {
        let bytes = value.utf8
        let range = range.clamped(to: 0..<bytes.count)
        let start = bytes.index(bytes.startIndex, offsetBy: range.lowerBound)
        let end = bytes.index(start, offsetBy: range.count)
        let first = markIndex(at: range.lowerBound)
        var parts = [Mark(offset: 0, line: marks[first].line)]
        for mark in marks[(first + 1)...] {
            guard mark.offset < range.upperBound else { break }
            parts.append(Mark(offset: mark.offset - range.lowerBound, line: mark.line))
        }
        return PlacedText(String(decoding: bytes[start..<end], as: UTF8.self), marks: parts)
    }
}

extension SourceLines {
    /// A YAML scalar with the place of each of its lines: those of a literal block are its own, those of a folded or
    /// quoted one are found by following the source.
    func placed(_ node: Node) -> PlacedText {
        let value = node.text ?? ""
        let first = line(node.line)
        let text = first[scalarStart(in: first, at: offset(ofLine: node.line, column: node.column))...]
        // Most scalars stand on one line as they are.
        if text.starts(with: value.utf8) || text.dropFirst().starts(with: value.utf8),
            !value.utf8.contains(0x0A), !value.isEmpty
        {
            return PlacedText(value, line: node.line)
        }
        switch text.first {
        case UInt8(ascii: "|"): return PlacedText(value, lineByLine: node.line + 1)
        case UInt8(ascii: ">"): return PlacedText(value, marks: followedMarks(value, from: node.line + 1))
        case let quote where quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'"):
            let start = text.startIndex - first.startIndex + 1
            return PlacedText(value, marks: followedMarks(value, from: node.line, skipping: start, quote: quote))
        default:
            let start = text.startIndex - first.startIndex
            return PlacedText(value, marks: followedMarks(value, from: node.line, skipping: start))
        }
    }

    /// Where a scalar's own text begins, behind its anchor and tag.
    private func scalarStart(in line: ArraySlice<UInt8>, at start: Int) -> Int {
        var position = start
        while position < line.endIndex, line[position] == UInt8(ascii: "&") || line[position] == UInt8(ascii: "!") {
            while position < line.endIndex, !line[position].isBlank { position += 1 }
            while position < line.endIndex, line[position].isBlank { position += 1 }
        }
        return position
    }

    /// How many lines in a row may have nothing of the value before it is given up.
    private static let mostMissed = 8

    /// Follows the source line by line through the value, which has the same words with other white space.
    ///
    /// - Parameter quote: that the scalar ends with; nil for one without quotes.
    private func followedMarks(
        _ value: String, from start: Int, skipping: Int = 0, quote: UInt8? = nil
    ) -> [PlacedText.Mark] {
        let text = Array(value.utf8)
        var marks: [PlacedText.Mark] = []
        var position = 0
        var number = start
        // Lines at the end of the marks that have nothing of the value: escapes, or what follows the scalar.
        var missed = 0
        var isOpen = true
        // No escape has more than ten bytes for one; the rest is for white space.
        var budget = 16 * text.count + 1_024
        while isOpen, position < text.count, number <= count, budget > 0 {
            var source = line(number).dropFirst(number == start ? skipping : 0).prefix(budget)
            budget -= source.count + 1
            if let quote, let close = SourceLines.closing(quote, in: source) {
                source = source[..<close]
                isOpen = false
            }
            source = source.trimmed
            while position < text.count, text[position].isSpace { position += 1 }
            if !source.isEmpty {
                // Escapes of a quoted scalar part the two ways; they meet again within a short stretch.
                let head = source.prefix(12)
                let window = text[position..<Swift.min(text.count, position + 400)]
                let found = window.firstIndex(ofBytes: head)
                if let found { position = found }
                marks.append(PlacedText.Mark(offset: position, line: number))
                var place = source.startIndex
                while place < source.endIndex, position < text.count, source[place] == text[position] {
                    place += 1
                    position += 1
                }
                missed = found == nil ? missed + 1 : 0
                if quote == nil, missed == SourceLines.mostMissed { break }
            }
            number += 1
        }
        // Up to the closing quote every line is the scalar's own.
        if isOpen { marks.removeLast(missed) }
        if marks.first?.offset != 0 { marks.insert(PlacedText.Mark(offset: 0, line: start), at: 0) }
        return marks
    }

    /// The place of the quote that ends a scalar, among the bytes behind the one that begins it or a later line.
    private static func closing(_ quote: UInt8, in line: ArraySlice<UInt8>) -> Int? {
        var place = line.startIndex
        while place < line.endIndex {
            if line[place] == UInt8(ascii: "\\"), quote == UInt8(ascii: "\"") {
                place += 1
            } else if line[place] == quote {
                // A doubled single quote is one that stands in the text.
                guard quote == UInt8(ascii: "'"), place + 1 < line.endIndex, line[place + 1] == quote else {
                    return place
                }
                place += 1
            }
            place += 1
        }
        return nil
    }
}
