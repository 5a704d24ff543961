// SPDX-License-Identifier: Apache-2.0

extension DangerFinder {
    /// What the jobs of a workflow have in common.
    private struct Surroundings {
        var taint = Taint()
        var references: ChangeReferences
        var secrets: [NamedSecret]
    }

    /// - Parameter scripts: the script of a job's step, as far as its shell is understood.
    mutating func visit(_ workflow: Workflow, scripts: (Int, Int) -> ReadScript?) {
        visitUnsecured(workflow.environment, job: nil)
        var surroundings = Surroundings(
            references: ChangeReferences(path: path), secrets: DangerFinder.secrets(in: workflow.environment))
        surroundings.taint.enter(workflow.environment, path: path)
        surroundings.references.enter(workflow.environment)
        for index in DangerFinder.order(of: workflow.jobs) {
            let outputs = visit(workflow.jobs[index], &surroundings) { scripts(index, $0) }
            surroundings.taint.needs.merge(outputs) { _, new in new }
        }
    }

    /// The text of others in the job's outputs, by `needs.job.outputs.name` in lower case.
    private mutating func visit(
        _ job: Workflow.Job, _ surroundings: inout Surroundings, scripts: (Int) -> ReadScript?
    ) -> [String: Taint.Origin] {
        visitRunner(job)
        visitCall(job)
        visitUnsecured(job.environment, job: job)
        var taint = surroundings.taint
        taint.enter(job.environment, path: path)
        if let uses = job.uses { visitInputs(job.with, of: uses, job: job, taint: taint) }
        var references = surroundings.references
        references.enter(job.environment)
        var checkout: (step: Int, certainty: PipelineDanger.Certainty)?
        for (number, step) in job.steps.enumerated() {
            visitUnsecured(step.environment, job: job)
            let checked = visitCheckout(step, at: number, of: job, references: references)
            let script = scripts(number)
            let fetched = visit(step, of: job, script, references: references, taint: &taint)
            references.add(step, script)
            if let certainty = checked ?? fetched, checkout == nil || checkout?.certainty == .possible {
                checkout = (checkout?.step ?? number, certainty)
            }
        }
        if let (step, certainty) = checkout {
            visitAfterCheckout(job.steps[step...], of: job, around: surroundings.secrets, certainty: certainty)
        }
        surroundings.references.add(outputsOf: job, inside: references)
        var outputs: [String: Taint.Origin] = [:]
        for output in job.outputs {
            outputs["needs.\(job.id).outputs.\(output.name)".lowercasedASCII] = taint.origin(
                of: output.value, path: path)
        }
        return outputs
    }

    /// The steps of a composite action.
    mutating func visit(_ action: ActionDefinition, scripts: (Int) -> ReadScript?) {
        var taint = Taint()
        for (number, step) in action.steps.enumerated() {
            visitUnsecured(step.environment, job: nil)
            _ = visit(
                step, of: nil, scripts(number), references: ChangeReferences(path: path), taint: &taint)
        }
    }

    /// How sure it is that the step's script brings in code of a change; nil where it does not.
    private mutating func visit(
        _ step: Workflow.Step, of job: Workflow.Job?, _ script: ReadScript?, references: ChangeReferences,
        taint: inout Taint
    ) -> PipelineDanger.Certainty? {
        var left: [Taint.Left] = []
        let brought = visit(step, of: job, script, references: references, taint: taint, left: &left)
        for left in left { taint.add(left) }
        return brought
    }

    /// - Parameter left: takes what is left to later steps.
    private mutating func visit(
        _ step: Workflow.Step, of job: Workflow.Job?, _ script: ReadScript?, references: ChangeReferences,
        taint: Taint, left: inout [Taint.Left]
    ) -> PipelineDanger.Certainty? {
        var local = taint
        local.enter(step.environment, path: path)
        if let run = step.run {
            visitScript(
                run, job: job, step: step, taint: local, isCompatible: !isAction, own: .compositeInjection)
        }
        if let action = step.action?.lowercasedASCII, let uses = step.uses {
            if let input = KnownActions.scripts[action], let text = step.input(input) {
                visitScript(
                    text, job: job, step: step, taint: local, isCompatible: false, own: .githubScriptInjection)
            }
            visitInputs(step.with, of: uses, job: job, taint: local)
            addOutputs(of: action, step: step, to: &left)
        }
        guard let script else { return nil }
        var references = references
        references.enter(step.environment)
        return visit(script, step: step, job: job, references: references, local: local, left: &left)
    }

