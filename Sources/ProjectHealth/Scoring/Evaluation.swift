// SPDX-License-Identifier: Apache-2.0

/// Runs checks over facts.
package enum Evaluation {
    /// The results in the order of the checks.
    ///
    /// - Parameters:
    ///   - exemptions: those that hold on the day of the report; read them with ``ExemptionFile``.
    ///   - annotations: what the maintainers told Scorecard; read them with ``MaintainerAnnotation``.
    package static func run(
        _ facts: ProjectFacts, exemptions: [Exemption] = [], annotations: [MaintainerAnnotation] = [],
        checks: [Check] = CheckCatalogue.standard
    ) -> [CheckResult] {
        var facts = facts
        facts.digest = facts.knownDigest
        return checks.map { check in
            let definition = check.definition
            var findings = sorted(check.findings(facts).map(Redaction.finding), definition)
            let unseen = UnseenFiles(facts.tree) { FileAnalysis.mayTell(path: $0.path, of: definition.id) }
            if let unseen, definition.sources.contains(.tree) { findings = findings.map(unseen.doubted) }
            var score = check.score(findings)
            if unseen != nil, isUndecided(check, findings) {
                score.compatible = .inconclusive("Not everything that may decide it was read.")
            }
            var adjusted = score
            let candidates = exemptions.filter { $0.check == definition.id || $0.check == "*" }
            if !candidates.isEmpty {
                for index in findings.indices where findings[index].isBad || findings[index].isUnknown {
                    findings[index].exemption = candidates.first { $0.covers(findings[index], of: definition.id) }
                }
                if findings.contains(where: { $0.exemption != nil }) {
                    adjusted = check.score(findings.map { $0.exemption == nil ? $0 : $0.cured })
                }
            }
            return CheckResult(
                definition: definition, findings: findings, score: score, adjusted: adjusted,
                annotations: annotations.filter { $0.speaks(of: definition.id) })
        }
    }

    /// Whether what is not known of the tree would change the compatible score: Scorecard reads every file.
    private static func isUndecided(_ check: Check, _ findings: [ProbeFinding]) -> Bool {
        let isOpen = { (finding: ProbeFinding) in
            finding.isCompatible && finding.outcome == .notAvailable && (finding.settledBy ?? .tree) == .tree
        }
        guard findings.contains(where: isOpen) else { return false }
        let scores = [Resolution.worst, .best].map { resolution in
            check.score(findings.map { isOpen($0) ? $0.resolved(resolution) : $0 }).compatible
        }
        return scores[0] != scores[1]
    }

    /// By the probes' order in the definition, then by place and words: the order in which files were read never shows.
    private static func sorted(_ findings: [ProbeFinding], _ definition: CheckDefinition) -> [ProbeFinding] {
        var rank: [String: Int] = [:]
        for (index, probe) in definition.probes.enumerated() { rank[probe.id] = index }
        let keyed = findings.enumerated().map { (rank[$1.probe] ?? definition.probes.count, $0, $1) }
        return keyed.sorted { left, right in
            if left.0 != right.0 { return left.0 < right.0 }
            switch (left.2.location, right.2.location) {
            case (let one?, let other?) where one != other: return one < other
            case (nil, .some): return true
            case (.some, nil): return false
            default: return (left.2.message, left.1) < (right.2.message, right.1)
            }
        }.map(\.2)
    }
}
