// SPDX-License-Identifier: Apache-2.0
import Files
import Matching
import Packages
import Reports
import Storage
package import Wire

/// What advisories are at hand, and how old they are.
package struct StatusWorkflow: Sendable {
    package let folder: DataFolder
    package let now: Instant

    package init(folder: DataFolder, now: Instant) {
        self.folder = folder
        self.now = now
    }

    /// Past a day a source is called stale: advisories that matter come within hours.
    package static let staleAfter: Int64 = 24 * 3600

    package func run() throws(WorkflowError) -> DataStatus {
        do {
            var status = DataStatus(folder: folder.path)
            if FileReading.kind(of: folder.database, followingLinks: true) != .missing {
                let database = try AdvisoryDatabase(reading: folder.database)
                status.sources = try database.sources().map { stored in
                    let age = stored.updated.map { now.seconds - Int64($0) }
                    let problems =
                        stored.problems > 0
                        ? try database.problems(source: stored.number, limit: DataStatus.Source.mostProblems) : []
                    return DataStatus.Source(
                        name: stored.name, location: AdvisorySource.shown(stored.location), records: stored.records,
                        problemCount: stored.problems, problems: problems.map { ($0.origin, $0.message) }, age: age,
                        isStale: age.map { $0 > StatusWorkflow.staleAfter } ?? true)
                }
                status.databaseGeneration = try database.generation()
            }
            let (index, data) = try IndexOpening(folder: folder).open()
            status.isStarter = data.kind == .starter
            status.advisories = index.advisoryCount
            status.withdrawn = index.withdrawnCount
            status.groups = index.groupCount
            status.packages = index.packageCount
            status.created = data.created
            status.isIndexOld =
                data.kind == .database && status.databaseGeneration.map { $0 != index.origin.generation } ?? false
            status.ecosystems = index.coverage.filter { $0.advisories > 0 }.map {
                ($0.ecosystem.rawValue, $0.advisories)
            }
            return status
        } catch {
            throw WorkflowError(error)
        }
    }
}

/// The answer of ``StatusWorkflow``.
package struct DataStatus: Sendable {
    package struct Source: Sendable {
        /// So many of a source's problems are told one by one.
        static let mostProblems = 20

        package var name: String
        /// The folder, archive or address.
        package var location: String
        package var records: Int
        /// Files that are no usable records.
        package var problemCount: Int
        /// The first of them, by name.
        package var problems: [(origin: String, message: String)]
        /// Seconds since its last complete update; nil when none was completed.
        package var age: Int64?
        package var isStale: Bool
    }

    package var folder: String
    package var sources: [Source] = []
    package var isStarter = false
    package var advisories = 0
    package var withdrawn = 0
    package var groups = 0
    package var packages = 0
    package var created: Instant?
    /// The database changed after the index was made: an update was stopped before its end.
    package var isIndexOld = false
    package var ecosystems: [(name: String, advisories: Int)] = []
    var databaseGeneration: Int?

    init(folder: String) {
        self.folder = folder
    }
}
