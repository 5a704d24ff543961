// SPDX-License-Identifier: Apache-2.0

/// Tags of GitHub Actions. `v4.1.2` names a release; `v4` and `v4.1` move along with the releases they begin, so how they
/// stand to one of these cannot be told, but how they stand to others can: `v4` is after `v3.6.0` and before `v5`.
/// Branches and commits have no order.
enum ActionTags {
    static func compare(_ first: VersionBytes, _ second: VersionBytes) -> VersionComparison {
        let name = "release tag of an action (v4, v4.1.2)"
        guard let a = SemanticVersions.lenient.parts(first) else { return notEvaluable(first, is: name) }
        guard let b = SemanticVersions.lenient.parts(second) else { return notEvaluable(second, is: name) }
        let countA = numbers(first, a.numbers)
        let countB = numbers(second, b.numbers)
        if countA >= 3, countB >= 3 { return SemanticVersions.lenient.order(first, a, second, b).comparison }
        let shared = min(countA, countB)
        let order = SemanticVersions.numbersOrder(
            first, prefix(first, a.numbers, shared), second, prefix(second, b.numbers, shared))
        if case .equal = order {
            // The same moving tag with and without its `v`.
            if countA == countB, a.prerelease == nil, b.prerelease == nil { return .equal }
            let moving = countA < countB ? first.quoted : second.quoted
            return .notEvaluable(
                "\(moving) is a tag that moves from release to release; which one it named is not known.")
        }
        return order.comparison
    }

    private static func numbers(_ text: VersionBytes, _ range: Range<Int>) -> Int {
        var found = 1
        for index in range where text[index] == UInt8(ascii: ".") { found &+= 1 }
        return found
    }

    /// The range of the first `count` numbers.
    private static func prefix(_ text: VersionBytes, _ range: Range<Int>, _ count: Int) -> Range<Int> {
        var found = 0
        for index in range where text[index] == UInt8(ascii: ".") {
            found &+= 1
            if found == count { return range.lowerBound..<index }
        }
        return range
    }
}
