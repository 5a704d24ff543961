// SPDX-License-Identifier: Apache-2.0
import Notations
import Wire

/// Reads the files of a repository that say what its automation does.
package enum PipelineFiles {
    /// The most bytes a file may have to be read; larger ones become a problem.
    package static let largest = 4 << 20

    static let limits = Limits(bytes: largest, depth: 64, nodes: 400_000)

    /// What a file says; nil when it is no file of a pipeline. Never refuses: what cannot be understood is in
    /// ``PipelineFileFacts/problems``.
    package static func facts(path: String, bytes: [UInt8]) -> PipelineFileFacts? {
        guard let kind = kind(ofPath: path, firstBytes: bytes[..<Swift.min(bytes.count, 256)]) else { return nil }
        var facts = PipelineFileFacts(path: path, kind: kind)
        facts.isTestData = isTestData(path)
        facts.isVendored = isVendored(path)
        guard bytes.count <= largest else {
            facts.problems.append(
                whole(path, 1, "The file has \(bytes.count) bytes; at most \(largest) are read."))
            return facts
        }
        let lines = SourceLines(bytes)
        facts.isBlank = lines.isBlank
        if facts.isBlank { return facts }
        switch kind {
        case .githubWorkflow, .forgejoWorkflow: WorkflowAnalysis.fill(&facts, lines)
        case .githubAction: ActionAnalysis.fill(&facts, lines)
        case .dockerfile: DockerfileAnalysis.fill(&facts, lines)
        case .nuget: NuGetAnalysis.fill(&facts, lines)
        case .mavenProject: MavenAnalysis.fill(&facts, lines)
        case .shellScript: ShellScriptAnalysis.fill(&facts, lines)
        case .gitlabPipeline: GitLabAnalysis.fill(&facts, lines)
        case .otherPipeline: OtherPipelineAnalysis.fill(&facts, lines)
        case .compose: ComposeAnalysis.fill(&facts, lines)
        case .swiftManifest: SwiftPackageAnalysis.fill(manifest: &facts, lines)
        case .swiftLock: SwiftPackageAnalysis.fill(lock: &facts, lines)
        }
        return facts
    }

    static func whole(_ path: String, _ line: Int, _ message: String) -> PipelineProblem {
        PipelineProblem(location: PipelineLocation(path: path, line: line), message: message, isWhole: true)
    }

    /// The tree of a YAML file; nil, and a problem, when it is none.
    static func tree(_ facts: inout PipelineFileFacts, _ lines: SourceLines) -> Tree? {
        do {
            return try Tree(yaml: lines.bytes, limits: limits)
        } catch {
            facts.problems.append(whole(facts.path, error.line ?? 1, error.message))
            return nil
        }
    }
}
