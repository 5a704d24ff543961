// SPDX-License-Identifier: Apache-2.0
import Forges
import Pipelines

enum CITests {
    static let check = Check(
        definition, findings: findings, compatible: compatible, points: points, reason: reason)

    // MARK: - Findings

    static func findings(_ facts: ProjectFacts) -> [ProbeFinding] {
        requests(facts) + [pipeline(facts)]
    }

    private static func requests(_ facts: ProjectFacts) -> [ProbeFinding] {
        guard let recent = RecentChanges(facts), recent.knowsRequests, let forge = facts.forge.value else {
            return [
                ProbeFinding(
                    run, .notAvailable,
                    "Whether tests succeeded on change requests was not seen: the forge was not asked.",
                    settledBy: .forge)
            ]
        }
        var all: [ProbeFinding] = []
        var seen: Set<String> = []
        var unread: [ForgeSnapshot.ChangeRequest] = []
        for request in recent.changes.compactMap(\.request) where request.merged != nil {
            guard seen.insert(request.headCommit ?? "#\(request.number)").inserted else { continue }
            guard let checks = request.checks else {
                unread.append(request)
                continue
            }
            all.append(finding(request, checks, at: forge.address(of: request)))
        }
        guard all.isEmpty else {
            return all
                + unread.map {
                    ProbeFinding(
                        run, .notAvailable, "The checks of change request #\($0.number) were not read.",
                        at: EvidenceLocation(.url, forge.address(of: $0)), settledBy: .forge)
                }
        }
        if !unread.isEmpty {
            return [
                ProbeFinding(
                    run, .notAvailable, "The checks of \(Words.count(unread.count, "change request")) were not read.",
                    settledBy: .forge)
            ]
        }
        return [ProbeFinding(run, .notApplicable, "No recent commit came by a change request.")]
    }

    private static func finding(
        _ request: ForgeSnapshot.ChangeRequest, _ checks: [ForgeSnapshot.Check], at address: String
    ) -> ProbeFinding {
        let statuses = checks.filter { $0.kind == .status && $0.state == "success" }
        let runs = checks.filter { $0.kind == .checkRun && $0.state == "completed" && $0.conclusion == "success" }
        let test =
            statuses.first { isTest($0.name) || $0.url.map(isTest) ?? false } ?? runs.first { isTest($0.name) }
        if let test {
            return ProbeFinding(
                run, .yes, "Change request #\(request.number) was merged after \(test.name) had succeeded.",
                at: EvidenceLocation(.url, test.url ?? address))
        }
        return ProbeFinding(
            run, .no, "Change request #\(request.number) was merged without a test that had succeeded.",
            at: EvidenceLocation(.url, address))
    }

    /// Scorecard's words for test services. One more of its list, `Cirrus CI`, can never be found in lower case.
    static func isTest(_ name: String) -> Bool {
        let name = name.lowercased()
        return [
            "appveyor", "buildkite", "circleci", "e2e", "github-actions", "jenkins", "mergeable", "packit-as-a-service",
            "semaphoreci", "test", "travis-ci", "flutter-dashboard", "cirrus-ci", "azure-pipelines", "ci/woodpecker",
            "vstfs:///build/build",
        ].contains { name.contains($0) }
    }

    /// Events that changes start.
    private static let changes: Set<String> = ["merge_group", "pull_request", "pull_request_target", "push"]

    private static func pipeline(_ facts: ProjectFacts) -> ProbeFinding {
        var first: (tool: PipelineTool, place: String)?
        for file in facts.tree.automation {
            guard let tool = file.tools.first(where: { $0.purpose == .testing }) else { continue }
            let starts =
                file.events.isEmpty
                || file.events.contains { changes.contains($0) }
            if starts {
                return ProbeFinding(
                    configured, .yes, "\(file.place(of: tool)) runs tests (\(tool.name)).",
                    at: EvidenceLocation(tool.location))
            }
            first = first ?? (tool, file.place(of: tool))
        }
        let starting = CalledPipelines.named(["test"], in: facts).first { call in
            call.file.events.contains { changes.contains($0) }
                && call.dependency.name.contains("/.github/workflows/")
        }
        if let starting {
            return ProbeFinding(
                configured, .yes, "\(starting.sentence), which tests by its name.",
                at: EvidenceLocation(starting.dependency.location))
        }
        if let unseen = facts.unseenAutomation(configured, .testing, may: "run tests") { return unseen }
        if let first {
            return ProbeFinding(
                configured, .no, "\(first.place) runs tests, but not for changes.",
                at: EvidenceLocation(first.tool.location))
        }
        if let other = ServiceConfiguration.first(in: facts.tree) {
            return ProbeFinding(
                configured, .notAvailable, "\(other) sets up a service whose steps are not read here.",
                at: EvidenceLocation(.source, other))
        }
        return ProbeFinding(configured, .no, "No pipeline that runs tests was found.")
    }

    // MARK: - Scores

    static func compatible(_ findings: [ProbeFinding]) -> CompatibleScore {
        if findings.contains(where: { $0.outcome == .notApplicable }) {
            return .inconclusive("No recent commit came by a change request.")
        }
        if findings.contains(where: \.isUnknown) {
            return .inconclusive("The checks of change requests were not seen.")
        }
        return .score(Proportion.score(findings.count { $0.outcome == .yes }, of: findings.count))
    }

    static func points(_ findings: [ProbeFinding], _ resolution: Resolution) -> Int? {
        let isConfigured = findings.contains(configured, .yes)
        let runs = findings.of(run)
        if runs.contains(where: { $0.outcome == .notApplicable }) { return isConfigured ? 100 : 0 }
        // Nothing was seen, and stands for all: the pipeline decides, and whether it succeeds.
        if runs.count == 1, runs[0].settledBy == .forge {
            if !isConfigured { return runs[0].outcome == .yes && resolution == .best ? 100 : 0 }
            return runs[0].outcome == .yes ? 100 : 70
        }
        return Proportion.points(runs.count { $0.outcome == .yes }, of: runs.count)
    }

    static func reason(_ findings: [ProbeFinding]) -> String {
        let runs = findings.of(run).filter { $0.outcome == .yes || $0.outcome == .no }
        if !runs.isEmpty {
            let good = runs.count { $0.outcome == .yes }
            let open = findings.of(run).count(where: \.isUnknown)
            return "Tests succeeded on \(good) of \(Words.count(runs.count, "merged change request"))"
                + (open > 0 ? "; the checks of \(open) more were not read." : ".")
        }
        return findings.first(configured)?.message ?? "Whether changes are tested was not seen."
    }
}
