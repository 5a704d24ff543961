// SPDX-License-Identifier: Apache-2.0

/// Forgejo, and Gitea, which it comes from: REST only. Documented at `/api/swagger` of every server.
struct ForgejoAdapter: ForgeAdapter {
    let forge = ForgeSnapshot.Forge.forgejo
    let setting: ForgeSetting
    var snapshot: ForgeSnapshot
    var isAdministrator = false
    // Of the branches.
    var protections: [ForgejoProtection]?
    var branch: ForgeSnapshot.BranchRules?
    var branchReason: String?
    // Of the change requests.
    var changes: [ForgeSnapshot.ChangeRequest] = []
    var changesReason: String?
    var isAsked = false
    /// Numbers of change requests whose reviews are still to be read.
    var awaited: Set<Int> = []
    /// Names of collaborators; nil where they are not shown.
    var collaborators: Set<String>?

    init(_ setting: ForgeSetting) {
        self.setting = setting
        snapshot = setting.snapshot
    }

    private var path: String { "/repos/" + setting.project.path }

    func request(_ step: ForgeStep) -> ForgeRequest {
        switch step {
        case .project: get(step, path)
        case .branch(let name): get(step, path + "/branches/" + AddressText.component(name))
        case .protections: get(step, path + "/branch_protections")
        case .changeRequests(let page):
            get(step, path + "/pulls?state=closed&sort=recentupdate&limit=50&page=\(page)")
        case .reviews(let number): get(step, path + "/pulls/\(number)/reviews?limit=50")
        case .statuses(let number): get(step, path + "/commits/" + head(number) + "/status?limit=50")
        case .responses(let number): get(step, path + "/issues/\(number)/comments")
        case .issues:
            get(step, path + "/issues?state=all&type=issues&sort=recentupdate&limit=\(min(setting.depth.issues, 50))")
        case .comments(let number): get(step, path + "/issues/\(number)/comments")
        case .members(let page): get(step, path + "/collaborators?limit=50&page=\(page)")
        case .releases: get(step, path + "/releases?limit=30")
        case .webhooks: get(step, path + "/hooks?limit=50")
        case .workflowRuns: get(step, path + "/actions/tasks?limit=50")
        case .organisation, .privateReporting, .workflowToken, .branchRules, .rulesOfBranch, .releaseBranches,
            .approvals, .approvalRules, .externalChecks, .missingChangeRequests, .changeRequest, .checkRuns,
            .newestComments, .contributors, .contributorDetails, .ownerPolicy, .activity:
            get(step, path)
        }
    }

    private func get(_ step: ForgeStep, _ path: String) -> ForgeRequest {
        ForgeRequest(
            step: step, address: setting.project.interface + path,
            headers: [ForgeHeader(name: "Accept", value: "application/json")])
    }

    private func head(_ number: Int) -> String {
        let commit = changes.first { $0.number == number }?.headCommit ?? ""
        return CommitText.isFull(commit) ? commit : "HEAD"
    }

    func need(_ step: ForgeStep) -> String? {
        switch step {
        case .project:
            setting.hasToken
                ? "the token may not see it: one with the scope 'read:repository' shows private projects"
                : "a token shows private projects"
        case .webhooks, .protections: "a token of an administrator with the scope 'read:repository' shows them"
        case .issues, .comments, .responses:
            setting.hasToken ? "a token with the scope 'read:issue' shows them" : "a token may show them"
        default:
            setting.hasToken ? "a token with the scope 'read:repository' may show them" : "a token may show them"
        }
    }
}
