// SPDX-License-Identifier: Apache-2.0
import Forges
import Histories
import Testing
import Wire

@testable import ProjectHealth

extension ForgeSnapshot {
    func release(_ tag: String, _ assets: [String]) -> Release {
        var release = Release(tag: tag, url: "\(url)/releases/\(tag)", targetCommitish: "main")
        release.assets = assets.map { Asset(name: $0, url: "\(url)/\($0)") }
        return release
    }

    func request(
        _ number: Int, by author: String = "", head: String? = nil, labels: [String] = [],
        reviews: [(String, String)] = [], mergedBy: String? = nil, isMerged: Bool = true, commit: Int? = nil
    ) -> ChangeRequest {
        var request = ChangeRequest(number: number, author: author, authorIsBot: author.hasSuffix("bot"))
        request.merged = isMerged ? taken : nil
        request.labels = labels
        request.reviews = reviews.map { Review(author: $0.0, state: $0.1) }
        request.mergedBy = mergedBy
        request.headCommit = head ?? "head-\(number)"
        request.mergeCommit = commit.map { HistoryBuilder.id($0).hexadecimal }
        return request
    }
}

/// Scorecard's expectations of what forges tell, from snapshot to score.
@Suite struct ForgeParityTests {
    private func facts(_ builder: HistoryBuilder, _ change: (inout ForgeSnapshot) -> Void) -> ProjectFacts {
        ProjectFacts.of().with(builder.history).with(change)
    }

    private func history(_ count: Int, marks: CommitMarks = []) -> HistoryBuilder {
        var builder = HistoryBuilder()
        for number in 0..<count { builder.commit("Bob", days: Double(number) + 1, marks: marks) }
        return builder
    }

    // MARK: - Code-Review

    @Test func `reviews are scored as Scorecard expects`() {
        typealias Requests = (ForgeSnapshot) -> [ForgeSnapshot.ChangeRequest]
        let rows: [(String, HistoryBuilder, Requests, Int)] = [
            ("no commits", history(0), { _ in [] }, -1),
            ("a reviewed request", history(1), { [$0.request(1, reviews: [("alice", "APPROVED")], commit: 0)] }, 10),
            ("a request that Prow labelled", history(1), { [$0.request(1, labels: ["lgtm"], commit: 0)] }, 10),
            (
                "a request of a bot that Prow labelled", history(1),
                { [$0.request(1, by: "user", labels: ["lgtm"], commit: 0)] }, 10
            ),
            (
                "a label on a request that was not merged", history(1),
                { [$0.request(1, labels: ["lgtm"], isMerged: false, commit: 0)] }, 0
            ),
            (
                "one of two reviewed", history(2), { [$0.request(1, reviews: [("alice", "APPROVED")], commit: 0)] }, 5
            ),
            ("merged by somebody else", history(2), { [$0.request(1, mergedBy: "alice", commit: 0)] }, 5),
            ("Phabricator", history(1, marks: .phabricator), { _ in [] }, 10), ("no mark", history(1), { _ in [] }, 0),
            ("Phabricator without its reviewer", history(1, marks: .phabricator), { _ in [] }, 10),
            ("Piper", history(1, marks: .piper), { _ in [] }, 10),
            ("merged by oneself", history(1), { [$0.request(1, by: "bob", mergedBy: "bob", commit: 0)] }, 0),
            (
                "reviewed by oneself", history(1),
                { [$0.request(1, by: "pedro", reviews: [("pedro", "APPROVED")], commit: 0)] }, 0
            ),
            (
                "a comment only", history(1),
                { [$0.request(1, by: "pedro", reviews: [("loki", "COMMENTED")], commit: 0)] },
                0
            ),
            (
                "only approved requests of bots", history(2),
                {
                    [
                        $0.request(1, by: "bot", reviews: [("baldur", "APPROVED")], commit: 0),
                        $0.request(2, by: "bot", reviews: [("baldur", "APPROVED")], commit: 1),
                    ]
                }, -1
            ),
            (
                "an unapproved bot counts", history(2),
                {
                    [
                        $0.request(1, by: "bot", commit: 0),
                        $0.request(2, by: "pedro", reviews: [("baldur", "APPROVED")], commit: 1),
                    ]
                }, 5
            ),
        ]
        var tally = Tally("Code-Review")
        for (name, builder, requests, expected) in rows {
            let facts = facts(builder) { $0.changeRequests = .seen(requests($0)) }
            let score = CodeReview.check.run(facts).compatible.number
            tally.add(score == expected, "\(name) gives \(score)")
        }
        tally.report()
    }

    // MARK: - Maintained

