// SPDX-License-Identifier: Apache-2.0

/// How sure it is that a text is a credential somebody could use.
package enum SecretConfidence: Int, Sendable, Hashable, Comparable, CaseIterable {
    /// It may be one: the shape is common, or the file is a test, an example or documentation.
    case possible = 1
    /// Shape and surroundings are those of a credential.
    case likely = 2
    /// A shape nothing else has, with what can be verified of it verified.
    case certain = 3

    package static func < (one: SecretConfidence, other: SecretConfidence) -> Bool { one.rawValue < other.rawValue }

    /// `possible`, `likely`, `certain`.
    package var name: String {
        switch self {
        case .possible: "possible"
        case .likely: "likely"
        case .certain: "certain"
        }
    }
}

/// A credential found in a text. It never holds the credential: what is shown of it is at most four characters.
package struct SecretFinding: Sendable, Hashable {
    /// The rule's identifier, such as `github-token`.
    package let ruleID: String
    /// What was found, such as `GitHub personal access token`.
    package let title: String
    /// From 1.
    package let line: Int
    /// From 1, in bytes.
    package let column: Int
    /// The first characters and the length, such as `ghp_… (40 characters)`.
    package let redacted: String
    /// The same for the same credential wherever it stands, whatever the version of this program; nil where the credential
    /// could be guessed from it, as a short password could.
    package let fingerprint: UInt64?
    package let confidence: SecretConfidence
    /// Why it is taken for a credential, and why not for a surer one.
    package let reason: String
}

/// What a scan of one text gave.
package struct SecretScan: Sendable, Hashable {
    /// Why a text was not scanned.
    package enum Skip: Sendable, Hashable {
        /// There is a NUL in the first 8 KiB.
        case binary
    }

    /// In the order of their places, at most ``SecretScanner/findingLimit``.
    package var findings: [SecretFinding] = []
    /// Findings beyond the limit.
    package var omitted = 0
    package var skipped: Skip?
    /// Bytes at the end that were not looked at, beyond ``SecretScanner/byteLimit``.
    package var unread = 0
}
