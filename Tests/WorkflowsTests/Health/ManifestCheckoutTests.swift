// SPDX-License-Identifier: Apache-2.0
import Foundation
import GitReading
import HealthReports
import ProjectHealth
import TestSupport
import Testing
import Wire

@testable import Workflows

/// The components of commits that are not checked out.
struct ManifestCheckoutTests {
    private func lock(_ version: String) -> String {
        """
        {"name":"app","lockfileVersion":3,"packages":{"":{"name":"app"},
        "node_modules/thing":{"version":"\(version)","resolved":"https://example.org/thing.tgz"}}}
        """
    }

    /// A bare repository whose newest commit repairs what the one before has.
    private func bareRepository(_ bench: Workbench) async throws -> String {
        try bench.write("", to: "work/README.md")
        let path = bench.path("work")
        try await Program.run("git", "init", "-q", "-b", "main", ".", in: path)
        for version in ["1.0.0", "2.0.0"] {
            try bench.write(lock(version), to: "work/app/package-lock.json")
            try await Program.run("git", "add", ".", in: path)
            try await Program.run(
                "git", "-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false", "commit",
                "-q",
                "-m", version, in: path)
        }
        try await Program.run("git", "clone", "-q", "--bare", path, bench.path("bare.git"), in: path)
        return bench.path("bare.git")
    }

    private func vulnerabilities(_ bench: Workbench, _ path: String, commit: String?) async throws -> CheckResult {
        var options = HealthOptions(asOf: Workbench.now)
        options.commit = commit
        options.usesCache = false
        let report = try await HealthWorkflow(folder: bench.data, version: "test", options: options).run(path)
        return try #require(report.results.first { $0.definition.id == "Vulnerabilities" })
    }

    @Test func `a bare repository's commits are judged by the lockfiles they hold`() async throws {
        let bench = try Workbench()
        try bench.write(Record.json("TEST-1"), to: "records/TEST-1.json")
        try await bench.update("records")
        let path = try await bareRepository(bench)
        let newest = try await vulnerabilities(bench, path, commit: nil)
        #expect(newest.score.interval == ScoreInterval(100))
        let before = try await vulnerabilities(bench, path, commit: "main~1")
        #expect(before.score.interval?.highest ?? 100 < 100)
        let bad = try #require(before.findings.first { $0.isBad })
        #expect(bad.message.contains("TEST-1"))
        #expect(bad.location?.path == "app/package-lock.json")
    }

    @Test func `advisories of another ecosystem prove nothing absent`() async throws {
        let bench = try Workbench()
        try bench.write(Record.json("TEST-1", ecosystem: "PyPI"), to: "records/TEST-1.json")
        try await bench.update("records")
        let result = try await vulnerabilities(bench, try await bareRepository(bench), commit: nil)
        #expect(result.score.interval == ScoreInterval(lowest: 0, highest: 100))
        #expect(result.score.reason.contains("No advisories of npm are loaded, and 1 component is of it."))
    }

    @Test func `without advisories nothing is known`() async throws {
        let bench = try Workbench()
        let result = try await vulnerabilities(bench, try await bareRepository(bench), commit: nil)
        #expect(result.score.interval == ScoreInterval(lowest: 0, highest: 100))
    }

    @Test func `a tree's names stay below the folder`() throws {
        let folder = try PrivateFolder()
        for path in ["../a", "/a", "a/../b", "a//b", "", "a/", ".git/config", "a/.GIT/x", "a\u{0}b"] {
            #expect(!folder.saves([1], at: path), "\(path)")
        }
        #expect(folder.saves([1], at: "a/b/c"))
        // A hostile tree holds a file and a folder of one name, and one name twice.
        #expect(!folder.saves([1], at: "a/b"))
        #expect(!folder.saves([1], at: "a/b/c/d"))
        #expect(!folder.saves([1], at: "a/b/c"))
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["a"])
    }
}
