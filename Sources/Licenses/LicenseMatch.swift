// SPDX-License-Identifier: Apache-2.0

/// A license found in a text.
package struct LicenseMatch: Sendable, Hashable {
    /// What of the license was found.
    package enum Kind: String, Sendable, Hashable, Comparable {
        /// Its text.
        case text
        /// The notice that it asks to put into files ("This program is free software…").
        case header
        /// The text of an exception, to be named behind `WITH`.
        case exception

        package static func < (one: Kind, other: Kind) -> Bool { one.rawValue < other.rawValue }
    }

    /// The SPDX identifier of the license, of the exception where `kind` says so.
    package var id: String
    package var kind: Kind
    /// Whole percent: the share of the license's words that is there, less what was put between them.
    package var confidence: Int
    /// First and last line, from 1.
    package var startLine: Int
    package var endLine: Int
    /// What the text leaves open about the identifier.
    package var note: String?

    package init(
        id: String, kind: Kind = .text, confidence: Int, startLine: Int, endLine: Int, note: String? = nil
    ) {
        self.id = id
        self.kind = kind
        self.confidence = confidence
        self.startLine = startLine
        self.endLine = endLine
        self.note = note
    }
}
