// SPDX-License-Identifier: Apache-2.0
import Notations
import Wire

/// An entry of `GET /repos/…/branch_protections`.
struct ForgejoProtection: Hashable {
    /// A branch's name or a pattern.
    var name: String
    var rules: ForgeSnapshot.BranchRules

    init(_ node: Node, branch: String) throws(ForgeError) {
        // `branch_name` is the older member, empty for patterns.
        let rule = node.string(at: "rule_name") ?? ""
        name = rule.isEmpty ? try node.required("branch_name") : rule
        rules = ForgeSnapshot.BranchRules(branch: branch)
        rules.isProtected = true
        // Nobody deletes a protected branch; Forgejo lets nobody force one either, newer Gitea where it is switched on.
        rules.allowsDeletions = false
        rules.allowsForcePushes = node.boolean(at: "enable_force_push") ?? false
        // A list of those who may push leaves some who need no change request.
        rules.requiresChangeRequests = node.boolean(at: "enable_push").map { !$0 }
        rules.requiredApprovals = node.count(at: "required_approvals")
        rules.dismissesStaleReviews = node.boolean(at: "dismiss_stale_approvals")
        rules.requiresUpToDate = node.boolean(at: "block_on_outdated_branch")
        // Forgejo's word and Gitea's.
        rules.appliesToAdmins =
            node.boolean(at: "apply_to_admins") ?? node.boolean(at: "block_admin_merge_override")
        rules.requiresStatusChecks = node.boolean(at: "enable_status_check")
        rules.statusChecks = rules.requiresStatusChecks == true ? node.strings(at: "status_check_contexts") : []
    }
}

extension ForgejoAdapter {
    mutating func take(_ step: ForgeStep, _ answer: ForgeAnswer) throws(ForgeError) -> [ForgeStep] {
        switch step {
        case .project: return try takeProject(try Self.object(answer))
        case .branch(let name): takeBranch(name, try Self.object(answer))
        case .protections:
            let branch = snapshot.project.value?.defaultBranch ?? "main"
            protections = try Self.array(answer).map { node throws(ForgeError) in
                try ForgejoProtection(node, branch: branch)
            }
        case .changeRequests(let page):
            return try takeChangeRequests(try Self.array(answer), page: page, hasNext: answer.hasNextPage)
        case .reviews(let number):
            let nodes = try Self.array(answer)
            changes.change(number) { change in
                var first = FirstResponse(to: change.author)
                for node in nodes {
                    let name = Self.account(node)
                    var review = ForgeSnapshot.Review(author: name, state: Self.state(node))
                    review.submitted = node.time(at: "submitted_at")
                    review.authorIsBot = AccountNames.isBot(name)
                    // A draft of a review, or a wish for one, is none.
                    guard !["PENDING", "REQUEST_REVIEW"].contains(review.state) else { continue }
                    change.reviews.append(review)
                    first.see(name, isBot: review.authorIsBot, at: review.submitted)
                }
                change.firstResponse = [first.time, change.firstResponse].compactMap(\.self).min()
            }
            awaited.remove(number)
        case .statuses(let number):
            let nodes = try Self.object(answer).list(at: "statuses")
            changes.change(number) { change in
                change.checks = nodes.map {
                    .init(
                        kind: .status, name: $0.string(at: "context") ?? "", url: $0.string(at: "target_url"),
                        state: $0.string(at: "status") ?? $0.string(at: "state") ?? "", conclusion: nil)
                }
            }
        case .responses(let number):
            let nodes = try Self.array(answer)
            changes.change(number) { change in
                var first = FirstResponse(to: change.author)
                for node in nodes {
                    let name = Self.account(node)
                    first.see(name, isBot: AccountNames.isBot(name), at: node.time(at: "created_at"))
                }
                change.firstResponse = [first.time, change.firstResponse].compactMap(\.self).min()
                change.allResponsesSeen = true
            }
        case .issues: return try takeIssues(try Self.array(answer), hasNext: answer.hasNextPage)
        case .comments(let number): takeComments(try Self.array(answer), on: number)
        case .members(let page):
            let names = try Self.array(answer).compactMap { $0.string(at: "login") }
            collaborators = (collaborators ?? []).union(names)
            if answer.hasNextPage, page < 5 { return [.members(page: page + 1)] }
        case .releases: try takeReleases(try Self.array(answer))
        case .webhooks:
            // A hook's secret is not shown, nor whether there is one.
            snapshot.webhooks =
                try Self.array(answer).isEmpty
                ? .seen([]) : .unseen("Forgejo does not say whether a webhook has a secret.")
        case .workflowRuns:
            var runs: [ForgeSnapshot.WorkflowRun] = []
            for node in try Self.object(answer).list(at: "workflow_runs") where node.string(at: "status") == "success" {
                guard let name = node.string(at: "workflow_id") ?? node.string(at: "path"),
                    let path = name.split(separator: "@").first
                else { continue }
                let run = ForgeSnapshot.WorkflowRun(path: String(path), headCommit: node.string(at: "head_sha"))
                if !runs.contains(run) { runs.append(run) }
            }
            snapshot.workflowRuns = .seen(runs)
        case .organisation, .privateReporting, .workflowToken, .branchRules, .rulesOfBranch, .releaseBranches,
            .approvals, .approvalRules, .externalChecks, .missingChangeRequests, .changeRequest, .checkRuns,
            .newestComments, .contributors, .contributorDetails, .ownerPolicy, .activity:
            break
        }
        return []
    }

