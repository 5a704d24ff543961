// SPDX-License-Identifier: Apache-2.0
import Pipelines
import ProjectHealth

extension BadgeCatalogue {
    static let security: Rules = [
        "delivery_mitm": { $0.baseline("OSPS-BR-03.02") },
        "delivery_unsigned": { delivery($0) },
        "vulnerabilities_fixed_60_days": { openVulnerabilities($0.evidence) },
        "no_leaked_credentials": { leaks($0.evidence) },
        "signed_releases": { $0.baseline("OSPS-BR-06.01") },
        "security_review": { $0.baseline("OSPS-SA-03.01") },
        "assurance_case": { assurance($0) },
        "static_analysis": { analysis($0.evidence) },
        "static_analysis_common_vulnerabilities": { commonWeaknesses($0.evidence) },
        "static_analysis_often": { frequentAnalysis($0.evidence) },
        "dynamic_analysis": { dynamicAnalysis($0.evidence) },
        "dynamic_analysis_unsafe": { unsafeAnalysis($0.evidence) },
        "crypto_published": { cryptography($0.evidence) },
        "crypto_floss": { cryptography($0.evidence) },
    ]

    @Sendable private static func delivery(_ context: BadgeContext) -> Judgement {
        let judgement = context.baseline("OSPS-BR-03.02")
        guard judgement.verdict == .pass else {
            return .unknown("How hashes are delivered was not seen.", judgement.evidence)
        }
        return .pass(.low, "No download over an open connection was found.", judgement.evidence)
    }

    @Sendable private static func openVulnerabilities(_ evidence: CriteriaEvidence) -> Judgement {
        guard let vulnerabilities = evidence.facts.vulnerabilities.value?.found else {
            return .unknown(evidence.facts.vulnerabilities.unknown?.reason ?? "The components were not judged.")
        }
        // What was fixed in time, and what was not, is known by nobody who knows only what is open.
        if vulnerabilities.isEmpty {
            return .unknown(
                "The advisories at hand know nothing against the project's components; how soon its own past "
                    + "vulnerabilities were fixed was not seen.")
        }
        return .unknown(
            "\(vulnerabilities.count) vulnerabilities are known; how grave and how old they are needs a look.",
            vulnerabilities.prefix(5).map(\.location))
    }

    @Sendable private static func leaks(_ evidence: CriteriaEvidence) -> Judgement {
        let secrets = evidence.secretsInTree
        if !secrets.isEmpty { return .fail(.medium, "The tree holds what looks like credentials.", secrets) }
        guard evidence.survey.files > 0, evidence.facts.tree.unread.isEmpty else {
            return .unknown("No credential was found, but not every file was read.")
        }
        return .pass(.medium, "No credential was found in the tree.")
    }

    @Sendable private static func assurance(_ context: BadgeContext) -> Judgement {
        let judgement = context.baseline("OSPS-SA-03.02")
        guard judgement.verdict == .pass else { return .unknown("No assurance case was found.", judgement.evidence) }
        return .unknown(
            "There is something on threats; whether it argues that requirements are met needs a look.",
            judgement.evidence)
    }

    @Sendable private static func analysis(_ evidence: CriteriaEvidence) -> Judgement {
        let tools = evidence.analysers()
        if !tools.isEmpty { return .pass(.high, "Static analysis runs in the automation.", tools) }
        let quotes = evidence.quotes(ProseQuery(.text, .analysis))
        if !quotes.isEmpty { return .pass(.low, "The documents speak of static analysis.", quotes) }
        if let insights = evidence.insights, let tool = insights.tools("SAST").first {
            var judgement = Judgement.pass(
                .low, "The project declares a static analyser.", [insights.evidence(tool.name)])
            judgement.isSelfAsserted = true
            return judgement
        }
        if !evidence.isSoftware { return .notApplicable(.medium, "There is no source code in the tree.") }
        return .unknown("No static analysis was recognised.")
    }

    @Sendable private static func commonWeaknesses(_ evidence: CriteriaEvidence) -> Judgement {
        let tools = evidence.pipelines.tools(.codeQL)
        if !tools.isEmpty { return .pass(.high, "CodeQL looks for common weaknesses.", tools) }
        return .unknown("No analyser for common weaknesses was recognised.", evidence.pipelines.tools(.staticAnalysis))
    }

    @Sendable private static func frequentAnalysis(_ evidence: CriteriaEvidence) -> Judgement {
        let tools = evidence.analysers(onChanges: true)
        if !tools.isEmpty { return .pass(.high, "Static analysis runs on every proposed change.", tools) }
        return .unknown("How often static analysis runs was not seen.", evidence.analysers())
    }

    private static func dynamicEvidence(_ evidence: CriteriaEvidence) -> [EvidenceLocation] {
        evidence.pipelines.tools(.fuzzing, .sanitizer)
            + evidence.facts.tree.fuzzers.filter { !$0.isQuoted }.prefix(5).map {
                EvidenceLocation(.source, $0.path, line: $0.line, snippet: Quotation.line($0.name))
            }
    }

    @Sendable private static func dynamicAnalysis(_ evidence: CriteriaEvidence) -> Judgement {
        let found = dynamicEvidence(evidence)
        if !found.isEmpty { return .pass(.high, "The project is fuzzed, or tested under sanitizers.", found) }
        if evidence.facts.isInOSSFuzz.value == true {
            return .pass(
                .high, "OSS-Fuzz fuzzes the project.", [EvidenceLocation(.url, "https://github.com/google/oss-fuzz")])
        }
        let quotes = evidence.quotes(
            ProseQuery(.text, .dynamic, in: [.readme, .contributing, .securityPolicy, .documentation]))
        // Policies speak of reporters' fuzzers as well.
        if !quotes.isEmpty {
            return .unknown("The documents speak of dynamic analysis; whether it is done needs a look.", quotes)
        }
        return .unknown("No dynamic analysis was recognised.")
    }

    @Sendable private static func unsafeAnalysis(_ evidence: CriteriaEvidence) -> Judgement {
        let unsafe = evidence.languages(["C", "C++", "Objective-C", "Assembly", "Fortran", "Zig", "D", "Pascal"])
        if unsafe.isEmpty {
            guard evidence.isSoftware else { return .unknown("No source code was recognised.") }
            return .notApplicable(.high, "No source is in a language without memory safety.")
        }
        let found = dynamicEvidence(evidence)
        if !found.isEmpty {
            return .pass(.medium, "Code in \(unsafe[0].language) is fuzzed, or tested under sanitizers.", found)
        }
        return .unknown("There is code in \(unsafe[0].language); no dynamic analysis of it was recognised.")
    }

    /// Whether there is any cryptography cannot be told from here; where there is no software there is none.
    @Sendable private static func cryptography(_ evidence: CriteriaEvidence) -> Judgement {
        evidence.isSoftware
            ? .unknown("Whether the software uses cryptography was not looked at.")
            : .notApplicable(.medium, "There is no source code in the tree.")
    }
}
