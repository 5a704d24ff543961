// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import Pipelines

/// The expectations of Scorecard's `checks/permissions_test.go`.
@Suite struct PermissionsConformanceTests {
    struct Expectation: Sendable {
        var files: [String]
        /// -1: no workflow.
        var score: Int
        var warnings: Int
        var notes: Int
    }

    private static func one(_ name: String, _ score: Int, _ warnings: Int, _ notes: Int) -> Expectation {
        Expectation(files: [name], score: score, warnings: warnings, notes: notes)
    }

    private static let expectations: [Expectation] = [
        one("run-codeql-write", 10, 0, 2), one("run-no-codeql-write", 10, 1, 1), one("run-writes-2", 10, 3, 2),
        one("run-package-workflow-write", 10, 0, 2), one("run-package-write", 10, 1, 1), one("run-writes", 10, 0, 2),
        one("writeall", 0, 1, 0), one("readall", 10, 0, 2), one("absent", 0, 1, 1), one("writes", 10, 0, 2),
        one("reads", 10, 0, 11), one("nones", 10, 0, 11), one("none", 10, 0, 2), one("status-checks", 9, 2, 3),
        one("secevent-deployments", 8, 2, 4), one("contents", 0, 1, 3), one("actions", 0, 1, 3),
        one("packages", 0, 1, 2), Expectation(files: [], score: -1, warnings: 0, notes: 0),
        one("contents-writes-no-release", 10, 1, 1), one("contents-writes-release", 10, 0, 2),
        one("contents-writes-release-mvn-release", 10, 0, 2),
        one("contents-writes-release-semantic-release", 10, 0, 2),
        one("contents-writes-release-semantic-release-yarn", 10, 0, 2),
        one("contents-writes-release-semantic-release-pnpm", 10, 0, 2), one("packages-writes", 10, 0, 2),
        one("jobs-only", 9, 1, 4), one("run-write-codeql-comment", 10, 1, 1), one("secevent-known-actions", 10, 0, 2),
        Expectation(files: ["top-level-only", "run-level-only"], score: 9, warnings: 1, notes: 3),
        Expectation(files: ["run-level-only", "absent"], score: 0, warnings: 2, notes: 2),
        Expectation(files: ["top-level-only", "absent"], score: 0, warnings: 1, notes: 2), one("gh-pages", 10, 0, 2),
        one("run-multiple-writes", 10, 7, 1),
    ]

    @Test func `permissions are judged as Scorecard expects`() throws {
        guard let conformance = Conformance() else { return }
        var tally = Tally("permissions")
        for expectation in Self.expectations {
            let files = try expectation.files.map { name in
                try #require(
                    try conformance.facts("testdata/.github/workflows/github-workflow-permissions-\(name).yaml"))
            }
            let score = PermissionScore(files)
            let isMet =
                score.score == expectation.score && score.warnings == expectation.warnings
                && score.notes == expectation.notes
            #expect(
                isMet, "\(expectation.files): score \(score.score), \(score.warnings) warnings, \(score.notes) notes")
            tally.add(isMet)
        }
        tally.report()
    }

    @Test func `a job's write is justified by what the workflow does`() throws {
        let text = """
            on: push
            permissions: {}
            jobs:
              a:
                permissions:
                  packages: write
                  contents: write
                  security-events: write
                steps:
                  - run: docker push x
                  - uses: ossf/scorecard-action@v2
              b:
                permissions: write-all
                steps: [{run: ls}]
            """
        let facts = try #require(PipelineFiles.facts(path: ".github/workflows/a.yml", bytes: Array(text.utf8)))
        let grants = facts.permissions.filter { $0.level == .job("a") }
        #expect(grants.map(\.scope) == ["packages", "contents", "security-events"])
        #expect(
            grants.map(\.justification) == [
                "The workflow publishes packages (docker push).", nil,
                "The workflow uploads findings (ossf/scorecard-action).",
            ])
        #expect(grants.map(\.location.line) == [6, 7, 8])
        let all = try #require(facts.permissions.first { $0.level == .job("b") })
        #expect(all.value == .write)
        #expect(all.scope == nil)
        #expect(facts.jobsWithoutPermissions.isEmpty)
    }
}

/// Scorecard's arithmetic over grants, for these tests alone.
private struct PermissionScore {
    private(set) var warnings = 0
    private(set) var notes = 0
    private(set) var score = -1

    private static let interesting = [
        "statuses", "checks", "security-events", "deployments", "contents", "packages", "actions",
    ]

    init(_ files: [PipelineFileFacts]) {
        guard !files.isEmpty else { return }
        var points = 10.0
        var isMinimal = false
        var hasJobWrite = false
        for file in files {
            let jobs = file.permissions.filter { $0.level != .top }
            let isJobUndeclared = !file.jobsWithoutPermissions.isEmpty
            let writes = jobs.filter { grant in
                grant.value == .write && grant.scope.map(Self.interesting.contains) == true
                    && grant.justification == nil
            }
            warnings += writes.count
            if !writes.isEmpty { hasJobWrite = true }
            for grant in file.permissions {
                if grant.value == .none || grant.value == .read { notes += 1 }
                guard grant.level == .top else { continue }
                switch (grant.value, grant.scope) {
                case (.undeclared, _):
                    warnings += 1
                    if isJobUndeclared { points = 0 } else { points -= 0.5 }
                    // Scorecard takes half a point for each write of a job as well.
                    points -= 0.5 * Double(writes.count)
                case (.write, nil):
                    warnings += 1
                    if isJobUndeclared || !writes.isEmpty { isMinimal = true }
                    points -= 0.5
                case (.write, "checks"?), (.write, "statuses"?):
                    warnings += 1
                    points -= 0.5
                case (.write, "deployments"?), (.write, "security-events"?):
                    warnings += 1
                    points -= 1
                case (.write, "contents"?), (.write, "packages"?), (.write, "actions"?):
                    warnings += 1
                    points -= 10
                default: break
                }
            }
        }
        if !hasJobWrite, !isMinimal { notes += 1 }
        score = isMinimal ? 0 : Int(max(0, points))
    }
}
