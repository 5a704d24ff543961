// SPDX-License-Identifier: Apache-2.0

/// Composer's versions: normalised to four numbers and a stability as `VersionParser::normalize` does, then ordered as PHP's
/// `version_compare` orders the result.
///
/// Branches (`dev-main`, `1.x-dev`) move, and Composer itself does not compare the named ones: they are not evaluable. Nor is
/// what Composer refuses to normalise, for Packagist holds no such version.
enum ComposerVersions {
    /// The order of PHP's special forms; a number stands between `RC` and `patch`.
    private enum Stability: Int {
        case development
        case alpha
        case beta
        case candidate
        case number
        case patch
    }

    private struct Parts {
        /// Numbers between single separators.
        var numbers: Range<Int>
        /// Whether missing numbers up to the fourth are 0; not so where the version is a date.
        var isFilled = true
        var stability: Stability?
        /// Numbers between dots and hyphens, behind the stability.
        var stabilityNumbers = 0..<0
        var isDevelopment = false
    }

    static func compare(_ first: VersionBytes, _ second: VersionBytes) -> VersionComparison {
        let a: Parts
        let b: Parts
        switch read(first) {
        case .parts(let parts): a = parts
        case .reason(let reason): return .notEvaluable(reason)
        }
        switch read(second) {
        case .parts(let parts): b = parts
        case .reason(let reason): return .notEvaluable(reason)
        }
        return order(first, a, second, b).comparison
    }

    /// `version_compare` of the normalised forms, element by element.
    private static func order(_ first: VersionBytes, _ a: Parts, _ second: VersionBytes, _ b: Parts) -> VersionOrder {
        var x = Cursor(a)
        var y = Cursor(b)
        while true {
            let left = x.next(first)
            let right = y.next(second)
            let order: VersionOrder
            switch (left, right) {
            case (nil, nil): return .equal
            // Behind the end of the other, a number is more, and a word is compared with a number.
            case (let left?, nil): order = left.stability == .number ? .greater : rank(left.stability, .number)
            case (nil, let right?): order = right.stability == .number ? .less : rank(.number, right.stability)
            case (let left?, let right?):
                order =
                    left.stability == .number && right.stability == .number
                    ? numericOrder(first, left.range, second, right.range) : rank(left.stability, right.stability)
            }
            guard case .equal = order else { return order }
        }
    }

    private static func rank(_ first: Stability, _ second: Stability) -> VersionOrder {
        VersionOrder(first.rawValue, second.rawValue)
    }

    /// Walks over the elements of the normalised form: numbers, the stability, its numbers, `dev`.
    private struct Cursor {
        private let parts: Parts
        private var index: Int
        private var numbersGiven = 0
        private var stage = 0

        init(_ parts: Parts) {
            self.parts = parts
            index = parts.numbers.lowerBound
        }

        mutating func next(_ text: VersionBytes) -> (stability: Stability, range: Range<Int>)? {
            if stage == 0 {
                if let range = number(text, parts.numbers) {
                    numbersGiven &+= 1
                    return (.number, range)
                }
                if parts.isFilled, numbersGiven < 4 {
                    numbersGiven &+= 1
                    return (.number, 0..<0)
                }
                stage = 1
                index = parts.stabilityNumbers.lowerBound
                if let stability = parts.stability { return (stability, 0..<0) }
            }
            if stage == 1 {
                if let range = number(text, parts.stabilityNumbers) { return (.number, range) }
                stage = 2
                if parts.isDevelopment { return (.development, 0..<0) }
            }
            return nil
        }

        private mutating func number(_ text: VersionBytes, _ range: Range<Int>) -> Range<Int>? {
            while index < range.upperBound, !text[index].isDigit { index &+= 1 }
            guard index < range.upperBound else { return nil }
            let start = index
            index = text.endOfDigits(index, limit: range.upperBound)
            return start..<index
        }
    }

