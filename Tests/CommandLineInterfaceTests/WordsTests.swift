// SPDX-License-Identifier: Apache-2.0
import Foundation
import TestSupport
import Testing

/// `purl`, `version` and `cvss`: for people, and for pipes.
struct WordsTests {
    @Test(arguments: [
        ("purl", ["purl", "pkg:npm/%40Babel/core@7.0.0", "pkg:deb/debian/curl@8.5.0-2?distro=bookworm"]),
        ("purl-no-ecosystem", ["purl", "pkg:generic/openssl@3.0.0"]),
        ("purl-json", ["purl", "--format", "json", "pkg:pypi/Django@3.2.12", "pkg:golang/x@1#a/b"]),
        ("version-compare-less", ["version", "compare", "Debian:12", "1.0~rc1", "1.0"]),
        ("version-compare-equal", ["version", "compare", "PyPI", "1.0", "1.0.0"]),
        ("version-compare-greater", ["version", "compare", "Maven", "2.0", "2.0-SNAPSHOT"]),
        ("version-compare-open", ["version", "compare", "npm", "latest", "1.0.0"]),
        ("version-contains-yes", ["version", "contains", "vers:npm/>=1.0.0|<2.0.0", "1.5.0"]),
        ("version-contains-no", ["version", "contains", "vers:npm/>=1.0.0|<2.0.0", "2.0.0"]),
        ("version-contains-open", ["version", "contains", "vers:npm/>=1.0.0|<2.0.0", "latest"]),
        (
            "cvss",
            [
                "cvss", "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H", "AV:N/AC:L/Au:N/C:P/I:P/A:P",
                "CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N",
            ]
        ),
    ])
    func `words are answered`(name: String, words: [String]) async throws {
        try await Snapshot.check(name, words, in: try TemporaryFolder())
    }

    @Test func `a batch has an answer for every line, an empty or broken one too`() async throws {
        let folder = try TemporaryFolder()
        try await Snapshot.check(
            "version-compare-batch", ["version", "compare", "--batch"],
            input:
                "npm\t1.0.0\t2.0.0\r\nPyPI\t1.0\t1.0.0\nGo\tv1.2.0\tv1.1.9\n\nnpm\tlatest\t1\nnowhere\t1\t2\nnpm 1 2\n",
            in: folder)
        try await Snapshot.check(
            "purl-batch", ["purl", "--batch"], input: "pkg:npm/left-pad@1.3.0\n\nnonsense\npkg:generic/x@1", in: folder)
        try await Snapshot.check(
            "purl-batch-json", ["purl", "--batch", "--format", "json"], input: "pkg:cargo/Serde@1.0.0\nx\n", in: folder)
        try await Snapshot.check(
            "cvss-batch", ["cvss", "--batch"], input: "CVSS:3.0/AV:N/AC:L/PR:N/UI:N/S:C/C:H/I:H/A:H\nCVSS:9\n",
            in: folder)
    }

    @Test func `an empty batch is answered by nothing`() async throws {
        let folder = try TemporaryFolder()
        for words in [["purl", "--batch"], ["cvss", "--batch"], ["version", "compare", "--batch"]] {
            let run = await CommandRun(words, in: folder)
            #expect(run.status == 0)
            #expect(run.output.isEmpty && run.error.isEmpty)
        }
    }

    @Test func `a long batch comes out line for line`() async throws {
        let lines = (0..<20_000).map { "npm\t1.0.\($0)\t1.0.10000" }
        let run = await CommandRun(
            ["version", "compare", "--batch"], input: lines.joined(separator: "\n") + "\n", in: try TemporaryFolder())
        let answers = run.output.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
        #expect(answers.count == 20_000)
        #expect(answers.count { $0 == "<" } == 10_000)
        #expect(answers.count { $0 == "=" } == 1)
    }
}
