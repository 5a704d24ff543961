// SPDX-License-Identifier: Apache-2.0
import Foundation
import TestSupport
import Testing

/// What commands say of themselves, and how they refuse.
struct HelpTests {
    @Test(arguments: [
        "", "scan", "inventory", "update", "status", "advisory", "advisory show", "advisory validate", "purl",
        "version",
        "version compare", "version contains", "cvss",
    ])
    func `every command explains itself`(command: String) async throws {
        let words = command.split(separator: " ").map(String.init)
        let name = "help" + words.map { "-" + $0 }.joined()
        try await Snapshot.check(name, words + ["--help"], in: try TemporaryFolder())
    }

    @Test(arguments: [
        ("usage-unknown-command", ["scna"]),
        ("usage-scan", ["scan", "--format", "xml"]),
        ("usage-scan-nothing-there", ["scan", "DATA/nowhere"]),
        ("usage-scan-purl", ["scan", "pkg:npm"]),
        ("usage-scan-no-format", ["scan", "ROOT/README.md"]),
        ("usage-inventory", ["inventory", "--timestamp", "yesterday"]),
        ("usage-update", ["update", "--from", "DATA/nowhere"]),
        ("usage-update-name", ["update", "--from", "=DATA"]),
        ("usage-update-forget", ["update", "--forget", "nothing"]),
        ("usage-status", ["status", "--format", "xml"]),
        ("usage-advisory-show", ["advisory", "show"]),
        ("usage-advisory-show-unknown", ["advisory", "show", "CVE-1999-0001"]),
        ("usage-advisory-validate", ["advisory", "validate"]),
        ("usage-purl", ["purl"]),
        ("usage-purl-wrong", ["purl", "npm/left-pad"]),
        ("usage-version-compare", ["version", "compare", "npm", "1.0.0"]),
        ("usage-version-compare-ecosystem", ["version", "compare", "nmp", "1", "2"]),
        ("usage-version-contains", ["version", "contains", "npm/>=1", "1"]),
        ("usage-cvss", ["cvss"]),
        ("usage-cvss-wrong", ["cvss", "CVSS:3.1/AV:N"]),
    ])
    func `what cannot be understood ends with 64 and a sentence`(name: String, words: [String]) async throws {
        let folder = try TemporaryFolder()
        try await Snapshot.check(name, words, in: folder)
        #expect(await CommandRun(words, in: folder).status == 64)
    }

    @Test func `the version is data, on the standard output`() async throws {
        try await Snapshot.check("version-of-the-program", ["--version"], in: try TemporaryFolder())
    }

    @Test func `a program with nothing to do explains itself`() async throws {
        try await Snapshot.check("no-arguments", [], in: try TemporaryFolder())
    }
}
