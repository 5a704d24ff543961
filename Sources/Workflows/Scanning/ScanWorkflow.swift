// SPDX-License-Identifier: Apache-2.0
import Matching
package import Reports

/// Reads targets, judges every component, and answers with one report.
package struct ScanWorkflow: Sendable {
    package let folder: DataFolder
    /// The version of the program, for the report.
    package let version: String
    package let reading: TargetReading

    package init(folder: DataFolder, version: String, reading: TargetReading = TargetReading()) {
        self.folder = folder
        self.version = version
        self.reading = reading
    }

    /// Scans folders, files, package URLs and `-` (the standard input).
    package func run(_ targets: [String]) async throws(WorkflowError) -> ScanReport {
        do {
            let subject = try await reading.read(targets)
            let (index, data) = try IndexOpening(folder: folder).open()
            let judgements = try await RepositoryQuestions(index: index, repositories: subject.repositories)
                .judge(subject.components)
            return ScanReport(
                version: version, targets: targets, data: data, files: subject.files, components: subject.components,
                judgements: judgements, problems: subject.problems, skipped: subject.skipped)
        } catch {
            throw WorkflowError(error)
        }
    }
}

/// Reads targets without judging them.
package struct InventoryWorkflow: Sendable {
    package let reading: TargetReading

    package init(reading: TargetReading = TargetReading()) {
        self.reading = reading
    }

    package func run(_ targets: [String]) async throws(WorkflowError) -> Subject {
        do { return try await reading.read(targets) } catch { throw WorkflowError(error) }
    }
}
