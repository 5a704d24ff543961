// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import Pipelines

/// What a called workflow's callers say about it.
@Suite struct CalledWorkflowTests {
    private func file(_ name: String, _ text: String) throws -> PipelineFileFacts {
        try #require(PipelineFiles.facts(path: ".github/workflows/\(name).yml", bytes: Array(text.utf8)))
    }

    private func caller(_ event: String, _ uses: String, _ condition: String = "always()") -> String {
        "on: \(event)\njobs:\n  c:\n    if: \(condition)\n    uses: \(uses)\n"
    }

    private let own = "on: workflow_call\njobs:\n  j:\n    runs-on: [self-hosted, macos]\n    steps: [{run: make}]\n"

    /// `certainty trace`, one a danger of the called workflow.
    private func runners(_ callers: String...) throws -> [String] {
        let files = try callers.enumerated().map { try file("c\($0)", $1) } + [file("own", own)]
        let called = try #require(PipelineFacts(files: files).files.last)
        #expect(called.dangers.allSatisfy { $0.kind == .selfHostedRunner })
        return called.dangers.map { danger in
            ([danger.certainty.rawValue] + danger.trace.map { "\($0.path.baseName):\($0.line)" }).joined(separator: " ")
        }
    }

    private let local = "./.github/workflows/own.yml"
    private let named = "o/n/.github/workflows/own.yml@main"

    @Test func `a runner is reached where a caller is started from outside`() throws {
        #expect(try runners(caller("pull_request", local)) == ["certain c0.yml:5"])
        #expect(try runners(caller("push", local), caller("issues", local)) == ["certain c1.yml:5"])
        #expect(try runners(caller("pull_request", named)) == ["possible c0.yml:5"])
        #expect(try runners(caller("pull_request", named), caller("pull_request", local)) == ["certain c1.yml:5"])
    }

    @Test func `a runner that no caller from outside reaches is no danger`() throws {
        #expect(try runners(caller("push", local), caller("schedule", local)) == [])
        // A name may be another repository's.
        #expect(try runners(caller("schedule", named)) == ["possible"])
        #expect(try runners(caller("pull_request", local, "github.event_name == 'push'")) == [])
        // What shuts one event out leaves the other open.
        let both = caller("[pull_request, pull_request_target]", local, "github.event_name != 'pull_request_target'")
        #expect(try runners(both) == ["certain c0.yml:5"])
    }

    @Test func `without a caller it is open`() throws {
        #expect(try runners() == ["possible"])
        #expect(try runners(caller("pull_request", "./.github/workflows/other.yml")) == ["possible"])
    }

    @Test func `callers may be called themselves`() throws {
        let between = caller("workflow_call", local)
        #expect(try runners(between) == ["possible"])
        #expect(try runners(between, caller("pull_request", "./.github/workflows/c0.yml")) == ["certain c0.yml:5"])
        #expect(
            try runners(between, caller("pull_request", "o/n/.github/workflows/c0.yml@v1")) == ["possible c0.yml:5"])
        #expect(try runners(between, caller("push", "./.github/workflows/c0.yml")) == [])
        // Two levels between.
        #expect(
            try runners(
                caller("workflow_call", "./.github/workflows/c1.yml"), caller("workflow_call", local)) == ["possible"])
    }

    @Test func `calls are told with what starts them`() throws {
        let call = try #require(try file("a", caller("workflow_run", "o/n/.github/workflows/x.yml@v1")).calls.first)
        #expect(call.callee == "o/n/.github/workflows/x.yml")
        #expect(call.path == ".github/workflows/x.yml")
        #expect(call.isPrivileged && call.isFromOutside && !call.isLocal)
        #expect(try file("a", caller("pull_request", local)).calls.map(\.isPrivileged) == [false])
        #expect(try file("a", caller("pull_request", local)).calls.map(\.callee) == [".github/workflows/own.yml"])
    }
}
