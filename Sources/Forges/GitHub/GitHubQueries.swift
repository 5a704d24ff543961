// SPDX-License-Identifier: Apache-2.0

/// The GraphQL queries that GitHub is asked. Everything foreign goes in as a variable; only numbers and names made here
/// are put into the text.
enum GitHubQueries {
    private static let rules = """
        fragment rules on Ref {
          name
          refUpdateRule {
            allowsDeletions allowsForcePushes requiredApprovingReviewCount requiresCodeOwnerReviews
            requiresLinearHistory requiredStatusCheckContexts
          }
          branchProtectionRule {
            dismissesStaleReviews isAdminEnforced requiresStrictStatusChecks requiresStatusChecks allowsDeletions
            allowsForcePushes requiredApprovingReviewCount requiresCodeOwnerReviews requiresLinearHistory
            requireLastPushApproval requiredStatusCheckContexts
          }
        }
        """

    static let branches = """
        query($owner: String!, $name: String!) {
          repository(owner: $owner, name: $name) {
            defaultBranchRef { ...rules }
            rulesets(first: 100) {
              nodes {
                enforcement target
                conditions { refName { include exclude } }
                bypassActors(first: 1) { totalCount }
                rules(first: 100) {
                  nodes {
                    type
                    parameters {
                      ... on PullRequestParameters {
                        dismissStaleReviewsOnPush requireCodeOwnerReview requireLastPushApproval
                        requiredApprovingReviewCount
                      }
                      ... on RequiredStatusChecksParameters {
                        strictRequiredStatusChecksPolicy requiredStatusChecks { context }
                      }
                    }
                  }
                }
              }
            }
          }
        }
        \(rules)
        """

    /// Several refs, named by the variables b0, b1, …
    static func refs(count: Int) -> String {
        let variables = (0..<count).map { ", $b\($0): String!" }.joined()
        let refs = (0..<count).map { "b\($0): ref(qualifiedName: $b\($0)) { ...rules }" }.joined(separator: "\n")
        return """
            query($owner: String!, $name: String!\(variables)) {
              repository(owner: $owner, name: $name) {
                \(refs)
              }
            }
            \(rules)
            """
    }

    private static let change = """
        fragment change on PullRequest {
          number createdAt mergedAt headRefOid
          author { login resourcePath }
          mergedBy { login resourcePath }
          mergeCommit { oid }
          labels(last: 30) { nodes { name } }
          reviews(last: 30) { totalCount nodes { state submittedAt author { login resourcePath } } }
          comments(first: 10) { totalCount nodes { createdAt author { login resourcePath } } }
          commits(last: 1) {
            nodes {
              commit {
                status { contexts { context state targetUrl } }
                checkSuites(first: 30) { nodes { status conclusion url app { slug } } }
              }
            }
          }
        }
        """

    /// A page of merged change requests, and the ones of the newest commits by number.
    static func changeRequests(withCommits: Bool) -> String {
        let commits = """
            defaultBranchRef {
              target {
                ... on Commit {
                  history(first: 30) {
                    nodes {
                      oid
                      associatedPullRequests(first: 1) { nodes { number repository { nameWithOwner } } }
                    }
                  }
                }
              }
            }
            """
        return """
            query($owner: String!, $name: String!, $first: Int!, $after: String) {
              repository(owner: $owner, name: $name) {
                nameWithOwner
                \(withCommits ? commits : "")
                pullRequests(
                  states: MERGED, first: $first, after: $after, orderBy: {field: UPDATED_AT, direction: DESC}
                ) {
                  pageInfo { hasNextPage endCursor }
                  nodes { ...change }
                }
              }
            }
            \(change)
            """
    }

    static func changeRequests(numbers: [Int]) -> String {
        let requests = numbers.map { "p\($0): pullRequest(number: \($0)) { ...change }" }.joined(separator: "\n")
        return """
            query($owner: String!, $name: String!) {
              repository(owner: $owner, name: $name) {
                \(requests)
              }
            }
            \(change)
            """
    }

    static let issues = """
        query($owner: String!, $name: String!, $first: Int!) {
          repository(owner: $owner, name: $name) {
            openIssues: issues(states: OPEN) { totalCount }
            issues(first: $first, orderBy: {field: UPDATED_AT, direction: DESC}) {
              pageInfo { hasNextPage }
              nodes {
                number createdAt updatedAt closedAt authorAssociation
                author { login resourcePath }
                labels(first: 20) { nodes { name } }
                first: comments(first: 10) { ...comments }
                last: comments(last: 30) { ...comments }
              }
            }
          }
        }
        fragment comments on IssueCommentConnection {
          totalCount nodes { id createdAt authorAssociation author { login resourcePath } }
        }
        """

    /// The users named by the variables u0, u1, …
    static func users(count: Int, withOrganisations: Bool) -> String {
        let variables = (0..<count).map { "$u\($0): String!" }.joined(separator: ", ")
        let organisations = withOrganisations ? " organizations(first: 20) { nodes { login } }" : ""
        let users = (0..<count).map { "u\($0): user(login: $u\($0)) { login company\(organisations) }" }
        return "query(\(variables)) {\n\(users.joined(separator: "\n"))\n}"
    }

    static let ownerPolicy = """
        query($owner: String!) {
          repository(owner: $owner, name: ".github") {
            p0: object(expression: "HEAD:SECURITY.md") { ... on Blob { text } }
            p1: object(expression: "HEAD:.github/SECURITY.md") { ... on Blob { text } }
            p2: object(expression: "HEAD:docs/SECURITY.md") { ... on Blob { text } }
          }
        }
        """

    static let activity: String = {
        let variables = (0..<6).map { "$q\($0): String!" }.joined(separator: ", ")
        let counts = (0..<6).map { "q\($0): search(type: ISSUE, query: $q\($0)) { issueCount }" }
        return "query(\(variables)) {\n\(counts.joined(separator: "\n"))\n}"
    }()
}
