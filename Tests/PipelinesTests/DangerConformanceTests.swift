// SPDX-License-Identifier: Apache-2.0
import Notations
import Testing

@testable import Pipelines

/// The expectations of Scorecard's `dangerous_workflow_test.go`, `github_workflow_test.go` and `sast_test.go`.
@Suite struct DangerConformanceTests {
    private static let workflows: [(String, Int)] = [
        ("untrusted-checkout-workflow_run", 1), ("untrusted-checkout", 1), ("trusted-checkout", 0),
        ("default-checkout", 0), ("untrusted-script-injection", 1), ("trusted-script-injection", 0),
        ("untrusted-multiple-script-injection", 2), ("untrusted-inline-script-injection", 1),
        ("untrusted-script-injection-wildcard", 1), ("untrusted-script-injection-tojson", 1),
    ]

    @Test func `dangers are found as Scorecard expects`() throws {
        guard let conformance = Conformance() else { return }
        var tally = Tally("dangers")
        for (name, expected) in Self.workflows {
            let facts = try #require(
                try conformance.facts("testdata/.github/workflows/github-workflow-dangerous-pattern-\(name).yml"))
            let count = facts.dangers.count(where: \.kind.isCompatible)
            #expect(count == expected, "\(name)")
            tally.add(count == expected)
        }
        let script = try #require(PipelineFiles.facts(path: "script.sh", bytes: Array("echo\n".utf8)))
        #expect(script.dangers.isEmpty)
        tally.add(script.dangers.isEmpty)
        tally.report()
    }

    @Test(arguments: [
        ("github.action", false), ("github.head_ref", true), ("github.event.issue.title", true),
        ("github.event.pull_request.body", true), ("github.event.pull_request.number", false),
        ("github.event.commits[0].message", true), ("github.event.commits[0].id", false),
        ("github.event.commits[2].author.name", true), ("github.event.commits[2].author.email", true),
        ("github.event.pull_request.organization.blocked_user.name", true),
        ("github.event.pull_request.organization.blocked_user.email", true), ("github.event.discussion.body", true),
        ("github.event.discussion.title", true), ("toJSON(github.event)", true), ("toJSON(github)", true),
        ("toJSON(github.event.pull_request)", false), ("TOJSON(github.event)", true),
        ("toJSON( github.event )", true), ("toJSON(github.repository)", false),
    ])
    func `Scorecard's patterns see what anyone may write`(_ variable: String, _ expected: Bool) {
        #expect(CompatiblePatterns.isUntrusted(Array(variable.utf8)[...]) == expected)
    }

    private static let shells: [(String, [String])] = [
        ("all-windows-bash", ["bash"]), ("all-windows-matrix", ["pwsh"]), ("all-windows-matrix-include", ["pwsh"]),
        ("all-windows-matrix-include-empty", ["pwsh"]), ("all-windows", ["pwsh"]), ("default-macos", ["bash"]),
        ("default-ubuntu", ["bash"]), ("default-windows", ["pwsh"]),
        (
            "runner-windows-ubuntu",
            Array(repeating: "pwsh", count: 7) + Array(repeating: "bash", count: 4)
        ),
        ("specified-job-step", ["bash"]), ("specified-job-windows", ["bash"]), ("specified-job", ["pwsh"]),
        ("specified-step", ["pwsh"]), ("two-shells", ["bash", "pwsh"]), ("windows-bash", ["bash", "bash"]),
    ]

    @Test func `each step has the shell that Scorecard expects`() throws {
        guard let conformance = Conformance() else { return }
        var tally = Tally("shells")
        for (name, expected) in Self.shells {
            let bytes = try #require(
                try conformance.bytes("testdata/.github/workflows/github-workflow-shells-\(name).yaml"))
            let workflow = try Self.workflow(bytes)
            let shells = workflow.jobs.flatMap { job in
                job.steps.map { step in
                    if case .named(let shell) = job.compatibleShell(of: step, isOnWindows: job.isOnWindows) {
                        return shell
                    }
                    return "?"
                }
            }
            #expect(shells == expected, "\(name)")
            tally.add(shells == expected)
        }
        tally.report()
    }

    private static func workflow(_ bytes: [UInt8]) throws -> Workflow {
        let lines = SourceLines(bytes)
        var facts = PipelineFileFacts(path: ".github/workflows/a.yml", kind: .githubWorkflow)
        let tree = try #require(PipelineFiles.tree(&facts, lines))
        var reader = WorkflowReader(path: facts.path, lines: lines)
        return reader.workflow(tree.root)
    }

    private static let packaging: [(String, Bool)] = [
        ("github-workflow-packaging-npm", true), ("github-workflow-packaging-npm-github", false),
        ("github-workflow-packaging-maven", true), ("github-workflow-packaging-maven-multi-line", true),
        ("github-workflow-packaging-gradle", true), ("github-workflow-packaging-sbt-ci-release", true),
        ("github-workflow-packaging-gem", true), ("github-workflow-packaging-nuget", true),
        ("github-workflow-packaging-docker-action", true), ("github-workflow-packaging-docker-push", true),
        ("github-workflow-packaging-pypi", true), ("github-workflow-packaging-pypi-minimal", true),
        ("github-workflow-packaging-pypi-failing", false),
        ("github-workflow-packaging-python-semantic-release", true), ("github-workflow-packaging-go", true),
        ("github-workflow-packaging-cargo", true), ("github-workflow-packaging-semantic-release", true),
        ("spicedb-release", true),
    ]

    @Test func `publishing workflows are known as Scorecard expects`() throws {
        guard let conformance = Conformance() else { return }
        var tally = Tally("packaging")
        for (name, expected) in Self.packaging {
            let facts = try #require(try conformance.facts("testdata/.github/workflows/\(name).yaml"))
            #expect(facts.publishing.isEmpty != expected, "\(name)")
            tally.add(facts.publishing.isEmpty != expected)
        }
        tally.report()
    }

    private static let analysis: [(String, String, [String])] = [
        ("raw/testdata/.github/workflows/workflow-not-pinned.yaml", "", ["github/codeql-action/analyze"]),
        (
            "raw/testdata/.github/workflows/github-workflow-multiple-unpinned-uses.yaml", "",
            ["github/codeql-action/analyze"]
        ),
        ("raw/testdata/.github/workflows/github-workflow-download-lines.yaml", "", []),
        ("raw/testdata/.github/workflows/airflows-codeql.yaml", "", ["github/codeql-action/analyze"]),
        ("raw/testdata/.github/workflows/github-workflow-snyk.yaml", "", ["snyk/actions/setup"]),
        ("raw/testdata/.github/workflows/github-qodana-workflow.yaml", "", ["JetBrains/qodana-action"]),
        ("raw/testdata/.github/workflows/github-hadolint-workflow.yaml", "", ["hadolint/hadolint-action"]),
        ("testdata/pom-1line.xml", "pom.xml", ["sonar.host.url"]),
        ("testdata/pom-2lines.xml", "pom.xml", ["sonar.host.url"]),
    ]

    @Test func `a workflow that GitHub refuses is a problem as a whole`() throws {
        // It names its own name twice. Scorecard's reader takes it all the same and finds Pysa in it.
        let fixture = "raw/testdata/.github/workflows/github-pysa-workflow.yaml"
        guard let facts = try Conformance()?.facts(fixture) else { return }
        #expect(facts.problems.map(\.isWhole) == [true])
        #expect(ToolCatalogue.tools(ofAction: "facebook/pysa-action", location: .init(path: "", line: 1)).count == 1)
    }

    @Test func `static analysis is known as Scorecard expects`() throws {
        guard let conformance = Conformance() else { return }
        var tally = Tally("analysis")
        for (fixture, path, expected) in Self.analysis {
            let facts = try #require(try conformance.facts(fixture, as: path.isEmpty ? nil : path))
            let names = Set(facts.tools.filter(\.isCompatibleAnalysis).map(\.name)).sorted()
            #expect(names == expected, "\(fixture)")
            tally.add(names == expected)
        }
        tally.report()
    }

    private static let nuget: [(String, Bool, Bool)] = [
        ("Pinned", true, true), ("PinnedMultipleGroups", true, true), ("CPMFalse", false, true),
        ("Undeclared", false, true), ("UndeclaredVersions", true, false), ("UnpinnedVersions", true, false),
        ("UnpinnedMultipleGroups", true, false),
    ]

    @Test func `versions are managed centrally as Scorecard expects`() throws {
        guard let conformance = Conformance() else { return }
        var tally = Tally("NuGet")
        for (name, managed, fixed) in Self.nuget {
            let nuget = try #require(
                try conformance.facts("raw/testdata/Directory.\(name).packages.props")?.nuget)
            let isMet = nuget.managesCentrally == managed && (!managed || nuget.fixesEveryVersion == fixed)
            #expect(isMet, "\(name)")
            tally.add(isMet)
        }
        for (name, locked) in [
            ("empty", nil), ("invalid", nil), ("locked-mode-enabled", true), ("locked-mode-disabled", false),
            ("locked-mode-disabled-implicitly", false),
        ] as [(String, Bool?)] {
            let facts = try #require(try conformance.facts("raw/testdata/dotnet-\(name).csproj"))
            #expect(facts.nuget?.restoresLocked == locked, "\(name)")
            tally.add(facts.nuget?.restoresLocked == locked)
        }
        tally.report()
    }
}
