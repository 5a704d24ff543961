// SPDX-License-Identifier: Apache-2.0

/// OpenSSL: three numbers and, before 3.0, letters for the patch release (`1.0.2zh`); `-pre9`, `-beta3` and `-alpha1` are
/// before the release.
enum OpenSSLVersions {
    private struct Parts {
        var numbers: Range<Int>
        var letters: Range<Int>
        /// Rank of alpha, beta and pre; the release itself is after all of them.
        var stage = 3
        var stageNumber = 0..<0
    }

    static func compare(_ first: VersionBytes, _ second: VersionBytes) -> VersionComparison {
        guard let a = parts(first) else { return notEvaluable(first, is: "OpenSSL version") }
        guard let b = parts(second) else { return notEvaluable(second, is: "OpenSSL version") }
        var order = SemanticVersions.numbersOrder(first, a.numbers, second, b.numbers)
        guard case .equal = order else { return order.comparison }
        order = byteOrder(first, a.letters, second, b.letters)
        guard case .equal = order else { return order.comparison }
        order = VersionOrder(a.stage, b.stage)
        guard case .equal = order else { return order.comparison }
        return numericOrder(first, a.stageNumber, second, b.stageNumber).comparison
    }

    private static func parts(_ text: VersionBytes) -> Parts? {
        guard let end = SemanticVersions.endOfNumbers(text, 0, most: 3) else { return nil }
        var letters = end
        while UInt8(ascii: "a")...UInt8(ascii: "z") ~= text.byte(letters) { letters &+= 1 }
        var parts = Parts(numbers: 0..<end, letters: end..<letters)
        guard letters < text.count else { return parts }
        guard text[letters] == UInt8(ascii: "-") else { return nil }
        let wordEnd = text.endOfLetters(letters &+ 1, limit: text.count)
        let word = (letters &+ 1)..<wordEnd
        if word.count == 5, text.has("alpha", at: word.lowerBound, limit: wordEnd) {
            parts.stage = 0
        } else if word.count == 4, text.has("beta", at: word.lowerBound, limit: wordEnd) {
            parts.stage = 1
        } else if word.count == 3, text.has("pre", at: word.lowerBound, limit: wordEnd) {
            parts.stage = 2
        } else {
            return nil
        }
        guard text.isNumber(wordEnd..<text.count) else { return nil }
        parts.stageNumber = wordEnd..<text.count
        return parts
    }
}
