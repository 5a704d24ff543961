// SPDX-License-Identifier: Apache-2.0
import Notations
import Wire

extension GitLabAdapter {
    mutating func take(_ step: ForgeStep, _ answer: ForgeAnswer) throws(ForgeError) -> [ForgeStep] {
        switch step {
        case .project: return try takeProject(try Self.object(answer))
        case .branch(let name):
            // Everybody may see whether a branch is protected, but not how.
            let isProtected = try Self.object(answer).boolean(at: "protected")
            var rules = ForgeSnapshot.BranchRules(branch: name)
            rules.isProtected = isProtected
            snapshot.branches = .seen([rules])
        case .protections(let page):
            var list = protections ?? []
            for node in try Self.array(answer) { list.append(try GitLabProtection(node)) }
            protections = list
            if answer.hasNextPage, page < 10 { return [.protections(page: page + 1)] }
        case .approvals: approvals = GitLabApprovals(try Self.object(answer))
        case .approvalRules:
            approvalRules = try Self.array(answer).map { node throws(ForgeError) in try GitLabApprovalRule(node) }
        case .externalChecks: externalChecks = try Self.array(answer).compactMap { $0.string(at: "name") }
        case .changeRequests: return try takeChangeRequests(try Self.array(answer))
        case .reviews(let number):
            let approvers = try Self.object(answer).list(at: "approved_by")
            changes.change(number) { change in
                change.reviews = approvers.map {
                    let name = $0.object(at: "user")?.string(at: "username") ?? AccountNames.gone
                    var review = ForgeSnapshot.Review(author: name, state: "APPROVED")
                    review.submitted = $0.time(at: "approved_at")
                    review.authorIsBot = AccountNames.isBot(name)
                    return review
                }
            }
            awaited.remove(number)
        case .checkRuns(let number):
            let pipelines = try Self.array(answer)
            changes.change(number) { change in
                change.checks = pipelines.filter { $0.string(at: "sha") == change.headCommit }.map(Self.check)
            }
        case .responses(let number):
            let nodes = try Self.array(answer)
            changes.change(number) { change in
                var first = FirstResponse(to: change.author)
                for node in nodes where node.boolean(at: "system") != true {
                    let name = Self.account(node)
                    first.see(name, isBot: AccountNames.isBot(name), at: node.time(at: "created_at"))
                }
                change.firstResponse = first.time
                change.allResponsesSeen = first.time != nil || !answer.hasNextPage
            }
        case .issues: return try takeIssues(try Self.array(answer), hasNext: answer.hasNextPage)
        case .comments(let number): takeComments(try Self.array(answer), on: number, isAll: !answer.hasNextPage)
        case .members(let page):
            var levels = members ?? [:]
            for node in try Self.array(answer) {
                if let name = node.string(at: "username") { levels[name] = node.count(at: "access_level") ?? 0 }
            }
            members = levels
            if answer.hasNextPage, page < 5 { return [.members(page: page + 1)] }
        case .releases: try takeReleases(try Self.array(answer))
        case .contributors: takeContributors(try Self.array(answer))
        case .webhooks: takeWebhooks(try Self.array(answer))
        case .workflowRuns:
            var runs: [ForgeSnapshot.WorkflowRun] = []
            for node in try Self.array(answer) {
                let run = ForgeSnapshot.WorkflowRun(path: automationPath, headCommit: node.string(at: "sha"))
                if !runs.contains(run) { runs.append(run) }
            }
            snapshot.workflowRuns = .seen(runs)
        case .activity: try takeActivity(try QueryAnswer(Self.object(answer)))
        case .organisation, .privateReporting, .workflowToken, .branchRules, .rulesOfBranch, .releaseBranches,
            .missingChangeRequests, .changeRequest, .statuses, .newestComments, .contributorDetails, .ownerPolicy:
            break
        }
        return []
    }

