// SPDX-License-Identifier: Apache-2.0

/// What one request is for. Numbers are those of change requests and issues, or pages from 1.
enum ForgeStep: Sendable, Hashable {
    case project, organisation, privateReporting, workflowToken
    /// The rules of the default branch, and where one answer holds both, the rulesets.
    case branchRules
    case branch(String)
    case rulesOfBranch(String)
    case releaseBranches
    case protections(page: Int)
    case approvals, approvalRules, externalChecks
    case changeRequests(page: Int)
    case missingChangeRequests
    case changeRequest(Int)
    case reviews(Int)
    case responses(Int)
    case checkRuns(Int)
    case statuses(Int)
    case issues, newestComments
    case comments(Int)
    case members(page: Int)
    case releases, contributors
    case contributorDetails(withOrganisations: Bool)
    case webhooks
    /// Of runs of this event only; of all for an empty text.
    case workflowRuns(event: String)
    case ownerPolicy(attempt: Int)
    case activity

    /// With its article, for sentences.
    var what: String {
        switch self {
        case .project: "the project"
        case .organisation: "the organisation"
        case .privateReporting: "the setting of private reporting"
        case .workflowToken: "the rights of workflow tokens"
        case .branchRules, .branch, .rulesOfBranch, .releaseBranches, .protections: "the branch rules"
        case .approvals, .approvalRules: "the approval rules"
        case .externalChecks: "the external status checks"
        case .changeRequests, .missingChangeRequests, .changeRequest: "the change requests"
        case .reviews: "the reviews of a change request"
        case .responses: "the comments on a change request"
        case .checkRuns, .statuses: "the checks of a change request"
        case .issues: "the issues"
        case .newestComments, .comments: "the comments on issues"
        case .members: "the members"
        case .releases: "the releases"
        case .contributors, .contributorDetails: "the contributors"
        case .webhooks: "the webhooks"
        case .workflowRuns: "the workflow runs"
        case .ownerPolicy: "the owner's security policy"
        case .activity: "the counts of change requests and issues"
        }
    }
}
