// SPDX-License-Identifier: Apache-2.0
import Advisories
import Files
import Matching
import Storage
import Wire

/// A record of a source before it is read.
enum RawRecord: Sendable {
    /// A file to be read by the worker.
    case file(origin: String, path: String)
    case bytes(origin: String, [UInt8])
    /// An entry that must not be read.
    case refused(origin: String, reason: String)

    var origin: String {
        switch self {
        case .file(let origin, _), .bytes(let origin, _), .refused(let origin, _): origin
        }
    }
}

/// Turns raw records into what the database keeps; runs on as many workers as there are cores.
struct RecordIntake: Sendable {
    let database: AdvisoryDatabase
    let source: Int
    let part: String
    /// The source was empty before, so nothing has to be compared.
    let isFirst: Bool

    /// What became of one piece of the work.
    struct Outcome: Sendable {
        var batch = RecordBatch()
        var unchanged = 0
        var notices = 0
        /// Origins seen, changed or not.
        var origins: [String] = []
        var newest: Instant?
    }

    /// Reads, compares and digests one piece. A bad record becomes a problem, never an error.
    func digest(_ piece: [RawRecord]) throws(StorageError) -> Outcome {
        var outcome = Outcome()
        let known = isFirst ? [:] : try database.bytes(source: source, origins: piece.map(\.origin))
        let reader = AdvisoryReader(detail: .matching)
        for raw in piece {
            outcome.origins.append(raw.origin)
            do {
                let bytes = try bytes(of: raw)
                if let before = known[raw.origin], before == bytes {
                    outcome.unchanged += 1
                    continue
                }
                let reading = try RecordNotation(origin: raw.origin).read(bytes, with: reader)
                outcome.notices += reading.problems.count
                if let modified = reading.advisory.modified {
                    outcome.newest = max(outcome.newest ?? modified, modified)
                }
                outcome.batch.records.append(
                    StoredRecord(
                        origin: raw.origin, part: part, id: reading.advisory.id,
                        modified: Int(reading.advisory.modified?.seconds ?? 0),
                        contribution: AdvisoryContribution.encode(reading.advisory), bytes: bytes))
            } catch {
                let message = WorkflowError(error).message
                outcome.batch.problems.append(StoredProblem(origin: raw.origin, part: part, message: message))
            }
        }
        return outcome
    }

    private func bytes(of raw: RawRecord) throws -> [UInt8] {
        switch raw {
        case .bytes(_, let bytes): return bytes
        case .file(_, let path):
            do {
                return try FileReading.bytes(of: path, limit: Limits.advisory.bytes)
            } catch {
                throw AdvisoriesError(error.message, hint: error.hint)
            }
        case .refused(_, let reason): throw AdvisoriesError("It was not read: \(reason).")
        }
    }
}

/// Counts of one source's update.
package struct IntakeCounts: Sendable, Hashable {
    package var added = 0
    package var unchanged = 0
    package var removed = 0
    package var problems = 0
    /// What else is to be said, as sentences.
    package var remarks: [String] = []

    static func += (left: inout IntakeCounts, right: IntakeCounts) {
        left.added += right.added
        left.unchanged += right.unchanged
        left.removed += right.removed
        left.problems += right.problems
        left.remarks += right.remarks
    }
}

/// Brings a stream of raw records into the database.
struct IntakeRun {
    let intake: RecordIntake
    let progress: @Sendable (Int) -> Void
    private(set) var counts = IntakeCounts()
    private(set) var origins = Set<String>()
    private(set) var newest: Instant?

    init(intake: RecordIntake, progress: @escaping @Sendable (Int) -> Void) {
        self.intake = intake
        self.progress = progress
    }

    /// Pulls pieces until there are none; keeps one more piece under way than there are workers, and writes the pieces as
    /// they come.
    mutating func take(workers: Int = 2, from next: () throws -> [RawRecord]?) async throws {
        let intake = intake
        try await withThrowingTaskGroup(of: RecordIntake.Outcome.self) { group in
            var running = 0
            while true {
                while running <= workers, let piece = try next() {
                    group.addTask { try intake.digest(piece) }
                    running += 1
                }
                guard running > 0, let outcome = try await group.next() else { return }
                running -= 1
                try Task.checkCancellation()
                try write(outcome)
            }
        }
    }

    private mutating func write(_ outcome: RecordIntake.Outcome) throws {
        if !outcome.batch.records.isEmpty || !outcome.batch.problems.isEmpty {
            try intake.database.apply(outcome.batch, source: intake.source)
        }
        counts.added += outcome.batch.records.count
        counts.unchanged += outcome.unchanged
        counts.problems += outcome.batch.problems.count
        origins.formUnion(outcome.origins)
        if let later = outcome.newest { newest = max(newest ?? later, later) }
        progress(counts.added + counts.unchanged + counts.problems)
    }

    /// Removes what the source no longer has, and sets the part's cursor.
    mutating func finish(removing gone: [String], cursor: String?) throws {
        var batch = RecordBatch()
        batch.removed = gone
        if let cursor { batch.cursors = [intake.part: cursor] }
        counts.removed += gone.count
        if !gone.isEmpty || cursor != nil { try intake.database.apply(batch, source: intake.source) }
    }
}
