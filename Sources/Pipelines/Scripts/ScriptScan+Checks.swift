// SPDX-License-Identifier: Apache-2.0
import Shells

extension ScriptScan {
    /// What a digest was computed of.
    struct Digest {
        /// `sha256sum`.
        var program: String
        /// Downloads, as the script names them.
        var files: Set<String>
        /// A variable says which files they are.
        var isUnseen: Bool

        mutating func formUnion(_ other: Digest) {
            files.formUnion(other.files)
            isUnseen = isUnseen || other.isUnseen
        }
    }

    /// Whether a check could still tell something.
    private var isWaiting: Bool { downloads.contains { $0.check == nil } }

    // MARK: Checksums and signatures

    /// A command that holds what was downloaded against a checksum or a signature.
    mutating func visitVerification(_ visit: ShellCommandVisit, _ words: CommandWords, script: ReadScript) {
        guard isWaiting else { return }
        guard let name = Verification.name(of: words) else {
            visitDigest(visit, words, script: script)
            return
        }
        let piped = pipelines[visit.pipeline.id]?.words ?? []
        // What goes on behind it is its own report.
        pipelines[visit.pipeline.id]?.words = []
        var inputs: [String] = []
        var shown: [String] = []
        for redirection in visit.redirections {
            let text = CommandWords.text(of: redirection.target, source: script.original)
            if redirection.kind == .input { inputs.append(text) }
            if redirection.kind == .hereString { shown.append(text) }
        }
        for document in visit.hereDocuments { shown.append(document.sourceText(in: script.original)) }
        let named = named(in: words.words + piped + inputs + shown)
        let operands = Arguments(words.arguments).operands.filter { !$0.utf8.allSatisfy(\.isDigit) } + inputs
        let isChecksum = name.hasPrefix("Held")
        var targets = named
        if named.isEmpty {
            if ["echo", "printf"].contains(piped.first) { shown += piped }
            let isOfAll =
                isChecksum
                ? ScriptScan.isOfAll(lists: operands, shown: shown) : operands.contains { $0.contains("$") }
            guard isOfAll else { return }
            targets = Array(downloads.indices)
        }
        // A list that was itself downloaded says only that the download is whole.
        let isFetched = operands.contains { word in
            downloads.contains { $0.check == nil && $0.isNamed(by: word) }
        }
        for index in targets where downloads[index].check == nil {
            downloads[index].check =
                isChecksum && isFetched && named.count < 2 && ScriptScan.isList(downloads[index].file)
                ? nil : isChecksum && isFetched ? name.dropLast() + " that was downloaded with it." : name
        }
    }

    /// Whether lists of checksums that name no download may speak of all that is there.
    ///
    /// - Parameter shown: what stands in the script itself in place of a list.
    private static func isOfAll(lists: [String], shown: [String]) -> Bool {
        if lists.isEmpty { return shown.isEmpty || shown.contains { $0.contains("$") } }
        return lists.allSatisfy { !isOfOneFile($0) }
    }

    private static let endings: Set<String> = [
        "sha224", "sha256", "sha384", "sha512", "sha256sum", "sha512sum", "shasum", "sum", "b2", "b2sum", "b3",
    ]

    /// `tool.sha256`, in contrast to `SHA256SUMS` and `checksums.sha256`.
    private static func isOfOneFile(_ list: String) -> Bool {
        let name = list.baseName.lowercasedASCII
        guard !name.contains("$"), !name.contains("*"), let dot = name.utf8.lastIndex(of: UInt8(ascii: ".")) else {
            return false
        }
        let stem = String(name[..<dot])
        return endings.contains(String(name[name.utf8.index(after: dot)...]))
            && !["sum", "sha", "hash", "digest", "check"].contains { stem.contains(text: $0) }
    }

    /// The downloads of which some texts speak.
    private func named(in texts: [String]) -> [Int] {
        let plain = texts.map { Array(CommandWords.plain($0).utf8) }
        return downloads.indices.filter { index in
            let base = Array(downloads[index].file.baseName.utf8)
            return plain.contains { ScriptScan.mentions($0, base) }
        }
    }

    /// Whether a text has a file's name in it as a word of its own.
    private static func mentions(_ bytes: [UInt8], _ base: [UInt8]) -> Bool {
        guard !base.isEmpty else { return false }
        var position = 0
        while let place = bytes.firstIndex(ofBytes: base, from: position) {
            position = place + 1
            let end = place + base.count
            let isEnd = end == bytes.count || !(bytes[end].isWord || ".-".utf8.contains(bytes[end]))
            let isStart = place == 0 || !(bytes[place - 1].isWord || bytes[place - 1] == UInt8(ascii: "-"))
            // `name.sha256` speaks of it as well.
            let isExtended = base.count > 1 && end < bytes.count && bytes[end] == UInt8(ascii: ".")
            if isStart, isEnd || isExtended { return true }
        }
        return false
    }

    /// A file of checksums or signatures.
    private static func isList(_ file: String) -> Bool {
        let name = file.lowercasedASCII
        return ["sum", "sha256", "sha512", ".asc", ".sig", "checksum", ".txt", ".minisig", ".digest"].contains {
            name.contains(text: $0)
        }
    }

