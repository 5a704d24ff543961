// SPDX-License-Identifier: Apache-2.0
import Foundation
import Subprocess
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
        #expect(after == lines)
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

    @Test func `a project that was judged before counts for the score that is asked for`() async throws {
        let folder = try TemporaryFolder()
        _ = try await SampleProject(in: folder)
        try folder.write("{\"target\":\"elsewhere\",\"lowest\":3}\n", to: "out.ndjson")
        let run = await CommandRun(
            ["health", "elsewhere", "--output", "DATA/out.ndjson", "--fail-under", "3.1"], in: folder)
        #expect(run.status == 1)
        let other = await CommandRun(
            ["health", "elsewhere", "--output", "DATA/out.ndjson", "--fail-under", "3"], in: folder)
        #expect(other.status == 0)
    }

    @Test(arguments: [
        ["--commit", "main"], ["--forge-project", "https://github.com/x/y"], ["--forge-snapshot", "f.json"],
        ["--save-forge-snapshot", "f.json"], ["--badge-level", "gold"],
    ])
    func `what is of one project is refused beside several`(_ options: [String]) async throws {
        let folder = try TemporaryFolder()
        let run = await CommandRun(["health", "DATA/a", "DATA/b"] + options, in: folder)
        #expect(run.status == 64)
        #expect(run.error.contains("\(options[0]) is of one project, and 2 are named."))
    }

    @Test func `a token's forge is a host`() async throws {
        let folder = try TemporaryFolder()
        for (arguments, environment) in [
            (["--forge-host", "a b"], [:]), ([], ["MAINSTAY_FORGE_HOST": "a b"]),
        ] {
            let run = await CommandRun(
                ["health", "DATA", "--forge"] + arguments, in: folder, environment: environment)
            #expect(run.status == 64)
            #expect(run.error.contains("'a b' is no forge's host."))
        }
    }

    @Test func `a repository without commits is said to be one`() async throws {
        let folder = try TemporaryFolder()
        let project = folder.url.appending(path: "empty").path
        _ = try await run(
            .name("git"), arguments: ["init", "-q", "--initial-branch=main", project], output: .discarded,
            error: .discarded)
        let run = await CommandRun(["health", "DATA/empty", "--only", "checks"], in: folder)
        #expect(run.status == 0)
        #expect(run.output.contains("a repository without commits"))
        #expect(run.output.contains("The repository has no commit yet, so there is nothing to judge."))
        #expect(!run.output.contains("a folder without history"))
    }

    @Test func `what is kept of repositories is its owner's alone`() async throws {
        let folder = try TemporaryFolder()
        let project = try await SampleProject(in: folder)
        // Made by an earlier version, open to all.
        let data = folder.url.appending(path: "data")
        try FileManager.default.createDirectory(
            at: data.appending(path: "clones"), withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o755])
        let run = await CommandRun(["health", "file://\(project.path)", "--format", "badge"], in: folder)
        #expect(run.status == 0)
        for name in ["clones", "health"] {
            let attributes = try FileManager.default.attributesOfItem(atPath: data.appending(path: name).path)
            #expect(attributes[.posixPermissions] as? Int == 0o700)
        }
    }

    @Test func `a password in an address is in nothing that is said`() async throws {
        let folder = try TemporaryFolder()
        let run = await CommandRun(["health", "https://u:s3cret@127.0.0.1:1/a/b"], in: folder, isTerminal: true)
        #expect(run.status == 70)
        #expect(run.error.contains("https://…@127.0.0.1:1/a/b cannot be cloned."))
        #expect(!(run.output + run.error).contains("s3cret"))
    }

    @Test func `signatures and searches that were asked for are told, or why not`() async throws {
        let folder = try TemporaryFolder()
        _ = try await SampleProject(in: folder)
        try folder.write("# Files alone\n", to: "files/README.md")
        for format in ["table", "markdown"] {
            let run = await CommandRun(
                ["health", "DATA/files", "--only", "checks", "--secrets-in-history", "--format", format], in: folder)
            #expect(run.output.contains("is no checkout, so it has no history."), "\(format)")
        }
    }
}
