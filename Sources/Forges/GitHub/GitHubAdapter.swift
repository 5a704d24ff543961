// SPDX-License-Identifier: Apache-2.0
import Wire

/// GitHub: with a token through GraphQL, where one query answers what would take a hundred requests, and through REST
/// where an answer can be asked for again under a condition; without a token through REST alone, less deep.
///
/// Documented at docs.github.com/rest and docs.github.com/graphql.
struct GitHubAdapter: ForgeAdapter {
    let forge = ForgeSnapshot.Forge.github
    let setting: ForgeSetting
    var snapshot: ForgeSnapshot
    var isAdministrator = false
    var ownerIsOrganisation = false
    // Of the branches.
    var rulesets: [GitHubRuleset] = []
    var refs: [GitHubRef] = []
    var branchesReason: String?
    /// Branches of which some rules were not read; all of them where the rulesets were not.
    var incomplete: Set<String> = []
    var lacksRulesets = false
    // Of the change requests.
    var changes: [Int: ForgeSnapshot.ChangeRequest] = [:]
    /// Numbers of change requests by commit of the default branch.
    var commits: [(commit: String, number: Int)] = []
    var cursor: String?
    var pageSize = 25
    var changesReason: String?
    /// Without GraphQL: what is still to be read of each.
    var awaited: [Int: Set<Detail>] = [:]
    var isAsked = false
    // Without GraphQL: how many comments an issue has.
    var commentCounts: [Int: Int] = [:]

    /// A part of a change request that is read by a request of its own.
    enum Detail: Hashable {
        case whole, reviews, checkRuns, statuses
    }

    init(_ setting: ForgeSetting) {
        self.setting = setting
        snapshot = setting.snapshot
        pageSize = min(pageSize, setting.depth.changeRequests)
    }

    var path: String { "/repos/" + setting.project.path }

    /// How many change requests are read one by one: each takes four requests, and without a token there are 60 an hour.
    var detailed: Int { min(setting.depth.detailed, 4) }

    // MARK: Requests

    func request(_ step: ForgeStep) -> ForgeRequest {
        switch step {
        case .project: return get(step, path)
        case .organisation: return get(step, "/orgs/" + setting.project.owner)
        case .privateReporting: return get(step, path + "/private-vulnerability-reporting")
        case .workflowToken: return get(step, path + "/actions/permissions/workflow")
        case .branchRules: return query(step, GitHubQueries.branches, [])
        case .branch(let name): return get(step, path + "/branches/" + AddressText.component(name))
        case .rulesOfBranch(let name):
            return get(step, path + "/rules/branches/" + AddressText.component(name) + "?per_page=100")
        case .releaseBranches:
            let names = releaseBranches
            return query(
                step, GitHubQueries.refs(count: names.count),
                names.enumerated().map { JSON.Member("b\($0)", .string("refs/heads/" + $1)) })
        case .changeRequests(let page):
            guard setting.hasToken else {
                return get(step, path + "/pulls?state=closed&sort=updated&direction=desc&per_page=50&page=\(page)")
            }
            return query(
                step, GitHubQueries.changeRequests(withCommits: page == 1),
                [
                    JSON.Member("first", .integer(pageSize)), JSON.Member("after", cursor.map(JSON.string) ?? .null),
                ])
        case .missingChangeRequests: return query(step, GitHubQueries.changeRequests(numbers: missingNumbers), [])
        case .changeRequest(let number): return get(step, path + "/pulls/\(number)")
        case .reviews(let number): return get(step, path + "/pulls/\(number)/reviews?per_page=100")
        case .checkRuns(let number): return get(step, path + "/commits/" + head(number) + "/check-runs?per_page=100")
        case .statuses(let number): return get(step, path + "/commits/" + head(number) + "/status?per_page=100")
        case .issues:
            guard setting.hasToken else {
                return get(step, path + "/issues?state=all&sort=updated&direction=desc&per_page=\(issuePage)")
            }
            return query(step, GitHubQueries.issues, [JSON.Member("first", .integer(setting.depth.issues))])
        case .newestComments: return get(step, path + "/issues/comments?sort=created&direction=desc&per_page=100")
        case .releases: return get(step, path + "/releases?per_page=30")
        case .contributors: return get(step, path + "/contributors?per_page=100")
        case .contributorDetails(let withOrganisations):
            let logins = detailedContributors
            return query(
                step, GitHubQueries.users(count: logins.count, withOrganisations: withOrganisations),
                logins.enumerated().map { JSON.Member("u\($0)", .string($1)) }, namesProject: false)
        case .webhooks: return get(step, path + "/hooks?per_page=100")
        case .workflowRuns(let event):
            let filter = event.isEmpty ? "" : "&event=" + event
            return get(step, path + "/actions/runs?status=success&per_page=100" + filter)
        case .ownerPolicy(let attempt):
            guard setting.hasToken else {
                let path = GitHubAdapter.policyPaths[min(attempt, GitHubAdapter.policyPaths.count - 1)]
                return get(step, "/repos/" + setting.project.owner + "/.github/contents/" + path)
            }
            return query(
                step, GitHubQueries.ownerPolicy, [JSON.Member("owner", .string(setting.project.owner))],
                namesProject: false)
        case .activity:
            return query(
                step, GitHubQueries.activity,
                activityQueries.enumerated().map { JSON.Member("q\($0)", .string($1)) }, namesProject: false)
        case .protections, .approvals, .approvalRules, .externalChecks, .responses, .comments, .members:
            return get(step, path)
        }
    }

