// SPDX-License-Identifier: Apache-2.0

enum Vulnerabilities {
    static let check = Check(
        definition, findings: findings, compatible: compatible, points: points, reason: reason)

    // MARK: - Findings

    /// `development` where only tests, examples or development use it.
    static let scope = "scope"
    static let development = "development"
    private static let notice = "notice"
    private static let possible = "possibleVulnerabilities"

    static func findings(_ facts: ProjectFacts) -> [ProbeFinding] {
        guard let vulnerabilities = facts.vulnerabilities.value else {
            let unknown = facts.vulnerabilities.unknown
            let hint = unknown?.hint.map { " \($0)" } ?? ""
            return [
                ProbeFinding(
                    known, .notAvailable,
                    "Whether there are known vulnerabilities is not known. \(unknown?.reason ?? "")\(hint)",
                    settledBy: .advisories)
            ]
        }
        var all: [ProbeFinding] =
            vulnerabilities.found.isEmpty
            ? [ProbeFinding(known, .no, "No known vulnerability concerns the project.")]
            : vulnerabilities.found.map(finding)
        for sentence in vulnerabilities.unjudged {
            all.append(
                ProbeFinding(
                    known, .notAvailable, "Whether more is known is open. \(sentence)", settledBy: .advisories))
        }
        if vulnerabilities.possible > 0 {
            all.append(
                ProbeFinding(
                    known, .notAvailable,
                    "Whether \(Words.count(vulnerabilities.possible, "more vulnerability", "more vulnerabilities")) "
                        + "concern the project depends on versions that no lockfile states.",
                    values: [possible: String(vulnerabilities.possible)], isCompatible: false, settledBy: .tree))
        }
        return all
    }

    private static func finding(_ fact: VulnerabilityFact) -> ProbeFinding {
        let version = fact.version.map { " \($0)" } ?? ""
        let what = "\(fact.location.place): \(fact.package)\(version)"
        let place = fact.isDevelopmentOnly ? ", in tests, examples or development only." : "."
        var finding = ProbeFinding(
            known, .yes,
            fact.isNotice
                ? "\(what): \(fact.id) is a notice and no vulnerability." : "\(what) is affected by \(fact.id)\(place)",
            at: fact.location,
            values: [
                "osvid": fact.id, "package": fact.package,
                scope: fact.isNotice ? notice : fact.isDevelopmentOnly ? development : "product",
            ])
        // Scorecard counts it; there is nothing to mend.
        if fact.isNotice { finding.isBad = false }
        return finding
    }

    // MARK: - Scores

    static func compatible(_ findings: [ProbeFinding]) -> CompatibleScore {
        if findings.contains(where: \.isUnknown) { return .inconclusive("No advisories are at hand.") }
        return .score(max(0, 10 - findings.count { $0.outcome == .yes }))
    }

    static func points(_ findings: [ProbeFinding], _ resolution: Resolution) -> Int? {
        let stated = findings.filter { $0.values[possible] == nil && $0.values[scope] != notice }
        var counted = stated.count { finding in
            finding.outcome == .yes && (resolution == .worst || finding.values[scope] != development)
        }
        // Not more than ten decide, so that no sum can overflow.
        for finding in findings where finding.outcome == .yes { counted += min(10, finding.count(possible) ?? 0) }
        // What is not known at all may be any number.
        if findings.contains(where: { $0.settledBy == .advisories && $0.outcome == .yes }) { return 0 }
        return max(0, 100 - 10 * min(10, counted))
    }

    static func reason(_ findings: [ProbeFinding]) -> String {
        let bad = findings.filter(\.isBad)
        let open = findings.first(where: \.isUnknown).map { " " + $0.message } ?? ""
        guard !bad.isEmpty else {
            let known = findings.first { !$0.isUnknown }?.message
            return known.map { $0 + open } ?? findings.first?.message ?? "No known vulnerability concerns the project."
        }
        let lesser = bad.count { $0.values[scope] == development }
        let part = lesser == bad.count ? bad.count == 1 ? "" : "all of them " : "\(lesser) of them "
        let only = lesser == 0 ? "" : ", \(part)in tests, examples or development only"
        let ids = Words.list(bad.compactMap { $0.values["osvid"] }, most: 3)
        return "\(Words.count(bad.count, "known vulnerability", "known vulnerabilities"))\(only): \(ids).\(open)"
    }
}
