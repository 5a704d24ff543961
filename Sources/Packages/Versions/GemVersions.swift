// SPDX-License-Identifier: Apache-2.0

/// RubyGems' `Gem::Version`: segments of digits or letters, a segment of letters marking a pre-release.
enum GemVersions {
    private enum Kind {
        case number
        case word
        /// A hyphen, which stands for `.pre.`.
        case hyphen
        case end
    }

    /// Walks over the canonical segments: without the zeros that end the numbers before the first word, and without those
    /// that end the whole.
    private struct Cursor {
        /// Behind the last number that is not zero, before the first word.
        var endOfNumbers: Int
        var startOfWords: Int
        var end: Int
        var index = 0

        mutating func next(_ text: VersionBytes) -> (kind: Kind, range: Range<Int>) {
            while true {
                if index >= endOfNumbers, index < startOfWords { index = startOfWords }
                guard index < end else { return (.end, end..<end) }
                let start = index
                let byte = text[start]
                if byte.isDigit {
                    index = text.endOfDigits(start, limit: end)
                    return (.number, start..<index)
                }
                if byte.isLetter {
                    index = text.endOfLetters(start, limit: end)
                    return (.word, start..<index)
                }
                index &+= 1
                if byte == UInt8(ascii: "-") { return (.hyphen, start..<index) }
            }
        }
    }

    static func compare(_ first: VersionBytes, _ second: VersionBytes) -> VersionComparison {
        guard var a = cursor(first) else { return notEvaluable(first, is: "RubyGems version") }
        guard var b = cursor(second) else { return notEvaluable(second, is: "RubyGems version") }
        while true {
            let x = a.next(first)
            let y = b.next(second)
            let order: VersionOrder
            switch (x.kind, y.kind) {
            case (.end, .end): return .equal
            case (.number, .number): order = numericOrder(first, x.range, second, y.range)
            case (.number, .end): order = first.isZero(x.range) ? .equal : .greater
            case (.end, .number): order = second.isZero(y.range) ? .equal : .less
            case (.number, _), (.end, _): order = .greater
            case (_, .number), (_, .end): order = .less
            case (.word, .word): order = byteOrder(first, x.range, second, y.range)
            case (.hyphen, .hyphen): order = .equal
            case (.hyphen, .word): order = orderToPre(second, y.range).reversed
            case (.word, .hyphen): order = orderToPre(first, x.range)
            }
            guard case .equal = order else { return order.comparison }
        }
    }

    /// How a word stands to the `pre` that a hyphen means.
    private static func orderToPre(_ text: VersionBytes, _ range: Range<Int>) -> VersionOrder {
        let pre: StaticString = "pre"
        return pre.withUTF8Buffer { byteOrder(text, range, $0.span, 0..<3) }
    }

    /// `Gem::Version::VERSION_PATTERN`, and where its canonical segments end.
    private static func cursor(_ text: VersionBytes) -> Cursor? {
        guard text.byte(0).isDigit else { return nil }
        var startOfWords = text.count
        var hasSeparator = false
        var hyphen = false
        var length = 0
        for index in 0..<text.count {
            let byte = text[index]
            switch byte {
            case UInt8(ascii: "."):
                guard length > 0 else { return nil }
                length = 0
                hasSeparator = true
            case UInt8(ascii: "-"):
                guard length > 0 || hyphen else { return nil }
                if !hyphen { length = 0 } else { length &+= 1 }
                hyphen = true
                hasSeparator = true
                startOfWords = min(startOfWords, index)
            default:
                guard byte.isAlphanumeric else { return nil }
                if byte.isLetter {
                    // Letters cannot follow the first number at once.
                    guard hasSeparator else { return nil }
                    startOfWords = min(startOfWords, index)
                }
                length &+= 1
            }
        }
        guard length > 0 else { return nil }
        return Cursor(
            endOfNumbers: endWithoutZeros(text, 0..<startOfWords), startOfWords: startOfWords,
            end: max(startOfWords, endWithoutZeros(text, startOfWords..<text.count)))
    }

    /// Where a range ends once the segments at its end that are zero are taken away.
    private static func endWithoutZeros(_ text: VersionBytes, _ range: Range<Int>) -> Int {
        var end = range.upperBound
        while end > range.lowerBound {
            var start = end
            while start > range.lowerBound, text[start &- 1].isDigit { start &-= 1 }
            if start == end {
                guard text[end &- 1] == UInt8(ascii: ".") else { return end }
                end &-= 1
            } else {
                guard text.isZero(start..<end) else { return end }
                end = start
            }
        }
        return end
    }
}
