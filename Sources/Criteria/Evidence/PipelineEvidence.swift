// SPDX-License-Identifier: Apache-2.0
import Pipelines
import ProjectHealth

/// What is known of the project's automation.
struct PipelineEvidence: Sendable {
    let files: [PipelineFileFacts]
    let workflows: [PipelineFileFacts]
    /// Pipelines that are there, and that nobody here can read: of other systems, or broken.
    let unread: [EvidenceLocation]
    /// Files that automation would be found in, of any system.
    let hasAny: Bool

    init(_ files: [PipelineFileFacts], survey: TreeSurvey) {
        let files = files.filter { !$0.isTestData && !$0.isVendored }
        self.files = files
        workflows = files.filter { $0.kind == .githubWorkflow || $0.kind == .forgejoWorkflow }
        let known = Set(workflows.lazy.map(\.path))
        var unread = workflows.flatMap(\.problems).filter(\.isWhole).map { problem in
            EvidenceLocation(
                .source, problem.location.path, line: problem.location.line, snippet: Quotation.line(problem.message))
        }
        unread += survey.paths(.otherPipeline).filter { !known.contains($0) }.map { EvidenceLocation(.source, $0) }
        unread += survey.paths(.workflow).filter { !known.contains($0) }.map { EvidenceLocation(.source, $0) }
        self.unread = unread
        hasAny = !workflows.isEmpty || survey.has(.otherPipeline) || survey.has(.workflow)
    }

    /// Workflows that can be read, and that no other system runs beside.
    var seesAll: Bool { unread.isEmpty }

    static func location(_ place: PipelineLocation) -> EvidenceLocation {
        EvidenceLocation(
            .source, place.path, line: place.line, endLine: place.endLine,
            snippet: place.snippet.isEmpty ? nil : Quotation.line(place.snippet))
    }

    /// Uses of a tool for a purpose in what services run, and in what a `pom.xml` configures; with `onChanges` only in
    /// workflows that changes start.
    func tools(
        _ purposes: PipelineTool.Purpose..., onChanges: Bool = false,
        where counts: (PipelineTool) -> Bool = { _ in true }
    ) -> [EvidenceLocation] {
        var found: [EvidenceLocation] = []
        for file in files
        where (file.runsByItself || file.kind == .mavenProject)
            && (!onChanges || PipelineEvidence.startsOnChanges(file))
        {
            for tool in file.tools where purposes.contains(tool.purpose) && counts(tool) {
                var location = PipelineEvidence.location(tool.location)
                if location.snippet == nil { location.snippet = Quotation.line(tool.name) }
                // More than one may call the script that it stands in.
                if tool.location.path != file.path, found.contains(location) { continue }
                found.append(location)
            }
        }
        return found.sorted()
    }

    /// What signs or attests the files of releases: in automation that releases, and in what a `pom.xml` configures. That a
    /// test signs as well says nothing of what users get.
    var releaseSigning: [EvidenceLocation] {
        var found: [EvidenceLocation] = []
        for file in files where ReleaseAutomation.signs(file) || file.kind == .mavenProject {
            for tool in file.tools where tool.purpose == .signing || tool.purpose == .provenance {
                var location = PipelineEvidence.location(tool.location)
                if location.snippet == nil { location.snippet = Quotation.line(tool.name) }
                found.append(location)
            }
        }
        return found.sorted()
    }

    /// Whether a proposed change starts it.
    static func startsOnChanges(_ file: PipelineFileFacts) -> Bool {
        file.kind == .gitlabPipeline
            || file.events.contains { ["pull_request", "pull_request_target", "merge_group"].contains($0) }
    }

    /// Dangers of which something can come: of a reusable workflow's input only where a caller is known to fill it with
    /// such text.
    func dangers(_ kinds: Set<PipelineDanger.Kind>) -> [PipelineDanger] {
        files.flatMap(\.dangers).filter { danger in
            kinds.contains(danger.kind) && danger.certainty != .harmless
                && (danger.kind != .reusableInput || danger.certainty == .certain)
        }
    }

    static func evidence(_ dangers: [PipelineDanger]) -> [EvidenceLocation] {
        dangers.map { danger in
            var location = PipelineEvidence.location(danger.location)
            if location.snippet == nil { location.snippet = Quotation.line(danger.expression) }
            return location
        }.sorted()
    }
}

extension CriteriaEvidence {
    /// Uses of tools that analyse the software, and behind them of those that read only what stands around it: workflows,
    /// containers, scripts, lists of dependencies. Those alone do not analyse the software.
    func analysers(onChanges: Bool = false) -> [EvidenceLocation] {
        let isScript = facts.tree.languages.first?.language == "Shell"
        func readsAround(_ tool: PipelineTool) -> Bool {
            let name = tool.name.lowercased()
            return Self.readersAround.contains { name.contains($0) } || !isScript && name.contains("shellcheck")
        }
        let own = pipelines.tools(.staticAnalysis, .codeQL, onChanges: onChanges) { !readsAround($0) }
        if own.isEmpty { return [] }
        return own + pipelines.tools(.staticAnalysis, .codeQL, onChanges: onChanges, where: readsAround)
    }

    /// Parts of the names of actions and commands.
    private static let readersAround = [
        "zizmor", "actionlint", "hadolint", "trivy", "grype", "anchore/scan-action", "checkov", "kics", "osv-scanner",
        "audit", "cargo deny", "cargo-deny", "cargo vet", "dependency-check",
    ]
}
