// SPDX-License-Identifier: Apache-2.0

/// What a check asks, why, and how it decides: data, from which help, reports and the documentation pages are written.
package struct CheckDefinition: Sendable, Hashable {
    /// Scorecard's name: `Token-Permissions`.
    package var id: String
    package var risk: Risk
    /// Whether Scorecard runs it by default.
    package var isDefault: Bool
    /// A question whose yes is good: `Do workflows get no more rights than they need?`
    package var question: String
    package var why: String
    /// How the score comes about, in the words of a rule.
    package var decision: String
    /// What Mainstay looks at beyond Scorecard; empty where nothing.
    package var beyond: String
    package var sources: [Source]
    package var probes: [ProbeDefinition]
    package var remedies: [Remedy]

    package init(
        id: String, risk: Risk, isDefault: Bool = true, question: String, why: String, decision: String,
        beyond: String = "", sources: [Source], probes: [ProbeDefinition], remedies: [Remedy]
    ) {
        self.id = id
        self.risk = risk
        self.isDefault = isDefault
        self.question = question
        self.why = why
        self.decision = decision
        self.beyond = beyond
        self.sources = sources
        self.probes = probes
        self.remedies = remedies
    }

    /// How much a check weighs in the whole score.
    package enum Risk: String, Sendable, Hashable, CaseIterable {
        case critical, high, medium, low

        /// In quarters: 10, 7.5, 5 and 2.5.
        package var weight: Int {
            switch self {
            case .critical: 40
            case .high: 30
            case .medium: 20
            case .low: 10
            }
        }
    }

    /// Where its facts come from.
    package enum Source: String, Sendable, Hashable, CaseIterable {
        case tree, history, forge, advisories, registry
    }
}

/// One yes-or-no part of a check.
package struct ProbeDefinition: Sendable, Hashable {
    /// Scorecard's name where it has one: `topLevelPermissions`.
    package var id: String
    package var question: String
    /// Whether *yes* is the bad answer.
    package var yesIsBad: Bool
    /// Whether it is Mainstay's own: it never counts in the compatible score.
    package var isOwn: Bool

    package init(_ id: String, _ question: String, yesIsBad: Bool = false, isOwn: Bool = false) {
        self.id = id
        self.question = question
        self.yesIsBad = yesIsBad
        self.isOwn = isOwn
    }
}

/// What to do about a bad answer.
package struct Remedy: Sendable, Hashable {
    package enum Effort: String, Sendable, Hashable, CaseIterable { case low, medium, high }

    /// The probe whose bad answer it cures.
    package var probe: String
    /// An imperative sentence.
    package var text: String
    package var effort: Effort

    package init(probe: String, _ text: String, effort: Effort) {
        self.probe = probe
        self.text = text
        self.effort = effort
    }
}