    mutating func miss(_ step: ForgeStep, _ refusal: ForgeRefusal) -> [ForgeStep] {
        let reason = refusal.sentence
        switch step {
        case .project:
            snapshot.miss(everything: reason)
            branchReason = reason
            changesReason = reason
        case .branch: branchReason = reason
        case .protections: snapshot.note("How branches are protected was read from what everybody sees. " + reason)
        case .changeRequests(let page):
            if page == 1 {
                changesReason = reason
            } else {
                snapshot.note("Not all change requests were read. " + reason)
            }
        case .reviews: changesReason = changesReason ?? reason
        case .statuses: snapshot.note("The checks of some change requests were not read. " + reason)
        case .responses: snapshot.note("The comments on some change requests were not read. " + reason)
        case .issues: snapshot.issues = .unseen(reason)
        case .comments: snapshot.note("The comments on some issues were not read. " + reason)
        case .members: snapshot.note("Who collaborates was not read. " + reason)
        case .releases: snapshot.releases = .unseen(reason)
        case .webhooks: snapshot.webhooks = .unseen(reason)
        case .workflowRuns: snapshot.workflowRuns = .unseen(reason)
        case .organisation, .privateReporting, .workflowToken, .branchRules, .rulesOfBranch, .releaseBranches,
            .approvals, .approvalRules, .externalChecks, .missingChangeRequests, .changeRequest, .checkRuns,
            .newestComments, .contributors, .contributorDetails, .ownerPolicy, .activity:
            break
        }
        return []
    }

    func finished() -> ForgeSnapshot {
        var snapshot = snapshot
        finishBranches(&snapshot)
        snapshot.takeChangeRequests(
            changes.filter { !awaited.contains($0.number) }, isWaiting: !awaited.isEmpty, isAsked: isAsked,
            reason: changesReason)
        if let collaborators {
            let owner = setting.project.owner
            snapshot.setAssociations { $0 == owner ? "OWNER" : collaborators.contains($0) ? "COLLABORATOR" : "NONE" }
        }
        return snapshot
    }

