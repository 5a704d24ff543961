// SPDX-License-Identifier: Apache-2.0
package import Wire

/// What every metric and observation asks of a history, worked out once: identities, time order, the main line and what each
/// of its commits brought in, and the releases.
///
/// Invariants: (1) positions are indices into ``History/commits``; (2) a parent's position is greater than its child's, edges
/// that claim otherwise are left out, so every walk ends; (3) only commits of ``byTime`` count, those not later than ``asOf``.
package struct HistoryIndex: Sendable {
    package let history: History
    package let asOf: Instant
    package let identities: Identities
    /// The counted commits from the oldest to the newest by the committer's clock; of equal times the ancestor first.
    package let byTime: [Int32]
    /// Commits later than ``asOf``: not counted anywhere.
    package let later: Int
    /// The chain of first parents from the history's head down.
    package let mainline: [Int32]
    /// For every position the commit of the main line that brought it in; its own on the main line; -1 where none did.
    package let landing: [Int32]
    /// In time order, of equal times by name.
    package let releases: [Release]

    private let parents: ParentTable
    // Columns of what is asked most, by position: a commit is large to copy.
    private let times: [Int64]
    private let authors: [Int32]
    private let committers: [Int32]
    private let merges: [Bool]

    package init(_ history: History, asOf: Instant) {
        self.history = history
        self.asOf = asOf
        let identities = Identities(history.people)
        self.identities = identities
        let commits = history.commits
        authors = commits.map { identities.identity[Int($0.author)] }
        committers = commits.map { identities.identity[Int($0.committer)] }
        merges = commits.map(\.isMerge)
        // Held inside the years that can be written, so that no difference of two overflows.
        let times = commits.map { Instant(seconds: $0.commitTime).seconds }
        self.times = times
        var counted: [Int32] = []
        counted.reserveCapacity(commits.count)
        for position in commits.indices.reversed() where times[position] <= asOf.seconds {
            counted.append(Int32(position))
        }
        later = commits.count - counted.count
        // Of equal times the greater position, which an ancestor has, comes first.
        counted.sort { left, right in
            let (one, other) = (times[Int(left)], times[Int(right)])
            return one == other ? left > right : one < other
        }
        byTime = counted
        let parents = ParentTable(commits, side: history.sideCommits)
        self.parents = parents
        mainline = Self.mainline(from: history.head.flatMap { parents.positions[$0] } ?? 0, commits.count, parents)
        landing = Self.landing(mainline, commits.count, parents)
        releases = Release.all(of: history, identities: identities, positions: parents.positions, asOf: asOf)
    }

    package func position(of id: ObjectID) -> Int32? { parents.positions[id] }

    /// The identity that wrote a commit.
    package func author(_ position: Int32) -> Int32 { authors[Int(position)] }

    /// The identity that committed a commit.
    package func committer(_ position: Int32) -> Int32 { committers[Int(position)] }

    package func isMerge(_ position: Int32) -> Bool { merges[Int(position)] }

    package func commit(_ position: Int32) -> CommitRecord { history.commits[Int(position)] }

    /// When a counted commit was committed, by the committer's clock.
    package func time(_ position: Int32) -> Int64 { times[Int(position)] }

    /// The counted commits of the last so many days, from the oldest to the newest: later than the start of the window and not
    /// later than ``asOf``.
    package func lastDays(_ days: Int) -> ArraySlice<Int32> {
        committed(after: asOf.adding(seconds: -Int64(days) * Calendar.day).seconds)
    }

    /// The counted commits later than `start`, from the oldest to the newest.
    func committed(after start: Int64) -> ArraySlice<Int32> {
        var low = 0
        var high = byTime.count
        while low < high {
            let middle = (low + high) / 2
            if time(byTime[middle]) > start { high = middle } else { low = middle + 1 }
        }
        return byTime[low...]
    }

    package func parents(_ position: Int32) -> ArraySlice<Int32> { parents[position] }

    /// For every position the index of the first of `releases` (ascending) that contains it; -1 where none does. One walk over
    /// the whole graph, whatever the number of releases. Releases beside the history take part as far as
    /// ``History/sideCommits`` tells where they branched off.
    package func firstRelease(of releases: [Release]) -> [Int32] {
        var first = Array(repeating: Int32(-1), count: parents.count)
        var open: [Int32] = []
        for (index, release) in releases.enumerated() {
            guard let node = release.position ?? parents.side[release.commit], first[Int(node)] < 0 else { continue }
            first[Int(node)] = Int32(index)
            open.append(node)
            while let position = open.popLast() {
                for parent in parents[position] where first[Int(parent)] < 0 {
                    first[Int(parent)] = Int32(index)
                    open.append(parent)
                }
            }
        }
        return first
    }

    /// Whether it is known which commits of the history a release contains.
    package func isPlaced(_ release: Release) -> Bool {
        release.position != nil || parents.side[release.commit] != nil
    }

    /// The name and address that an identity's commits carry most; of equals the first.
    package func person(_ identity: Int32, authored: [Int]) -> Person {
        let members = identities.members[Int(identity)]
        let best = members.max { left, right in
            let (one, other) = (authored[Int(left)], authored[Int(right)])
            return one == other ? left > right : one < other
        }
        return best.map { history.people[Int($0)] } ?? Person(name: "", email: "")
    }

    /// Counted commits that each of ``History/people`` wrote.
    package func authoredCounts() -> [Int] {
        var counts = Array(repeating: 0, count: history.people.count)
        for position in byTime { counts[Int(history.commits[Int(position)].author)] += 1 }
        return counts
    }

    private static func mainline(from head: Int32, _ count: Int, _ parents: ParentTable) -> [Int32] {
        guard count > 0 else { return [] }
        var line = [head]
        while let last = line.last, let parent = parents.first(last) { line.append(parent) }
        return line
    }

    private static func landing(_ mainline: [Int32], _ count: Int, _ parents: ParentTable) -> [Int32] {
        var landing = Array(repeating: Int32(-1), count: count)
        for position in mainline { landing[Int(position)] = position }
        var open: [Int32] = []
        for merge in mainline.reversed() {
            open.append(contentsOf: parents[merge].dropFirst())
            while let position = open.popLast() {
                guard landing[Int(position)] < 0 else { continue }
                landing[Int(position)] = merge
                open.append(contentsOf: parents[position])
            }
        }
        return landing
    }
}

