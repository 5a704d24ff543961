// SPDX-License-Identifier: Apache-2.0
import Notations
import Wire

extension GitHubAdapter {
    mutating func take(_ step: ForgeStep, _ answer: ForgeAnswer) throws(ForgeError) -> [ForgeStep] {
        switch step {
        case .project: return try takeProject(try Self.object(answer))
        case .organisation:
            let required = try Self.object(answer).boolean(at: "two_factor_requirement_enabled")
            change(\.requiresTwoFactor, required)
        case .privateReporting: change(\.privateReporting, try Self.object(answer).boolean(at: "enabled"))
        case .workflowToken:
            let rights = try Self.object(answer).required("default_workflow_permissions")
            change(\.workflowTokenIsReadOnly, rights == "read")
        case .branchRules: try takeBranches(try QueryAnswer(Self.object(answer)))
        case .branch(let name): takeBranch(name, try Self.object(answer))
        case .rulesOfBranch(let name): takeRules(of: name, try Self.array(answer))
        case .releaseBranches: try takeReleaseBranches(try QueryAnswer(Self.object(answer)))
        case .changeRequests(let page):
            guard setting.hasToken else { return try takePulls(try Self.array(answer), page: page, answer.hasNextPage) }
            return try takeChangeRequests(try QueryAnswer(Self.object(answer)), page: page)
        case .missingChangeRequests: try takeMissing(try QueryAnswer(Self.object(answer)))
        case .changeRequest, .reviews, .checkRuns, .statuses: try takeDetail(step, answer)
        case .issues:
            guard setting.hasToken else { return try takeIssues(try Self.array(answer)) }
            try takeIssues(try QueryAnswer(Self.object(answer)))
        case .newestComments: takeComments(try Self.array(answer), isAll: !answer.hasNextPage)
        case .releases: return try takeReleases(try Self.array(answer))
        case .contributors: return takeContributors(answer.status == 204 ? [] : try Self.array(answer))
        case .contributorDetails(let withOrganisations):
            return takeUsers(try QueryAnswer(Self.object(answer)), withOrganisations: withOrganisations)
        case .webhooks:
            snapshot.webhooks = .seen(
                try Self.array(answer).map { hook throws(ForgeError) in
                    guard let config = hook.object(at: "config") else { throw ForgeError("A hook has no 'config'.") }
                    // The answer has stars in the secret's place.
                    let secret = config.string(at: "secret") ?? ""
                    return .init(url: AddressText.origin(config.string(at: "url") ?? ""), hasSecret: !secret.isEmpty)
                })
        case .workflowRuns(let event): return takeRuns(try Self.object(answer), event: event)
        case .ownerPolicy(let attempt):
            if setting.hasToken {
                try takePolicy(try QueryAnswer(Self.object(answer)))
            } else {
                try takePolicy(try Self.object(answer), attempt: attempt)
            }
        case .activity: try takeActivity(try QueryAnswer(Self.object(answer)))
        case .protections, .approvals, .approvalRules, .externalChecks, .responses, .comments, .members: break
        }
        return []
    }

    mutating func miss(_ step: ForgeStep, _ refusal: ForgeRefusal) -> [ForgeStep] {
        let reason = refusal.sentence
        switch step {
        case .project:
            snapshot.miss(everything: reason)
            branchesReason = reason
            changesReason = reason
        case .branchRules: branchesReason = reason
        case .branch(let name), .rulesOfBranch(let name): missBranch(name, reason)
        case .releaseBranches: note("The rules of the branches that releases are made from were not read. " + reason)
        case .changeRequests(let page):
            // A query that takes the forge too long is cut off there with an error; a smaller one may pass.
            if setting.hasToken, let status = refusal.status, status >= 500, pageSize > 5 {
                pageSize /= 2
                return [step]
            }
            if page == 1 {
                changesReason = reason
            } else {
                note("Not all change requests were read. " + reason)
                return setting.hasToken ? missingNumbers.isEmpty ? [] : [.missingChangeRequests] : details
            }
        case .missingChangeRequests: note("Some change requests of the newest commits were not read. " + reason)
        case .changeRequest, .reviews, .checkRuns, .statuses: changesReason = changesReason ?? reason
        case .issues: snapshot.issues = .unseen(reason)
        case .newestComments: note("The comments on issues were not read. " + reason)
        case .releases: snapshot.releases = .unseen(reason)
        case .contributors: snapshot.contributors = .unseen(reason)
        case .contributorDetails: note("The contributors' companies and organisations were not read. " + reason)
        case .webhooks: snapshot.webhooks = .unseen(reason)
        case .workflowRuns(let event):
            if event.isEmpty { snapshot.workflowRuns = .unseen(reason) }
        case .ownerPolicy(let attempt):
            guard refusal.status == 404 else {
                snapshot.ownerSecurityPolicy = .unseen(reason)
                return []
            }
            if !setting.hasToken, attempt + 1 < Self.policyPaths.count { return [.ownerPolicy(attempt: attempt + 1)] }
            snapshot.ownerSecurityPolicy = .seen(nil)
        case .activity: snapshot.activity = .unseen(reason)
        case .organisation, .privateReporting, .workflowToken: note(reason)
        case .protections, .approvals, .approvalRules, .externalChecks, .responses, .comments, .members: break
        }
        return []
    }

