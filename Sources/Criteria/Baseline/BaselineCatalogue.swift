// SPDX-License-Identifier: Apache-2.0
package import ProjectHealth

/// The OSPS Baseline of 2026-02-19: its 64 active requirements.
package enum BaselineCatalogue {
    package static let version = "2026-02-19"
    package static let title = "Open Source Project Security Baseline"
    package static let address = "https://baseline.openssf.org/versions/2026-02-19"

    /// In the order of their ids.
    package static let requirements: [BaselineRequirement] =
        accessControl + buildAndRelease + documentation + governance + legal + quality + securityAssessment
        + vulnerabilityManagement

    package static let retired = [
        RetiredRequirement(id: "OSPS-BR-01.02", coveredBy: ["OSPS-BR-01.01"])
    ]

    package static func requirement(_ id: String) -> BaselineRequirement? { requirements.first { $0.id == id } }

    package static func evaluate(_ facts: ProjectFacts) -> BaselineReport {
        evaluate(CriteriaEvidence(facts))
    }

    static func evaluate(_ evidence: CriteriaEvidence) -> BaselineReport {
        BaselineReport(version: version, results: requirements.map { evaluate($0, evidence) })
    }

    static func evaluate(_ requirement: BaselineRequirement, _ evidence: CriteriaEvidence) -> RequirementResult {
        var judgement = requirement.judge(evidence)
        if judgement.verdict == .unknown, let asserted = SelfAssertion.judgement(requirement.id, evidence) {
            judgement = asserted
        }
        judgement = scoped(judgement, requirement, evidence).redacted
        let isUnknown = judgement.verdict == .unknown
        return RequirementResult(
            id: requirement.id, version: version, levels: requirement.levels, question: requirement.question,
            verdict: judgement.verdict, message: judgement.message,
            evidence: Array(judgement.evidence.prefix(Judgement.mostEvidence)),
            settledBy: isUnknown ? judgement.settledBy ?? requirement.settledBy : nil,
            confidence: judgement.confidence, isSelfAsserted: judgement.isSelfAsserted)
    }

    /// What holds only while a project is active, or once it has released, does not apply to others. What is met stays met.
    private static func scoped(
        _ judgement: Judgement, _ requirement: BaselineRequirement, _ evidence: CriteriaEvidence
    ) -> Judgement {
        guard judgement.verdict == .unknown || judgement.verdict == .fail else { return judgement }
        switch requirement.scope {
        case .always: return judgement
        case .whileActive:
            guard let ending = evidence.ending else { return judgement }
            return .notApplicable(
                ending.certainty == .certain ? .high : .medium,
                "It is asked of active projects, and this one is said to be \(ending.kind.words).", [ending.location])
        case .onceReleased:
            guard evidence.releases.made == .no else { return judgement }
            return .notApplicable(
                .medium, "It is asked once a project has made a release, and neither tags nor the forge show one.")
        }
    }
}

extension IntentStatement.Kind {
    /// As part of a sentence.
    var words: String {
        switch self {
        case .archived: "archived"
        case .deprecated: "deprecated"
        case .unmaintained: "no longer maintained"
        case .endOfLife: "at its end of life"
        case .movedElsewhere: "moved elsewhere"
        case .seekingMaintainers: "looking for maintainers"
        case .maintenanceOnly: "maintained only"
        case .experimental: "experimental"
        case .activelyMaintained: "actively maintained"
        }
    }
}
