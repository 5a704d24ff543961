// SPDX-License-Identifier: Apache-2.0
package import Wire

/// What checks of activity and review ask about the newest commits. Bots' commits count here, as they do upstream.
package struct ActivityFacts: Sendable, Hashable {
    package var commits = 0
    package var firstCommit: Instant?
    package var latestCommit: Instant?
    package var latestCommitID: ObjectID?
    package var commitsLast90Days = 0
    package var commitsLast365Days = 0
    /// Of the newest 30 commits those of the last 90 days: Scorecard's count for *Maintained*.
    package var amongLast30Commits = Share()
    /// Programs that send updates of dependencies and wrote a commit: `dependabot`, `renovate` …; sorted.
    package var updaters: [String] = []
    /// When each of ``updaters`` last did.
    package var updatersLastSeen: [Instant] = []
    /// The newest 30 commits as changes that landed together, newest first.
    package var changesets: [Changeset] = []

    /// Scorecard's default depth.
    package static let depth = 30
}

/// Commits that landed together, by Scorecard's grouping as far as a history alone tells it.
package struct Changeset: Sendable, Hashable {
    package enum Key: Sendable, Hashable {
        /// A change request of the forge by its number.
        case changeRequest(number: Int)
        /// A change request whose number the history does not keep, by the merge that brought it in.
        case mergedChange(ObjectID)
        case gerrit(ObjectID)
        case phabricator(ObjectID)
        case piper(ObjectID)
        case commit(ObjectID)
    }

    /// Whether somebody approved it.
    package enum Approval: Sendable, Hashable {
        case approved
        /// Only the forge knows.
        case unknown
        case missing
    }

    package var key: Key
    /// Newest first.
    package var commits: [ObjectID]
    /// The weakest evidence of its commits: all must have been seen.
    package var evidence: ReviewEvidence
    /// Written by bots alone.
    package var isByBot: Bool

    package var approval: Approval {
        switch evidence {
        case .none: .missing
        case .changeRequest: .unknown
        default: .approved
        }
    }
}

extension ActivityFacts {
    init(_ index: HistoryIndex) {
        commits = index.byTime.count
        firstCommit = index.byTime.first.map { Instant(seconds: index.time($0)) }
        latestCommit = index.byTime.last.map { Instant(seconds: index.time($0)) }
        latestCommitID = index.byTime.last.map { index.history.commits[Int($0)].id }
        commitsLast90Days = index.lastDays(90).count
        commitsLast365Days = index.lastDays(365).count
        let newest = index.byTime.suffix(Self.depth)
        amongLast30Commits = Share(min(commitsLast90Days, newest.count), of: newest.count)
        changesets = Changeset.group(newest.reversed(), of: index)
        let names = index.history.people.map(BotAccount.updater)
        var seen: [String: Int64] = [:]
        for position in index.byTime {
            if let name = names[Int(index.history.commits[Int(position)].author)] { seen[name] = index.time(position) }
        }
        updaters = seen.keys.sorted()
        updatersLastSeen = updaters.map { Instant(seconds: seen[$0] ?? 0) }
    }
}

extension Changeset {
    static func group(_ positions: [Int32], of index: HistoryIndex) -> [Changeset] {
        var found: [Changeset] = []
        var places: [Key: Int] = [:]
        for position in positions {
            let commit = index.history.commits[Int(position)]
            let key = key(of: position, index)
            // A merge is judged by what it brought in; alone, it is its author's act.
            let evidence = commit.isMerge ? mergeEvidence(position, index) : index.reviewEvidence(position)
            let isByBot = index.identities.isBot[Int(index.author(position))]
            guard let place = places[key] else {
                places[key] = found.count
                found.append(
                    Changeset(key: key, commits: [commit.id], evidence: evidence, isByBot: isByBot))
                continue
            }
            // The merge came first and stood for its commits; now they speak for themselves.
            let stoodForAll = found[place].commits.count == 1 && index.isMerge(found[place].commits[0])
            found[place].commits.append(commit.id)
            if stoodForAll {
                found[place].evidence = evidence
                found[place].isByBot = isByBot
            } else if !commit.isMerge {
                found[place].evidence = min(found[place].evidence, evidence)
                found[place].isByBot = found[place].isByBot && isByBot
            }
        }
        return found
    }

    private static func key(of position: Int32, _ index: HistoryIndex) -> Key {
        let commit = index.history.commits[Int(position)]
        let landing = index.landing[Int(position)]
        if landing >= 0 {
            let landed = index.history.commits[Int(landing)]
            if landed.marks.contains(.changeRequest), landed.isMerge || landing == position {
                return number(in: landed.subject).map { .changeRequest(number: $0) } ?? .mergedChange(landed.id)
            }
        }
        if commit.marks.contains(.changeRequest), let number = number(in: commit.subject) {
            return .changeRequest(number: number)
        }
        if commit.marks.contains(.phabricator) { return .phabricator(commit.id) }
        if commit.marks.contains(.gerrit) { return .gerrit(commit.id) }
        if commit.marks.contains(.piper) { return .piper(commit.id) }
        return .commit(commit.id)
    }

    private static func mergeEvidence(_ position: Int32, _ index: HistoryIndex) -> ReviewEvidence {
        let commit = index.history.commits[Int(position)]
        let merger = index.author(position)
        guard index.landing[Int(position)] == position, index.identities.isHuman(merger) else {
            return index.reviewEvidence(position)
        }
        for parent in index.parents(position).dropFirst() where index.landing[Int(parent)] == position {
            let author = index.author(parent)
            if author != merger, index.identities.isHuman(author) { return .mergedByAnother }
        }
        return commit.marks.contains(.changeRequest) ? .changeRequest : .none
    }

    /// `123` of the last `#123` in a subject; nil for more than nine digits.
    static func number(in subject: String) -> Int? {
        var number: Int?
        var digits: Int?
        for byte in subject.utf8 {
            if byte == UInt8(ascii: "#") {
                digits = 0
                number = nil
            } else if let value = digits, (0x30...0x39).contains(byte), value < 100_000_000 {
                digits = value * 10 + Int(byte - 0x30)
                number = digits
            } else {
                digits = nil
            }
        }
        return number
    }
}

extension HistoryIndex {
    fileprivate func isMerge(_ id: ObjectID) -> Bool {
        position(of: id).map { history.commits[Int($0)].isMerge } ?? false
    }
}
