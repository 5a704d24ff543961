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
    private let state: Mutex<State>

    struct Result: Sendable {
        /// For each commit where its changes are.
        var ranges: [Range<Int>] = []
        var knowsLines: [Bool] = []
        var changes: [PathChange] = []
        var paths = ByteInterning()
        /// Commits whose changes are not kept because there were too many.
        var uncounted = 0
        /// Commits whose trees cannot be read.
        var damaged: [ObjectID] = []
    }

    private struct State {
        var nextToDeal = 0
        var nextToKeep = 0
        var waiting: [Int: ChangeRun] = [:]
        var result = Result()
    }

    /// - Parameter limit: how many changes are kept at most.
    init(ids: [ObjectID], boundary: Set<ObjectID>, limit: Int) {
        self.ids = ids
        self.boundary = boundary
        self.limit = limit
        state = Mutex(State())
    }

    /// The number of a chunk that nobody works on; nil when all are dealt.
    func take() -> Int? {
        state.withLock { state in
            guard state.nextToDeal * ChangeDealing.chunk < ids.count else { return nil }
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

    /// Everything, once all chunks are complete.
    func result() -> Result {
        state.withLock { state in
            state.result.damaged.sort()
            return state.result
        }
    }
}

extension ChangeDealing.Result {
    fileprivate mutating func append(_ run: ChangeRun, limit: Int) {
        var numbers: [Int32] = []
        numbers.reserveCapacity(run.paths.count)
        for number in 0..<run.paths.count {
            let global = run.paths.read(number) { bytes -> Int32 in
                if ByteInterning.isUnicode(bytes) { return paths.number(of: bytes).number }
                return paths.number(of: String(decoding: bytes, as: UTF8.self))
            }
            numbers.append(global)
        }
        var start = 0
        for (count, knows) in zip(run.counts, run.knowsLines) {
            let end = start + Int(count)
            let begin = changes.count
            if begin + Int(count) <= limit {
                for change in run.changes[start..<end] {
                    var change = change
                    change.path = numbers[Int(change.path)]
                    changes.append(change)
                }
                knowsLines.append(knows)
            } else {
                uncounted += 1
                knowsLines.append(false)
            }
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