    private func addOutputs(of action: String, step: Workflow.Step, to left: inout [Taint.Left]) {
        guard let id = step.id?.lowercasedASCII, let names = KnownActions.untrustedOutputs[action] else { return }
        for name in names ?? ["*"] {
            let key = "steps.\(id).outputs.\(name)"
            let origin = Taint.Origin(
                reference: Expression.Reference(path: key.split(separator: ".").map(String.init)),
                trace: [PipelineLocation(path: path, line: step.line, text: step.uses?.value ?? "")])
            left.append(.output(key, origin))
        }
    }

    /// Jobs in an order in which each comes behind those it needs, as far as there is one.
    private static func order(of jobs: [Workflow.Job]) -> [Int] {
        var done: Set<String> = []
        var order: [Int] = []
        var waiting = Array(jobs.indices)
        // Each round takes at least one job, or the rest as they stand.
        for _ in 0..<Swift.min(jobs.count, 50) where !waiting.isEmpty {
            let ready = waiting.filter { index in jobs[index].needs.allSatisfy { done.contains($0) } }
            guard !ready.isEmpty else { break }
            order += ready
            for index in ready { done.insert(jobs[index].id) }
            let taken = Set(ready)
            waiting.removeAll { taken.contains($0) }
        }
        return order + waiting
    }

    // MARK: Single looks

    private mutating func visitRunner(_ job: Workflow.Job) {
        guard reach.isFromOutside || reach.isCalled else { return }
        func isOwn(_ label: String) -> Bool { label.isEqualIgnoringCase("self-hosted") }
        // A label may be a value of the matrix.
        let known = job.matrix.values.compactMapValues { $0.first(where: isOwn) }
        let found = job.runsOn.lazy.compactMap { label in
            isOwn(label) ? label : DangerFinder.matrixKeys(in: label).lazy.compactMap { known[$0] }.first
        }
        guard let label = found.first else { return }
        var danger = PipelineDanger(
            kind: .selfHostedRunner, job: job.id, expression: label,
            location: PipelineLocation(
                path: path, line: job.runsOnLine ?? job.line, text: "runs-on: \(job.runsOn.joined(separator: ", "))"))
        (danger.certainty, danger.note) = Guard.judge([job.condition])
        if danger.certainty == .certain, !reach.isFromOutside {
            danger.certainty = .possible
            danger.note = TriggerReach.callerDecides
        }
        add(danger)
    }

    /// The names behind `matrix.` in a text, in lower case.
    private static func matrixKeys(in label: String) -> [String] {
        let bytes = Array(label.utf8)
        var keys: [String] = []
        var position = 0
        while let place = bytes.firstIndex(of: "matrix.", from: position, ignoringCase: true) {
            let name = bytes[(place + 7)...].prefix { $0.isWord || $0 == UInt8(ascii: "-") }
            keys.append(String(ascii: name.map(\.lowercasedASCII)))
            position = name.endIndex
        }
        return keys
    }

    private mutating func visitCall(_ job: Workflow.Job) {
        guard let uses = job.uses, !uses.value.isEmpty else { return }
        addCall(uses, job: job)
        guard let line = job.inheritsSecrets, !uses.value.hasPrefix("./") else { return }
        guard ActionReference(text: uses.value).pin != .pinned else { return }
        var danger = PipelineDanger(
            kind: .secretExposure, job: job.id, expression: "secrets: inherit",
            location: PipelineLocation(path: path, line: line, text: "secrets: inherit"),
            trace: [PipelineLocation(path: path, line: uses.line, text: uses.value)])
        danger.certainty = .possible
        danger.note = "Every secret goes to a workflow that is not fixed to a commit."
        add(danger)
    }

    private mutating func visitUnsecured(_ environment: [Workflow.Variable], job: Workflow.Job?) {
        for variable in environment where variable.name == "ACTIONS_ALLOW_UNSECURE_COMMANDS" {
            guard variable.value.value.isEqualIgnoringCase("true") || variable.value.value == "1" else { continue }
            add(
                PipelineDanger(
                    kind: .insecureCommands, job: job?.id, expression: variable.name,
                    location: PipelineLocation(
                        path: path, line: variable.value.line, text: "\(variable.name): \(variable.value.value)")))
        }
    }
}
