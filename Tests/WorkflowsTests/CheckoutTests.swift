// SPDX-License-Identifier: Apache-2.0
import Advisories
import Foundation
import Inventories
import Matching
import Packages
import Reports
import Subprocess
import TestSupport
import Testing
import Wire

@testable import Workflows

/// A checkout whose own repository advisories speak of.
struct CheckoutTests {
    @discardableResult
    private func git(_ folder: TemporaryFolder, _ arguments: String...) async throws -> String {
        let identity = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
        let result = try await Subprocess.run(
            .name("git"), arguments: Arguments(["-C", folder.url.path] + identity + arguments),
            output: .string(limit: 4096), error: .discarded)
        try #require(result.terminationStatus.isSuccess)
        return result.standardOutput.trimmingCharacters(in: .whitespacesAndNewlines)
    }

    private func commit(_ folder: TemporaryFolder, _ message: String) async throws -> String {
        try await git(folder, "commit", "-q", "--allow-empty", "-m", message)
        return try await git(folder, "rev-parse", "HEAD")
    }

    private func scan(_ checkout: TemporaryFolder, data: DataFolder) async throws -> ScanReport {
        try await ScanWorkflow(folder: data, version: "test").run([checkout.url.path])
    }

    @Test func `the commit that is checked out decides, through the repository's own history`() async throws {
        let checkout = try TemporaryFolder()
        try await git(checkout, "init", "-q")
        try await git(checkout, "remote", "add", "origin", "https://example.org/tool.git")
        let before = try await commit(checkout, "before")
        let bad = try await commit(checkout, "introduce")
        let between = try await commit(checkout, "between")
        let fix = try await commit(checkout, "fix")
        let sources = try TemporaryFolder()
        try sources.write(
            """
            {"id":"x_TEST-1","modified":"2026-01-01T00:00:00Z","schema_version":"1.7.5","summary":"A test",
             "affected":[{"ranges":[{"type":"GIT","repo":"https://example.org/tool",
             "events":[{"introduced":"\(bad)"},{"fixed":"\(fix)"}]}]}]}
            """, to: "records/x_TEST-1.json")
        let data = DataFolder(path: sources.url.appending(path: "data").path)
        let source = try AdvisorySource(parsing: "records", workingFolder: sources.url.path)
        let update = try await UpdateWorkflow(folder: data, now: Instant(seconds: 1_800_000_000)).run([source])
        try #require(update.sources.allSatisfy { $0.failure == nil })

        for (commit, isAffected) in [(before, false), (bad, true), (between, true), (fix, false)] {
            try await git(checkout, "checkout", "-q", commit)
            let report = try await scan(checkout, data: data)
            #expect(report.components.map(\.name) == ["example.org/tool"])
            #expect((report.summary.vulnerabilities == 1) == isAffected, "at \(commit)")
            #expect(report.summary.notJudged == 0)
        }
    }

    @Test func `a checkout no record speaks of is no component`() async throws {
        let checkout = try TemporaryFolder()
        try await git(checkout, "init", "-q")
        try await git(checkout, "remote", "add", "origin", "https://example.org/quiet.git")
        _ = try await commit(checkout, "one")
        let report = try await scan(checkout, data: DataFolder(path: checkout.url.path + "/none"))
        #expect(report.components.isEmpty)
    }
}
