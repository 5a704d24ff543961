// SPDX-License-Identifier: Apache-2.0
internal import Histories

/// Which commits of a history are to be read, and which an older history knows.
struct HistoryPlan {
    /// To be read whole.
    var unread: [ObjectID] = []
    /// Known, but people must be named anew, for the mail map has changed; in the order of the older history.
    var misnamed: [ObjectID] = []
    var damaged: [ObjectID] = []
    var isTruncated = false

    /// The older history's commits, people as `reading` names them where they are named anew.
    func known(_ cached: History, renamed reading: CommitReading) -> [CommitRecord] {
        guard !misnamed.isEmpty else { return cached.commits }
        var commits: [CommitRecord] = []
        commits.reserveCapacity(cached.commits.count)
        for (commit, renamed) in zip(cached.commits, reading.records.dropFirst(unread.count)) {
            guard var renamed else { continue }
            renamed.changes = commit.changes
            renamed.knowsLines = commit.knowsLines
            commits.append(renamed)
        }
        return commits
    }

    /// Whom the numbers in ``known(_:renamed:)`` mean.
    func people(_ cached: History, _ reading: CommitReading) -> [Person] {
        misnamed.isEmpty ? cached.people : reading.people.people
    }
}

extension HistoryReading {
    func plan(
        _ repository: OpenRepository, _ head: ObjectID, cached: History?, _ mailMap: ObjectID?
    ) async throws(GitError) -> HistoryPlan {
        var plan = HistoryPlan()
        let git = repository.objects
        let boundary = repository.facts.boundary
        if let cached, !cached.isPartial, boundary.isEmpty, let known = cached.head,
            let listing = try await CommitListing.walked(git, from: head, without: known, limit: limits.commits),
            listing.ids.count + cached.commits.count <= limits.commits
        {
            plan.unread = listing.ids
        } else {
            var listing = try await CommitListing.walked(git, from: head, without: nil, limit: limits.commits)
            if listing == nil {
                listing = try await CommitListing.followed(git, from: head, boundary: boundary, limit: limits.commits)
            }
            plan.unread = listing?.ids ?? []
            plan.damaged = listing?.damaged ?? []
            plan.isTruncated = listing?.isTruncated ?? false
        }
        if let cached {
            // What an older history knows in part may be known better now.
            var known: Set<ObjectID> = []
            var partly: [ObjectID] = []
            for commit in cached.commits {
                if commit.knowsLines, !boundary.contains(commit.id) {
                    known.insert(commit.id)
                } else {
                    partly.append(commit.id)
                }
            }
            let listed = Set(plan.unread)
            plan.unread.removeAll { known.contains($0) }
            plan.unread += partly.filter { !listed.contains($0) }
            if cached.mailMap != mailMap { plan.misnamed = cached.commits.map(\.id) }
        }
        return plan
    }
}
