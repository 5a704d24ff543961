// SPDX-License-Identifier: Apache-2.0
import Forges
import Histories
import Pipelines
import Testing

@testable import ProjectHealth

/// What runs by itself, what cannot be read, and what a clone does not have.
@Suite struct AutomationTests {
    private static let workflow = ".github/workflows/a.yml"

    private func interval(_ lowest: Int, _ highest: Int? = nil) -> ScoreInterval {
        ScoreInterval(lowest: lowest, highest: highest ?? lowest)
    }

    private func running(_ step: String) -> [String: String] {
        [Self.workflow: "on: [push, pull_request]\njobs:\n  a:\n    runs-on: x\n    steps:\n      - run: \(step)\n"]
    }

    // MARK: - Scripts

    @Test func `a script is no automation`() throws {
        var facts = ProjectFacts.of([
            "scripts/test.sh": "#!/bin/sh\npytest\n", "fuzz/run.sh": "#!/bin/sh\ncargo fuzz run a\n",
            "scripts/lint.sh": "#!/bin/sh\nsemgrep scan\n", "scripts/sbom.sh": "#!/bin/sh\nsyft . -o spdx-json\n",
            "scripts/sign.sh": "#!/bin/sh\ncosign sign-blob a\n",
        ]).with { $0.changeRequests = .seen([]) }
        facts.isInOSSFuzz = .known(false)
        #expect(facts.tree.pipelines.flatMap(\.tools).count >= 5)
        #expect(CITests.check.run(facts).interval == interval(0))
        #expect(Fuzzing.check.run(facts).interval == interval(0))
        #expect(SAST.check.run(facts).interval == interval(0))
        #expect(SBOM.check.findings(facts).first(SBOM.generated)?.outcome == .no)
        #expect(SignedReleases.check.findings(facts).first(SignedReleases.workflow) == nil)
    }

