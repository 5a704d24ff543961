// SPDX-License-Identifier: Apache-2.0

/// What the first lines of a file say about its license and copyright.
package enum LicenseHeader {
    /// The lines that are looked at, and the most bytes of them.
    package static let lineLimit = 64
    package static let byteLimit = 65_536

    /// An `SPDX-License-Identifier:` tag.
    package struct Tag: Sendable, Hashable {
        /// The value as it is written.
        package let text: String
        /// The value read; nil where it is no license expression.
        package let expression: LicenseExpression?
        /// From 1.
        package let line: Int
    }

    /// The first tag in the first lines of a file.
    package static func identifier(in bytes: [UInt8]) -> Tag? {
        let mark = Array("SPDX-License-Identifier:".utf8)
        for (number, range) in lines(bytes).enumerated() {
            guard let start = place(of: mark, in: bytes, range) else { continue }
            let text = value(bytes[(start + mark.count)..<range.upperBound])
            guard !text.isEmpty else { continue }
            let expression: LicenseExpression?
            do { expression = try LicenseExpression.parse(text) } catch { expression = nil }
            return Tag(text: text, expression: expression, line: number + 1)
        }
        return nil
    }

    /// Whether the first lines hold a copyright notice: the word with a year, a sign or a name behind it, the sign with
    /// a year, or REUSE's tag.
    package static func hasCopyrightNotice(in bytes: [UInt8]) -> Bool {
        lines(bytes).contains { mayState(bytes, $0) && isCopyrightNotice(bytes[$0]) }
    }

    /// Whether a line has the sign or the word at all; nearly none has.
    private static func mayState(_ bytes: [UInt8], _ line: Range<Int>) -> Bool {
        line.contains { at in
            if bytes[at] == 0xC2 { return at + 1 < line.upperBound && bytes[at + 1] == 0xA9 }
            return bytes[at] | 0x20 == UInt8(ascii: "c") && line.upperBound - at >= 9
                && zip(bytes[at..<at + 9], "copyright".utf8).allSatisfy { $0 | 0x20 == $1 }
        }
    }

    private static func isCopyrightNotice(_ line: ArraySlice<UInt8>) -> Bool {
        let line = Array(line.prefix(1024))
        if place(of: Array("SPDX-FileCopyrightText:".utf8), in: line, 0..<line.count) != nil { return true }
        let lower = line.map { $0 >= 0x41 && $0 <= 0x5A ? $0 + 32 : $0 }
        let sign = place(of: [0xC2, 0xA9], in: lower, 0..<lower.count)
        if let sign, hasYear(lower[sign...]) { return true }
        guard let word = place(of: Array("copyright".utf8), in: lower, 0..<lower.count) else { return false }
        let rest = word + 9
        let named = place(of: Array("(c)".utf8), in: lower, rest..<lower.count) != nil || sign != nil
        if named || hasYear(lower[rest...]) { return true }
        // “Copyright The Gadget Authors”: nothing but comment signs before, a capital behind.
        guard lower[..<word].allSatisfy({ !isLetter($0) }) else { return false }
        var at = rest
        while at < line.count, line[at] == 0x20 || line[at] == 0x3A { at += 1 }
        return at > rest && at < line.count && line[at] >= 0x41 && line[at] <= 0x5A
            && line[rest...].contains { $0 >= 0x61 && $0 <= 0x7A }
    }

    /// Four digits that begin with 19 or 20.
    private static func hasYear(_ bytes: ArraySlice<UInt8>) -> Bool {
        var digits = 0
        var value = 0
        for byte in bytes + [0x20] {
            if byte >= 0x30, byte <= 0x39 {
                digits += 1
                value = digits <= 4 ? value * 10 + Int(byte - 0x30) : value
                continue
            }
            if digits == 4, value >= 1900, value < 2100 { return true }
            (digits, value) = (0, 0)
        }
        return false
    }

    private static func isLetter(_ byte: UInt8) -> Bool { byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A }

    private static func lines(_ bytes: [UInt8]) -> [Range<Int>] {
        var lines: [Range<Int>] = []
        var start = 0
        let end = min(bytes.count, byteLimit)
        for at in 0..<end where bytes[at] == 0x0A {
            lines.append(start..<at)
            start = at + 1
            if lines.count == lineLimit { return lines }
        }
        if start < end { lines.append(start..<end) }
        return lines
    }

    private static func place(of mark: [UInt8], in bytes: [UInt8], _ range: Range<Int>) -> Int? {
        guard range.count >= mark.count else { return nil }
        return (range.lowerBound...(range.upperBound - mark.count)).first { start in
            bytes[start] == mark[0] && bytes[start..<(start + mark.count)].elementsEqual(mark)
        }
    }

    /// The value without blanks and without what closes the comment or string around it.
    private static func value(_ bytes: ArraySlice<UInt8>) -> String {
        var text = bytes.prefix(while: { $0 != 0x3C && $0 != 0x22 && $0 != 0x27 && $0 != 0x60 && $0 != 0x2A })
        // `-->`, `#}`, `%>` and the like: what no expression ends with.
        while let last = text.last, !(isLetter(last) || last >= 0x30 && last <= 0x39 || last == 0x29 || last == 0x2B) {
            text.removeLast()
        }
        return String(decoding: text.drop { $0 == 0x20 || $0 == 0x09 }, as: UTF8.self)
    }
}
