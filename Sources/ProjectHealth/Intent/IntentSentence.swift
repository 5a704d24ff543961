// SPDX-License-Identifier: Apache-2.0

/// One sentence or heading, asked what it says of the project.
struct IntentSentence {
    private let text: [UInt8]
    private let words: [PhraseBook.Word]
    private let matches: [PhraseBook.Match]
    private let hasAddress: Bool

    /// - Parameters:
    ///   - names: what the project is called.
    ///   - hasAddress: whether an address stands by it: that something moved needs a place it moved to.
    init(_ text: String, names: [[String]], hasAddress: Bool = false) {
        self.text = Array(text.utf8)
        words = IntentPhrases.book.words(of: text, names: names)
        matches = IntentPhrases.book.matches(in: words)
        self.hasAddress =
            hasAddress || self.text[...].contains(sequence: "http") || self.text.contains(UInt8(ascii: "/"))
    }

    /// Whether no phrase of the book is in it.
    var isSilent: Bool { matches.isEmpty }

    /// Every kind once, with the best certainty.
    func said(place: IntentPlace) -> [(IntentStatement.Kind, IntentStatement.Certainty)] {
        guard place != .silent, !isQuestion, !matches.isEmpty else { return [] }
        var found: [(IntentStatement.Kind, IntentStatement.Certainty)] = []
        // Where something said of the project ends: what follows with "and" is said of it too.
        var end: (word: Int, certainty: IntentStatement.Certainty, isThis: Bool)?
        for match in matches {
            let role = IntentPhrases.roles[match.phrase]
            switch role.role {
            case .subject(let isThis):
                guard isSubject(match, isStatus: role.phrase.hasSuffix("status") || role.phrase == "stability") else {
                    continue
                }
                if let last = end, last.word >= match.words.upperBound { continue }
                let isSure = isThis || match.words.lowerBound == 0
                end = (match.words.upperBound, isSure ? .likely : .possible, isThis)
            case .predicate(let kind):
                if kind == .movedElsewhere, !hasAddress { continue }
                if isFollowedByOwner(match) || isOnPlatform(match, kind) { continue }
                if let last = end, isJoined(last.word, to: match.words.lowerBound), !isAdjective(match) {
                    let isDeep = place == .deep
                    if !isDeep || last.isThis && kind != .activelyMaintained && kind != .experimental {
                        note(kind, isDeep ? .possible : last.certainty, in: &found)
                    }
                    end = (max(last.word, match.words.upperBound), last.certainty, last.isThis)
                } else if place == .title, !IntentPhrases.bound.contains(role.phrase), standsAlone(match) {
                    note(kind, .likely, in: &found)
                    end = (match.words.upperBound, .likely, false)
                }
            case .sentence(let kind):
                if kind == .movedElsewhere, !hasAddress { continue }
                guard place != .deep || kind == .seekingMaintainers, !isDenied(match), !isOfPart,
                    !isConditional(before: match.words.lowerBound)
                else { continue }
                note(kind, place == .deep ? .possible : .likely, in: &found)
            }
        }
        return found.sorted { ($0.0.rawValue, $1.1) < ($1.0.rawValue, $0.1) }
    }

    private func note(
        _ kind: IntentStatement.Kind, _ certainty: IntentStatement.Certainty,
        in found: inout [(IntentStatement.Kind, IntentStatement.Certainty)]
    ) {
        if let known = found.firstIndex(where: { $0.0 == kind }) {
            found[known].1 = max(found[known].1, certainty)
        } else {
            found.append((kind, certainty))
        }
    }

    // MARK: Words

    private var isQuestion: Bool { text.last == UInt8(ascii: "?") }

    private func spelling(_ word: Int) -> String {
        guard words.indices.contains(word) else { return "" }
        return String(decoding: text[words[word].bytes].map(\.lowered), as: UTF8.self)
    }

    /// The marks between a word and the next; to the end behind the last.
    private func marks(after word: Int) -> ArraySlice<UInt8> {
        guard words.indices.contains(word) else { return [] }
        let end = words.indices.contains(word + 1) ? words[word + 1].bytes.lowerBound : text.count
        return text[words[word].bytes.upperBound..<end]
    }

    // MARK: Rules

    private func isSubject(_ match: PhraseBook.Match, isStatus: Bool) -> Bool {
        let first = match.words.lowerBound
        if isStatus { return first <= 2 && !isConditional(before: first) }
        if first > 0, IntentPhrases.attachments.contains(spelling(first - 1)),
            marks(after: first - 1).allSatisfy(\.isSpace)
        {
            return false
        }
        return !isConditional(before: match.words.upperBound) && !isPart(after: match.words.upperBound - 1)
    }

