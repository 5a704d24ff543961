// SPDX-License-Identifier: Apache-2.0

/// Who can start a workflow and with what: its events, sorted by what they let people from outside do.
struct TriggerReach {
    let events: Set<String>

    init(_ workflow: Workflow) {
        events = Set(workflow.events.map { $0.name.lowercasedASCII })
    }

    init(events: Set<String>) {
        self.events = events
    }

    /// Run with the repository's own rights for what people from outside do.
    private static let privileged: Set<String> = [
        "pull_request_target", "workflow_run", "issue_comment", "issues", "discussion", "discussion_comment",
        "commit_comment", "gollum", "fork", "watch", "check_suite", "check_run", "status",
    ]
    /// Run for changes from forks with a token that only reads, and without secrets.
    private static let restricted: Set<String> = [
        "pull_request", "pull_request_review", "pull_request_review_comment",
    ]

    /// `pull_request_target` and `workflow_run`: those Scorecard knows.
    var isCompatiblyPrivileged: Bool { events.contains("pull_request_target") || events.contains("workflow_run") }

    var isPrivileged: Bool { !events.isDisjoint(with: Self.privileged) }
    var isFromOutside: Bool { isPrivileged || !events.isDisjoint(with: Self.restricted) }
    /// Whether people from outside start it by one event at most, so that what shuts that out shuts all out.
    var hasOneOutsideEvent: Bool { events.intersection(Self.privileged.union(Self.restricted)).count <= 1 }
    var isCalled: Bool { events.contains("workflow_call") }

    /// Of a called workflow whose callers are not known.
    static let callerDecides = "It depends on the event of the workflow that calls this one."

    /// The events that bring a value of `github.event` or `github.head_ref`.
    private static func events(bringing reference: Expression.Reference) -> Set<String> {
        let path = reference.path
        guard path.count > 1, path[0] == "github" else { return [] }
        if path[1] == "head_ref" { return ["pull_request", "pull_request_target"] }
        guard path[1] == "event", path.count > 2 else { return privileged.union(restricted).union(["push"]) }
        switch path[2] {
        case "issue": return ["issues", "issue_comment"]
        case "pull_request": return restricted.union(["pull_request_target"])
        case "comment":
            return ["issue_comment", "commit_comment", "discussion_comment", "pull_request_review_comment"]
        case "review": return ["pull_request_review"]
        case "review_comment": return ["pull_request_review_comment"]
        case "discussion": return ["discussion", "discussion_comment"]
        case "pages": return ["gollum"]
        case "commits", "head_commit": return ["push"]
        case "workflow_run": return ["workflow_run"]
        case "check_suite": return ["check_suite"]
        case "check_run": return ["check_run"]
        case "merge_group": return ["merge_group"]
        default: return privileged.union(restricted).union(["push"])
        }
    }

    /// How sure it is that people from outside write a value here.
    func judge(_ reference: Expression.Reference) -> (PipelineDanger.Certainty, String?) {
        let bringing = Self.events(bringing: reference).intersection(events)
        if !bringing.isDisjoint(with: Self.privileged) { return (.certain, nil) }
        if !bringing.isDisjoint(with: Self.restricted) {
            return (.possible, "A change from a fork starts it with a token that only reads, and without secrets.")
        }
        if !bringing.isEmpty { return (.possible, "Only what is pushed or merged reaches it.") }
        if isCalled { return (.possible, Self.callerDecides) }
        if events.isEmpty { return (.possible, nil) }
        return (.harmless, "None of the workflow's events brings this value.")
    }
}

/// What an `if` keeps out.
enum Guard {
    /// How sure it is that people from outside come through the conditions.
    static func judge(_ conditions: [PlacedText?]) -> (PipelineDanger.Certainty, String?) {
        var result: (PipelineDanger.Certainty, String?) = (.certain, nil)
        for condition in conditions.compactMap(\.self) {
            let text = condition.value.utf8.filter { !$0.isSpace }.map(\.lowercasedASCII)
            if isOwnBranchOnly(text) {
                return (.harmless, "An 'if' lets only the repository's own branches through.")
            }
            if let word = person(in: text) {
                result = (.possible, "An 'if' looks at \(word) first.")
            } else if text.firstIndex(of: "needs.") != nil {
                result = (.possible, "An 'if' looks at another job first.")
            }
        }
        return result
    }

    /// What a script looks at to tell people apart; nil where it does not.
    static func person(in script: String) -> StaticString? {
        person(in: script.utf8.filter { !$0.isSpace }.map(\.lowercasedASCII))
    }

    private static func person(in text: [UInt8]) -> StaticString? {
        people.first { text.firstIndex(of: $0) != nil }
    }

    private static let people: [StaticString] = [
        "author_association", "github.actor", "github.triggering_actor", "github.event.sender", "user.login",
        "label", "user.type", "permission", "member", "authorized", "collaborator", "is_trusted", "istrusted",
    ]

    private static func isOwnBranchOnly(_ text: [UInt8]) -> Bool {
        // An alternative may let others through.
        guard text.firstIndex(of: "||") == nil else { return false }
        let marks: [StaticString] = [
            "head.repo.full_name==github.repository",
            "github.repository==github.event.pull_request.head.repo.full_name",
            "head.repo.fork==false", "!github.event.pull_request.head.repo.fork", "head.repo.fork!=true",
            "head_repository.full_name==github.repository", "github.event.workflow_run.event=='push'",
            "github.event_name=='push'", "github.event_name!='pull_request_target'",
            "github.event.workflow_run.event!='pull_request'", "github.event.pull_request.head.repo.owner.login==",
        ]
        return marks.contains { text.firstIndex(of: $0) != nil }
    }
}
