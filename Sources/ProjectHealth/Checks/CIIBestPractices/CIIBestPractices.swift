// SPDX-License-Identifier: Apache-2.0

enum CIIBestPractices {
    static let check = Check(
        definition, findings: findings, compatible: compatible, points: points, reason: reason)

    // MARK: - Findings

    static let level = "badgeLevel"

    static func findings(_ facts: ProjectFacts) -> [ProbeFinding] {
        guard let entry = facts.badge.value else {
            let unknown = facts.badge.unknown
            let hint = unknown?.hint.map { " \($0)" } ?? ""
            let claim = claim(facts.tree.documents)
            let link = claim.map { " \($0.path):\($0.line) links to an entry." } ?? ""
            return [
                ProbeFinding(
                    badge, .notAvailable, "The badge's entry is not known. \(unknown?.reason ?? "")\(link)\(hint)",
                    at: claim.map { EvidenceLocation(.text, $0.path, line: $0.line) }, settledBy: .registry)
            ]
        }
        let name: String? =
            switch entry {
            case .none: nil
            case .inProgress: "InProgress"
            case .passing: "Passing"
            case .silver: "Silver"
            case .gold: "Gold"
            }
        guard let name else {
            return [ProbeFinding(badge, .no, "The project has no entry at the Best Practices Badge.")]
        }
        return [
            ProbeFinding(
                badge, .yes,
                "The project's entry at the Best Practices Badge is \(name == "InProgress" ? "begun" : name.lowercased()).",
                values: [level: name])
        ]
    }

    private static func claim(_ documents: [TextDocument]) -> (path: String, line: Int)? {
        for document in documents where document.kind == .readme {
            let lines = document.text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
            for (number, line) in lines.enumerated() where line.count < 4_000 {
                let text = String(decoding: line, as: UTF8.self)
                if text.contains("bestpractices.dev/projects/")
                    || text.contains("bestpractices.coreinfrastructure.org/projects/")
                    || text.contains("bestpractices.dev/en/projects/")
                {
                    return (document.path, number + 1)
                }
            }
        }
        return nil
    }

    // MARK: - Scores

    static func compatible(_ findings: [ProbeFinding]) -> CompatibleScore {
        guard findings.count == 1, let finding = findings.first else {
            return .inconclusive("There are several entries.")
        }
        if finding.isUnknown { return .inconclusive("The badge's entry is not known.") }
        return score(finding).map(CompatibleScore.score) ?? .inconclusive("The entry has a level that is not known.")
    }

    static func points(_ findings: [ProbeFinding], _ resolution: Resolution) -> Int? {
        findings.first.flatMap(score).map { $0 * 10 } ?? 0
    }

    /// Nil where the level is none of the badge's. A project that earns its first badge has passed; one whose entry is
    /// not known may have any.
    private static func score(_ finding: ProbeFinding) -> Int? {
        guard finding.outcome == .yes else { return 0 }
        switch finding.values[level] {
        case "Gold": return 10
        case "Silver": return 7
        case "Passing": return 5
        case "InProgress": return 2
        default: return finding.isCured ? (finding.settledBy == nil ? 5 : 10) : nil
        }
    }

    static func reason(_ findings: [ProbeFinding]) -> String {
        findings.first?.message ?? "The badge's entry is not known."
    }
}
