// SPDX-License-Identifier: Apache-2.0
internal import Histories

extension MessageText {
    /// Looks at every word of a line: letters and digits, in lower case, packed into 16 bytes.
    mutating func readWords(_ line: UnsafeRawBufferPointer, isSubject: Bool) {
        var namesTopic = false
        var isPaperwork = false
        var position = 0
        var last = MessageText.nothing
        while position < line.count {
            guard let first = MessageText.folded(line[position]) else {
                position += 1
                continue
            }
            let start = position
            var word = MessageText.nothing.appending(first)
            position += 1
            while position < line.count, let byte = MessageText.folded(line[position]) {
                word = word.appending(byte)
                position += 1
            }
            judge(
                word, after: last, line: line, start: start, end: position, isSubject: isSubject, &namesTopic,
                &isPaperwork)
            last = word
        }
        // `docs: link the security policy` and `Bump injection from 1 to 2` mend nothing.
        if isPaperwork { drop(.security) } else if namesTopic { add(.security) }
    }

    /// No part of a compound such as `re-traversal` or `security_policy.md`; `buffer-overflow` is whole.
    private static func isWhole(
        _ line: UnsafeRawBufferPointer, _ start: Int, _ end: Int, after last: PackedWord
    ) -> Bool {
        if start > 1, folded(line[start - 2]) != nil {
            if line[start - 1] == UInt8(ascii: "-"), prefixes.contains(last) { return false }
            if joins.contains(line[start - 1]) { return false }
        }
        guard end + 1 < line.count, folded(line[end + 1]) != nil else { return true }
        return line[end] != UInt8(ascii: "-") && !joins.contains(line[end])
    }

    private static let prefixes = [PackedWord("re"), PackedWord("pre"), PackedWord("non")]
    private static let joins: [UInt8] = [UInt8(ascii: "_"), UInt8(ascii: "/"), UInt8(ascii: "@"), UInt8(ascii: ".")]

    private mutating func judge(
        _ word: PackedWord, after last: PackedWord, line: UnsafeRawBufferPointer, start: Int, end: Int, isSubject: Bool,
        _ namesTopic: inout Bool, _ isPaperwork: inout Bool
    ) {
        guard MessageText.filter.mayHold(word), let meaning = MessageText.words[word] else { return }
        switch meaning {
        case .fix: if isSubject { add(.fix) }
        case .fixing:
            // `Fixes: #12`; `Closes #12` names a change request as often as a defect.
            if isSubject || line.part(end, min(line.count, end + 4)).contains(UInt8(ascii: "#")) { add(.fix) }
        case .security:
            if isSubject, MessageText.isWhole(line, start, end, after: last) { add(.security) }
        case .topic:
            if isSubject, MessageText.isWhole(line, start, end, after: last) { namesTopic = true }
        case .paperwork: if isSubject { isPaperwork = true }
        case .pair(let second):
            if isSubject, last == second { add(.security) }
        case .advisory:
            if MessageText.isAdvisory(line.part(start, line.count)) { add([.namesAdvisory, .security]) }
        }
    }

    /// `CVE-2024-1234`, `GHSA-xxxx-xxxx-xxxx`, `RUSTSEC-2024-0001` and the like: a prefix, then a year and a number, or three
    /// groups of four.
    static func isAdvisory(_ text: UnsafeRawBufferPointer) -> Bool {
        guard let dash = text.position(of: UInt8(ascii: "-"), from: 0, to: min(text.count, 10)) else { return false }
        var groups: [Int] = []
        var areDigits = true
        var count = 0
        var position = dash + 1
        while position < text.count, groups.count < 4 {
            if let byte = folded(text[position]) {
                if !(0x30...0x39).contains(byte) { areDigits = false }
                count += 1
            } else {
                groups.append(count)
                count = 0
                if text[position] != UInt8(ascii: "-") { break }
            }
            position += 1
        }
        if count > 0 { groups.append(count) }
        if dash == 4, text[0] | 0x20 == UInt8(ascii: "g") { return groups.starts(with: [4, 4, 4]) }
        return areDigits && groups.count >= 2 && groups[0] == 4 && groups[1] >= 1
    }

