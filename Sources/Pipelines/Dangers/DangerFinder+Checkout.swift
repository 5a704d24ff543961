// SPDX-License-Identifier: Apache-2.0

extension DangerFinder {
    /// What a job's checkouts bring in under the workflow's events: how sure it is that code of a change is there
    /// afterwards; nil where it is not.
    ///
    /// - Parameter index: of the step in the job.
    mutating func visitCheckout(
        _ step: Workflow.Step, at index: Int, of job: Workflow.Job, references: ChangeReferences
    ) -> PipelineDanger.Certainty? {
        guard let uses = step.uses, uses.value.contains(ascii: "actions/checkout") else { return nil }
        let texts = [step.input("ref"), step.input("repository")].compactMap(\.self)
        let isKnown =
            reach.isCompatiblyPrivileged
            && step.input("ref").map {
                $0.value.contains(ascii: "github.event.pull_request")
                    || $0.value.contains(ascii: "github.event.workflow_run")
            } ?? false
        let found = texts.lazy.compactMap { references.change(in: $0) }.first
        guard isKnown || found != nil && reach.isPrivileged else { return nil }
        let text = found?.text ?? step.input("ref") ?? uses
        var danger = PipelineDanger(
            kind: isKnown
                ? .untrustedCheckout : reach.isCompatiblyPrivileged ? .indirectCheckout : .commentTriggeredCheckout,
            job: job.id, expression: found?.name ?? text.value,
            location: PipelineLocation(path: path, line: text.line, text: text.value), trace: found?.trace ?? [])
        if found == nil {
            danger.certainty = .harmless
            danger.note = "What is checked out is not the change's own code."
        } else {
            (danger.certainty, danger.note) = Guard.judge([job.condition, step.condition])
            if danger.certainty == .certain, let guarded = found?.guarded {
                danger.certainty = .possible
                danger.note = guarded
            }
            if danger.certainty == .certain, !DangerFinder.runsCode(job.steps.dropFirst(index + 1)) {
                danger.certainty = .possible
                danger.note = "Nothing in the job is seen to run what was checked out."
            }
            if danger.certainty == .certain, step.input("repository") == nil,
                found?.isBranch == true
            {
                danger.certainty = .possible
                danger.note = "Without 'repository' the branch of that name is the repository's own."
            }
        }
        add(danger)
        return danger.certainty == .harmless ? nil : danger.certainty
    }

    /// Whether a step runs commands or an action from the checkout.
    private static func runsCode(_ steps: ArraySlice<Workflow.Step>) -> Bool {
        steps.contains { step in
            if step.run != nil { return true }
            guard let uses = step.uses?.value else { return false }
            if uses.hasPrefix("./") { return true }
            let action = uses.lowercasedASCII
            return ![
                "actions/checkout", "actions/upload-artifact", "actions/labeler", "actions/github-script",
                "actions/download-artifact",
            ].contains { action.hasPrefix($0) }
        }
    }

    /// What follows from code of a change being in a job that runs with the repository's rights.
    ///
    /// - Parameters:
    ///   - secrets: of the workflow's own environment.
    ///   - certainty: of the code being there.
    mutating func visitAfterCheckout(
        _ steps: ArraySlice<Workflow.Step>, of job: Workflow.Job, around secrets: [NamedSecret],
        certainty: PipelineDanger.Certainty
    ) {
        func add(_ kind: PipelineDanger.Kind, _ expression: String, _ line: Int, _ text: String) {
            var danger = PipelineDanger(
                kind: kind, job: job.id, expression: expression,
                location: PipelineLocation(path: path, line: line, text: text))
            danger.certainty = certainty
            self.add(danger)
        }
        if let step = job.steps.first(where: KnownActions.caches), let uses = step.uses {
            add(.cachePoisoning, step.action ?? uses.value, uses.line, uses.value)
        }
        var variables: [Workflow.Variable] = []
        for step in steps where step.run != nil || step.uses?.value.hasPrefix("./") == true {
            variables += step.environment + step.with
        }
        let found = DangerFinder.secrets(in: job.environment) + secrets + DangerFinder.secrets(in: variables)
        for secret in found {
            let variable = secret.variable
            add(.secretExposure, secret.name, variable.value.line, "\(variable.name): \(variable.value.value)")
        }
    }

    /// A variable that holds a secret, and the secret's name.
    struct NamedSecret {
        var name: String
        var variable: Workflow.Variable
    }

    static func secrets(in variables: [Workflow.Variable]) -> [NamedSecret] {
        variables.compactMap { variable in
            secret(in: variable.value).map { NamedSecret(name: $0, variable: variable) }
        }
    }

    /// The first secret other than the token that every job has.
    private static func secret(in text: PlacedText) -> String? {
        let bytes = Array(text.value.utf8)
        for range in Expression.places(in: bytes).ranges {
            let expression = Expression(bytes[(range.lowerBound + 3)..<(range.upperBound - 2)])
            for reference in expression.yields where reference.path.first == "secrets" {
                if reference.path.count == 2, reference.path[1] != "github_token" { return reference.name }
                if reference.path.count == 1 { return "secrets" }
            }
        }
        return nil
    }
}
