// SPDX-License-Identifier: Apache-2.0
package import Advisories
import Files
import Matching
import Reports
import Storage
import Wire

/// Shows and validates single advisories.
package struct AdvisoryWorkflow: Sendable {
    package let folder: DataFolder

    package init(folder: DataFolder) {
        self.folder = folder
    }

    /// Every record of the vulnerability that an id or an alias names; the record of that very id first.
    package func show(_ id: String) throws(WorkflowError) -> AdvisoryShowing {
        do {
            let (index, data) = try IndexOpening(folder: folder).open()
            guard let found = try index.find(id: id) else {
                throw WorkflowError(
                    .usage, "No advisory or alias is called \(id).",
                    hint: data.kind == .starter
                        ? "Only the starter set is here; run 'mainstay update' to get all." : "Ids are written in full."
                )
            }
            let order = [found.id] + found.group.records.filter { $0 != found.id }
            var records: [AdvisoryShowing.Record] = []
            switch data.kind {
            case .starter:
                let reader = AdvisoryReader(detail: .full)
                for line in StarterSet.lines {
                    let advisory = try reader.read(json: line).advisory
                    if order.contains(advisory.id) {
                        records.append(.init(source: "starter", origin: "", advisory: advisory, bytes: line))
                    }
                }
            case .database:
                guard FileReading.kind(of: folder.database, followingLinks: true) != .missing else {
                    throw WorkflowError(
                        .failure, "The database \(folder.database) is missing, though its index is there.",
                        hint: "Run 'mainstay update' with the sources' names to build both again.")
                }
                let database = try AdvisoryDatabase(reading: folder.database)
                let reader = AdvisoryReader(detail: .full)
                for id in order {
                    for (source, stored) in try database.records(id: id) {
                        let notation = RecordNotation(origin: stored.origin)
                        records.append(
                            .init(
                                source: source, origin: stored.origin,
                                advisory: try notation.read(stored.bytes, with: reader).advisory, bytes: stored.bytes))
                    }
                }
            }
            return AdvisoryShowing(id: found.group.id, ids: found.group.ids, records: records)
        } catch {
            throw WorkflowError(error)
        }
    }

    /// Holds a file, or the standard input (`-`), against the schema and the linter's rules.
    package static func validate(
        _ path: String, context: AdvisoryValidation.Context, input: StandardInput = .process
    ) throws(WorkflowError) -> [ValidationFinding] {
        do {
            let bytes =
                path == "-"
                ? try input.bytes(limit: context.limits.bytes)
                : try FileReading.bytes(of: path, limit: context.limits.bytes)
            let notation: AdvisoryValidation.Notation =
                switch RecordNotation(origin: path) {
                case .json: .json
                case .yaml: .yaml
                }
            return AdvisoryValidation.findings(in: bytes, notation: notation, context: context)
        } catch {
            throw WorkflowError(error)
        }
    }
}

/// All that is known of one vulnerability.
package struct AdvisoryShowing: Sendable {
    package struct Record: Sendable {
        package var source: String
        package var origin: String
        package var advisory: Advisory
        /// As they came.
        package var bytes: [UInt8]
    }

    /// The name the vulnerability goes by.
    package var id: String
    /// All its ids, that one first.
    package var ids: [String]
    package var records: [Record]
}
