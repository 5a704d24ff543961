// SPDX-License-Identifier: Apache-2.0
import Packages
import Wire

/// The ecosystem names met so far and what they mean: a database says the same few a million times.
struct EcosystemTexts {
    private var meanings: [String: EcosystemName?] = [:]
    private var last: (text: String, meaning: EcosystemName?) = ("", nil)

    /// More names than any honest database has; hostile ones are forgotten again.
    private static let most = 4096

    /// The text, and the ecosystem; nil for one that is not known.
    mutating func meaning(of text: JSONText) -> (String, EcosystemName?) {
        if text.elementsEqual(last.text.utf8) { return last }
        let string = text.string
        if let known = meanings[string] {
            last = (string, known)
            return last
        }
        let meaning = try? EcosystemName(parsing: string)
        if meanings.count >= EcosystemTexts.most { meanings.removeAll(keepingCapacity: true) }
        meanings[string] = .some(meaning)
        last = (string, meaning)
        return last
    }
}
