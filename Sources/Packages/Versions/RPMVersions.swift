// SPDX-License-Identifier: Apache-2.0

/// `[epoch:]version[-release]` as rpm orders it (`rpmverCmp`, `rpmvercmp`).
///
/// A missing epoch is 0. A missing release comes before every release, as in rpm's own comparison of versions; rpm's
/// dependencies, where a missing release matches any, are another matter.
enum RPMVersions {
    private struct Parts {
        var epoch: Range<Int>
        var version: Range<Int>
        var release: Range<Int>?
    }

    static func compare(_ first: VersionBytes, _ second: VersionBytes) -> VersionComparison {
        guard let a = parts(first) else { return notEvaluable(first, is: "RPM version") }
        guard let b = parts(second) else { return notEvaluable(second, is: "RPM version") }
        var order = numericOrder(first, a.epoch, second, b.epoch)
        guard case .equal = order else { return order.comparison }
        order = segmentOrder(first, a.version, second, b.version)
        guard case .equal = order else { return order.comparison }
        switch (a.release, b.release) {
        case (nil, nil): return .equal
        case (nil, _?): return .less
        case (_?, nil): return .greater
        case (let x?, let y?): return segmentOrder(first, x, second, y).comparison
        }
    }

    private static func parts(_ text: VersionBytes) -> Parts? {
        guard text.isPrintableASCII else { return nil }
        var start = 0
        var epoch = 0..<0
        let digits = text.endOfDigits(0, limit: text.count)
        if text.byte(digits) == UInt8(ascii: ":") {
            epoch = 0..<digits
            start = digits &+ 1
        }
        guard let hyphen = text.last(UInt8(ascii: "-"), from: start, limit: text.count) else {
            return start < text.count ? Parts(epoch: epoch, version: start..<text.count, release: nil) : nil
        }
        return Parts(epoch: epoch, version: start..<hyphen, release: (hyphen &+ 1)..<text.count)
    }

    /// rpm's `rpmvercmp`.
    private static func segmentOrder(
        _ first: VersionBytes, _ a: Range<Int>, _ second: VersionBytes, _ b: Range<Int>
    ) -> VersionOrder {
        var i = a.lowerBound
        var j = b.lowerBound
        while i < a.upperBound || j < b.upperBound {
            while i < a.upperBound, isSeparator(first[i]) { i &+= 1 }
            while j < b.upperBound, isSeparator(second[j]) { j &+= 1 }
            let x = i < a.upperBound ? first[i] : 0
            let y = j < b.upperBound ? second[j] : 0
            if x == UInt8(ascii: "~") || y == UInt8(ascii: "~") {
                guard x == y else { return x == UInt8(ascii: "~") ? .less : .greater }
                i &+= 1
                j &+= 1
                continue
            }
            // A caret begins what comes after the version it follows, but before anything else.
            if x == UInt8(ascii: "^") || y == UInt8(ascii: "^") {
                if x == 0 { return .less }
                if y == 0 { return .greater }
                guard x == y else { return x == UInt8(ascii: "^") ? .less : .greater }
                i &+= 1
                j &+= 1
                continue
            }
            guard x != 0, y != 0 else { break }
            let endI: Int
            let endJ: Int
            let order: VersionOrder
            if x.isDigit {
                endI = first.endOfDigits(i, limit: a.upperBound)
                endJ = second.endOfDigits(j, limit: b.upperBound)
                // A number is newer than letters.
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
        return VersionOrder(i < a.upperBound ? 1 : 0, j < b.upperBound ? 1 : 0)
    }

    private static func isSeparator(_ byte: UInt8) -> Bool {
        !byte.isAlphanumeric && byte != UInt8(ascii: "~") && byte != UInt8(ascii: "^")
    }
}
