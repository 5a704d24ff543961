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
    func line(at offset: Int) -> Int {
        var low = 0
        var high = marks.count
        while low + 1 < high {
            let middle = (low + high) / 2
            if marks[middle].offset <= offset { low = middle } else { high = middle }
        }
        return marks[low].line
    }

    /// A part of it with its places.
    func part(_ range: Range<Int>) -> PlacedText {
        let bytes = Array(value.utf8)
        let range = range.clamped(to: 0..<bytes.count)
        var parts = [Mark(offset: 0, line: line(at: range.lowerBound))]
        for mark in marks where mark.offset > range.lowerBound && mark.offset < range.upperBound {
            parts.append(Mark(offset: mark.offset - range.lowerBound, line: mark.line))
        }
        return PlacedText(String(ascii: bytes[range]), marks: parts)
    }
}

extension SourceLines {
    /// A YAML scalar with the place of each of its lines: those of a literal block are its own, those of a folded or
    /// quoted one are found by following the source.
    func placed(_ node: Node) -> PlacedText {
        let value = node.text ?? ""
        let first = line(node.line)
        let text = first[scalarStart(in: first, column: node.column)...]
        // Most scalars stand on one line as they are.
        if text.starts(with: value.utf8) || text.dropFirst().starts(with: value.utf8),
            !value.utf8.contains(0x0A), !value.isEmpty
        {
            return PlacedText(value, line: node.line)
        }
        switch text.first {
        case UInt8(ascii: "|"): return PlacedText(value, lineByLine: node.line + 1)
        case UInt8(ascii: ">"): return PlacedText(value, marks: followedMarks(value, from: node.line + 1, skipping: 0))
        default:
            let start = text.startIndex - first.startIndex
            return PlacedText(value, marks: followedMarks(value, from: node.line, skipping: start))
        }
    }

    /// Where a scalar's own text begins, behind its anchor and tag.
    private func scalarStart(in line: ArraySlice<UInt8>, column: Int) -> Int {
        var position = line.startIndex
        var column = column
        while position < line.endIndex, column > 1 {
            position += 1
            while position < line.endIndex, line[position] & 0xC0 == 0x80 { position += 1 }
            column -= 1
        }
        while position < line.endIndex, line[position] == UInt8(ascii: "&") || line[position] == UInt8(ascii: "!") {
            while position < line.endIndex, !line[position].isBlank { position += 1 }
            while position < line.endIndex, line[position].isBlank { position += 1 }
        }
        return position
    }

    /// Follows the source line by line through the value, which has the same words with other white space.
    private func followedMarks(_ value: String, from start: Int, skipping: Int) -> [PlacedText.Mark] {
        let text = Array(value.utf8)
        var marks: [PlacedText.Mark] = []
        var position = 0
        var number = start
        while position < text.count, number <= count {
            var source = line(number)
            if number == start { source = source.dropFirst(skipping) }
            source = source.trimmed
            if number == start, source.first == UInt8(ascii: "\"") || source.first == UInt8(ascii: "'") {
                source = source.dropFirst()
            }
            while position < text.count, text[position].isSpace { position += 1 }
            if !source.isEmpty {
                // Escapes of a quoted scalar part the two ways; they meet again within a short stretch.
                let head = source.prefix(12)
                let window = text[position..<Swift.min(text.count, position + 400)]
                if let found = window.firstIndex(ofBytes: head) { position = found }
                marks.append(PlacedText.Mark(offset: position, line: number))
                var place = source.startIndex
                while place < source.endIndex, position < text.count, source[place] == text[position] {
                    place += 1
                    position += 1
                }
            }
            number += 1
        }
        if marks.first?.offset != 0 { marks.insert(PlacedText.Mark(offset: 0, line: start), at: 0) }
        return marks
    }
}
