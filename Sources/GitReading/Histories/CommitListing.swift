// SPDX-License-Identifier: Apache-2.0
internal import Histories

/// The ids of the commits that lead to a commit, newest first.
struct CommitListing {
    var ids: [ObjectID] = []
    var isTruncated = false
    /// What is missing or damaged on the way.
    var damaged: [ObjectID] = []

    /// - Parameter known: a commit whose ancestors are left out.
    /// - Returns: nil where git cannot walk the history, for an object is missing or `known` is.
    static func walked(
        _ git: GitCommand, from head: ObjectID, without known: ObjectID?, limit: Int
    ) async throws(GitError) -> CommitListing? {
        var listing = CommitListing()
        var queue = ByteQueue()
        var arguments = ["rev-list", "--max-count=\(limit + 1)", head.hexadecimal]
        if let known { arguments += ["--not", known.hexadecimal] }
        arguments.append("--")
        let ending = try await git.stream(arguments, input: nil) { bytes throws(GitError) in
            try queue.add(bytes) { all throws(GitError) in
                var start = 0
                while let end = all.position(of: 0x0A, from: start, to: all.count) {
                    guard let id = ObjectID(hexadecimal: all.part(start, end)) else { throw GitError.unreadable }
                    listing.ids.append(id)
                    start = end + 1
                }
                return start
            }
            return true
        }
        guard ending == .exited(0) else { return nil }
        if listing.ids.count > limit {
            listing.ids.removeLast(listing.ids.count - limit)
            listing.isTruncated = true
        }
        return listing
    }

    /// Walks by itself from commit to parents, past what is missing: level by level, each level one question to git.
    static func followed(
        _ git: GitCommand, from head: ObjectID, boundary: Set<ObjectID>, limit: Int
    ) async throws(GitError) -> CommitListing {
        var listing = CommitListing()
        var seen: Set<ObjectID> = [head]
        let walker = CommitWalker(git: git)
        try await walker.walk(from: head) { id, parents in
            guard let parents else {
                listing.damaged.append(id)
                return []
            }
            guard listing.ids.count < limit else {
                listing.isTruncated = true
                return []
            }
            listing.ids.append(id)
            return boundary.contains(id) ? [] : parents.filter { seen.insert($0).inserted }
        }
        listing.damaged.sort()
        return listing
    }
}
