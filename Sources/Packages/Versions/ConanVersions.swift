// SPDX-License-Identifier: Apache-2.0

/// Conan 2's `Version`: items between dots, then `-pre-release` and `+build`, which are lists of items too.
///
/// Conan compares a number with an item of digits and letters (`10` with `2v`) as texts, and so finds 10 < 2v < 9 < 10. Where
/// that order contradicts the numbers, the answer is not evaluable; everywhere else it is Conan's.
enum ConanVersions {
    private struct Parts {
        var main: Range<Int>
        var prerelease: Range<Int>?
        var build: Range<Int>?
    }

    private enum Answer {
        case order(VersionOrder)
        case contradiction
    }

    static func compare(_ first: VersionBytes, _ second: VersionBytes) -> VersionComparison {
        guard first.isPrintableASCII else { return notEvaluable(first, is: "Conan version") }
        guard second.isPrintableASCII else { return notEvaluable(second, is: "Conan version") }
        let a = parts(first)
        let b = parts(second)
        switch order(first, a, second, b) {
        case .order(let order): return order.comparison
        case .contradiction:
            return .notEvaluable(
                "Conan compares a part of \(first.quoted) with one of \(second.quoted) as text, against their numbers.")
        }
    }

    private static func order(_ first: VersionBytes, _ a: Parts, _ second: VersionBytes, _ b: Parts) -> Answer {
        let main = itemsOrder(first, a.main, second, b.main)
        guard case .order(.equal) = main else { return main }
        switch (a.prerelease, b.prerelease) {
        case (nil, nil): break
        case (_?, nil): return .order(.less)
        case (nil, _?): return .order(.greater)
        case (let x?, let y?):
            let prerelease = itemsOrder(first, x, second, y)
            guard case .order(.equal) = prerelease else { return prerelease }
        }
        switch (a.build, b.build) {
        case (nil, nil): return .order(.equal)
        case (nil, _?): return .order(.less)
        case (_?, nil): return .order(.greater)
        case (let x?, let y?): return itemsOrder(first, x, second, y)
        }
    }

    private static func parts(_ text: VersionBytes) -> Parts {
        let plus = text.last(UInt8(ascii: "+"), from: 0, limit: text.count)
        let end = plus ?? text.count
        let hyphen = text.first(UInt8(ascii: "-"), from: 0, limit: end)
        return Parts(
            main: 0..<hyphen, prerelease: hyphen < end ? (hyphen &+ 1)..<end : nil,
            build: plus.map { ($0 &+ 1)..<text.count })
    }

    /// Items in turn, those at the end that are zero left out; the longer list comes after the one it begins with.
    private static func itemsOrder(
        _ first: VersionBytes, _ a: Range<Int>, _ second: VersionBytes, _ b: Range<Int>
    ) -> Answer {
        let endA = endWithoutZeros(first, a)
        let endB = endWithoutZeros(second, b)
        var i = a.lowerBound
        var j = b.lowerBound
        while i <= endA, j <= endB {
            let x = first.first(UInt8(ascii: "."), from: i, limit: endA)
            let y = second.first(UInt8(ascii: "."), from: j, limit: endB)
            let answer = itemOrder(first, i..<x, second, j..<y)
            guard case .order(.equal) = answer else { return answer }
            i = x &+ 1
            j = y &+ 1
        }
        return .order(VersionOrder(i <= endA ? 1 : 0, j <= endB ? 1 : 0))
    }

    private static func itemOrder(
        _ first: VersionBytes, _ a: Range<Int>, _ second: VersionBytes, _ b: Range<Int>
    ) -> Answer {
        if first.isNumber(a), second.isNumber(b) { return .order(numericOrder(first, a, second, b)) }
        // A number's text has no leading zeros.
        let x = first.isNumber(a) ? withoutLeadingZeros(first, a) : a
        let y = second.isNumber(b) ? withoutLeadingZeros(second, b) : b
        let order = byteOrder(first, x, second, y)
        let digitsX = x.lowerBound..<first.endOfDigits(x.lowerBound, limit: x.upperBound)
        let digitsY = y.lowerBound..<second.endOfDigits(y.lowerBound, limit: y.upperBound)
        guard !digitsX.isEmpty, !digitsY.isEmpty else { return .order(order) }
        if digitsX.count == digitsY.count { return .order(order) }
        switch (numericOrder(first, digitsX, second, digitsY), order) {
        case (.less, .less), (.greater, .greater): return .order(order)
        default: return .contradiction
        }
    }

    private static func withoutLeadingZeros(_ text: VersionBytes, _ range: Range<Int>) -> Range<Int> {
        var start = range.lowerBound
        while start &+ 1 < range.upperBound, text[start] == UInt8(ascii: "0") { start &+= 1 }
        return start..<range.upperBound
    }

    /// The end of the last item that is not zero; one before the start where there is none.
    private static func endWithoutZeros(_ text: VersionBytes, _ range: Range<Int>) -> Int {
        var end = range.upperBound
        while end >= range.lowerBound {
            var start = end
            while start > range.lowerBound, text[start &- 1] != UInt8(ascii: ".") { start &-= 1 }
            guard start < end, text.isZero(start..<end) else { return end }
            end = start &- 1
        }
        return end
    }
}
