// SPDX-License-Identifier: Apache-2.0
internal import Histories

/// Asks one git after another for the changes of commits, and goes on where one ends early: at contents that are missing from
/// the clone or damaged, or at a comparison that takes too long, too much memory, or more words than are reasonable. Trees of
/// a few kilobytes that name each other hold more paths than any machine could compare, and git collects all before it tells
/// the first.
struct ChangeWorker: Sendable {
    let git: GitCommand
    let format: ObjectFormat
    let dealing: ChangeDealing

    init(git: GitCommand, format: ObjectFormat, dealing: ChangeDealing, memory: Int) {
        var git = git
        git.memoryLimit = memory
        self.git = git
        self.format = format
        self.dealing = dealing
    }

    /// Works until all chunks are dealt and done.
    func work() async throws(GitError) {
        var backlog: [Int] = []
        while true {
            var unfinished = try await readQuickly(backlog)
            guard !unfinished.isEmpty, !dealing.isExhausted else { return }
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
        var answers = ChangeAnswers(format: format, limits: (chunkSize, dealing.commitSize))
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
        var wait = Wait()
        do {
            let ending = try await git.stream(ChangeWorker.arguments(withLines: true), input: input) {
                bytes throws(GitError) in
                wait.hear()
                try answers.add(bytes) { answers throws(GitError) in
                    wait.see()
                    guard !given.isEmpty else { throw GitError.unreadable }
                    dealing.complete(given.removeFirst(), answers.finish())
                    give()
                    if let next = given.first {
                        answers.begin(Array(dealing.commits(of: next)), knowsLines: true)
                    }
                }
                return true
            }
            if ending == .stalled || ending == .starved { dealing.lose(wait.sinceWord) }
        } catch GitError.tooMuch {
            dealing.lose(wait.sinceMark)
        } catch GitError.unreadable {
            // What is not understood is as good as an early end.
        }
        return given + backlog
    }

    var chunkSize: Int { dealing.commitSize / 3 * 4 }

    /// Since when git was waited for in vain.
    struct Wait {
        private var word = ContinuousClock.now
        private var mark = ContinuousClock.now

        /// It says something.
        mutating func hear() { word = .now }
        /// It is done with something.
        mutating func see() { mark = .now }
        var sinceWord: Duration { word.duration(to: .now) }
        var sinceMark: Duration { mark.duration(to: .now) }
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
