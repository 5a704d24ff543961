// SPDX-License-Identifier: Apache-2.0

/// An answer of a forge as its documentation describes it, small and made up.
package struct ForgeReply: Sendable {
    package var status = 200
    package var headers: [(name: String, value: String)] = []
    package var body: String

    package init(_ body: String, status: Int = 200, headers: [(name: String, value: String)] = []) {
        self.body = body
        self.status = status
        self.headers = headers
    }

    /// A refusal.
    package init(status: Int) { self.init("{\"message\": \"no\"}", status: status) }
}

/// Whole sets of answers by request: `GET /repos/o/n`, for GraphQL `POST` and what is asked for. The project is `o/n`.
package enum ForgeReplies {
    /// The key of a request. The folder an own GitHub, GitLab or Forgejo has its interface in is left out.
    package static func key(_ method: String, _ path: String, _ body: String) -> String {
        guard method == "POST" else {
            for prefix in ["/api/v3", "/api/v4", "/api/v1"] where path.hasPrefix(prefix) {
                return "GET " + path.dropFirst(prefix.count)
            }
            return "GET " + path
        }
        let marks = [
            ("rulesets(", "branches"), ("pullRequests(", "change requests"), ("openIssues:", "issues"),
            ("user(login", "users"), ("search(type", "activity"), ("p0: object", "policy"), ("b0: ref", "refs"),
            ("pullRequest(number", "missing"), ("changesOpened", "counts"),
        ]
        return "POST " + (marks.first { body.contains($0.0) }?.1 ?? "something else")
    }

    package static let a = String(repeating: "a", count: 40)
    package static let b = String(repeating: "b", count: 40)
    package static let c = String(repeating: "c", count: 40)
    package static let d = String(repeating: "d", count: 40)

    // MARK: GitHub

    private static let gitHubProject = """
        {"full_name": "o/n", "default_branch": "main", "created_at": "2020-01-02T03:04:05Z", "archived": false,
         "private": false, "fork": false, "has_issues": true, "has_discussions": true, "description": "A thing",
         "topics": ["one", "two"], "stargazers_count": 7, "forks_count": 3, "open_issues_count": 9,
         "license": {"key": "mit", "spdx_id": "MIT"}, "owner": {"login": "o", "type": "Organization"}
        """

    private static let gitHubReleases = """
        [{"tag_name": "v2.1", "html_url": "https://x.example/v2.1", "target_commitish": "release/2",
          "published_at": "2026-01-10T00:00:00Z", "prerelease": false, "draft": false, "body": "Fixes",
          "assets": [{"name": "n.tar.gz", "browser_download_url": "https://x.example/n.tar.gz"},
                     {"name": "n.tar.gz.sig", "browser_download_url": "https://x.example/n.tar.gz.sig"}]},
         {"tag_name": "v1.0", "html_url": "https://x.example/v1.0", "target_commitish": "\(a)",
          "published_at": "2025-01-10T00:00:00Z", "prerelease": true, "draft": false, "body": null, "assets": []}]
        """

    private static let gitHubContributors = """
        [{"login": "ann", "type": "User", "contributions": 50},
         {"login": "dependabot[bot]", "type": "Bot", "contributions": 20},
         {"login": "ben", "type": "User", "contributions": 6}, {"login": "cleo", "type": "User", "contributions": 2}]
        """

    private static let gitHubRuns = """
        {"total_count": 2, "workflow_runs": [
          {"path": ".github/workflows/release.yml@refs/heads/main", "head_sha": "\(a)"},
          {"path": ".github/workflows/ci.yml", "head_sha": "\(b)"}]}
        """

    /// With an administrator's token.
    package static let gitHub: [String: ForgeReply] = [
        "GET /repos/o/n": ForgeReply(
            gitHubProject + """
                , "permissions": {"admin": true, "push": true, "pull": true},
                 "security_and_analysis": {"secret_scanning": {"status": "enabled"}}}
                """, headers: [("ETag", "\"project\"")]),
        "POST branches": ForgeReply(
            """
            {"data": {"repository": {
              "defaultBranchRef": {"name": "main", "refUpdateRule": null, "branchProtectionRule": {
                "dismissesStaleReviews": true, "isAdminEnforced": true, "requiresStrictStatusChecks": true,
                "requiresStatusChecks": true, "allowsDeletions": false, "allowsForcePushes": false,
                "requiredApprovingReviewCount": 1, "requiresCodeOwnerReviews": false, "requiresLinearHistory": false,
                "requireLastPushApproval": false, "requiredStatusCheckContexts": ["build"]}},
              "rulesets": {"nodes": [
                {"enforcement": "ACTIVE", "target": "BRANCH",
                 "conditions": {"refName": {"include": ["~DEFAULT_BRANCH", "refs/heads/release/*"], "exclude": []}},
                 "bypassActors": {"totalCount": 0},
                 "rules": {"nodes": [{"type": "DELETION", "parameters": null},
                   {"type": "PULL_REQUEST", "parameters": {"dismissStaleReviewsOnPush": false,
                     "requireCodeOwnerReview": true, "requireLastPushApproval": true,
                     "requiredApprovingReviewCount": 2}},
                   {"type": "REQUIRED_STATUS_CHECKS", "parameters": {"strictRequiredStatusChecksPolicy": false,
                     "requiredStatusChecks": [{"context": "lint"}, {"context": "build"}]}}]}},
                {"enforcement": "DISABLED", "target": "BRANCH",
                 "conditions": {"refName": {"include": ["~ALL"], "exclude": []}},
                 "bypassActors": {"totalCount": 3}, "rules": {"nodes": [{"type": "REQUIRED_LINEAR_HISTORY"}]}}]}}}}
            """),
        "POST change requests": ForgeReply(
            """
            {"data": {"repository": {"nameWithOwner": "o/n",
              "defaultBranchRef": {"target": {"history": {"nodes": [
                {"oid": "\(a)", "associatedPullRequests": {"nodes": [
                  {"number": 12, "repository": {"nameWithOwner": "o/n"}}]}},
                {"oid": "\(b)", "associatedPullRequests": {"nodes": [
                  {"number": 9, "repository": {"nameWithOwner": "o/n"}}]}},
                {"oid": "\(d)", "associatedPullRequests": {"nodes": [
                  {"number": 99, "repository": {"nameWithOwner": "somebody/fork"}}]}},
                {"oid": "\(c)", "associatedPullRequests": {"nodes": []}}]}}},
              "pullRequests": {"pageInfo": {"hasNextPage": false, "endCursor": "x"}, "nodes": [
                \(gitHubChange(12, author: "ann", merged: "2026-01-05T00:00:00Z", commit: a)),
                {"number": 11, "createdAt": "2026-01-01T00:00:00Z", "mergedAt": "2026-01-02T00:00:00Z",
                 "headRefOid": "\(c)", "author": {"login": "dependabot", "resourcePath": "/apps/dependabot"},
                 "mergedBy": {"login": "ben"}, "mergeCommit": {"oid": "\(c)"}, "labels": {"nodes": []},
                 "reviews": {"totalCount": 0, "nodes": []}, "comments": {"totalCount": 0, "nodes": []},
                 "commits": {"nodes": [{"commit": {"status": null, "checkSuites": {"nodes": []}}}]}}]}}}}
            """),
        "POST missing": ForgeReply(
            """
            {"data": {"repository": {"p9": \(gitHubChange(9, author: "ben", merged: "2025-12-05T00:00:00Z", commit: b))}}}
            """),
        "POST issues": ForgeReply(
            """
            {"data": {"repository": {"openIssues": {"totalCount": 4}, "issues": {"nodes": [
              {"number": 20, "createdAt": "2026-01-01T00:00:00Z", "closedAt": null, "authorAssociation": "NONE",
               "author": {"login": "dora", "resourcePath": "/dora"}, "labels": {"nodes": [{"name": "bug"}]},
               "first": {"totalCount": 3, "nodes": [
                 {"id": "c1", "createdAt": "2026-01-01T00:00:10Z", "authorAssociation": "NONE",
                  "author": {"login": "stale", "resourcePath": "/apps/stale"}},
                 {"id": "c2", "createdAt": "2026-01-01T01:00:00Z", "authorAssociation": "MEMBER",
                  "author": {"login": "ann", "resourcePath": "/ann"}}]},
               "last": {"totalCount": 3, "nodes": [
                 {"id": "c2", "createdAt": "2026-01-01T01:00:00Z", "authorAssociation": "MEMBER",
                  "author": {"login": "ann", "resourcePath": "/ann"}},
                 {"id": "c3", "createdAt": "2026-01-01T02:00:00Z", "authorAssociation": "NONE", "author": null}]}},
              {"number": 19, "createdAt": "2025-12-01T00:00:00Z", "closedAt": "2025-12-03T00:00:00Z",
               "authorAssociation": "OWNER", "author": {"login": "ann", "resourcePath": "/ann"},
               "labels": {"nodes": []}, "first": {"totalCount": 0, "nodes": []},
               "last": {"totalCount": 0, "nodes": []}}]}}}}
            """),
        "GET /repos/o/n/releases?per_page=30": ForgeReply(gitHubReleases, headers: [("ETag", "\"releases\"")]),
        "POST refs": ForgeReply(
            """
            {"data": {"repository": {"b0": {"name": "release/2", "refUpdateRule": null, "branchProtectionRule": null}}}}
            """),
        "GET /repos/o/n/contributors?per_page=100": ForgeReply(gitHubContributors, headers: [("ETag", "\"people\"")]),
        "POST users": ForgeReply(
            """
            {"data": {"u0": {"login": "ann", "company": "@Acme Inc.", "organizations": {"nodes": [{"login": "acme"}]}},
                      "u1": {"login": "ben", "company": null, "organizations": {"nodes": []}}}}
            """),
        "GET /repos/o/n/actions/runs?status=success&per_page=100": ForgeReply(gitHubRuns),
        "GET /repos/o/n/private-vulnerability-reporting": ForgeReply("{\"enabled\": true}"),
        "POST policy": ForgeReply(
            "{\"data\": {\"repository\": {\"p0\": null, \"p1\": {\"text\": \"Tell us.\"}, \"p2\": null}}}"),
        "POST activity": ForgeReply(
            "{\"data\": {"
                + [5, 6, 2, 8, 4, 4].enumerated().map { "\"q\($0)\": {\"issueCount\": \($1)}" }.joined(separator: ", ")
                + "}}"),
        "GET /repos/o/n/hooks?per_page=100": ForgeReply(
            """
            [{"id": 1, "config": {"url": "https://chat.example/hooks/very-secret", "secret": "********"}},
             {"id": 2, "config": {"url": "https://ci.example:8443"}}]
            """),
        "GET /repos/o/n/actions/permissions/workflow": ForgeReply(
            "{\"default_workflow_permissions\": \"read\", \"can_approve_pull_request_reviews\": false}"),
        "GET /orgs/o": ForgeReply("{\"login\": \"o\", \"two_factor_requirement_enabled\": true}"),
    ]

    private static func gitHubChange(_ number: Int, author: String, merged: String, commit: String) -> String {
        """
        {"number": \(number), "createdAt": "2025-12-04T00:00:00Z", "mergedAt": "\(merged)", "headRefOid": "\(d)",
         "author": {"login": "\(author)", "resourcePath": "/\(author)"}, "mergedBy": {"login": "\(author)"},
         "mergeCommit": {"oid": "\(commit)"}, "labels": {"nodes": [{"name": "lgtm"}]},
         "reviews": {"totalCount": 1, "nodes": [{"state": "APPROVED", "submittedAt": "2025-12-04T02:00:00Z",
           "author": {"login": "cleo", "resourcePath": "/cleo"}}]},
         "comments": {"totalCount": 1, "nodes": [{"createdAt": "2025-12-04T01:00:00Z",
           "author": {"login": "codecov", "resourcePath": "/apps/codecov"}}]},
         "commits": {"nodes": [{"commit": {
           "status": {"contexts": [{"context": "ci/build", "state": "SUCCESS", "targetUrl": "https://ci.example/1"}]},
           "checkSuites": {"nodes": [{"status": "COMPLETED", "conclusion": "SUCCESS", "url": "https://x.example/s",
             "app": {"slug": "github-actions"}}]}}}]}}
        """
    }

    /// Without a token.
    package static let gitHubOpen: [String: ForgeReply] = [
        "GET /repos/o/n": ForgeReply(gitHubProject + "}", headers: [("ETag", "W/\"open\"")]),
        "GET /repos/o/n/branches/main": ForgeReply(
            """
            {"name": "main", "protected": true, "protection": {"enabled": true,
             "required_status_checks": {"enforcement_level": "non_admins", "contexts": ["build"]}}}
            """),
        "GET /repos/o/n/rules/branches/main?per_page=100": ForgeReply(
            """
            [{"type": "deletion", "ruleset_id": 1},
             {"type": "pull_request", "parameters": {"required_approving_review_count": 1,
              "dismiss_stale_reviews_on_push": true, "require_code_owner_review": false,
              "require_last_push_approval": false}, "ruleset_id": 1}]
            """),
        "GET /repos/o/n/branches/release%2F2": ForgeReply("{\"name\": \"release/2\", \"protected\": false}"),
        "GET /repos/o/n/rules/branches/release%2F2?per_page=100": ForgeReply("[]"),
        "GET /repos/o/n/pulls?state=closed&sort=updated&direction=desc&per_page=50&page=1": ForgeReply(
            """
            [{"number": 8, "merged_at": null, "user": {"login": "x"}},
             {"number": 7, "created_at": "2026-01-01T00:00:00Z", "merged_at": "2026-01-02T00:00:00Z",
              "user": {"login": "ann", "type": "User"}, "merge_commit_sha": "\(a)", "head": {"sha": "\(b)"},
              "labels": [{"name": "x"}]}]
            """, headers: [("Link", "<https://evil.example/?page=2>; rel=\"next\"")]),
        "GET /repos/o/n/pulls?state=closed&sort=updated&direction=desc&per_page=50&page=2": ForgeReply("[]"),
        "GET /repos/o/n/pulls/7": ForgeReply(
            "{\"number\": 7, \"merged_by\": {\"login\": \"ben\"}, \"comments\": 0, \"review_comments\": 0}"),
        "GET /repos/o/n/pulls/7/reviews?per_page=100": ForgeReply(
            """
            [{"user": {"login": "ben", "type": "User"}, "state": "APPROVED", "submitted_at": "2026-01-01T12:00:00Z"}]
            """),
        "GET /repos/o/n/commits/\(b)/check-runs?per_page=100": ForgeReply(
            """
            {"total_count": 1, "check_runs": [{"status": "completed", "conclusion": "success",
             "html_url": "https://x.example/r", "app": {"slug": "github-actions"}}]}
            """),
        "GET /repos/o/n/commits/\(b)/status?per_page=100": ForgeReply(
            """
            {"state": "success", "statuses": [{"context": "ci/x", "state": "success", "target_url": null}]}
            """),
        "GET /repos/o/n/issues?state=all&sort=updated&direction=desc&per_page=60": ForgeReply(
            """
            [{"number": 8, "pull_request": {"url": "u"}},
             {"number": 6, "user": {"login": "dora"}, "author_association": "NONE", "comments": 2,
              "created_at": "2026-01-01T00:00:00Z", "closed_at": null, "labels": []},
             {"number": 5, "user": {"login": "dora"}, "author_association": "NONE", "comments": 5,
              "created_at": "2024-01-01T00:00:00Z", "closed_at": null, "labels": []}]
            """),
        "GET /repos/o/n/issues/comments?sort=created&direction=desc&per_page=100": ForgeReply(
            """
            [{"issue_url": "https://api.github.com/repos/o/n/issues/6", "user": {"login": "ann"},
              "author_association": "OWNER", "created_at": "2026-01-03T00:00:00Z"},
             {"issue_url": "https://api.github.com/repos/o/n/issues/5", "user": {"login": "ann"},
              "author_association": "OWNER", "created_at": "2026-01-02T00:00:00Z"},
             {"issue_url": "https://api.github.com/repos/o/n/issues/6", "user": {"login": "dora"},
              "author_association": "NONE", "created_at": "2026-01-01T06:00:00Z"}]
            """, headers: [("Link", "<https://api.github.com/?page=2>; rel=\"next\"")]),
        "GET /repos/o/n/releases?per_page=30": ForgeReply(gitHubReleases),
        "GET /repos/o/n/contributors?per_page=100": ForgeReply(gitHubContributors),
        "GET /repos/o/n/actions/runs?status=success&per_page=100": ForgeReply(gitHubRuns),
        "GET /repos/o/n/private-vulnerability-reporting": ForgeReply("{\"enabled\": false}"),
        "GET /repos/o/.github/contents/SECURITY.md": ForgeReply(status: 404),
        "GET /repos/o/.github/contents/.github/SECURITY.md": ForgeReply(
            "{\"encoding\": \"base64\", \"content\": \"VGVsbCB1\\ncy4=\\n\"}"),
    ]

    // MARK: GitLab

    /// With a maintainer's token.
    package static let gitLab: [String: ForgeReply] = [
        "GET /projects/o%2Fn?license=true": ForgeReply(
            """
            {"id": 1, "path_with_namespace": "o/n", "default_branch": "main", "created_at": "2020-01-02T03:04:05.123Z",
             "archived": false, "visibility": "public", "issues_access_level": "enabled", "description": null,
             "topics": ["t"], "star_count": 1, "forks_count": 2, "open_issues_count": 3,
             "license": {"key": "apache-2.0", "name": "Apache License 2.0"}, "merge_method": "ff",
             "only_allow_merge_if_pipeline_succeeds": true, "ci_config_path": "",
             "permissions": {"project_access": null, "group_access": {"access_level": 40}}}
            """, headers: [("ETag", "W/\"p\"")]),
        "GET /projects/o%2Fn/protected_branches?per_page=100&page=1": ForgeReply(
            """
            [{"name": "release/*", "push_access_levels": [{"access_level": 40}], "allow_force_push": true,
              "code_owner_approval_required": false}]
            """, headers: [("X-Next-Page", "2")]),
        "GET /projects/o%2Fn/protected_branches?per_page=100&page=2": ForgeReply(
            """
            [{"name": "main", "push_access_levels": [{"access_level": 0}], "merge_access_levels": [{"access_level": 40}],
              "allow_force_push": false, "code_owner_approval_required": true}]
            """, headers: [("X-Next-Page", "")]),
        "GET /projects/o%2Fn/approvals": ForgeReply(
            """
            {"approvals_before_merge": 0, "reset_approvals_on_push": true,
             "merge_requests_disable_committers_approval": false}
            """),
        "GET /projects/o%2Fn/approval_rules?per_page=100": ForgeReply(
            """
            [{"name": "All", "approvals_required": 1, "applies_to_all_protected_branches": true},
             {"name": "Main", "approvals_required": 2, "protected_branches": [{"name": "main"}]},
             {"name": "Other", "approvals_required": 5, "protected_branches": [{"name": "other"}]}]
            """),
        "GET /projects/o%2Fn/external_status_checks?per_page=100": ForgeReply(status: 404),
        "GET /projects/o%2Fn/merge_requests?state=merged&order_by=updated_at&sort=desc&per_page=30": ForgeReply(
            """
            [{"iid": 4, "author": {"username": "ann"}, "merge_user": {"username": "ben"},
              "created_at": "2026-01-01T00:00:00.000Z", "merged_at": "2026-01-02T00:00:00.000Z", "sha": "\(a)",
              "merge_commit_sha": null, "squash_commit_sha": "\(b)", "labels": ["x"], "user_notes_count": 2}]
            """),
        "GET /projects/o%2Fn/merge_requests/4/approvals": ForgeReply(
            "{\"approved_by\": [{\"user\": {\"username\": \"cleo\"}}]}"),
        "GET /projects/o%2Fn/merge_requests/4/pipelines?per_page=20": ForgeReply(
            """
            [{"id": 2, "sha": "\(a)", "status": "success", "web_url": "https://x.example/2"},
             {"id": 1, "sha": "\(c)", "status": "failed", "web_url": "https://x.example/1"}]
            """),
        "GET /projects/o%2Fn/merge_requests/4/notes?sort=asc&order_by=created_at&per_page=50": ForgeReply(
            """
            [{"author": {"username": "cleo"}, "created_at": "2026-01-01T00:10:00.000Z", "system": true},
             {"author": {"username": "project_1_bot_x"}, "created_at": "2026-01-01T00:20:00.000Z", "system": false},
             {"author": {"username": "cleo"}, "created_at": "2026-01-01T01:00:00.000Z", "system": false}]
            """),
        "GET /projects/o%2Fn/issues?scope=all&order_by=updated_at&sort=desc&per_page=30": ForgeReply(
            """
            [{"iid": 2, "author": {"username": "dora"}, "created_at": "2026-01-01T00:00:00.000Z", "closed_at": null,
              "labels": ["bug"], "user_notes_count": 1},
             {"iid": 1, "author": {"username": "ann"}, "created_at": "2025-01-01T00:00:00.000Z",
              "closed_at": "2025-01-05T00:00:00.000Z", "labels": [], "user_notes_count": 0}]
            """),
        "GET /projects/o%2Fn/issues/2/notes?sort=asc&order_by=created_at&per_page=50": ForgeReply(
            "[{\"author\": {\"username\": \"ann\"}, \"created_at\": \"2026-01-01T03:00:00.000Z\", \"system\": false}]"),
        "GET /projects/o%2Fn/members/all?per_page=100&page=1": ForgeReply(
            "[{\"username\": \"ann\", \"access_level\": 50}, {\"username\": \"ben\", \"access_level\": 40}]"),
        "GET /projects/o%2Fn/releases?per_page=30": ForgeReply(
            """
            [{"tag_name": "v1", "released_at": "2026-01-01T00:00:00.000Z", "description": "Notes",
              "upcoming_release": false, "commit": {"id": "\(a)"}, "_links": {"self": "https://x.example/v1"},
              "assets": {"links": [{"name": "n.tar.gz", "url": "https://x.example/a",
                "direct_asset_url": "https://x.example/b"}]}}]
            """),
        "GET /projects/o%2Fn/repository/contributors?order_by=commits&sort=desc&per_page=100": ForgeReply(
            """
            [{"name": "Ann", "email": "ann@acme.example", "commits": 5}, {"name": "Ben", "email": "b@x", "commits": 4},
             {"name": "Ann", "email": "ann@home.example", "commits": 2}]
            """),
        "GET /projects/o%2Fn/pipelines?status=success&per_page=20&ref=main": ForgeReply(
            "[{\"id\": 3, \"sha\": \"\(a)\", \"status\": \"success\", \"ref\": \"main\"}]"),
        "GET /projects/o%2Fn/hooks?per_page=100": ForgeReply(
            """
            [{"id": 1, "url": "https://x.example/hook?token=secret", "token_present": false,
              "signing_token_present": true}, {"id": 2, "url": "https://y.example", "token_present": false}]
            """),
        "POST counts": ForgeReply(
            """
            {"data": {"project": {"changesOpened": {"count": 5}, "changesMerged": {"count": 3},
             "changesClosed": {"count": 1}, "changesOpen": {"count": 2}, "issuesOpened": {"count": 4},
             "issuesClosed": {"count": 6}, "issuesOpen": {"count": 7}}}}
            """),
    ]

    // MARK: Forgejo

    /// With an administrator's token.
    package static let forgejo: [String: ForgeReply] = [
        "GET /repos/o/n": ForgeReply(
            """
            {"full_name": "o/n", "default_branch": "main", "created_at": "2020-01-02T03:04:05+02:00", "archived": true,
             "private": false, "fork": true, "has_issues": true, "description": "D", "stars_count": 1, "forks_count": 0,
             "open_issues_count": 2, "permissions": {"admin": true, "push": true, "pull": true}}
            """),
        "GET /repos/o/n/branches/main": ForgeReply(
            """
            {"name": "main", "protected": true, "required_approvals": 1, "enable_status_check": true,
             "status_check_contexts": ["ci"]}
            """),
        "GET /repos/o/n/branch_protections": ForgeReply(
            """
            [{"branch_name": "", "rule_name": "*", "enable_push": true, "required_approvals": 0},
             {"branch_name": "main", "rule_name": "main", "enable_push": false, "required_approvals": 2,
              "dismiss_stale_approvals": true, "block_on_outdated_branch": true, "apply_to_admins": false,
              "enable_status_check": true, "status_check_contexts": ["ci/woodpecker/pr/*"]}]
            """),
        "GET /repos/o/n/pulls?state=closed&sort=recentupdate&limit=50&page=1": ForgeReply(
            """
            [{"number": 3, "user": {"login": "ann"}, "merged_at": null},
             {"number": 2, "user": {"login": "ann"}, "created_at": "2026-01-01T00:00:00Z",
              "merged_at": "2026-01-02T00:00:00Z", "merged_by": {"login": "ann"}, "merge_commit_sha": "\(a)",
              "head": {"sha": "\(b)"}, "labels": [{"name": "l"}], "comments": 1}]
            """),
        "GET /repos/o/n/pulls/2/reviews?limit=50": ForgeReply(
            """
            [{"user": {"login": "ben"}, "state": "REQUEST_CHANGES", "submitted_at": "2026-01-01T05:00:00Z"},
             {"user": {"login": "ben"}, "state": "APPROVED", "submitted_at": "2026-01-01T06:00:00Z", "dismissed": true},
             {"user": {"login": "cleo"}, "state": "REQUEST_REVIEW", "submitted_at": "2026-01-01T00:01:00Z"}]
            """),
        "GET /repos/o/n/commits/\(b)/status?limit=50": ForgeReply(
            """
            {"state": "success", "statuses": [{"context": "ci/woodpecker/pr/test", "status": "success",
             "target_url": "https://ci.example/1"}]}
            """),
        "GET /repos/o/n/issues/2/comments": ForgeReply(
            "[{\"user\": {\"login\": \"ben\"}, \"created_at\": \"2026-01-01T04:00:00Z\"}]"),
        "GET /repos/o/n/issues?state=all&type=issues&sort=recentupdate&limit=30": ForgeReply(
            """
            [{"number": 1, "user": {"login": "dora"}, "created_at": "2026-01-01T00:00:00Z",
              "closed_at": "2026-01-03T00:00:00Z", "labels": [], "comments": 1, "pull_request": null}]
            """),
        "GET /repos/o/n/issues/1/comments": ForgeReply(
            "[{\"user\": {\"login\": \"o\"}, \"created_at\": \"2026-01-01T02:00:00Z\"}]"),
        "GET /repos/o/n/collaborators?limit=50&page=1": ForgeReply("[{\"login\": \"ann\"}]"),
        "GET /repos/o/n/releases?limit=30": ForgeReply(
            """
            [{"tag_name": "v1", "html_url": "https://x.example/v1", "target_commitish": "main",
              "published_at": "2026-01-01T00:00:00Z", "prerelease": false, "draft": false, "body": "B",
              "assets": [{"name": "a.sig", "browser_download_url": "https://x.example/a.sig"}]}]
            """),
        "GET /repos/o/n/hooks?limit=50": ForgeReply("[{\"id\": 1, \"config\": {\"url\": \"https://x.example\"}}]"),
        "GET /repos/o/n/actions/tasks?limit=50": ForgeReply(
            """
            {"total_count": 2, "workflow_runs": [
             {"workflow_id": "ci.yml", "status": "success", "head_sha": "\(a)"},
             {"workflow_id": "ci.yml", "status": "failure", "head_sha": "\(b)"}]}
            """),
    ]
}
