// SPDX-License-Identifier: Apache-2.0
package import Wire

/// Something in a history that people who trust the project may want to look at: what was seen and where, what would explain it
/// harmlessly, and how much attention it deserves. It reports and never accuses.
package struct Observation: Sendable, Hashable {
    /// What kind of thing was seen.
    package enum Kind: String, Sendable, Hashable, CaseIterable {
        case newReleaseMaker = "new-release-maker"
        case quickCommitRights = "quick-commit-rights"
        case newcomerLeads = "newcomer-leads"
        case changedReleaseSigner = "changed-release-signer"
        case unsignedRelease = "unsigned-release"
        case binaryTestFiles = "binary-test-files-and-build"
        case safeguardRemoved = "safeguard-removed"
        case dependencyBeforeRelease = "dependency-before-release"
        case revivedProject = "revived-project"
        case changedAddress = "changed-address"
        case oddClock = "odd-clock"
    }

    /// How much it deserves to be looked at.
    package enum Attention: UInt8, Sendable, Hashable, CaseIterable, Comparable {
        case low, medium, high

        package static func < (left: Attention, right: Attention) -> Bool { left.rawValue < right.rawValue }
    }

    /// One thing that was seen.
    package struct Evidence: Sendable, Hashable {
        package var commit: ObjectID?
        package var tag: String?
        package var time: Instant
        package var path: String?
        /// What it is, in a few words.
        package var note: String

        package init(commit: ObjectID? = nil, tag: String? = nil, time: Instant, path: String? = nil, note: String) {
            self.commit = commit
            self.tag = tag
            self.time = time
            self.path = path
            self.note = note
        }
    }

    package var kind: Kind
    package var attention: Attention
    /// When it happened, or was complete.
    package var time: Instant
    /// What was seen, as a sentence.
    package var sentence: String
    /// In time order, at most ``mostEvidence``.
    package var evidence: [Evidence]
    /// What would explain it harmlessly, as a sentence.
    package var harmless: String
    /// The name of whom it is about, where it is about somebody.
    package var person: String?

    package static let mostEvidence = 12
}
