// SPDX-License-Identifier: Apache-2.0
import Notations

/// A ruleset of GitHub, as far as it speaks of branches.
struct GitHubRuleset: Hashable {
    var isActive: Bool
    var isForBranches: Bool
    var include: [String]
    var exclude: [String]
    /// How many may pass it by; nil where the token may not see it.
    var bypassers: Int?
    var rules: [GitHubRule]

    /// Of `Repository.rulesets` in GraphQL.
    init(_ node: Node) {
        isActive = node.string(at: "enforcement") == "ACTIVE"
        isForBranches = node.string(at: "target").map { $0 == "BRANCH" } ?? true
        let names = node.object(at: "conditions")?.object(at: "refName")
        include = names?.strings(at: "include") ?? []
        exclude = names?.strings(at: "exclude") ?? []
        bypassers = node.object(at: "bypassActors").flatMap { $0.count(at: "totalCount") ?? $0.list(at: "nodes").count }
        rules = node.nodes(at: "rules").compactMap(GitHubRule.init)
    }

    init(include: [String] = ["~ALL"], exclude: [String] = [], bypassers: Int? = 0, rules: [GitHubRule]) {
        isActive = true
        isForBranches = true
        self.include = include
        self.exclude = exclude
        self.bypassers = bypassers
        self.rules = rules
    }

    /// An empty list of what is included means everything, but only where something is excluded.
    func applies(to branch: String, isDefault: Bool) -> Bool {
        guard isActive, isForBranches else { return false }
        func names(_ pattern: String) -> Bool {
            switch pattern {
            case "~ALL": true
            case "~DEFAULT_BRANCH": isDefault
            default: RefPattern(pattern).matches("refs/heads/" + branch)
            }
        }
        if exclude.contains(where: names) { return false }
        return include.isEmpty ? !exclude.isEmpty : include.contains(where: names)
    }
}

enum GitHubRule: Hashable {
    case deletion, forcePush, linearHistory
    case changeRequest(dismissesStale: Bool?, codeOwners: Bool?, lastPush: Bool?, approvals: Int?)
    case statusChecks(upToDate: Bool?, contexts: [String])

    /// Of GraphQL (`NON_FAST_FORWARD`, `dismissStaleReviewsOnPush`) or REST (`non_fast_forward`,
    /// `dismiss_stale_reviews_on_push`); nil for rules that say nothing about the questions asked here.
    init?(_ node: Node) {
        let values = node.object(at: "parameters")
        func flag(_ name: String, _ other: String) -> Bool? { values?.boolean(at: name) ?? values?.boolean(at: other) }
        switch node.string(at: "type")?.uppercased() {
        case "DELETION": self = .deletion
        case "NON_FAST_FORWARD": self = .forcePush
        case "REQUIRED_LINEAR_HISTORY": self = .linearHistory
        case "PULL_REQUEST":
            self = .changeRequest(
                dismissesStale: flag("dismissStaleReviewsOnPush", "dismiss_stale_reviews_on_push"),
                codeOwners: flag("requireCodeOwnerReview", "require_code_owner_review"),
                lastPush: flag("requireLastPushApproval", "require_last_push_approval"),
                approvals: values?.count(at: "requiredApprovingReviewCount")
                    ?? values?.count(at: "required_approving_review_count"))
        case "REQUIRED_STATUS_CHECKS":
            let checks =
                (values?.list(at: "requiredStatusChecks") ?? []) + (values?.list(at: "required_status_checks") ?? [])
            self = .statusChecks(
                upToDate: flag("strictRequiredStatusChecksPolicy", "strict_required_status_checks_policy"),
                contexts: checks.compactMap { $0.string(at: "context") })
        default: return nil
        }
    }
}

/// The rules of one branch before rulesets: GraphQL's `branchProtectionRule` for administrators, `refUpdateRule` for
/// everybody.
struct GitHubRef: Hashable {
    var branch: String
    var rule: Rule?
    var isAdministratorView = false
    /// Whether there is a rule of the old kind whose members this visitor may not see.
    var hidesRule = false

    struct Rule: Hashable {
        var dismissesStaleReviews: Bool?
        var isAdminEnforced: Bool?
        var requiresStrictStatusChecks: Bool?
        var requiresStatusChecks: Bool?
        var allowsDeletions: Bool?
        var allowsForcePushes: Bool?
        var requiredApprovals: Int?
        var requiresCodeOwners: Bool?
        var requiresLinearHistory: Bool?
        var requiresLastPushApproval: Bool?
        var contexts: [String]?

        init() {}

        init(_ node: Node) {
            dismissesStaleReviews = node.boolean(at: "dismissesStaleReviews")
            isAdminEnforced = node.boolean(at: "isAdminEnforced")
            requiresStrictStatusChecks = node.boolean(at: "requiresStrictStatusChecks")
            requiresStatusChecks = node.boolean(at: "requiresStatusChecks")
            allowsDeletions = node.boolean(at: "allowsDeletions")
            allowsForcePushes = node.boolean(at: "allowsForcePushes")
            requiredApprovals = node.count(at: "requiredApprovingReviewCount")
            requiresCodeOwners = node.boolean(at: "requiresCodeOwnerReviews")
            requiresLinearHistory = node.boolean(at: "requiresLinearHistory")
            requiresLastPushApproval = node.boolean(at: "requireLastPushApproval")
            if node["requiredStatusCheckContexts"]?.kind == .array {
                contexts = node.strings(at: "requiredStatusCheckContexts")
            }
        }
    }

