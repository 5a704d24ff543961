// SPDX-License-Identifier: Apache-2.0
import Wire

/// GitLab, of any address: REST, whose answers can be asked for again under a condition, and one GraphQL query for
/// counts. Documented at docs.gitlab.com/api.
struct GitLabAdapter: ForgeAdapter {
    let forge = ForgeSnapshot.Forge.gitlab
    let setting: ForgeSetting
    var snapshot: ForgeSnapshot
    // Of the branches.
    var mergeMethod: String?
    var needsPipeline: Bool?
    var automationPath = ".gitlab-ci.yml"
    var protections: [GitLabProtection]?
    var protectionsReason: String?
    var approvals: GitLabApprovals?
    var approvalRules: [GitLabApprovalRule]?
    /// Names; nil where they are not shown.
    var externalChecks: [String]?
    // Of the change requests.
    var changes: [ForgeSnapshot.ChangeRequest] = []
    var changesReason: String?
    var isAsked = false
    /// Numbers of change requests whose approvals are still to be read.
    var awaited: Set<Int> = []
    /// Access levels by name; nil where they are not shown.
    var members: [String: Int]?

    init(_ setting: ForgeSetting) {
        self.setting = setting
        snapshot = setting.snapshot
    }

    private var path: String { "/projects/" + AddressText.component(setting.project.path) }

    func request(_ step: ForgeStep) -> ForgeRequest {
        switch step {
        case .project: get(step, path + "?license=true")
        case .branch(let name): get(step, path + "/repository/branches/" + AddressText.component(name))
        case .protections(let page): get(step, path + "/protected_branches?per_page=100&page=\(page)")
        case .approvals: get(step, path + "/approvals")
        case .approvalRules: get(step, path + "/approval_rules?per_page=100")
        case .externalChecks: get(step, path + "/external_status_checks?per_page=100")
        case .changeRequests:
            get(
                step,
                path
                    + "/merge_requests?state=merged&order_by=updated_at&sort=desc&per_page=\(setting.depth.changeRequests)"
            )
        case .reviews(let number): get(step, path + "/merge_requests/\(number)/approvals")
        case .checkRuns(let number): get(step, path + "/merge_requests/\(number)/pipelines?per_page=20")
        case .responses(let number):
            get(step, path + "/merge_requests/\(number)/notes?sort=asc&order_by=created_at&per_page=50")
        case .issues:
            get(step, path + "/issues?scope=all&order_by=updated_at&sort=desc&per_page=\(setting.depth.issues)")
        case .comments(let number):
            get(step, path + "/issues/\(number)/notes?sort=asc&order_by=created_at&per_page=50")
        case .members(let page): get(step, path + "/members/all?per_page=100&page=\(page)")
        case .releases: get(step, path + "/releases?per_page=30")
        case .contributors:
            get(step, path + "/repository/contributors?order_by=commits&sort=desc&per_page=100")
        case .webhooks: get(step, path + "/hooks?per_page=100")
        case .workflowRuns:
            get(
                step,
                path + "/pipelines?status=success&per_page=20&ref="
                    + AddressText.component(snapshot.project.value?.defaultBranch ?? "main"))
        case .activity: counts
        case .organisation, .privateReporting, .workflowToken, .branchRules, .rulesOfBranch, .releaseBranches,
            .missingChangeRequests, .changeRequest, .statuses, .newestComments, .contributorDetails, .ownerPolicy:
            get(step, path)
        }
    }

    private func get(_ step: ForgeStep, _ path: String) -> ForgeRequest {
        ForgeRequest(
            step: step, address: setting.project.interface + path,
            headers: [ForgeHeader(name: "Accept", value: "application/json")])
    }

    private var counts: ForgeRequest {
        let query = """
            query($path: ID!, $from: Time!) {
              project(fullPath: $path) {
                changesOpened: mergeRequests(createdAfter: $from) { count }
                changesMerged: mergeRequests(state: merged, mergedAfter: $from) { count }
                changesClosed: mergeRequests(state: closed, closedAfter: $from) { count }
                changesOpen: mergeRequests(state: opened) { count }
                issuesOpened: issues(createdAfter: $from) { count }
                issuesClosed: issues(closedAfter: $from) { count }
                issuesOpen: issues(state: opened) { count }
              }
            }
            """
        let body = JSON.object([
            JSON.Member("query", .string(query)),
            JSON.Member(
                "variables",
                .object([
                    JSON.Member("path", .string(setting.project.path)),
                    JSON.Member("from", .string(setting.start.rfc3339)),
                ])),
        ])
        return ForgeRequest(
            step: .activity, method: .post, address: setting.project.base + "/api/graphql",
            headers: [
                ForgeHeader(name: "Accept", value: "application/json"),
                ForgeHeader(name: "Content-Type", value: "application/json"),
            ], body: body.bytes())
    }

    func need(_ step: ForgeStep) -> String? {
        switch step {
        case .project:
            setting.hasToken
                ? "the token may not see it: one of a member with the scope 'read_api' shows private projects"
                : "a token shows private projects"
        case .webhooks, .protections, .approvals, .approvalRules:
            "a token of a maintainer with the scope 'read_api' shows them"
        default:
            setting.hasToken ? "a token of a member with the scope 'read_api' may show them" : "a token may show them"
        }
    }
}
