// SPDX-License-Identifier: Apache-2.0
import Notations
import Wire

extension ForgeSnapshot {
    /// 64 MiB, 16 levels, 2 million values.
    static let limits = Limits(bytes: 64 << 20, depth: 16, nodes: 2_000_000)

    /// Reads what ``bytes`` wrote; see there for the format. Members that are not known, of another kind, or doubled are
    /// refused, and so is a file that leaves open whether a part was seen.
    package init(reading bytes: [UInt8]) throws(ForgeError) {
        let tree: Tree
        do {
            tree = try Tree(json: bytes, limits: ForgeSnapshot.limits)
        } catch {
            let place = error.line.map { "Line \($0): " } ?? ""
            throw ForgeError(place + error.message, hint: error.hint)
        }
        var file = try SnapshotObject(tree.root, "the snapshot")
        guard try file.text("format") == ForgeSnapshot.formatName else {
            throw ForgeError(
                "This is no snapshot of a forge: its 'format' is not '\(ForgeSnapshot.formatName)'.",
                hint: "Such a file is written when signals of a forge are collected.")
        }
        let version = try file.requiredCount("version")
        guard version == ForgeSnapshot.formatVersion else {
            throw ForgeError(
                "The snapshot has version \(version); version \(ForgeSnapshot.formatVersion) is read.",
                hint: version > ForgeSnapshot.formatVersion ? "Read it with a newer mainstay, or take it anew." : nil)
        }
        let name = try file.requiredText("forge")
        guard let forge = Forge(rawValue: name) else {
            throw ForgeError("'forge' is '\(TextPart.shown(name))', and none of github, gitlab and forgejo.")
        }
        self.init(forge: forge, url: try file.requiredText("url"), taken: try file.requiredTime("taken"))
        notes = try file.texts("notes") ?? []
        var reasons: SnapshotObject?
        if let node = file.node("unseen") { reasons = try SnapshotObject(node, "'unseen'") }

        func part<Value>(
            _ name: String, _ value: (Node) throws(ForgeError) -> Value
        ) throws(ForgeError) -> Seen<Value> {
            let reason = try reasons?.text(name)
            switch (file.node(name), reason) {
            case (let node?, nil): return .seen(try value(node))
            case (nil, let reason?): return .unseen(reason)
            case (nil, nil):
                throw ForgeError(
                    "The snapshot has no '\(name)', and no reason in 'unseen' why not.",
                    hint: "A reason is a sentence, such as \"The token may not see it.\"")
            default: throw ForgeError("The snapshot has '\(name)', and a reason in 'unseen' why it has not.")
            }
        }
        func list<Element>(
            _ name: String, _ element: (Node) throws(ForgeError) -> Element
        ) throws(ForgeError) -> Seen<[Element]> {
            try part(name) { node throws(ForgeError) in try SnapshotObject.list(node, name, element) }
        }
        project = try part("project", Project.init(reading:))
        branches = try list("branches", BranchRules.init(reading:))
        changeRequests = try list("changeRequests", ChangeRequest.init(reading:))
        issues = try list("issues", Issue.init(reading:))
        issuesWholeSince = try file.time("issuesWholeSince")
        releases = try list("releases", Release.init(reading:))
        contributors = try list("contributors", Contributor.init(reading:))
        webhooks = try list("webhooks", Webhook.init(reading:))
        workflowRuns = try list("workflowRuns", WorkflowRun.init(reading:))
        ownerSecurityPolicy = try part("ownerSecurityPolicy") { node throws(ForgeError) in
            node.kind == .null ? nil : try TextFile(reading: node)
        }
        activity = try part("activity", Activity.init(reading:))
        try reasons?.finish()
        try file.finish()
    }
}