    mutating func miss(_ step: ForgeStep, _ refusal: ForgeRefusal) -> [ForgeStep] {
        let reason = refusal.sentence
        switch step {
        case .project:
            snapshot.miss(everything: reason)
            protectionsReason = reason
            changesReason = reason
        case .protections(let page):
            guard page == 1 else {
                snapshot.note("Not all protected branches were read. " + reason)
                return []
            }
            protectionsReason = reason
            guard refusal.isHidden, let branch = snapshot.project.value?.defaultBranch else { return [] }
            return [.branch(branch)]
        case .branch: snapshot.branches = .unseen(reason)
        case .approvals, .approvalRules: snapshot.note(reason)
        case .externalChecks:
            // Free editions know no external checks, and answer as if there were no such page.
            if refusal.status == 404 { externalChecks = [] } else { snapshot.note(reason) }
        case .changeRequests: changesReason = reason
        case .reviews: changesReason = changesReason ?? reason
        case .checkRuns: snapshot.note("The pipelines of some change requests were not read. " + reason)
        case .responses: snapshot.note("The comments on some change requests were not read. " + reason)
        case .issues: snapshot.issues = .unseen(reason)
        case .comments: snapshot.note("The comments on some issues were not read. " + reason)
        case .members: snapshot.note("Who is a member was not read. " + reason)
        case .releases: snapshot.releases = .unseen(reason)
        case .contributors: snapshot.contributors = .unseen(reason)
        case .webhooks: snapshot.webhooks = .unseen(reason)
        case .workflowRuns: snapshot.workflowRuns = .unseen(reason)
        case .activity: snapshot.activity = .unseen(reason)
        case .organisation, .privateReporting, .workflowToken, .branchRules, .rulesOfBranch, .releaseBranches,
            .missingChangeRequests, .changeRequest, .statuses, .newestComments, .contributorDetails, .ownerPolicy:
            break
        }
        return []
    }

    func finished() -> ForgeSnapshot {
        var snapshot = snapshot
        if protections != nil, let branch = snapshot.project.value?.defaultBranch {
            snapshot.branches = .seen([rules(of: branch)])
        } else if let protectionsReason {
            if snapshot.branches.value == nil {
                snapshot.branches = .unseen(protectionsReason)
            } else {
                snapshot.notes.append("How the default branch is protected was not read. " + protectionsReason)
            }
        }
        snapshot.takeChangeRequests(
            changes.filter { !awaited.contains($0.number) }, isWaiting: !awaited.isEmpty, isAsked: isAsked,
            reason: changesReason)
        if let members { snapshot.setAssociations { Self.association(members[$0]) } }
        return snapshot
    }

    /// GitLab's levels in the words that GitHub has for them: whoever may write code is a member.
    static func association(_ level: Int?) -> String {
        switch level ?? 0 {
        case 50...: "OWNER"
        case 30..<50: "MEMBER"
        case 20..<30: "COLLABORATOR"
        case 5..<20: "CONTRIBUTOR"
        default: "NONE"
        }
    }

    private static func account(_ node: Node) -> String {
        node.object(at: "author")?.string(at: "username") ?? AccountNames.gone
    }

    /// A pipeline in the words of a check run.
    static func check(_ node: Node) -> ForgeSnapshot.Check {
        let status = node.string(at: "status") ?? ""
        let conclusions = [
            "success": "success", "failed": "failure", "canceled": "cancelled", "skipped": "skipped",
            "manual": "action_required",
        ]
        let conclusion = conclusions[status]
        return ForgeSnapshot.Check(
            kind: .checkRun, name: "gitlab-ci", url: node.string(at: "web_url"),
            state: conclusion == nil ? status : "completed", conclusion: conclusion)
    }

    // MARK: Parts