    // MARK: Digests that are compared

    /// Commands that may compare what stands in their words, and those that compare what comes through a pipe as well.
    private static let tests: Set<String> = ["[", "test"]
    private static let comparers: Set<String> = ["grep", "egrep", "fgrep", "diff", "cmp", "comm"]

    /// `[ "$(sha256sum f | cut -d' ' -f1)" = "…" ]`, `sha256sum f | grep -q …`.
    private mutating func visitDigest(_ visit: ShellCommandVisit, _ words: CommandWords, script: ReadScript) {
        let parts = visit.command.words.dropFirst().flatMap(\.parts)
        if ScriptScan.tests.contains(words.program) {
            // `[ -n "$sum" ]` compares nothing.
            guard words.words.contains(where: { ["=", "==", "!="].contains($0) }) else { return }
            compare(digest(in: parts, script.source))
            return
        }
        let id = visit.pipeline.id
        let inputs = ScriptScan.inputs(visit.redirections, script.source)
        let isPiped = visit.pipeline.count > 1
        guard isPiped || ScriptScan.comparers.contains(words.program) else { return }
        var found = digest(in: parts, script.source)
        if Verification.isDigest(words) {
            let own = digest(of: words, with: inputs + (pipelines[id]?.words ?? []))
            pipelines[id]?.words = []
            found?.formUnion(own)
            found = found ?? own
        }
        if let before = pipelines[id]?.digest {
            found?.formUnion(before)
            found = found ?? before
        }
        if ScriptScan.comparers.contains(words.program) { compare(found) }
        if isPiped, let found { pipelines[id, default: PipelineState()].digest = found }
    }

    /// `[[ … ]]`
    mutating func visitTest(_ visit: ShellCommandVisit, script: ReadScript) {
        guard isWaiting else { return }
        compare(digest(in: visit.command.words.flatMap(\.parts), script.source))
    }

    /// `sum=$(sha256sum f)`
    mutating func noteDigest(_ assignment: ShellAssignment, script: ReadScript) {
        guard isWaiting, assignment.subscripts == nil else { return }
        let found = assignment.value.flatMap { digest(in: $0.parts, script.source) }
        if found != nil || !assignment.isAppending { digests[assignment.name] = found }
    }

    private mutating func compare(_ digest: Digest?) {
        guard let digest else { return }
        let isOfAll = digest.files.isEmpty && digest.isUnseen
        for index in downloads.indices where downloads[index].check == nil {
            guard isOfAll || digest.files.contains(downloads[index].file) else { continue }
            downloads[index].check = "Held against a checksum by \(digest.program)."
        }
    }

    private static func inputs(_ redirections: [ShellRedirection], _ source: [UInt8]) -> [String] {
        redirections.filter { $0.kind == .input }.map { CommandWords.text(of: $0.target, source: source) }
    }

    /// - Parameter input: the words of what its input comes from.
    private func digest(of command: CommandWords, with input: [String]) -> Digest {
        let words = command.words + input
        return Digest(
            program: command.program, files: Set(named(in: words).map { downloads[$0].file }),
            isUnseen: words.contains { $0.contains("$") })
    }

    /// What computes a digest within some parts of a word, or variables that hold one.
    private func digest(in parts: [ShellWordPart], _ source: [UInt8], depth: Int = 0) -> Digest? {
        guard depth < 8 else { return nil }
        var found: Digest?
        func add(_ other: Digest?) {
            guard let other else { return }
            found?.formUnion(other)
            found = found ?? other
        }
        for part in parts {
            switch part {
            case .parameter(let name): add(digests[name])
            case .expansion(let expansion) where !expansion.isLength: add(digests[expansion.name])
            case .doubleQuoted(let inner): add(digest(in: inner, source, depth: depth))
            case .commandSubstitution(let statements), .processSubstitution(.input, let statements):
                for statement in statements { add(digest(in: statement, source, depth: depth + 1)) }
            default: continue
            }
        }
        return found
    }

    private func digest(in statement: ShellStatement, _ source: [UInt8], depth: Int) -> Digest? {
        var stages: [ShellStatement] = []
        switch statement.command {
        case .simple: stages = [statement]
        case .pipeline(let pipeline): stages = pipeline.stages
        // `sha256sum f || shasum -a 256 f`
        case .andOr(let list):
            return ([list.first] + list.rest.map(\.statement)).lazy
                .compactMap { digest(in: $0, source, depth: depth + 1) }.first
        default: return nil
        }
        guard depth < 8 else { return nil }
        var before: [String] = []
        var found: Digest?
        for stage in stages {
            guard case .simple(let command) = stage.command else { continue }
            let words = CommandWords(command, source: source)
            var inner = digest(in: command.words.flatMap(\.parts), source, depth: depth)
            if Verification.isDigest(words) {
                inner = digest(of: words, with: ScriptScan.inputs(stage.redirections, source) + before)
                before = []
            }
            if let inner {
                found?.formUnion(inner)
                found = found ?? inner
            }
            before += words.words
        }
        return found
    }
}