extension ForgeSnapshot.Project {
    fileprivate init(reading node: Node) throws(ForgeError) {
        var object = try SnapshotObject(node, "the project")
        self.init(
            name: try object.requiredText("name"), defaultBranch: try object.requiredText("defaultBranch"))
        created = try object.time("created")
        isArchived = try object.flag("isArchived") ?? false
        isPrivate = try object.flag("isPrivate") ?? false
        isFork = try object.flag("isFork") ?? false
        hasIssues = try object.flag("hasIssues") ?? true
        hasDiscussions = try object.flag("hasDiscussions")
        description = try object.text("description") ?? ""
        topics = try object.texts("topics") ?? []
        stars = try object.count("stars")
        forks = try object.count("forks")
        openIssues = try object.count("openIssues")
        licenses = try object.list("licenses") { node throws(ForgeError) in
            var license = try SnapshotObject(node, "a license")
            let read = ForgeSnapshot.ForgeLicense(spdxID: try license.text("spdxID"), path: try license.text("path"))
            try license.finish()
            return read
        }
        privateReporting = try object.flag("privateReporting")
        secretScanning = try object.flag("secretScanning")
        workflowTokenIsReadOnly = try object.flag("workflowTokenIsReadOnly")
        requiresTwoFactor = try object.flag("requiresTwoFactor")
        try object.finish()
    }
}

extension ForgeSnapshot.BranchRules {
    fileprivate init(reading node: Node) throws(ForgeError) {
        var object = try SnapshotObject(node, "a branch")
        self.init(branch: try object.requiredText("branch"))
        isProtected = try object.flag("isProtected")
        allowsDeletions = try object.flag("allowsDeletions")
        allowsForcePushes = try object.flag("allowsForcePushes")
        requiresLinearHistory = try object.flag("requiresLinearHistory")
        appliesToAdmins = try object.flag("appliesToAdmins")
        requiresChangeRequests = try object.flag("requiresChangeRequests")
        requiredApprovals = try object.count("requiredApprovals")
        requiresCodeOwners = try object.flag("requiresCodeOwners")
        dismissesStaleReviews = try object.flag("dismissesStaleReviews")
        requiresLastPushApproval = try object.flag("requiresLastPushApproval")
        requiresUpToDate = try object.flag("requiresUpToDate")
        requiresStatusChecks = try object.flag("requiresStatusChecks")
        statusChecks = try object.texts("statusChecks")
        try object.finish()
    }
}

extension ForgeSnapshot.ChangeRequest {
    fileprivate init(reading node: Node) throws(ForgeError) {
        var object = try SnapshotObject(node, "a change request")
        self.init(
            number: try object.requiredCount("number"), author: try object.requiredText("author"),
            authorIsBot: try object.flag("authorIsBot") ?? false)
        mergedBy = try object.text("mergedBy")
        mergedByBot = try object.flag("mergedByBot") ?? mergedBy.map(AccountNames.isBot) ?? false
        created = try object.time("created")
        merged = try object.time("merged")
        mergeCommit = try object.text("mergeCommit")
        headCommit = try object.text("headCommit")
        labels = try object.texts("labels") ?? []
        commits = try object.texts("commits") ?? []
        reviews = try object.list("reviews", ForgeSnapshot.Review.init(reading:)) ?? []
        firstResponse = try object.time("firstResponse")
        allResponsesSeen = try object.flag("allResponsesSeen") ?? true
        checks = try object.list("checks", ForgeSnapshot.Check.init(reading:))
        try object.finish()
    }
}

extension ForgeSnapshot.Review {
    fileprivate init(reading node: Node) throws(ForgeError) {
        var object = try SnapshotObject(node, "a review")
        self.init(author: try object.requiredText("author"), state: try object.requiredText("state"))
        submitted = try object.time("submitted")
        authorIsBot = try object.flag("authorIsBot") ?? false
        try object.finish()
    }
}

extension ForgeSnapshot.Check {
    fileprivate init(reading node: Node) throws(ForgeError) {
        var object = try SnapshotObject(node, "a check")
        let name = try object.requiredText("kind")
        guard let kind = Kind(rawValue: name) else {
            throw ForgeError("Line \(object.line): 'kind' of a check is neither status nor checkRun.")
        }
        self.init(
            kind: kind, name: try object.requiredText("name"), url: try object.text("url"),
            state: try object.requiredText("state"), conclusion: try object.text("conclusion"))
        try object.finish()
    }
}

