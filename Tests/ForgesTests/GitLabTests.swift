// SPDX-License-Identifier: Apache-2.0
import Notations
import TestSupport
import Testing
import Wire

@testable import Forges

@Suite struct GitLabTests {
    @Test func `a maintainer's answers fill every part`() throws {
        var forge = ScriptedForge(ForgeReplies.gitLab, .gitlab)
        let snapshot = try forge.collect()
        #expect(forge.unknown == [])
        #expect(snapshot.notes == [])
        #expect(snapshot.project.value?.created?.rfc3339 == "2020-01-02T03:04:05.123Z")
        #expect(snapshot.project.value?.licenses == [.init(spdxID: "apache-2.0", path: nil)])
        var main = ForgeSnapshot.BranchRules(branch: "main")
        main.isProtected = true
        main.allowsDeletions = false
        main.allowsForcePushes = false
        main.requiresLinearHistory = true
        main.appliesToAdmins = true
        main.requiresChangeRequests = true
        main.requiredApprovals = 2
        main.requiresCodeOwners = true
        main.dismissesStaleReviews = true
        main.requiresLastPushApproval = false
        main.requiresUpToDate = true
        main.requiresStatusChecks = true
        main.statusChecks = ["pipeline"]
        #expect(snapshot.branches == .seen([main]))
        let change = try #require(snapshot.changeRequests.value?.first)
        #expect(change.reviews.map { "\($0.author) \($0.state)" } == ["cleo APPROVED"])
        #expect(change.mergedBy == "ben")
        #expect(change.mergeCommit == ForgeReplies.b)
        #expect(change.firstResponse?.rfc3339 == "2026-01-01T01:00:00Z")
        #expect(
            change.checks == [
                .init(
                    kind: .checkRun, name: "gitlab-ci", url: "https://x.example/2", state: "completed",
                    conclusion: "success")
            ])
        let issues = try #require(snapshot.issues.value)
        #expect(issues.map(\.authorAssociation) == ["NONE", "OWNER"])
        #expect(issues[0].comments.map(\.authorAssociation) == ["OWNER"])
        #expect(issues[1].allCommentsSeen)
        #expect(snapshot.releases.value?.first?.assets == [.init(name: "n.tar.gz", url: "https://x.example/b")])
        #expect(snapshot.contributors.value?.map { "\($0.login) \($0.contributions)" } == ["Ann 7", "Ben 4"])
        #expect(
            snapshot.webhooks
                == .seen([
                    .init(url: "https://x.example/…", hasSecret: true),
                    .init(url: "https://y.example/", hasSecret: false),
                ]))
        #expect(snapshot.workflowRuns == .seen([.init(path: ".gitlab-ci.yml", headCommit: ForgeReplies.a)]))
        #expect(snapshot.activity.value?.changeRequests == .init(opened: 5, closed: 4, open: 2))
        #expect(snapshot.ownerSecurityPolicy == .seen(nil))
    }

    @Test func `a visitor sees whether a branch is protected, and not how`() throws {
        var replies = ForgeReplies.gitLab
        replies["GET /projects/o%2Fn/protected_branches?per_page=100&page=1"] = ForgeReply(status: 401)
        replies["GET /projects/o%2Fn/repository/branches/main"] = ForgeReply(
            "{\"name\": \"main\", \"protected\": true}")
        let project = try #require(replies["GET /projects/o%2Fn?license=true"]?.body)
        replies["GET /projects/o%2Fn?license=true"]?.body = project.replacing("\"access_level\": 40", with: "\"x\": 1")
        var forge = ScriptedForge(replies, .gitlab, hasToken: false)
        let snapshot = try forge.collect()
        #expect(forge.unknown == [])
        var main = ForgeSnapshot.BranchRules(branch: "main")
        main.isProtected = true
        #expect(snapshot.branches == .seen([main]))
        #expect(
            snapshot.notes == [
                """
                How the default branch is protected was not read. GitLab answered 401 when asked for the branch rules: \
                a token of a maintainer with the scope 'read_api' shows them.
                """
            ])
        #expect(
            snapshot.webhooks.reason == """
                GitLab shows webhooks to maintainers: a token of a maintainer with the scope 'read_api' shows them.
                """)
        #expect(snapshot.issues.value?.first?.authorAssociation == nil)
    }

    @Test(arguments: [
        ("main", "main", true), ("main", "main2", false), ("*", "a/b", true), ("release/*", "release/1/x", true),
        ("*-stable", "1-0-stable", true), ("*-stable", "1-0-stable-2", false), ("a*b*c", "aXbYbZc", true),
        ("a*a", "a", false), ("", "main", false), ("**", "", true), ("*a*a*a*a*b", "aaaaaaaaaaaaaaaaaaaaaaa", false),
    ])
    func `a pattern covers branches`(_ pattern: String, _ branch: String, _ covers: Bool) throws {
        let tree = try Tree(json: Array("{\"name\": \"\(pattern)\"}".utf8), limits: .advisory)
        #expect(try GitLabProtection(tree.root).covers(branch) == covers)
    }

    @Test func `an unprotected branch is said to be so`() throws {
        var replies = ForgeReplies.gitLab
        replies["GET /projects/o%2Fn/protected_branches?per_page=100&page=1"] = ForgeReply("[]")
        var forge = ScriptedForge(replies, .gitlab)
        var main = ForgeSnapshot.BranchRules(branch: "main")
        main.isProtected = false
        #expect(try forge.collect().branches == .seen([main]))
    }
}