    @Test func `maintenance is scored as Scorecard expects`() {
        func day(_ days: Double) -> Instant { Instant(seconds: ProjectFacts.days(days)) }
        func issue(_ created: Double, _ by: String, answered: Double? = nil, by answerer: String = "NONE")
            -> ForgeSnapshot.Issue
        {
            var issue = ForgeSnapshot.Issue(number: 1, author: "someone", authorIsBot: false)
            issue.created = day(created)
            issue.authorAssociation = by
            if let answered {
                issue.comments = [.init(author: "x", authorAssociation: answerer, created: day(answered))]
            }
            return issue
        }
        let fresh = [1.0, 10, 11, 12]
        let rows: [(String, [Double], [ForgeSnapshot.Issue], Bool, Double, Int)] = [
            ("archived", [], [], true, 365, 0), ("nothing", [], [], false, 365, 0),
            ("four commits", fresh, [], false, 365, 3),
            ("old issues", [], [issue(300, "OWNER"), issue(200, "NONE")], false, 365, 0),
            ("new issues of others", [], [issue(5, "NONE"), issue(1, "NONE")], false, 365, 0),
            (
                "new issues that others answered", [], [issue(5, "NONE", answered: 1), issue(1, "NONE", answered: 1)],
                false,
                365, 0
            ),
            (
                "old issues that the owner answered long ago", [],
                [issue(200, "NONE", answered: 200, by: "OWNER"), issue(300, "NONE", answered: 200, by: "OWNER")], false,
                365,
                0
            ),
            (
                "old issues that the owner answers now", [],
                [issue(200, "NONE", answered: 5, by: "OWNER"), issue(300, "NONE", answered: 1, by: "OWNER")], false,
                365, 1
            ),
            ("new issues of the owner", [], [issue(5, "OWNER"), issue(1, "OWNER")], false, 365, 1),
            ("new issues of another", [], [issue(5, "NONE"), issue(1, "NONE")], false, 365, 0),
            ("created yesterday", fresh, [], false, 1, 0),
        ]
        var tally = Tally("Maintained")
        for (name, commits, issues, isArchived, age, expected) in rows {
            var builder = HistoryBuilder()
            for days in commits { builder.commit("Bob", days: days) }
            let facts = facts(builder) {
                var project = ForgeSnapshot.Project(name: "o/n", defaultBranch: "main")
                project.isArchived = isArchived
                project.created = day(age)
                $0.project = .seen(project)
                $0.issues = .seen(issues)
            }
            let score = Maintained.check.run(facts).compatible.number
            tally.add(score == expected, "\(name) gives \(score)")
        }
        // What Scorecard calls a lookup error: there is no history.
        let unread = ProjectFacts.of().with { $0.issues = .seen([]) }
        tally.add(Maintained.check.run(unread).compatible.number == -1, "no history")
        tally.report()
    }

    // MARK: - Contributors

    @Test func `contributors are scored as Scorecard expects`() {
        func user(_ contributions: Int, _ company: String?, _ organisations: [String]) -> ForgeSnapshot.Contributor {
            var user = ForgeSnapshot.Contributor(login: "u", contributions: contributions)
            user.company = company
            user.organisations = organisations
            return user
        }
        let rows: [(String, [ForgeSnapshot.Contributor], Int, Int)] = [
            ("too few contributions", [user(0, nil, ["org1", "org2"])], 0, 0),
            (
                "five companies",
                (1...5).map { user(10, "company\($0)", ["org1", "org2"]) } + [user(0, "company6", [])], 10, 7
            ),
            ("nobody", [], 0, 0), ("both kinds", [user(10, "comp1", ["Login"])], 6, 2),
            ("two users", [user(10, "comp1", ["Login1"]), user(10, "comp3", ["Login2"])], 10, 4),
            ("one of two counts", [user(10, "comp1", ["Login1"]), user(2, "comp3", ["Login2"])], 6, 2),
            (
                "one company in many spellings",
                [user(9, "@Acme, Inc.", []), user(9, "acme  LLC", []), user(9, "acme", [])], 3, 1
            ),
        ]
        var tally = Tally("Contributors")
        for (name, users, expected, count) in rows {
            let facts = ProjectFacts.of().with { $0.contributors = .seen(users) }
            let findings = Contributors.check.findings(facts)
            let score = Contributors.check.score(findings).compatible.number
            let found = findings.count { $0.isCompatible && $0.outcome == .yes }
            tally.add(score == expected && found == count, "\(name) gives \(score) of \(found)")
        }
        tally.report()
    }

    // MARK: - CI-Tests

