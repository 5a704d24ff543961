// SPDX-License-Identifier: Apache-2.0

/// Everything the commits that lead to one commit say, held compactly: people and paths are numbered.
///
/// Invariants: (1) `commits` are in `git rev-list --topo-order` order, children before parents; (2) every person index is within
/// `people`, every change range within `changes`, every path index within `paths`; (3) people are as the mail map has them where
/// there is one.
package struct History: Sendable, Hashable {
    /// The commit all others lead to; nil where there is none.
    package var head: ObjectID?
    /// The `.mailmap` people were mapped with; nil where the commit has none.
    package var mailMap: ObjectID?
    package var commits: [CommitRecord] = []
    package var people: [Person] = []
    package var paths: [String] = []
    /// The changes of all commits, each commit's in one range.
    package var changes: [PathChange] = []
    package var tags: [TagRecord] = []
    /// Commits that lead to a tag and not to ``head``: release branches. In any order; without them, what a tag beside the
    /// history contains is unknown.
    package var sideCommits: [SideCommit] = []
    /// Why this is not all of it; empty where it is.
    package var gaps: [Gap] = []

    package init() {}

    /// Something that could not be read of the history.
    package enum Gap: Sendable, Hashable, Comparable {
        /// The clone has only its newest commits: first dates, counts and people are lower bounds.
        case shallow
        /// Contents are missing from the clone: of so many commits the changed lines are unknown.
        case missingContents(commits: Int)
        /// There is more than is kept: of so many commits the changes are unknown.
        case uncountedChanges(commits: Int)
        /// Only the newest so many commits were read.
        case truncated(commits: Int)
        /// Objects that git says are damaged or missing, by their ids or git's words.
        case damaged(String)
        /// Only the first so many tags were read.
        case truncatedTags(tags: Int)
    }

    /// The commits are not all there are.
    package var isPartial: Bool {
        gaps.contains {
            switch $0 {
            case .shallow, .truncated, .damaged: true
            case .missingContents, .uncountedChanges, .truncatedTags: false
            }
        }
    }
}

/// One commit.
package struct CommitRecord: Sendable, Hashable {
    package var id: ObjectID
    package var parents: [ObjectID]
    /// Index into ``History/people``.
    package var author: Int32
    package var committer: Int32
    /// Seconds since 1970, as stated: wrong clocks included, but never beyond 2^40 (what is, is 0, as for git).
    package var authorTime: Int64
    package var commitTime: Int64
    /// Minutes east of UTC that the author's clock stated.
    package var authorOffset: Int16
    package var signature: SignatureKind
    /// The first line of the message, at most 256 bytes.
    package var subject: String
    package var marks: CommitMarks
    /// People of `Co-authored-by`, `Reviewed-by` and the like.
    package var trailers: [CommitTrailer]
    /// Into ``History/changes``; empty for merges, and for the oldest commits of a shallow clone, whose changes cannot be told.
    package var changes: Range<Int>
    /// Whether added and deleted lines are known. Where they are not, renames are seen as a deletion and an addition.
    package var knowsLines: Bool

    package init(
        id: ObjectID, parents: [ObjectID], author: Int32, committer: Int32, authorTime: Int64, commitTime: Int64,
        authorOffset: Int16, signature: SignatureKind, subject: String, marks: CommitMarks = [],
        trailers: [CommitTrailer] = [], changes: Range<Int> = 0..<0, knowsLines: Bool = true
    ) {
        self.id = id
        self.parents = parents
        self.author = author
        self.committer = committer
        self.authorTime = authorTime
        self.commitTime = commitTime
        self.authorOffset = authorOffset
        self.signature = signature
        self.subject = subject
        self.marks = marks
        self.trailers = trailers
        self.changes = changes
        self.knowsLines = knowsLines
    }

    package var isMerge: Bool { parents.count > 1 }
}

/// A commit beside the history: only where it is in the graph.
package struct SideCommit: Sendable, Hashable {
    package var id: ObjectID
    package var parents: [ObjectID]

    package init(id: ObjectID, parents: [ObjectID]) {
        self.id = id
        self.parents = parents
    }
}

