// SPDX-License-Identifier: Apache-2.0
internal import Histories
internal import Synchronization

/// Names of objects, one a line, written to git as fast as it reads them.
final class ObjectFeed: Sendable {
    private let ids: [ObjectID]
    private let position: Mutex<Int>
    private static let chunk = 2048

    private init(_ ids: [ObjectID], from start: Int) {
        self.ids = ids
        position = Mutex(start)
    }

    static func lines(_ ids: [ObjectID], from start: Int = 0) -> AsyncStream<[UInt8]> {
        let feed = ObjectFeed(ids, from: start)
        return AsyncStream { feed.next() }
    }

    private func next() -> [UInt8]? {
        let range = position.withLock { position in
            let range = position..<min(ids.count, position + ObjectFeed.chunk)
            position = range.upperBound
            return range
        }
        guard !range.isEmpty else { return nil }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(range.count * 65)
        for id in ids[range] {
            id.appendHexadecimal(to: &bytes)
            bytes.append(0x0A)
        }
        return bytes
    }
}

extension GitCommand {
    /// So often git may end early, and so often it may have been waited for long before that.
    static let deathLimit = (all: 256, slow: 2)

    /// Shows objects in the order of their names; one that is missing or that git cannot read is `.missing`.
    ///
    /// - Parameter keep: so many bytes of an object are shown at most.
    func readObjects(
        _ ids: [ObjectID], keep: Int, show: (Int, BatchAnswers.Answer) throws(GitError) -> Void
    ) async throws(GitError) {
        var start = 0
        var deaths = (all: 0, slow: 0)
        while start < ids.count {
            var answers = BatchAnswers(keep: keep)
            let base = start
            do {
                let ending = try await stream(
                    ["cat-file", "--batch", "--buffer"], input: ObjectFeed.lines(ids, from: start)
                ) {
                    bytes throws(GitError) in
                    try answers.add(bytes) { number, answer throws(GitError) in
                        guard base + number < ids.count else { throw GitError.unreadable }
                        try show(base + number, answer)
                    }
                    return true
                }
                if ending == .stalled || ending == .starved { deaths.slow += 1 }
            } catch GitError.unreadable {
                // As good as an early end.
            }
            start = base + answers.answered
            guard start < ids.count else { return }
            // Here git came to its end: at an object that is damaged.
            try show(start, .missing)
            start += 1
            deaths.all += 1
            if deaths.all > GitCommand.deathLimit.all || deaths.slow >= GitCommand.deathLimit.slow {
                for number in start..<max(start, ids.count) { try show(number, .missing) }
                return
            }
        }
    }

    /// The sizes of objects in bytes, in the order of their names; nil for one that is missing.
    func sizes(of ids: [ObjectID]) async throws(GitError) -> [Int?] {
        guard !ids.isEmpty else { return [] }
        var sizes: [Int?] = []
        var queue = ByteQueue()
        _ = try await stream(["cat-file", "--batch-check=%(objectsize)"], input: ObjectFeed.lines(ids, from: 0)) {
            bytes throws(GitError) in
            try queue.add(bytes) { all throws(GitError) in
                var start = 0
                while let end = all.position(of: 0x0A, from: start, to: all.count) {
                    // `ID missing` is no number.
                    sizes.append(all.part(start, end).decimal.map { Int($0) })
                    start = end + 1
                }
                return start
            }
            return true
        }
        // Where git came to its end early, the rest is not known.
        return sizes + Array(repeating: nil, count: max(0, ids.count - sizes.count))
    }
}