    /// How many elements REST's list of issues is asked for: change requests are among them.
    var issuePage: Int { min(setting.depth.issues * 2, 100) }

    static let policyPaths = ["SECURITY.md", ".github/SECURITY.md", "docs/SECURITY.md"]

    private func get(_ step: ForgeStep, _ path: String) -> ForgeRequest {
        ForgeRequest(
            step: step, address: setting.project.interface + path,
            headers: [
                ForgeHeader(name: "Accept", value: "application/vnd.github+json"),
                ForgeHeader(name: "X-GitHub-Api-Version", value: "2022-11-28"),
            ])
    }

    private func query(
        _ step: ForgeStep, _ text: String, _ variables: [JSON.Member], namesProject: Bool = true
    ) -> ForgeRequest {
        let project = [
            JSON.Member("owner", .string(setting.project.owner)), JSON.Member("name", .string(setting.project.name)),
        ]
        let body = JSON.object([
            JSON.Member("query", .string(text)),
            JSON.Member("variables", .object((namesProject ? project : []) + variables)),
        ])
        return ForgeRequest(
            step: step, method: .post, address: setting.project.queryAddress ?? setting.project.interface,
            headers: [
                ForgeHeader(name: "Accept", value: "application/json"),
                ForgeHeader(name: "Content-Type", value: "application/json"),
            ], body: body.bytes())
    }

    /// Opened, closed and open change requests, and the same of issues, in GitHub's search language.
    private var activityQueries: [String] {
        let project = "repo:" + setting.project.path
        let time = "\(setting.start.rfc3339)..\(setting.taken.rfc3339)"
        return ["is:pr", "is:issue"].flatMap { kind in
            ["created:" + time, "closed:" + time, "is:open"].map { "\(project) \(kind) \($0)" }
        }
    }

    private func head(_ number: Int) -> String {
        let commit = changes[number]?.headCommit ?? ""
        // It goes into an address: nothing but a commit.
        return CommitText.isFull(commit) ? commit : "HEAD"
    }

    // MARK: Needs

    func need(_ step: ForgeStep) -> String? {
        switch step {
        case .project:
            setting.hasToken
                ? "the token may not see it: a token with the scope 'repo' shows private projects"
                : "a token shows private projects"
        case .webhooks:
            "a token of an administrator with the scope 'read:repo_hook', or the permission 'Webhooks: read', shows them"
        case .workflowToken, .privateReporting:
            "a token of an administrator with the scope 'repo', or the permission 'Administration: read', shows it"
        case .organisation: "a token of an owner with the scope 'read:org' shows it"
        case .workflowRuns: "a token with the permission 'Actions: read' shows them"
        case .branchRules, .branch, .rulesOfBranch, .releaseBranches:
            "a token with the permission 'Administration: read' shows them"
        default: setting.hasToken ? "the token may not see them" : "a token may show them"
        }
    }
}