    @Test func `a script that a pipeline may call stays open`() {
        var facts = ProjectFacts.of(
            running("./scripts/$NAME.sh").merging(["scripts/all.sh": "#!/bin/sh\npytest\nsemgrep scan\n"]) { $1 }
        ).with { $0.changeRequests = .seen([]) }
        facts.isInOSSFuzz = .known(false)
        #expect(CITests.check.run(facts).interval == interval(0, 100))
        #expect(
            CITests.check.run(facts).reason == "scripts/all.sh:2 runs pytest; whether a pipeline calls it was not seen."
        )
        #expect(SAST.check.run(facts).interval?.highest ?? 0 > 0)
        #expect(Fuzzing.check.run(facts).interval == interval(0))
    }

    @Test func `what a script does that a pipeline calls, the pipeline does`() {
        let scripts = [
            "scripts/all.sh": "#!/bin/sh\n. scripts/more.sh\npytest\n",
            "scripts/more.sh": "#!/bin/sh\nsemgrep scan\ncargo fuzz run a\nsyft . -o spdx-json\n",
        ]
        func facts(_ pipeline: [String: String]) -> ProjectFacts {
            var facts = ProjectFacts.of(pipeline.merging(scripts) { $1 }).with { $0.changeRequests = .seen([]) }
            facts.isInOSSFuzz = .known(false)
            return facts
        }
        let called = facts(running("sudo ./scripts/all.sh -p test"))
        #expect(CITests.check.run(called).interval == interval(100))
        #expect(
            CITests.check.run(called).reason
                == "scripts/all.sh:3, which .github/workflows/a.yml calls, runs tests (pytest).")
        #expect(Fuzzing.check.run(called).interval == interval(100))
        #expect(SAST.check.findings(called).first(SAST.otherTool)?.outcome == .yes)
        #expect(SAST.check.findings(called).first(SAST.onChanges)?.outcome == .yes)
        #expect(SBOM.check.findings(called).first(SBOM.generated)?.outcome == .yes)
        #expect(called.tree.pipelines.filter(\.isCalled).map(\.path) == ["scripts/all.sh", "scripts/more.sh"])

        let weekly = facts([Self.workflow: "on: schedule\njobs:\n  a:\n    steps:\n      - run: sh scripts/all.sh\n"])
        #expect(CITests.check.run(weekly).interval == interval(0))
        #expect(CITests.check.run(weekly).reason.hasSuffix("calls, runs tests, but not for changes."))

        // Those lie elsewhere.
        for step in ["cd x && ./scripts/all.sh", "./scripts/all.sh\n        working-directory: x"] {
            #expect(CITests.check.run(facts(running(step))).interval == interval(0, 100), "\(step)")
        }
        let inside = facts(running("./all.sh\n        working-directory: scripts"))
        #expect(CITests.check.run(inside).interval == interval(100))
    }

    @Test func `pipelines among vendored code and fixtures run nothing here`() {
        let text = "image: x\nscript:\n  - pytest\n"
        for path in ["vendor/a/.travis.yml", "testdata/.circleci/config.yml"] {
            #expect(ProjectFacts.of([path: text]).tree.automation.isEmpty, "\(path)")
        }
        #expect(ProjectFacts.of(["action.yml": "runs:\n  using: composite\n"]).tree.automation.isEmpty)
        #expect(
            ProjectFacts.of([".github/actions/a/action.yml": "runs:\n  using: composite\n"]).tree.automation.count == 1)
        #expect(ProjectFacts.of([".travis.yml": text]).tree.automation.count == 1)
    }

    @Test func `a service whose steps are read is not said to be unread`() {
        let read = ProjectFacts.of([".appveyor.yml": "build_script:\n  - make\n", ".circleci/README.md": "x\n"])
        #expect(ServiceConfiguration.first(in: read.tree) == nil)
        let unread = ProjectFacts.of([".appveyor.yml": "build_script:\n  - make\n", "Jenkinsfile": "pipeline {}\n"])
        #expect(ServiceConfiguration.first(in: unread.tree) == "Jenkinsfile")
        // It runs `npm test` by itself.
        let implied = ProjectFacts.of([".travis.yml": "language: node_js\n"])
        #expect(ServiceConfiguration.first(in: implied.tree) == ".travis.yml")
    }

    // MARK: - Broken pipelines

    @Test func `a workflow that cannot be read leaves open what it may do`() {
        var facts = ProjectFacts.of([Self.workflow: "a: [b\n"]).with { $0.changeRequests = .seen([]) }
        facts.isInOSSFuzz = .known(false)
        for check in [CITests.check, Fuzzing.check, PinnedDependencies.check] {
            #expect(check.run(facts).interval == interval(0, 100), "\(check.definition.id)")
        }
        #expect(SAST.check.run(facts).compatible.number == -1)
        #expect(SAST.check.run(facts).interval?.isExact == false)
        let beside = ProjectFacts.of(running("pip install a").merging([".github/workflows/b.yml": "a: [b\n"]) { $1 })
        #expect(PinnedDependencies.check.run(beside).compatible.number == -1)
        #expect(PinnedDependencies.check.run(beside).interval == interval(0))
        let pinned = ProjectFacts.of([
            ".github/workflows/b.yml": "a: [b\n",
            Self.workflow:
                "on: push\njobs:\n  a:\n    runs-on: x\n    steps:\n      - uses: actions/checkout@08c6903cd8c0fde910a37f88322edcfb5dd907a8\n",
        ])
        #expect(PinnedDependencies.check.run(pinned).interval == interval(0, 100))
        #expect(
            PinnedDependencies.check.run(pinned).reason
                == "1 of 1 dependency is pinned; .github/workflows/b.yml cannot be read.")
    }

    @Test func `what stands in Forgejo's workflows is none of Scorecard's`() {
        let text =
            "on: issues\njobs:\n  a:\n    runs-on: x\n    steps:\n      - run: echo ${{ github.event.issue.title }}\n"
        let clean = running("make")
        let score = DangerousWorkflow.check.run(.of(clean.merging([".forgejo/workflows/b.yml": text]) { $1 }))
        #expect(score.compatible == .score(10))
        #expect(score.interval == interval(0))
    }

    // MARK: - Change requests

    @Test func `change requests whose checks were not read are counted`() {
        func facts(_ checks: [[ForgeSnapshot.Check]?]) -> ProjectFacts {
            var builder = HistoryBuilder()
            for number in checks.indices { builder.commit("Bob", days: Double(number) + 1) }
            return ProjectFacts.of().with(builder.history).with { snapshot in
                snapshot.changeRequests = .seen(
                    checks.enumerated().map { number, checks in
                        var request = snapshot.request(number + 1, commit: number)
                        request.checks = checks
                        return request
                    })
            }
        }
        let analysed = ForgeSnapshot.Check(
            kind: .checkRun, name: "github-code-scanning", url: nil, state: "completed", conclusion: "success")
        let tested = ForgeSnapshot.Check(
            kind: .checkRun, name: "tests", url: nil, state: "completed", conclusion: "success")
        let unread = facts([nil, nil])
        #expect(SAST.check.findings(unread).first(SAST.onAllCommits)?.outcome == .notAvailable)
        #expect(SAST.check.run(unread).interval == interval(0, 100))
        #expect(CITests.check.run(unread).interval == interval(0, 100))
        let half = facts([[analysed, tested], nil])
        #expect(SAST.check.run(half).compatible.number == -1)
        #expect(SAST.check.run(half).interval == interval(50, 100))
        #expect(CITests.check.run(half).compatible.number == -1)
        #expect(CITests.check.run(half).interval == interval(50, 100))
        #expect(
            CITests.check.run(half).reason
                == "Tests succeeded on 1 of 1 merged change request; the checks of 1 more were not read.")
        #expect(SAST.check.run(facts([[analysed], []])).compatible == .score(5))
    }

    // MARK: - Releases and packages

    @Test func `the last five releases with files are looked at, and no drafts`() {
        let facts = ProjectFacts.of().with { snapshot in
            var draft = snapshot.release("v9", ["a.zip", "a.zip.sig"])
            draft.isDraft = true
            let bare = (3...8).reversed().map { snapshot.release("v\($0)", []) }
            snapshot.releases = .seen([draft] + bare + [snapshot.release("v2", ["a.zip", "a.zip.asc"])])
        }
        let findings = SignedReleases.check.findings(facts).of(SignedReleases.signed)
        #expect(findings.map { $0.values[SignedReleases.release] } == ["v2"])
        #expect(SignedReleases.check.run(facts).compatible == .score(8))
    }

    @Test(arguments: [
        ("package.json", "{\"name\": \"a\", \"private\": true}"),
        ("Cargo.toml", "[package]\nname = \"a\"\npublish = false\n"),
        ("Cargo.toml", "[package]\nname = \"a\"\npublish = []\n"),
        ("pyproject.toml", "[project]\nname = \"a\"\nclassifiers = [\"Private :: Do Not Upload\"]\n"),
        ("setup.py", "setup(name=\"a\", classifiers=[\"Private :: Do Not Upload\"])\n"),
    ])
    func `a package that registries do not take is not judged`(_ path: String, _ text: String) {
        #expect(Packaging.check.run(.of([path: text])).interval == nil)
    }

    // MARK: - Licences

    @Test func `manifests in folders say nothing of the project's licence`() {
        let header = "// SPDX-License-Identifier: 0BSD\nint a;\n"
        let facts = ProjectFacts.of(["testdata/x/package.json": "{\"license\": \"MIT\"}", "a.c": header])
        #expect(facts.tree.metadata.count == 1)
        #expect(facts.tree.rootMetadata.isEmpty)
        #expect(License.check.run(facts).interval == interval(0))
    }

    @Test func `a licence may have its name for an ending`() {
        let text = """
            Permission to use, copy, modify, and/or distribute this software for any purpose with or without fee is
            hereby granted.

            THE SOFTWARE IS PROVIDED "AS IS" AND THE AUTHOR DISCLAIMS ALL WARRANTIES WITH REGARD TO THIS SOFTWARE
            INCLUDING ALL IMPLIED WARRANTIES OF MERCHANTABILITY AND FITNESS. IN NO EVENT SHALL THE AUTHOR BE LIABLE FOR
            ANY SPECIAL, DIRECT, INDIRECT, OR CONSEQUENTIAL DAMAGES OR ANY DAMAGES WHATSOEVER RESULTING FROM LOSS OF
            USE, DATA OR PROFITS, WHETHER IN AN ACTION OF CONTRACT, NEGLIGENCE OR OTHER TORTIOUS ACTION, ARISING OUT OF
            OR IN CONNECTION WITH THE USE OR PERFORMANCE OF THIS SOFTWARE.
            """
        let facts = ProjectFacts.of(["COPYING": "Files differ.\n", "COPYING.0BSD": text, "license.go": "package a\n"])
        #expect(facts.tree.licenses.map(\.path) == ["COPYING", "COPYING.0BSD"])
        #expect(License.check.run(facts).reason == "COPYING.0BSD:1 is 0BSD, which the FSF or the OSI approves.")
    }

    // MARK: - Shallow clones

    @Test func `what a shallow clone does not have is not missing`() {
        var shallow = HistoryBuilder()
        shallow.commit("Ada", days: 3)
        var whole = shallow
        shallow.gap(.shallow)
        func maintained(_ builder: HistoryBuilder) -> CheckScore {
            Maintained.check.run(ProjectFacts.of().with(builder.history).with { $0.issues = .seen([]) })
        }
        let cut = maintained(shallow)
        #expect(cut.compatible.number == -1)
        #expect(cut.interval == interval(8, 100))
        #expect(cut.reason.hasPrefix("At least 1 commit by people in the last 90 days; the clone begins on"))
        whole.commit("Ada", days: 900)
        #expect(maintained(whole).compatible == .score(0))
        #expect(maintained(whole).interval == interval(8))
        // One that reaches back far enough is as good as all of it.
        whole.gap(.shallow)
        #expect(maintained(whole).interval == interval(8))

        let files = ["package.json": "{}", "renovate.json": "{}"]
        #expect(
            DependencyUpdateTool.check.run(ProjectFacts.of(files).with(shallow.history)).interval == interval(80, 100))
        #expect(DependencyUpdateTool.check.run(ProjectFacts.of(files).with(whole.history)).interval == interval(80))
        // The other 29 changes and the tags may be what the clone does not hold.
        let facts = ProjectFacts.of().with(shallow.history)
        #expect(CodeReview.check.run(facts).interval == interval(0, 96))
        #expect(SignedReleases.check.run(facts).interval == interval(0, 100))
        var young = HistoryBuilder()
        young.commit("Ada", days: 3)
        #expect(SignedReleases.check.run(ProjectFacts.of().with(young.history)).interval == nil)
        #expect(facts.isActive == nil)
        #expect(ProjectFacts.of().with(whole.history).isActive == false)
    }
}
