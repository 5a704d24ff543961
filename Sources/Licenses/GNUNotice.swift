// SPDX-License-Identifier: Apache-2.0

/// A notice that puts a file under a GNU license: which one, which version, and whether later ones too.
///
/// Such notices are worded in many ways, and the few words in which LGPL and GPL, "only" and "or later" differ decide.
/// So these words are read, not compared: *redistribute … terms … GNU (Lesser, Library, Affero) General Public License …
/// version N … or … any later version*.
struct GNUNotice {
    var id: String
    /// Words from the beginning of its sentence to the last that was read.
    var words: Range<Int>

    private static let gnu = LicenseWords.hash("gnu")
    private static let general = LicenseWords.hash("general")
    private static let family = ["public", "license"].map(LicenseWords.hash)
    private static let terms = LicenseWords.hash("terms")
    private static let verbs = Set(["redistribute", "distribute", "modify"].map(LicenseWords.hash))
    private static let version = Set(["version", "versions", "v"].map(LicenseWords.hash))
    private static let later = Set(["later", "newer", "greater"].map(LicenseWords.hash))
    private static let not = LicenseWords.hash("not")
    private static let kinds = [
        LicenseWords.hash("lesser"): "LGPL", LicenseWords.hash("library"): "LGPL", LicenseWords.hash("affero"): "AGPL",
    ]
    /// A version as one word or as two (`2.1`), by its hash; `v2` is a word of its own.
    private static let numbers: [UInt64: String] = [
        LicenseWords.hash("1"): "1", LicenseWords.hash("2"): "2", LicenseWords.hash("3"): "3",
        LicenseWords.hash("v1"): "1", LicenseWords.hash("v2"): "2", LicenseWords.hash("v3"): "3",
    ]
    private static let known: Set<String> = [
        "GPL-1.0", "GPL-2.0", "GPL-3.0", "LGPL-2.0", "LGPL-2.1", "LGPL-3.0", "AGPL-1.0", "AGPL-3.0",
    ]
    /// The most notices that are given.
    private static let limit = 256

    /// All notices among the words of a text.
    static func notices(_ words: [UInt64]) -> [GNUNotice] {
        var found: [GNUNotice] = []
        var next = 0
        for place in words.indices where words[place] == gnu && place >= next && found.count < limit {
            guard let notice = notice(words, place) else { continue }
            found.append(notice)
            next = notice.words.upperBound
        }
        return found
    }

    private static func notice(_ words: [UInt64], _ gnu: Int) -> GNUNotice? {
        var at = gnu + 1
        var kind = "GPL"
        if at < words.count, let other = kinds[words[at]] {
            kind = other
            at += 1
        }
        guard at + 2 < words.count, words[at] == general, words[at + 1] == family[0], words[at + 2] == family[1]
        else { return nil }
        at += 3
        // What comes before: permission, and in some wordings the version.
        let before = max(0, gnu - 22)..<gnu
        guard let verb = before.first(where: { verbs.contains(words[$0]) }),
            before.contains(where: { words[$0] == terms })
        else { return nil }
        let near = Array(before.suffix(10)) + Array(at..<min(words.count, at + 22))
        guard let (number, end) = near.lazy.compactMap({ number(words, $0) }).first else { return nil }
        let id = "\(kind)-\(number)"
        guard known.contains(id) else { return nil }
        let rest = max(end, at)
        let last = (end..<min(words.count, rest + 10)).first { later.contains(words[$0]) }
        let isLater = last.map { words[$0 - 1] != not } ?? false
        return GNUNotice(
            id: id + (isLater ? "-or-later" : "-only"), words: verb..<(max(last ?? 0, end - 1, at - 1) + 1))
    }

    /// The version that the word at this place introduces or is, as `2.1`, and the place behind it.
    private static func number(_ words: [UInt64], _ place: Int) -> (String, Int)? {
        let isWord = version.contains(words[place])
        let at = isWord ? place + 1 : place
        guard at < words.count, let major = numbers[words[at]] else { return nil }
        // A number alone is no version.
        guard isWord || words[at] == LicenseWords.hash("v" + major) else { return nil }
        if at + 1 < words.count {
            if words[at + 1] == LicenseWords.hash("1") { return (major + ".1", at + 2) }
            if words[at + 1] == LicenseWords.hash("0") { return (major + ".0", at + 2) }
        }
        return (major + ".0", at + 1)
    }
}
