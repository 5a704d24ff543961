// SPDX-License-Identifier: Apache-2.0

/// The bytes of a file and where its lines begin.
struct SourceLines: Sendable {
    let bytes: [UInt8]
    /// The offset of each line's first byte.
    private let starts: [Int]
    /// How many characters begin before each ``stride``th byte: a line of a whole file is not walked once a column.
    private let characters: [Int]
    private static let stride = 256

    init(_ input: [UInt8]) {
        bytes = input.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(input.dropFirst(3)) : input
        var starts = [0]
        var characters: [Int] = []
        var count = 0
        for (offset, byte) in bytes.enumerated() {
            if offset % SourceLines.stride == 0 { characters.append(count) }
            if byte & 0xC0 != 0x80 { count += 1 }
            if byte == 0x0A, offset + 1 < bytes.count { starts.append(offset + 1) }
        }
        self.starts = starts
        self.characters = characters
    }

    var count: Int { starts.count }

    /// A line from 1 without its end; empty for lines there are not.
    func line(_ number: Int) -> ArraySlice<UInt8> {
        guard number >= 1, number <= starts.count else { return [] }
        let start = starts[number - 1]
        var end = number < starts.count ? starts[number] : bytes.count
        while end > start, bytes[end - 1] == 0x0A || bytes[end - 1] == 0x0D { end -= 1 }
        return bytes[start..<end]
    }

    /// Where a line, from 1, begins; the end for lines there are not.
    func offset(ofLine number: Int) -> Int {
        starts.indices.contains(number - 1) ? starts[number - 1] : bytes.count
    }

    /// Where a column of a line begins, both from 1, in characters; the line's end for columns there are not.
    func offset(ofLine number: Int, column: Int) -> Int {
        let line = line(number)
        guard !line.isEmpty else { return line.startIndex }
        let first = line.startIndex / SourceLines.stride
        let wanted = count(from: first, to: line.startIndex) + Swift.max(column - 1, 0)
        var low = first
        var high = characters.count
        while low + 1 < high {
            let middle = (low + high) / 2
            if characters[middle] <= wanted { low = middle } else { high = middle }
        }
        var place = Swift.max(low * SourceLines.stride, line.startIndex)
        var passed = count(from: low, to: place)
        while place < line.endIndex {
            if bytes[place] & 0xC0 != 0x80 {
                if passed == wanted { break }
                passed += 1
            }
            place += 1
        }
        return place
    }

    /// How many characters begin before an offset, which is in or at the end of the block.
    private func count(from block: Int, to offset: Int) -> Int {
        characters[block] + bytes[(block * SourceLines.stride)..<offset].count { $0 & 0xC0 != 0x80 }
    }

    /// The line, from 1, that an offset is in.
    func line(at offset: Int) -> Int {
        var low = 0
        var high = starts.count
        while low + 1 < high {
            let middle = (low + high) / 2
            if starts[middle] <= offset { low = middle } else { high = middle }
        }
        return low + 1
    }

    /// Whether every line is blank or begins with `#`.
    var isBlank: Bool {
        for number in 1...starts.count {
            let text = line(number).trimmed
            if let first = text.first, first != UInt8(ascii: "#") { return false }
        }
        return true
    }
}
