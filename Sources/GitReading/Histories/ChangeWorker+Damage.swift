// SPDX-License-Identifier: Apache-2.0
internal import Histories

/// Chunks in which git came to its end.
///
/// Whether the lines of a commit are known depends on the commit alone and not on its neighbours: git cannot count them if, and
/// only if, a blob before or after one of its changes is not there. So the blobs are looked for, and the other commits asked again.
extension ChangeWorker {
    /// So often git may end in one chunk for another reason than those that are looked for; then the rest of it is left alone.
    private static let deathLimit = 16

    func readCarefully(_ chunk: Int) async throws(GitError) {
        let commits = Array(dealing.commits(of: chunk))
        let withTrees = try await placesWithTrees(commits)
        let names = try await read(commits, withTrees, withLines: false)
        var blobs: Set<ObjectID> = []
        for run in names.runs {
            for pair in run.blobs {
                if let blob = pair.before { blobs.insert(blob) }
                if let blob = pair.after { blobs.insert(blob) }
            }
        }
        let missing = try await missing(blobs.sorted().map { $0.hexadecimal })
        let missingBlobs = Set(missing.compactMap { ObjectID($0) })
        let countable = commits.indices.filter { place in
            guard let (run, range) = names.piece(place) else { return false }
            return run.blobs[range].allSatisfy { pair in
                !(pair.before.map(missingBlobs.contains) ?? false) && !(pair.after.map(missingBlobs.contains) ?? false)
            }
        }
        let counted = try await read(commits, countable, withLines: true)
        var whole = ChangeRun()
        for place in commits.indices {
            if let (run, range) = counted.piece(place) {
                whole.append(run, range, .known)
            } else if let (run, range) = names.piece(place) {
                whole.append(run, range, counted.costly.contains(place) ? .uncounted : .missing)
            } else if names.costly.contains(place) {
                whole.append(ChangeRun(), 0..<0, .uncounted)
            } else {
                whole.append(ChangeRun(), 0..<0, .missing)
                dealing.noteDamage(commits[place])
            }
        }
        dealing.complete(chunk, whole)
    }

    /// What was read of some commits of a chunk.
    private struct Pieces {
        var runs: [ChangeRun] = []
        /// Commits whose telling takes too much.
        var costly: Set<Int> = []
        var size: Int { runs.reduce(0) { $0 + $1.size } }
        private var places: [Int: (run: Int, range: Range<Int>)] = [:]

        mutating func add(_ run: ChangeRun, _ commits: ArraySlice<Int>) {
            for (place, range) in zip(commits, run.ranges) { places[place] = (runs.count, range) }
            runs.append(run)
        }

        /// The changes of a commit; nil where they could not be read.
        func piece(_ place: Int) -> (ChangeRun, Range<Int>)? {
            places[place].map { (runs[$0.run], $0.range) }
        }
    }

    /// Reads commits with a mark behind each, and goes on behind one at which git ends.
    private func read(_ commits: [ObjectID], _ places: [Int], withLines: Bool) async throws(GitError) -> Pieces {
        var pieces = Pieces()
        var rest = places[...]
        var deaths = 0
        while !rest.isEmpty, deaths < ChangeWorker.deathLimit, !dealing.isExhausted {
            let (run, isCostly) = try await read(
                rest.map { commits[$0] }, withLines: withLines, room: chunkSize - pieces.size)
            pieces.add(run, rest.prefix(run.counts.count))
            rest = rest.dropFirst(run.counts.count)
            if isCostly, let place = rest.first { pieces.costly.insert(place) }
            rest = rest.dropFirst()
            deaths += 1
        }
        if dealing.isExhausted || !pieces.costly.isEmpty { pieces.costly.formUnion(rest) }
        return pieces
    }

    /// The changes of the first of the commits, as far as git came, and whether it went no further because that takes too much.
    private func read(
        _ commits: [ObjectID], withLines: Bool, room: Int
    ) async throws(GitError) -> (ChangeRun, isCostly: Bool) {
        var answers = ChangeAnswers(
            format: format, limits: (max(0, room), dealing.commitSize), collectsBlobs: !withLines)
        answers.begin(commits, knowsLines: withLines)
        var done = 0
        let (input, feed) = AsyncStream<[UInt8]>.makeStream()
        feed.yield(question(commits[...], marksEach: true))
        feed.finish()
        var isCostly = false
        var wait = Wait()
        do {
            let ending = try await git.stream(ChangeWorker.arguments(withLines: withLines), input: input) {
                bytes throws(GitError) in
                try answers.add(bytes) { _ throws(GitError) in
                    done += 1
                    wait.see()
                }
                return true
            }
            isCostly = ending == .stalled || ending == .starved
        } catch GitError.tooMuch {
            isCostly = true
        } catch GitError.unreadable {
            // What came before the mark counts.
        }
        if isCostly { dealing.lose(wait.sinceMark) }
        return (answers.finish(first: min(done, commits.count)), isCostly)
    }

    /// The commits whose own tree and first parent's tree are there.
    private func placesWithTrees(_ commits: [ObjectID]) async throws(GitError) -> [Int] {
        let own = commits.map { $0.hexadecimal + "^{tree}" }
        let missing = Set(try await missing(own + commits.map { $0.hexadecimal + "^1^{tree}" }))
        // A commit without parents has no first parent; it is told from one whose parent's tree is missing by the parent.
        let roots = Set(try await self.missing(commits.map { $0.hexadecimal + "^1^{commit}" }))
        return commits.indices.filter { place in
            let name = commits[place].hexadecimal
            guard !missing.contains(own[place]) else { return false }
            return !missing.contains(name + "^1^{tree}") || roots.contains(name + "^1^{commit}")
        }
    }

    /// Which objects git does not find, by the names they are asked for with.
    private func missing(_ names: [String]) async throws(GitError) -> [String] {
        guard !names.isEmpty else { return [] }
        var found: [String] = []
        var queue = ByteQueue()
        let (input, feed) = AsyncStream<[UInt8]>.makeStream()
        feed.yield(Array(names.map { $0 + "\n" }.joined().utf8))
        feed.finish()
        let ending = try await git.stream(["cat-file", "--batch-check", "--buffer"], input: input) {
            bytes throws(GitError) in
            try queue.add(bytes) { all in
                var start = 0
                while let end = all.position(of: 0x0A, from: start, to: all.count) {
                    let line = all.part(start, end)
                    if line.hasSuffix(" missing") {
                        found.append(String(decoding: line.part(0, line.count - 8), as: UTF8.self))
                    }
                    start = end + 1
                }
                return start
            }
            return true
        }
        if ending == .stalled { dealing.lose(git.stallLimit) }
        // Where git cannot say, nothing is relied upon.
        return ending == .exited(0) ? found : names
    }
}
