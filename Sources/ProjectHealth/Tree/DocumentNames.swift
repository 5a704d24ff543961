// SPDX-License-Identifier: Apache-2.0

extension TextDocument.Kind {
    /// What a document is, by its path; nil where the path names none that is read.
    static func kind(ofPath path: String) -> TextDocument.Kind? {
        let lowered = path.lowercased()
        if let exact = exactPaths[lowered] { return exact }
        let place = PathName(lowered)
        let folder = place.folder
        let name = place.name
        if name == "codeowners", ["", ".github", "docs", ".gitlab", ".gitea", ".forgejo"].contains(folder) {
            return .codeOwners
        }
        if lowered.hasPrefix(".vex/") || name.hasSuffix(".vex.json") || name.hasSuffix(".openvex.json") { return .vex }
        if isNoProse(String(name)) || isForm(lowered) { return nil }
        let isRoot = folder.isEmpty
        let isHome =
            isRoot || [".github", ".gitlab", ".gitea", ".forgejo", "docs", "doc", "documentation"].contains(folder)
        let isProse = place.fileExtension.map(proseExtensions.contains) ?? !name.contains(".")
        if isHome, isProse {
            let stem = name.prefix { $0 != "." }
            for (kind, stems) in stems
            where stems.contains(where: { stem == $0 || !wholeStems.contains($0) && stem.hasPrefix($0 + "-") }) {
                return kind
            }
        }
        guard place.fileExtension.map(proseExtensions.contains) ?? false else { return nil }
        let isDocumentation = ["docs/", "doc/", "documentation/", "guide/", "guides/", "manual/", ".github/"]
            .contains { lowered.hasPrefix($0) }
        return isRoot || isDocumentation ? .documentation : nil
    }

    /// Documents of these kinds are read before all others when there are too many.
    var isPolicy: Bool { self != .documentation }

    /// Text that programs read, whatever its ending says.
    private static func isNoProse(_ name: String) -> Bool {
        if ["cmakelists.txt", "robots.txt", "constraints.txt", "conanfile.txt"].contains(name) { return true }
        guard name.hasSuffix(".txt") else { return name.hasSuffix(".gitignore") }
        return ["requirements", "license", "licence"].contains { name.hasPrefix($0) }
    }

    /// What people fill in when they open an issue, a change or a discussion: its headings are questions to them.
    private static func isForm(_ path: String) -> Bool {
        path.split(separator: "/").contains { part in
            ["issue", "pull_request", "merge_request", "discussion"].contains { part.hasPrefix($0 + "_template") }
        }
    }

    /// Names with something behind them are another thing: `THANKS-filter` is a script.
    private static let wholeStems: Set<String> = ["thanks"]

    private static let proseExtensions: Set<String> = [
        "md", "markdown", "mdx", "rst", "adoc", "asciidoc", "txt", "org", "html",
    ]

    private static let exactPaths: [String: TextDocument.Kind] = [
        "security-insights.yml": .securityInsights, "security-insights.yaml": .securityInsights,
        ".github/security-insights.yml": .securityInsights, ".github/security-insights.yaml": .securityInsights,
        ".gitlab/security-insights.yml": .securityInsights, ".gitlab/security-insights.yaml": .securityInsights,
        "scorecard.yml": .annotations, ".scorecard.yml": .annotations, ".github/scorecard.yml": .annotations,
        ".mainstay/exemptions.yml": .exemptions,
    ]

    private static let stems: [(TextDocument.Kind, [String])] = [
        (.readme, ["readme"]),
        (.securityPolicy, ["security", "security_policy", "security-policy"]),
        (.contributing, ["contributing", "contribute", "hacking", "development"]),
        (.codeOfConduct, ["code_of_conduct", "code-of-conduct", "conduct"]),
        (.governance, ["governance", "charter"]),
        (.maintainers, ["maintainers", "authors", "owners", "committers", "contributors", "thanks", "team"]),
        (.support, ["support"]),
        (
            .changelog,
            ["changelog", "changes", "news", "history", "release-notes", "release_notes", "releasenotes", "releases"]
        ),
        (.roadmap, ["roadmap"]),
        (.architecture, ["architecture", "design"]),
        (.threatModel, ["threat-model", "threat_model", "threatmodel", "threat-modeling", "security-assessment"]),
        (.dependencyPolicy, ["dependencies", "dependency-policy"]),
    ]
}
