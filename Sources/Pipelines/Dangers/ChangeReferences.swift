// SPDX-License-Identifier: Apache-2.0

/// Names of a change's own code: contexts that name it, and variables and outputs that carry them.
struct ChangeReferences {
    /// A variable or output that names a change.
    struct Carrier {
        /// Where it gets the name.
        var location: PipelineLocation?
        /// A sentence: what the script that names it looks at before; nil where it looks at nobody.
        var guarded: String?
        /// Whether it says nothing without the repository it is in.
        var isBranch = false
    }

    /// A name in a text.
    struct Named {
        var text: PlacedText
        /// As the expression says it.
        var name: String
        var trace: [PipelineLocation] = []
        /// As ``Carrier`` has it.
        var guarded: String?
        var isBranch = false
    }

    let path: String
    /// By `env.name` in lower case; nil inside for what names no change. The outer ones first, each shared by all that
    /// is inside it.
    private var levels: [[String: Carrier?]] = []
    /// By `steps.id.outputs.name` and `needs.job.outputs.name`, in lower case; `*` for all of a step's.
    private var outputs: [String: Carrier] = [:]

    init(path: String) {
        self.path = path
    }

    /// Adds an `env` inside those that are there.
    mutating func enter(_ environment: [Workflow.Variable]) {
        levels.append([:])
        for variable in environment {
            levels[levels.count - 1]["env." + variable.name.lowercasedASCII] = .some(carrier(from: variable))
        }
    }

    private func carrier(from variable: Workflow.Variable) -> Carrier? {
        change(in: variable.value).map { found in
            Carrier(
                location: PipelineLocation(
                    path: path, line: found.text.line, text: "\(variable.name): \(variable.value.value)"),
                guarded: found.guarded, isBranch: found.isBranch)
        }
    }

    /// What a step leaves to those behind it.
    mutating func add(_ step: Workflow.Step, _ script: ReadScript?) {
        guard let id = step.id?.lowercasedASCII else { return }
        if let action = step.action?.lowercasedASCII {
            if KnownActions.changeOutputs.contains(action) { outputs["steps.\(id).outputs.*"] = Carrier() }
            if action == "actions/github-script", let text = step.input("script") {
                for (name, carrier) in named(byJavaScript: text) { outputs["steps.\(id).outputs.\(name)"] = carrier }
            }
        }
        guard let script else { return }
        var inner = self
        inner.enter(step.environment)
        for (name, carrier) in inner.named(by: script) { outputs["steps.\(id).outputs.\(name)"] = carrier }
    }

    /// What a job leaves to those that need it.
    ///
    /// - Parameter inside: what is known at the job's end.
    mutating func add(outputsOf job: Workflow.Job, inside: ChangeReferences) {
        for output in job.outputs {
            outputs["needs.\(job.id).outputs.\(output.name)".lowercasedASCII] = inside.carrier(from: output)
        }
    }

    /// Of `env.name`, `steps.id.outputs.name` or `needs.job.outputs.name`, in lower case.
    func carrier(of name: String) -> Carrier? {
        for level in levels.reversed() {
            if let found = level[name] { return found }
        }
        if let found = outputs[name] { return found }
        guard name.hasPrefix("steps."), let dot = name.utf8.lastIndex(of: UInt8(ascii: ".")) else { return nil }
        return outputs["\(name[..<dot]).*"]
    }

    /// The first name of a change in a text: of one that is checked out, or looked at with `refs/pull/`.
    func change(in text: PlacedText) -> Named? {
        let bytes = Array(text.value.utf8)
        let ranges = Expression.places(in: bytes).ranges
        for range in ranges {
            let expression = Expression(bytes[(range.lowerBound + 3)..<(range.upperBound - 2)])
            for reference in expression.yields {
                let name = reference.name
                if UntrustedText.isChange(reference) {
                    return Named(text: text, name: name, isBranch: ChangeReferences.isBranch(name))
                }
                if let carrier = carrier(of: name) {
                    return Named(
                        text: text, name: name, trace: [carrier.location].compactMap(\.self),
                        guarded: carrier.guarded, isBranch: carrier.isBranch)
                }
            }
            if expression.mentions.isEmpty { continue }
            if bytes.firstIndex(of: "refs/pull/") != nil {
                return Named(text: text, name: String(ascii: bytes[range]))
            }
        }
        return nil
    }

    /// Whether a context names a branch, which says nothing without the repository it is in.
    static func isBranch(_ name: String) -> Bool {
        name == "github.head_ref" || name.hasSuffix(".head.ref") || name.hasSuffix(".head_branch")
    }
}