    func finished() -> ForgeSnapshot {
        var snapshot = snapshot
        finishBranches(&snapshot)
        finishChangeRequests(&snapshot)
        return snapshot
    }

    mutating func note(_ sentence: String) {
        snapshot.note(sentence)
    }

    /// Changes a member of the project, where the project was seen.
    private mutating func change<Value>(_ member: WritableKeyPath<ForgeSnapshot.Project, Value>, _ value: Value) {
        guard var project = snapshot.project.value else { return }
        project[keyPath: member] = value
        snapshot.project = .seen(project)
    }

    // MARK: Project

    private mutating func takeProject(_ node: Node) throws(ForgeError) -> [ForgeStep] {
        var project = ForgeSnapshot.Project(
            name: try node.required("full_name"), defaultBranch: try node.branch(at: "default_branch"))
        project.created = node.time(at: "created_at")
        project.isArchived = node.boolean(at: "archived") ?? false
        project.isPrivate = node.boolean(at: "private") ?? false
        project.isFork = node.boolean(at: "fork") ?? false
        project.hasIssues = node.boolean(at: "has_issues") ?? true
        project.hasDiscussions = node.boolean(at: "has_discussions")
        project.description = node.string(at: "description") ?? ""
        project.topics = node.strings(at: "topics")
        project.stars = node.count(at: "stargazers_count")
        project.forks = node.count(at: "forks_count")
        if let license = node["license"] {
            // NOASSERTION: there is a file, and GitHub does not know what it says.
            let id = license.string(at: "spdx_id").flatMap { $0 == "NOASSERTION" ? nil : $0 }
            project.licenses = license.kind == .null ? [] : [.init(spdxID: id, path: nil)]
        }
        let analysis = node.object(at: "security_and_analysis")?.object(at: "secret_scanning")
        project.secretScanning = analysis?.string(at: "status").map { $0 == "enabled" }
        snapshot.project = .seen(project)
        isAdministrator = node.object(at: "permissions")?.boolean(at: "admin") ?? false
        ownerIsOrganisation = node.object(at: "owner")?.string(at: "type") == "Organization"

        var next: [ForgeStep] = []
        if setting.hasToken {
            next = [.branchRules, .changeRequests(page: 1)]
        } else {
            next = [
                .branch(project.defaultBranch), .rulesOfBranch(project.defaultBranch), .changeRequests(page: 1),
            ]
        }
        if project.hasIssues {
            next.append(.issues)
        } else {
            snapshot.issues = .unseen("The project has switched issues off.")
        }
        next += [
            .releases, .contributors, .workflowRuns(event: ""), .privateReporting, .ownerPolicy(attempt: 0),
        ]
        if setting.hasToken {
            next.append(.activity)
        } else {
            snapshot.activity = .unseen("GitHub counts change requests and issues for a token only.")
        }
        if isAdministrator {
            next += [.webhooks, .workflowToken]
            if ownerIsOrganisation { next.append(.organisation) }
        } else {
            snapshot.webhooks = .unseen(
                setting.hasToken
                    ? "GitHub shows webhooks to administrators, and the token's owner is none: \(need(.webhooks) ?? "")."
                    : "GitHub shows webhooks to administrators: \(need(.webhooks) ?? "").")
        }
        return next
    }

    // MARK: Releases

    private mutating func takeReleases(_ nodes: [Node]) throws(ForgeError) -> [ForgeStep] {
        var releases: [ForgeSnapshot.Release] = []
        for node in nodes {
            var release = ForgeSnapshot.Release(
                tag: try node.required("tag_name"), url: node.string(at: "html_url") ?? "",
                targetCommitish: node.string(at: "target_commitish") ?? "")
            release.published = node.time(at: "published_at")
            release.isPrerelease = node.boolean(at: "prerelease") ?? false
            release.isDraft = node.boolean(at: "draft") ?? false
            release.notes = node.string(at: "body") ?? ""
            release.assets = node.list(at: "assets").compactMap { asset in
                asset.string(at: "name").map { .init(name: $0, url: asset.string(at: "browser_download_url") ?? "") }
            }
            releases.append(release)
        }
        snapshot.releases = .seen(releases)
        let branches = releaseBranches
        if branches.isEmpty { return [] }
        return setting.hasToken
            ? [.releaseBranches] : branches.prefix(2).flatMap { [.branch($0), .rulesOfBranch($0)] }
    }

    /// The branches that releases are made from, beside the default one: at most ten, the newest release's first.
    var releaseBranches: [String] {
        var names: [String] = []
        for release in snapshot.releases.value ?? [] {
            let name = release.targetCommitish
            guard CommitText.isBranch(name), !CommitText.isFull(name), name != snapshot.project.value?.defaultBranch,
                !names.contains(name)
            else { continue }
            names.append(name)
        }
        return Array(names.prefix(10))
    }

    // MARK: Contributors