    private enum Reading {
        case parts(Parts)
        case reason(String)
    }

    private static func read(_ text: VersionBytes) -> Reading {
        var limit = text.count
        // `1.0@beta` says which stability a requirement accepts, not which the version has.
        if let at = text.last(UInt8(ascii: "@"), from: 0, limit: limit), isStabilityFlag(text, (at &+ 1)..<limit) {
            limit = at
        }
        if text.has("dev-", at: 0, limit: limit) || isDefaultBranch(text, limit) {
            return .reason("\(text.quoted) is a branch; how a branch stands to versions cannot be told.")
        }
        let plus = text.first(UInt8(ascii: "+"), from: 0, limit: limit)
        if plus > 0, plus &+ 1 < limit { limit = plus }
        if let parts = classical(text, limit) ?? dated(text, limit) { return .parts(parts) }
        if isNumericBranch(text, limit) {
            return .reason("\(text.quoted) is a branch; how a branch stands to versions cannot be told.")
        }
        return .reason("\(text.quoted) is no Composer version.")
    }

    /// `v?1.2.3.4` with a modifier.
    private static func classical(_ text: VersionBytes, _ limit: Int) -> Parts? {
        let start = text.byte(0) | 0x20 == UInt8(ascii: "v") ? 1 : 0
        var end = text.endOfDigits(start, limit: limit)
        guard end > start, end &- start <= 5 else { return nil }
        var count = 1
        while count < 4, end < limit, text[end] == UInt8(ascii: "."), text.byte(end &+ 1).isDigit {
            end = text.endOfDigits(end &+ 1, limit: limit)
            count &+= 1
        }
        var parts = Parts(numbers: start..<end)
        return readModifier(text, end, limit, into: &parts) ? parts : nil
    }

    /// `2010-01-02`, `20100102.1`: four digits, one to six times two, up to twice one to three.
    private static func dated(_ text: VersionBytes, _ limit: Int) -> Parts? {
        let start = text.byte(0) | 0x20 == UInt8(ascii: "v") ? 1 : 0
        var end = start
        var index = start
        // Each bit stands for a reading so far: how many pairs, how many short groups.
        var readings: UInt32 = 0
        while index < limit {
            let stop = text.endOfDigits(index, limit: limit)
            guard stop > index else { break }
            readings = end == start ? afterYear(stop &- index) : afterRun(readings, stop &- index)
            end = stop
            guard readings != 0 else { return nil }
            switch text.byte(stop) {
            case UInt8(ascii: "."), UInt8(ascii: ":"), UInt8(ascii: "-"): index = stop &+ 1
            default: index = limit
            }
        }
        guard readings & ~0b111 != 0 else { return nil }
        var parts = Parts(numbers: start..<end, isFilled: false)
        return readModifier(text, end, limit, into: &parts) ? parts : nil
    }

    private static func afterYear(_ digits: Int) -> UInt32 {
        digits < 4 ? 0 : digits == 4 ? 1 : afterRun(1, digits &- 4)
    }

    /// The readings behind one more run of digits. Bit 3p + s stands for p pairs and s short groups.
    private static func afterRun(_ readings: UInt32, _ digits: Int) -> UInt32 {
        guard digits <= 18 else { return 0 }
        var found: UInt32 = 0
        for pairs in 0...6 {
            for short in 0...2 where readings & (1 << UInt32(3 * pairs + short)) != 0 {
                // Short groups come last, so pairs can only be added before the first of them.
                for more in 0...(short == 0 ? 6 - pairs : 0) {
                    let rest = digits - 2 * more
                    guard rest >= 0, pairs + more > 0 else { continue }
                    for groups in 0...(2 - short) where groups <= rest && rest <= 3 * groups {
                        found |= 1 << UInt32(3 * (pairs + more) + short + groups)
                    }
                }
            }
        }
        return found
    }

