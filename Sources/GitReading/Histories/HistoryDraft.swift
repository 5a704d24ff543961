// SPDX-License-Identifier: Apache-2.0
internal import Histories

/// Commits from wherever they were read, in any order and numbering, on their way to a ``History``.
///
/// What comes out depends only on the commits: a history that was read anew and one that was put together from an older one and
/// what came after it are the same.
struct HistoryDraft {
    private(set) var commits: [CommitRecord] = []
    private var people: [Person] = []
    private var paths: [String] = []
    private var changes: [PathChange] = []
    private var places: [ObjectID: Int] = [:]

    func place(of id: ObjectID) -> Int? { places[id] }

    /// Adds commits whose numbers are indices into these people, paths and changes; those that are there already stay as they
    /// are.
    mutating func add(
        _ records: some Collection<CommitRecord>, people newPeople: [Person], paths newPaths: [String],
        changes newChanges: [PathChange]
    ) {
        let person = Int32(people.count)
        let path = Int32(paths.count)
        let change = changes.count
        people += newPeople
        paths += newPaths
        if path == 0 {
            changes += newChanges
        } else {
            changes.reserveCapacity(changes.count + newChanges.count)
            for var change in newChanges {
                change.path += path
                changes.append(change)
            }
        }
        commits.reserveCapacity(commits.count + records.count)
        places.reserveCapacity(commits.count + records.count)
        for var record in records {
            guard places[record.id] == nil else { continue }
            places[record.id] = commits.count
            record.author += person
            record.committer += person
            for position in record.trailers.indices { record.trailers[position].person += person }
            record.changes = record.changes.lowerBound + change..<record.changes.upperBound + change
            commits.append(record)
        }
    }

    /// Puts the commits that lead to `head` in order and numbers people and paths by first appearance.
    func history(head: ObjectID, boundary: Set<ObjectID>) -> History {
        var history = History()
        history.head = head
        let order = TopologicalOrder(commits, places: places, boundary: boundary).from(head)
        history.commits.reserveCapacity(order.count)
        var personNumbers = [Int32](repeating: -1, count: people.count)
        var pathNumbers = [Int32](repeating: -1, count: paths.count)
        var knownPeople = ByteInterning()
        var knownPaths = ByteInterning()
        func number(ofPerson old: Int32) -> Int32 {
            let place = Int(old)
            if personNumbers[place] < 0 {
                let (number, isNew) = knownPeople.number(of: people[place])
                if isNew { history.people.append(people[place]) }
                personNumbers[place] = number
            }
            return personNumbers[place]
        }
        func number(ofPath old: Int32) -> Int32 {
            let place = Int(old)
            if pathNumbers[place] < 0 {
                let number = knownPaths.number(of: paths[place])
                if Int(number) == history.paths.count { history.paths.append(paths[place]) }
                pathNumbers[place] = number
            }
            return pathNumbers[place]
        }
        for place in order {
            var commit = commits[place]
            commit.author = number(ofPerson: commit.author)
            commit.committer = number(ofPerson: commit.committer)
            for position in commit.trailers.indices {
                commit.trailers[position].person = number(ofPerson: commit.trailers[position].person)
            }
            let start = history.changes.count
            for old in commit.changes {
                var change = changes[old]
                change.path = number(ofPath: change.path)
                history.changes.append(change)
            }
            commit.changes = start..<history.changes.count
            history.commits.append(commit)
        }
        return history
    }
}

/// The order of `git rev-list --topo-order`: children before parents, one line of history before the other where they part, the
/// last parent's line first.
struct TopologicalOrder {
    private let commits: [CommitRecord]
    private let places: [ObjectID: Int]
    private let boundary: Set<ObjectID>

    init(_ commits: [CommitRecord], places: [ObjectID: Int], boundary: Set<ObjectID>) {
        self.commits = commits
        self.places = places
        self.boundary = boundary
    }

    /// Places of the commits that lead to `head`.
    func from(_ head: ObjectID) -> [Int] {
        guard let start = places[head] else { return [] }
        var parents = [[Int32]?](repeating: nil, count: commits.count)
        var waiting = [Int32](repeating: 0, count: commits.count)
        var stack = [start]
        parents[start] = []
        while let place = stack.popLast() {
            let found = boundary.contains(commits[place].id) ? [] : commits[place].parents.compactMap { places[$0] }
            parents[place] = found.map { Int32($0) }
            for parent in found {
                waiting[parent] += 1
                if parents[parent] == nil {
                    parents[parent] = []
                    stack.append(parent)
                }
            }
        }
        var order: [Int] = []
        order.reserveCapacity(commits.count)
        stack = [start]
        while let place = stack.popLast() {
            order.append(place)
            for parent in parents[place] ?? [] {
                waiting[Int(parent)] -= 1
                if waiting[Int(parent)] == 0 { stack.append(Int(parent)) }
            }
        }
        return order
    }
}
