// SPDX-License-Identifier: Apache-2.0
package import Wire

/// The file a snapshot is kept in, to be read again without a network: one JSON object.
///
/// - `format` is `mainstay-forge-snapshot`, `version` is 1, `forge`, `url` and `taken` are the members of the value.
/// - Each part that was seen is a member of its name (`project`, `branches`, `changeRequests`, …); each that was not is a
///   member of `unseen` with the reason, a sentence. Every part is in one of the two places. `ownerSecurityPolicy` is
///   null where there is none.
/// - Members have the names of ``ForgeSnapshot``'s; what is unknown (nil) is left out; times are RFC 3339.
///
/// The same snapshot is the same bytes.
extension ForgeSnapshot {
    package static let formatName = "mainstay-forge-snapshot"
    package static let formatVersion = 1

    package var bytes: [UInt8] { json.bytes(.pretty) }

    package var json: JSON {
        var members: [JSON.Member] = [
            JSON.Member("format", .string(ForgeSnapshot.formatName)),
            JSON.Member("version", .integer(ForgeSnapshot.formatVersion)),
            JSON.Member("forge", .string(forge.rawValue)),
            JSON.Member("url", .string(url)),
            JSON.Member("taken", .string(taken.rfc3339)),
        ]
        var unseen: [JSON.Member] = []
        func add<Value>(_ name: String, _ part: Seen<Value>, _ json: (Value) -> JSON) {
            switch part {
            case .seen(let value): members.append(JSON.Member(name, json(value)))
            case .unseen(let reason): unseen.append(JSON.Member(name, .string(reason)))
            }
        }
        add("project", project, \.json)
        add("branches", branches) { .array($0.map(\.json)) }
        add("changeRequests", changeRequests) { .array($0.map(\.json)) }
        add("issues", issues) { .array($0.map(\.json)) }
        if let time = JSON.time(issuesWholeSince) { members.append(JSON.Member("issuesWholeSince", time)) }
        add("releases", releases) { .array($0.map(\.json)) }
        add("contributors", contributors) { .array($0.map(\.json)) }
        add("webhooks", webhooks) { .array($0.map(\.json)) }
        add("workflowRuns", workflowRuns) { .array($0.map(\.json)) }
        add("ownerSecurityPolicy", ownerSecurityPolicy) { $0?.json ?? .null }
        add("activity", activity, \.json)
        if !notes.isEmpty { members.append(JSON.Member("notes", .texts(notes))) }
        if !unseen.isEmpty { members.append(JSON.Member("unseen", .object(unseen))) }
        return .object(members)
    }
}

extension JSON {
    fileprivate static func texts(_ texts: [String]) -> JSON { .array(texts.map(JSON.string)) }
    fileprivate static func text(_ text: String?) -> JSON? { text.map(JSON.string) }
    fileprivate static func flag(_ flag: Bool?) -> JSON? { flag.map(JSON.boolean) }
    fileprivate static func count(_ count: Int?) -> JSON? { count.map(JSON.integer) }
    fileprivate static func time(_ time: Instant?) -> JSON? { time.map { .string($0.rfc3339) } }
    fileprivate static func list<Element>(_ list: [Element]?, _ json: (Element) -> JSON) -> JSON? {
        list.map { .array($0.map(json)) }
    }
}

extension ForgeSnapshot.Project {
    fileprivate var json: JSON {
        .present(
            ("name", .string(name)), ("defaultBranch", .string(defaultBranch)), ("created", .time(created)),
            ("isArchived", .boolean(isArchived)), ("isPrivate", .boolean(isPrivate)), ("isFork", .boolean(isFork)),
            ("hasIssues", .boolean(hasIssues)), ("hasDiscussions", .flag(hasDiscussions)),
            ("description", .string(description)), ("topics", .texts(topics)), ("stars", .count(stars)),
            ("forks", .count(forks)), ("openIssues", .count(openIssues)),
            ("licenses", .list(licenses) { .present(("spdxID", .text($0.spdxID)), ("path", .text($0.path))) }),
            ("privateReporting", .flag(privateReporting)), ("secretScanning", .flag(secretScanning)),
            ("workflowTokenIsReadOnly", .flag(workflowTokenIsReadOnly)), ("requiresTwoFactor", .flag(requiresTwoFactor))
        )
    }
}

