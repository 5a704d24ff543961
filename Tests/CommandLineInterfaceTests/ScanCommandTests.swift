// SPDX-License-Identifier: Apache-2.0
import Foundation
import TestSupport
import Testing

@testable import CommandLineInterface

struct ScanCommandTests {
    @Test(arguments: ["table", "json", "sarif"])
    func `the example shows real findings with nothing but the starter set`(format: String) async throws {
        let words = ["scan", "ROOT/Examples/web-shop", "--format", format]
        try await Snapshot.check("scan-web-shop-\(format)", words, in: try TemporaryFolder())
    }

    @Test(arguments: ["table", "json", "cyclonedx", "spdx"])
    func `the example's inventory`(format: String) async throws {
        let words = ["inventory", "ROOT/Examples/web-shop", "--format", format]
        try await Snapshot.check("inventory-web-shop-\(format)", words, in: try TemporaryFolder())
    }

    @Test(
        arguments: [
            // What is affected ends with 1, at the asked level or above.
            (["pkg:npm/lodash@4.17.11"], 1), (["pkg:npm/lodash@4.17.11", "--fail-on", "critical"], 1),
            (["pkg:npm/axios@1.5.0", "--fail-on", "medium"], 1), (["pkg:npm/axios@1.5.0", "--fail-on", "high"], 0),
            (["pkg:npm/lodash@4.17.11", "--fail-on", "never"], 0),
            // What is not affected ends with 0.
            (["pkg:npm/lodash@4.17.21"], 0), (["pkg:npm/lodash@4.17.21", "--strict"], 0),
            // What cannot be judged ends with 2 where that is asked for, and what is affected comes before it.
            (["pkg:npm/lodash"], 0), (["pkg:npm/lodash", "--strict"], 2), (["pkg:generic/x@1", "--strict"], 2),
            (["pkg:npm/lodash@4.17.11", "pkg:npm/lodash", "--strict"], 1),
            (["pkg:npm/lodash@4.17.11", "pkg:npm/lodash", "--strict", "--fail-on", "never"], 2),
            // The command is wrong.
            (["--fail-on", "terrible"], 64), (["pkg:npm/lodash@4.17.11", "DATA/nowhere"], 64),
        ] as [([String], Int32)])
    func `the exit code is the documented one`(words: [String], status: Int32) async throws {
        let run = await CommandRun(["scan"] + words, in: try TemporaryFolder())
        #expect(run.status == status, "\(run.output)\(run.error)")
        #expect(ExitStatus(rawValue: run.status) != nil)
    }

    @Test func `one broken lockfile alone is a failure, among others it is a line of the report`() async throws {
        let folder = try TemporaryFolder()
        try folder.write("{ \"lockfileVersion\": 3,", to: "bad/package-lock.json")
        try folder.write("flask==2.2.5\n", to: "good/requirements.txt")
        try await Snapshot.check("scan-broken", ["scan", "DATA/bad/package-lock.json"], in: folder)
        try await Snapshot.check("scan-broken-folder", ["scan", "DATA/bad"], in: folder)
        try await Snapshot.check(
            "scan-broken-among-others", ["scan", "DATA/bad/package-lock.json", "DATA/good/requirements.txt"], in: folder
        )
        let strict = await CommandRun(["scan", "--strict", "DATA"], in: folder)
        #expect(strict.status == 1 || strict.status == 2)
    }

    @Test func `the standard input is package URLs or an SBOM`() async throws {
        let folder = try TemporaryFolder()
        try await Snapshot.check(
            "scan-input-purls", ["scan", "-"], input: "pkg:npm/lodash@4.17.11\n# a comment\n\npkg:npm\n", in: folder)
        try await Snapshot.check(
            "scan-input-sbom", ["scan", "-"],
            input: """
                {"bomFormat":"CycloneDX","specVersion":"1.6","components":[
                {"type":"library","name":"minimist","version":"1.2.5","purl":"pkg:npm/minimist@1.2.5"}]}
                """, in: folder)
        try await Snapshot.check("scan-input-neither", ["scan", "-"], input: "hello", in: folder)
        try await Snapshot.check(
            "scan-input-cut", ["scan", "-"], input: #"{"bomFormat":"CycloneDX","specVersion":"1.6","comp"#, in: folder)
    }

    @Test func `an empty folder is said to be one`() async throws {
        let folder = try TemporaryFolder()
        try FileManager.default.createDirectory(
            at: folder.url.appending(path: "empty"), withIntermediateDirectories: true)
        try await Snapshot.check("scan-empty", ["scan", "DATA/empty"], in: folder)
        try await Snapshot.check("inventory-empty", ["inventory", "DATA/empty"], in: folder)
    }

    @Test func `colours are for terminals that want them`() async throws {
        let folder = try TemporaryFolder()
        let words = ["scan", "pkg:npm/lodash@4.17.11"]
        #expect(await CommandRun(words, in: folder, isTerminal: true).output.contains("\u{1B}[1m"))
        #expect(await !CommandRun(words, in: folder).output.contains("\u{1B}"))
        let plain = await CommandRun(words, in: folder, isTerminal: true, environment: ["NO_COLOR": "1"])
        #expect(!plain.output.contains("\u{1B}"))
        let dumb = await CommandRun(words, in: folder, isTerminal: true, environment: ["TERM": "dumb"])
        #expect(!dumb.output.contains("\u{1B}"))
    }

    @Test func `a name with control characters reaches no terminal, in errors neither`() async throws {
        let folder = try TemporaryFolder()
        try folder.write("{", to: "a\u{1B}[2Jb/package-lock.json")
        for words in [
            ["scan", "DATA"], ["scan", "DATA/a\u{1B}[2Jb/package-lock.json"], ["scan", "DATA/\u{1B}[2J"],
            ["update", "--from", "DATA/\u{1B}[2J"], ["advisory", "show", "\u{1B}[2J"],
            ["inventory", "DATA"], ["advisory", "validate", "DATA/a\u{1B}[2Jb/package-lock.json"],
        ] {
            let run = await CommandRun(words, in: folder)
            #expect(!run.output.contains("\u{1B}"), "\(words)")
            #expect(!run.error.contains("\u{1B}"), "\(words)")
            #expect(run.status != 0)
        }
    }

    @Test func `the data folder is named, or in the environment, or the command says so`() async throws {
        let folder = try TemporaryFolder()
        let nowhere = await CommandRun(["status"], in: folder, environment: ["MAINSTAY_DATA": ""])
        #expect(nowhere.status == 64)
        let home = await CommandRun(
            ["status"], in: folder, environment: ["MAINSTAY_DATA": "", "HOME": folder.url.path])
        #expect(home.output.contains("DATA/.local/share/mainstay"))
        let option = await CommandRun(["status", "--data", "DATA/own"], in: folder)
        #expect(option.output.contains("DATA/own"))
    }
}
