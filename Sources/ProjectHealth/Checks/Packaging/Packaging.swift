// SPDX-License-Identifier: Apache-2.0
import Forges
import Pipelines

enum Packaging {
    static let check = Check(
        definition, findings: findings, compatible: compatible, points: points, reason: reason)

    // MARK: - Findings

    static func findings(_ facts: ProjectFacts) -> [ProbeFinding] {
        let runs = facts.forge.value?.workflowRuns.value.map { Set($0.map(\.path)) }
        var all: [ProbeFinding] = []
        var publishers: [PipelineFileFacts] = []
        for file in facts.tree.pipelines
        where (file.kind == .githubWorkflow || file.kind == .gitlabPipeline) && !file.publishing.isEmpty {
            if file.kind == .githubWorkflow, let runs, !runs.contains(file.path) { continue }
            publishers.append(file)
            all += file.publishing.map {
                ProbeFinding(
                    automated, .yes, "\($0.location.place) publishes with \($0.name).",
                    at: EvidenceLocation($0.location))
            }
        }
        guard all.isEmpty else { return all + [provenance(publishers)] }
        let releasers = facts.tree.automation.filter { file in file.tools.contains { $0.purpose == .release } }
        guard let tool = releasers.first?.tools.first(where: { $0.purpose == .release }) else {
            return [unpublished(facts)]
        }
        var missing = unpublished(facts)
        missing.isBad = false
        return [
            missing,
            ProbeFinding(
                released, .yes, "\(tool.location.place) makes releases with \(tool.name).",
                at: EvidenceLocation(tool.location)), provenance(releasers),
        ]
    }

    private static func provenance(_ publishers: [PipelineFileFacts]) -> ProbeFinding {
        for file in publishers {
            if let tool = file.tools.first(where: { $0.purpose == .provenance || $0.purpose == .signing }) {
                return ProbeFinding(
                    attested, .yes, "\(tool.location.place) attests or signs with \(tool.name).",
                    at: EvidenceLocation(tool.location))
            }
        }
        let path = publishers.first?.path ?? ""
        return ProbeFinding(
            attested, .no, "\(path) publishes or releases without a provenance attestation or signature.",
            at: EvidenceLocation(.source, path))
    }

    private static func unpublished(_ facts: ProjectFacts) -> ProbeFinding {
        let unpublished = Set(facts.tree.metadata.lazy.filter { $0.statement == .unpublished }.map(\.path))
        let name = facts.tree.metadata.first {
            $0.statement == .name && isForRegistry($0.path) && !unpublished.contains($0.path)
        }
        guard let name else {
            return ProbeFinding(
                automated, .notApplicable,
                "No workflow publishes a package, and no manifest at the root is for a registry.")
        }
        let location = EvidenceLocation(.source, name.path, line: name.line)
        if let other = ServiceConfiguration.first(in: facts.tree) {
            return ProbeFinding(
                automated, .notAvailable,
                "No workflow publishes the package \(name.text) of \(name.path):\(name.line); \(other) may, and is not read.",
                at: location)
        }
        return ProbeFinding(
            automated, .notAvailable,
            "No workflow publishes the package \(name.text) of \(name.path):\(name.line); it may be published by hand, elsewhere or not at all.",
            at: location)
    }

    /// Manifests at the root of packages that registries take; the others' packages are the repository itself.
    private static func isForRegistry(_ path: String) -> Bool {
        ["package.json", "Cargo.toml", "pyproject.toml", "setup.cfg", "setup.py"].contains(path)
    }

    // MARK: - Scores

    static func compatible(_ findings: [ProbeFinding]) -> CompatibleScore {
        findings.contains { $0.outcome == .yes } ? .score(10) : .inconclusive("No workflow that publishes was found.")
    }

    static func points(_ findings: [ProbeFinding], _ resolution: Resolution) -> Int? {
        let isReleased = findings.contains(released, .yes)
        if findings.contains(automated, .notApplicable), !isReleased { return nil }
        let isPublished = findings.contains(automated, .yes)
        guard isPublished || isReleased else { return 0 }
        return (isPublished ? 80 : 60) + (findings.contains(attested, .no) ? 0 : 20)
    }

    static func reason(_ findings: [ProbeFinding]) -> String {
        findings.first(released)?.message ?? findings.first(automated)?.message
            ?? "No workflow that publishes was found."
    }
}
