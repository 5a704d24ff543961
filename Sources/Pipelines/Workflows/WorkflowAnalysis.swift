// SPDX-License-Identifier: Apache-2.0
import Notations
import Shells

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
        // (Scorecard) The pinning of actions alone asks for the folder's exact spelling.
        let isCompatible = facts.kind == .githubWorkflow
        let isExact = isCompatible && facts.path.hasPrefix(".github/workflows/")
        var scripts: [[ReadScript?]] = []
        for job in workflow.jobs {
            visitActions(of: job, in: workflow, isCompatible: isExact, &facts)
            scripts.append(visitScripts(of: job, in: workflow, isCompatible: isCompatible, &facts))
        }
        var finder = DangerFinder(
            path: facts.path, reach: TriggerReach(workflow), inputs: workflow.textInputs, isAction: false)
        finder.visit(workflow) { job, step in scripts[job][step] }
        finder.fill(&facts)
        visitSanitizers(&facts, lines)
    }

    /// Sanitizers are often switched on in variables or the matrix; the first line that names one is enough.
    private static func visitSanitizers(_ facts: inout PipelineFileFacts, _ lines: SourceLines) {
        guard !facts.tools.contains(where: { $0.purpose == .sanitizer }) else { return }
        for mark: StaticString in ["-fsanitize=", "-Zsanitizer=", "-Db_sanitize=", "--sanitize="] {
            guard let place = lines.bytes.firstIndex(of: mark) else { continue }
            let number = lines.line(at: place)
            let text = lines.line(number)
            guard text.trimmed.first != UInt8(ascii: "#") else { continue }
            facts.tools.append(
                PipelineTool(
                    purpose: .sanitizer, name: "-fsanitize",
                    location: PipelineLocation(path: facts.path, line: number, text: String(ascii: text))))
            return
        }
    }

    private static func visitActions(
        of job: Workflow.Job, in workflow: Workflow, isCompatible: Bool, _ facts: inout PipelineFileFacts
    ) {
        for uses in [job.uses].compactMap(\.self) + job.steps.compactMap(\.uses) where !uses.value.isEmpty {
            visit(uses, isCompatible: isCompatible, in: &facts)
        }
        for step in job.steps where workflow.attests(step, of: job) {
            guard let uses = step.uses else { continue }
            facts.tools.append(
                PipelineTool(
                    purpose: .provenance, name: step.action ?? uses.value,
                    location: PipelineLocation(path: facts.path, line: uses.line, text: uses.value)))
        }
        for image in job.images where !image.value.isEmpty {
            facts.dependencies.append(
                ImageReference(image.value).dependency(
                    compatiblePin: nil,
                    location: PipelineLocation(path: facts.path, line: image.line, text: image.value)))
        }
    }

    /// One `uses:`.
    static func visit(_ uses: PlacedText, isCompatible: Bool, in facts: inout PipelineFileFacts) {
        let reference = ActionReference(text: uses.value)
        let location = PipelineLocation(path: facts.path, line: uses.line, text: uses.value)
        facts.tools += ToolCatalogue.tools(ofAction: uses.value, location: location)
        guard !reference.isLocal || isCompatible && reference.isCompatiblyPinned != nil else { return }
        facts.dependencies.append(
            reference.dependency(path: facts.path, line: uses.line, isCompatible: isCompatible))
    }

    /// The scripts of a job's steps, each at the step's place; nil where there is none that a shell reads.
    private static func visitScripts(
        of job: Workflow.Job, in workflow: Workflow, isCompatible: Bool, _ facts: inout PipelineFileFacts
    ) -> [ReadScript?] {
        var scan = ScriptScan(path: facts.path)
        var scripts: [ReadScript?] = []
        let isOnWindows = job.isOnWindows
        for step in job.steps {
            guard let run = step.run else {
                scripts.append(nil)
                continue
            }
            let compatible = job.compatibleShell(of: step, isOnWindows: isOnWindows)
            let shell = job.shell(of: step, in: workflow, isOnWindows: isOnWindows)
            scan.folder = step.folder ?? job.folder ?? workflow.folder ?? "."
            if compatible == .unknown {
                scan.complain(
                    step.line, "Which system the step runs on cannot be told, and so not which shell reads it.")
            }
            switch shell.program {
            case "sh", "bash", "mksh", "dash", "ksh", "zsh", nil:
                scripts.append(
                    scan.visit(
                        run, isWorkflow: true, isCompatible: isCompatible && compatible.isCompatible))
            case "pwsh", "powershell", "cmd":
                scan.visit(lines: run)
                scripts.append(nil)
            default: scripts.append(nil)
            }
        }
        scan.fill(&facts)
        return scripts
    }
}

extension Workflow {
    /// Whether a step publishes to PyPI by the publisher's own action and with an identity token: then, unless told otherwise, the
    /// action signs an attestation of every file (PEP 740).
    fileprivate func attests(_ step: Step, of job: Job) -> Bool {
        guard let action = step.action, action.isEqualIgnoringCase("pypa/gh-action-pypi-publish"),
            let permissions = job.permissions ?? permissions, permissions.mayWrite("id-token")
        else { return false }
        let isOff = step.input("attestations")?.value.isEqualIgnoringCase("false") ?? false
        return !isOff && step.input("password") == nil
    }

    /// Inputs of `workflow_call` that take text.
    fileprivate var textInputs: Set<String> {
        let inputs = events.filter { $0.name == "workflow_call" }.flatMap(\.inputs)
        return Set(inputs.filter { $0.type == nil || $0.type == "string" }.map(\.name))
    }
}

extension ScriptScan {
    func fill(_ facts: inout PipelineFileFacts) {
        facts.dependencies += dependencies
        facts.tools += tools
        facts.problems += problems
        for script in scripts
        where facts.scripts.count < PipelineFileFacts.mostScripts && !facts.scripts.contains(script) {
            facts.scripts.append(script)
        }
    }
}

extension DangerFinder {
    func fill(_ facts: inout PipelineFileFacts) {
        facts.dangers += dangers
        facts.problems += problems
        facts.inputs.passed += passed
        facts.calls += calls
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
        if let image = action.image, image.value.hasPrefix("docker://") {
            facts.dependencies.append(
                ImageReference(String(image.value.dropFirst(9))).dependency(
                    compatiblePin: nil,
                    location: PipelineLocation(path: facts.path, line: image.line, text: image.value)))
        }
        var scan = ScriptScan(path: facts.path)
        var scripts: [ReadScript?] = []
        for step in action.steps {
            if let uses = step.uses, !uses.value.isEmpty {
                WorkflowAnalysis.visit(uses, isCompatible: false, in: &facts)
            }
            scan.folder = step.folder ?? "."
            let program = step.shell.map { StepShell.named($0).program } ?? "bash"
            switch (step.run, program) {
            case (let run?, "sh"), (let run?, "bash"), (let run?, "zsh"), (let run?, "dash"):
                scripts.append(scan.visit(run, isWorkflow: true, isCompatible: false))
            case (let run?, "pwsh"), (let run?, "powershell"), (let run?, "cmd"):
                scan.visit(lines: run)
                scripts.append(nil)
            default: scripts.append(nil)
            }
        }
        scan.fill(&facts)
        var finder = DangerFinder(
            path: facts.path, reach: TriggerReach(events: []), inputs: Set(action.inputs.map(\.name)), isAction: true)
        finder.visit(action) { scripts[$0] }
        finder.fill(&facts)
    }
}
