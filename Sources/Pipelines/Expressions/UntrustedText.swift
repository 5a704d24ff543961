// SPDX-License-Identifier: Apache-2.0

/// The values of a workflow's contexts that anyone may write: titles, bodies, branch names, commit messages.
///
/// From GitHub's security hardening guide and the Security Lab's list, with the newer events added. Values that only
/// people with write access set (inputs of a dispatch, labels, releases) are not in it.
enum UntrustedText {
    /// In lower case, `*` for an element of an array.
    static let paths: Set<String> = {
        var paths: Set<String> = [
            "github.head_ref",
            "github.event.issue.title", "github.event.issue.body",
            "github.event.comment.body", "github.event.review.body", "github.event.review_comment.body",
            "github.event.discussion.title", "github.event.discussion.body",
            "github.event.pages.*.page_name", "github.event.pages.*.title",
            "github.event.blocked_user.name", "github.event.blocked_user.email",
            "github.event.workflow_run.head_branch", "github.event.workflow_run.display_title",
            "github.event.workflow_run.pull_requests.*.head.ref",
            "github.event.workflow_run.head_repository.description",
            "github.event.check_suite.head_branch", "github.event.check_run.check_suite.head_branch",
            "github.event.merge_group.head_commit.message",
        ]
        let people = ["author", "committer"].flatMap { who in ["\(who).name", "\(who).email"] }
        let commits = [
            "github.event.commits.*", "github.event.head_commit", "github.event.workflow_run.head_commit",
            "github.event.merge_group.head_commit", "github.event.check_suite.head_commit",
        ]
        for commit in commits {
            paths.insert("\(commit).message")
            for person in people { paths.insert("\(commit).\(person)") }
        }
        let change = [
            "title", "body", "head.ref", "head.label", "head.repo.default_branch", "head.repo.description",
            "head.repo.homepage",
        ]
        for field in change { paths.insert("github.event.pull_request.\(field)") }
        return paths
    }()

    /// Those that may hold line ends.
    private static let ends = [".body", ".message"]

    static func isUntrusted(_ reference: Expression.Reference) -> Bool {
        let name = reference.name
        if paths.contains(name) { return true }
        guard reference.isWhole, reference.path.first == "github" else { return false }
        let prefix = name + "."
        return paths.contains { $0.hasPrefix(prefix) }
    }

    static func mayHoldLines(_ reference: Expression.Reference) -> Bool {
        ends.contains { reference.name.hasSuffix($0) }
    }

    /// Whether what is checked out under this reference is what a change brings along.
    static func isChange(_ reference: Expression.Reference) -> Bool {
        let name = reference.name
        switch name {
        case "github.head_ref", "github.event.pull_request.merge_commit_sha", "github.event.workflow_run.head_branch",
            "github.event.workflow_run.head_sha", "github.event.workflow_run.head_commit.id",
            "github.event.number", "github.event.pull_request.number", "github.event.issue.number",
            "github.event.workflow_run.head_repository.full_name", "github.event.check_suite.head_sha",
            "github.event.check_suite.head_branch":
            return true
        default:
            return name.hasPrefix("github.event.pull_request.head.")
                || name.hasPrefix("github.event.workflow_run.pull_requests.")
        }
    }
}

/// What Scorecard's Dangerous-Workflow looks for in the text of an expression (`checks/raw/dangerous_workflow.go`).
enum CompatiblePatterns {
    private static let names: [StaticString] = [
        "issue.title", "issue.body", "pull_request.title", "pull_request.body", "discussion.title", "discussion.body",
        "comment.body", "review.body", "review_comment.body", "head_commit.message", "head_commit.author.email",
        "head_commit.author.name", "blocked_user.name", "blocked_user.email", "pull_request.head.ref",
        "pull_request.head.label", "pull_request.head.repo.default_branch",
    ]
    /// The second somewhere behind the first on the same line.
    private static let pairs: [(StaticString, StaticString)] = [
        ("pages", ".page_name"), ("commits", ".message"), ("commits", ".author.email"), ("commits", ".author.name"),
    ]

    static func isUntrusted(_ variable: ArraySlice<UInt8>) -> Bool {
        if variable.firstIndex(of: "github.head_ref") != nil || isJSONOfEvent(variable) { return true }
        guard variable.firstIndex(of: "github.event.") != nil else { return false }
        if names.contains(where: { variable.firstIndex(of: $0) != nil }) { return true }
        return variable.split(separator: 0x0A).contains { line in
            pairs.contains { first, second in
                guard let place = line.firstIndex(of: first) else { return false }
                return line.firstIndex(of: second, from: place + first.utf8CodeUnitCount) != nil
            }
        }
    }

    /// `toJSON(github)` and `toJSON(github.event)`.
    private static func isJSONOfEvent(_ text: ArraySlice<UInt8>) -> Bool {
        var start = text.startIndex
        while let place = text.firstIndex(of: "tojson", from: start, ignoringCase: true) {
            start = place + 6
            var rest = text[start...].drop(while: \.isSpace)
            guard rest.first == UInt8(ascii: "(") else { continue }
            rest = rest.dropFirst().drop(while: \.isSpace)
            guard rest.firstIndex(of: "github", ignoringCase: true) == rest.startIndex else { continue }
            rest = rest.dropFirst(6)
            if rest.firstIndex(of: ".event", ignoringCase: true) == rest.startIndex, !rest.isEmpty {
                rest = rest.dropFirst(6)
            }
            if rest.drop(while: \.isSpace).first == UInt8(ascii: ")") { return true }
        }
        return false
    }
}
