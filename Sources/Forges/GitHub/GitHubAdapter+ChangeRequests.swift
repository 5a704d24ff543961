// SPDX-License-Identifier: Apache-2.0
import Notations
import Wire

// With a token.
extension GitHubAdapter {
    mutating func takeChangeRequests(_ answer: QueryAnswer, page: Int) throws(ForgeError) -> [ForgeStep] {
        guard let repository = answer.data?.object(at: "repository"),
            let connection = repository.object(at: "pullRequests")
        else { throw ForgeError(answer.reason) }
        let own = repository.string(at: "nameWithOwner") ?? setting.project.path
        let history = repository.object(at: "defaultBranchRef")?.object(at: "target")?.nodes(at: "history") ?? []
        for commit in history {
            guard let name = commit.string(at: "oid"), let request = commit.nodes(at: "associatedPullRequests").first,
                request.object(at: "repository")?.string(at: "nameWithOwner") == own,
                let number = request.count(at: "number")
            else { continue }
            commits.append((name, number))
        }
        isAsked = true
        for node in connection.list(at: "nodes") where node.kind == .object { try takeChangeRequest(node) }
        let end = connection.object(at: "pageInfo")
        if changes.count < setting.depth.changeRequests, end?.boolean(at: "hasNextPage") == true,
            let next = end?.string(at: "endCursor"), next != cursor
        {
            cursor = next
            return [.changeRequests(page: page + 1)]
        }
        return missingNumbers.isEmpty ? [] : [.missingChangeRequests]
    }

    /// Of change requests of the newest commits that were not on a page.
    var missingNumbers: [Int] {
        Set(commits.map(\.number)).filter { changes[$0] == nil }.sorted(by: >)
    }

    mutating func takeMissing(_ answer: QueryAnswer) throws(ForgeError) {
        guard let repository = answer.data?.object(at: "repository") else { throw ForgeError(answer.reason) }
        for number in missingNumbers {
            guard let node = repository.object(at: "p\(number)") else { continue }
            try takeChangeRequest(node)
        }
    }

    private mutating func takeChangeRequest(_ node: Node) throws(ForgeError) {
        let (author, isBot) = GitHubAdapter.account(node.object(at: "author"))
        var change = ForgeSnapshot.ChangeRequest(
            number: try node.requiredCount("number"), author: author, authorIsBot: isBot)
        change.created = node.time(at: "createdAt")
        change.merged = node.time(at: "mergedAt")
        change.headCommit = node.string(at: "headRefOid")
        change.setMerger(GitHubAdapter.merger(node.object(at: "mergedBy")))
        change.mergeCommit = node.object(at: "mergeCommit")?.string(at: "oid")
        change.labels = node.nodes(at: "labels").compactMap { $0.string(at: "name") }
        var first = FirstResponse(to: author)
        for node in node.nodes(at: "reviews") {
            let (login, isBot) = GitHubAdapter.account(node.object(at: "author"))
            var review = ForgeSnapshot.Review(author: login, state: node.string(at: "state") ?? "")
            review.submitted = node.time(at: "submittedAt")
            review.authorIsBot = isBot
            change.reviews.append(review)
            first.see(login, isBot: isBot, at: review.submitted)
        }
        let comments = node.nodes(at: "comments")
        for node in comments {
            let (login, isBot) = GitHubAdapter.account(node.object(at: "author"))
            first.see(login, isBot: isBot, at: node.time(at: "createdAt"))
        }
        change.firstResponse = first.time
        let reviewCount = node.object(at: "reviews")?.count(at: "totalCount") ?? .max
        let commentCount = node.object(at: "comments")?.count(at: "totalCount") ?? .max
        // Reviews are the last ones, comments the first ones.
        change.allResponsesSeen = reviewCount <= change.reviews.count && commentCount <= comments.count
        if let commit = node.nodes(at: "commits").first?.object(at: "commit") {
            let contexts = commit.object(at: "status")?.list(at: "contexts") ?? []
            change.checks =
                contexts.map {
                    .init(
                        kind: .status, name: $0.string(at: "context") ?? "", url: $0.string(at: "targetUrl"),
                        state: $0.string(at: "state")?.lowercased() ?? "", conclusion: nil)
                }
                + commit.nodes(at: "checkSuites").map {
                    .init(
                        kind: .checkRun, name: $0.object(at: "app")?.string(at: "slug") ?? "",
                        url: $0.string(at: "url"), state: $0.string(at: "status")?.lowercased() ?? "",
                        conclusion: $0.string(at: "conclusion")?.lowercased())
                }
        }
        changes[change.number] = change
    }

    /// Programs have pages below `/apps/`.
    static func account(_ node: Node?) -> (login: String, isBot: Bool) {
        let login = node?.string(at: "login") ?? AccountNames.gone
        let isApp = node?.string(at: "resourcePath")?.hasPrefix("/apps/") ?? false
        return (login, isApp || node?.string(at: "type") == "Bot" || AccountNames.isBot(login))
    }

