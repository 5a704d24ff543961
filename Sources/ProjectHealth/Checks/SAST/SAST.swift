// SPDX-License-Identifier: Apache-2.0
import Forges
import Pipelines

enum SAST {
    static let check = Check(
        definition, findings: findings, compatible: compatible, points: points, reason: reason)

    // MARK: - Findings

    static let tool = "tool"
    static let codeQL = "CodeQL"
    static let analyzed = "totalPullRequestsAnalyzed"
    static let merged = "totalPullRequestsMerged"

    static func findings(_ facts: ProjectFacts) -> [ProbeFinding] {
        var all: [ProbeFinding] = []
        var others: [ProbeFinding] = []
        var starts: [(file: PipelineFileFacts, tool: PipelineTool)] = []
        var started: String?
        // The build runs what a `pom.xml` configures.
        for file in facts.tree.pipelines
        where file.runsByItself || file.kind == .mavenProject && !file.isTestData && !file.isVendored {
            for found in file.tools where found.purpose == .staticAnalysis || found.purpose == .codeQL {
                let location = EvidenceLocation(found.location)
                let message = "\(file.place(of: found)) sets up \(name(found))."
                if found.isCompatibleAnalysis, file.kind == .githubWorkflow || file.kind == .mavenProject {
                    all.append(ProbeFinding(configured, .yes, message, at: location, values: [tool: name(found)]))
                } else {
                    others.append(ProbeFinding(otherTool, .yes, message, at: location, values: [tool: name(found)]))
                }
                // One for each file is enough; a called workflow starts when its callers do.
                guard started != file.path else { continue }
                started = file.path
                starts += [(file, found)] + CalledPipelines.callers(of: file, in: facts).map { ($0, found) }
            }
        }
        let words = ["codeql", "code-scanning", "static-analysis", "sast", "semgrep", "sonar"]
        for call in CalledPipelines.named(words, in: facts) {
            let found = PipelineTool(
                purpose: .staticAnalysis, name: call.dependency.name, location: call.dependency.location)
            guard call.dependency.name.contains("/.github/workflows/") else { continue }
            others.append(
                ProbeFinding(
                    otherTool, .yes, "\(call.sentence), which analyses the source by its name.",
                    at: EvidenceLocation(found.location), values: [tool: found.name]))
            starts.append((call.file, found))
        }
        if all.isEmpty, others.isEmpty, let call = CalledPipelines.firstUnread(in: facts) {
            others.append(
                ProbeFinding(
                    otherTool, .notAvailable, "\(call.unreadSentence(in: facts)); it may analyse the source.",
                    at: EvidenceLocation(call.dependency.location)))
        }
        if all.isEmpty, others.isEmpty, let script = facts.tree.scriptedTool(.staticAnalysis, .codeQL) {
            others.append(
                ProbeFinding(
                    otherTool, .notAvailable, script.scriptSentence, at: EvidenceLocation(script.location)))
        }
        if all.isEmpty {
            var none = ProbeFinding(configured, .no, "No workflow sets up an analyser.")
            if let problem = facts.tree.brokenPipeline {
                none = ProbeFinding(
                    configured, .error, "\(problem.sentence) It may set up an analyser.",
                    at: EvidenceLocation(problem.location))
            } else if others.contains(where: { $0.outcome == .yes }) {
                none.isBad = false
                none.message = "No workflow sets up an analyser that Scorecard knows."
            }
            all.append(none)
        }
        all += requestFindings(facts)
        all += others
        if let start = changeFinding(starts) { all.append(start) }
        return all
    }

    private static func name(_ found: PipelineTool) -> String {
        switch found.name {
        case "github/codeql-action/analyze": codeQL
        case "facebook/pysa-action": "Pysa"
        case "JetBrains/qodana-action": "Qodana"
        case "hadolint/hadolint-action": "Hadolint"
        case "sonar.host.url": "Sonar"
        default: found.name.hasPrefix("snyk/actions/") ? "Snyk" : found.name
        }
    }