    private mutating func takeProject(_ node: Node) throws(ForgeError) -> [ForgeStep] {
        // An empty repository has no default branch.
        var project = ForgeSnapshot.Project(
            name: try node.required("path_with_namespace"),
            defaultBranch: node["default_branch"]?.string == nil ? "main" : try node.branch(at: "default_branch"))
        project.created = node.time(at: "created_at")
        project.isArchived = node.boolean(at: "archived") ?? false
        project.isPrivate = node.string(at: "visibility").map { $0 != "public" } ?? false
        project.isFork = node.object(at: "forked_from_project") != nil
        project.hasIssues =
            node.string(at: "issues_access_level").map { $0 != "disabled" } ?? node.boolean(at: "issues_enabled")
            ?? true
        project.description = node.string(at: "description") ?? ""
        project.topics = node.strings(at: "topics")
        project.stars = node.count(at: "star_count")
        project.forks = node.count(at: "forks_count")
        project.openIssues = node.count(at: "open_issues_count")
        if let license = node["license"] {
            project.licenses = license.kind == .null ? [] : [.init(spdxID: license.string(at: "key"), path: nil)]
        }
        project.secretScanning =
            node.boolean(at: "secret_push_protection_enabled")
            ?? node.boolean(at: "pre_receive_secret_detection_enabled")
        snapshot.project = .seen(project)
        mergeMethod = node.string(at: "merge_method")
        needsPipeline = node.boolean(at: "only_allow_merge_if_pipeline_succeeds")
        if let path = node.string(at: "ci_config_path"), !path.isEmpty { automationPath = path }
        // There is no project that speaks for all of a group.
        snapshot.ownerSecurityPolicy = .seen(nil)

        let permissions = node.object(at: "permissions")
        let levels = ["project_access", "group_access"].compactMap {
            permissions?.object(at: $0)?.count(at: "access_level")
        }
        var next: [ForgeStep] = [.protections(page: 1)]
        if setting.hasToken { next += [.approvals, .approvalRules, .externalChecks] }
        next.append(.changeRequests(page: 1))
        if project.hasIssues {
            next.append(.issues)
            if setting.hasToken { next.append(.members(page: 1)) }
        } else {
            snapshot.issues = .unseen("The project has switched issues off.")
        }
        next += [.releases, .contributors, .workflowRuns(event: ""), .activity]
        if levels.contains(where: { $0 >= 40 }) {
            next.append(.webhooks)
        } else {
            snapshot.webhooks = .unseen(
                "GitLab shows webhooks to maintainers\(setting.hasToken ? ", and the token's owner is none" : ""): \(need(.webhooks) ?? "")."
            )
        }
        return next
    }

    private mutating func takeChangeRequests(_ nodes: [Node]) throws(ForgeError) -> [ForgeStep] {
        isAsked = true
        var next: [ForgeStep] = []
        for node in nodes.prefix(setting.depth.detailed) {
            let author = Self.account(node)
            var change = ForgeSnapshot.ChangeRequest(
                number: try node.requiredCount("iid"), author: author, authorIsBot: AccountNames.isBot(author))
            change.created = node.time(at: "created_at")
            change.merged = node.time(at: "merged_at")
            guard change.merged != nil, !changes.contains(where: { $0.number == change.number }) else { continue }
            let merger = (node.object(at: "merge_user") ?? node.object(at: "merged_by"))?.string(at: "username")
            change.setMerger(merger.map { ($0, AccountNames.isBot($0)) })
            change.headCommit = node.string(at: "sha")
            let squashed = node.string(at: "squash_commit_sha")
            // Of a fast-forward, the head is what was merged.
            change.mergeCommit = node.string(at: "merge_commit_sha") ?? squashed ?? change.headCommit
            change.commits = [squashed].compactMap(\.self).filter { $0 != change.mergeCommit }
            change.labels = node.strings(at: "labels")
            let comments = node.count(at: "user_notes_count") ?? 1
            change.allResponsesSeen = comments == 0
            changes.append(change)
            awaited.insert(change.number)
            next += [.reviews(change.number), .checkRuns(change.number)]
            if comments > 0 { next.append(.responses(change.number)) }
        }
        if nodes.count > setting.depth.detailed {
            snapshot.note(
                "Of the merged change requests the newest \(setting.depth.detailed) were read, for each costs requests."
            )
        }
        return next
    }

