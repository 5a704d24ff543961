// SPDX-License-Identifier: Apache-2.0
import Files
import Forges
import GitReading
package import HealthReports
import Histories
import Notations
import Outbound
import ProjectHealth
package import Reports
import Wire

/// Judges the health of one project.
package struct HealthWorkflow: Sendable {
    package let folder: DataFolder
    /// The version of the program, for the report.
    package let version: String
    package let options: HealthOptions

    package init(folder: DataFolder, version: String, options: HealthOptions) {
        self.folder = folder
        self.version = version
        self.options = options
    }

    /// Judges a checkout, a bare repository, a folder or, by its address, a repository elsewhere.
    ///
    /// - Parameter scanned: what a scan of the same target found out about its components; nil to have them judged here.
    package func run(_ target: String, scanned: ScanReport? = nil) async throws(WorkflowError) -> HealthReport {
        let checks = try checks()
        do {
            let place = try await RepositoryClones(folder: folder).path(of: target)
            var (facts, extras) = try await facts(of: place, scanned)
            facts.subject.name = target
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
    }

    private func checks() throws(WorkflowError) -> [Check] {
        guard let ids = options.checks else { return CheckCatalogue.standard }
        var checks: [Check] = []
        for id in ids {
            guard let check = CheckCatalogue.all.first(where: { $0.definition.id.lowercased() == id.lowercased() })
            else {
                throw WorkflowError(
                    .usage, "There is no check '\(id)'.",
                    hint: "There are: \(CheckCatalogue.all.map(\.definition.id).joined(separator: ", ")).")
            }
            checks.append(check)
        }
        return checks.sorted { $0.definition.id < $1.definition.id }
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
        case .repository(let repository):
            let reading = ProjectReading(
                repository: repository,
                caching: HealthCaching(folder: options.usesCache ? folder : nil, repository: repository.facts))
            facts = try await reading.facts(
                of: try await reading.commit(named: options.commit), asOf: options.asOf,
                history: options.history)
            if let root = repository.facts.workTree, let asked = FileReading.canonicalPath(of: path), asked != root,
                FileReading.canonicalPath(of: root) != asked, !repository.facts.isBare
            {
                extras.problems.append(
                    HealthReport.Problem(message: "\(path) lies in the checkout \(root); all of it was judged."))
            }
            facts.vulnerabilities = await components(repository, facts, scanned)
            if options.searchesPastSecrets {
                extras.pastSecrets = await PastSecretSearch(repository: repository).secrets(notIn: facts.tree)
            }
            extras.signatures = await SignatureChecking(options: options).signatures(repository, facts)
        }
        try readExtras(into: &facts)
        if facts.forge.value == nil, let forge = try await forge(facts, &extras) { facts.forge = forge }
        return (facts, extras)
    }

    /// Components are judged where the tree that is judged lies checked out.
    private func components(
        _ repository: OpenRepository, _ facts: ProjectFacts, _ scanned: ScanReport?
    ) async -> Known<[VulnerabilityFact]> {
        guard let root = repository.facts.workTree else {
            return .unknown(
                Unknown(
                    "Nothing is checked out, so the components were not judged.",
                    hint: "Check the project out and judge the checkout."))
        }
        guard facts.subject.commit == repository.facts.head?.hexadecimal else {
            return .unknown(Unknown("The components of a commit that is not checked out were not judged."))
        }
        return await components(of: root, scanned)
    }

    private func components(of root: String, _ scanned: ScanReport?) async -> Known<[VulnerabilityFact]> {
        if let scanned { return VulnerabilityCollection.facts(of: scanned) }
        return await VulnerabilityCollection(folder: folder, version: version).facts(of: root)
    }

    // MARK: What is given beside the clone

    private func readExtras(into facts: inout ProjectFacts) throws {
        if let path = options.forgeSnapshot {
            do {
                let bytes = try FileReading.bytes(of: path, limit: 64 << 20)
                facts.forge = .known(try ForgeSnapshot(reading: bytes))
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

    /// Asks the project's forge, where that is wanted.
    private func forge(_ facts: ProjectFacts, _ extras: inout Extras) async throws -> Known<ForgeSnapshot>? {
        guard let asking = options.forge else { return nil }
        guard let address = asking.project ?? facts.subject.repository.map({ "https://" + $0 }) else {
            return .unknown(
                Unknown(
                    "No remote says where the project lives.", hint: "Give its address: --forge-project https://…"))
        }
        let project: ForgeProject
        do throws(ForgeError) {
            project = try ForgeProject(remote: address, forge: asking.kind)
        } catch {
            return .unknown(Unknown(error.message, hint: error.hint))
        }
        do {
            let token = try asking.token.map { try ForgeToken($0, for: project.base) }
            let answers = ForgeAnswers(folder: options.usesCache ? folder : nil, project: project)
            let collected = try await ForgeClient.with { client in
                try await client.collect(
                    project, token: token, pacing: asking.budget.map { ForgePacing(forge: project.forge, budget: $0) },
                    cache: answers.read(), keep: { answers.keep($0) })
            }
            if let stopped = collected.stopped {
                extras.problems.append(HealthReport.Problem(place: project.url, message: stopped))
            }
            if let path = asking.saveTo { try HealthFiles.write(collected.snapshot.bytes, to: path) }
            return .known(collected.snapshot)
        } catch let error as OutboundError {
            return .unknown(Unknown("\(error.address): \(error.message)", hint: error.hint))
        }
    }
}
