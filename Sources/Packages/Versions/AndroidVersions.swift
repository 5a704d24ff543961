// SPDX-License-Identifier: Apache-2.0

/// Android's versions as its OSV records write them: `13:2023-05-01`, a release with a security patch level, `:2023-05-01`, a
/// patch level of the kernel or of a vendor's part, and `13:0`, before the first patch level. A release (`12`, `12L`, `8.1`)
/// or a patch level alone can be compared with its like.
enum AndroidVersions {
    private struct Parts {
        /// Numbers between dots; nil where only a patch level is given.
        var numbers: Range<Int>?
        /// Whether the release ends in `L`: 12L came between 12 and 13.
        var isLarge = false
        /// `yyyy-mm-dd`, `0`, or nil.
        var patchLevel: Range<Int>?
    }

    static func compare(_ first: VersionBytes, _ second: VersionBytes) -> VersionComparison {
        guard let a = parts(first) else { return notEvaluable(first, is: "Android release or security patch level") }
        guard let b = parts(second) else { return notEvaluable(second, is: "Android release or security patch level") }
        let comparison = order(first, a, second, b)
        guard let comparison else {
            return .notEvaluable(
                "\(first.quoted) and \(second.quoted) do not both name a release, or not both a security patch level.")
        }
        return comparison.comparison
    }

    private static func order(_ first: VersionBytes, _ a: Parts, _ second: VersionBytes, _ b: Parts) -> VersionOrder? {
        switch (a.numbers, b.numbers) {
        case (nil, nil): break
        case (let x?, let y?):
            var order = SemanticVersions.numbersOrder(first, x, second, y)
            guard case .equal = order else { return order }
            order = VersionOrder(a.isLarge ? 1 : 0, b.isLarge ? 1 : 0)
            guard case .equal = order else { return order }
        default: return nil
        }
        switch (a.patchLevel, b.patchLevel) {
        case (nil, nil): return .equal
        case (let x?, let y?): return byteOrder(first, x, second, y)
        default: return nil
        }
    }

    private static func parts(_ text: VersionBytes) -> Parts? {
        var parts = Parts()
        let limit = text.count
        if isPatchLevel(text, 0..<limit) {
            parts.patchLevel = 0..<limit
            return parts
        }
        let colon = text.first(UInt8(ascii: ":"), from: 0, limit: limit)
        if colon < limit {
            let level = (colon &+ 1)..<limit
            guard isPatchLevel(text, level) || level.count == 1 && text[level.lowerBound] == UInt8(ascii: "0") else {
                return nil
            }
            parts.patchLevel = level
        }
        guard colon > 0 else { return parts.patchLevel == nil ? nil : parts }
        guard let end = SemanticVersions.endOfNumbers(text, 0, most: 3) else { return nil }
        parts.numbers = 0..<end
        parts.isLarge = text.byte(end) == UInt8(ascii: "L")
        return (parts.isLarge ? end &+ 1 : end) == colon ? parts : nil
    }

    /// `2023-05-01`.
    private static func isPatchLevel(_ text: VersionBytes, _ range: Range<Int>) -> Bool {
        guard range.count == 10 else { return false }
        for offset in 0..<10 {
            let byte = text[range.lowerBound &+ offset]
            guard offset == 4 || offset == 7 ? byte == UInt8(ascii: "-") : byte.isDigit else { return false }
        }
        return true
    }
}