    /// nil where nobody says who merged.
    static func merger(_ node: Node?) -> (login: String, isBot: Bool)? {
        node?.string(at: "login") == nil ? nil : account(node)
    }

    func finishChangeRequests(_ snapshot: inout ForgeSnapshot) {
        var finished: [ForgeSnapshot.ChangeRequest] = []
        for (number, var change) in changes where awaited[number]?.isEmpty ?? true {
            guard change.merged != nil else { continue }
            change.commits = commits.filter { $0.number == number && $0.commit != change.mergeCommit }.map(\.commit)
            finished.append(change)
        }
        snapshot.takeChangeRequests(
            finished, isWaiting: awaited.values.contains { !$0.isEmpty }, isAsked: isAsked, reason: changesReason)
    }
}

// Without a token: request by request.
extension GitHubAdapter {
    mutating func takePulls(_ nodes: [Node], page: Int, _ hasNext: Bool) throws(ForgeError) -> [ForgeStep] {
        isAsked = true
        for node in nodes where node.time(at: "merged_at") != nil && changes.count < detailed {
            let (author, isBot) = GitHubAdapter.account(node.object(at: "user"))
            var change = ForgeSnapshot.ChangeRequest(
                number: try node.requiredCount("number"), author: author, authorIsBot: isBot)
            change.created = node.time(at: "created_at")
            change.merged = node.time(at: "merged_at")
            change.mergeCommit = node.string(at: "merge_commit_sha")
            change.headCommit = node.object(at: "head")?.string(at: "sha")
            change.labels = node.list(at: "labels").compactMap { $0.string(at: "name") }
            changes[change.number] = change
            awaited[change.number] = [.whole, .reviews]
            if CommitText.isFull(change.headCommit ?? "") {
                awaited[change.number]?.formUnion([.checkRuns, .statuses])
            }
        }
        if changes.count < detailed, hasNext, page < 3 { return [.changeRequests(page: page + 1)] }
        if detailed < setting.depth.changeRequests, !changes.isEmpty {
            note(
                "Without a token at most \(detailed) merged change requests are read, for GitHub takes 60 requests an hour then."
            )
        }
        return details
    }

    /// What is still to be read of each change request.
    var details: [ForgeStep] {
        changes.keys.sorted(by: >).flatMap { number -> [ForgeStep] in
            let checks: [ForgeStep] =
                awaited[number]?.contains(.checkRuns) == true ? [.checkRuns(number), .statuses(number)] : []
            return [.changeRequest(number), .reviews(number)] + checks
        }
    }

    mutating func takeDetail(_ step: ForgeStep, _ answer: ForgeAnswer) throws(ForgeError) {
        switch step {
        case .changeRequest(let number):
            let node = try Self.object(answer)
            changes[number]?.setMerger(GitHubAdapter.merger(node.object(at: "merged_by")))
            let comments = (node.count(at: "comments") ?? 1) + (node.count(at: "review_comments") ?? 1)
            changes[number]?.allResponsesSeen = comments == 0
            awaited[number]?.remove(.whole)
        case .reviews(let number):
            let nodes = try Self.array(answer)
            var first = FirstResponse(to: changes[number]?.author ?? "")
            for node in nodes {
                let (login, isBot) = GitHubAdapter.account(node.object(at: "user"))
                var review = ForgeSnapshot.Review(author: login, state: node.string(at: "state") ?? "")
                review.submitted = node.time(at: "submitted_at")
                review.authorIsBot = isBot
                changes[number]?.reviews.append(review)
                first.see(login, isBot: isBot, at: review.submitted)
            }
            changes[number]?.firstResponse = first.time
            awaited[number]?.remove(.reviews)
        case .checkRuns(let number):
            let runs = try Self.object(answer).list(at: "check_runs").map { run in
                ForgeSnapshot.Check(
                    kind: .checkRun, name: run.object(at: "app")?.string(at: "slug") ?? "",
                    url: run.string(at: "html_url"), state: run.string(at: "status") ?? "",
                    conclusion: run.string(at: "conclusion"))
            }
            let known = changes[number]?.checks ?? []
            changes[number]?.checks = known + runs
            awaited[number]?.remove(.checkRuns)
        case .statuses(let number):
            let statuses = try Self.object(answer).list(at: "statuses").map { status in
                ForgeSnapshot.Check(
                    kind: .status, name: status.string(at: "context") ?? "", url: status.string(at: "target_url"),
                    state: status.string(at: "state") ?? "", conclusion: nil)
            }
            let known = changes[number]?.checks ?? []
            changes[number]?.checks = known + statuses
            awaited[number]?.remove(.statuses)
        default: break
        }
    }
}
