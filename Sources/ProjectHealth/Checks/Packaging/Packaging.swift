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
        if let call = publishingCall(facts) {
            return ProbeFinding(
                automated, .notAvailable, "\(call.sentence), which was not read; it may publish packages.",
                at: EvidenceLocation(call.dependency.location))
        }
        let unpublished = Set(facts.tree.metadata.lazy.filter { $0.statement == .unpublished }.map(\.path))
        let name = facts.tree.metadata.first {
            $0.statement == .name && isForRegistry($0.path) && !unpublished.contains($0.path)
        }
        let subject: String
        let location: EvidenceLocation
        if let name {
            location = EvidenceLocation(.source, name.path, line: name.line)
            subject = "the package \(name.text) of \(location.place)"
        } else if let file = facts.tree.files.first(where: { isForRegistry($0.path) && !readNames.contains($0.path) }) {
            location = EvidenceLocation(.source, file.path)
            subject = "the package of \(location.place)"
        } else {
            return ProbeFinding(
                automated, .notApplicable,
                "No workflow publishes a package, and no manifest at the root is for a registry.")
        }
        let rest =
            ServiceConfiguration.first(in: facts.tree).map { "\($0) may, and is not read." }
            ?? "it may be published by hand, elsewhere or not at all."
        return ProbeFinding(automated, .notAvailable, "No workflow publishes \(subject); \(rest)", at: location)
    }

    /// A whole workflow of another repository whose file is named for publishing, but not for publishing a site or a draft.
    private static func publishingCall(_ facts: ProjectFacts) -> CalledPipelines.Call? {
        let words = ["deploy", "publish", "release"]
        return CalledPipelines.named(words, in: facts).first { call in
            guard call.dependency.name.contains("/.github/workflows/"),
                CalledPipelines.ownFile(call.dependency.name, in: facts) == nil,
                let file = call.dependency.name.lowercased().split(separator: "/").last
            else { return false }
            return words.contains { file.contains($0) }
                && !["doc", "draft", "pages", "preview", "site"].contains { file.contains($0) }
        }
    }

    /// Manifests at the root of packages that registries take; the others' packages are the repository itself.
    private static func isForRegistry(_ path: String) -> Bool {
        guard !path.utf8.contains(UInt8(ascii: "/")) else { return false }
        return readNames.contains(path) || ["build.gradle", "build.gradle.kts", "mix.exs", "pom.xml"].contains(path)
            || [".csproj", ".gemspec", ".nuspec"].contains { path.hasSuffix($0) }
    }

    /// Those whose names ``TreeFacts/metadata`` has: without one in it, they are of no package.
    private static let readNames: Set<String> = [
        "Cargo.toml", "package.json", "pubspec.yaml", "pyproject.toml", "setup.cfg", "setup.py",
    ]

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
