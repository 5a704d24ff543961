// SPDX-License-Identifier: Apache-2.0
import Shells

extension DangerFinder {
    /// What a script's commands do with text that others write; how sure it is that they bring in code of a change, nil
    /// where they do not.
    ///
    /// - Parameter left: takes what is left to later steps.
    mutating func visit(
        _ script: ReadScript, step: Workflow.Step, job: Workflow.Job?, references: ChangeReferences,
        local: Taint, left: inout [Taint.Left]
    ) -> PipelineDanger.Certainty? {
        var walk = TaintWalk(script: script, environment: local)
        var brought: PipelineDanger.Certainty?
        for visit in script.commands {
            walk.note(visit)
            guard visit.form == .simple, !visit.command.words.isEmpty else { continue }
            let words = CommandWords(visit.command, source: script.original)
            let location = script.location(visit.span, path: path)
            if let origin = walk.evaluated(visit, words) {
                report(
                    .environmentTaint, origin.reference, job: job, step: step, location: location, trace: origin.trace)
            }
            for write in walk.writes(visit, words) {
                if write.origin.mayHoldLines, write.target != "GITHUB_STEP_SUMMARY" {
                    report(
                        .environmentTaint, write.origin.reference, job: job, step: step, location: location,
                        trace: write.origin.trace)
                }
                guard let name = write.name else { continue }
                var origin = write.origin
                origin.pass(location)
                if write.target == "GITHUB_ENV" {
                    left.append(.variable(name, origin))
                } else if write.target == "GITHUB_OUTPUT", let id = step.id {
                    left.append(.output("steps.\(id).outputs.\(name)".lowercasedASCII, origin))
                }
            }
            if reach.isPrivileged, let job, let (name, guarded) = manualCheckout(visit, words, script, references) {
                var danger = PipelineDanger(kind: .manualCheckout, job: job.id, expression: name, location: location)
                (danger.certainty, danger.note) = Guard.judge([job.condition, step.condition])
                if danger.certainty == .certain, let guarded {
                    danger.certainty = .possible
                    danger.note = guarded
                }
                add(danger)
                if danger.certainty != .harmless, brought != .certain { brought = danger.certainty }
            }
        }
        return brought
    }

    /// The name of the change when a command fetches one, and what was looked at before, as a sentence.
    private func manualCheckout(
        _ visit: ShellCommandVisit, _ words: CommandWords, _ script: ReadScript, _ references: ChangeReferences
    ) -> (name: String, guarded: String?)? {
        let rest = Arguments(words.arguments)
        switch words.program {
        case "gh", "hub":
            let isCheckout = rest.isFirst("pr") && rest.operands.dropFirst().first == "checkout"
            return isCheckout ? ("\(words.program) pr checkout", nil) : nil
        case "git":
            guard
                rest.operands.contains(where: {
                    ["fetch", "pull", "checkout", "switch", "merge", "reset"].contains($0)
                })
            else { return nil }
            if let word = words.arguments.first(where: { word in
                word.hasPrefix("pull/") || word.hasPrefix("+pull/") || word.contains(ascii: "refs/pull/")
            }) {
                return (PipelineLocation.snippet(word), nil)
            }
            return changeName(visit.command, script, references)
        default: return nil
        }
    }

    private func changeName(
        _ command: ShellSimpleCommand, _ script: ReadScript, _ references: ChangeReferences
    ) -> (name: String, guarded: String?)? {
        for word in command.words.dropFirst() {
            for name in TaintWalk.parameters(of: word.parts) {
                if let expression = script.expression(of: name) {
                    for reference in expression.yields {
                        if UntrustedText.isChange(reference) { return (reference.name, nil) }
                        if let carrier = references.carrier(of: reference.name) {
                            return (reference.name, carrier.guarded)
                        }
                    }
                } else if let carrier = references.carrier(of: "env.\(name.lowercasedASCII)") {
                    return ("env.\(name)", carrier.guarded)
                }
            }
        }
        return nil
    }
}

/// Follows variables through the commands of one script.
struct TaintWalk {
    let script: ReadScript
    private let environment: Taint
    /// What the script has assigned itself; nil inside for text that others do not write.
    private var variables: [String: Taint.Origin?] = [:]
    /// The runner's files that pipelines end in (`… | tee -a "$GITHUB_ENV"`), by the pipeline's number.
    private var ends: [Int: String] = [:]

    /// Text that goes into a file the runner reads.
    struct Write {
        /// `GITHUB_ENV`, `GITHUB_OUTPUT`, `GITHUB_PATH`, `GITHUB_STEP_SUMMARY`.
        var target: String
        /// What stands before `=`; nil where it is not seen.
        var name: String?
        var origin: Taint.Origin
    }

    init(script: ReadScript, environment: Taint) {
        self.script = script
        self.environment = environment
        for visit in script.commands
        where visit.pipeline.count > 1 && visit.pipeline.position == visit.pipeline.count - 1 {
            guard visit.command.words.first?.literal == "tee" else { continue }
            ends[visit.pipeline.id] = visit.command.words.lazy.flatMap { TaintWalk.parameters(of: $0.parts) }
                .first(where: TaintWalk.targets.contains)
        }
    }

    /// Names of the plain variables in some parts, those in double quotes too.
    static func parameters(of parts: [ShellWordPart]) -> [String] {
        var names: [String] = []
        for part in parts {
            switch part {
            case .parameter(let name): names.append(name)
            case .expansion(let expansion) where !expansion.isLength:
                // `${name@Q}` and `${name//[^a-z]/}` clean up.
                if expansion.operation.hasPrefix("@") || expansion.operation.hasPrefix("/") { continue }
                names.append(expansion.name)
            case .doubleQuoted(let inner): names += parameters(of: inner)
            default: continue
            }
        }
        return names
    }