    /// A letter in lower case or a digit; nil for anything else. Bytes beyond ASCII count as letters.
    private static func folded(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 0x61...0x7A, 0x30...0x39, 0x80...0xFF: byte
        case 0x41...0x5A: byte | 0x20
        default: nil
        }
    }

    /// The last 16 bytes of a word: one of at most 15 is equal to no longer one.
    struct PackedWord: Hashable {
        private var high: UInt64 = 0
        private var low: UInt64 = 0

        /// 12 bits that tell most words apart.
        @inline(__always)
        var digest: Int { Int(truncatingIfNeeded: ((low ^ high &* 31) &* 0x9E37_79B9_7F4A_7C15) >> 52) }

        @inline(__always)
        func appending(_ byte: UInt8) -> PackedWord {
            var word = self
            word.high = high << 8 | low >> 56
            word.low = low << 8 | UInt64(byte)
            return word
        }

        init() {}

        init(_ text: String) {
            for byte in text.utf8 { self = appending(byte) }
        }
    }

    /// Says of nearly every word that it is none of ours, without a search.
    private struct WordFilter {
        private var bits = [UInt64](repeating: 0, count: 64)

        init(_ words: some Sequence<PackedWord>) {
            for word in words { bits[word.digest >> 6] |= 1 << UInt64(word.digest & 63) }
        }

        func mayHold(_ word: PackedWord) -> Bool { bits[word.digest >> 6] >> UInt64(word.digest & 63) & 1 == 1 }
    }

    private enum Meaning {
        /// Says in a subject that something is fixed.
        case fix
        /// Says so in a subject, or with an issue's number behind it.
        case fixing
        /// Names a weakness.
        case security
        /// Security itself, of which much is written that fixes nothing.
        case topic
        /// Makes a subject one about documents, settings or updates of dependencies.
        case paperwork
        /// Says so behind another word: `buffer overflow`.
        case pair(PackedWord)
        /// Begins an advisory's name.
        case advisory
    }

    private static let nothing = PackedWord()
    private static let filter = WordFilter(words.keys)

    private static let words: [PackedWord: Meaning] = {
        var words: [PackedWord: Meaning] = [:]
        for word in ["fix", "fixed", "fixing", "bug", "bugs", "bugfix", "bugfixes", "hotfix", "regression"] {
            words[PackedWord(word)] = .fix
        }
        words[PackedWord("fixes")] = .fixing
        words[PackedWord("security")] = .topic
        for word in [
            "doc", "docs", "documentation", "readme", "policy", "policies", "dependabot", "renovate", "bump", "bumps",
            "scorecard", "codeql", "badge", "workflow", "advisories", "typo", "typos",
        ] {
            words[PackedWord(word)] = .paperwork
        }
        for word in [
            "vulnerability", "vulnerabilities", "vulnerable", "exploit", "exploitable", "overflow",
            "overflows",
            "overread", "underflow", "injection", "xss", "csrf", "ssrf", "xxe", "redos", "dos", "rce", "traversal",
            "sanitize", "sanitise", "spoofing", "toctou", "deserialization", "clickjacking", "backdoor", "uaf",
        ] {
            words[PackedWord(word)] = .security
        }
        words[PackedWord("free")] = .pair(PackedWord("after"))
        words[PackedWord("bounds")] = .pair(PackedWord("of"))
        words[PackedWord("disclosure")] = .pair(PackedWord("information"))
        words[PackedWord("escalation")] = .pair(PackedWord("privilege"))
        words[PackedWord("bypass")] = .pair(PackedWord("authentication"))
        for word in ["cve", "ghsa", "rustsec", "pysec", "osv", "gsd", "zdi", "dsa", "usn", "go"] {
            words[PackedWord(word)] = .advisory
        }
        return words
    }()
}