extension ForgeSnapshot.Issue {
    fileprivate init(reading node: Node) throws(ForgeError) {
        var object = try SnapshotObject(node, "an issue")
        self.init(
            number: try object.requiredCount("number"), author: try object.requiredText("author"),
            authorIsBot: try object.flag("authorIsBot") ?? false)
        authorAssociation = try object.text("authorAssociation")
        created = try object.time("created")
        closed = try object.time("closed")
        labels = try object.texts("labels") ?? []
        comments = try object.list("comments", ForgeSnapshot.Comment.init(reading:)) ?? []
        firstResponse = try object.time("firstResponse")
        allCommentsSeen = try object.flag("allCommentsSeen") ?? true
        try object.finish()
    }
}

extension ForgeSnapshot.Comment {
    fileprivate init(reading node: Node) throws(ForgeError) {
        var object = try SnapshotObject(node, "a comment")
        self.init(
            author: try object.requiredText("author"), authorAssociation: try object.text("authorAssociation"),
            created: try object.time("created"))
        authorIsBot = try object.flag("authorIsBot") ?? false
        try object.finish()
    }
}

extension ForgeSnapshot.Release {
    fileprivate init(reading node: Node) throws(ForgeError) {
        var object = try SnapshotObject(node, "a release")
        self.init(
            tag: try object.requiredText("tag"), url: try object.requiredText("url"),
            targetCommitish: try object.requiredText("targetCommitish"))
        published = try object.time("published")
        isPrerelease = try object.flag("isPrerelease") ?? false
        isDraft = try object.flag("isDraft") ?? false
        notes = try object.text("notes") ?? ""
        assets =
            try object.list("assets") { node throws(ForgeError) in
                var asset = try SnapshotObject(node, "an asset")
                let read = ForgeSnapshot.Asset(name: try asset.requiredText("name"), url: try asset.requiredText("url"))
                try asset.finish()
                return read
            } ?? []
        try object.finish()
    }
}

extension ForgeSnapshot.Contributor {
    fileprivate init(reading node: Node) throws(ForgeError) {
        var object = try SnapshotObject(node, "a contributor")
        self.init(login: try object.requiredText("login"), contributions: try object.requiredCount("contributions"))
        company = try object.text("company")
        organisations = try object.texts("organisations") ?? []
        isBot = try object.flag("isBot") ?? false
        try object.finish()
    }
}

extension ForgeSnapshot.Webhook {
    fileprivate init(reading node: Node) throws(ForgeError) {
        var object = try SnapshotObject(node, "a webhook")
        guard let hasSecret = try object.flag("hasSecret") else { throw object.missing("hasSecret") }
        self.init(url: try object.requiredText("url"), hasSecret: hasSecret)
        try object.finish()
    }
}

extension ForgeSnapshot.WorkflowRun {
    fileprivate init(reading node: Node) throws(ForgeError) {
        var object = try SnapshotObject(node, "a workflow run")
        self.init(path: try object.requiredText("path"), headCommit: try object.text("headCommit"))
        try object.finish()
    }
}

extension ForgeSnapshot.TextFile {
    fileprivate init(reading node: Node) throws(ForgeError) {
        var object = try SnapshotObject(node, "the owner's security policy")
        self.init(path: try object.requiredText("path"), text: try object.requiredText("text"))
        try object.finish()
    }
}

extension ForgeSnapshot.Activity {
    fileprivate init(reading node: Node) throws(ForgeError) {
        var object = try SnapshotObject(node, "the activity")
        self.init(from: try object.requiredTime("from"), to: try object.requiredTime("to"))
        if let counts = object.node("changeRequests") { changeRequests = try ForgeSnapshot.Counts(reading: counts) }
        if let counts = object.node("issues") { issues = try ForgeSnapshot.Counts(reading: counts) }
        try object.finish()
    }
}

extension ForgeSnapshot.Counts {
    fileprivate init(reading node: Node) throws(ForgeError) {
        var object = try SnapshotObject(node, "a count")
        self.init(
            opened: try object.requiredCount("opened"), closed: try object.requiredCount("closed"),
            open: try object.requiredCount("open"))
        try object.finish()
    }
}
