// SPDX-License-Identifier: Apache-2.0
internal import Histories

/// Follows a damaged history through `git cat-file`, which does not stop at the first object that is missing.
struct CommitWalker {
    let git: GitCommand

    /// Where git ends too often or is silent too long, what is still open counts as what cannot be read.
    ///
    /// - Parameter visit: gets each commit with its parents, nil where it cannot be read, and gives those to go on to.
    func walk(
        from head: ObjectID, visit: (ObjectID, [ObjectID]?) -> [ObjectID]
    ) async throws(GitError) {
        var open: [ObjectID] = [head]
        var deaths = (all: 0, slow: 0)
        while !open.isEmpty {
            // One process answers until it comes to its end; a question's answer leads to the next questions.
            var waiting = open
            open = []
            var next = 0
            let (input, feed) = AsyncStream<[UInt8]>.makeStream()
            func ask(_ ids: [ObjectID]) {
                var bytes: [UInt8] = []
                for id in ids {
                    id.appendHexadecimal(to: &bytes)
                    bytes.append(0x0A)
                }
                feed.yield(bytes)
            }
            ask(waiting)
            var answers = BatchAnswers(keep: 1 << 16)
            do {
                let ending = try await git.stream(["cat-file", "--batch"], input: input) { bytes throws(GitError) in
                    var found: [ObjectID] = []
                    try answers.add(bytes) { number, answer throws(GitError) in
                        guard number < waiting.count else { throw GitError.unreadable }
                        next = number + 1
                        switch answer {
                        case .object(_, .commit, _, let text): found += visit(waiting[number], ObjectText(text).parents)
                        default: _ = visit(waiting[number], nil)
                        }
                    }
                    if !found.isEmpty {
                        waiting += found
                        ask(found)
                    }
                    if next == waiting.count { feed.finish() }
                    return true
                }
                if ending == .stalled || ending == .starved { deaths.slow += 1 }
            } catch GitError.unreadable {
                // As good as an early end.
            }
            guard next < waiting.count else { return }
            _ = visit(waiting[next], nil)
            deaths.all += 1
            if deaths.all > GitCommand.deathLimit.all || deaths.slow >= GitCommand.deathLimit.slow {
                for id in waiting[(next + 1)...] { _ = visit(id, nil) }
                return
            }
            open = Array(waiting[(next + 1)...])
        }
    }
}
