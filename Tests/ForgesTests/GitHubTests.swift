// SPDX-License-Identifier: Apache-2.0
import TestSupport
import Testing
import Wire

@testable import Forges

@Suite struct GitHubTests {
    private func collected(
        _ replies: [String: ForgeReply] = ForgeReplies.gitHub, hasToken: Bool = true
    ) throws -> ForgeSnapshot {
        var forge = ScriptedForge(replies, .github, hasToken: hasToken)
        return try forge.collect()
    }

    @Test func `a token's answers fill every part`() throws {
        var forge = ScriptedForge(ForgeReplies.gitHub, .github)
        let snapshot = try forge.collect()
        #expect(forge.unknown == [])
        #expect(forge.asked.count == 16)
        #expect(snapshot.notes == [])
        let project = try #require(snapshot.project.value)
        #expect(project.name == "o/n")
        #expect(project.created?.rfc3339 == "2020-01-02T03:04:05Z")
        #expect(project.openIssues == 4)
        #expect(project.licenses == [.init(spdxID: "MIT", path: nil)])
        #expect(project.privateReporting == true)
        #expect(project.secretScanning == true)
        #expect(project.workflowTokenIsReadOnly == true)
        #expect(project.requiresTwoFactor == true)
        #expect(
            snapshot.contributors.value?.map { "\($0.login) \($0.contributions) \($0.isBot)" } == [
                "ann 50 false", "dependabot[bot] 20 true", "ben 6 false", "cleo 2 false",
            ])
        #expect(snapshot.contributors.value?.first?.company == "@Acme Inc.")
        #expect(snapshot.contributors.value?.first?.organisations == ["acme"])
        #expect(snapshot.releases.value?.map(\.tag) == ["v2.1", "v1.0"])
        #expect(snapshot.releases.value?.first?.assets.map(\.name) == ["n.tar.gz", "n.tar.gz.sig"])
        #expect(
            snapshot.workflowRuns.value == [
                .init(path: ".github/workflows/release.yml", headCommit: ForgeReplies.a),
                .init(path: ".github/workflows/ci.yml", headCommit: ForgeReplies.b),
            ])
        #expect(snapshot.ownerSecurityPolicy == .seen(.init(path: ".github/SECURITY.md", text: "Tell us.")))
        #expect(snapshot.activity.value?.changeRequests == .init(opened: 5, closed: 6, open: 2))
        #expect(snapshot.activity.value?.issues == .init(opened: 8, closed: 4, open: 4))
    }

    @Test func `a webhook's address is cut to what is not secret`() throws {
        #expect(
            try collected().webhooks
                == .seen([
                    .init(url: "https://chat.example/…", hasSecret: true),
                    .init(url: "https://ci.example:8443/", hasSecret: false),
                ]))
    }

    @Test func `old rules and rulesets are merged`() throws {
        let branches = try #require(try collected().branches.value)
        #expect(branches.map(\.branch) == ["main", "release/2"])
        var main = ForgeSnapshot.BranchRules(branch: "main")
        main.isProtected = true
        main.allowsDeletions = false
        main.allowsForcePushes = false
        main.requiresLinearHistory = false
        main.appliesToAdmins = true
        main.requiresChangeRequests = true
        main.requiredApprovals = 2
        main.requiresCodeOwners = true
        main.dismissesStaleReviews = true
        main.requiresLastPushApproval = true
        main.requiresUpToDate = true
        main.requiresStatusChecks = true
        main.statusChecks = ["build", "lint"]
        #expect(branches.first == main)
        #expect(branches.last?.allowsForcePushes == true)
        #expect(branches.last?.requiredApprovals == 2)
    }

    @Test func `change requests come with reviews, checks and commits`() throws {
        let changes = try #require(try collected().changeRequests.value)
        #expect(changes.map(\.number) == [12, 11, 9])
        let first = try #require(changes.first)
        #expect(first.reviews.map { "\($0.author) \($0.state)" } == ["cleo APPROVED"])
        #expect(first.firstResponse?.rfc3339 == "2025-12-04T02:00:00Z")
        #expect(first.allResponsesSeen)
        #expect(first.labels == ["lgtm"])
        #expect(first.commits == [])
        #expect(
            first.checks == [
                .init(kind: .status, name: "ci/build", url: "https://ci.example/1", state: "success", conclusion: nil),
                .init(
                    kind: .checkRun, name: "github-actions", url: "https://x.example/s", state: "completed",
                    conclusion: "success"),
            ])
        #expect(changes[1].authorIsBot)
        #expect(changes[1].checks == [])
    }

    @Test func `issues come with comments, each once`() throws {
        let issues = try #require(try collected().issues.value)
        #expect(issues.map(\.number) == [20, 19])
        #expect(issues[0].comments.map(\.author) == ["stale", "ann", "ghost"])
        #expect(issues[0].firstResponse?.rfc3339 == "2026-01-01T01:00:00Z")
        #expect(issues[0].allCommentsSeen)
        #expect(issues[1].closed != nil)
    }

    @Test func `pages are asked for until there are enough`() throws {
        var forge = ScriptedForge(ForgeReplies.gitHub, .github)
        let page = try #require(forge.replies["POST change requests"]?.body)
        forge.replies["POST change requests"]?.body = page.replacing(
            "\"hasNextPage\": false", with: "\"hasNextPage\": true")
        _ = try forge.collect()
        // The second page ends where the first one ended: the forge walks in a circle.
        #expect(forge.asked.filter { $0 == "POST change requests" }.count == 2)
    }

    @Test func `a query that takes too long is asked again for less`() throws {
        var forge = ScriptedForge(ForgeReplies.gitHub, .github)
        forge.replies["POST change requests"] = ForgeReply(status: 502)
        let snapshot = try forge.collect()
        #expect(forge.asked.filter { $0 == "POST change requests" }.count == 4)
        #expect(
            snapshot.changeRequests.reason
                == "GitHub answered 502 when asked for the change requests, an error of its own: try again later.")
        #expect(snapshot.issues.value != nil)
    }

    @Test func `a token without the right to see old rules shows the rulesets' part`() throws {
        var replies = ForgeReplies.gitHub
        let errors = """
            , "errors": [{"type": "FORBIDDEN", "path": ["repository", "defaultBranchRef", "branchProtectionRule"],
            "message": "Resource not accessible by personal access token"}]}
            """
        let body = try #require(replies["POST branches"]?.body)
        let start = try #require(body.firstRange(of: "\"branchProtectionRule\": {"))
        let end = try #require(body.firstRange(of: "}},\n  \"rulesets\""))
        let cut =
            body[..<start.lowerBound] + "\"branchProtectionRule\": null" + body[body.index(after: end.lowerBound)...]
        replies["POST branches"]?.body = String(cut.dropLast()) + errors
        let main = try #require(try collected(replies).branches.value?.first)
        #expect(main.isProtected == true)
        #expect(main.allowsDeletions == false)
        // Without the old rule it is not known.
        #expect(main.allowsForcePushes == nil)
        #expect(main.appliesToAdmins == nil)
        #expect(main.requiredApprovals == 2)

        replies["POST branches"] = ForgeReply(
            """
            {"data": {"repository": {"defaultBranchRef": {"name": "main", "refUpdateRule": null,
             "branchProtectionRule": null}, "rulesets": {"nodes": []}}}\(errors)
            """)
        #expect(
            try collected(replies).branches.reason == """
                GitHub's answer about the branch rules cannot be used. It says: Resource not accessible by personal access \
                token. Then a token with the permission 'Administration: read' shows them
                """)
    }

    @Test func `organisations that a token may not see cost one more query`() throws {
        var forge = ScriptedForge(ForgeReplies.gitHub, .github)
        forge.replies["POST users"] = ForgeReply(
            "{\"errors\": [{\"type\": \"INSUFFICIENT_SCOPES\", \"message\": \"Your token has not been granted\"}]}")
        let snapshot = try forge.collect()
        #expect(forge.asked.filter { $0 == "POST users" }.count == 2)
        #expect(
            snapshot.notes == ["The contributors' companies were not read. It says: Your token has not been granted."])
    }

    @Test func `without a token REST is asked, less deep`() throws {
        var forge = ScriptedForge(ForgeReplies.gitHubOpen, .github, hasToken: false)
        let snapshot = try forge.collect()
        #expect(forge.unknown == [])
        #expect(forge.asked.count <= 30)
        let main = try #require(snapshot.branches.value?.first)
        #expect(main.isProtected == true)
        #expect(main.allowsDeletions == false)
        #expect(main.requiredApprovals == 1)
        #expect(main.statusChecks == ["build"])
        // A rule of the old kind is there, and hidden.
        #expect(main.allowsForcePushes == nil)
        #expect(snapshot.branches.value?.last?.isProtected == false)
        let change = try #require(snapshot.changeRequests.value?.first)
        #expect(change.mergedBy == "ben")
        #expect(change.reviews.map(\.author) == ["ben"])
        #expect(change.checks?.map(\.name) == ["github-actions", "ci/x"])
        #expect(change.firstResponse?.rfc3339 == "2026-01-01T12:00:00Z")
        let issues = try #require(snapshot.issues.value)
        #expect(issues.map(\.number) == [6, 5])
        #expect(issues[0].comments.map(\.author) == ["dora", "ann"])
        #expect(issues[0].firstResponse?.rfc3339 == "2026-01-03T00:00:00Z")
        // Of the older issue's five comments one was seen: which was the first is not known.
        #expect(issues[1].firstResponse == nil)
        #expect(!issues[1].allCommentsSeen)
        #expect(snapshot.ownerSecurityPolicy == .seen(.init(path: ".github/SECURITY.md", text: "Tell us.")))
        #expect(snapshot.project.value?.privateReporting == false)
        #expect(snapshot.project.value?.openIssues == nil)
        #expect(
            snapshot.webhooks.reason == """
                GitHub shows webhooks to administrators: a token of an administrator with the scope 'read:repo_hook', or the \
                permission 'Webhooks: read', shows them.
                """)
        #expect(snapshot.activity.reason == "GitHub counts change requests and issues for a token only.")
    }

    @Test func `half of what is to be seen of a branch is seen without a token`() throws {
        var replies = ForgeReplies.gitHubOpen
        replies["GET /repos/o/n/rules/branches/main?per_page=100"] = ForgeReply(status: 403)
        var main = try #require(try collected(replies, hasToken: false).branches.value?.first)
        #expect(main.isProtected == true)
        #expect(main.statusChecks == ["build"])
        #expect(main.allowsDeletions == nil)
        replies = ForgeReplies.gitHubOpen
        replies["GET /repos/o/n/branches/main"] = ForgeReply(status: 404)
        main = try #require(try collected(replies, hasToken: false).branches.value?.first)
        #expect(main.isProtected == true)
        #expect(main.allowsDeletions == false)
        #expect(main.allowsForcePushes == nil)
        replies["GET /repos/o/n/rules/branches/main?per_page=100"] = ForgeReply(status: 404)
        #expect(
            try collected(replies, hasToken: false).branches.reason?.hasPrefix("GitHub answered 404 when asked for")
                == true)
    }

    @Test func `an empty repository has no branch`() throws {
        var replies = ForgeReplies.gitHub
        replies["POST branches"] = ForgeReply(
            "{\"data\": {\"repository\": {\"defaultBranchRef\": null, \"rulesets\": {\"nodes\": []}}}}")
        replies["GET /repos/o/n/releases?per_page=30"] = ForgeReply("[]")
        #expect(try collected(replies).branches.reason == "There is no default branch: the repository is empty.")
    }
}
