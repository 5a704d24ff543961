// SPDX-License-Identifier: Apache-2.0
import Shells

extension ChangeReferences {
    /// Fields of a forge's answers that name a change's own code, as JavaScript and `jq` write them.
    private static let commits: [StaticString] = [
        "head.sha", "headRefOid", "head_sha", "merge_commit_sha", "head.repo.full_name", "head.repo.clone_url",
    ]
    private static let branches: [StaticString] = ["head.ref", "headRefName", "head_branch", "head.label"]

    private static func guarded(_ script: String) -> String? {
        Guard.person(in: script).map { "The script that names it looks at \($0)." }
    }

    // MARK: Shell

    /// The outputs of a shell script that name a change, in lower case; `*` where their names are not seen.
    func named(by script: ReadScript) -> [(String, Carrier)] {
        guard
            script.source.firstIndex(of: "GITHUB_OUTPUT") != nil || script.source.firstIndex(of: "::set-output") != nil
        else { return [] }
        let walk = TaintWalk(script: script, environment: Taint())
        lazy var guarded = ChangeReferences.guarded(script.text.value)
        var variables: [String: Carrier] = [:]
        var found: [(String, Carrier)] = []

        func carrier(_ word: ShellWord, of visit: ShellCommandVisit) -> Carrier? {
            for name in TaintWalk.parameters(of: word.parts) {
                if let known = variables[name] ?? self.carrier(of: "env.\(name.lowercasedASCII)") { return known }
                guard let expression = script.expression(of: name) else { continue }
                if let reference = expression.yields.first(where: UntrustedText.isChange) {
                    return Carrier(
                        location: script.location(visit.span, path: path),
                        isBranch: ChangeReferences.isBranch(reference.name))
                }
                if let known = expression.yields.lazy.compactMap({ self.carrier(of: $0.name) }).first { return known }
            }
            let text = Array(word.sourceText(in: script.source).utf8)
            guard text.firstIndex(of: "$(") != nil || text.contains(UInt8(ascii: "`")) else { return nil }
            return asked(text, visit)
        }
        func asked(_ text: [UInt8], _ visit: ShellCommandVisit) -> Carrier? {
            let isCommit = ChangeReferences.commits.contains { text.firstIndex(of: $0) != nil }
            guard isCommit || ChangeReferences.branches.contains(where: { text.firstIndex(of: $0) != nil }) else {
                return nil
            }
            return Carrier(
                location: script.location(visit.span, path: path), guarded: guarded, isBranch: !isCommit)
        }

        for visit in script.commands {
            for assignment in visit.command.assignments {
                guard let value = assignment.value, let known = carrier(value, of: visit) else { continue }
                variables[assignment.name] = known
            }
            guard visit.form == .simple, !visit.command.words.isEmpty else { continue }
            let words = CommandWords(visit.command, source: script.original)
            guard walk.output(of: visit, words) == "GITHUB_OUTPUT" else { continue }
            if words.program == "gh" || words.program == "hub" {
                // What `jq` puts before the value is not read.
                let text = Array(words.words.joined(separator: " ").utf8)
                if let known = asked(text, visit) { found.append(("*", known)) }
                continue
            }
            let format = words.program == "printf" ? visit.command.words.dropFirst().first?.literal : nil
            for word in visit.command.words.dropFirst() {
                guard let known = carrier(word, of: visit) else { continue }
                let name = TaintWalk.name(in: word.parts) ?? format.flatMap(TaintWalk.name(of:))
                found.append(((name ?? "*").lowercasedASCII, known))
            }
        }
        return found
    }

    // MARK: JavaScript

    /// The outputs of a script of `actions/github-script` that name a change, in lower case.
    func named(byJavaScript script: PlacedText) -> [(String, Carrier)] {
        let source = JavaScriptOutputs(Array(script.value.utf8)) { expression in
            if ChangeReferences.commits.contains(where: { expression.ends(withField: $0) }) { return .commit }
            if ChangeReferences.branches.contains(where: { expression.ends(withField: $0) }) { return .branch }
            return expression.firstIndex(of: "refs/pull/") == nil ? nil : .commit
        }
        guard !source.found.isEmpty else { return [] }
        let guarded = ChangeReferences.guarded(script.value)
        return source.found.map { output in
            let location = PipelineLocation(path: path, line: script.line(at: output.offset), text: output.text)
            return (
                output.name.lowercasedASCII,
                Carrier(location: location, guarded: guarded, isBranch: output.meaning == .branch)
            )
        }
    }
}

