// SPDX-License-Identifier: Apache-2.0
import TestSupport
import Testing
import Wire

@testable import Forges

@Suite struct ForgejoTests {
    @Test func `an administrator's answers fill every part`() throws {
        var forge = ScriptedForge(ForgeReplies.forgejo, .forgejo)
        let snapshot = try forge.collect()
        #expect(forge.unknown == [])
        #expect(snapshot.notes == [])
        let project = try #require(snapshot.project.value)
        #expect(project.isArchived)
        #expect(project.isFork)
        #expect(project.created?.rfc3339 == "2020-01-02T01:04:05Z")
        #expect(project.licenses == nil)
        var main = ForgeSnapshot.BranchRules(branch: "main")
        main.isProtected = true
        main.allowsDeletions = false
        main.allowsForcePushes = false
        main.appliesToAdmins = false
        main.requiresChangeRequests = true
        main.requiredApprovals = 2
        main.dismissesStaleReviews = true
        main.requiresUpToDate = true
        main.requiresStatusChecks = true
        main.statusChecks = ["ci/woodpecker/pr/*"]
        #expect(snapshot.branches == .seen([main]))
        let change = try #require(snapshot.changeRequests.value?.first)
        #expect(snapshot.changeRequests.value?.count == 1)
        #expect(change.reviews.map { "\($0.author) \($0.state)" } == ["ben CHANGES_REQUESTED", "ben DISMISSED"])
        #expect(change.firstResponse?.rfc3339 == "2026-01-01T04:00:00Z")
        #expect(change.checks?.map { "\($0.name) \($0.state)" } == ["ci/woodpecker/pr/test success"])
        let issue = try #require(snapshot.issues.value?.first)
        #expect(issue.authorAssociation == "NONE")
        #expect(issue.comments.map(\.authorAssociation) == ["OWNER"])
        #expect(issue.firstResponse?.rfc3339 == "2026-01-01T02:00:00Z")
        #expect(snapshot.releases.value?.first?.assets.map(\.name) == ["a.sig"])
        #expect(snapshot.workflowRuns == .seen([.init(path: "ci.yml", headCommit: ForgeReplies.a)]))
        #expect(snapshot.webhooks.reason == "Forgejo does not say whether a webhook has a secret.")
        #expect(snapshot.contributors.reason == "Forgejo has no list of contributors.")
    }

    @Test func `a visitor sees a branch's approvals and checks`() throws {
        var replies = ForgeReplies.forgejo
        let project = try #require(replies["GET /repos/o/n"]?.body)
        replies["GET /repos/o/n"]?.body = project.replacing("\"admin\": true, \"push\": true", with: "\"admin\": false")
        var forge = ScriptedForge(replies, .forgejo, hasToken: false)
        let snapshot = try forge.collect()
        let main = try #require(snapshot.branches.value?.first)
        #expect(main.requiredApprovals == 1)
        #expect(main.statusChecks == ["ci"])
        #expect(main.appliesToAdmins == nil)
        #expect(snapshot.issues.value?.first?.authorAssociation == nil)
        #expect(
            snapshot.webhooks.reason == """
                Forgejo shows webhooks to administrators: a token of an administrator with the scope 'read:repository' \
                shows them.
                """)
    }
}
