// SPDX-License-Identifier: Apache-2.0
import Advisories
import Inventories
import Matching
import Packages
import Testing

struct CommitTests {
    private static let commit = String(repeating: "ab", count: 20)

    private func gitIndex() throws -> AdvisoryIndex {
        try Fixture.index(
            Advisory(
                id: "CVE-1",
                affected: [
                    Affected(
                        ranges: [
                            try Fixture.range(
                                .git, "introduced: 0, fixed: cd", repository: "https://github.com/Owner/Tool.git")
                        ],
                        versions: ["v1.0.0", "v1.1.0"])
                ]))
    }

    @Test func `commits need a repository`() throws {
        let index = try gitIndex()
        let pinned = try Fixture.component(
            nil, "tool", nil, pin: .revision(repository: "git@github.com:owner/tool", revision: CommitTests.commit))
        let open = try index.match(pinned)
        let question = CommitQuestion(
            repository: "https://github.com/Owner/Tool.git",
            events: [RangeEvent(.introduced, "0"), RangeEvent(.fixed, "cd")], revision: CommitTests.commit)
        #expect(open.match.verdict == .notEvaluable(.commits(question)))
        for (answer, verdict) in [
            (.affected, .affected), (.notAffected, .notAffected), (.fixed, .fixed),
            (
                .notEvaluable("The clone is shallow."),
                .notEvaluable(.commitsUndecided(question, "The clone is shallow."))
            ),
        ] as [(CommitVerdict, Verdict)] {
            let match = try index.match(pinned, git: GitAnswering { $0 == question ? answer : nil })
            #expect(match.match.verdict == verdict)
            #expect(match.evidence[0].route == .repository)
        }
    }

    @Test func `enumerated tags decide beside commits`() throws {
        let index = try gitIndex()
        let url = "https://github.com/owner/tool"
        for (version, word) in [("v1.0.0", "affected"), ("1.1.0", "affected"), ("1.2.0", "notEvaluable")] {
            #expect(
                try index.match(try Fixture.component("GIT", url, version)).match.verdict.word == word, "\(version)")
            #expect(
                try index.match(try Fixture.component("SwiftURL", url, version)).match.verdict.word == word,
                "\(version)")
        }
    }

    @Test func `where versions are stated too, commits are left aside`() throws {
        let index = try Fixture.index(
            Fixture.advisory(
                "X-1",
                try Fixture.affected(
                    "PyPI", "left",
                    [
                        try Fixture.range(
                            .git, "introduced: 0, fixed: cd", repository: "https://github.com/owner/left"),
                        try Fixture.range(.ecosystem, "introduced: 0, fixed: 1.5"),
                    ]),
                try Fixture.affected(
                    "PyPI", "right",
                    [try Fixture.range(.git, "introduced: 0, fixed: cd", repository: "https://github.com/owner/right")],
                    versions: ["1.0"])))
        #expect(try index.match(try Fixture.component("PyPI", "left", "1.5")).match.verdict == .fixed)
        #expect(try index.match(try Fixture.component("PyPI", "right", "1.1")).match.verdict == .notAffected)
    }

    @Test func `a repository's open answer does not open what the package's records settled`() throws {
        let index = try Fixture.index(
            Fixture.advisory(
                "GHSA-1", aliases: ["CVE-1"],
                try Fixture.affected(
                    "SwiftURL", "github.com/owner/tool", [try Fixture.range(.semver, "introduced: 0, fixed: 1.1.0")])),
            Advisory(
                id: "CVE-1",
                affected: [
                    Affected(ranges: [
                        try Fixture.range(.git, "introduced: 0, fixed: cd", repository: "https://github.com/owner/tool")
                    ])
                ]))
        let match = try index.match(try Fixture.component("SwiftURL", "https://github.com/owner/tool.git", "1.2.0"))
        #expect(match.match.verdict == .fixed)
        #expect(match.dissent.map(\.verdict.word) == ["notEvaluable"])
    }
}
