// SPDX-License-Identifier: Apache-2.0

/// Finds the ways in which others reach a workflow or action.
///
/// 1. What Scorecard's Dangerous-Workflow finds is found as it finds it, under the two kinds that are its own; where it
///    does no harm, ``PipelineDanger/certainty`` says so.
/// 2. A value that `env:` hands to a script and the script quotes is the cure, and no finding.
struct DangerFinder {
    /// The most findings of one file.
    static let most = 2_000
    let path: String
    let reach: TriggerReach
    /// Of a composite action or a called workflow: inputs that take text, in lower case.
    let inputs: Set<String>
    let isAction: Bool
    private(set) var dangers: [PipelineDanger] = []
    private(set) var problems: [PipelineProblem] = []
    private(set) var passed: [PipelineInputs.Passed] = []
    private(set) var calls: [PipelineCall] = []

    init(path: String, reach: TriggerReach, inputs: Set<String>, isAction: Bool) {
        self.path = path
        self.reach = reach
        self.inputs = inputs
        self.isAction = isAction
    }

    /// What does no harm is said of Scorecard's kinds alone, by (1).
    mutating func add(_ danger: PipelineDanger) {
        guard danger.kind.isCompatible || danger.certainty != .harmless, dangers.count < DangerFinder.most else {
            return
        }
        dangers.append(danger)
    }

    // MARK: Expressions in scripts

    /// What a script that is put together by the runner takes in.
    ///
    /// - Parameter isCompatible: whether Scorecard looks at it: `run:` of a workflow.
    mutating func visitScript(
        _ script: PlacedText, job: Workflow.Job?, step: Workflow.Step, taint: Taint, isCompatible: Bool,
        own: PipelineDanger.Kind
    ) {
        let bytes = Array(script.value.utf8)
        let places = Expression.places(in: bytes)
        if places.isOpen {
            problems.append(
                PipelineProblem(
                    location: PipelineLocation(path: path, line: script.line),
                    message: "An expression in the script begins with '${{' and is never closed.", isWhole: false))
        }
        // Of our own kinds, one place a script is enough.
        var seen: Set<String> = []
        for range in places.ranges {
            let text = bytes[(range.lowerBound + 3)..<(range.upperBound - 2)]
            let expression = Expression(text)
            let location = PipelineLocation(
                path: path, line: script.line(at: range.lowerBound), text: String(ascii: bytes[range]))
            let direct = expression.yields.first(where: UntrustedText.isUntrusted)
            let isKnown = isCompatible && CompatiblePatterns.isUntrusted(text)
            if let direct {
                guard isKnown || seen.insert(direct.name).inserted else { continue }
                report(
                    isKnown ? .scriptInjection : isCompatible ? .contextInjection : own, direct, job: job, step: step,
                    location: location)
            } else if isKnown {
                var danger = PipelineDanger(
                    kind: .scriptInjection, job: job?.id, expression: String(ascii: text.trimmed), location: location)
                danger.certainty = .harmless
                danger.note = "No text that others write comes out of the expression."
                add(danger)
            } else if let (reference, origin) = carried(expression, taint) {
                guard seen.insert(reference.name).inserted else { continue }
                var danger = PipelineDanger(
                    kind: .environmentTaint, job: job?.id, expression: origin.reference.name, location: location,
                    trace: origin.trace)
                judge(&danger, origin.reference, job: job, step: step)
                if danger.note == nil { danger.note = "It comes here through \(reference.name)." }
                add(danger)
            } else if let input = expression.yields.first(where: isInput) {
                guard seen.insert(input.name).inserted else { continue }
                var danger = PipelineDanger(
                    kind: isAction ? .compositeInjection : .reusableInput, job: job?.id, expression: input.name,
                    location: location)
                danger.certainty = .possible
                danger.note = "It is as safe as what callers hand to the input."
                add(danger)
            }
        }
    }

    private func carried(
        _ expression: Expression, _ taint: Taint
    ) -> (Expression.Reference, Taint.Origin)? {
        for reference in expression.yields {
            if let origin = taint.origin(of: reference) { return (reference, origin) }
        }
        return nil
    }

    /// `inputs.name` of an action or a called workflow, where it takes text.
    func isInput(_ reference: Expression.Reference) -> Bool {
        reference.path.count == 2 && reference.path[0] == "inputs" && inputs.contains(reference.path[1])
    }

    mutating func report(
        _ kind: PipelineDanger.Kind, _ reference: Expression.Reference, job: Workflow.Job?, step: Workflow.Step,
        location: PipelineLocation, trace: [PipelineLocation] = []
    ) {
        var danger = PipelineDanger(
            kind: kind, job: job?.id, expression: reference.name, location: location, trace: trace)
        judge(&danger, reference, job: job, step: step)
        add(danger)
    }

    /// By the events, and by what the conditions around keep out.
    func judge(
        _ danger: inout PipelineDanger, _ reference: Expression.Reference, job: Workflow.Job?, step: Workflow.Step
    ) {
        let (certainty, note) = isAction ? (.certain, nil) : reach.judge(reference)
        danger.certainty = certainty
        danger.note = note
        let (guarded, reason) = Guard.judge([job?.condition, step.condition])
        if guarded != .certain, certainty != .harmless {
            danger.certainty = guarded
            danger.note = reason
        }
    }

    // MARK: Inputs of others

    mutating func addCall(_ uses: PlacedText, job: Workflow.Job) {
        guard calls.count < DangerFinder.most else { return }
        let reference = ActionReference(text: uses.value)
        var call = PipelineCall(
            callee: reference.isLocal ? String(reference.name.dropFirst(2)) : reference.name,
            isLocal: reference.isLocal, job: job.id,
            location: PipelineLocation(path: path, line: uses.line, text: uses.value))
        let isShut = Guard.judge([job.condition]).0 == .harmless
        call.isPrivileged = reach.isPrivileged && !isShut
        // What shuts one event out may leave another open.
        call.isFromOutside = reach.isFromOutside && !(isShut && reach.hasOneOutsideEvent)
        calls.append(call)
    }

    /// Untrusted text that goes into an input of a local action or workflow.
    mutating func visitInputs(
        _ with: [Workflow.Variable], of uses: PlacedText, job: Workflow.Job?, taint: Taint
    ) {
        guard uses.value.hasPrefix("./") else { return }
        var callee = String(uses.value.dropFirst(2))
        while callee.hasSuffix("/") { callee.removeLast() }
        for variable in with {
            guard let origin = taint.origin(of: variable.value, path: path) else { continue }
            guard passed.count < DangerFinder.most else { return }
            passed.append(
                PipelineInputs.Passed(
                    callee: callee, input: variable.name.lowercasedASCII, expression: origin.reference.name,
                    job: job?.id,
                    location: PipelineLocation(
                        path: path, line: variable.value.line, text: "\(variable.name): \(variable.value.value)")))
        }
    }
}