    @Test func `tests on change requests are recognised as Scorecard expects`() {
        typealias Check = ForgeSnapshot.Check
        func run(_ name: String, _ state: String, _ conclusion: String) -> Check {
            Check(kind: .checkRun, name: name, url: "url", state: state, conclusion: conclusion)
        }
        func status(_ name: String, _ state: String, _ url: String? = nil) -> Check {
            Check(kind: .status, name: name, url: url, state: state, conclusion: nil)
        }
        let rows: [(String, [Check], Bool)] = [
            ("a run", [run("e2e", "completed", "success"), status("CI-Tests", "not successful", "e2e")], true),
            ("a status", [run("e2e", "incomplete", "not successful"), status("CI-Tests", "success", "e2e")], true),
            ("a good run", [run("test", "completed", "success")], true),
            ("a failed run", [run("test", "completed", "failed")], false),
            ("an open run", [run("test", "notcompleted", "success")], false), ("nothing", [], false),
            ("a failed status", [status("test", "failure")], false),
            ("a good status", [status("CI-Tests", "success")], true),
            ("a run of no tests", [run("", "completed", "success")], false),
            ("a good run of e2e", [run("e2e", "completed", "success")], true),
            ("told by its address", [status("x", "success", "https://circleci.com/1")], true),
        ]
        var tally = Tally("CI-Tests")
        for (name, checks, expected) in rows {
            let facts = facts(history(1)) {
                var request = $0.request(1, commit: 0)
                request.checks = checks
                $0.changeRequests = .seen([request])
            }
            let score = CITests.check.run(facts).compatible.number
            tally.add(score == (expected ? 10 : 0), "\(name) gives \(score)")
        }
        for word in [
            "appveyor", "circleci", "jenkins", "e2e", "github-actions", "mergeable", "packit-as-a-service",
            "semaphoreci",
            "test", "travis-ci", "azure-pipelines", "ci/woodpecker/pr/woodpecker",
        ] {
            tally.add(CITests.isTest(word), word)
        }
        tally.add(!CITests.isTest("non-existing"), "non-existing")
        let none = facts(history(1)) { $0.changeRequests = .seen([]) }
        tally.add(CITests.check.run(none).compatible.number == -1, "no request")
        tally.report()
    }

    // MARK: - SAST

    @Test func `analysis of change requests is scored as Scorecard expects`() {
        let codeQL =
            "on: push\njobs:\n  a:\n    runs-on: x\n    steps:\n      - uses: github/codeql-action/analyze@v3\n"
        let hadolint = codeQL.replacing("github/codeql-action/analyze", with: "hadolint/hadolint-action")
        let good = ForgeSnapshot.Check(
            kind: .checkRun, name: "lgtm-com", url: nil, state: "completed", conclusion: "success")
        func check(_ app: String, _ state: String = "completed", _ conclusion: String = "success")
            -> ForgeSnapshot.Check
        {
            ForgeSnapshot.Check(kind: .checkRun, name: app, url: nil, state: state, conclusion: conclusion)
        }
        let rows: [(String, String?, Int, [ForgeSnapshot.Check], Int)] = [
            ("no requests", nil, 0, [], 0), ("advanced security", nil, 1, [check("github-advanced-security")], 10),
            ("code scanning", nil, 1, [check("github-code-scanning")], 10), ("lgtm", nil, 1, [good], 10),
            ("sonarcloud", nil, 1, [check("sonarcloud")], 10), ("CodeQL without runs", codeQL, 1, [], 7),
            ("CodeQL and runs", codeQL, 1, [good, good], 10),
            ("CodeQL and one good run", codeQL, 1, [check("lgtm-com", "completed", "wrong"), good], 10),
            ("CodeQL and open runs", codeQL, 2, [check("lgtm-com", "open", "none")], 7),
            ("Hadolint", hadolint, 2, [], 10),
        ]
        var tally = Tally("SAST")
        for (name, workflow, count, checks, expected) in rows {
            let tree = ProjectFacts.of(workflow.map { [".github/workflows/a.yml": $0] } ?? [:])
            let facts = tree.with(history(max(1, count)).history).with { snapshot in
                snapshot.changeRequests = .seen(
                    (0..<count).map { number in
                        var request = snapshot.request(number + 1, commit: number)
                        request.checks = checks
                        return request
                    })
            }
            let score = SAST.check.run(facts).compatible.number
            tally.add(score == expected, "\(name) gives \(score)")
        }
        tally.report()
    }

    // MARK: - Signed-Releases

    @Test func `releases are scored as Scorecard expects`() {
        let endings = ["asc", "sig", "sign", "minisig", "sigstore", "sigstore.json"]
        var rows: [(String, [[String]], Int)] = [
            ("no releases", [], -1), ("no files", [[]], -1), ("unsigned", [["foo.txt"]], 0),
            ("provenance", [["foo.intoto.jsonl"]], 10), ("both", [["foo.minisig", "foo.txt"]], 8),
            ("two signed", [["foo.minisig", "foo.txt"], ["foo.sig", "foo.txt"]], 8),
            ("one of two", [["foo.txt"], ["foo.sig", "foo.txt"]], 4),
            ("six signed", Array(repeating: ["foo.sig", "foo.txt"], count: 6), 8),
            ("nineteen signed", Array(repeating: ["checksums.txt", "checksums.txt.sig", "a.tar.gz"], count: 19), 8),
        ]
        rows += endings.map { ($0, [["foo.\($0)"]], 8) }
        var tally = Tally("Signed-Releases from the forge")
        for (name, releases, expected) in rows {
            let facts = ProjectFacts.of().with { snapshot in
                snapshot.releases = .seen(releases.enumerated().map { snapshot.release("v\($0.offset)", $0.element) })
            }
            let score = SignedReleases.check.run(facts).compatible.number
            tally.add(score == expected, "\(name) gives \(score)")
        }
        tally.add(SignedReleases.check.run(.of()).compatible.number == -1, "not asked")
        tally.report()
    }
}
