// SPDX-License-Identifier: Apache-2.0
import TestSupport
import Testing
import Wire

@testable import Forges

@Suite struct ForgeSnapshotTests {
    static let time = Instant(seconds: 1_767_225_600)

    /// Every member has a value.
    static let full: ForgeSnapshot = {
        var snapshot = ForgeSnapshot(forge: .gitlab, url: "https://gitlab.com/g/n", taken: time)
        var project = ForgeSnapshot.Project(name: "g/n", defaultBranch: "main")
        project.created = time.adding(seconds: -90_000)
        project.isArchived = true
        project.hasDiscussions = false
        project.description = "Ünicode \"quoted\"\n"
        project.topics = ["a", "b"]
        project.stars = 3
        project.forks = 0
        project.openIssues = 7
        project.licenses = [.init(spdxID: "MIT", path: nil), .init(spdxID: nil, path: "COPYING")]
        project.privateReporting = true
        project.secretScanning = false
        project.workflowTokenIsReadOnly = true
        project.requiresTwoFactor = true
        snapshot.project = .seen(project)
        var rules = ForgeSnapshot.BranchRules(branch: "main")
        rules.isProtected = true
        rules.allowsDeletions = false
        rules.requiredApprovals = 2
        rules.statusChecks = []
        snapshot.branches = .seen([rules, .init(branch: "v1")])
        var change = ForgeSnapshot.ChangeRequest(number: 5, author: "ann", authorIsBot: false)
        change.mergedBy = "ben"
        change.created = time.adding(seconds: -100)
        change.merged = time
        change.mergeCommit = String(repeating: "a", count: 40)
        change.headCommit = String(repeating: "b", count: 40)
        change.labels = ["lgtm"]
        change.commits = [String(repeating: "c", count: 40)]
        var review = ForgeSnapshot.Review(author: "ben", state: "APPROVED")
        review.submitted = time.adding(seconds: -50)
        change.reviews = [review]
        change.firstResponse = time.adding(seconds: -50)
        change.allResponsesSeen = false
        change.checks = [
            .init(kind: .status, name: "ci", url: "https://ci.example/1", state: "success", conclusion: nil),
            .init(kind: .checkRun, name: "github-actions", url: nil, state: "completed", conclusion: "success"),
        ]
        snapshot.changeRequests = .seen([change])
        var issue = ForgeSnapshot.Issue(number: 6, author: "cleo", authorIsBot: true)
        issue.authorAssociation = "MEMBER"
        issue.created = time
        issue.closed = time
        issue.labels = ["bug"]
        issue.comments = [.init(author: "ann", authorAssociation: "OWNER", created: time)]
        issue.firstResponse = time
        snapshot.issues = .seen([issue])
        snapshot.issuesWholeSince = .earliest
        var release = ForgeSnapshot.Release(
            tag: "v1", url: "https://gitlab.com/g/n/-/releases/v1", targetCommitish: "main")
        release.published = time
        release.isPrerelease = true
        release.notes = "Notes"
        release.assets = [.init(name: "a.tar.gz", url: "https://x.example/a")]
        snapshot.releases = .seen([release])
        var contributor = ForgeSnapshot.Contributor(login: "ann", contributions: 9)
        contributor.company = "@Acme"
        contributor.organisations = ["acme"]
        snapshot.contributors = .seen([contributor])
        snapshot.webhooks = .seen([.init(url: "https://x.example/", hasSecret: true)])
        snapshot.workflowRuns = .seen([.init(path: ".github/workflows/ci.yml", headCommit: nil)])
        snapshot.ownerSecurityPolicy = .seen(.init(path: "SECURITY.md", text: "Tell us."))
        var activity = ForgeSnapshot.Activity(from: time.adding(seconds: -7_776_000), to: time)
        activity.changeRequests = .init(opened: 4, closed: 3, open: 2)
        activity.issues = .init(opened: 0, closed: 1, open: 0)
        snapshot.activity = .seen(activity)
        snapshot.notes = ["Only 1 of 30 was read."]
        return snapshot
    }()

    @Test func `what is written is read back`() throws {
        let bytes = ForgeSnapshotTests.full.bytes
        let read = try ForgeSnapshot(reading: bytes)
        #expect(read == ForgeSnapshotTests.full)
        #expect(read.bytes == bytes)
    }