    /// `NAME 1 is`, `this module's v2`, `NAME on OpenBSD`, `NAME has experimental support`: one version, branch, release or platform is
    /// what is talked about.
    private func isPart(after word: Int) -> Bool {
        let next = spelling(word + 1)
        guard !next.isEmpty else { return false }
        let between = marks(after: word)
        // `widget: 2 maintainers wanted` and `widget. 1` begin something else.
        guard
            between.allSatisfy({
                $0.isSpace || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "@") || $0 == UInt8(ascii: "/")
            })
        else { return false }
        var digits = Array(next.utf8)[...]
        if digits.first == UInt8(ascii: "v"), digits.count > 1 { digits = digits.dropFirst() }
        if let first = digits.first, first.isDigit { return true }
        return IntentPhrases.parts.contains(next) || IntentPhrases.platformWords.contains(next)
    }

    private func isConditional(before word: Int) -> Bool {
        (0..<max(0, word)).contains { IntentPhrases.conditions.contains(spelling($0)) }
    }

    /// `not`, `n't` or `never` shortly before.
    private func isDenied(_ match: PhraseBook.Match) -> Bool {
        (max(0, match.words.lowerBound - 4)..<match.words.lowerBound).contains { word in
            let spelling = spelling(word)
            return spelling == "not" || spelling == "never" || spelling == "you" || spelling.hasSuffix("n't")
                || spelling.hasSuffix("n’t")
        }
    }

    /// `will be added to this version`
    private var isOfPart: Bool {
        words.indices.contains { IntentPhrases.parts.contains(spelling($0)) }
    }

    /// Whether only words like `is now`, or a colon, stand between.
    private func isJoined(_ end: Int, to start: Int) -> Bool {
        guard end < start else {
            // `tool prototype` names something, `project: archived` and `package needs` say something.
            return end > start || IntentPhrases.verbs.contains(spelling(start))
                || marks(after: end - 1).contains { !$0.isSpace && $0 != UInt8(ascii: "-") && $0 != UInt8(ascii: "`") }
        }
        guard start - end <= 6 else { return false }
        guard (end..<start).allSatisfy({ IntentPhrases.fillers.contains(spelling($0)) }) else { return false }
        // `has experimental support`: something it has, not what it is.
        let isOwned = ["has", "have", "with"].contains(spelling(start - 1))
        return !isOwned || IntentPhrases.verbs.contains(spelling(start))
    }

    /// `maintained by somebody else`: said of people, not of the project.
    private func isFollowedByOwner(_ match: PhraseBook.Match) -> Bool {
        let last = match.words.upperBound - 1
        let isMaintained = ["maintained", "developed", "supported"].contains(spelling(last))
        return isMaintained && spelling(last + 1) == "by" && marks(after: last).allSatisfy(\.isSpace)
    }

    /// `experimental on OpenBSD`, `no longer supported for Python 2`: said of a place where it runs.
    private func isOnPlatform(_ match: PhraseBook.Match, _ kind: IntentStatement.Kind) -> Bool {
        guard [.experimental, .endOfLife, .deprecated].contains(kind) else { return false }
        let last = match.words.upperBound - 1
        guard IntentPhrases.platformWords.contains(spelling(last + 1)), marks(after: last).allSatisfy(\.isSpace),
            words.indices.contains(last + 2), let first = text[words[last + 2].bytes].first
        else { return false }
        // `deprecated on May 3rd` and `for the reasons below` are said of the whole.
        return (0x41...0x5A).contains(first)
            && !IntentPhrases.datesAndForges.contains(String(spelling(last + 2).prefix(3)))
    }

    /// `is a deprecated function`: what follows is no more the project.
    private func isAdjective(_ match: PhraseBook.Match) -> Bool {
        let last = match.words.upperBound - 1
        let first = match.words.lowerBound
        guard first > 0, ["a", "an"].contains(spelling(first - 1)), words.indices.contains(last + 1) else {
            return false
        }
        return marks(after: last).allSatisfy(\.isSpace)
            && IntentPhrases.sets["$project"]?.contains(spelling(last + 1)) == false
            && !IntentPhrases.followers.contains(spelling(last + 1))
    }

    /// Whether it is said by itself: `DEPRECATED: use x`, `name (unmaintained)`, `⚠ No longer maintained`.
    private func standsAlone(_ match: PhraseBook.Match) -> Bool {
        let first = match.words.lowerBound
        let last = match.words.upperBound - 1
        let isOpening = (0..<first).allSatisfy {
            IntentPhrases.openers.contains(spelling($0)) || words[$0].id == PhraseBook.selfID
        }
        let next = marks(after: last)
        let isClosed =
            last == words.count - 1 || words.indices.contains(last + 1) && words[last + 1].id == PhraseBook.selfID
            || next.contains {
                !$0.isSpace && $0 != UInt8(ascii: "-") && $0 != UInt8(ascii: "`") && $0 != UInt8(ascii: "/")
            }
            || next.contains(UInt8(ascii: "-")) && next.first?.isSpace == true
        if isOpening { return isClosed || IntentPhrases.followers.contains(spelling(last + 1)) }
        // In brackets, or behind a dash at the end: `name [DEPRECATED]`.
        guard isClosed, first <= 12 else { return false }
        let before = marks(after: first - 1)
        let isBracketed =
            before.contains { $0 == UInt8(ascii: "(") || $0 == UInt8(ascii: "[") }
            && next.contains { $0 == UInt8(ascii: ")") || $0 == UInt8(ascii: "]") }
        let isAtEnd =
            last == words.count - 1 && first <= 4
            && before.contains {
                $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: "|") || $0 >= 0x80
            }
            && before.contains(where: \.isSpace)
        return isBracketed || isAtEnd
    }
}