extension ForgeSnapshot.BranchRules {
    fileprivate var json: JSON {
        .present(
            ("branch", .string(branch)), ("isProtected", .flag(isProtected)),
            ("allowsDeletions", .flag(allowsDeletions)), ("allowsForcePushes", .flag(allowsForcePushes)),
            ("requiresLinearHistory", .flag(requiresLinearHistory)), ("appliesToAdmins", .flag(appliesToAdmins)),
            ("requiresChangeRequests", .flag(requiresChangeRequests)),
            ("requiredApprovals", .count(requiredApprovals)), ("requiresCodeOwners", .flag(requiresCodeOwners)),
            ("dismissesStaleReviews", .flag(dismissesStaleReviews)),
            ("requiresLastPushApproval", .flag(requiresLastPushApproval)),
            ("requiresUpToDate", .flag(requiresUpToDate)), ("requiresStatusChecks", .flag(requiresStatusChecks)),
            ("statusChecks", statusChecks.map(JSON.texts)))
    }
}

extension ForgeSnapshot.ChangeRequest {
    fileprivate var json: JSON {
        .present(
            ("number", .integer(number)), ("author", .string(author)), ("authorIsBot", .boolean(authorIsBot)),
            ("mergedBy", .text(mergedBy)), ("mergedByBot", mergedBy == nil ? nil : .boolean(mergedByBot)),
            ("created", .time(created)), ("merged", .time(merged)),
            ("mergeCommit", .text(mergeCommit)), ("headCommit", .text(headCommit)), ("labels", .texts(labels)),
            ("commits", .texts(commits)),
            (
                "reviews",
                .list(reviews) {
                    .present(
                        ("author", .string($0.author)), ("state", .string($0.state)),
                        ("submitted", .time($0.submitted)), ("authorIsBot", .boolean($0.authorIsBot)))
                }
            ),
            ("firstResponse", .time(firstResponse)), ("allResponsesSeen", .boolean(allResponsesSeen)),
            (
                "checks",
                .list(checks) {
                    .present(
                        ("kind", .string($0.kind.rawValue)), ("name", .string($0.name)), ("url", .text($0.url)),
                        ("state", .string($0.state)), ("conclusion", .text($0.conclusion)))
                }
            ))
    }
}

extension ForgeSnapshot.Issue {
    fileprivate var json: JSON {
        .present(
            ("number", .integer(number)), ("author", .string(author)), ("authorIsBot", .boolean(authorIsBot)),
            ("authorAssociation", .text(authorAssociation)), ("created", .time(created)), ("closed", .time(closed)),
            ("labels", .texts(labels)),
            (
                "comments",
                .list(comments) {
                    .present(
                        ("author", .string($0.author)), ("authorAssociation", .text($0.authorAssociation)),
                        ("created", .time($0.created)), ("authorIsBot", .boolean($0.authorIsBot)))
                }
            ),
            ("firstResponse", .time(firstResponse)), ("allCommentsSeen", .boolean(allCommentsSeen)))
    }
}

extension ForgeSnapshot.Release {
    fileprivate var json: JSON {
        .present(
            ("tag", .string(tag)), ("url", .string(url)), ("targetCommitish", .string(targetCommitish)),
            ("published", .time(published)), ("isPrerelease", .boolean(isPrerelease)), ("isDraft", .boolean(isDraft)),
            ("notes", .string(notes)),
            ("assets", .list(assets) { .present(("name", .string($0.name)), ("url", .string($0.url))) }))
    }
}

extension ForgeSnapshot.Contributor {
    fileprivate var json: JSON {
        .present(
            ("login", .string(login)), ("contributions", .integer(contributions)), ("company", .text(company)),
            ("organisations", .texts(organisations)), ("isBot", .boolean(isBot)))
    }
}

extension ForgeSnapshot.Webhook {
    fileprivate var json: JSON { .present(("url", .string(url)), ("hasSecret", .boolean(hasSecret))) }
}

extension ForgeSnapshot.WorkflowRun {
    fileprivate var json: JSON { .present(("path", .string(path)), ("headCommit", .text(headCommit))) }
}

extension ForgeSnapshot.TextFile {
    fileprivate var json: JSON { .present(("path", .string(path)), ("text", .string(text))) }
}

extension ForgeSnapshot.Activity {
    fileprivate var json: JSON {
        .present(
            ("from", .time(from)), ("to", .time(to)), ("changeRequests", changeRequests?.json), ("issues", issues?.json)
        )
    }
}

extension ForgeSnapshot.Counts {
    fileprivate var json: JSON {
        .present(("opened", .integer(opened)), ("closed", .integer(closed)), ("open", .integer(open)))
    }
}