/// What a script sets with `setOutput` and returns, as far as it is one field or a variable that was given one.
struct JavaScriptOutputs {
    enum Meaning { case commit, branch }

    struct Output {
        var name: String
        var meaning: Meaning
        var offset: Int
        var text: String
    }

    /// The most outputs and variables of one script.
    private static let most = 1_000
    /// The most bytes of an expression.
    private static let longest = 400
    private(set) var found: [Output] = []

    /// - Parameter judge: what an expression without spaces and `?` means; nil where it names no change.
    init(_ source: [UInt8], judge: ([UInt8]) -> Meaning?) {
        var variables: [[UInt8]: Meaning] = [:]
        func meaning(_ expression: ArraySlice<UInt8>) -> Meaning? {
            let bare = expression.filter { !$0.isSpace && $0 != UInt8(ascii: "?") }
            // What is compared comes out as true or false.
            guard bare.firstIndex(of: "==") == nil, bare.firstIndex(of: "!=") == nil else { return nil }
            return variables[bare] ?? judge(bare)
        }
        for keyword: StaticString in ["const ", "let ", "var "] {
            for place in JavaScriptOutputs.places(of: keyword, in: source) {
                let rest = source[(place + keyword.utf8CodeUnitCount)...].drop(while: \.isSpace)
                let name = rest.prefix { $0.isWord || $0 == UInt8(ascii: "$") }
                let sign = rest[name.endIndex...].drop(while: \.isSpace)
                guard !name.isEmpty, sign.first == UInt8(ascii: "=") else { continue }
                let value = JavaScriptOutputs.expression(sign.dropFirst(), isArgument: false)
                variables[Array(name)] = meaning(value)
            }
        }
        for place in JavaScriptOutputs.places(of: "setOutput(", in: source) {
            let rest = source[(place + 10)...].drop(while: \.isSpace)
            guard let quote = rest.first, [UInt8(ascii: "'"), UInt8(ascii: "\""), UInt8(ascii: "`")].contains(quote)
            else { continue }
            let name = rest.dropFirst().prefix(100).prefix { $0 != quote }
            let comma = rest[name.endIndex...].dropFirst().drop(while: \.isSpace)
            guard comma.first == UInt8(ascii: ",") else { continue }
            let value = JavaScriptOutputs.expression(comma.dropFirst(), isArgument: true)
            if let meaning = meaning(value) { add(String(ascii: name), meaning, source, place..<value.endIndex) }
        }
        // What the script returns is the step's output of that name.
        for place in JavaScriptOutputs.places(of: "return ", in: source) {
            let value = JavaScriptOutputs.expression(source[(place + 7)...], isArgument: false)
            if let meaning = meaning(value) { add("result", meaning, source, place..<value.endIndex) }
        }
    }

    private mutating func add(_ name: String, _ meaning: Meaning, _ source: [UInt8], _ range: Range<Int>) {
        found.append(Output(name: name, meaning: meaning, offset: range.lowerBound, text: String(ascii: source[range])))
    }

    /// Where a word begins that is not the end of a longer one.
    private static func places(of word: StaticString, in source: [UInt8]) -> [Int] {
        var places: [Int] = []
        var position = 0
        while places.count < most, let place = source.firstIndex(of: word, from: position) {
            position = place + 1
            if place == 0 || !source[place - 1].isWord { places.append(place) }
        }
        return places
    }

    /// Up to the end of the statement, or of the argument.
    private static func expression(_ rest: ArraySlice<UInt8>, isArgument: Bool) -> ArraySlice<UInt8> {
        let text = rest.drop(while: \.isSpace).prefix(longest)
        var depth = 0
        for (index, byte) in zip(text.indices, text) {
            switch byte {
            case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"): depth += 1
            case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"):
                if depth == 0 { return text[..<index] }
                depth -= 1
            case UInt8(ascii: ";"): if depth == 0 { return text[..<index] }
            case 0x0A: if depth == 0, !isArgument { return text[..<index] }
            case UInt8(ascii: ","): if depth == 0, isArgument { return text[..<index] }
            default: continue
            }
        }
        return text
    }
}

extension [UInt8] {
    /// Whether it is a field of that name, or of something.
    fileprivate func ends(withField field: StaticString) -> Bool {
        guard count >= field.utf8CodeUnitCount else { return false }
        let start = count - field.utf8CodeUnitCount
        guard firstIndex(of: field, from: start) == start else { return false }
        return start == 0 || self[start - 1] == UInt8(ascii: ".")
    }
}