    private func finishBranches(_ snapshot: inout ForgeSnapshot) {
        if let branchReason {
            snapshot.branches = .unseen(branchReason)
            return
        }
        guard var rules = branch else { return }
        if let protections {
            // A rule with the branch's own name goes before patterns, those in their order.
            let covering =
                protections.first { $0.name == rules.branch }
                ?? protections.first { RefPattern($0.name).matches(rules.branch) }
            if let covering {
                rules = covering.rules
            } else {
                rules = ForgeSnapshot.BranchRules(branch: rules.branch)
                rules.isProtected = false
            }
        }
        snapshot.branches = .seen([rules])
    }

    private static func account(_ node: Node) -> String {
        let name = node.object(at: "user")?.string(at: "login") ?? ""
        return name.isEmpty ? AccountNames.gone : name
    }

    /// In GitHub's words.
    private static func state(_ node: Node) -> String {
        if node.boolean(at: "dismissed") == true { return "DISMISSED" }
        return switch node.string(at: "state") ?? "" {
        case "REQUEST_CHANGES": "CHANGES_REQUESTED"
        case "COMMENT": "COMMENTED"
        case let other: other
        }
    }

    // MARK: Parts

    private mutating func takeProject(_ node: Node) throws(ForgeError) -> [ForgeStep] {
        var project = ForgeSnapshot.Project(
            name: try node.required("full_name"), defaultBranch: try node.branch(at: "default_branch"))
        project.created = node.time(at: "created_at")
        project.isArchived = node.boolean(at: "archived") ?? false
        project.isPrivate = node.boolean(at: "private") ?? false
        project.isFork = node.boolean(at: "fork") ?? false
        project.hasIssues = node.boolean(at: "has_issues") ?? true
        project.description = node.string(at: "description") ?? ""
        project.topics = node.strings(at: "topics")
        project.stars = node.count(at: "stars_count")
        project.forks = node.count(at: "forks_count")
        project.openIssues = node.count(at: "open_issues_count")
        // Gitea alone says which licenses it recognised.
        if node["licenses"]?.kind == .array {
            project.licenses = node.strings(at: "licenses").map { .init(spdxID: $0, path: nil) }
        }
        snapshot.project = .seen(project)
        snapshot.ownerSecurityPolicy = .seen(nil)
        snapshot.contributors = .unseen("Forgejo has no list of contributors.")
        snapshot.activity = .unseen("Forgejo does not count what was opened and closed in a time.")
        isAdministrator = node.object(at: "permissions")?.boolean(at: "admin") ?? false
        let mayWrite = node.object(at: "permissions")?.boolean(at: "push") ?? false

        var next: [ForgeStep] = [.branch(project.defaultBranch)]
        if isAdministrator { next.append(.protections(page: 1)) }
        next.append(.changeRequests(page: 1))
        if project.hasIssues {
            next.append(.issues)
            if setting.hasToken, mayWrite { next.append(.members(page: 1)) }
        } else {
            snapshot.issues = .unseen("The project has switched issues off.")
        }
        next += [.releases, .workflowRuns(event: "")]
        if isAdministrator {
            next.append(.webhooks)
        } else {
            snapshot.webhooks = .unseen(
                "Forgejo shows webhooks to administrators\(setting.hasToken ? ", and the token's owner is none" : ""): \(need(.webhooks) ?? "")."
            )
        }
        return next
    }

    /// What everybody may see of a branch.
    private mutating func takeBranch(_ name: String, _ node: Node) {
        var rules = ForgeSnapshot.BranchRules(branch: name)
        rules.isProtected = node.boolean(at: "protected")
        if rules.isProtected == true {
            rules.allowsDeletions = false
            rules.requiredApprovals = node.count(at: "required_approvals")
            rules.requiresStatusChecks = node.boolean(at: "enable_status_check")
            rules.statusChecks = rules.requiresStatusChecks == true ? node.strings(at: "status_check_contexts") : nil
        }
        branch = rules
    }

