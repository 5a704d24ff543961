import Forges
// SPDX-License-Identifier: Apache-2.0
import Foundation
import Histories
import Pipelines
import Testing

@testable import ProjectHealth

/// What Mainstay's own scores make of facts, beyond Scorecard's.
@Suite struct OwnScoreTests {
    private func interval(_ lowest: Int, _ highest: Int? = nil) -> ScoreInterval {
        ScoreInterval(lowest: lowest, highest: highest ?? lowest)
    }

    private func workflow(_ text: String) -> [String: String] { [".github/workflows/a.yml": text] }

    // MARK: - Token-Permissions

    @Test func `a job that asks for everything costs three points`() {
        let score = TokenPermissions.check.run(
            .of(
                workflow(
                    "on: push\npermissions: read-all\njobs:\n  a:\n    runs-on: x\n    permissions: write-all\n    steps:\n      - run: make\n"
                )))
        #expect(score.compatible == .score(10))
        #expect(score.interval == interval(70))
        #expect(score.reason == "1 job asks for every permission there is.")
    }

    @Test func `what an unstated token may do is open until the forge tells`() {
        let text = workflow("on: push\njobs:\n  a:\n    runs-on: x\n    steps:\n      - run: make\n")
        let open = TokenPermissions.check.run(.of(text))
        #expect(open.compatible == .score(0))
        #expect(open.interval == interval(0, 95))
        for (isReadOnly, points) in [(true, 95), (false, 0)] {
            let facts = ProjectFacts.of(text).with {
                var project = ForgeSnapshot.Project(name: "o/n", defaultBranch: "main")
                project.workflowTokenIsReadOnly = isReadOnly
                $0.project = .seen(project)
            }
            #expect(TokenPermissions.check.run(facts).interval == interval(points))
        }
        #expect(
            open.reason
                == "1 workflow gives its token more than it needs, or does not say: .github/workflows/a.yml.")
    }

    // MARK: - Dangerous-Workflow

    private func danger(
        _ kind: PipelineDanger.Kind, _ certainty: PipelineDanger.Certainty = .certain
    ) -> CheckScore {
        var file = PipelineFileFacts(path: ".github/workflows/a.yml", kind: .githubWorkflow)
        var found = PipelineDanger(
            kind: kind, job: "a", expression: "github.event.issue.title",
            location: PipelineLocation(path: file.path, line: 7))
        found.certainty = certainty
        file.dangers = [found]
        var tree = TreeFacts()
        tree.pipelines = [file]
        return DangerousWorkflow.check.run(
            ProjectFacts(subject: ProjectSubject(name: "p"), asOf: ProjectFacts.reportTime, tree: tree))
    }

    @Test func `dangers count by what they are and how certain`() {
        #expect(danger(.scriptInjection).compatible == .score(0))
        #expect(danger(.scriptInjection).interval == interval(0))
        #expect(danger(.scriptInjection, .harmless).compatible == .score(0))
        #expect(danger(.scriptInjection, .harmless).interval == interval(100))
        #expect(danger(.githubScriptInjection).compatible == .score(10))
        #expect(danger(.githubScriptInjection).interval == interval(0))
        #expect(danger(.compositeInjection, .possible).interval == interval(0, 100))
        #expect(danger(.selfHostedRunner).interval == interval(70))
        #expect(danger(.cachePoisoning, .possible).interval == interval(70, 100))
        #expect(
            danger(.scriptInjection).reason
                == ".github/workflows/a.yml:7: the script contains github.event.issue.title, which anyone may write.")
    }

    // MARK: - Binary-Artifacts

    @Test func `compiled files among tests cost little and never more than two points`() {
        let class_ = "\u{0}asm\u{1}\u{0}\u{0}\u{0}"
        var files: [String: String] = [:]
        for number in 0..<30 { files["tests/data/\(number).wasm"] = class_ }
        let score = BinaryArtifacts.check.run(.of(files))
        #expect(score.compatible == .score(0))
        #expect(score.interval == interval(80))
        files["lib/a.wasm"] = class_
        #expect(BinaryArtifacts.check.run(.of(files)).interval == interval(70))
        #expect(
            score.reason
                == "30 compiled files, all among tests or examples: tests/data/0.wasm, tests/data/1.wasm, tests/data/10.wasm and 27 more."
        )
    }

    @Test func `contents that the clone lacks are open`() {
        var facts = ProjectFacts.of()
        facts.tree.unread = [UnreadFile(path: "a", reason: .missing), UnreadFile(path: "b", reason: .missing)]
        let score = BinaryArtifacts.check.run(facts)
        #expect(score.compatible.number == -1)
        #expect(score.interval == interval(80, 100))
    }

    // MARK: - License

    /// The one whose text is at hand: this project's own.
    private static func apache() throws -> String {
        var folder = URL(filePath: #filePath)
        for _ in 0..<4 { folder.deleteLastPathComponent() }
        return try String(contentsOf: folder.appending(path: "LICENSE"), encoding: .utf8)
    }

    @Test func `the text of a licence decides, and what the metadata say of it`() throws {
        let apache = try Self.apache()
        let plain = License.check.run(.of(["LICENSE": apache]))
        #expect(plain.compatible == .score(9))
        #expect(plain.interval == interval(100))
        #expect(plain.reason == "LICENSE:6 is Apache-2.0, which the FSF or the OSI approves.")
        let other = License.check.run(.of(["LICENSE": apache, "package.json": "{\"license\": \"MIT\"}"]))
        #expect(other.interval == interval(90))
        #expect(other.reason == "package.json:1 names MIT; the text of the licence is Apache-2.0.")
        #expect(License.check.run(.of(["LICENSE": "Do what you like."])).interval == interval(60, 100))
        #expect(License.check.run(.of(["package.json": "{\"license\": \"MIT\"}"])).interval == interval(30))
        #expect(License.check.run(.of(["a": "b"])).interval == interval(0))
    }

    @Test func `a policy is worth most where a report can be private`() {
        let mail = SecurityPolicy.check.run(
            .of(["SECURITY.md": "Report a vulnerability to a@b.org; we disclose it within 90 days.\n"]))
        #expect(mail.compatible == .score(10))
        #expect(mail.interval == interval(100))
        let page = SecurityPolicy.check.run(
            .of(["SECURITY.md": "Report a vulnerability at https://b.org/issues; we disclose it within 90 days.\n"]))
        #expect(page.interval == interval(80, 100))
        let readme = ProjectFacts.of(["README.md": "# A\n\nReport vulnerabilities to us.\n"])
        #expect(SecurityPolicy.check.run(readme).interval == interval(30, 100))
        #expect(
            SecurityPolicy.check.run(readme).reason
                == "There is no security policy, but README.md:3 says where to report a vulnerability.")
        var hosted = ProjectFacts.of()
        hosted.subject.repository = "github.com/o/n"
        #expect(SecurityPolicy.check.run(hosted).interval == interval(0, 100))
        // Whose project it is is not known: its owner may have a policy.
        #expect(SecurityPolicy.check.run(.of()).interval == interval(0, 100))
        var local = ProjectFacts.of()
        local.subject.repository = "widgets"
        #expect(SecurityPolicy.check.run(local).interval == interval(0))
    }

    @Test func `a link to a policy is a pointer to it, and a heading is none`() {
        for (line, isLink) in [
            ("See [Security Policies and Procedures](https://forge.example/o/n/security/policy).", true),
            ("process](https://forge.example/o/.github/blob/main/SECURITY.md)", true),
            ("Our [security policy](https://b.org/policy) says more.", true),
            ("- [Security policy](#security)", false), ("The security policy of the browser applies.", false),
        ] {
            var facts = ProjectFacts.of(["README.md": "# A\n\n\(line)\n"])
            facts.subject.repository = "widgets"
            let score = SecurityPolicy.check.run(facts)
            #expect(score.compatible == .score(0))
            #expect(score.interval == (isLink ? interval(30, 100) : interval(0)), "\(line)")
            if isLink {
                #expect(
                    score.reason == "There is no security policy, but README.md:3 points to a security policy.")
            }
        }
    }

    @Test func `addresses and words of disclosure are counted as Scorecard's patterns do`() {
        let text = PolicyText(
            "Mail sec@example.org, or sec[at]example.org; see https://x.org/a?b=1) and http://\n_b.c+d@e-f.co.uk 12345 1a 3.5 VULNs\n"
        )
        #expect(text.mails.map(\.text) == ["sec@example.org", "sec[at]example.org", "_b.c+d@e-f.co.uk"])
        #expect(text.links.map(\.text) == ["https://x.org/a?b=1", "http://"])
        // In the first line the 1 of the address; in the second 12345, 3, 5 and the word.
        #expect(text.disclosures == 5)
        #expect(text.mails.last?.line == 2)
    }

    // MARK: - Dependency-Update-Tool

    @Test func `updates that arrive are worth as much as a configuration and more`() {
        let files = ["package.json": "{}", "renovate.json": "{}"]
        #expect(DependencyUpdateTool.check.run(.of(files)).interval == interval(80, 100))
        var builder = HistoryBuilder()
        builder.commit("renovate[bot]", days: 20)
        builder.commit("Ada", days: 30)
        #expect(DependencyUpdateTool.check.run(ProjectFacts.of(files).with(builder.history)).interval == interval(100))
        #expect(
            DependencyUpdateTool.check.run(ProjectFacts.of(["package.json": "{}"]).with(builder.history)).interval
                == interval(100))
        var quiet = HistoryBuilder()
        quiet.commit("Ada", days: 30)
        #expect(DependencyUpdateTool.check.run(ProjectFacts.of(files).with(quiet.history)).interval == interval(80))
        #expect(DependencyUpdateTool.check.run(ProjectFacts.of(["a.c": "int a;"]).with(quiet.history)).interval == nil)
        #expect(
            DependencyUpdateTool.check.run(
                .of(["package.json": "{}", ".github/dependabot.yml": "", "renovate.json": ""])
            )
            .reason == ".github/dependabot.yml sets up Dependabot. renovate.json sets up Renovate.")
    }

    @Test func `a tool whose configuration is gone has no points`() {
        var builder = HistoryBuilder()
        builder.commit("Ada", days: 3)
        builder.commit("dependabot[bot]", days: 800)
        let facts = ProjectFacts.of(["package.json": "{}"]).with(builder.history)
        let score = DependencyUpdateTool.check.run(facts)
        #expect(score.compatible == .score(10))
        #expect(score.interval == interval(0))
        #expect(
            score.reason
                == "No configuration of an update tool is in the tree, and Dependabot's last commit is of 2024-11-06.")
        let findings = DependencyUpdateTool.check.findings(facts)
        #expect(findings.first(DependencyUpdateTool.configured)?.isBad == true)
        #expect(findings.first(DependencyUpdateTool.arriving)?.isBad == false)
    }

    // MARK: - Fuzzing

    @Test func `fuzz tests that nothing runs are worth seven`() {
        let tests = ["fuzz/a.rs": "use libfuzzer_sys::fuzz_target;"]
        #expect(Fuzzing.check.run(.of(tests)).interval == interval(70, 100))
        var facts = ProjectFacts.of(tests)
        facts.isInOSSFuzz = .known(false)
        #expect(Fuzzing.check.run(facts).interval == interval(70))
        #expect(Fuzzing.check.run(.of()).interval == interval(0, 100))
    }

    @Test func `a fuzz test within quotation marks counts for Scorecard alone`() {
        var facts = ProjectFacts.of([
            "fuzz_test.go": "var text = `func FuzzSomething (f *testing.F)`\n"
        ])
        facts.isInOSSFuzz = .known(false)
        #expect(Fuzzing.check.run(facts).compatible == .score(10))
        #expect(Fuzzing.check.run(facts).interval == interval(0))
        var real = ProjectFacts.of([
            "fuzz_test.go": "var text = `func FuzzA (f *testing.F)`\nfunc FuzzB(f *testing.F) {}\n",
            "fuzz.cc": "extern \"C\" int LLVMFuzzerTestOneInput(void) {}\n",
        ])
        real.isInOSSFuzz = .known(false)
        #expect(Fuzzing.check.run(real).interval == interval(70))
        #expect(real.tree.fuzzers.map(\.line) == [1, 2])
    }

    @Test func `what a workflow of another repository does is told by its name or stays open`() {
        func calling(_ name: String) -> ProjectFacts {
            var facts = ProjectFacts.of(
                workflow("on: [push, pull_request]\njobs:\n  a:\n    uses: o/\(name)/.github/workflows/ci.yml@v1\n"))
            facts.isInOSSFuzz = .known(false)
            return facts
        }
        let fuzzer = Fuzzing.check.run(calling("curl-fuzzer"))
        #expect(fuzzer.compatible == .score(0))
        #expect(fuzzer.interval == interval(100))
        #expect(
            fuzzer.reason
                == ".github/workflows/a.yml:4 calls o/curl-fuzzer/.github/workflows/ci.yml, which fuzzes by its name.")
        #expect(Fuzzing.check.run(calling("shared")).interval == interval(0, 100))
        #expect(SAST.check.run(calling("codeql")).compatible == .score(0))
        #expect(SAST.check.run(calling("codeql")).interval == interval(100))
        #expect(SAST.check.run(calling("shared")).interval == interval(0, 100))
        #expect(CITests.check.run(calling("tests")).interval == interval(70, 100))
        #expect(CITests.check.run(calling("shared")).interval == interval(0, 100))
    }

    // MARK: - Packaging

    @Test func `what is no package of a registry is not judged`() {
        #expect(Packaging.check.run(.of(["main.go": "package main"])).interval == nil)
        let named = ["package.json": "{\"name\": \"a\"}"]
        #expect(Packaging.check.run(.of(named)).interval == interval(0, 100))
        for (path, text) in [
            ("setup.py", "from setuptools import setup\n\nsetup(\n    name=\"Widget\",\n)\n"),
            ("setup.cfg", "[tool]\nname = x\n[metadata]\nname = Widget\nversion = attr: a.b\n"),
        ] {
            let facts = ProjectFacts.of([path: text])
            #expect(facts.tree.metadata.filter { $0.statement == .name }.map(\.text) == ["Widget"], "\(path)")
            #expect(
                Packaging.check.run(facts).reason
                    == "No workflow publishes the package Widget of \(path):4; it may be published by hand, elsewhere or not at all."
            )
        }
        #expect(ProjectFacts.of(["setup.py": "setup(name=find(), packagename=\"x\")"]).tree.metadata.isEmpty)
        #expect(
            Packaging.check.run(.of(named.merging([".circleci/config.yml": "a: 1"]) { $1 })).interval
                == interval(0, 100))
        let publishing = workflow(
            "on: push\njobs:\n  a:\n    runs-on: x\n    steps:\n      - run: npm publish\n      - uses: actions/setup-node@v4\n        with: {registry-url: 'https://registry.npmjs.org'}\n"
        )
        #expect(Packaging.check.run(.of(publishing)).interval == interval(80))
        let unrun = ProjectFacts.of(publishing.merging(named) { $1 }).with { $0.workflowRuns = .seen([]) }
        #expect(Packaging.check.run(unrun).compatible.number == -1)
    }

    // MARK: - SAST, SBOM, CI-Tests

    @Test func `analysers that Scorecard does not know count for us`() {
        let text =
            "on: [push, pull_request]\njobs:\n  a:\n    runs-on: x\n    steps:\n      - uses: semgrep/semgrep-action@v1\n"
        let score = SAST.check.run(.of(workflow(text)))
        #expect(score.compatible == .score(0))
        #expect(score.interval == interval(100))
        let scheduled = text.replacing("[push, pull_request]", with: "workflow_dispatch")
        #expect(SAST.check.run(.of(workflow(scheduled))).interval == interval(70, 100))
    }

    @Test func `pipelines that test are worth seven until the forge tells of success`() {
        let text = "on: [push, pull_request]\njobs:\n  a:\n    runs-on: x\n    steps:\n      - run: cargo test\n"
        let score = CITests.check.run(.of(workflow(text)))
        #expect(score.compatible.number == -1)
        #expect(score.interval == interval(70, 100))
        #expect(CITests.check.run(.of([".travis.yml": "a: 1"])).interval == interval(0, 100))
        let none = ProjectFacts.of(workflow(text)).with { $0.changeRequests = .seen([]) }
        #expect(CITests.check.run(none).interval == interval(100))
    }

    // MARK: - Vulnerabilities

    @Test func `vulnerabilities in development alone count for the lower end`() {
        var facts = ProjectFacts.of()
        facts.vulnerabilities = .known(
            KnownVulnerabilities(
                (0..<3).map {
                    VulnerabilityFact(
                        id: "OSV-\($0)", aliases: [], package: "p", version: "1",
                        location: EvidenceLocation(.source, "lock", line: $0 + 1),
                        isDevelopmentOnly: $0 > 0)
                }))
        let score = Vulnerabilities.check.run(facts)
        #expect(score.compatible == .score(7))
        #expect(score.interval == interval(70, 90))
        #expect(
            score.reason
                == "3 known vulnerabilities, 2 of them in tests, examples or development only: OSV-0, OSV-1 and OSV-2.")
    }

    @Test func `notices are none, and what was not judged is open`() {
        func fact(_ id: String, isNotice: Bool) -> VulnerabilityFact {
            var fact = VulnerabilityFact(
                id: id, aliases: [], package: "p", version: "1", location: EvidenceLocation(.source, "lock", line: 1),
                isDevelopmentOnly: false)
            fact.isNotice = isNotice
            return fact
        }
        var facts = ProjectFacts.of()
        var known = KnownVulnerabilities([fact("OSV-1", isNotice: true), fact("OSV-2", isNotice: false)])
        facts.vulnerabilities = .known(known)
        #expect(Vulnerabilities.check.run(facts).interval == interval(90))
        #expect(Vulnerabilities.check.run(facts).compatible == .score(8))
        known.possible = 3
        facts.vulnerabilities = .known(known)
        #expect(Vulnerabilities.check.run(facts).interval == interval(60, 90))
        #expect(Vulnerabilities.check.run(facts).compatible == .score(8))
        known.unjudged = ["No advisories of npm are loaded, and 2 components are of it."]
        facts.vulnerabilities = .known(known)
        #expect(Vulnerabilities.check.run(facts).interval == interval(0, 90))
        #expect(Vulnerabilities.check.run(facts).compatible.number == -1)
        #expect(Vulnerabilities.check.run(facts).reason.contains("No advisories of npm are loaded"))
    }

    // MARK: - Branch-Protection

    @Test func `approvals are not asked of one person alone`() {
        var rules = ForgeSnapshot.BranchRules(branch: "main")
        rules.isProtected = true
        rules.allowsDeletions = false
        rules.allowsForcePushes = false
        rules.appliesToAdmins = true
        rules.requiresChangeRequests = true
        rules.requiresUpToDate = true
        rules.requiredApprovals = 0
        rules.requiresLastPushApproval = false
        rules.requiresCodeOwners = false
        rules.dismissesStaleReviews = false
        rules.statusChecks = ["test"]
        var solo = HistoryBuilder()
        for number in 0..<30 { solo.commit("Ada", days: Double(number)) }
        let alone = ProjectFacts.of().with(solo.history).with { $0.branches = .seen([rules]) }
        let score = BranchProtection.check.run(alone)
        #expect(score.compatible == .score(4))
        #expect(score.interval == interval(100))
        #expect(score.reason.hasSuffix("Nearly all commits are by one person, so approvals are not asked for."))
        var team = HistoryBuilder()
        for number in 0..<30 { team.commit(number % 2 == 0 ? "Ada" : "Bob", days: Double(number)) }
        let together = ProjectFacts.of().with(team.history).with { $0.branches = .seen([rules]) }
        #expect(BranchProtection.check.run(together).interval == interval(42))
    }

    @Test func `settings that were not seen make an interval`() {
        var rules = ForgeSnapshot.BranchRules(branch: "main")
        rules.isProtected = true
        rules.allowsDeletions = false
        rules.allowsForcePushes = false
        let facts = ProjectFacts.of().with { $0.branches = .seen([rules]) }
        let score = BranchProtection.check.run(facts)
        #expect(score.compatible == .score(3))
        #expect(score.interval == interval(30, 100))
        #expect(score.reason == "9 settings of the branches were not seen." || score.interval != nil)
        let open = ProjectFacts.of().with { snapshot in
            var bare = ForgeSnapshot.BranchRules(branch: "main")
            bare.isProtected = false
            snapshot.branches = .seen([bare])
        }
        #expect(BranchProtection.check.run(open).interval == interval(0))
    }

    // MARK: - Code-Review

    @Test func `trailers, merges and other hands are evidence of review`() {
        var builder = HistoryBuilder()
        builder.commit("Ada", days: 1, trailers: [(.reviewedBy, "Bob")])
        builder.commit("Ada", days: 2, committer: "Bob")
        builder.commit("Ada", days: 3, trailers: [(.reviewedBy, "Ada")])
        builder.commit("Bob", days: 4)
        builder.commit("dependabot[bot]", days: 5)
        let score = CodeReview.check.run(ProjectFacts.of().with(builder.history))
        #expect(score.compatible.number == -1)
        #expect(score.interval == interval(50))
        #expect(score.reason.hasPrefix("Somebody else is seen to have looked at 2 of the last 4 changes by people."))
    }

    @Test func `one person's share is said in numbers, and only where nobody else looked`() {
        var builder = HistoryBuilder()
        for number in 0..<28 { builder.commit("Ada", days: Double(number)) }
        for number in 28..<30 { builder.commit("Bob", days: Double(number)) }
        let score = CodeReview.check.run(ProjectFacts.of().with(builder.history))
        #expect(score.interval == interval(0))
        #expect(score.reason.hasSuffix(" Ada wrote 28 of the last year's 30 commits."))
        builder.commit("Ada", days: 0.5, committer: "Bob")
        #expect(!CodeReview.check.run(ProjectFacts.of().with(builder.history)).reason.contains("wrote"))
    }

    @Test func `what the forge committed for a guest came by a change request`() {
        var builder = HistoryBuilder()
        builder.commit("Guest", days: 1, committer: "GitHub <noreply@github.com>")
        builder.commit("Ada", days: 2, committer: "GitHub <noreply@github.com>")
        builder.commit("Ada", days: 3)
        #expect(CodeReview.check.run(ProjectFacts.of().with(builder.history)).interval == interval(0, 33))
    }

    @Test func `change requests whose reviews were not seen make an interval`() {
        var builder = HistoryBuilder()
        builder.commit("Ada", days: 1, subject: "Fix it (#12)", marks: .changeRequest)
        builder.commit("Bob", days: 2)
        let open = ProjectFacts.of().with(builder.history)
        #expect(CodeReview.check.run(open).interval == interval(0, 50))
        #expect(
            CodeReview.check.run(open).reason.hasSuffix(
                " 1 change came by change requests whose reviews were not seen: the forge was not asked."))
        let seen = open.with { $0.changeRequests = .seen([$0.request(12, by: "ada", reviews: [("bob", "APPROVED")])]) }
        #expect(CodeReview.check.run(seen).interval == interval(50))
        #expect(CodeReview.check.run(seen).compatible == .score(5))
    }

    @Test func `a program that approves or merges counts for Scorecard alone`() {
        var builder = HistoryBuilder()
        builder.commit("Ada", days: 1, subject: "Fix it (#12)", marks: .changeRequest)
        builder.commit("Bob", days: 2, subject: "Fix more (#11)", marks: .changeRequest)
        let facts = ProjectFacts.of().with(builder.history).with { snapshot in
            var merged = snapshot.request(12, by: "ada", mergedBy: "merger")
            merged.mergedByBot = true
            var approved = snapshot.request(11, by: "bob", reviews: [("checker", "APPROVED")])
            approved.reviews[0].authorIsBot = true
            snapshot.changeRequests = .seen([merged, approved])
        }
        #expect(CodeReview.check.run(facts).compatible == .score(10))
        #expect(CodeReview.check.run(facts).interval == interval(0))
    }

    @Test func `a merge by another person reviews what it brings`() {
        var builder = HistoryBuilder()
        builder.commit(
            "Bob", days: 1, subject: "Merge pull request #3 from ada/x", marks: .changeRequest, parents: [3, 1])
        builder.commit("Ada", days: 2, parents: [2])
        builder.commit("Ada", days: 3, parents: [3])
        builder.commit("Cid", days: 4)
        let facts = ProjectFacts.of().with(builder.history)
        let recent = RecentChanges(facts)
        #expect(recent?.changes.map(\.commits.count) == [3, 1])
        #expect(recent?.changes.first?.review == .merge)
        #expect(CodeReview.check.run(facts).interval == interval(50))
    }

    // MARK: - Maintained

    @Test func `an old, released and quiet project may be finished`() {
        var builder = HistoryBuilder()
        builder.commit("Ada", days: 200)
        for number in 0..<60 { builder.commit("Ada", days: 400 + Double(number) * 30) }
        builder.tag("v1.0.0", days: 300)
        let score = Maintained.check.run(ProjectFacts.of().with(builder.history))
        #expect(score.compatible == .score(0))
        #expect(score.interval == interval(0, 100))
        #expect(score.reason.contains("A clone that was not updated looks the same; fetch to be sure."))
        let seen = ProjectFacts.of().with(builder.history).with {
            $0.project = .seen(.init(name: "o/n", defaultBranch: "main"))
            $0.issues = .seen([])
        }
        #expect(Maintained.check.run(seen).interval == interval(50))
    }

    @Test func `work through the year counts, not the last thirty commits alone`() {
        var builder = HistoryBuilder()
        for number in 0..<30 { builder.commit("Ada", days: 91 + Double(number) * 8) }
        builder.commit("Ada", days: 700)
        let seen = ProjectFacts.of().with(builder.history).with {
            $0.project = .seen(.init(name: "o/n", defaultBranch: "main"))
            $0.issues = .seen([])
        }
        let score = Maintained.check.run(seen)
        #expect(score.compatible == .score(0))
        #expect(score.interval == interval(80))
    }

    @Test func `what maintainers say counts, a manifest for certain and a sentence perhaps`() {
        var builder = HistoryBuilder()
        for number in 0..<30 { builder.commit("Ada", days: Double(number)) }
        builder.commit("Ada", days: 700)
        func score(_ files: [String: String]) -> CheckScore {
            Maintained.check.run(ProjectFacts.of(files).with(builder.history))
        }
        #expect(score(["package.json": "{\"name\": \"a\"}"]).interval == interval(100))
        let given = score(["composer.json": "{\"name\": \"a\", \"abandoned\": \"b\"}"])
        #expect(given.interval == interval(0))
        #expect(given.reason == "composer.json:1 says: “abandoned: b”")
        let said = score(["README.md": "# Widgets\n\nThis project is no longer maintained.\n"])
        #expect(said.interval == interval(100))
        #expect(said.compatible == .score(10))
    }

    @Test func `a shallow clone does not look young`() {
        var builder = HistoryBuilder()
        builder.commit("Ada", days: 1)
        builder.gap(.shallow)
        let findings = Maintained.check.findings(ProjectFacts.of().with(builder.history))
        #expect(findings.first(Maintained.createdRecently)?.outcome == .notAvailable)
    }

    // MARK: - Signed-Releases

    @Test func `signed tags are evidence that a clone has`() {
        var builder = HistoryBuilder()
        builder.commit("Ada", days: 1)
        builder.tag("v1.0.0", days: 30, signature: .openPGP)
        builder.tag("v1.1.0", days: 20)
        builder.tag("v1.2.0-rc1", days: 10, signature: .ssh)
        let score = SignedReleases.check.run(ProjectFacts.of().with(builder.history))
        #expect(score.compatible.number == -1)
        #expect(score.interval == interval(30, 100))
        #expect(
            score.reason
                == "What comes with the releases was not seen: the forge was not asked. 1 of the last 2 release tags is signed."
        )
        var none = HistoryBuilder()
        none.commit("Ada", days: 1)
        #expect(SignedReleases.check.run(ProjectFacts.of().with(none.history)).interval == nil)
        let files = ProjectFacts.of().with(builder.history).with {
            $0.releases = .seen([$0.release("v1.1.0", ["a.tar.gz"])])
        }
        #expect(SignedReleases.check.run(files).interval == interval(0))
        let signed = ProjectFacts.of().with(builder.history).with {
            $0.releases = .seen([$0.release("v1.0.0", ["a.tar.gz"])])
        }
        #expect(SignedReleases.check.run(signed).interval == interval(60))
    }

    // MARK: - The digest

    @Test func `the digest takes the newest commits by time, and people apart from bots`() {
        var builder = HistoryBuilder()
        for number in 0..<40 {
            builder.commit(number % 2 == 0 ? "Ada" : "dependabot[bot]", days: Double((number * 7) % 40))
        }
        builder.commit("Ada", days: -3)
        let digest = HistoryDigest(builder.history, asOf: ProjectFacts.reportTime)
        #expect(digest.commits == 40)
        #expect(digest.newest.count == 30)
        let times = digest.newest.map { builder.history.commits[$0].commitTime }
        #expect(times == times.sorted(by: >))
        #expect(digest.commitsIn90Days == 20)
        #expect(digest.updater?.commits == 20)
        #expect(digest.profile.isSolo)
    }
}