    /// The branch's rules, rulesets included: of several the most restrictive counts, and anybody who may pass one by
    /// means that administrators are not held.
    ///
    /// - Parameter isIncomplete: whether there may be rules that were not read; then only what is strict already is known.
    func merged(
        with rulesets: [GitHubRuleset], isDefault: Bool, isIncomplete: Bool = false
    ) -> ForgeSnapshot.BranchRules {
        let rulesets = rulesets.filter { $0.applies(to: branch, isDefault: isDefault) }
        var rules = own
        rules.isProtected = rule != nil || hidesRule || !rulesets.isEmpty
        for ruleset in rulesets { rules.tighten(by: ruleset) }
        if rules.appliesToAdmins == true, rulesets.contains(where: { $0.bypassers == nil }) {
            rules.appliesToAdmins = nil
        }
        if hidesRule || isIncomplete { rules.forgetWhatIsLoose() }
        return rules
    }

    private var own: ForgeSnapshot.BranchRules {
        var rules = ForgeSnapshot.BranchRules(branch: branch)
        guard let rule else { return rules }
        rules.allowsDeletions = rule.allowsDeletions
        rules.allowsForcePushes = rule.allowsForcePushes
        rules.requiresLinearHistory = rule.requiresLinearHistory
        rules.requiredApprovals = rule.requiredApprovals
        rules.requiresCodeOwners = rule.requiresCodeOwners
        rules.statusChecks = rule.contexts
        guard isAdministratorView else {
            // Both are 0 and false where no change request is needed as well: only more than that says something.
            if (rule.requiredApprovals ?? 0) > 0 || rule.requiresCodeOwners == true {
                rules.requiresChangeRequests = true
            }
            return rules
        }
        rules.appliesToAdmins = rule.isAdminEnforced
        rules.requiresLastPushApproval = rule.requiresLastPushApproval
        rules.dismissesStaleReviews = rule.dismissesStaleReviews
        rules.requiresStatusChecks = rule.requiresStatusChecks
        // Strictness is true in the answer where no check is required at all.
        if let required = rule.requiresStatusChecks, let strict = rule.requiresStrictStatusChecks {
            rules.requiresUpToDate = required && strict
        }
        // The number is null exactly where no change request is needed.
        rules.requiresChangeRequests =
            rule.requiredApprovals != nil || rule.requiresCodeOwners == true || rule.requiresLastPushApproval == true
            || rule.dismissesStaleReviews == true
        return rules
    }
}

extension ForgeSnapshot.BranchRules {
    fileprivate mutating func tighten(by ruleset: GitHubRuleset) {
        var other = ForgeSnapshot.BranchRules(branch: branch)
        other.allowsDeletions = true
        other.allowsForcePushes = true
        other.requiresLinearHistory = false
        other.requiresChangeRequests = false
        other.appliesToAdmins = ruleset.bypassers.map { $0 == 0 }
        for rule in ruleset.rules {
            switch rule {
            case .deletion: other.allowsDeletions = false
            case .forcePush: other.allowsForcePushes = false
            case .linearHistory: other.requiresLinearHistory = true
            case .changeRequest(let dismissesStale, let codeOwners, let lastPush, let approvals):
                other.requiresChangeRequests = true
                other.dismissesStaleReviews = dismissesStale
                other.requiresCodeOwners = codeOwners
                other.requiresLastPushApproval = lastPush
                other.requiredApprovals = approvals
            case .statusChecks(let upToDate, let contexts) where !contexts.isEmpty:
                other.requiresStatusChecks = true
                other.requiresUpToDate = upToDate
                other.statusChecks = (other.statusChecks ?? []) + contexts
            case .statusChecks: break
            }
        }
        func keepFalse(_ path: WritableKeyPath<Self, Bool?>) {
            if self[keyPath: path] == nil || other[keyPath: path] == false {
                self[keyPath: path] = other[keyPath: path]
            }
        }
        func keepTrue(_ path: WritableKeyPath<Self, Bool?>) {
            if self[keyPath: path] == nil || other[keyPath: path] == true { self[keyPath: path] = other[keyPath: path] }
        }
        keepFalse(\.allowsDeletions)
        keepFalse(\.allowsForcePushes)
        keepFalse(\.appliesToAdmins)
        keepTrue(\.requiresLinearHistory)
        keepTrue(\.requiresChangeRequests)
        keepTrue(\.dismissesStaleReviews)
        keepTrue(\.requiresCodeOwners)
        keepTrue(\.requiresLastPushApproval)
        keepTrue(\.requiresStatusChecks)
        keepTrue(\.requiresUpToDate)
        if requiredApprovals == nil || (requiredApprovals ?? 0) < (other.requiredApprovals ?? 0) {
            requiredApprovals = other.requiredApprovals
        }
        if let contexts = other.statusChecks {
            statusChecks = (statusChecks ?? []) + contexts.filter { !(statusChecks ?? []).contains($0) }
        }
    }

    /// Where another rule cannot be seen, only what is strict already is known.
    fileprivate mutating func forgetWhatIsLoose() {
        if isProtected == false { isProtected = nil }
        if allowsDeletions == true { allowsDeletions = nil }
        if allowsForcePushes == true { allowsForcePushes = nil }
        if requiresLinearHistory == false { requiresLinearHistory = nil }
        if requiresChangeRequests == false { requiresChangeRequests = nil }
        if dismissesStaleReviews == false { dismissesStaleReviews = nil }
        if requiresCodeOwners == false { requiresCodeOwners = nil }
        if requiresLastPushApproval == false { requiresLastPushApproval = nil }
        if requiresUpToDate == false { requiresUpToDate = nil }
        if appliesToAdmins == true { appliesToAdmins = nil }
        if requiredApprovals == 0 { requiredApprovals = nil }
    }
}
