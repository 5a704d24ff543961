// SPDX-License-Identifier: Apache-2.0

/// Gentoo's versions (Package Manager Specification, chapter 3): `1.2.3b_alpha4_p5-r6`.
enum GentooVersions {
    private struct Parts {
        var numbers = 0..<0
        var letter: UInt8 = 0
        /// From the first `_` to the revision.
        var suffixes = 0..<0
        var revision = 0..<0
    }

    static func compare(_ first: VersionBytes, _ second: VersionBytes) -> VersionComparison {
        guard let a = parts(first) else { return notEvaluable(first, is: "Gentoo version") }
        guard let b = parts(second) else { return notEvaluable(second, is: "Gentoo version") }
        var order = numbersOrder(first, a.numbers, second, b.numbers)
        guard case .equal = order else { return order.comparison }
        order = VersionOrder(a.letter, b.letter)
        guard case .equal = order else { return order.comparison }
        order = suffixesOrder(first, a.suffixes, second, b.suffixes)
        guard case .equal = order else { return order.comparison }
        return numericOrder(first, a.revision, second, b.revision).comparison
    }

    /// Algorithms 3.2 and 3.3: the first numbers by value; later ones with a leading zero on either side as decimals.
    private static func numbersOrder(
        _ first: VersionBytes, _ a: Range<Int>, _ second: VersionBytes, _ b: Range<Int>
    ) -> VersionOrder {
        var i = a.lowerBound
        var j = b.lowerBound
        while i < a.upperBound, j < b.upperBound {
            let endI = first.endOfDigits(i, limit: a.upperBound)
            let endJ = second.endOfDigits(j, limit: b.upperBound)
            let order: VersionOrder
            if i > a.lowerBound, first[i] == UInt8(ascii: "0") || second[j] == UInt8(ascii: "0") {
                let x = i..<endWithoutZeros(first, i, endI)
                let y = j..<endWithoutZeros(second, j, endJ)
                order = byteOrder(first, x, second, y)
            } else {
                order = numericOrder(first, i..<endI, second, j..<endJ)
            }
            guard case .equal = order else { return order }
            i = endI &+ 1
            j = endJ &+ 1
        }
        return VersionOrder(i < a.upperBound ? 1 : 0, j < b.upperBound ? 1 : 0)
    }

    private static func endWithoutZeros(_ text: VersionBytes, _ start: Int, _ end: Int) -> Int {
        var end = end
        while end > start, text[end &- 1] == UInt8(ascii: "0") { end &-= 1 }
        return end
    }

    /// Algorithms 3.5 and 3.6. What has suffixes left is newer if the next is `_p`, older otherwise.
    private static func suffixesOrder(
        _ first: VersionBytes, _ a: Range<Int>, _ second: VersionBytes, _ b: Range<Int>
    ) -> VersionOrder {
        var i = a.lowerBound
        var j = b.lowerBound
        while i < a.upperBound || j < b.upperBound {
            let x = suffix(first, i, a.upperBound)
            let y = suffix(second, j, b.upperBound)
            var order = VersionOrder(x.rank, y.rank)
            guard case .equal = order else { return order }
            order = numericOrder(first, x.number, second, y.number)
            guard case .equal = order else { return order }
            i = x.number.upperBound
            j = y.number.upperBound
        }
        return .equal
    }

    private static let noSuffix = 4

    /// The rank of the suffix at `start`, and its number; no suffix ranks between `_rc` and `_p`.
    private static func suffix(_ text: VersionBytes, _ start: Int, _ limit: Int) -> (rank: Int, number: Range<Int>) {
        guard start < limit, text[start] == UInt8(ascii: "_") else { return (noSuffix, start..<start) }
        let end = text.endOfLetters(start &+ 1, limit: limit)
        let number = end..<text.endOfDigits(end, limit: limit)
        func isWord(_ word: StaticString) -> Bool {
            end &- start &- 1 == word.utf8CodeUnitCount && text.has(word, at: start &+ 1, limit: end)
        }
        if isWord("alpha") { return (0, number) }
        if isWord("beta") { return (1, number) }
        if isWord("pre") { return (2, number) }
        if isWord("rc") { return (3, number) }
        return (isWord("p") ? 5 : noSuffix, number)
    }

    private static func parts(_ text: VersionBytes) -> Parts? {
        var parts = Parts()
        guard let end = SemanticVersions.endOfNumbers(text, 0, most: .max) else { return nil }
        parts.numbers = 0..<end
        var index = end
        if UInt8(ascii: "a")...UInt8(ascii: "z") ~= text.byte(index) {
            parts.letter = text[index]
            index &+= 1
        }
        let start = index
        while text.byte(index) == UInt8(ascii: "_") {
            let next = suffix(text, index, text.count)
            guard next.rank != noSuffix else { return nil }
            index = next.number.upperBound
        }
        parts.suffixes = start..<index
        guard index < text.count else { return parts }
        guard text[index] == UInt8(ascii: "-"), text.byte(index &+ 1) == UInt8(ascii: "r") else { return nil }
        guard text.isNumber((index &+ 2)..<max(index &+ 2, text.count)) else { return nil }
        parts.revision = (index &+ 2)..<text.count
        return parts
    }
}
