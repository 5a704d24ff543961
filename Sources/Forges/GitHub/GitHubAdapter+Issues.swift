// SPDX-License-Identifier: Apache-2.0
import Notations
import Wire

extension GitHubAdapter {
    mutating func takeIssues(_ answer: QueryAnswer) throws(ForgeError) {
        guard let repository = answer.data?.object(at: "repository"), let connection = repository.object(at: "issues")
        else { throw ForgeError(answer.reason) }
        if var project = snapshot.project.value {
            project.openIssues = repository.object(at: "openIssues")?.count(at: "totalCount")
            snapshot.project = .seen(project)
        }
        var issues: [ForgeSnapshot.Issue] = []
        for node in connection.list(at: "nodes") where node.kind == .object {
            let (author, isBot) = GitHubAdapter.account(node.object(at: "author"))
            var issue = ForgeSnapshot.Issue(
                number: try node.requiredCount("number"), author: author, authorIsBot: isBot)
            issue.authorAssociation = node.string(at: "authorAssociation")
            issue.created = node.time(at: "createdAt")
            issue.closed = node.time(at: "closedAt")
            issue.labels = node.nodes(at: "labels").compactMap { $0.string(at: "name") }
            var first = FirstResponse(to: author)
            var seen: Set<String> = []
            for node in node.nodes(at: "first") + node.nodes(at: "last") {
                // The first and the last ones overlap where there are few.
                guard seen.insert(node.string(at: "id") ?? "\(seen.count)").inserted else { continue }
                let (login, isBot) = GitHubAdapter.account(node.object(at: "author"))
                var comment = ForgeSnapshot.Comment(
                    author: login, authorAssociation: node.string(at: "authorAssociation"),
                    created: node.time(at: "createdAt"))
                comment.authorIsBot = isBot
                issue.comments.append(comment)
                first.see(login, isBot: isBot, at: comment.created)
            }
            issue.firstResponse = first.time
            let total = node.object(at: "last")?.count(at: "totalCount") ?? .max
            issue.allCommentsSeen = total <= seen.count
            issues.append(issue)
        }
        snapshot.issues = .seen(issues)
        snapshot.issuesWholeSince = ForgeSnapshot.wholeSince(
            connection.list(at: "nodes").last?.time(at: "updatedAt"),
            isFull: connection.object(at: "pageInfo")?.boolean(at: "hasNextPage") ?? true)
    }

    /// REST's list holds change requests as well.
    mutating func takeIssues(_ nodes: [Node]) throws(ForgeError) -> [ForgeStep] {
        var issues: [ForgeSnapshot.Issue] = []
        let all = nodes.filter { $0["pull_request"] == nil }
        let kept = all.prefix(setting.depth.issues)
        for node in kept {
            let (author, isBot) = GitHubAdapter.account(node.object(at: "user"))
            var issue = ForgeSnapshot.Issue(
                number: try node.requiredCount("number"), author: author, authorIsBot: isBot)
            issue.authorAssociation = node.string(at: "author_association")
            issue.created = node.time(at: "created_at")
            issue.closed = node.time(at: "closed_at")
            issue.labels = node.list(at: "labels").compactMap { $0.string(at: "name") }
            commentCounts[issue.number] = node.count(at: "comments") ?? .max
            issue.allCommentsSeen = commentCounts[issue.number] == 0
            issues.append(issue)
        }
        snapshot.issues = .seen(issues)
        // What lies between the last issue and the end of the page are change requests.
        snapshot.issuesWholeSince = ForgeSnapshot.wholeSince(
            (kept.count < all.count ? kept.last : nodes.last)?.time(at: "updated_at"),
            isFull: kept.count < all.count || nodes.count >= issuePage)
        return issues.allSatisfy(\.allCommentsSeen) ? [] : [.newestComments]
    }

    /// The newest comments on whatever issue or change request, each naming its own.
    mutating func takeComments(_ nodes: [Node], isAll: Bool) {
        guard var issues = snapshot.issues.value else { return }
        var places: [Int: Int] = [:]
        for (place, issue) in issues.enumerated() { places[issue.number] = place }
        var first = issues.map { FirstResponse(to: $0.author) }
        // Newest first; an issue's own are in the order of time.
        for node in nodes.reversed() {
            guard let address = node.string(at: "issue_url"), let last = address.split(separator: "/").last,
                let number = Int(last), let place = places[number]
            else { continue }
            let (login, isBot) = GitHubAdapter.account(node.object(at: "user"))
            var comment = ForgeSnapshot.Comment(
                author: login, authorAssociation: node.string(at: "author_association"),
                created: node.time(at: "created_at"))
            comment.authorIsBot = isBot
            issues[place].comments.append(comment)
            first[place].see(login, isBot: isBot, at: comment.created)
        }
        for place in issues.indices {
            let isComplete = isAll || issues[place].comments.count >= commentCounts[issues[place].number] ?? .max
            issues[place].allCommentsSeen = isComplete
            // Without the oldest comments, the first one seen is not the first.
            issues[place].firstResponse = isComplete ? first[place].time : nil
        }
        snapshot.issues = .seen(issues)
    }
}
