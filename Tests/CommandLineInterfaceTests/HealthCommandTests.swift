// SPDX-License-Identifier: Apache-2.0
import Foundation
import TestSupport
import Testing

struct HealthCommandTests {
    @Test(arguments: [
        ("health-table", ["health", "DATA/project"]),
        ("health-json", ["health", "DATA/project", "--format", "json"]),
        ("health-scorecard", ["health", "DATA/project", "--format", "scorecard"]),
        ("health-sarif", ["health", "DATA/project", "--format", "sarif"]),
        ("health-probes", ["health", "DATA/project", "--format", "probes", "--checks", "Token-Permissions,License"]),
        ("health-gemara", ["health", "DATA/project", "--format", "gemara"]),
        ("health-bestpractices", ["health", "DATA/project", "--format", "bestpractices"]),
        ("health-markdown", ["health", "DATA/project", "--format", "markdown"]),
        ("health-badge", ["health", "DATA/project", "--format", "badge"]),
        ("health-explain", ["health", "DATA/project", "--explain", "binary-artifacts"]),
        (
            "health-earlier",
            ["health", "DATA/project", "--commit", "v1.0.0", "--as-of", "2024-08-01", "--only", "checks"]
        ),
        ("health-files-alone", ["health", "DATA/project", "--no-history", "--only", "checks"]),
        ("health-history", ["health", "DATA/project", "--history", "--years", "3"]),
        ("health-history-json", ["health", "DATA/project", "--history", "--every", "release", "--format", "json"]),
        ("health-history-svg", ["health", "DATA/project", "--history", "--format", "svg"]),
        ("health-fail-under", ["health", "DATA/project", "--fail-under", "9.5", "--format", "badge"]),
        ("scan-checkout", ["scan", "DATA/project"]),
        ("scan-checkout-health", ["scan", "DATA/project", "--only", "health"]),
        ("scan-checkout-vulnerabilities", ["scan", "DATA/project", "--only", "vulnerabilities"]),
    ])
    func `a project is judged`(_ name: String, _ arguments: [String]) async throws {
        let folder = try TemporaryFolder()
        _ = try await SampleProject(in: folder)
        try await Snapshot.check(name, arguments, in: folder)
    }

    @Test(arguments: [
        ("usage-health-nothing-there", ["health", "DATA/none"]),
        ("usage-health-check", ["health", "DATA/project", "--explain", "Niceness"]),
        ("usage-health-commit", ["health", "DATA/project", "--commit", "v9"]),
        ("usage-health-part", ["health", "DATA/project", "--only", "everything"]),
        ("usage-health-day", ["health", "DATA/project", "--as-of", "yesterday"]),
        ("usage-health-score", ["health", "DATA/project", "--fail-under", "11"]),
        ("usage-health-svg", ["health", "DATA/project", "--format", "svg"]),
        ("usage-health-helper-address", ["health", "ext::sh -c touch% DATA/ran"]),
        ("usage-health-http", ["health", "http://example.invalid/project"]),
        ("usage-health-snapshot", ["health", "DATA/project", "--forge-snapshot", "DATA/project/README.md"]),
    ])
    func `what makes no sense is said`(_ name: String, _ arguments: [String]) async throws {
        let folder = try TemporaryFolder()
        _ = try await SampleProject(in: folder)
        try await Snapshot.check(name, arguments, in: folder)
        #expect(!FileManager.default.fileExists(atPath: folder.url.appending(path: "ran").path))
    }

    @Test func `the second run says the same as the first, from what was kept`() async throws {
        let folder = try TemporaryFolder()
        _ = try await SampleProject(in: folder)
        let arguments = ["health", "DATA/project", "--format", "json"]
        let first = await CommandRun(arguments, in: folder)
        let kept = try FileManager.default.contentsOfDirectory(
            atPath: folder.url.appending(path: "data/health").path
        )
        #expect(kept.map { URL(filePath: $0).pathExtension }.sorted() == ["files", "history"])
        let second = await CommandRun(arguments, in: folder)
        let without = await CommandRun(arguments + ["--no-cache"], in: folder)
        #expect(first.status == 0)
        #expect(first.output == second.output)
        #expect(first.output == without.output)
    }

    @Test func `damage to what was kept costs time, not the answer`() async throws {
        let folder = try TemporaryFolder()
        _ = try await SampleProject(in: folder)
        let arguments = ["health", "DATA/project", "--format", "json"]
        let first = await CommandRun(arguments, in: folder)
        let cache = folder.url.appending(path: "data/health")
        for name in try FileManager.default.contentsOfDirectory(atPath: cache.path) {
            let file = cache.appending(path: name)
            var bytes = [UInt8](try Data(contentsOf: file))
            bytes[bytes.count / 2] ^= 0x40
            try Data(bytes).write(to: file)
        }
        let second = await CommandRun(arguments, in: folder)
        #expect(first.output == second.output)
    }

    @Test func `a list of projects goes on where it stopped`() async throws {
        let folder = try TemporaryFolder()
        _ = try await SampleProject(in: folder)
        try folder.write("# ours\nDATA/project\n\nDATA/none\n".replacing("DATA", with: folder.url.path), to: "list")
        let arguments = ["health", "--list", "DATA/list", "--output", "DATA/out.ndjson"]
        let first = await CommandRun(arguments, in: folder)
        #expect(first.status == 2)
        #expect(first.error.contains("error: DATA/none: There is nothing at DATA/none."))
        let output = folder.url.appending(path: "out.ndjson")
        let lines = try String(contentsOf: output, encoding: .utf8).split(separator: "\n")
        #expect(lines.count == 1)
        // A run that was ended by force leaves a cut line behind.
        try (String(contentsOf: output, encoding: .utf8) + "{\"target\":\"DATA/no").write(
            to: output, atomically: true, encoding: .utf8)
        let second = await CommandRun(arguments, in: folder)
        #expect(second.status == 2)
        let after = try String(contentsOf: output, encoding: .utf8).split(separator: "\n")
        #expect(after.count == 2)
        #expect(after[0] == lines[0])
    }

    @Test func `a clone by address is kept and brought up to date`() async throws {
        let folder = try TemporaryFolder()
        let project = try await SampleProject(in: folder)
        let arguments = ["health", "file://\(project.path)", "--format", "badge"]
        let first = await CommandRun(arguments, in: folder)
        #expect(first.status == 0)
        let second = await CommandRun(arguments, in: folder)
        #expect(second.output == first.output)
        let clones = try FileManager.default.contentsOfDirectory(
            atPath: folder.url.appending(path: "data/clones").path
        ).filter { $0.hasSuffix(".git") }
        #expect(clones.count == 1)
    }
}
