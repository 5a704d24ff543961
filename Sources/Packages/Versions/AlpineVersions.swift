// SPDX-License-Identifier: Apache-2.0

/// `digits{.digits}[letter]{_suffix[digits]}[~hash][-rN]` as apk-tools orders it (`apk_version_compare`).
///
/// Old packages break that grammar (`1.8.28p1-r1`). As in apk-tools, what stands before the break may decide; where it does
/// not, apk-tools calls the versions equal, and this does not answer.
enum AlpineVersions {
    /// In the order in which they stand in a version; where two versions differ in kind, the later kind is the older version.
    private enum Kind: Int {
        case firstNumber
        case number
        case letter
        case suffix
        case suffixNumber
        case hash
        case revision
        case end
        case invalid
    }

    private struct Cursor {
        var kind = Kind.firstNumber
        var range = 0..<0
        /// The rank of the suffix: below `release` it makes a version older than the one without.
        var suffix = 0
        var index = 0

        mutating func advance(_ text: VersionBytes) {
            guard index < text.count else {
                kind = .end
                return
            }
            let byte = text[index]
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"):
                guard kind.rawValue <= Kind.number.rawValue else { return fail() }
                range = index..<(index &+ 1)
                kind = .letter
                index &+= 1
            case UInt8(ascii: "."):
                guard kind.rawValue <= Kind.number.rawValue else { return fail() }
                index &+= 1
                readNumber(text, as: .number)
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                switch kind {
                case .firstNumber, .number: readNumber(text, as: .number)
                case .suffix: readNumber(text, as: .suffixNumber)
                default: fail()
                }
            case UInt8(ascii: "_"):
                guard kind.rawValue <= Kind.suffixNumber.rawValue else { return fail() }
                let end = text.endOfLetters(index &+ 1, limit: text.count)
                guard let rank = AlpineVersions.suffixRank(text, (index &+ 1)..<end) else { return fail() }
                suffix = rank
                kind = .suffix
                index = end
            case UInt8(ascii: "~"):
                guard kind.rawValue < Kind.hash.rawValue else { return fail() }
                var end = index &+ 1
                while text.byte(end).isDigit || UInt8(ascii: "a")...UInt8(ascii: "f") ~= text.byte(end) { end &+= 1 }
                guard end > index &+ 1 else { return fail() }
                range = (index &+ 1)..<end
                kind = .hash
                index = end
            case UInt8(ascii: "-"):
                guard kind.rawValue < Kind.revision.rawValue, text.byte(index &+ 1) == UInt8(ascii: "r") else {
                    return fail()
                }
                index &+= 2
                readNumber(text, as: .revision)
            default: fail()
            }
        }

        mutating func readNumber(_ text: VersionBytes, as kind: Kind) {
            let end = text.endOfDigits(index, limit: text.count)
            range = index..<end
            self.kind = end > index ? kind : .invalid
            index = end
        }

        private mutating func fail() { kind = .invalid }
    }

    private static let release = 4

    static func compare(_ first: VersionBytes, _ second: VersionBytes) -> VersionComparison {
        var a = Cursor()
        var b = Cursor()
        a.readNumber(first, as: .firstNumber)
        b.readNumber(second, as: .firstNumber)
        while a.kind == b.kind, a.kind.rawValue < Kind.end.rawValue {
            let order = order(first, a, second, b)
            guard case .equal = order else { return order.comparison }
            a.advance(first)
            b.advance(second)
        }
        if a.kind == .invalid { return notEvaluable(first, is: "apk version") }
        if b.kind == .invalid { return notEvaluable(second, is: "apk version") }
        if a.kind == b.kind { return .equal }
        if a.kind == .suffix, a.suffix < release { return .less }
        if b.kind == .suffix, b.suffix < release { return .greater }
        return a.kind.rawValue > b.kind.rawValue ? .less : .greater
    }

    private static func order(_ first: VersionBytes, _ a: Cursor, _ second: VersionBytes, _ b: Cursor) -> VersionOrder {
        switch a.kind {
        case .number:
            // As in Gentoo: with a leading zero on either side, these are digits behind a decimal point.
            if first[a.range.lowerBound] == UInt8(ascii: "0") || second[b.range.lowerBound] == UInt8(ascii: "0") {
                byteOrder(first, a.range, second, b.range)
            } else {
                numericOrder(first, a.range, second, b.range)
            }
        case .firstNumber, .suffixNumber, .revision: numericOrder(first, a.range, second, b.range)
        case .letter, .hash: byteOrder(first, a.range, second, b.range)
        case .suffix: VersionOrder(a.suffix, b.suffix)
        case .end, .invalid: .equal
        }
    }

    private static func suffixRank(_ text: VersionBytes, _ range: Range<Int>) -> Int? {
        func isWord(_ word: StaticString) -> Bool {
            guard range.count == word.utf8CodeUnitCount else { return false }
            for index in range where !(UInt8(ascii: "a")...UInt8(ascii: "z") ~= text[index]) { return false }
            return text.has(word, at: range.lowerBound, limit: range.upperBound)
        }
        switch text.byte(range.lowerBound) {
        case UInt8(ascii: "a"): return isWord("alpha") ? 0 : nil
        case UInt8(ascii: "b"): return isWord("beta") ? 1 : nil
        case UInt8(ascii: "p"): return isWord("pre") ? 2 : isWord("p") ? 9 : nil
        case UInt8(ascii: "r"): return isWord("rc") ? 3 : nil
        case UInt8(ascii: "c"): return isWord("cvs") ? 5 : nil
        case UInt8(ascii: "s"): return isWord("svn") ? 6 : nil
        case UInt8(ascii: "g"): return isWord("git") ? 7 : nil
        case UInt8(ascii: "h"): return isWord("hg") ? 8 : nil
        default: return nil
        }
    }
}
