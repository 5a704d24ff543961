// SPDX-License-Identifier: Apache-2.0
import ProjectHealth

extension BaselineCatalogue {
    static let securityAssessment: [BaselineRequirement] = [
        BaselineRequirement(
            "OSPS-SA-01.01", levels: [2, 3], .onceReleased, "Is the design described, with who does what in it?",
            looksAt: ["design and architecture documents", "sections on the design"],
            settledBy: "Describe the parts of the system, who acts on them and how.", judge: design),
        BaselineRequirement(
            "OSPS-SA-02.01", levels: [2, 3], .onceReleased, "Are the software's interfaces described?",
            looksAt: ["reference documentation", "interface definitions", "manual pages"],
            settledBy: "Describe every interface that users and other programs have.", judge: interfaces),
        BaselineRequirement(
            "OSPS-SA-03.01", levels: [2, 3], .onceReleased,
            "Has the project looked for what could go wrong in security?",
            looksAt: ["assessments, audits and reviews in documents", "security insights"],
            settledBy: "Publish an assessment of the likely and grave security problems.", judge: assessment),
        BaselineRequirement(
            "OSPS-SA-03.02", levels: [3], .onceReleased, "Is there a threat model with the attack surface?",
            looksAt: ["threat models in the tree and in documents", "security insights"],
            settledBy: "Publish a threat model that names the attack surface.", judge: threatModel),
    ]

    @Sendable private static func design(_ evidence: CriteriaEvidence) -> Judgement {
        if let document = evidence.document(.architecture) {
            return .pass(
                .medium, "There is a document on the design.",
                [
                    EvidenceLocation(
                        .text, document.document.path, line: 1,
                        snippet: document.prose.passages.first.map { Quotation.line($0.text) })
                ])
        }
        let headings = evidence.quotes(
            ProseQuery(.heading, .architecture, in: [.readme, .contributing, .documentation]))
        if !headings.isEmpty { return .pass(.low, "The documents have sections on the design.", headings) }
        return .unknown("No design document was found.")
    }

    @Sendable private static func interfaces(_ evidence: CriteriaEvidence) -> Judgement {
        let headings = evidence.quotes(ProseQuery(.heading, .interface, in: [.readme, .documentation]))
        let definitions = evidence.survey.evidence(.interface, most: 3) + evidence.survey.evidence(.manual, most: 3)
        if !headings.isEmpty, !definitions.isEmpty {
            return .pass(.medium, "Interfaces are defined in files and described in documents.", headings + definitions)
        }
        if !definitions.isEmpty {
            return .pass(.low, "Interfaces are defined or described in files of their own.", definitions)
        }
        if !headings.isEmpty { return .pass(.low, "The documents have sections on the interface.", headings) }
        return .unknown("No description of the interfaces was found in the tree.")
    }

    @Sendable private static func assessment(_ evidence: CriteriaEvidence) -> Judgement {
        if let document = evidence.document(.threatModel) {
            return .pass(
                .medium, "There is a threat model.",
                [
                    EvidenceLocation(
                        .text, document.document.path, line: 1,
                        snippet: document.prose.passages.first.map { Quotation.line($0.text) })
                ])
        }
        let quotes = evidence.quotes(
            ProseQuery(.heading, .assessment),
            ProseQuery(.sentence, .assessment, in: [.securityPolicy, .readme, .documentation]))
        if !quotes.isEmpty { return .pass(.low, "The documents tell of a security assessment.", quotes) }
        return .unknown("No security assessment was found.")
    }

    @Sendable private static func threatModel(_ evidence: CriteriaEvidence) -> Judgement {
        if let document = evidence.document(.threatModel) {
            return .pass(
                .medium, "There is a threat model.",
                [
                    EvidenceLocation(
                        .text, document.document.path, line: 1,
                        snippet: document.prose.passages.first.map { Quotation.line($0.text) })
                ])
        }
        let headings = evidence.quotes(ProseQuery(.heading, .threatModel))
        if !headings.isEmpty { return .pass(.low, "The documents have a section on threats.", headings) }
        let sentences = evidence.quotes(
            ProseQuery(.sentence, .threatModel, in: [.securityPolicy, .readme, .documentation]))
        return .unknown(
            sentences.isEmpty
                ? "No threat model was found."
                : "The documents speak of threats; whether there is a model needs a look.", sentences)
    }
}
