// SPDX-License-Identifier: Apache-2.0
import Forges
import Pipelines
import Testing

@testable import ProjectHealth

/// Workflows that call others, and what checks say of what was not read.
@Suite struct CalledPipelinesTests {
    private func workflow(_ event: String, _ job: String) -> String {
        "on: \(event)\njobs:\n  a:\n    \(job)\n"
    }

    private func facts(_ files: [String: String], repository: String? = nil) -> ProjectFacts {
        var facts = ProjectFacts.of(
            Dictionary(uniqueKeysWithValues: files.map { (".github/workflows/\($0.key).yml", $0.value) }))
        facts.subject.repository = repository
        return facts.with { $0.changeRequests = .seen([]) }
    }

    // MARK: - Dangerous-Workflow

    @Test func `a call of a workflow that was not read leaves open what a privileged event reaches`() {
        func score(_ event: String, _ uses: String) -> CheckScore {
            DangerousWorkflow.check.run(facts(["a": workflow(event, "uses: \(uses)")]))
        }
        let other = "x/y/.github/workflows/b.yml@v1"
        let open = score("workflow_run", other)
        #expect(open.compatible == .score(10))
        #expect(open.interval == ScoreInterval(lowest: 0, highest: 100))
        #expect(
            open.reason
                == ".github/workflows/a.yml:4: a workflow with secrets calls x/y/.github/workflows/b.yml, which was not read; it may run the code of a change."
        )
        #expect(score("pull_request", other).interval == ScoreInterval(100))
        #expect(score("workflow_run", "./.github/workflows/b.yml").interval == ScoreInterval(100))
    }

    @Test func `a file of the same name is another repository's where the names differ`() {
        let files = [
            "a": workflow("workflow_run", "uses: x/y/.github/workflows/b.yml@v1"),
            "b": workflow("workflow_call", "runs-on: x"),
        ]
        func interval(_ repository: String?) -> ScoreInterval? {
            DangerousWorkflow.check.run(facts(files, repository: repository)).interval
        }
        #expect(interval("github.com/x/y") == ScoreInterval(100))
        #expect(interval("github.com/fork/Y") == ScoreInterval(100))
        #expect(interval("github.com/x/z") == ScoreInterval(lowest: 0, highest: 100))
        // Where nobody knows whose the tree is, no call is its own for certain.
        #expect(interval(nil) == ScoreInterval(lowest: 0, highest: 100))
    }

    // MARK: - SAST

    @Test func `a called workflow of the tree's own is not said to be unread`() {
        let call = workflow("pull_request", "uses: x/y/.github/workflows/b.yml@main")
        func message(_ files: [String: String]) -> String? {
            SAST.check.findings(facts(files)).of(SAST.otherTool).first?.message
        }
        let place = ".github/workflows/a.yml:4 calls x/y/.github/workflows/b.yml"
        #expect(message(["a": call]) == "\(place), which was not read; it may analyse the source.")
        #expect(
            message(["a": call, "b": workflow("workflow_call", "runs-on: x")])
                == "\(place); the tree has a file of this name, and the call may bring another commit of it; it may analyse the source."
        )
        // What nobody has read at all comes first.
        let other = workflow("push", "uses: x/z/.github/workflows/c.yml@main")
        #expect(
            message(["a": call, "b": workflow("workflow_call", "runs-on: x"), "d": other])
                == ".github/workflows/d.yml:4 calls x/z/.github/workflows/c.yml, which was not read; it may analyse the source."
        )
    }

    @Test(arguments: ["./.github/workflows/b.yml", "x/y/.github/workflows/b.yml@main"])
    func `an analyser in a called workflow runs when its callers start`(_ uses: String) {
        let called = workflow("workflow_call", "runs-on: x\n    steps:\n      - run: semgrep scan")
        func outcome(_ event: String) -> ProbeFinding? {
            SAST.check.findings(facts(["a": workflow(event, "uses: \(uses)"), "b": called])).first(SAST.onChanges)
        }
        #expect(outcome("pull_request")?.outcome == .yes)
        #expect(
            outcome("pull_request")?.message
                == ".github/workflows/a.yml starts for every change request and runs semgrep.")
        #expect(outcome("push")?.outcome == .no)
    }

    // MARK: - Token-Permissions

    @Test func `why a job may write is a sentence of its own`() {
        let text =
            "on: push\npermissions: read-all\njobs:\n  a:\n    runs-on: x\n    permissions:\n      security-events: write\n    steps:\n      - uses: github/codeql-action/analyze@v3\n"
        let messages = TokenPermissions.check.findings(facts(["a": text])).map(\.message)
        #expect(
            messages.contains(
                ".github/workflows/a.yml:7: job 'a' may write security-events. The workflow uploads findings (github/codeql-action/analyze)."
            ))
    }
}