    private mutating func takeChangeRequests(
        _ nodes: [Node], page: Int, hasNext: Bool
    ) throws(ForgeError) -> [ForgeStep] {
        isAsked = true
        var next: [ForgeStep] = []
        for node in nodes where node.time(at: "merged_at") != nil && changes.count < setting.depth.detailed {
            let author = Self.account(node)
            var change = ForgeSnapshot.ChangeRequest(
                number: try node.requiredCount("number"), author: author, authorIsBot: AccountNames.isBot(author))
            guard !changes.contains(where: { $0.number == change.number }) else { continue }
            change.created = node.time(at: "created_at")
            change.merged = node.time(at: "merged_at")
            let merger = node.object(at: "merged_by")?.string(at: "login")
            change.setMerger(merger.map { ($0, AccountNames.isBot($0)) })
            change.mergeCommit = node.string(at: "merge_commit_sha")
            change.headCommit = node.object(at: "head")?.string(at: "sha")
            change.labels = node.list(at: "labels").compactMap { $0.string(at: "name") }
            let comments = (node.count(at: "comments") ?? 1) &+ (node.count(at: "review_comments") ?? 0)
            change.allResponsesSeen = comments == 0
            changes.append(change)
            awaited.insert(change.number)
            next.append(.reviews(change.number))
            if CommitText.isFull(change.headCommit ?? "") { next.append(.statuses(change.number)) }
            if comments > 0 { next.append(.responses(change.number)) }
        }
        if changes.count < setting.depth.detailed, hasNext, page < 3 { next.append(.changeRequests(page: page + 1)) }
        if changes.count == setting.depth.detailed {
            snapshot.note(
                "Of the merged change requests the newest \(changes.count) were read, for each costs requests.")
        }
        return next
    }

    private mutating func takeIssues(_ nodes: [Node], hasNext: Bool) throws(ForgeError) -> [ForgeStep] {
        var issues: [ForgeSnapshot.Issue] = []
        var next: [ForgeStep] = []
        for node in nodes where node.object(at: "pull_request") == nil {
            let author = Self.account(node)
            var issue = ForgeSnapshot.Issue(
                number: try node.requiredCount("number"), author: author, authorIsBot: AccountNames.isBot(author))
            issue.created = node.time(at: "created_at")
            issue.closed = node.time(at: "closed_at")
            issue.labels = node.list(at: "labels").compactMap { $0.string(at: "name") }
            let comments = node.count(at: "comments") ?? 1
            issue.allCommentsSeen = comments == 0
            if comments > 0, next.count < setting.depth.detailed { next.append(.comments(issue.number)) }
            issues.append(issue)
        }
        snapshot.issues = .seen(issues)
        snapshot.issuesWholeSince = ForgeSnapshot.wholeSince(
            nodes.last?.time(at: "updated_at"), isFull: hasNext || nodes.count >= min(setting.depth.issues, 50))
        return next
    }

    /// The list is whole: this answer has no pages.
    private mutating func takeComments(_ nodes: [Node], on number: Int) {
        snapshot.takeComments(nodes.map { (Self.account($0), $0.time(at: "created_at")) }, on: number, isAll: true)
    }

    private mutating func takeReleases(_ nodes: [Node]) throws(ForgeError) {
        snapshot.releases = .seen(
            try nodes.map { node throws(ForgeError) in
                var release = ForgeSnapshot.Release(
                    tag: try node.required("tag_name"), url: node.string(at: "html_url") ?? "",
                    targetCommitish: node.string(at: "target_commitish") ?? "")
                release.published = node.time(at: "published_at")
                release.isPrerelease = node.boolean(at: "prerelease") ?? false
                release.isDraft = node.boolean(at: "draft") ?? false
                release.notes = node.string(at: "body") ?? ""
                release.assets = node.list(at: "assets").compactMap { asset in
                    asset.string(at: "name").map {
                        .init(name: $0, url: asset.string(at: "browser_download_url") ?? "")
                    }
                }
                return release
            })
    }
}