    private static func requestFindings(_ facts: ProjectFacts) -> [ProbeFinding] {
        guard let recent = RecentChanges(facts), recent.knowsRequests else {
            return [
                ProbeFinding(
                    onAllCommits, .notAvailable,
                    "Which checks ran on change requests was not seen: the forge was not asked.",
                    settledBy: .forge)
            ]
        }
        var all = 0
        var seen = 0
        var unread = 0
        for change in recent.changes {
            guard let request = change.request, request.merged != nil else { continue }
            let weight = max(1, change.commits.count)
            guard let checks = request.checks else {
                unread += weight
                continue
            }
            all += weight
            if checks.contains(where: isAnalysis) { seen += weight }
        }
        let location = facts.forge.value.map { EvidenceLocation(.url, $0.url) }
        var findings: [ProbeFinding] = []
        if all > 0 {
            findings.append(
                ProbeFinding(
                    onAllCommits, seen == all ? .yes : .no,
                    "Static analysis ran on \(seen) of the last \(Words.count(all, "commit")) that came by change requests.",
                    at: location, values: [analyzed: String(seen), merged: String(all)]))
        }
        if unread > 0 {
            findings.append(
                ProbeFinding(
                    onAllCommits, .notAvailable,
                    "The checks of \(Words.count(unread, "commit")) that came by change requests were not read.",
                    at: location, values: [merged: String(unread)], settledBy: .forge))
        }
        return findings.isEmpty
            ? [ProbeFinding(onAllCommits, .notApplicable, "No recent commit came by a change request.")] : findings
    }

    private static func isAnalysis(_ check: ForgeSnapshot.Check) -> Bool {
        check.kind == .checkRun && check.state == "completed"
            && (check.conclusion == "success" || check.conclusion == "neutral")
            && ["github-advanced-security", "github-code-scanning", "lgtm-com", "sonarcloud", "sonarqubecloud"]
                .contains(check.name)
    }

    private static func changeFinding(_ starts: [(file: PipelineFileFacts, tool: PipelineTool)]) -> ProbeFinding? {
        guard let first = starts.first else { return nil }
        let events = ["pull_request", "pull_request_target", "merge_group"]
        if let (file, found) = starts.first(where: { start in events.contains { start.file.events.contains($0) } }) {
            return ProbeFinding(
                onChanges, .yes, "\(file.path) starts for every change request and runs \(name(found)).",
                at: EvidenceLocation(found.location))
        }
        if first.file.kind != .githubWorkflow {
            return ProbeFinding(
                onChanges, .notAvailable,
                "\(first.file.path) sets up \(name(first.tool)); when it runs is not said there.",
                at: EvidenceLocation(first.tool.location))
        }
        return ProbeFinding(
            onChanges, .no, "\(first.file.path) does not start for change requests.",
            at: EvidenceLocation(first.tool.location))
    }

    // MARK: - Scores

    static func compatible(_ findings: [ProbeFinding]) -> CompatibleScore {
        let tools = findings.of(configured).filter { $0.outcome == .yes }
        let hasCodeQL = tools.contains { $0.values[tool] == codeQL }
        if tools.contains(where: { $0.values[tool] != codeQL }) { return .score(10) }
        if findings.of(configured).contains(where: \.isUnknown) {
            return .inconclusive("Whether a workflow sets up an analyser is not known.")
        }
        let requests = findings.of(onAllCommits)
        if requests.count > 1, requests.contains(where: \.isUnknown) {
            return .inconclusive("Not all checks of the change requests were read.")
        }
        guard let share = share(findings).map({ Proportion.score($0.part, of: $0.whole) }) else {
            return .score(hasCodeQL ? 10 : 0)
        }
        if share == 10 { return .score(10) }
        return .score(hasCodeQL ? (3 * share + 70) / 10 : share)
    }

    static func points(_ findings: [ProbeFinding], _ resolution: Resolution) -> Int? {
        let isConfigured = findings.contains(configured, .yes) || findings.contains(otherTool, .yes)
        let share = share(findings).map { Proportion.points($0.part, of: $0.whole) } ?? 0
        let starts = findings.contains(onChanges, .yes) ? 100 : 0
        let coverage = max(share, starts)
        return isConfigured ? 70 + coverage * 30 / 100 : share
    }

    /// Nil where no change request was seen.
    private static func share(_ findings: [ProbeFinding]) -> (part: Int, whole: Int)? {
        let requests = findings.of(onAllCommits).filter { $0.outcome == .yes || $0.outcome == .no }
        guard !requests.isEmpty else { return nil }
        return requests.reduce(into: (0, 0)) { share, finding in
            let whole = max(1, finding.count(merged) ?? 1)
            share.0 += finding.isCured ? whole : finding.count(analyzed) ?? 0
            share.1 += whole
        }
    }

    static func reason(_ findings: [ProbeFinding]) -> String {
        if let tool = findings.first(where: {
            ($0.probe == configured.id || $0.probe == otherTool.id) && $0.outcome == .yes
        }) {
            let change = findings.first(onChanges).flatMap { $0.isBad ? " " + $0.message : nil } ?? ""
            return tool.message + change
        }
        if let share = findings.first(onAllCommits), share.outcome == .yes || share.outcome == .no {
            return share.message
        }
        if let open = findings.first(where: {
            ($0.probe == configured.id || $0.probe == otherTool.id) && $0.isUnknown
        }) {
            return open.message
        }
        return "No workflow sets up an analyser."
    }
}