    private mutating func takeIssues(_ nodes: [Node], hasNext: Bool) throws(ForgeError) -> [ForgeStep] {
        var issues: [ForgeSnapshot.Issue] = []
        var next: [ForgeStep] = []
        for node in nodes {
            let author = Self.account(node)
            var issue = ForgeSnapshot.Issue(
                number: try node.requiredCount("iid"), author: author, authorIsBot: AccountNames.isBot(author))
            issue.created = node.time(at: "created_at")
            issue.closed = node.time(at: "closed_at")
            issue.labels = node.strings(at: "labels")
            let comments = node.count(at: "user_notes_count") ?? 1
            issue.allCommentsSeen = comments == 0
            if comments > 0, next.count < setting.depth.detailed { next.append(.comments(issue.number)) }
            issues.append(issue)
        }
        snapshot.issues = .seen(issues)
        snapshot.issuesWholeSince = ForgeSnapshot.wholeSince(
            nodes.last?.time(at: "updated_at"), isFull: hasNext || nodes.count >= setting.depth.issues)
        return next
    }

    private mutating func takeComments(_ nodes: [Node], on number: Int, isAll: Bool) {
        let written = nodes.filter { $0.boolean(at: "system") != true }
        snapshot.takeComments(
            written.map { (Self.account($0), $0.time(at: "created_at")) }, on: number, isAll: isAll)
    }

    private mutating func takeReleases(_ nodes: [Node]) throws(ForgeError) {
        snapshot.releases = .seen(
            try nodes.map { node throws(ForgeError) in
                let links = node.object(at: "_links")
                var release = ForgeSnapshot.Release(
                    tag: try node.required("tag_name"), url: links?.string(at: "self") ?? "",
                    targetCommitish: node.object(at: "commit")?.string(at: "id") ?? "")
                release.published = node.time(at: "released_at")
                release.isPrerelease = node.boolean(at: "upcoming_release") ?? false
                release.notes = node.string(at: "description") ?? ""
                release.assets = (node.object(at: "assets")?.list(at: "links") ?? []).compactMap { link in
                    link.string(at: "name").map {
                        .init(name: $0, url: link.string(at: "direct_asset_url") ?? link.string(at: "url") ?? "")
                    }
                }
                return release
            })
    }

    /// GitLab counts by name and address; the address is not kept.
    private mutating func takeContributors(_ nodes: [Node]) {
        var contributors: [ForgeSnapshot.Contributor] = []
        for node in nodes {
            guard let name = node.string(at: "name"), !name.isEmpty else { continue }
            let count = node.count(at: "commits") ?? 0
            if let place = contributors.firstIndex(where: { $0.login == name }) {
                contributors[place].contributions &+= count
            } else {
                var contributor = ForgeSnapshot.Contributor(login: name, contributions: count)
                contributor.isBot = AccountNames.isBot(name)
                contributors.append(contributor)
            }
        }
        contributors.sort { ($1.contributions, $0.login) < ($0.contributions, $1.login) }
        snapshot.contributors = .seen(contributors)
    }

    private mutating func takeWebhooks(_ nodes: [Node]) {
        var hooks: [ForgeSnapshot.Webhook] = []
        for node in nodes {
            let secrets = [node.boolean(at: "token_present"), node.boolean(at: "signing_token_present")]
                .compactMap(\.self)
            guard !secrets.isEmpty else {
                snapshot.webhooks = .unseen("This GitLab does not say whether a webhook has a secret; newer ones do.")
                return
            }
            hooks.append(
                .init(url: AddressText.origin(node.string(at: "url") ?? ""), hasSecret: secrets.contains(true)))
        }
        snapshot.webhooks = .seen(hooks)
    }

    private mutating func takeActivity(_ answer: QueryAnswer) throws(ForgeError) {
        guard let project = answer.data?.object(at: "project") else { throw ForgeError(answer.reason) }
        func count(_ name: String) -> Int? { project.object(at: name)?.count(at: "count") }
        var activity = ForgeSnapshot.Activity(from: setting.start, to: setting.taken)
        if let opened = count("changesOpened"), let merged = count("changesMerged"),
            let closed = count("changesClosed"), let open = count("changesOpen")
        {
            activity.changeRequests = .init(opened: opened, closed: merged &+ closed, open: open)
        }
        if let opened = count("issuesOpened"), let closed = count("issuesClosed"), let open = count("issuesOpen") {
            activity.issues = .init(opened: opened, closed: closed, open: open)
        }
        guard activity.changeRequests != nil || activity.issues != nil else { throw ForgeError(answer.reason) }
        snapshot.activity = .seen(activity)
    }
}
