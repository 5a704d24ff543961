// SPDX-License-Identifier: Apache-2.0
package import Wire

/// What a forge says of one project at one time. Every part can be unseen, with the reason: a token that may not see it, an answer
/// that did not come, a forge that has no such thing.
package struct ForgeSnapshot: Sendable, Hashable {
    package enum Forge: String, Sendable, Hashable, CaseIterable {
        case github, gitlab, forgejo
    }

    package var forge: Forge
    /// `https://github.com/owner/name`.
    package var url: String
    package var taken: Instant
    package var project: Seen<Project> = .unseen("It was not asked for.")
    /// Of the default branch and of the branches that releases are made from, the default one first.
    package var branches: Seen<[BranchRules]> = .unseen("It was not asked for.")
    /// The newest merged change requests, newest first.
    package var changeRequests: Seen<[ChangeRequest]> = .unseen("It was not asked for.")
    /// The issues changed last, that one first.
    package var issues: Seen<[Issue]> = .unseen("It was not asked for.")
    /// Every issue that changed later than this is in ``issues``; nil where that is not known.
    package var issuesWholeSince: Instant?
    /// In the forge's order, newest first.
    package var releases: Seen<[Release]> = .unseen("It was not asked for.")
    package var contributors: Seen<[Contributor]> = .unseen("It was not asked for.")
    package var webhooks: Seen<[Webhook]> = .unseen("It was not asked for.")
    /// Paths of workflow files that have a run that succeeded, with the commit it ran on.
    package var workflowRuns: Seen<[WorkflowRun]> = .unseen("It was not asked for.")
    /// The security policy of the owner's own `.github` project, for projects without one; nil inside when there is none.
    package var ownerSecurityPolicy: Seen<TextFile?> = .unseen("It was not asked for.")
    /// How many change requests and issues were opened and closed in a time before ``taken``.
    package var activity: Seen<Activity> = .unseen("It was not asked for.")
    /// Sentences about what was cut short though the part was seen: "Only 12 of 30 merged change requests were read …".
    package var notes: [String] = []

    package init(forge: Forge, url: String, taken: Instant) {
        self.forge = forge
        self.url = url
        self.taken = taken
    }
}

/// Something that was seen, or why not.
package enum Seen<Value: Sendable & Hashable>: Sendable, Hashable {
    case seen(Value)
    /// A sentence.
    case unseen(String)

    package var value: Value? {
        guard case .seen(let value) = self else { return nil }
        return value
    }

    package var reason: String? {
        guard case .unseen(let reason) = self else { return nil }
        return reason
    }
}

extension ForgeSnapshot {
    package struct Project: Sendable, Hashable {
        /// `owner/name`.
        package var name: String
        package var defaultBranch: String
        package var created: Instant?
        package var isArchived = false
        package var isPrivate = false
        package var isFork = false
        package var hasIssues = true
        package var hasDiscussions: Bool?
        package var description = ""
        package var topics: [String] = []
        package var stars: Int?
        package var forks: Int?
        package var openIssues: Int?
        /// SPDX ids, as the forge recognised them; nil where it says nothing.
        package var licenses: [ForgeLicense]?
        /// Whether people can report a vulnerability privately on the forge; nil where it does not say.
        package var privateReporting: Bool?
        /// Whether the forge scans for secrets; nil where the token may not see it.
        package var secretScanning: Bool?
        /// Whether workflows get a read-only token unless they ask for more; nil where the token may not see it.
        package var workflowTokenIsReadOnly: Bool?
        /// Whether the owner requires a second factor; nil where the token may not see it.
        package var requiresTwoFactor: Bool?

        package init(name: String, defaultBranch: String) {
            self.name = name
            self.defaultBranch = defaultBranch
        }
    }

    package struct ForgeLicense: Sendable, Hashable {
        package var spdxID: String?
        package var path: String?

        package init(spdxID: String?, path: String?) {
            self.spdxID = spdxID
            self.path = path
        }
    }

    /// What protects a branch; nil members are those the token may not see.
    package struct BranchRules: Sendable, Hashable {
        package var branch: String
        package var isProtected: Bool?
        package var allowsDeletions: Bool?
        package var allowsForcePushes: Bool?
        package var requiresLinearHistory: Bool?
        package var appliesToAdmins: Bool?
        package var requiresChangeRequests: Bool?
        package var requiredApprovals: Int?
        package var requiresCodeOwners: Bool?
        package var dismissesStaleReviews: Bool?
        package var requiresLastPushApproval: Bool?
        package var requiresUpToDate: Bool?
        package var requiresStatusChecks: Bool?
        /// The contexts that must succeed.
        package var statusChecks: [String]?

        package init(branch: String) { self.branch = branch }
    }