/// What a commit's message says, recognised when it is read so that messages need not be kept.
package struct CommitMarks: OptionSet, Sendable, Hashable {
    package let rawValue: UInt16
    package init(rawValue: UInt16) { self.rawValue = rawValue }

    /// Names a CVE, GHSA or other advisory.
    package static let namesAdvisory = CommitMarks(rawValue: 1 << 0)
    /// Says that it fixes something: `fix` and `bug` in the subject, `Fixes: #…` anywhere.
    package static let fix = CommitMarks(rawValue: 1 << 1)
    package static let revert = CommitMarks(rawValue: 1 << 2)
    /// `Merge pull request #…`, `See merge request …!…`, a squash subject that ends in `(#…)`, a line `Closes #…`.
    package static let changeRequest = CommitMarks(rawValue: 1 << 3)
    /// Phabricator's `Differential Revision:`.
    package static let phabricator = CommitMarks(rawValue: 1 << 4)
    /// Gerrit's `Reviewed-on:` together with `Reviewed-by:`.
    package static let gerrit = CommitMarks(rawValue: 1 << 5)
    /// `PiperOrigin-RevId:`.
    package static let piper = CommitMarks(rawValue: 1 << 6)
    /// Security words in the subject: vulnerability, overflow, injection, XSS …
    package static let security = CommitMarks(rawValue: 1 << 7)
}

/// A person a commit's trailer names.
package struct CommitTrailer: Sendable, Hashable {
    package enum Kind: UInt8, Sendable, Hashable, CaseIterable {
        case signedOffBy, reviewedBy, approvedBy, ackedBy, testedBy, coAuthoredBy, reportedBy
    }

    package var kind: Kind
    /// Index into ``History/people``.
    package var person: Int32

    package init(kind: Kind, person: Int32) {
        self.kind = kind
        self.person = person
    }
}

/// Which kind of signature a commit or tag carries; whether it verifies is another question.
package enum SignatureKind: UInt8, Sendable, Hashable, CaseIterable {
    case none, openPGP, ssh, x509, other
}

/// What a commit did to one path.
package struct PathChange: Sendable, Hashable {
    package enum Status: UInt8, Sendable, Hashable {
        case added, modified, deleted, renamed, typeChanged
    }

    /// Index into ``History/paths``: where the file is after the change (before it, when deleted).
    package var path: Int32
    package var status: Status
    /// Whether git holds the content for binary.
    package var isBinary: Bool
    /// Lines; 0 for binary files and where ``CommitRecord/knowsLines`` is false.
    package var added: Int32
    package var deleted: Int32

    package init(path: Int32, status: Status, isBinary: Bool, added: Int32, deleted: Int32) {
        self.path = path
        self.status = status
        self.isBinary = isBinary
        self.added = added
        self.deleted = deleted
    }
}

/// A tag that leads to a commit, in the history or beside it.
package struct TagRecord: Sendable, Hashable {
    /// Without `refs/tags/`.
    package var name: String
    package var commit: ObjectID
    /// Index into ``History/people``; nil for a lightweight tag.
    package var tagger: Int32?
    /// When it was tagged; for a lightweight tag the commit's time.
    package var time: Int64
    package var isAnnotated: Bool
    package var signature: SignatureKind
    /// The object of an annotated tag.
    package var object: ObjectID?
    /// An opaque name of the key a signature states (an OpenPGP key id or fingerprint in capitals, `SHA256:…` of an SSH key); nil
    /// where there is none or it states none.
    package var signingKey: String?

    package init(
        name: String, commit: ObjectID, tagger: Int32?, time: Int64, isAnnotated: Bool, signature: SignatureKind,
        object: ObjectID? = nil, signingKey: String? = nil
    ) {
        self.name = name
        self.commit = commit
        self.tagger = tagger
        self.time = time
        self.isAnnotated = isAnnotated
        self.signature = signature
        self.object = object
        self.signingKey = signingKey
    }
}