    private func origin(of parts: [ShellWordPart]) -> Taint.Origin? {
        TaintWalk.parameters(of: parts).lazy.compactMap { origin(of: $0) }.first
    }

    private func origin(of name: String) -> Taint.Origin? { variables[name] ?? environment.variable(name) }

    /// `title=$TITLE` and `export title="$TITLE"` hand it on. What may not run, what is put behind the old value, and what
    /// another process keeps to itself take nothing away.
    mutating func note(_ visit: ShellCommandVisit) {
        let isSure =
            visit.depth == 0 && !visit.isConditional && visit.pipeline.count == 1
            && (visit.form == .declaration || visit.command.words.isEmpty)
        for assignment in visit.command.assignments where assignment.subscripts == nil {
            let found = assignment.value.flatMap { origin(of: $0.parts) }
            if found != nil || isSure && !assignment.isAppending { variables[assignment.name] = .some(found) }
        }
    }

    // MARK: Evaluation

    /// Options behind which an interpreter takes its program.
    private static let programs: [String: Set<String>] = [
        "sh": ["-c"], "bash": ["-c"], "zsh": ["-c"], "dash": ["-c"], "ksh": ["-c"], "su": ["-c"],
        "python": ["-c"], "python3": ["-c"], "node": ["-e", "--eval", "-p"], "ruby": ["-e"],
        "perl": ["-e", "-ne", "-pe"],
        "php": ["-r"], "pwsh": ["-c", "-Command"], "powershell": ["-c", "-Command"], "deno": ["eval"],
    ]

    /// Text of others that the command runs as a program.
    func evaluated(_ visit: ShellCommandVisit, _ words: CommandWords) -> Taint.Origin? {
        let all = visit.command.words
        // The program itself is what others say.
        if let first = all.first, first.parts.count == 1, let origin = origin(of: first.parts) { return origin }
        switch words.program {
        case "eval": return all.dropFirst().lazy.compactMap { origin(of: $0.parts) }.first
        case "ssh":
            // Everything behind the host is a command line over there.
            return all.dropFirst(2).lazy.compactMap { origin(of: $0.parts) }.first
        default:
            guard let options = TaintWalk.programs[words.program] else { return nil }
            for (index, word) in all.enumerated() {
                guard let literal = word.literal, index + 1 < all.count else { continue }
                let isOption =
                    options.contains(literal)
                    || options.contains("-c") && literal.hasPrefix("-") && !literal.hasPrefix("--")
                        && literal.hasSuffix("c")
                if isOption { return origin(of: all[index + 1].parts) }
            }
            return nil
        }
    }

    // MARK: Files of the runner

    func writes(_ visit: ShellCommandVisit, _ words: CommandWords) -> [Write] {
        guard ["echo", "printf", "cat", "tee"].contains(words.program), let target = output(of: visit, words) else {
            return []
        }
        var writes: [Write] = []
        for word in visit.command.words.dropFirst() {
            guard let origin = origin(of: word.parts) else { continue }
            writes.append(Write(target: target, name: TaintWalk.name(in: word.parts), origin: origin))
        }
        for document in visit.hereDocuments {
            guard let origin = origin(of: document.parts) else { continue }
            writes.append(Write(target: target, name: TaintWalk.name(in: document.parts), origin: origin))
        }
        // `printf 'title=%s\n' "$TITLE"`.
        if words.program == "printf", let format = visit.command.words.dropFirst().first?.literal {
            let name = TaintWalk.name(of: format)
            for index in writes.indices where writes[index].name == nil { writes[index].name = name }
        }
        return writes
    }

    /// The runner's file that the command's output goes into: `GITHUB_OUTPUT`.
    func output(of visit: ShellCommandVisit, _ words: CommandWords) -> String? {
        if let target = target(of: visit.redirections) { return target }
        if visit.pipeline.position + 2 == visit.pipeline.count, let end = ends[visit.pipeline.id] { return end }
        // The old way of setting an output.
        return words.words.count > 1 && words.words[1].hasPrefix("::set-output") ? "GITHUB_OUTPUT" : nil
    }

    private static let targets: Set<String> = ["GITHUB_ENV", "GITHUB_OUTPUT", "GITHUB_PATH", "GITHUB_STATE"]

    private func target(of redirections: [ShellRedirection]) -> String? {
        for redirection in redirections where redirection.kind == .append || redirection.kind == .output {
            if let name = TaintWalk.parameters(of: redirection.target.parts).first(where: TaintWalk.targets.contains) {
                return name
            }
        }
        return nil
    }

    /// The text before `=` at the start of the parts.
    static func name(in parts: [ShellWordPart]) -> String? {
        guard let first = parts.first else { return nil }
        switch first {
        case .literal(let text), .singleQuoted(let text): return name(of: text)
        case .doubleQuoted(let inner): return name(in: inner)
        default: return nil
        }
    }

    /// `title` of `title=`, and of the old `::set-output name=title::`.
    static func name(of text: String) -> String? {
        var text = text.utf8[...]
        let mark = "::set-output name="
        if text.starts(with: mark.utf8) {
            text = text.dropFirst(mark.utf8.count)
            let name = text.prefix { $0 != UInt8(ascii: ":") }
            return name.isEmpty ? nil : String(ascii: name)
        }
        let name = text.prefix { $0.isWord || $0 == UInt8(ascii: "-") }
        guard !name.isEmpty, text.dropFirst(name.count).first == UInt8(ascii: "=") else { return nil }
        return String(ascii: name)
    }
}
