// SPDX-License-Identifier: Apache-2.0

/// Versions that are numbers between separators and nothing else.
struct DottedVersions: Sendable {
    enum Shorter {
        /// `1.0` comes before `1.0.0`.
        case first
        /// `1.0` is `1.0.0`.
        case filledWithZeros
    }

    let name: String
    let shorter: Shorter
    /// Whether `-` separates numbers as `.` does.
    var hyphens = false
    /// Whether reading stops at the first other character.
    var stopsAtOther = false

    /// Haskell's Package Versioning Policy: lists of numbers, lexicographically. Tags (`1.0-foo`) have had no order since
    /// Cabal dropped them.
    static let pvp = DottedVersions(name: "Haskell package version (PVP)", shorter: .first)
    /// R's `package_version`: `.` and `-` separate alike.
    static let cran = DottedVersions(name: "R package version", shorter: .first, hyphens: true)
    /// VERS' intdot: digits and dots up to the first other character.
    static let intdot = DottedVersions(name: "list of numbers", shorter: .first, stopsAtOther: true)
    static let nginx = DottedVersions(name: "nginx version", shorter: .filledWithZeros)

    func compare(_ first: VersionBytes, _ second: VersionBytes) -> VersionComparison {
        guard let endA = end(first) else { return notEvaluable(first, is: name) }
        guard let endB = end(second) else { return notEvaluable(second, is: name) }
        var i = 0
        var j = 0
        while i < endA, j < endB {
            let x = first.endOfDigits(i, limit: endA)
            let y = second.endOfDigits(j, limit: endB)
            let order = numericOrder(first, i..<x, second, j..<y)
            guard case .equal = order else { return order.comparison }
            i = x &+ 1
            j = y &+ 1
        }
        switch shorter {
        case .first: return VersionOrder(i < endA ? 1 : 0, j < endB ? 1 : 0).comparison
        case .filledWithZeros:
            return SemanticVersions.numbersOrder(first, min(i, endA)..<endA, second, min(j, endB)..<endB).comparison
        }
    }

    /// OSS-Fuzz' versions are git tags of any form. Two of plain numbers can be ordered, with or without a `v`; but whether
    /// `1.0` and `1.0.0` are one release cannot be told.
    static func compareTags(_ first: VersionBytes, _ second: VersionBytes) -> VersionComparison {
        let a = first.byte(0) | 0x20 == UInt8(ascii: "v") ? 1 : 0
        let b = second.byte(0) | 0x20 == UInt8(ascii: "v") ? 1 : 0
        let reason = "tag of plain numbers; other tags of OSS-Fuzz' projects have no common order"
        guard SemanticVersions.endOfNumbers(first, a, most: .max) == first.count else {
            return VersionComparison.notEvaluable("\(first.quoted) is no \(reason).")
        }
        guard SemanticVersions.endOfNumbers(second, b, most: .max) == second.count else {
            return VersionComparison.notEvaluable("\(second.quoted) is no \(reason).")
        }
        let order = SemanticVersions.numbersOrder(first, a..<first.count, second, b..<second.count)
        if case .equal = order, dots(first) != dots(second) {
            return .notEvaluable(
                "Whether the tags \(first.quoted) and \(second.quoted) name one release cannot be told.")
        }
        return order.comparison
    }

    private static func dots(_ text: VersionBytes) -> Int {
        var found = 0
        for index in 0..<text.count where text[index] == UInt8(ascii: ".") { found &+= 1 }
        return found
    }

    private func end(_ text: VersionBytes) -> Int? {
        var index = 0
        while true {
            let end = text.endOfDigits(index, limit: text.count)
            guard end > index else { return stopsAtOther && index > 0 ? index &- 1 : nil }
            guard end < text.count else { return end }
            guard text[end] == UInt8(ascii: ".") || hyphens && text[end] == UInt8(ascii: "-") else {
                return stopsAtOther ? end : nil
            }
            index = end &+ 1
        }
    }
}