    package struct ChangeRequest: Sendable, Hashable {
        package var number: Int
        package var author: String
        package var authorIsBot: Bool
        package var mergedBy: String?
        package var mergedByBot = false
        package var created: Instant?
        package var merged: Instant?
        /// The commit that the merge made, in hexadecimal.
        package var mergeCommit: String?
        package var headCommit: String?
        package var labels: [String] = []
        /// Commits of the default branch that the forge ties to it, in hexadecimal, beside ``mergeCommit``.
        package var commits: [String] = []
        package var reviews: [Review] = []
        /// When somebody else, who is no bot, first answered.
        package var firstResponse: Instant?
        /// Whether nil in ``firstResponse`` means that nobody answered; false where not every answer was read.
        package var allResponsesSeen = true
        /// Of the head commit; nil where they were not read.
        package var checks: [Check]?

        package init(number: Int, author: String, authorIsBot: Bool) {
            self.number = number
            self.author = author
            self.authorIsBot = authorIsBot
        }
    }

    package struct Review: Sendable, Hashable {
        package var author: String
        /// `APPROVED`, `CHANGES_REQUESTED`, `COMMENTED`, `DISMISSED`.
        package var state: String
        package var submitted: Instant?
        package var authorIsBot = false

        package init(author: String, state: String) {
            self.author = author
            self.state = state
        }
    }

    /// A status or check run of a commit.
    package struct Check: Sendable, Hashable {
        package enum Kind: String, Sendable, Hashable { case status, checkRun }
        package var kind: Kind
        /// A status's context; a check run's app slug.
        package var name: String
        package var url: String?
        /// A status's state; a check run's status and conclusion: `completed`, `success`.
        package var state: String
        package var conclusion: String?

        package init(kind: Kind, name: String, url: String?, state: String, conclusion: String?) {
            self.kind = kind
            self.name = name
            self.url = url
            self.state = state
            self.conclusion = conclusion
        }
    }

    package struct Issue: Sendable, Hashable {
        package var number: Int
        package var author: String
        package var authorIsBot: Bool
        /// `OWNER`, `MEMBER`, `COLLABORATOR`, `CONTRIBUTOR`, `NONE` …; nil where it is unknown.
        package var authorAssociation: String?
        package var created: Instant?
        package var closed: Instant?
        package var labels: [String] = []
        package var comments: [Comment] = []
        /// When somebody else, who is no bot, first commented.
        package var firstResponse: Instant?
        /// Whether nil in ``firstResponse`` means that nobody commented; false where not every comment was read.
        package var allCommentsSeen = true

        package init(number: Int, author: String, authorIsBot: Bool) {
            self.number = number
            self.author = author
            self.authorIsBot = authorIsBot
        }
    }

    package struct Comment: Sendable, Hashable {
        package var author: String
        package var authorAssociation: String?
        package var created: Instant?
        package var authorIsBot = false

        package init(author: String, authorAssociation: String?, created: Instant?) {
            self.author = author
            self.authorAssociation = authorAssociation
            self.created = created
        }
    }

    package struct Release: Sendable, Hashable {
        package var tag: String
        package var url: String
        package var targetCommitish: String
        package var published: Instant?
        package var isPrerelease = false
        package var isDraft = false
        package var notes: String = ""
        package var assets: [Asset] = []

        package init(tag: String, url: String, targetCommitish: String) {
            self.tag = tag
            self.url = url
            self.targetCommitish = targetCommitish
        }
    }

    package struct Asset: Sendable, Hashable {
        package var name: String
        package var url: String

        package init(name: String, url: String) {
            self.name = name
            self.url = url
        }
    }

    package struct Contributor: Sendable, Hashable {
        package var login: String
        package var contributions: Int
        package var company: String?
        package var organisations: [String] = []
        package var isBot = false

        package init(login: String, contributions: Int) {
            self.login = login
            self.contributions = contributions
        }
    }

    package struct Webhook: Sendable, Hashable {
        package var url: String
        package var hasSecret: Bool

        package init(url: String, hasSecret: Bool) {
            self.url = url
            self.hasSecret = hasSecret
        }
    }

    package struct WorkflowRun: Sendable, Hashable {
        /// `.github/workflows/release.yml`; on Forgejo, which does not say the folder, `release.yml`.
        package var path: String
        package var headCommit: String?

        package init(path: String, headCommit: String?) {
            self.path = path
            self.headCommit = headCommit
        }
    }

    /// Counts of one time: from ``from`` to ``to``, both included.
    package struct Activity: Sendable, Hashable {
        package var from: Instant
        package var to: Instant
        package var changeRequests: Counts?
        package var issues: Counts?

        package init(from: Instant, to: Instant) {
            self.from = from
            self.to = to
        }
    }

    package struct Counts: Sendable, Hashable {
        /// Opened in the time.
        package var opened: Int
        /// Closed in the time, merged ones included.
        package var closed: Int
        /// Open at its end.
        package var open: Int

        package init(opened: Int, closed: Int, open: Int) {
            self.opened = opened
            self.closed = closed
            self.open = open
        }
    }

    package struct TextFile: Sendable, Hashable {
        package var path: String
        package var text: String

        package init(path: String, text: String) {
            self.path = path
            self.text = text
        }
    }
}
