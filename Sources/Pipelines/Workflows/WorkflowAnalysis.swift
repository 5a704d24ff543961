// SPDX-License-Identifier: Apache-2.0
import Notations

/// A workflow's facts.
enum WorkflowAnalysis {
    static func fill(_ facts: inout PipelineFileFacts, _ lines: SourceLines) {
        guard let tree = PipelineFiles.tree(&facts, lines) else { return }
        guard tree.root.kind == .object else {
            facts.problems.append(PipelineFiles.whole(facts.path, tree.root.line, "A workflow is a mapping."))
            return
        }
        var reader = WorkflowReader(path: facts.path, lines: lines)
        let workflow = reader.workflow(tree.root)
        facts.problems += reader.problems
        facts.events = workflow.events.map(\.name)
        facts.permissions = workflow.grants(path: facts.path)
        facts.jobsWithoutPermissions = workflow.jobs.filter { $0.permissions == nil }.map(\.id)
        facts.publishing = workflow.publishing(path: facts.path)
        let isGitHub = facts.kind == .githubWorkflow
        for job in workflow.jobs {
            facts.dependencies += WorkflowAnalysis.actions(
                of: job, path: facts.path, isCompatible: isGitHub)
        }
    }

    private static func actions(
        of job: Workflow.Job, path: String, isCompatible: Bool
    ) -> [PipelineDependency] {
        var dependencies: [PipelineDependency] = []
        for uses in [job.uses].compactMap(\.self) + job.steps.compactMap(\.uses) {
            let reference = ActionReference(text: uses.value)
            guard !uses.value.isEmpty, !reference.isLocal || reference.isCompatiblyPinned != nil else { continue }
            dependencies.append(reference.dependency(path: path, line: uses.line, isCompatible: isCompatible))
        }
        for image in job.images where !image.value.isEmpty {
            dependencies.append(
                ImageReference(image.value).dependency(
                    compatiblePin: nil,
                    location: PipelineLocation(path: path, line: image.line, text: image.value)))
        }
        return dependencies
    }
}

/// The facts of an `action.yml`.
enum ActionAnalysis {
    static func fill(_ facts: inout PipelineFileFacts, _ lines: SourceLines) {
        guard let tree = PipelineFiles.tree(&facts, lines) else { return }
        guard tree.root.kind == .object, tree.root["runs"] != nil else { return }
        var reader = WorkflowReader(path: facts.path, lines: lines)
        let action = reader.action(tree.root)
        facts.problems += reader.problems
        for step in action.steps {
            guard let uses = step.uses, !uses.value.isEmpty else { continue }
            let reference = ActionReference(text: uses.value)
            guard !reference.isLocal else { continue }
            facts.dependencies.append(reference.dependency(path: facts.path, line: uses.line, isCompatible: false))
        }
        if let image = action.image, image.value.hasPrefix("docker://") {
            facts.dependencies.append(
                ImageReference(String(image.value.dropFirst(9))).dependency(
                    compatiblePin: nil,
                    location: PipelineLocation(path: facts.path, line: image.line, text: image.value)))
        }
    }
}