    /// `[._-]?(stable|beta|b|RC|alpha|a|patch|pl|p)?([.-]?\d+)*([.-]?dev)?` up to the end.
    private static func readModifier(_ text: VersionBytes, _ start: Int, _ limit: Int, into parts: inout Parts) -> Bool
    {
        guard start < limit else { return true }
        var index = start
        switch text[index] {
        case UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "_"): index &+= 1
        default: break
        }
        let wordEnd = text.endOfLetters(index, limit: limit)
        if let word = stability(text, index, wordEnd) {
            index = word.end
            let numbers = index
            while index < limit {
                let digits = isDotOrHyphen(text[index]) ? index &+ 1 : index
                let end = text.endOfDigits(digits, limit: limit)
                guard end > digits else { break }
                index = end
            }
            parts.stability = word.stability
            parts.stabilityNumbers = numbers..<index
            if index < limit, isDotOrHyphen(text[index]) { index &+= 1 }
            if word.stability == nil { parts.stabilityNumbers = 0..<0 }
            if index &+ 3 == limit, text.has("dev", at: index, limit: limit) {
                // Composer forgets the `-dev` of a `stable`.
                parts.isDevelopment = word.stability != nil
                return true
            }
            return index == limit && (index == numbers || !isDotOrHyphen(text[index &- 1]))
        }
        if index < limit, index > start, isDotOrHyphen(text[index]) { index &+= 1 }
        if index &+ 3 == limit, text.has("dev", at: index, limit: limit) {
            parts.isDevelopment = true
            return true
        }
        return index == limit && index &- start <= 1
    }

    private static func isDotOrHyphen(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-")
    }

    /// The stability that begins a run of letters, and where its word ends; `stable` has none. `betadev` is `beta` and `dev`.
    private static func stability(_ text: VersionBytes, _ start: Int, _ end: Int) -> (stability: Stability?, end: Int)?
    {
        var wordEnd = end
        if end &- start > 3, text.has("dev", at: end &- 3, limit: end) { wordEnd = end &- 3 }
        func isWord(_ word: StaticString) -> Bool {
            wordEnd &- start == word.utf8CodeUnitCount && text.has(word, at: start, limit: wordEnd)
        }
        if isWord("stable") { return (nil, wordEnd) }
        if isWord("beta") || isWord("b") { return (.beta, wordEnd) }
        if isWord("rc") { return (.candidate, wordEnd) }
        if isWord("alpha") || isWord("a") { return (.alpha, wordEnd) }
        if isWord("patch") || isWord("pl") || isWord("p") { return (.patch, wordEnd) }
        return nil
    }

    private static func isStabilityFlag(_ text: VersionBytes, _ range: Range<Int>) -> Bool {
        func isWord(_ word: StaticString) -> Bool {
            range.count == word.utf8CodeUnitCount && text.has(word, at: range.lowerBound, limit: range.upperBound)
        }
        return isWord("stable") || isWord("rc") || isWord("beta") || isWord("alpha") || isWord("dev")
    }

    private static func isDefaultBranch(_ text: VersionBytes, _ limit: Int) -> Bool {
        limit == 6 && text.has("master", at: 0, limit: limit) || limit == 5 && text.has("trunk", at: 0, limit: limit)
            || limit == 7 && text.has("default", at: 0, limit: limit)
    }

    /// `1.x-dev`, `2.3.*-dev`.
    private static func isNumericBranch(_ text: VersionBytes, _ limit: Int) -> Bool {
        guard limit > 3, text.byte(0).isDigit || text.byte(0) | 0x20 == UInt8(ascii: "v"),
            text.has("dev", at: limit &- 3, limit: limit)
        else { return false }
        for index in 1..<(limit &- 3) {
            switch text[index] {
            case UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "x"), UInt8(ascii: "X"), UInt8(ascii: "*"): break
            case let byte: guard byte.isDigit else { return false }
            }
        }
        return true
    }
}
