// SPDX-License-Identifier: Apache-2.0
import GitReading
import Inventories
import Matching
import Packages
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
        try await run(targets, repositories: [])
    }

    /// - Parameter repositories: to be asked of commits, besides those that are in the targets.
    func run(_ targets: [String], repositories: [Subject.Checkout]) async throws(WorkflowError) -> ScanReport {
        do {
            var subject = try await reading.read(targets)
            subject.repositories += repositories
            var (index, data) = try IndexOpening(folder: folder).open()
            for checkout in subject.repositories { try await add(checkout, to: &subject, index) }
            data.coverage = coverage(of: subject.components, in: index)
            let (judgements, problems) = try await RepositoryQuestions(
                index: index, repositories: subject.repositories.map(\.path)
            )
            .judge(subject.components)
            for problem in problems where !subject.problems.contains(problem) { subject.problems.append(problem) }
            return ScanReport(
                version: version, targets: targets, data: data, files: subject.files, components: subject.components,
                judgements: judgements, related: try related(judgements, index), problems: subject.problems,
                skipped: subject.skipped)
        } catch {
            throw WorkflowError(error)
        }
    }
}

extension ScanWorkflow {
    /// How many advisories there are of each ecosystem that components are of, by its name: few of them make a weak answer.
    private func coverage(of components: [Component], in index: AdvisoryIndex) -> [AdvisoryData.Coverage] {
        Set(components.compactMap { $0.ecosystem?.ecosystem })
            .map { AdvisoryData.Coverage(ecosystem: $0.rawValue, advisories: index.coverage(of: $0)) }
            .sorted { $0.ecosystem < $1.ecosystem }
    }

    /// Adds the checkout itself as a component; one that git cannot read is a problem of the report.
    private func add(
        _ checkout: Subject.Checkout, to subject: inout Subject, _ index: AdvisoryIndex
    ) async throws {
        do {
            guard let itself = try await CheckoutComponent(index: index).component(of: checkout) else { return }
            subject.add(Inventory(format: "git-checkout", components: [itself]), path: itself.location.path)
        } catch let error as GitError {
            subject.problems.append(ScanProblem(error))
        }
    }

    /// The records of affected groups that speak of other packages.
    private func related(
        _ judgements: [JudgedComponent], _ index: AdvisoryIndex
    ) throws -> [String: [IndexedAdvisory]] {
        var related: [String: [IndexedAdvisory]] = [:]
        for match in judgements.lazy.flatMap(\.matches) where related[match.group.id] == nil {
            let own = Set((match.evidence + match.dissent).map(\.advisory.id))
            guard match.group.records.contains(where: { !own.contains($0) }) else { continue }
            related[match.group.id] = try index.advisories(of: match.group).filter { !own.contains($0.id) }
        }
        return related
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
