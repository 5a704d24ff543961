// SPDX-License-Identifier: Apache-2.0
internal import Histories
internal import Synchronization

/// Deals out the commits in chunks and puts together what comes back, in the order of the commits whoever was faster.
final class ChangeDealing: Sendable {
    /// Few enough that the last ones to work wait little for each other, many enough that git's output comes in full pages.
    static let chunk = 128

    /// Which commits' changes are wanted.
    let ids: [ObjectID]
    /// Commits whose changes cannot be told: their parents are not in the clone.
    let boundary: Set<ObjectID>
    private let limit: Int
    /// So many bytes the changes of one commit may take; those of a chunk a third more.
    let commitSize: Int
    /// So long git may be waited for in vain, all in all.
    private let patience: Duration
    private let state: Mutex<State>

    struct Result: Sendable {
        /// For each commit where its changes are.
        var ranges: [Range<Int>] = []
        var knowsLines: [Bool] = []
        var changes: [PathChange] = []
        var paths = ByteInterning()
        /// Commits whose changes are not all told, because there are too many or telling them takes too much.
        var uncounted = 0
        /// Commits whose trees cannot be read.
        var damaged: [ObjectID] = []
    }

    private struct State {
        /// For how long git was waited for in vain.
        var lost = Duration.zero
        var nextToDeal = 0
        var nextToKeep = 0
        var waiting: [Int: ChangeRun] = [:]
        var result = Result()
    }

    /// - Parameters:
    ///   - limit: how many changes are kept at most.
    ///   - commitSize: so many bytes the changes of one commit may take.
    ///   - patience: so long git may be waited for in vain; what is not told by then is not told at all.
    init(ids: [ObjectID], boundary: Set<ObjectID>, limit: Int, commitSize: Int, patience: Duration) {
        self.ids = ids
        self.boundary = boundary
        self.limit = limit
        self.commitSize = commitSize
        self.patience = patience
        state = Mutex(State())
    }

    /// That git was waited for so long and told nothing for it.
    func lose(_ time: Duration) { state.withLock { $0.lost += time } }

    var isExhausted: Bool { state.withLock { $0.lost >= patience } }

    /// The number of a chunk that nobody works on; nil when all are dealt, or patience is at its end.
    func take() -> Int? {
        state.withLock { state in
            guard state.lost < patience, state.nextToDeal * ChangeDealing.chunk < ids.count else { return nil }
            defer { state.nextToDeal += 1 }
            return state.nextToDeal
        }
    }

    func commits(of chunk: Int) -> ArraySlice<ObjectID> {
        ids[chunk * ChangeDealing.chunk..<min(ids.count, (chunk + 1) * ChangeDealing.chunk)]
    }

    func noteDamage(_ id: ObjectID) { state.withLock { $0.result.damaged.append(id) } }

    /// Takes the changes of a chunk.
    func complete(_ chunk: Int, _ run: ChangeRun) {
        state.withLock { state in
            state.waiting[chunk] = run
            while let run = state.waiting.removeValue(forKey: state.nextToKeep) {
                state.result.append(run, limit: limit)
                state.nextToKeep += 1
            }
        }
    }

    /// Everything, once all work is done; of what was not done, nothing is known.
    func result() -> Result {
        state.withLock { state in
            while state.nextToKeep * ChangeDealing.chunk < ids.count {
                let run = state.waiting.removeValue(forKey: state.nextToKeep)
                state.result.append(run ?? .uncounted(commits(of: state.nextToKeep).count), limit: limit)
                state.nextToKeep += 1
            }
            state.result.damaged.sort()
            return state.result
        }
    }
}

extension ChangeDealing.Result {
    /// So many bytes of paths are kept, and what the next commit adds to them.
    private var pathLimit: Int { 1 << 30 }

    fileprivate mutating func append(_ run: ChangeRun, limit: Int) {
        // Only paths of changes that are kept are numbered here.
        var numbers = [Int32](repeating: -1, count: run.paths.count)
        func number(_ path: Int) -> Int32 {
            if numbers[path] < 0 {
                numbers[path] = run.paths.read(path) { bytes in
                    if ByteInterning.isUnicode(bytes) { return paths.number(of: bytes).number }
                    return paths.number(of: String(decoding: bytes, as: UTF8.self))
                }
            }
            return numbers[path]
        }
        var start = 0
        for (count, lines) in zip(run.counts, run.lines) {
            let end = start + Int(count)
            let begin = changes.count
            let isKept = count == 0 || begin + Int(count) <= limit && paths.byteCount < pathLimit
            if isKept {
                for var change in run.changes[start..<end] {
                    change.path = number(Int(change.path))
                    changes.append(change)
                }
            }
            if !isKept || lines == .uncounted { uncounted += 1 }
            knowsLines.append(isKept && lines == .known)
            ranges.append(begin..<changes.count)
            start = end
        }
    }
}

extension ByteInterning {
    /// Whether bytes are UTF-8; quick where all are ASCII.
    static func isUnicode(_ bytes: UnsafeRawBufferPointer) -> Bool {
        if bytes.allSatisfy({ $0 < 0x80 }) { return true }
        return String(validating: bytes, as: UTF8.self) != nil
    }
}
