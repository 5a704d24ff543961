// SPDX-License-Identifier: Apache-2.0

enum Vulnerabilities {
    static let check = Check(
        definition, findings: findings, compatible: compatible, points: points, reason: reason)

    // MARK: - Findings

    /// `development` where only tests, examples or development use it.
    static let scope = "scope"
    static let development = "development"

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
        if vulnerabilities.isEmpty { return [ProbeFinding(known, .no, "No known vulnerability concerns the project.")] }
        return vulnerabilities.map { fact in
            let version = fact.version.map { " \($0)" } ?? ""
            return ProbeFinding(
                known, .yes,
                "\(fact.location.place): \(fact.package)\(version) is affected by \(fact.id)"
                    + (fact.isDevelopmentOnly ? ", in tests, examples or development only." : "."),
                at: fact.location,
                values: [
                    "osvid": fact.id, "package": fact.package, scope: fact.isDevelopmentOnly ? development : "product",
                ])
        }
    }

    // MARK: - Scores

    static func compatible(_ findings: [ProbeFinding]) -> CompatibleScore {
        if findings.contains(where: \.isUnknown) { return .inconclusive("No advisories are at hand.") }
        return .score(max(0, 10 - findings.count { $0.outcome == .yes }))
    }

    static func points(_ findings: [ProbeFinding], _ resolution: Resolution) -> Int? {
        let counted = findings.count { finding in
            finding.outcome == .yes && (resolution == .worst || finding.values[scope] != development)
        }
        // What is not known at all may be any number.
        if findings.contains(where: { $0.settledBy == .advisories && $0.outcome == .yes }) { return 0 }
        return max(0, 100 - 10 * min(10, counted))
    }

    static func reason(_ findings: [ProbeFinding]) -> String {
        let bad = findings.filter(\.isBad)
        guard !bad.isEmpty else { return findings.first?.message ?? "No known vulnerability concerns the project." }
        let lesser = bad.count { $0.values[scope] == development }
        let only = lesser == 0 ? "" : ", \(lesser) of them in tests, examples or development only"
        let ids = Words.list(bad.compactMap { $0.values["osvid"] }, most: 3)
        return "\(Words.count(bad.count, "known vulnerability", "known vulnerabilities"))\(only): \(ids)."
    }
}