    @Test func `reasons are kept`() throws {
        var snapshot = ForgeSnapshot(forge: .github, url: "https://github.com/o/n", taken: ForgeSnapshotTests.time)
        snapshot.webhooks = .unseen("The token may not see them.")
        snapshot.ownerSecurityPolicy = .seen(nil)
        let read = try ForgeSnapshot(reading: snapshot.bytes)
        #expect(read == snapshot)
        #expect(read.webhooks.reason == "The token may not see them.")
        #expect(read.issues.reason == "It was not asked for.")
    }

    @Test func `an empty snapshot's text`() {
        var snapshot = ForgeSnapshot(forge: .github, url: "https://github.com/o/n", taken: ForgeSnapshotTests.time)
        snapshot.branches = .seen([])
        #expect(
            String(decoding: snapshot.bytes, as: UTF8.self) == """
                {
                  "format": "mainstay-forge-snapshot",
                  "version": 1,
                  "forge": "github",
                  "url": "https://github.com/o/n",
                  "taken": "2026-01-01T00:00:00Z",
                  "branches": [],
                  "unseen": {
                    "project": "It was not asked for.",
                    "changeRequests": "It was not asked for.",
                    "issues": "It was not asked for.",
                    "releases": "It was not asked for.",
                    "contributors": "It was not asked for.",
                    "webhooks": "It was not asked for.",
                    "workflowRuns": "It was not asked for.",
                    "ownerSecurityPolicy": "It was not asked for.",
                    "activity": "It was not asked for."
                  }
                }

                """)
    }

    @Test(arguments: [
        ("\"version\": 1", "\"version\": 2", "The snapshot has version 2; version 1 is read."),
        (
            "mainstay-forge-snapshot", "other",
            "This is no snapshot of a forge: its 'format' is not 'mainstay-forge-snapshot'."
        ),
        ("\"gitlab\"", "\"gitl\\u001bab\"", "'forge' is 'gitl?ab', and none of github, gitlab and forgejo."),
        ("\"stars\": 3", "\"stars\": -3", "Line 21: 'stars' of the project is no whole number from 0."),
        ("\"stars\": 3", "\"stras\": 3", "Line 21: the project has no member 'stras'."),
        ("\"stars\": 3", "\"forks\": 3", "Line 22: the project has the member 'forks' twice."),
        (
            "\"isArchived\": true", "\"isArchived\": 1",
            "Line 11: 'isArchived' of the project is neither true nor false."
        ),
        (
            "\"created\": \"2025-12-30T23:00:00Z\"", "\"created\": \"yesterday\"",
            "Line 10: 'created' of the project is no time such as 2026-01-31T12:00:00Z."
        ),
        ("\"notes\": [", "\"webhook\": [", "Line 173: the snapshot has no member 'webhook'."),
        ("\"webhooks\": [", "\"x\": [", "The snapshot has no 'webhooks', and no reason in 'unseen' why not."),
        ("\"checkRun\"", "\"run\"", "Line 83: 'kind' of a check is neither status nor checkRun."),
    ])
    func `a file that is not as documented is refused with a sentence`(_ old: String, _ new: String, _ sentence: String)
    {
        let text = String(decoding: ForgeSnapshotTests.full.bytes, as: UTF8.self)
        #expect(text.contains(old))
        let changed = ReplacingFirst.text(text, old, new)
        let error = #expect(throws: ForgeError.self) { try ForgeSnapshot(reading: Array(changed.utf8)) }
        #expect(error?.message == sentence)
    }

    @Test func `damaged snapshots are read or refused`() {
        Fuzzing(seed: 5, rounds: 600).run { _, mutator in
            guard let read = try? ForgeSnapshot(reading: mutator.mutated(ForgeSnapshotTests.full.bytes)) else { return }
            #expect((try? ForgeSnapshot(reading: read.bytes)) == read)
        }
    }
}

enum ReplacingFirst {
    static func text(_ text: String, _ old: String, _ new: String) -> String {
        guard let range = text.firstRange(of: old) else { return text }
        return text.replacingCharacters(in: range, with: new)
    }
}

extension String {
    fileprivate func replacingCharacters(in range: Range<String.Index>, with new: String) -> String {
        String(self[..<range.lowerBound]) + new + String(self[range.upperBound...])
    }
}
