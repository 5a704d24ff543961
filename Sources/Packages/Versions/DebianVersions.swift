// SPDX-License-Identifier: Apache-2.0

/// `[epoch:]upstream[-revision]` as dpkg orders it (Debian Policy 5.6.12), and opam's order, which is the same without an
/// epoch.
enum DebianVersions {
    private struct Parts {
        var epoch: Range<Int>
        var upstream: Range<Int>
        var revision: Range<Int>
    }

    static func compare(_ first: VersionBytes, _ second: VersionBytes) -> VersionComparison {
        guard let a = parts(first) else { return notEvaluable(first, is: "Debian version") }
        guard let b = parts(second) else { return notEvaluable(second, is: "Debian version") }
        let epochs = numericOrder(first, a.epoch, second, b.epoch)
        guard case .equal = epochs else { return epochs.comparison }
        return order(first, a, second, b).comparison
    }

    /// opam's `OpamVersionCompare`. Any character may stand in a version, a colon too.
    static func compareOpam(_ first: VersionBytes, _ second: VersionBytes) -> VersionComparison {
        guard first.isPrintableASCII else { return notEvaluable(first, is: "opam version") }
        guard second.isPrintableASCII else { return notEvaluable(second, is: "opam version") }
        return order(first, split(first, 0..<0, from: 0), second, split(second, 0..<0, from: 0)).comparison
    }

    private static func order(_ first: VersionBytes, _ a: Parts, _ second: VersionBytes, _ b: Parts) -> VersionOrder {
        let upstream = partOrder(first, a.upstream, second, b.upstream)
        guard case .equal = upstream else { return upstream }
        return partOrder(first, a.revision, second, b.revision)
    }

    private static func parts(_ text: VersionBytes) -> Parts? {
        var colon: Int?
        for index in 0..<text.count {
            switch text[index] {
            case UInt8(ascii: "."), UInt8(ascii: "+"), UInt8(ascii: "~"), UInt8(ascii: "-"): break
            case UInt8(ascii: ":"):
                if colon == nil { colon = index }
            case let byte: guard byte.isAlphanumeric else { return nil }
            }
        }
        let start = colon.map { $0 &+ 1 } ?? 0
        let epoch = 0..<(colon ?? 0)
        guard colon == nil || text.isNumber(epoch), start < text.count else { return nil }
        let parts = split(text, epoch, from: start)
        // Policy knows neither `-1` nor `1-`.
        return parts.upstream.isEmpty || parts.revision.lowerBound == text.count ? nil : parts
    }

    private static func split(_ text: VersionBytes, _ epoch: Range<Int>, from start: Int) -> Parts {
        guard let hyphen = text.last(UInt8(ascii: "-"), from: start, limit: text.count) else {
            return Parts(epoch: epoch, upstream: start..<text.count, revision: 0..<0)
        }
        return Parts(epoch: epoch, upstream: start..<hyphen, revision: (hyphen &+ 1)..<text.count)
    }

    /// Alternately what is no number, by `weight`, and numbers, by value; nothing left counts as 0.
    private static func partOrder(
        _ first: VersionBytes, _ a: Range<Int>, _ second: VersionBytes, _ b: Range<Int>
    ) -> VersionOrder {
        var i = a.lowerBound
        var j = b.lowerBound
        while i < a.upperBound || j < b.upperBound {
            while i < a.upperBound && !first[i].isDigit || j < b.upperBound && !second[j].isDigit {
                let x = i < a.upperBound ? weight(first[i]) : 0
                let y = j < b.upperBound ? weight(second[j]) : 0
                if x != y { return x < y ? .less : .greater }
                i &+= 1
                j &+= 1
            }
            let endI = first.endOfDigits(i, limit: a.upperBound)
            let endJ = second.endOfDigits(j, limit: b.upperBound)
            let order = numericOrder(first, i..<endI, second, j..<endJ)
            guard case .equal = order else { return order }
            i = endI
            j = endJ
        }
        return .equal
    }

    /// `~` before the end, the end (and a digit) before letters, letters before all else.
    @inline(__always)
    private static func weight(_ byte: UInt8) -> Int {
        if byte.isDigit { return 0 }
        if byte.isLetter { return Int(byte) }
        return byte == UInt8(ascii: "~") ? -1 : Int(byte) &+ 256
    }
}
