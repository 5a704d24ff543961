// SPDX-License-Identifier: Apache-2.0
import TestSupport
import Testing
import Wire

@testable import Forges

/// Since when a forge's list of issues, of which one page is read, holds all that changed.
@Suite struct IssueListTests {
    private static let page = "/repos/o/n/issues?state=all&sort=updated&direction=desc&per_page="

    /// - Parameter depth: how many issues are kept.
    private func wholeSince(
        _ replies: [String: ForgeReply], _ forge: ForgeSnapshot.Forge, _ key: String, _ body: String, depth: Int,
        hasToken: Bool = true
    ) throws -> Instant? {
        var scripted = ScriptedForge(replies.merging([key: ForgeReply(body)]) { $1 }, forge, hasToken: hasToken)
        scripted.depth = ForgeDepth(issues: depth)
        return try scripted.collect().issuesWholeSince
    }

    private func issue(_ number: Int, _ day: String, request: Bool = false) -> String {
        "{\"number\": \(number), \"iid\": \(number), \"user\": {\"login\": \"a\"}, \"author\": {\"username\": \"a\"}, "
            + "\"comments\": 0, \"user_notes_count\": 0, \"updated_at\": \"2026-01-\(day)T00:00:00Z\""
            + (request ? ", \"pull_request\": {}}" : "}")
    }

    private func day(_ number: Int) -> Instant? { Instant(rfc3339: "2026-01-0\(number)T00:00:00Z") }

    @Test func `GitHub's page holds change requests as well`() throws {
        func since(_ nodes: [String], depth: Int) throws -> Instant? {
            try wholeSince(
                ForgeReplies.gitHubOpen, .github, "GET " + Self.page + "\(depth * 2)",
                "[\(nodes.joined(separator: ", "))]", depth: depth, hasToken: false)
        }
        #expect(try since([issue(3, "05"), issue(2, "04", request: true)], depth: 2) == .earliest)
        // Full, and its end is older than its last issue.
        #expect(try since([issue(3, "05"), issue(2, "04", request: true)], depth: 1) == day(4))
        // Of two issues one is kept.
        #expect(try since([issue(3, "05"), issue(2, "04")], depth: 1) == day(5))
    }

    @Test func `a page of GitHub's queries says whether there is another`() throws {
        func since(_ more: String) throws -> Instant? {
            try wholeSince(
                ForgeReplies.gitHub, .github, "POST issues",
                """
                {"data": {"repository": {"openIssues": {"totalCount": 1}, "issues": {\(more)"nodes": [
                  {"number": 3, "createdAt": "2026-01-01T00:00:00Z", "updatedAt": "2026-01-05T00:00:00Z"}]}}}}
                """, depth: 30)
        }
        #expect(try since("\"pageInfo\": {\"hasNextPage\": false}, ") == .earliest)
        #expect(try since("\"pageInfo\": {\"hasNextPage\": true}, ") == day(5))
        #expect(try since("") == day(5))
    }

    @Test func `GitLab and Forgejo list issues alone`() throws {
        for (replies, forge, path) in [
            (
                ForgeReplies.gitLab, ForgeSnapshot.Forge.gitlab,
                "/projects/o%2Fn/issues?scope=all&order_by=updated_at&sort=desc&per_page="
            ), (ForgeReplies.forgejo, .forgejo, "/repos/o/n/issues?state=all&type=issues&sort=recentupdate&limit="),
        ] {
            for (depth, since) in [(2, day(4)), (3, .earliest)] {
                let body = "[\(issue(3, "05")), \(issue(2, "04"))]"
                #expect(try wholeSince(replies, forge, "GET \(path)\(depth)", body, depth: depth) == since)
            }
        }
    }
}
