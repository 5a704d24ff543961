// SPDX-License-Identifier: Apache-2.0
import Notations

/// An entry of `GET /projects/:id/protected_branches`.
struct GitLabProtection: Hashable {
    /// A branch's name, or a pattern in which `*` stands for anything, slashes included.
    var name: String
    var allowsForcePush: Bool?
    var codeOwners: Bool?
    /// Whether nobody at all may push; nil where it is not said.
    var nobodyPushes: Bool?

    init(_ node: Node) throws(ForgeError) {
        name = try node.required("name")
        allowsForcePush = node.boolean(at: "allow_force_push")
        codeOwners = node.boolean(at: "code_owner_approval_required")
        let levels = node.list(at: "push_access_levels")
        if node["push_access_levels"]?.kind == .array {
            // Level 0 is "no one"; users, groups and deploy keys have entries of their own.
            nobodyPushes = levels.allSatisfy {
                $0.count(at: "access_level") == 0 && $0.count(at: "user_id") == nil && $0.count(at: "group_id") == nil
                    && $0.count(at: "deploy_key_id") == nil
            }
        }
    }

    func covers(_ branch: String) -> Bool { GitLabProtection.covers(name, branch) }

    static func covers(_ pattern: String, _ branch: String) -> Bool {
        // Each piece between the stars as early as it comes; the last one at the end.
        let pieces = pattern.split(separator: "*", omittingEmptySubsequences: false).map { Array($0.utf8) }
        var rest = Array(branch.utf8)[...]
        guard let first = pieces.first, let last = pieces.last else { return false }
        guard pieces.count > 1 else { return rest.elementsEqual(first) }
        guard rest.starts(with: first) else { return false }
        rest = rest.dropFirst(first.count)
        for piece in pieces.dropFirst().dropLast() where !piece.isEmpty {
            guard rest.count >= piece.count,
                let place = (rest.startIndex...(rest.endIndex - piece.count)).first(where: {
                    rest[$0...].starts(with: piece)
                })
            else { return false }
            rest = rest[(place + piece.count)...]
        }
        return rest.count >= last.count && rest.suffix(last.count).elementsEqual(last)
    }
}

/// `GET /projects/:id/approvals`.
struct GitLabApprovals: Hashable {
    var before: Int?
    var resetsOnPush: Bool?
    var committersMayNot: Bool?

    init(_ node: Node) {
        before = node.count(at: "approvals_before_merge")
        resetsOnPush = node.boolean(at: "reset_approvals_on_push")
        committersMayNot = node.boolean(at: "merge_requests_disable_committers_approval")
    }
}

/// An entry of `GET /projects/:id/approval_rules`.
struct GitLabApprovalRule: Hashable {
    var required: Int
    /// Names or patterns; empty for all branches.
    var branches: [String]

    init(_ node: Node) throws(ForgeError) {
        required = try node.requiredCount("approvals_required")
        let all = node.boolean(at: "applies_to_all_protected_branches") ?? false
        branches = all ? [] : node.list(at: "protected_branches").compactMap { $0.string(at: "name") }
    }
}

extension GitLabAdapter {
    /// The rules of a branch as far as they are known; of several protections each one's most open gate counts for force
    /// pushes, because GitLab lets the most permissive decide.
    func rules(of branch: String) -> ForgeSnapshot.BranchRules {
        var rules = ForgeSnapshot.BranchRules(branch: branch)
        guard let protections else { return rules }
        let covering = protections.filter { $0.covers(branch) }
        rules.isProtected = !covering.isEmpty
        guard !covering.isEmpty else { return rules }
        // What is protected can be deleted by nobody through git, and no role passes by a protection.
        rules.allowsDeletions = false
        rules.appliesToAdmins = true
        let force = covering.compactMap(\.allowsForcePush)
        rules.allowsForcePushes = force.isEmpty ? nil : force.contains(true)
        let owners = covering.compactMap(\.codeOwners)
        rules.requiresCodeOwners = owners.isEmpty ? nil : owners.contains(true)
        let closed = covering.compactMap(\.nobodyPushes)
        rules.requiresChangeRequests = closed.isEmpty ? nil : closed.allSatisfy { $0 }
        rules.requiresLinearHistory = mergeMethod.map { $0 == "ff" }
        // A merge that must be a fast-forward, or could be one, starts from the branch's newest commit.
        rules.requiresUpToDate = mergeMethod.map { $0 == "ff" || $0 == "rebase_merge" }
        rules.dismissesStaleReviews = approvals?.resetsOnPush
        rules.requiresLastPushApproval = approvals?.committersMayNot
        let asked = approvalRules?
            .filter { rule in rule.branches.isEmpty || rule.branches.contains { GitLabProtection.covers($0, branch) } }
            .map(\.required).max()
        rules.requiredApprovals = [asked, approvals?.before].compactMap(\.self).max()
        if approvalRules != nil, rules.requiredApprovals == nil { rules.requiredApprovals = 0 }
        let contexts = (needsPipeline == true ? ["pipeline"] : []) + (externalChecks ?? [])
        rules.statusChecks = needsPipeline == nil && externalChecks == nil ? nil : contexts
        rules.requiresStatusChecks =
            !contexts.isEmpty ? true : needsPipeline == false && externalChecks != nil ? false : nil
        return rules
    }
}
