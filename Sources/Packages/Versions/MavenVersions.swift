// SPDX-License-Identifier: Apache-2.0

/// Maven's `ComparableVersion` as of 3.9 (maven.apache.org/pom.html, "Version Order Specification").
///
/// A version is a list of numbers and words whose last element may be another such list: a hyphen or a change between digits
/// and letters opens it. As only the last element can be a list, the whole nest lies flat in one buffer, each opening a token
/// of its own. Maven 4 takes a word with a number (`rc1`) for one element and orders some rare versions differently.
enum MavenVersions {
    private enum Kind {
        case number
        case word
        /// A word with a digit right behind it, where `a`, `b` and `m` are short for alpha, beta and milestone.
        case wordBeforeDigit
        /// The list that is the last element of the list so far.
        case list
        case end
    }

    private struct Token {
        var kind: Kind
        /// The bytes of the number or the word.
        var range: Range<Int>
        var isDropped = false
    }

    static func compare(_ first: VersionBytes, _ second: VersionBytes) -> VersionComparison {
        if let order = plainOrder(first, second) { return order.comparison }
        for index in 0..<first.count where first[index] <= 0x20 { return notEvaluable(first, is: "Maven version") }
        for index in 0..<second.count where second[index] <= 0x20 { return notEvaluable(second, is: "Maven version") }
        // A byte closes at most one token and opens at most two lists.
        let capacity = 3 &* first.count &+ 3
        return withUnsafeTemporaryAllocation(of: Token.self, capacity: capacity &+ 3 &* second.count &+ 3) { buffer in
            var a = TokenList(UnsafeMutableBufferPointer(rebasing: buffer[..<capacity]))
            var b = TokenList(UnsafeMutableBufferPointer(rebasing: buffer[capacity...]))
            read(first, into: &a)
            read(second, into: &b)
            return order(first, &a, second, &b).comparison
        }
    }

    /// The order of two versions that are nothing but numbers and dots, by far the most; nil for others.
    private static func plainOrder(_ first: VersionBytes, _ second: VersionBytes) -> VersionOrder? {
        for index in 0..<first.count where !first[index].isDigit && first[index] != UInt8(ascii: ".") { return nil }
        for index in 0..<second.count where !second[index].isDigit && second[index] != UInt8(ascii: ".") { return nil }
        return SemanticVersions.numbersOrder(first, 0..<first.count, second, 0..<second.count)
    }

    /// The tokens of one version in memory that lasts for one comparison.
    private struct TokenList {
        private let storage: UnsafeMutableBufferPointer<Token>
        private(set) var count = 0
        private var next = 0

        init(_ storage: UnsafeMutableBufferPointer<Token>) {
            self.storage = storage
        }

        mutating func append(_ kind: Kind, _ range: Range<Int> = 0..<0) {
            precondition(count < storage.count, "a byte closes one token and opens two lists at most")
            storage.initializeElement(at: count, to: Token(kind: kind, range: range))
            count &+= 1
        }

        /// Opens a list inside the innermost one, unless that is still empty.
        mutating func openUnlessEmpty() {
            if count > 0, storage[count &- 1].kind != .list { append(.list) }
        }

        /// Takes away what says nothing from the end of every list: zeros, words for the release itself, and empty lists, up
        /// to the first number or word that says something.
        mutating func normalise(_ text: VersionBytes) {
            var isEmpty = true
            var isSettled = false
            for index in stride(from: count &- 1, through: 0, by: -1) {
                let token = storage[index]
                let saysNothing: Bool
                switch token.kind {
                case .number: saysNothing = !isSettled && text.isZero(token.range)
                case .word, .wordBeforeDigit: saysNothing = !isSettled && rank(text, token) == releaseRank
                case .list:
                    storage[index].isDropped = isEmpty
                    // The list around it has this one as its end.
                    isSettled = false
                    continue
                case .end: saysNothing = true
                }
                storage[index].isDropped = saysNothing
                if !saysNothing {
                    isSettled = true
                    isEmpty = false
                }
            }
        }

