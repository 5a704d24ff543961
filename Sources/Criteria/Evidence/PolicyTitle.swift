// SPDX-License-Identifier: Apache-2.0

/// By which words in its name or title a page of the documentation is told to be a policy of the project.
enum PolicyTitle {
    static let security: Set<String> = [
        "security", "vulnerability", "vulnerabilities", "vuln", "disclosure", "advisory", "advisories",
    ]
    private static let findings = security.union([
        "dependency", "dependencies", "sast", "sca", "codeql", "analysis", "policy", "policies", "remediation",
        "triage", "quality",
    ])

    private static let policies: [(ProseTopics, Set<String>)] = [
        (ProseTopics([.privately, .privateForm, .advisories, .credit]), security),
        (
            ProseTopics([.secretCare]),
            security.union([
                "secret", "secrets", "credential", "credentials", "keys", "policy", "policies", "infrastructure",
            ])
        ),
        (
            ProseTopics([.dependencyCare, .dependencyRules]),
            security.union([
                "dependency", "dependencies", "vendoring", "policy", "policies", "maintenance", "maintainer",
                "maintainers", "contributing", "contribution", "contribute", "development", "developing",
            ])
        ),
        (ProseTopics([.composition, .threshold, .beforeRelease]), findings),
        (
            ProseTopics([.assessment, .threatModel]),
            security.union([
                "audit", "audits", "assessment", "assessments", "review", "reviews", "threat", "threats", "threatmodel",
                "assurance", "risk", "risks", "attack", "architecture", "design",
            ])
        ),
    ]

    /// Those of the policy that is asked for; nil where none is.
    static func words(_ query: ProseQuery) -> Set<String>? {
        policies.first { !$0.0.isDisjoint(with: query.all) }?.1
    }
}

extension ProseTopics {
    fileprivate init(_ topics: [ProseTopic]) { self.init(topics.map { ProseTopics($0) }) }
}
