// SPDX-License-Identifier: Apache-2.0
internal import Histories

/// Lists the commits that lead to a tag and not to the history's head, each with its parents.
enum SideCommitListing {
    /// More are not listed at all: half a branch would place its releases wrongly.
    static let limit = 200_000
    /// So long a line may be: a merge of some thousand parents, of which a few are kept.
    private static let lineLimit = 1 << 18

    /// Empty where git cannot walk there: where a release branched off is then unknown.
    static func read(_ repository: OpenRepository, _ history: History) async throws(GitError) -> [SideCommit] {
        guard let head = history.head else { return [] }
        let known = Set(history.commits.lazy.map(\.id))
        let outside = Set(history.tags.lazy.map(\.commit)).subtracting(known).sorted()
        guard !outside.isEmpty else { return [] }
        let (input, feed) = AsyncStream<[UInt8]>.makeStream()
        feed.yield(Array((outside.map(\.hexadecimal) + ["^" + head.hexadecimal]).joined(separator: "\n").utf8) + [0x0A])
        feed.finish()
        var found: [SideCommit] = []
        var queue = ByteQueue()
        let ending = try await repository.objects.stream(
            ["rev-list", "--parents", "--max-count=\(limit + 1)", "--stdin"], input: input
        ) { bytes throws(GitError) in
            var isUnderstood = true
            try queue.add(bytes) { all in
                var start = 0
                while let end = all.position(of: 0x0A, from: start, to: all.count) {
                    guard let commit = commit(all.part(start, end)) else {
                        isUnderstood = false
                        return all.count
                    }
                    found.append(commit)
                    start = end + 1
                }
                return start
            }
            return isUnderstood && queue.waiting < lineLimit
        }
        return ending == .exited(0) && found.count <= limit ? found : []
    }

    /// `ID PARENT PARENT …`; parents as ``ObjectText`` keeps them.
    static func commit(_ line: UnsafeRawBufferPointer) -> SideCommit? {
        var id: ObjectID?
        var parents: [ObjectID] = []
        var start = 0
        while start < line.count, parents.count < ObjectText.parentLimit {
            let end = line.position(of: 0x20, from: start, to: line.count) ?? line.count
            guard let next = ObjectID(hexadecimal: line.part(start, end)) else { return nil }
            if id == nil {
                id = next
            } else if !parents.contains(next) {
                parents.append(next)
            }
            start = end + 1
        }
        return id.map { SideCommit(id: $0, parents: parents) }
    }
}
