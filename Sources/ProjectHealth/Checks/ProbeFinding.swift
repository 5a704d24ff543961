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
    /// Whether *yes* is the bad answer of its probe.
    package var yesIsBad: Bool
    /// What would settle an answer that is not available; nil where the answer is known, or nothing in reach would.
    package var settledBy: CheckDefinition.Source?
    /// Taken for good whatever was seen, to ask what that would bring. Scoring counts it in full.
    package var isCured = false
    /// The waiver that covers it, if any.
    package var exemption: Exemption?

    package init(
        _ definition: ProbeDefinition, _ outcome: Outcome, _ message: String, at location: EvidenceLocation? = nil,
        values: [String: String] = [:], isCompatible: Bool? = nil, settledBy: CheckDefinition.Source? = nil
    ) {
        probe = definition.id
        self.outcome = outcome
        self.message = message
        self.location = location
        self.values = values
        self.isCompatible = isCompatible ?? !definition.isOwn
        yesIsBad = definition.yesIsBad
        isBad = outcome == (definition.yesIsBad ? .yes : .no)
        self.settledBy = settledBy
        exemption = nil
    }

    package var isUnknown: Bool { outcome == .notAvailable || outcome == .error }

    /// The same with the good answer.
    package var cured: ProbeFinding {
        var finding = self
        finding.outcome = yesIsBad ? .no : .yes
        finding.isBad = false
        finding.isCured = true
        return finding
    }

    /// The same with the answer that an unknown one turns out to have.
    package func resolved(_ resolution: Resolution) -> ProbeFinding {
        guard isUnknown else { return self }
        if resolution == .best { return cured }
        var finding = self
        finding.outcome = yesIsBad ? .yes : .no
        finding.isBad = true
        return finding
    }

    /// A whole number among the values; nil where there is none.
    package func count(_ name: String) -> Int? { values[name].flatMap { Int($0) } }
}

extension [ProbeFinding] {
    /// Those of one probe, in order.
    package func of(_ probe: ProbeDefinition) -> [ProbeFinding] { filter { $0.probe == probe.id } }

    package func first(_ probe: ProbeDefinition) -> ProbeFinding? { first { $0.probe == probe.id } }

    /// Whether any of a probe answers so.
    package func contains(_ probe: ProbeDefinition, _ outcome: ProbeFinding.Outcome) -> Bool {
        contains { $0.probe == probe.id && $0.outcome == outcome }
    }

    /// None is open any more.
    package func resolved(_ resolution: Resolution) -> [ProbeFinding] {
        contains(where: \.isUnknown) ? map { $0.resolved(resolution) } : self
    }
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
