// SPDX-License-Identifier: Apache-2.0
internal import Histories

/// Asks one git after another for the changes of commits, and goes on where one ends early: at contents that are missing from
/// the clone or damaged, or at a comparison that takes too long.
struct ChangeWorker: Sendable {
    let git: GitCommand
    let format: ObjectFormat
    let dealing: ChangeDealing

    /// Works until all chunks are dealt and done.
    func work() async throws(GitError) {
        var backlog: [Int] = []
        while true {
            var unfinished = try await readQuickly(backlog)
            guard !unfinished.isEmpty else { return }
            // Somewhere in the first of them git came to its end.
            try await readCarefully(unfinished.removeFirst())
            backlog = unfinished
        }
    }

    static func arguments(withLines: Bool) -> [String] {
        let common = [
            "diff-tree", "--stdin", "--root", "-r", "-z", "--raw", "--no-ext-diff", "--no-textconv", "--no-color",
            "--ignore-submodules=none", "--no-relative", "--full-index", "--diff-algorithm=myers",
        ]
        return common + (withLines ? ["--numstat", "-M", "-l1000"] : ["--no-renames"])
    }

    /// Reads chunk after chunk from one process, which has the next chunk at hand before it is done with one.
    ///
    /// - Returns: the chunks that it was given and did not finish.
    private func readQuickly(_ backlog: [Int]) async throws(GitError) -> [Int] {
        var backlog = backlog[...]
        var given: [Int] = []
        var answers = ChangeAnswers(format: format)
        let (input, feed) = AsyncStream<[UInt8]>.makeStream()
        func give() {
            guard let chunk = backlog.popFirst() ?? dealing.take() else { return feed.finish() }
            given.append(chunk)
            feed.yield(question(dealing.commits(of: chunk), marksEach: false))
        }
        give()
        guard let first = given.first else { return [] }
        answers.begin(Array(dealing.commits(of: first)), knowsLines: true)
        give()
        do {
            _ = try await git.stream(ChangeWorker.arguments(withLines: true), input: input) { bytes throws(GitError) in
                try answers.add(bytes) { answers throws(GitError) in
                    guard !given.isEmpty else { throw GitError.unreadable }
                    dealing.complete(given.removeFirst(), answers.finish())
                    give()
                    if let next = given.first {
                        answers.begin(Array(dealing.commits(of: next)), knowsLines: true)
                    }
                }
                return true
            }
        } catch GitError.unreadable {
            // What is not understood is as good as an early end.
        }
        return given + backlog
    }

    /// Commits, one a line, and marks behind each or behind the last.
    func question(_ commits: ArraySlice<ObjectID>, marksEach: Bool) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(commits.count * (format.digits + 3))
        for commit in commits {
            if !dealing.boundary.contains(commit) {
                commit.appendHexadecimal(to: &bytes)
                bytes.append(0x0A)
            }
            if marksEach { bytes.append(contentsOf: ChangeAnswers.mark) }
        }
        if !marksEach { bytes.append(contentsOf: ChangeAnswers.mark) }
        return bytes
    }
}
