// SPDX-License-Identifier: Apache-2.0
import Advisories
import Files
import Matching
import Outbound
import Storage
package import Wire

/// Fetches advisories, keeps them, and compiles the index.
///
/// Invariants: (1) one update at a time holds the folder's lock; (2) every piece is committed as it comes, so that an update that
/// was stopped goes on where it was; (3) scans see the new data only when the index is put in place, at the end.
package struct UpdateWorkflow: Sendable {
    package let folder: DataFolder
    /// The present; passed in, so that tests have their own.
    package let now: Instant
    package let progress: @Sendable (UpdateProgress) -> Void

    package init(folder: DataFolder, now: Instant, progress: @escaping @Sendable (UpdateProgress) -> Void = { _ in }) {
        self.folder = folder
        self.now = now
        self.progress = progress
    }

    /// Brings the sources up to date, or every known one when none is named (OSV's own, when none is known).
    ///
    /// A source that fails is named in the report, and the others go on.
    ///
    /// - Parameter forgetting: names of sources to remove first, with all their records.
    package func run(
        _ named: [AdvisorySource], forgetting: [String] = []
    ) async throws(WorkflowError) -> UpdateReport {
        do {
            try Folders.make(folder.path)
            guard let lock = try FileLock(path: folder.lock) else {
                throw WorkflowError(
                    .busy, "Another update of \(folder.path) is under way.",
                    hint: "Wait until it has ended; scans go on with the old data meanwhile.")
            }
            let database = try AdvisoryDatabase(path: folder.database)
            for name in forgetting where !(try database.removeSource(named: name)) {
                throw WorkflowError(.usage, "No source is called \(name).", hint: "'mainstay status' lists them.")
            }
            let report =
                named.isEmpty && !forgetting.isEmpty
                ? try index(database) : try await run(named, database: database)
            _ = consume lock
            return report
        } catch {
            throw WorkflowError(error)
        }
    }

    private func run(_ named: [AdvisorySource], database: AdvisoryDatabase) async throws -> UpdateReport {
        var report = UpdateReport()
        for source in named.isEmpty ? try known(database) : named {
            do {
                let number = try database.source(named: source.name, location: source.location)
                let counts =
                    switch source.kind {
                    case .folder, .archive: try await update(from: source, number: number, database: database)
                    case .bucket:
                        try await BucketUpdate(
                            source: source, number: number, database: database, folder: folder, progress: progress
                        ).run()
                    }
                if counts.added > 0 || counts.removed > 0 || counts.problems > 0 || counts.unchanged > 0 {
                    try database.complete(source: number, at: Int(now.seconds))
                }
                report.sources.append(.init(name: source.name, counts: counts, failure: nil))
            } catch let error where !(error is CancellationError) {
                report.sources.append(.init(name: source.name, counts: IntakeCounts(), failure: WorkflowError(error)))
            }
        }
        report.index = try index(database).index
        return report
    }

    private func index(_ database: AdvisoryDatabase) throws -> UpdateReport {
        var report = UpdateReport()
        progress(.indexing)
        if let summary = try IndexRebuilding(folder: folder, database: database).runWhereNeeded(now: now) {
            report.index = UpdateReport.Compiled(summary)
        }
        return report
    }

    private func known(_ database: AdvisoryDatabase) throws -> [AdvisorySource] {
        let known = try database.sources()
        guard !known.isEmpty else { return [.osv] }
        return try known.map { stored in
            try AdvisorySource(parsing: "\(stored.name)=\(stored.location)", workingFolder: "/")
        }
    }

    private func update(
        from source: AdvisorySource, number: Int, database: AdvisoryDatabase
    ) async throws -> IntakeCounts {
        let before = try database.origins(source: number, part: nil)
        let intake = RecordIntake(database: database, source: number, part: "", isFirst: before.isEmpty)
        let progress = progress
        var run = IntakeRun(intake: intake) { progress(.records(source: source.name, part: nil, count: $0)) }
        switch source.kind {
        case .archive:
            var pieces = try ArchivePieces(path: source.location)
            try await run.take { try pieces.next() }
        default:
            var pieces = try FolderPieces(path: source.location)
            try await run.take { pieces.next() }
        }
        try run.finish(removing: before.filter { !run.origins.contains($0) }, cursor: nil)
        return run.counts
    }
}

/// What an update is at.
package enum UpdateProgress: Sendable, Hashable {
    case fetching(source: String, part: String, done: Int, total: Int?)
    case records(source: String, part: String?, count: Int)
    case indexing
}

/// What an update did.
package struct UpdateReport: Sendable {
    package struct Source: Sendable {
        package var name: String
        package var counts: IntakeCounts
        package var failure: WorkflowError?
    }

    package var sources: [Source] = []
    /// Nil when the index was up to date.
    package var index: Compiled?

    /// What the new index holds.
    package struct Compiled: Sendable, Hashable {
        package var advisories: Int
        package var withdrawn: Int
        package var packages: Int
        /// What was noticed on the way, as sentences.
        package var remarks: [String]
    }

    package init() {}
}

extension UpdateReport.Compiled {
    init(_ summary: IndexSummary) {
        advisories = summary.advisories
        withdrawn = summary.withdrawn
        packages = summary.packages
        remarks = summary.notices.map(\.message)
        for (ecosystem, count) in summary.unplaced.sorted(by: { $0.key < $1.key }) {
            remarks.append("\(count) affected entries are of \(ecosystem), which is no ecosystem that is known here.")
        }
    }
}
