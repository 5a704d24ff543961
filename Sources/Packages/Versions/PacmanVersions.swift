// SPDX-License-Identifier: Apache-2.0

/// `[epoch:]pkgver[-pkgrel]` as Arch Linux' pacman orders it (`vercmp`).
///
/// A missing pkgrel matches any: `1.5` equals `1.5-1` and `1.5-2`, though these differ. That is pacman's rule, and the only
/// reason for which equality here is not transitive.
enum PacmanVersions {
    private struct Parts {
        var epoch: Range<Int>
        var version: Range<Int>
        var release: Range<Int>?
    }

    static func compare(_ first: VersionBytes, _ second: VersionBytes) -> VersionComparison {
        guard let a = parts(first) else { return notEvaluable(first, is: "pacman version") }
        guard let b = parts(second) else { return notEvaluable(second, is: "pacman version") }
        var order = numericOrder(first, a.epoch, second, b.epoch)
        guard case .equal = order else { return order.comparison }
        order = segmentOrder(first, a.version, second, b.version)
        guard case .equal = order, let x = a.release, let y = b.release else { return order.comparison }
        return segmentOrder(first, x, second, y).comparison
    }

    private static func parts(_ text: VersionBytes) -> Parts? {
        guard text.isPrintableASCII else { return nil }
        let digits = text.endOfDigits(0, limit: text.count)
        let hasEpoch = text.byte(digits) == UInt8(ascii: ":")
        let start = hasEpoch ? digits &+ 1 : 0
        let hyphen = text.last(UInt8(ascii: "-"), from: start, limit: text.count)
        guard start < hyphen ?? text.count else { return nil }
        return Parts(
            epoch: 0..<(hasEpoch ? digits : 0), version: start..<(hyphen ?? text.count),
            release: hyphen.map { ($0 &+ 1)..<text.count })
    }

    /// pacman's `rpmvercmp`, which counts separators and puts letters that follow a number at once before its end.
    private static func segmentOrder(
        _ first: VersionBytes, _ a: Range<Int>, _ second: VersionBytes, _ b: Range<Int>
    ) -> VersionOrder {
        var i = a.lowerBound
        var j = b.lowerBound
        while i < a.upperBound, j < b.upperBound {
            let startI = i
            let startJ = j
            while i < a.upperBound, !first[i].isAlphanumeric { i &+= 1 }
            while j < b.upperBound, !second[j].isAlphanumeric { j &+= 1 }
            guard i < a.upperBound, j < b.upperBound else { break }
            let separators = VersionOrder(i &- startI, j &- startJ)
            guard case .equal = separators else { return separators }
            let endI: Int
            let endJ: Int
            let order: VersionOrder
            if first[i].isDigit {
                endI = first.endOfDigits(i, limit: a.upperBound)
                endJ = second.endOfDigits(j, limit: b.upperBound)
                guard endJ > j else { return .greater }
                order = numericOrder(first, i..<endI, second, j..<endJ)
            } else {
                endI = first.endOfLetters(i, limit: a.upperBound)
                endJ = second.endOfLetters(j, limit: b.upperBound)
                guard endJ > j else { return .less }
                order = byteOrder(first, i..<endI, second, j..<endJ)
            }
            guard case .equal = order else { return order }
            i = endI
            j = endJ
        }
        switch (i < a.upperBound, j < b.upperBound) {
        case (false, false): return .equal
        case (false, true): return second[j].isLetter ? .greater : .less
        case (true, _): return first[i].isLetter ? .less : .greater
        }
    }
}
