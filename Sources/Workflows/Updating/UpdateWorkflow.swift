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
            if let twin = UpdateWorkflow.twin(among: named) {
                throw WorkflowError(
                    .usage, "Two sources are called \(twin).", hint: "Give each a name of its own: --from NAME=SOURCE.")
            }
            try Folders.make(folder.path)
            guard let lock = try FileLock(path: folder.lock) else {
                throw WorkflowError(
                    .busy, "Another update of \(folder.path) is under way.",
                    hint: "Wait until it has ended; scans go on with the old data meanwhile.")
            }
            try Folders.removeFiles(in: folder.path, startingWith: "advisories.index.new-")
            let database = try AdvisoryDatabase(path: folder.database)
            let known = Set(try database.sources().map(\.name))
            if let stranger = forgetting.first(where: { !known.contains($0) }) {
                throw WorkflowError(.usage, "No source is called \(stranger).", hint: "'mainstay status' lists them.")
            }
            for name in forgetting { _ = try database.removeSource(named: name) }
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
        for source in named.isEmpty ? try known(database, &report) : named {
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
                let problems = try database.problems(source: number, limit: UpdateReport.Source.mostProblems)
                report.sources.append(
                    .init(name: source.name, counts: counts, problems: problems.map { ($0.origin, $0.message) }))
            } catch let error where !(error is CancellationError) {
                report.sources.append(.init(name: source.name, failure: WorkflowError(error)))
            }
        }
        let compiled = try index(database)
        (report.index, report.isEmpty) = (compiled.index, compiled.isEmpty)
        return report
    }

    private func index(_ database: AdvisoryDatabase) throws -> UpdateReport {
        var report = UpdateReport()
        progress(.indexing)
        if let summary = try IndexRebuilding(folder: folder, database: database).runWhereNeeded(now: now) {
            report.index = UpdateReport.Compiled(summary)
        }
        report.isEmpty = try !database.sources().contains { $0.records > 0 }
        return report
    }

    /// The sources of the database; what has become of one that is no longer there is said in the report.
    private func known(_ database: AdvisoryDatabase, _ report: inout UpdateReport) throws -> [AdvisorySource] {
        let stored = try database.sources()
        guard !stored.isEmpty else { return [.osv] }
        var known: [AdvisorySource] = []
        for source in stored {
            do throws(WorkflowError) {
                known.append(try AdvisorySource(name: source.name, stored: source.location))
            } catch {
                report.sources.append(.init(name: source.name, counts: IntakeCounts(), failure: error))
            }
        }
        return known
    }

    /// A name that two sources have: each would take the other's records for removed.
    private static func twin(among sources: [AdvisorySource]) -> String? {
        var seen = Set<String>()
        return sources.first { !seen.insert($0.name).inserted }?.name
    }

    private func update(
        from source: AdvisorySource, number: Int, database: AdvisoryDatabase
    ) async throws -> IntakeCounts {
        let before = try database.origins(source: number, part: nil)
        let intake = RecordIntake(database: database, source: number, part: "", isFirst: before.isEmpty)
        let progress = progress
        var run = IntakeRun(intake: intake) { progress(.records(source: source.name, part: nil, count: $0)) }
        var unseen: [String] = []
        switch source.kind {
        case .archive:
            var pieces = try ArchivePieces(path: source.location)
            try await run.take { try pieces.next() }
        default:
            var pieces = try FolderPieces(path: source.location)
            unseen = pieces.unseen
            try await run.take { pieces.next() }
        }
        guard !run.origins.isEmpty else {
            throw WorkflowError(
                .failure, "\(source.location) holds no records.",
                hint: before.isEmpty
                    ? "Records are files whose names end in .json, .yaml or .yml."
                    : "Nothing was removed of the \(before.count) it had. If it is right, run 'mainstay update --forget "
                        + "\(source.name)'.")
        }
        // What lies in a folder that could not be read is not gone.
        let gone = before.filter { origin in
            !run.origins.contains(origin) && !unseen.contains { origin.hasPrefix($0) }
        }
        try run.finish(removing: gone, cursor: nil)
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
        /// So many of a source's problems are told one by one.
        static let mostProblems = 20

        package var name: String
        package var counts = IntakeCounts()
        /// The first files that are no usable records, by name.
        package var problems: [(origin: String, message: String)] = []
        package var failure: WorkflowError?
    }

    package var sources: [Source] = []
    /// Nil when the index was up to date.
    package var index: Compiled?
    /// No source has a record, so that there is no index either.
    package var isEmpty = false

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
        for (reason, count) in summary.unplaced.sorted(by: { $0.key < $1.key }) {
            let entries = count == 1 ? "1 affected entry" : "\(count) affected entries"
            // The builder counts by the ecosystem's text; what a limit left out stands under the limit's.
            if reason.isEmpty {
                remarks.append("\(entries) without a package or a repository: nothing can be matched against them.")
            } else if reason.hasPrefix("more than ") {
                remarks.append("\(entries) left out: a record names \(reason) in one entry.")
            } else {
                remarks.append("\(entries) of '\(reason)', which is no ecosystem that is known here.")
            }
        }
    }
}