    private mutating func takeContributors(_ nodes: [Node]) -> [ForgeStep] {
        let contributors = nodes.compactMap { node -> ForgeSnapshot.Contributor? in
            guard let login = node.string(at: "login"), !login.isEmpty else { return nil }
            var contributor = ForgeSnapshot.Contributor(
                login: login, contributions: node.count(at: "contributions") ?? 0)
            contributor.isBot = node.string(at: "type") == "Bot" || AccountNames.isBot(login)
            return contributor
        }
        snapshot.contributors = .seen(contributors)
        guard !detailedContributors.isEmpty else { return [] }
        guard setting.hasToken else {
            note(
                "The companies and organisations of contributors were not read: GitHub shows them all at once for a token."
            )
            return []
        }
        return [.contributorDetails(withOrganisations: true)]
    }

    /// Those whose company counts: five contributions or more, of the 30 with most, programs left out.
    var detailedContributors: [String] {
        (snapshot.contributors.value ?? []).prefix(30).filter { !$0.isBot && $0.contributions >= 5 }.map(\.login)
    }

    private mutating func takeUsers(_ answer: QueryAnswer, withOrganisations: Bool) -> [ForgeStep] {
        guard let data = answer.data else {
            // A token without the scope for organisations is refused the whole query.
            if withOrganisations { return [.contributorDetails(withOrganisations: false)] }
            note("The contributors' companies were not read. " + answer.reason)
            return []
        }
        if !withOrganisations {
            note("The contributors' organisations were not read: a token with the scope 'read:org' shows them.")
        }
        var contributors = snapshot.contributors.value ?? []
        for (position, login) in detailedContributors.enumerated() {
            guard let user = data.object(at: "u\(position)"),
                let place = contributors.firstIndex(where: { $0.login == login })
            else { continue }
            contributors[place].company = user.string(at: "company").flatMap { $0.isEmpty ? nil : $0.cut(to: 200) }
            contributors[place].organisations = user.nodes(at: "organizations").compactMap { $0.string(at: "login") }
        }
        snapshot.contributors = .seen(contributors)
        return []
    }

    // MARK: Workflow runs, policy, counts

    private mutating func takeRuns(_ node: Node, event: String) -> [ForgeStep] {
        var runs = snapshot.workflowRuns.value ?? []
        let list = node.list(at: "workflow_runs")
        for run in list {
            // Of a reusable workflow the path ends with `@ref`.
            guard let path = run.string(at: "path")?.split(separator: "@").first else { continue }
            let new = ForgeSnapshot.WorkflowRun(path: String(path), headCommit: run.string(at: "head_sha"))
            if !runs.contains(new) { runs.append(new) }
        }
        snapshot.workflowRuns = .seen(runs)
        guard event.isEmpty, let total = node.count(at: "total_count"), total > list.count else { return [] }
        note(
            "Of \(total) workflow runs that succeeded, the newest \(list.count) were read, and the newest of pushes and releases."
        )
        return [.workflowRuns(event: "release"), .workflowRuns(event: "push")]
    }

    private mutating func takePolicy(_ node: Node, attempt: Int) throws(ForgeError) {
        guard node.string(at: "encoding") == "base64", let content = node["content"]?.string else {
            throw ForgeError("It has no content in base 64.")
        }
        let text: String
        do {
            // In lines of 60 characters.
            text = String(decoding: try Base64.bytes(of: content.filter { $0 != "\n" }), as: UTF8.self)
        } catch {
            throw ForgeError(error.message)
        }
        snapshot.ownerSecurityPolicy = .seen(
            .init(path: Self.policyPaths[min(attempt, Self.policyPaths.count - 1)], text: text.cut(to: 256 << 10)))
    }

    private mutating func takePolicy(_ answer: QueryAnswer) throws(ForgeError) {
        guard let repository = answer.data?.object(at: "repository") else {
            guard answer.errors.contains(where: { $0.type == "NOT_FOUND" }) else { throw ForgeError(answer.reason) }
            snapshot.ownerSecurityPolicy = .seen(nil)
            return
        }
        for (position, path) in Self.policyPaths.enumerated() {
            if let text = repository.object(at: "p\(position)")?["text"]?.string {
                snapshot.ownerSecurityPolicy = .seen(.init(path: path, text: text.cut(to: 256 << 10)))
                return
            }
        }
        snapshot.ownerSecurityPolicy = .seen(nil)
    }

    private mutating func takeActivity(_ answer: QueryAnswer) throws(ForgeError) {
        let counts = (0..<6).map { answer.data?.object(at: "q\($0)")?.count(at: "issueCount") }
        func group(_ start: Int) -> ForgeSnapshot.Counts? {
            guard let opened = counts[start], let closed = counts[start + 1], let open = counts[start + 2] else {
                return nil
            }
            return .init(opened: opened, closed: closed, open: open)
        }
        var activity = ForgeSnapshot.Activity(from: setting.start, to: setting.taken)
        activity.changeRequests = group(0)
        activity.issues = group(3)
        guard activity.changeRequests != nil || activity.issues != nil else { throw ForgeError(answer.reason) }
        snapshot.activity = .seen(activity)
    }
}