/// The parents of every commit as positions, in two flat arrays. Commits beside the history are numbered behind it.
private struct ParentTable: Sendable {
    let positions: [ObjectID: Int32]
    private(set) var side: [ObjectID: Int32] = [:]
    private var starts: [Int32] = [0]
    private var all: [Int32] = []
    /// The first stated parent, where it is in the history: a missing first parent must not be taken for the second.
    private var firsts: [Int32] = []

    /// Of commits in the history and beside it.
    var count: Int { starts.count - 1 }

    init(_ commits: [CommitRecord], side others: [SideCommit]) {
        var positions: [ObjectID: Int32] = [:]
        positions.reserveCapacity(commits.count)
        for position in commits.indices where positions[commits[position].id] == nil {
            positions[commits[position].id] = Int32(position)
        }
        self.positions = positions
        starts.reserveCapacity(commits.count + 1)
        all.reserveCapacity(commits.count + commits.count / 4)
        for position in commits.indices {
            var first: Int32 = -1
            for (rank, parent) in commits[position].parents.enumerated() {
                guard let found = positions[parent], Int(found) > position else { continue }
                if rank == 0 { first = found }
                all.append(found)
            }
            firsts.append(first)
            starts.append(Int32(all.count))
        }
        let beside = others.filter { positions[$0.id] == nil }
        for (number, commit) in beside.enumerated() { side[commit.id] = Int32(commits.count + number) }
        for commit in beside {
            all.append(contentsOf: commit.parents.compactMap { positions[$0] ?? side[$0] })
            starts.append(Int32(all.count))
        }
    }

    subscript(position: Int32) -> ArraySlice<Int32> {
        all[Int(starts[Int(position)])..<Int(starts[Int(position) + 1])]
    }

    func first(_ position: Int32) -> Int32? {
        let first = firsts[Int(position)]
        return first < 0 ? nil : first
    }
}

extension HistoryIndex {
    /// The history as it was when `commit` was the newest: its ancestors, and whatever the tags beside them need; nil where the
    /// commit is not in it. All tags are kept, for a point in time tells which were there. People, paths and changes keep their
    /// numbers.
    package func upTo(_ commit: ObjectID) -> History? {
        guard let start = position(of: commit) else { return nil }
        let commits = history.commits
        var isAncestor = Array(repeating: false, count: commits.count)
        isAncestor[Int(start)] = true
        for position in Int(start)..<commits.count where isAncestor[position] {
            for parent in parents(Int32(position)) { isAncestor[Int(parent)] = true }
        }
        var cut = history
        cut.head = commit
        cut.commits = commits.indices.filter { isAncestor[$0] }.map { commits[$0] }
        cut.sideCommits = sideCommits(of: commits[Int(start)].commitTime, besides: isAncestor)
        return cut
    }

    /// Commits that are no ancestors, and that tags of that time lead to: only tags as old can have been there.
    private func sideCommits(of time: Int64, besides isAncestor: [Bool]) -> [SideCommit] {
        let beside = Dictionary(history.sideCommits.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        var found: [SideCommit] = []
        var seen: Set<ObjectID> = []
        var open = history.tags.filter { $0.time <= time }.map(\.commit)
        while let id = open.popLast() {
            let commit: SideCommit
            if let position = position(of: id) {
                guard !isAncestor[Int(position)] else { continue }
                commit = SideCommit(id: id, parents: history.commits[Int(position)].parents)
            } else if let known = beside[id] {
                commit = known
            } else {
                continue
            }
            guard seen.insert(id).inserted else { continue }
            found.append(commit)
            open.append(contentsOf: commit.parents)
        }
        return found
    }
}
