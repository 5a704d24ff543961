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

    package init(_ history: History, asOf: Instant) {
        self.history = history
        self.asOf = asOf
        identities = Identities(history.people)
        let commits = history.commits
        var counted: [Int32] = []
        counted.reserveCapacity(commits.count)
        for position in commits.indices.reversed() where commits[position].commitTime <= asOf.seconds {
            counted.append(Int32(position))
        }
        later = commits.count - counted.count
        // Of equal times the greater position, which an ancestor has, comes first.
        let times = commits.map(\.commitTime)
        counted.sort { left, right in
            let (one, other) = (times[Int(left)], times[Int(right)])
            return one == other ? left > right : one < other
        }
        byTime = counted
        let parents = ParentTable(commits)
        self.parents = parents
        mainline = Self.mainline(from: history.head.flatMap { parents.positions[$0] } ?? 0, commits.count, parents)
        landing = Self.landing(mainline, commits.count, parents)
        releases = Release.all(of: history, identities: identities, positions: parents.positions, asOf: asOf)
    }

    package func position(of id: ObjectID) -> Int32? { parents.positions[id] }

    /// The identity that wrote a commit.
    package func author(_ position: Int32) -> Int32 {
        identities.identity[Int(history.commits[Int(position)].author)]
    }

    /// The identity that committed a commit.
    package func committer(_ position: Int32) -> Int32 {
        identities.identity[Int(history.commits[Int(position)].committer)]
    }

    package func commit(_ position: Int32) -> CommitRecord { history.commits[Int(position)] }

    /// When a counted commit was committed, by the committer's clock.
    package func time(_ position: Int32) -> Int64 { history.commits[Int(position)].commitTime }

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
    /// the whole graph, whatever the number of releases.
    package func firstRelease(of releases: [Release]) -> [Int32] {
        var first = Array(repeating: Int32(-1), count: history.commits.count)
        var open: [Int32] = []
        for (index, release) in releases.enumerated() {
            guard first[Int(release.position)] < 0 else { continue }
            first[Int(release.position)] = Int32(index)
            open.append(release.position)
            while let position = open.popLast() {
                for parent in parents[position] where first[Int(parent)] < 0 {
                    first[Int(parent)] = Int32(index)
                    open.append(parent)
                }
            }
        }
        return first
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

/// The parents of every commit as positions, in two flat arrays.
private struct ParentTable: Sendable {
    let positions: [ObjectID: Int32]
    private var starts: [Int32] = [0]
    private var all: [Int32] = []
    /// The first stated parent, where it is in the history: a missing first parent must not be taken for the second.
    private var firsts: [Int32] = []

    init(_ commits: [CommitRecord]) {
        var positions: [ObjectID: Int32] = [:]
        positions.reserveCapacity(commits.count)
        for (position, commit) in commits.enumerated() where positions[commit.id] == nil {
            positions[commit.id] = Int32(position)
        }
        self.positions = positions
        starts.reserveCapacity(commits.count + 1)
        all.reserveCapacity(commits.count + commits.count / 4)
        for (position, commit) in commits.enumerated() {
            var first: Int32 = -1
            for (rank, parent) in commit.parents.enumerated() {
                guard let found = positions[parent], Int(found) > position else { continue }
                if rank == 0 { first = found }
                all.append(found)
            }
            firsts.append(first)
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

extension History {
    /// The history as it was when `commit` was the newest: its ancestors, and the tags that lead to them; nil where the commit
    /// is not in it. People, paths and changes keep their numbers.
    package func upTo(_ commit: ObjectID) -> History? {
        guard let start = commits.firstIndex(where: { $0.id == commit }) else { return nil }
        var wanted: Set<ObjectID> = [commit]
        var cut = self
        cut.commits = []
        cut.head = commit
        for record in commits[start...] where wanted.contains(record.id) {
            cut.commits.append(record)
            wanted.formUnion(record.parents)
        }
        let kept = Set(cut.commits.map(\.id))
        cut.tags = tags.filter { kept.contains($0.commit) }
        return cut
    }
}
