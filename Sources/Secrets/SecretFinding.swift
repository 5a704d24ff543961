// SPDX-License-Identifier: Apache-2.0

/// A credential that was found in a text. The credential itself is not in here.
package struct SecretFinding: Sendable, Hashable {
    package enum Confidence: String, Sendable, Hashable, CaseIterable {
        case certain, likely, possible
    }

    package var rule: String
    package var title: String
    /// From 1.
    package var line: Int
    package var column: Int
    package var redacted: String
    package var fingerprint: UInt64?
    package var confidence: Confidence
    package var reason: String

    package init(
        rule: String, title: String, line: Int, column: Int, redacted: String, fingerprint: UInt64?,
        confidence: Confidence, reason: String
    ) {
        self.rule = rule
        self.title = title
        self.line = line
        self.column = column
        self.redacted = redacted
        self.fingerprint = fingerprint
        self.confidence = confidence
        self.reason = reason
    }
}
