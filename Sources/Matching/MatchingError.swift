// SPDX-License-Identifier: Apache-2.0

/// Why an index, or a part of one, cannot be used.
package struct MatchingError: Error, Sendable, Hashable {
    package enum Kind: Sendable, Hashable {
        /// The bytes are no advisory index.
        case notAnIndex
        /// A newer version of this program wrote them.
        case newer
        /// An older version of this program wrote them; they can be made again from the advisories.
        case outdated
        /// They are cut short or changed.
        case damaged
        /// There is more than the format can hold.
        case tooLarge
    }

    package let kind: Kind
    /// A sentence in plain words.
    package let message: String
    /// What to do about it, if something can be done.
    package let hint: String?

    package init(_ kind: Kind, _ message: String, hint: String? = nil) {
        self.kind = kind
        self.message = message
        self.hint = hint
    }

    /// - Parameter part: what the damage was found in, with its article.
    static func damaged(_ part: String) -> MatchingError {
        MatchingError(
            .damaged, "The advisory index is damaged: \(part) cannot be read.",
            hint: "Run 'mainstay update' to build it again.")
    }
}
