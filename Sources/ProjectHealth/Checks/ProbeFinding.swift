// SPDX-License-Identifier: Apache-2.0

/// One answer of a probe, with the evidence.
package struct ProbeFinding: Sendable, Hashable {
    package enum Outcome: String, Sendable, Hashable, CaseIterable {
        case yes = "True"
        case no = "False"
        case notAvailable = "NotAvailable"
        case notApplicable = "NotApplicable"
        case notSupported = "NotSupported"
        case error = "Error"
    }

    package var probe: String
    package var outcome: Outcome
    /// A sentence; for an answer that is not available, why and what would settle it.
    package var message: String
    package var location: EvidenceLocation?
    /// What scoring needs to know of it, by name: `permissionLevel`, `dependencyType`. Sorted by name when written.
    package var values: [String: String]
    /// Whether it counts in the compatible score: false for what Scorecard does not look at.
    package var isCompatible: Bool
    /// Whether the bad answer is bad: from the probe's definition, so that findings can be told apart without it.
    package var isBad: Bool
    /// The waiver that covers it, if any.
    package var exemption: Exemption?

    package init(
        _ definition: ProbeDefinition, _ outcome: Outcome, _ message: String, at location: EvidenceLocation? = nil,
        values: [String: String] = [:], isCompatible: Bool? = nil
    ) {
        probe = definition.id
        self.outcome = outcome
        self.message = message
        self.location = location
        self.values = values
        self.isCompatible = isCompatible ?? !definition.isOwn
        isBad = outcome == (definition.yesIsBad ? .yes : .no)
        exemption = nil
    }

    package var isUnknown: Bool { outcome == .notAvailable || outcome == .error }
}

/// A waiver that lets a finding stand: it has an owner, a reason and an end, and stays in the report.
package struct Exemption: Sendable, Hashable {
    /// `Binary-Artifacts`; `*` for every check.
    package var check: String
    /// Of one probe only, where it is given.
    package var probe: String?
    /// Globs over paths; empty for findings of any place.
    package var paths: [String]
    package var owner: String
    package var reason: String
    /// The last day on which it holds, `2027-01-31`.
    package var expires: String
    package var location: EvidenceLocation

    package init(
        check: String, probe: String?, paths: [String], owner: String, reason: String, expires: String,
        location: EvidenceLocation
    ) {
        self.check = check
        self.probe = probe
        self.paths = paths
        self.owner = owner
        self.reason = reason
        self.expires = expires
        self.location = location
    }
}