        mutating func pop() -> Token {
            while next < count {
                let token = storage[next]
                next &+= 1
                if !token.isDropped { return token }
            }
            return Token(kind: .end, range: 0..<0)
        }
    }

    private static func read(_ text: VersionBytes, into list: inout TokenList) {
        let limit = text.count
        var start = 0
        var inDigits = false
        for index in 0..<limit {
            let byte = text[index]
            if byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-") {
                // Nothing between two separators is the number 0.
                list.append(inDigits || index == start ? .number : .word, start..<index)
                start = index &+ 1
                if byte == UInt8(ascii: "-") { list.append(.list) }
            } else if byte.isDigit {
                if !inDigits, index > start {
                    list.openUnlessEmpty()
                    list.append(.wordBeforeDigit, start..<index)
                    list.append(.list)
                    start = index
                }
                inDigits = true
            } else {
                if inDigits, index > start {
                    list.append(.number, start..<index)
                    list.append(.list)
                    start = index
                }
                inDigits = false
            }
        }
        if limit > start {
            // `1.x` is `1-x`.
            if !inDigits { list.openUnlessEmpty() }
            list.append(inDigits ? .number : .word, start..<limit)
        }
        list.normalise(text)
    }

    private static func order(
        _ first: VersionBytes, _ a: inout TokenList, _ second: VersionBytes, _ b: inout TokenList
    ) -> VersionOrder {
        while true {
            let x = a.pop()
            let y = b.pop()
            let order: VersionOrder
            switch (x.kind, y.kind) {
            case (.end, .end): return .equal
            case (.end, _): order = orderToNothing(second, y).reversed
            case (_, .end): order = orderToNothing(first, x)
            case (.list, .list): order = .equal
            case (.number, .number): order = numericOrder(first, x.range, second, y.range)
            case (.number, _): order = .greater
            case (_, .number): order = .less
            case (.list, _): order = .greater
            case (_, .list): order = .less
            default: order = wordOrder(first, x, second, y)
            }
            guard case .equal = order else { return order }
        }
    }

    /// How an element stands to the end of the shorter version.
    private static func orderToNothing(_ text: VersionBytes, _ token: Token) -> VersionOrder {
        switch token.kind {
        case .number: text.isZero(token.range) ? .equal : .greater
        case .word, .wordBeforeDigit: VersionOrder(rank(text, token), releaseRank)
        case .list, .end: .equal
        }
    }

    private static let releaseRank = 5
    private static let unknownRank = 7

    private static func wordOrder(
        _ first: VersionBytes, _ a: Token, _ second: VersionBytes, _ b: Token
    ) -> VersionOrder {
        let x = rank(first, a)
        let y = rank(second, b)
        guard x == unknownRank, y == unknownRank else { return VersionOrder(x, y) }
        return foldedByteOrder(first, a.range, second, b.range)
    }

    /// alpha < beta < milestone < rc < snapshot < the release itself < sp < any other word.
    private static func rank(_ text: VersionBytes, _ token: Token) -> Int {
        let range = token.range
        func isWord(_ word: StaticString) -> Bool {
            range.count == word.utf8CodeUnitCount && text.has(word, at: range.lowerBound, limit: range.upperBound)
        }
        switch range.count {
        case 1 where token.kind == .wordBeforeDigit:
            switch text[range.lowerBound] | 0x20 {
            case UInt8(ascii: "a"): return 0
            case UInt8(ascii: "b"): return 1
            case UInt8(ascii: "m"): return 2
            default: return unknownRank
            }
        case 2:
            if isWord("rc") || isWord("cr") { return 3 }
            if isWord("ga") { return releaseRank }
            return isWord("sp") ? 6 : unknownRank
        case 4: return isWord("beta") ? 1 : unknownRank
        case 5:
            if isWord("alpha") { return 0 }
            return isWord("final") ? releaseRank : unknownRank
        case 7: return isWord("release") ? releaseRank : unknownRank
        case 8: return isWord("snapshot") ? 4 : unknownRank
        case 9: return isWord("milestone") ? 2 : unknownRank
        default: return unknownRank
        }
    }
}
