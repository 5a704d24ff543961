// SPDX-License-Identifier: Apache-2.0
package import ProjectHealth

/// One assessment requirement of the OSPS Baseline: facts about it as data, our own question, and how it is judged here.
package struct BaselineRequirement: Sendable {
    package enum Family: String, Sendable, Hashable, CaseIterable {
        case accessControl = "AC"
        case buildAndRelease = "BR"
        case documentation = "DO"
        case governance = "GV"
        case legal = "LE"
        case quality = "QA"
        case securityAssessment = "SA"
        case vulnerabilityManagement = "VM"

        package var title: String {
            switch self {
            case .accessControl: "Access control"
            case .buildAndRelease: "Build and release"
            case .documentation: "Documentation"
            case .governance: "Governance"
            case .legal: "Legal"
            case .quality: "Quality"
            case .securityAssessment: "Security assessment"
            case .vulnerabilityManagement: "Vulnerability management"
            }
        }
    }

    /// When it holds at all.
    package enum Scope: Sendable, Hashable {
        case always
        case whileActive
        case onceReleased
    }

    /// `OSPS-AC-01.01`
    package let id: String
    /// Maturity levels it applies to, ascending; the first is where it appears.
    package let levels: [Int]
    package let scope: Scope
    /// A question whose yes is good, in our own words.
    package let question: String
    /// What is looked at, in order.
    package let looksAt: [String]
    /// What would settle an unknown answer: an imperative sentence.
    package let settledBy: String
    let judge: @Sendable (CriteriaEvidence) -> Judgement

    init(
        _ id: String, levels: [Int], _ scope: Scope, _ question: String, looksAt: [String], settledBy: String,
        judge: @escaping @Sendable (CriteriaEvidence) -> Judgement
    ) {
        self.id = id
        self.levels = levels
        self.scope = scope
        self.question = question
        self.looksAt = looksAt
        self.settledBy = settledBy
        self.judge = judge
    }

    /// `OSPS-AC-01`
    package var control: String { String(id.prefix { $0 != "." }) }

    /// The level it appears at.
    package var level: Int { levels.first ?? 1 }

    package var family: Family {
        Family.allCases.first { id.hasPrefix("OSPS-\($0.rawValue)-") } ?? .quality
    }
}

/// A requirement that is no longer asked, with what took its place.
package struct RetiredRequirement: Sendable, Hashable {
    package let id: String
    /// Requirements that cover what it asked.
    package let coveredBy: [String]
}

/// How one requirement turned out.
package struct RequirementResult: Sendable, Hashable {
    package let id: String
    /// Of the catalogue: `2026-02-19`.
    package let version: String
    package let levels: [Int]
    package let question: String
    package let verdict: Verdict
    /// A sentence: what decided.
    package let message: String
    /// At most ten places, quoted.
    package let evidence: [EvidenceLocation]
    /// Of an unknown one: what would settle it.
    package let settledBy: String?
    package let confidence: Confidence
    /// Nothing but the project's own declaration stands behind it.
    package let isSelfAsserted: Bool
}
