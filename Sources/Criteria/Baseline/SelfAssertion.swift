// SPDX-License-Identifier: Apache-2.0
import ProjectHealth

/// What a security insights file asserts towards requirements that nothing else settles. It is the project's own word: it counts,
/// and it is said that it is no more.
enum SelfAssertion {
    /// Declarations by requirement; any of the members settles it. The first names are those of version 2, then of version 1.
    private static let addresses: [(requirement: String, members: [String])] = [
        ("OSPS-BR-04.01", ["repository.release.changelog", "header.changelog"]),
        (
            "OSPS-DO-01.01",
            ["project.documentation.quickstart-guide", "project.documentation.detailed-guide", "documentation[0]"]
        ),
        ("OSPS-DO-03.01", ["project.documentation.signature-verification"]),
        ("OSPS-DO-04.01", ["project.documentation.support-policy"]),
        (
            "OSPS-DO-06.01",
            ["repository.documentation.dependency-management-policy", "dependencies.dependencies-lifecycle.policy-url"]
        ),
        (
            "OSPS-GV-01.01",
            ["project.administrators[0].name", "repository.core-team[0].name", "project-lifecycle.core-maintainers[0]"]
        ),
        ("OSPS-GV-01.02", ["repository.documentation.governance"]),
        ("OSPS-GV-03.01", ["repository.documentation.contributing-guide", "contribution-policy.contributing-policy"]),
        ("OSPS-QA-04.01", ["project.repositories[0].url"]),
        (
            "OSPS-SA-03.01",
            [
                "repository.security.assessments.self.evidence",
                "repository.security.assessments.third-party[0].evidence",
                "security-artifacts.self-assessment.evidence-url[0]", "security-assessments[0].auditor-report",
            ]
        ),
        ("OSPS-SA-03.02", ["security-artifacts.threat-model.evidence-url[0]"]),
        (
            "OSPS-VM-01.01",
            [
                "project.vulnerability-reporting.security-policy", "repository.documentation.security-policy",
                "vulnerability-reporting.security-policy",
            ]
        ),
        (
            "OSPS-VM-02.01",
            [
                "project.vulnerability-reporting.contact.email", "project.vulnerability-reporting.contact.name",
                "repository.security.champions[0].name", "security-contacts[0].value",
                "vulnerability-reporting.email-contact",
            ]
        ),
        (
            "OSPS-VM-03.01",
            ["project.vulnerability-reporting.contact.email", "vulnerability-reporting.email-contact"]
        ),
    ]

    /// Kinds of tools that must run in CI.
    private static let tools: [(requirement: String, type: String, mustRunInCI: Bool)] = [
        ("OSPS-BR-07.01", "secret", false), ("OSPS-VM-05.03", "SCA", true), ("OSPS-VM-06.02", "SAST", true),
    ]

    /// Words of an attestation's name or predicate.
    private static let attestations: [(requirement: String, words: [String])] = [
        ("OSPS-BR-06.01", ["slsa", "provenance", "signature"]), ("OSPS-QA-02.02", ["spdx", "cyclonedx", "sbom"]),
    ]

    static func judgement(_ requirement: String, _ evidence: CriteriaEvidence) -> Judgement? {
        guard let insights = evidence.insights else { return nil }
        if requirement == "OSPS-VM-03.01",
            let refused = insights.states("project.vulnerability-reporting.reports-accepted", "false")
                ?? insights.states("vulnerability-reporting.accepts-vulnerability-reports", "false")
        {
            return asserted(
                .fail(
                    .medium, "The project declares that it accepts no vulnerability reports.",
                    [insights.evidence(refused)]))
        }
        for (id, members) in addresses where id == requirement {
            for member in members {
                guard let declared = insights.declaration(member) else { continue }
                return asserted(
                    .pass(.low, "The project declares it: \(declared.path).", [insights.evidence(declared)]))
            }
        }
        // Assessments are often named by their authors, not by the schema.
        if requirement == "OSPS-SA-03.01",
            let declared = insights.declarations(below: "repository.security.assessments").first(where: {
                $0.path.hasSuffix(".evidence")
            })
        {
            return asserted(.pass(.low, "The project declares it: \(declared.path).", [insights.evidence(declared)]))
        }
        for (id, type, mustRunInCI) in tools where id == requirement {
            if let tool = insights.tools(type).first(where: { $0.runsInCI || !mustRunInCI }) {
                return asserted(
                    .pass(
                        .low,
                        "The project declares a tool of type \(type): \(Quotation.line(tool.name.text, longest: 80)).",
                        [insights.evidence(tool.name)]))
            }
        }
        for (id, words) in attestations where id == requirement {
            for declared in insights.declarations(below: "repository.release.attestations")
            where declared.path.hasSuffix(".name") || declared.path.hasSuffix(".predicate-uri") {
                let text = declared.text.lowercased()
                guard words.contains(where: { text.contains($0) }) else { continue }
                return asserted(
                    .pass(
                        .low, "The project declares such an attestation of its releases.", [insights.evidence(declared)]
                    ))
            }
        }
        if requirement == "OSPS-QA-04.02", insights.declaration("project.repositories[0].url") != nil,
            insights.declaration("project.repositories[1].url") == nil, insights.source == nil,
            let only = insights.declaration("project.repositories[0].url")
        {
            return asserted(
                .notApplicable(.low, "The project declares a single repository.", [insights.evidence(only)]))
        }
        return nil
    }

    private static func asserted(_ judgement: Judgement) -> Judgement {
        var judgement = judgement
        judgement.isSelfAsserted = true
        return judgement
    }
}
