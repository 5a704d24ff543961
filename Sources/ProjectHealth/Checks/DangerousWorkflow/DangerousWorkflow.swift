// SPDX-License-Identifier: Apache-2.0
import Pipelines

enum DangerousWorkflow {
    static let check = Check(
        definition, findings: findings, compatible: compatible, points: points, reason: reason)

    // MARK: - Findings

    static let kind = "kind"
    static let certainty = "certainty"

    static func findings(_ facts: ProjectFacts) -> [ProbeFinding] {
        let files = facts.tree.pipelines.filter {
            switch $0.kind {
            case .githubWorkflow: !$0.isBlank
            case .githubAction, .forgejoWorkflow: true
            default: false
            }
        }
        let workflows = files.filter { $0.kind == .githubWorkflow }
        var all: [ProbeFinding] = []
        for file in files {
            all += file.dangers.map { finding($0, in: file) }
            all += unreadCalls(of: file, facts)
            if file.kind == .githubWorkflow, let problem = file.wholeProblem {
                all.append(
                    ProbeFinding(scriptInjection, .error, problem.sentence, at: EvidenceLocation(problem.location)))
            }
        }
        for probe in [scriptInjection, untrustedCheckout] where !all.of(probe).contains(where: \.isCompatible) {
            if workflows.isEmpty {
                all.append(ProbeFinding(probe, .notApplicable, "There are no GitHub workflows."))
            } else {
                all.append(ProbeFinding(probe, .no, quietMessage(probe)))
            }
        }
        if !files.isEmpty {
            for probe in [hiddenInjection, hiddenCheckout, exposedRunner] where all.first(probe) == nil {
                all.append(ProbeFinding(probe, .no, quietMessage(probe)))
            }
        }
        return all
    }

    private static func quietMessage(_ probe: ProbeDefinition) -> String {
        switch probe.id {
        case scriptInjection.id: "No script of a workflow contains text that anyone may write."
        case untrustedCheckout.id: "No workflow with secrets checks out the code of a change from outside."
        case hiddenInjection.id: "Such text reaches no script by way of an action, an input or a variable either."
        case hiddenCheckout.id: "No command and no comment checks out such code."
        default: "Changes from outside reach no secret, runner, cache or environment."
        }
    }

    private static func finding(_ danger: PipelineDanger, in file: PipelineFileFacts) -> ProbeFinding {
        var message = "\(danger.location.place): \(sentence(danger))."
        if !danger.trace.isEmpty {
            message += " It comes by way of \(Words.list(danger.trace.map(\.place)))."
        }
        if let note = danger.note { message += " \(note)" }
        var finding = ProbeFinding(
            probe(danger.kind), .yes, message, at: EvidenceLocation(danger.location),
            values: [kind: danger.kind.rawValue, certainty: danger.certainty.rawValue])
        // Scorecard reads GitHub's workflows alone.
        if file.kind != .githubWorkflow { finding.isCompatible = false }
        if danger.certainty == .harmless { finding.isBad = false }
        return finding
    }

    /// What a workflow with secrets calls and nobody has read may do anything.
    private static func unreadCalls(of file: PipelineFileFacts, _ facts: ProjectFacts) -> [ProbeFinding] {
        guard !file.isTestData, !file.isVendored else { return [] }
        return file.calls.compactMap { call in
            // Of a repository whose name is not known no call is its own for certain.
            let isOwn = facts.subject.repository != nil && CalledPipelines.ownFile(call.callee, in: facts) != nil
            guard call.isPrivileged, !call.isLocal, !isOwn else { return nil }
            return ProbeFinding(
                hiddenCheckout, .notAvailable,
                "\(call.location.place): a workflow with secrets calls \(call.callee), which was not read; it may run the code of a change.",
                at: EvidenceLocation(call.location))
        }
    }

    private static func probe(_ kind: PipelineDanger.Kind) -> ProbeDefinition {
        switch kind {
        case .scriptInjection: scriptInjection
        case .untrustedCheckout: untrustedCheckout
        case .githubScriptInjection, .compositeInjection, .reusableInput, .environmentTaint, .contextInjection:
            hiddenInjection
        case .manualCheckout, .commentTriggeredCheckout, .indirectCheckout: hiddenCheckout
        case .selfHostedRunner, .cachePoisoning, .secretExposure, .insecureCommands: exposedRunner
        }
    }

    private static func sentence(_ danger: PipelineDanger) -> String {
        let text = danger.expression
        return switch danger.kind {
        case .scriptInjection: "the script contains \(text), which anyone may write"
        case .contextInjection: "the script contains \(text), which holds text that anyone may write"
        case .githubScriptInjection: "the JavaScript contains \(text), which anyone may write"
        case .compositeInjection: "a script of the action contains \(text), which anyone may write"
        case .reusableInput: "a script of the reusable workflow contains \(text), which a caller fills"
        case .environmentTaint: "the script evaluates \(text), which anyone may write"
        case .untrustedCheckout: "a workflow with secrets checks out \(text), the code of a change from outside"
        case .indirectCheckout: "a workflow with secrets checks out the code of a change by \(text)"
        case .manualCheckout: "a workflow with secrets fetches the code of a change with '\(text)'"
        case .commentTriggeredCheckout: "a comment makes the workflow check out \(text)"
        case .selfHostedRunner: "changes from outside run on the project's own runner '\(text)'"
        case .cachePoisoning: "a cache that changes from outside can fill is read with more rights: \(text)"
        case .secretExposure: "code of a change from outside gets \(text)"
        case .insecureCommands: "\(text) lets every log line set variables and paths"
        }
    }

    // MARK: - Scores

    static func compatible(_ findings: [ProbeFinding]) -> CompatibleScore {
        if findings.contains(where: { $0.outcome == .notApplicable }) {
            return .inconclusive("There are no GitHub workflows.")
        }
        if findings.contains(where: { $0.outcome == .error }) { return .inconclusive("A workflow cannot be read.") }
        return .score(findings.contains { $0.outcome == .yes } ? 0 : 10)
    }

    static func points(_ findings: [ProbeFinding], _ resolution: Resolution) -> Int? {
        var lost = 0
        var applies = false
        for finding in findings where finding.outcome != .notApplicable {
            applies = true
            guard finding.outcome == .yes else { continue }
            if finding.values[certainty] == PipelineDanger.Certainty.harmless.rawValue { continue }
            if finding.values[certainty] == PipelineDanger.Certainty.possible.rawValue, resolution == .best { continue }
            lost += cost(finding)
        }
        return applies ? max(0, 100 - lost) : nil
    }

    private static func cost(_ finding: ProbeFinding) -> Int {
        switch finding.values[kind].flatMap(PipelineDanger.Kind.init) {
        case .selfHostedRunner, .cachePoisoning, .insecureCommands: 30
        default: 100
        }
    }

    static func reason(_ findings: [ProbeFinding]) -> String {
        let bad = findings.filter(\.isBad)
        if let first = bad.first {
            let more = bad.count > 1 ? " There \(bad.count == 2 ? "is" : "are") \(bad.count - 1) more." : ""
            return first.message + more
        }
        if let open = findings.first(where: \.isUnknown) { return open.message }
        return findings.contains { $0.outcome != .notApplicable }
            ? "No workflow runs other people's text or code with the project's rights."
            : "There are no GitHub workflows."
    }
}
