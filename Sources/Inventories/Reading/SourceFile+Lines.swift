// SPDX-License-Identifier: Apache-2.0
import Wire

/// One line of a text file, without its end.
struct TextLine {
    /// From 1.
    var number: Int
    var text: Substring
}

extension SourceFile {
    /// The lines of a text file: UTF-8, with or without a byte order mark, or UTF-16 with one (what a redirection in
    /// PowerShell writes). Other bytes, and NUL, are refused with the line they stand on.
    func lines(_ context: ReadingContext) throws(InventoryError) -> [TextLine] {
        guard bytes.count <= context.limits.bytes else {
            throw refusal("The file has \(bytes.count) bytes; at most \(context.limits.bytes) are read.")
        }
        let text = try text()
        var lines: [TextLine] = []
        for line in text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
            guard lines.count < context.limits.nodes else {
                throw refusal("The file has more than \(context.limits.nodes) lines.")
            }
            var line = Substring(line)
            if line.utf8.last == UInt8(ascii: "\r") { line = Substring(line.utf8.dropLast()) }
            lines.append(TextLine(number: lines.count + 1, text: line))
        }
        return lines
    }

    private func text() throws(InventoryError) -> String {
        if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
            return try utf16Text(littleEndian: bytes.first == 0xFF)
        }
        let body = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]
        if let position = body.firstIndex(of: 0) {
            throw refusal("The file is not text: it holds a NUL byte.", line: line(at: position))
        }
        if let text = String(validating: body, as: UTF8.self) { return text }
        var number = 1
        for line in body.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
            if String(validating: line, as: UTF8.self) == nil { break }
            number += 1
        }
        throw refusal("The line is not UTF-8 text.", line: number, hint: "Save the file as UTF-8.")
    }

    private func utf16Text(littleEndian: Bool) throws(InventoryError) -> String {
        var units: [UInt16] = []
        units.reserveCapacity(bytes.count / 2)
        var position = 2
        while position + 1 < bytes.count {
            let first = UInt16(bytes[position])
            let second = UInt16(bytes[position + 1])
            units.append(littleEndian ? second << 8 | first : first << 8 | second)
            position += 2
        }
        guard bytes.count % 2 == 0, !units.contains(0), let text = String(validating: units, as: UTF16.self) else {
            throw refusal("The file begins like UTF-16 text and is none.", hint: "Save the file as UTF-8.")
        }
        return text
    }

    private func line(at position: Int) -> Int {
        bytes[..<position].count { $0 == UInt8(ascii: "\n") } + 1
    }
}

extension Substring {
    /// Without white space (space, tab, form feed, carriage return) at both ends.
    var trimmed: Substring {
        var view = utf8
        while let first = view.first, first.isBlank { view.removeFirst() }
        while let last = view.last, last.isBlank { view.removeLast() }
        return Substring(view)
    }

    /// The words between runs of blanks.
    var words: [Substring] {
        utf8.split(whereSeparator: \.isBlank).map { Substring($0) }
    }

    /// What stands before and behind the first `separator`; nil where there is none.
    func cut(at separator: Unicode.Scalar) -> (before: Substring, behind: Substring)? {
        guard separator.isASCII, let position = utf8.firstIndex(of: UInt8(ascii: separator)) else { return nil }
        return (self[..<position], self[utf8.index(after: position)...])
    }

    /// The same at the last one.
    func cut(atLast separator: Unicode.Scalar) -> (before: Substring, behind: Substring)? {
        guard separator.isASCII, let position = utf8.lastIndex(of: UInt8(ascii: separator)) else { return nil }
        return (self[..<position], self[utf8.index(after: position)...])
    }
}

extension UInt8 {
    /// Space, tab, form feed, carriage return.
    var isBlank: Bool { self == 0x20 || self == 0x09 || self == 0x0C || self == 0x0D }
    /// `0`–`9`.
    var isDigit: Bool { self >= UInt8(ascii: "0") && self <= UInt8(ascii: "9") }
    /// `A`–`Z`, `a`–`z`.
    var isLetter: Bool {
        (self | 0x20) >= UInt8(ascii: "a") && (self | 0x20) <= UInt8(ascii: "z")
    }
    /// A digit of base 16, in either case.
    var isHexadecimalDigit: Bool {
        isDigit || ((self | 0x20) >= UInt8(ascii: "a") && (self | 0x20) <= UInt8(ascii: "f"))
    }
}
