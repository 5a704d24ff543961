// SPDX-License-Identifier: Apache-2.0

/// `version[_revision][,epoch]` as FreeBSD's `pkg version -t` orders it (Porter's Handbook, 5.2.3).
///
/// A version is components of number, letter and patch level (`10b2`). A missing number is -1, so `1.rc1` comes before `1`;
/// `*` is the smallest component; a `+` begins a group of its own.
enum FreeBSDVersions {
    private struct Parts {
        var version: Range<Int>
        var revision: Range<Int>
        var epoch: Range<Int>
    }

    /// A missing component is 0, no letter, 0.
    private struct Component {
        /// -2 for `*`, -1 for none; 0 where `digits` say it.
        var special = 0
        var digits = 0..<0
        var letter = 0
        /// -1 for a letter without a patch level.
        var specialPatch = 0
        var patch = 0..<0
    }

    static func compare(_ first: VersionBytes, _ second: VersionBytes) -> VersionComparison {
        guard let a = parts(first) else { return notEvaluable(first, is: "FreeBSD package version") }
        guard let b = parts(second) else { return notEvaluable(second, is: "FreeBSD package version") }
        var order = numericOrder(first, a.epoch, second, b.epoch)
        guard case .equal = order else { return order.comparison }
        order = versionOrder(first, a.version, second, b.version)
        guard case .equal = order else { return order.comparison }
        return numericOrder(first, a.revision, second, b.revision).comparison
    }

    private static func parts(_ text: VersionBytes) -> Parts? {
        for index in 0..<text.count {
            switch text[index] {
            case UInt8(ascii: "."), UInt8(ascii: "+"), UInt8(ascii: "*"), UInt8(ascii: "_"), UInt8(ascii: ","): break
            // The handbook has no such characters, but pkg takes them for dots.
            case UInt8(ascii: ":"), UInt8(ascii: "~"), UInt8(ascii: "@"): break
            case let byte: guard byte.isAlphanumeric else { return nil }
            }
        }
        var end = text.count
        var epoch = end..<end
        if let comma = text.last(UInt8(ascii: ","), from: 0, limit: end) {
            epoch = (comma &+ 1)..<end
            guard text.isNumber(epoch) else { return nil }
            end = comma
        }
        var revision = end..<end
        if let underscore = text.last(UInt8(ascii: "_"), from: 0, limit: end) {
            revision = (underscore &+ 1)..<end
            guard text.isNumber(revision) else { return nil }
            end = underscore
        }
        guard end > 0 else { return nil }
        return Parts(version: 0..<end, revision: revision, epoch: epoch)
    }

    private static func versionOrder(
        _ first: VersionBytes, _ a: Range<Int>, _ second: VersionBytes, _ b: Range<Int>
    ) -> VersionOrder {
        var i = a.lowerBound
        var j = b.lowerBound
        while i < a.upperBound || j < b.upperBound {
            let readsFirst = i < a.upperBound && first[i] != UInt8(ascii: "+")
            let readsSecond = j < b.upperBound && second[j] != UInt8(ascii: "+")
            guard readsFirst || readsSecond else {
                if i < a.upperBound { i &+= 1 }
                if j < b.upperBound { j &+= 1 }
                continue
            }
            let x = readsFirst ? component(first, &i, a.upperBound) : Component()
            let y = readsSecond ? component(second, &j, b.upperBound) : Component()
            var order = VersionOrder(x.special, y.special)
            guard case .equal = order else { return order }
            order = numericOrder(first, x.digits, second, y.digits)
            guard case .equal = order else { return order }
            order = VersionOrder(x.letter, y.letter)
            guard case .equal = order else { return order }
            order = VersionOrder(x.specialPatch, y.specialPatch)
            guard case .equal = order else { return order }
            order = numericOrder(first, x.patch, second, y.patch)
            guard case .equal = order else { return order }
        }
        return .equal
    }

    private static func component(_ text: VersionBytes, _ index: inout Int, _ limit: Int) -> Component {
        var component = Component()
        let start = index
        if text[index].isDigit {
            index = text.endOfDigits(index, limit: limit)
            component.digits = start..<index
        } else if text[index] == UInt8(ascii: "*") {
            component.special = -2
            index = text.first(UInt8(ascii: "+"), from: index, limit: limit)
        } else {
            component.special = -1
        }
        if index < limit, text[index].isLetter {
            let end = text.endOfLetters(index, limit: limit)
            let stage = end &- index > 1 ? stageRank(text, index..<end) : nil
            // A stage behind a number stands apart: `10alpha` is `10.alpha`.
            if stage == nil || component.special == -1 {
                component.letter = stage ?? Int(text[index] | 0x20) &- 0x61 &+ 2
                index = text.endOfDigits(end, limit: limit)
                component.patch = end..<index
                component.specialPatch = index > end ? 0 : -1
            }
        }
        while index < limit, !text[index].isAlphanumeric, text[index] != UInt8(ascii: "+"),
            text[index] != UInt8(ascii: "*")
        {
            index &+= 1
        }
        return component
    }

    /// The rank among letters, of which `a` is 2, of a word that names a stage.
    private static func stageRank(_ text: VersionBytes, _ range: Range<Int>) -> Int? {
        func isWord(_ word: StaticString) -> Bool {
            range.count == word.utf8CodeUnitCount && text.has(word, at: range.lowerBound, limit: range.upperBound)
        }
        if isWord("pl") { return 0 }
        if isWord("snap") || isWord("alpha") || isWord("beta") || isWord("pre") || isWord("rc") {
            return Int(text[range.lowerBound] | 0x20) &- 0x61 &+ 2
        }
        return nil
    }
}
