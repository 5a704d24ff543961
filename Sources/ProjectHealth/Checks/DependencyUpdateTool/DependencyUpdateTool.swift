// SPDX-License-Identifier: Apache-2.0
import Histories
import Pipelines
import Wire

package enum DependencyUpdateTool {
    static let check = Check(
        definition, findings: findings, compatible: compatible, points: points, reason: reason)

    // MARK: - Findings

    static let tool = "tool"

    static func findings(_ facts: ProjectFacts) -> [ProbeFinding] {
        var all: [ProbeFinding] = []
        for file in facts.tree.files where file.kind != .submodule {
            guard let name = tool(configuredBy: file.path) else { continue }
            all.append(
                ProbeFinding(
                    configured, .yes, "\(file.path) sets up \(name).", at: EvidenceLocation(.source, file.path),
                    values: [tool: name]))
        }
        let digest = facts.knownDigest
        if all.isEmpty { all.append(unconfigured(facts, digest)) }
        if hasDependencies(facts) {
            let isSetUp = facts.tree.files.contains { $0.kind != .submodule && tool(configuredBy: $0.path) != nil }
            var arrival = arrivals(facts, digest)
            // Where nothing is set up there is nothing to look into.
            if !isSetUp { arrival.isBad = false }
            all.append(arrival)
        } else {
            all.append(ProbeFinding(arriving, .notApplicable, "No file of the project names a dependency."))
        }
        return all
    }

    /// Scorecard's places, whatever their case.
    package static func tool(configuredBy path: String) -> String? {
        switch path.lowercased() {
        case ".github/dependabot.yml", ".github/dependabot.yaml": "Dependabot"
        case "renovate.json", "renovate.json5", ".github/renovate.json", ".github/renovate.json5",
            ".gitlab/renovate.json",
            ".gitlab/renovate.json5", ".renovaterc", ".renovaterc.json", ".renovaterc.json5":
            "Renovate"
        case ".scala-steward.conf", "scala-steward.conf", ".github/.scala-steward.conf", ".github/scala-steward.conf",
            ".config/.scala-steward.conf", ".config/scala-steward.conf":
            "Scala Steward"
        default: nil
        }
    }

    private static func unconfigured(_ facts: ProjectFacts, _ digest: HistoryDigest?) -> ProbeFinding {
        if let updater = digest?.updaters.first(where: { $0.name == "dependabot" }), let history = facts.history.value {
            var finding = ProbeFinding(
                configured, .yes, "Dependabot has made \(Words.count(updater.commits, "commit")).",
                at: EvidenceLocation(.commit, history.commits[updater.newest].id.hexadecimal),
                values: [tool: "Dependabot"])
            if !isRecent(updater, facts) {
                // Scorecard counts a commit of any age; a tool whose configuration is gone proposes nothing.
                finding.values[past] = "past"
                finding.isBad = true
                finding.message =
                    "No configuration of an update tool is in the tree, and Dependabot's last commit is of \(Day.text(updater.lastCommit))."
            }
            return finding
        }
        return ProbeFinding(configured, .no, "No configuration of an update tool is in the tree.")
    }

    /// Set where the tool was seen in the past alone.
    private static let past = "lastSeen"

    private static func isRecent(_ updater: HistoryDigest.Updater, _ facts: ProjectFacts) -> Bool {
        updater.lastCommit > facts.asOf.seconds - 365 * HistoryDigest.day
    }

    private static func arrivals(_ facts: ProjectFacts, _ digest: HistoryDigest?) -> ProbeFinding {
        guard let digest, let history = facts.history.value else {
            return ProbeFinding(
                arriving, .notAvailable, "Whether updates arrive was not seen. \(facts.history.unknown?.reason ?? "")",
                settledBy: .history)
        }
        guard let updater = digest.updater else {
            if let begin = digest.lowerBound(since: facts.asOf.seconds - 365 * HistoryDigest.day) {
                return ProbeFinding(
                    arriving, .notAvailable,
                    "No commit by an update tool is in the clone, which begins on \(Day.text(begin)).",
                    settledBy: .history)
            }
            return ProbeFinding(arriving, .no, "No commit by an update tool is in the history.")
        }
        let isRecent = isRecent(updater, facts)
        let id = history.commits[updater.newest].id.hexadecimal
        return ProbeFinding(
            arriving, isRecent ? .yes : .no,
            "The last of \(Words.count(updater.commits, "commit")) by \(updater.name) is \(id.prefix(12)) of \(Day.text(updater.lastCommit)).",
            at: EvidenceLocation(.commit, id))
    }

    /// Whether any manifest, lockfile or pipeline brings something in.
    private static func hasDependencies(_ facts: ProjectFacts) -> Bool {
        facts.tree.pipelines.contains { !$0.dependencies.isEmpty && !$0.isTestData && !$0.isVendored }
            || facts.tree.files.contains {
                manifests.contains(String(PathName($0.path).name)) && PathKind($0.path) == .product
            }
            || facts.tree.files.contains { $0.kind == .submodule }
    }

    private static let manifests: Set<String> = [
        "Cargo.toml", "Gemfile", "Package.swift", "Pipfile", "Podfile", "build.gradle", "build.gradle.kts", "build.sbt",
        "bun.lock", "composer.json", "conanfile.txt", "deno.json", "go.mod", "mix.exs", "package.json",
        "packages.config",
        "pnpm-lock.yaml", "poetry.lock", "pom.xml", "pubspec.yaml", "pyproject.toml", "requirements.txt", "setup.py",
        "vcpkg.json", "yarn.lock",
    ]

    // MARK: - Scores

    static func compatible(_ findings: [ProbeFinding]) -> CompatibleScore {
        .score(findings.contains { $0.outcome == .yes } ? 10 : 0)
    }

    static func points(_ findings: [ProbeFinding], _ resolution: Resolution) -> Int? {
        if findings.contains(arriving, .yes) { return 100 }
        let isConfigured = findings.of(configured).contains {
            $0.outcome == .yes && ($0.isCured || $0.values[past] == nil)
        }
        if findings.contains(arriving, .notApplicable) { return isConfigured ? 100 : nil }
        return isConfigured ? 80 : 0
    }

    static func reason(_ findings: [ProbeFinding]) -> String {
        let tools = findings.of(configured).filter { $0.outcome == .yes && $0.values[past] == nil }
        if tools.isEmpty, let arrival = findings.first(arriving), arrival.outcome != .no { return arrival.message }
        return (tools.isEmpty ? findings.of(configured) : tools).prefix(2).map(\.message).joined(separator: " ")
    }
}
