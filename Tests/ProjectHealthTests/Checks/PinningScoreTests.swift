// SPDX-License-Identifier: Apache-2.0
import Pipelines
import Testing

@testable import ProjectHealth

/// Pinning from files to scores.
@Suite struct PinningScoreTests {
    @Test func `fixtures have as many unpinned dependencies as Scorecard expects`() throws {
        let rows: [(String, String, Int)] = [
            ("testdata/.github/workflows/github-workflow-pkg-managers.yaml", ".github/workflows/a.yaml", 52),
            ("raw/testdata/Dockerfile-pkg-managers", "Dockerfile", 63),
            ("raw/testdata/script-pkg-managers", "a.sh", 56),
            ("raw/testdata/script-bash", "a.sh", 11), ("raw/testdata/script-sh", "a.sh", 7),
            ("raw/testdata/script.sh", "script.sh", 7), ("raw/testdata/Dockerfile-curl-file-sh", "Dockerfile", 12),
            ("raw/testdata/Dockerfile-wget-file", "Dockerfile", 10),
            ("raw/testdata/Dockerfile-gsutil-file", "Dockerfile", 17),
            ("raw/testdata/Dockerfile-aws-file", "Dockerfile", 15),
            ("raw/testdata/Dockerfile-proc-subs", "Dockerfile", 6),
            ("raw/testdata/Dockerfile-curl-sh", "Dockerfile", 5),
            ("raw/testdata/Dockerfile-wget-bin-sh", "Dockerfile", 4),
            ("raw/testdata/Dockerfile-some-python", "Dockerfile", 1),
            ("raw/testdata/Dockerfile-script-ok", "Dockerfile", 0),
        ]
        var tally = Tally("Pinned-Dependencies from files")
        for (fixture, path, expected) in rows {
            guard let bytes = try? Fixture.bytes(fixture) else { continue }
            let file = try #require(PipelineFiles.facts(path: path, bytes: bytes))
            var tree = TreeFacts()
            tree.pipelines = [file]
            let facts = ProjectFacts(subject: ProjectSubject(name: "p"), asOf: ProjectFacts.reportTime, tree: tree)
            let findings = PinnedDependencies.check.findings(facts)
            let kinds: Set<String> = ["GitHubAction", "containerImage"]
            let counted = findings.count {
                $0.isCompatible && $0.outcome == .no && !kinds.contains($0.values[PinnedDependencies.type] ?? "")
            }
            tally.add(counted == expected, "\(fixture) gives \(counted)")
            if fixture.hasSuffix("script-ok") {
                tally.add(PinnedDependencies.check.score(findings).compatible == .score(10), fixture)
            }
        }
        tally.report()
    }

    private func dependency(
        _ kind: PipelineDependency.Kind, _ pin: PipelineDependency.Pin, _ compatible: Bool?, name: String = "x/y"
    ) -> PipelineDependency {
        PipelineDependency(
            kind: kind, name: name, version: nil, pin: pin, compatiblePin: compatible,
            location: PipelineLocation(path: "p", line: 3))
    }

    private func score(_ path: String, _ dependencies: [PipelineDependency]) -> CheckScore {
        var file = PipelineFileFacts(path: path, kind: .dockerfile)
        file.dependencies = dependencies
        var tree = TreeFacts()
        tree.pipelines = [file]
        return PinnedDependencies.check.run(
            ProjectFacts(subject: ProjectSubject(name: "p"), asOf: ProjectFacts.reportTime, tree: tree))
    }

    @Test func `what is brought in is named once and as it is written`() {
        func messages(_ line: String) -> [String] {
            let text = "on: push\njobs:\n  a:\n    runs-on: x\n    \(line)\n"
            return PinnedDependencies.check.findings(.of([".github/workflows/a.yml": text]))
                .of(PinnedDependencies.alsoPinned).map(\.message)
        }
        let digest = "sha256:\(String(repeating: "0a", count: 32))"
        let place = ".github/workflows/a.yml:5"
        #expect(
            messages("container: cgr.dev/chainguard/static@\(digest)") == [
                "\(place): the image cgr.dev/chainguard/static@\(digest) is pinned."
            ])
        #expect(
            messages("container: alpine:3@\(digest)") == ["\(place): the image alpine:3@\(digest) is pinned."])
        #expect(messages("container: alpine:3") == ["\(place): the image alpine:3 is not pinned."])
        #expect(
            messages("steps: [{run: \"docker run -d -p 5000:5000 registry:2.8.1\"}]") == [
                "\(place): the command docker run -d -p 5000:5000 registry:2.8.1 is not pinned."
            ])
    }

    @Test func `a generator whose verifier needs the tag is pinned by it`() throws {
        func score(_ uses: String) -> CheckScore {
            let text = "on: push\njobs:\n  a:\n    uses: \(uses)\n"
            return PinnedDependencies.check.run(.of([".github/workflows/a.yml": text]))
        }
        let name = "slsa-framework/slsa-github-generator/.github/workflows/generator_generic_slsa3.yml"
        #expect(score("\(name)@v2.1.0").compatible == .score(0))
        #expect(score("\(name)@v2.1.0").interval == ScoreInterval(100))
        #expect(score("\(name)@main").interval == ScoreInterval(0))
        #expect(score("\(name)@v2").interval == ScoreInterval(0))
        #expect(score("x/y/.github/workflows/a.yml@v2.1.0").interval == ScoreInterval(0))
        let text = "on: push\njobs:\n  a:\n    uses: \(name)@v2.1.0\n"
        let findings = PinnedDependencies.check.findings(.of([".github/workflows/a.yml": text]))
        #expect(findings.allSatisfy { !$0.isBad })
        let message = try #require(findings.first(PinnedDependencies.alsoPinned)?.message)
        #expect(message.hasSuffix("@v2.1.0 is pinned. Its verifier needs the tag; the project documents that."))
    }

    @Test func `a download that is held against a checksum is pinned for us and not for Scorecard`() {
        let score = score("Dockerfile", [dependency(.downloadThenRun, .verified, false)])
        #expect(score.compatible == .score(0))
        #expect(score.interval == ScoreInterval(100))
    }

    @Test func `what a variable decides makes an interval`() {
        let score = score(
            "Dockerfile",
            [dependency(.containerImage, .unknown("$BASE"), false), dependency(.containerImage, .pinned, true)])
        #expect(score.compatible == .score(5))
        #expect(score.interval == ScoreInterval(lowest: 50, highest: 100))
        #expect(score.reason == "1 of 2 dependencies are pinned; of 1 a variable decides.")
    }

    @Test func `fixtures and other projects' code do not count for us`() {
        for path in ["test/Dockerfile", "third_party/lib/Dockerfile", "examples/a/Dockerfile"] {
            let score = score(path, [dependency(.containerImage, .unpinned, false)])
            #expect(score.compatible == .score(0))
            #expect(score.interval == nil)
        }
    }

    @Test func `other commands count for us alone`() {
        let score = score(
            "Dockerfile", [dependency(.cargoCommand, .unpinned, nil), dependency(.containerImage, .pinned, true)])
        #expect(score.compatible == .score(10))
        #expect(score.interval == ScoreInterval(50))
    }
}
