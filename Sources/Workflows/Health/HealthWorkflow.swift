// SPDX-License-Identifier: Apache-2.0
import Files
import Forges
import GitReading
package import HealthReports
import Histories
import Notations
import ProjectHealth
package import Reports
import Wire

/// Judges the health of one project.
package struct HealthWorkflow: Sendable {
    package let folder: DataFolder
    /// The version of the program, for the report.
    package let version: String
    package let options: HealthOptions
    private let forges = ForgeQuestions()

    package init(folder: DataFolder, version: String, options: HealthOptions) {
        self.folder = folder
        self.version = version
        self.options = options
    }

    /// Judges a checkout, a bare repository, a folder or, by its address, a repository elsewhere.
    ///
    /// - Parameter scanned: what a scan of the same target found out about its components; nil to have them judged here.
    package func run(_ target: String, scanned: ScanReport? = nil) async throws(WorkflowError) -> HealthReport {
        let checks = try options.chosenChecks()
        do {
            let place = try await RepositoryClones(folder: folder).path(of: target)
            var (facts, extras) = try await facts(of: place, scanned)
            facts.subject.name = RepositoryClones.name(of: target)
            let exemptions = try exemptions(facts)
            var report = HealthReport(
                version: version, facts: facts, sections: options.sections, exemptions: exemptions, checks: checks)
            report.problems += extras.problems
            if let past = extras.pastSecrets { report.pastSecrets = past }
            if let signatures = extras.signatures { report.signatures = signatures }
            return report
        } catch {
            throw WorkflowError(error)
        }
    }

    /// Whether a target is the root of a checkout, told without asking git.
    package static func isCheckout(_ target: String) -> Bool {
        switch FileReading.kind(of: target + "/.git") {
        case .folder, .file: true
        case .link, .missing, .special: false
        }
    }

    /// What goes into the report beside the facts.
    private struct Extras {
        var problems: [HealthReport.Problem] = []
        var pastSecrets: Known<[PastSecret]>?
        var signatures: Known<[VerifiedSignature]>?

        mutating func add(_ unknown: Unknown) {
            problems.append(
                HealthReport.Problem(message: unknown.reason + (unknown.hint.map { " \($0)" } ?? "")))
        }
    }

    private func facts(of path: String, _ scanned: ScanReport?) async throws -> (ProjectFacts, Extras) {
        var extras = Extras()
        var facts: ProjectFacts
        switch try await HealthTarget.open(path) {
        case .folder(let root):
            guard options.commit == nil else {
                throw WorkflowError(.usage, "\(root) is no checkout, so it has no commits.")
            }
            facts = ProjectFacts(
                subject: ProjectSubject(name: root), asOf: options.asOf, tree: try FolderCollection(root: root).facts())
            facts.history = .unknown(
                Unknown("\(root) is no checkout, so it has no history.", hint: "Clone the project."))
            facts.vulnerabilities = await components(of: root, scanned)
            if options.searchesPastSecrets, case .unknown(let unknown) = facts.history {
                extras.pastSecrets = .unknown(unknown)
            }
        case .repository(let repository):
            let reading = ProjectReading(
                repository: repository,
                caching: HealthCaching(folder: options.usesCache ? folder : nil, repository: repository.facts))
            let commit = try await reading.commit(named: options.commit)
            let entries: [TreeEntry]
            (facts, entries) = try await reading.facts(of: commit, asOf: options.asOf, history: options.history)
            if options.countsFromCommit, let time = facts.subject.commitTime { facts.asOf = time.endOfDay }
            if let root = repository.facts.workTree, let asked = FileReading.canonicalPath(of: path), asked != root,
                FileReading.canonicalPath(of: root) != asked, !repository.facts.isBare
            {
                extras.problems.append(
                    HealthReport.Problem(message: "\(path) lies in the checkout \(root); all of it was judged."))
            }
            facts.vulnerabilities = await components(repository, commit, entries, scanned)
            if facts.subject.commit == nil {
                extras.problems.append(
                    HealthReport.Problem(
                        place: path, message: "The repository has no commit yet, so there is nothing to judge."))
            }
            if options.searchesPastSecrets {
                let past = await PastSecretSearch(repository: repository).secrets(facts)
                extras.pastSecrets = past.secrets
                if let gap = past.gap { extras.problems.append(HealthReport.Problem(message: gap)) }
            }
            extras.signatures = await SignatureChecking(options: options).signatures(repository, facts)
        }
        // Who asked for it is to see why it is not there.
        if case .unknown(let unknown)? = extras.pastSecrets { extras.add(unknown) }
        if case .unknown(let unknown)? = extras.signatures { extras.add(unknown) }
        try readExtras(into: &facts, &extras)
        if facts.forge.value == nil, let asking = options.forge {
            facts.forge = try await forges.snapshot(
                asking, repository: facts.subject.repository, folder: options.usesCache ? folder : nil,
                problems: &extras.problems)
        }
        return (facts, extras)
    }

    /// Components are judged as they lie in the work tree, where the commit is checked out, and else as the commit holds them.
    private func components(
        _ repository: OpenRepository, _ commit: ObjectID?, _ entries: [TreeEntry], _ scanned: ScanReport?
    ) async -> Known<KnownVulnerabilities> {
        if let root = repository.facts.workTree, commit == repository.facts.head {
            return await components(of: root, scanned)
        }
        guard let commit else { return .known(KnownVulnerabilities([])) }
        guard wantsVulnerabilities else { return .unknown(Unknown("They were not asked for.")) }
        return await VulnerabilityCollection(folder: folder, version: version).facts(
            of: commit, in: repository, entries)
    }

    private var wantsVulnerabilities: Bool {
        options.sections.contains { $0 == .checks || $0 == .baseline || $0 == .badge }
    }

    private func components(of root: String, _ scanned: ScanReport?) async -> Known<KnownVulnerabilities> {
        if let scanned { return VulnerabilityCollection.facts(of: scanned) }
        return await VulnerabilityCollection(folder: folder, version: version).facts(of: root)
    }

    // MARK: What is given beside the clone

    private func readExtras(into facts: inout ProjectFacts, _ extras: inout Extras) throws {
        if let path = options.forgeSnapshot {
            do {
                let bytes = try FileReading.bytes(of: path, limit: 64 << 20)
                let snapshot = try ForgeSnapshot(reading: bytes)
                facts.forge = .known(snapshot)
                if let other = ForgeQuestions.mismatch(snapshot, repository: facts.subject.repository) {
                    extras.problems.append(HealthReport.Problem(place: path, message: other))
                }
            } catch let error as ForgeError {
                throw WorkflowError(.usage, "\(path): \(error.message)", hint: error.hint)
            }
        }
        if let badge = options.badge { facts.badge = .known(badge) }
        if let path = options.ossFuzz {
            facts.isInOSSFuzz = try OSSFuzzList.contains(facts.subject.repository, path: path)
        }
    }

    private func exemptions(_ facts: ProjectFacts) throws -> ExemptionFile {
        if let path = options.exemptions {
            let bytes = try FileReading.bytes(of: path, limit: ExemptionFile.limits.bytes)
            return ExemptionFile(String(decoding: bytes, as: UTF8.self), path: path)
        }
        return facts.tree.documents.first { $0.kind == .exemptions }.map { ExemptionFile($0) } ?? ExemptionFile()
    }
}
