// SPDX-License-Identifier: Apache-2.0
import Notations

/// The scripts and images of other services' pipelines (CircleCI, Travis CI, Azure, AppVeyor, Cirrus, Bitbucket, Drone,
/// Woodpecker, Buildkite, SourceHut): told by the names of their keys alone.
enum OtherPipelineAnalysis {
    private static let scripts: Set<String> = [
        "run", "command", "commands", "script", "scripts", "bash", "before_install", "install", "before_script",
        "after_script", "after_success", "build_script", "test_script", "install_script", "before_build", "after_build",
        "tasks", "sh", "setup_script", "deploy_script",
    ]
    private static let plain: Set<String> = ["powershell", "pwsh", "ps", "cmd"]
    /// The most levels that are looked at.
    private static let deepest = 24

    static func fill(_ facts: inout PipelineFileFacts, _ lines: SourceLines) {
        let documents: [Tree]
        do {
            documents = try Tree.documents(yaml: lines.bytes, limits: PipelineFiles.limits)
        } catch {
            facts.problems.append(PipelineFiles.whole(facts.path, error.line ?? 1, error.message))
            return
        }
        var walk = Walk(scan: ScriptScan(path: facts.path), lines: lines)
        for tree in documents.prefix(20) { walk.visit(tree.root, key: "", depth: 0) }
        walk.scan.fill(&facts)
        facts.dependencies += walk.images
    }

    private struct Walk {
        var scan: ScriptScan
        let lines: SourceLines
        var images: [PipelineDependency] = []

        mutating func visit(_ node: Node, key: String, depth: Int) {
            guard depth < OtherPipelineAnalysis.deepest else { return }
            switch node.kind {
            case .object:
                for member in node.members { visit(member.value, key: member.key.lowercasedASCII, depth: depth + 1) }
            case .array:
                for element in node.elements { visit(element, key: key, depth: depth + 1) }
            case .string: text(node, key: key)
            default: return
            }
        }

        private mutating func text(_ node: Node, key: String) {
            // AppVeyor and Cirrus name scripts by their purpose: `build_script`, `check_script`.
            if OtherPipelineAnalysis.scripts.contains(key) || key.hasSuffix("_script") {
                let before = scan.problems.count
                scan.visit(lines.placed(node), isWorkflow: false, isCompatible: false)
                // Which shell reads it is not known.
                scan.forgetProblems(after: before)
            } else if OtherPipelineAnalysis.plain.contains(key) {
                scan.visit(lines: lines.placed(node))
            } else if key == "image" || key == "docker", let text = node.text, !text.isEmpty, images.count < 1_000,
                !text.utf8.contains(where: \.isSpace)
            {
                images.append(
                    ImageReference(text).dependency(
                        compatiblePin: nil,
                        location: PipelineLocation(path: scan.path, line: node.line, text: "\(key): \(text)")))
            }
        }
    }
}
