// SPDX-License-Identifier: Apache-2.0
import Shells

/// Goes through the scripts of one file, or of one job, in order and collects what they bring in and which tools they use.
///
/// 1. Scorecard's way of counting and ours go side by side over the same commands: what both see is one dependency with
///    two judgements.
/// 2. What one script has downloaded is remembered for the next: steps of a job and `RUN`s of a Dockerfile share a disk.
struct ScriptScan {
    /// The most dependencies of one file.
    static let most = 5_000
    /// How many `sh -c '…'` may stand in each other.
    private static let deepest = 6

    let path: String
    private(set) var dependencies: [PipelineDependency] = []
    private(set) var tools: [PipelineTool] = []
    private(set) var problems: [PipelineProblem] = []
    /// Files that Scorecard takes for downloaded, in the order of their downloads.
    private var compatibleFiles: [String] = []
    private var downloads: [Download] = []
    /// Names given to images that are built.
    private var images: Set<String> = []
    /// The folder and place of each clone.
    private var clones: [Clone] = []
    private var depth = 0
    /// Fetches and digests in pipelines that are still being visited, by the pipeline's number.
    private var pipelines: [Int: PipelineState] = [:]

    private struct PipelineState {
        var fetch: Fetch?
        /// The words of the stages so far, for `echo "hash file" | sha256sum -c`.
        var words: [String] = []
    }

    struct Clone {
        var folder: String
        var dependency: Int
    }

    init(path: String) {
        self.path = path
    }

    // MARK: Scripts

    mutating func visit(_ script: ReadScript) {
        pipelines = [:]
        for visit in script.commands { self.visit(visit, in: script) }
    }

    /// Reads and visits a script; what cannot be read becomes a problem. Nil then.
    @discardableResult
    mutating func visit(_ text: PlacedText, isWorkflow: Bool, isCompatible: Bool) -> ReadScript? {
        do {
            let script = try ReadScript(text, isWorkflow: isWorkflow, isCompatible: isCompatible)
            visit(script)
            return script
        } catch {
            complain(
                text.line(at: PipelineFiles.offset(ofLine: error.line, in: text.value)),
                "The script cannot be read: \(error.message)")
            return nil
        }
    }

    mutating func complain(_ line: Int, _ message: String) {
        guard problems.count < 200 else { return }
        problems.append(
            PipelineProblem(location: PipelineLocation(path: path, line: line), message: message, isWhole: false))
    }

    // MARK: Commands

    private mutating func visit(_ visit: ShellCommandVisit, in script: ReadScript) {
        guard !visit.command.words.isEmpty else { return }
        let words = CommandWords(visit.command, source: script.source)
        let compatible = CompatibleCommand(words.compatible)
        let redirection = visit.redirections.first { $0.kind == .output || $0.kind == .clobber }
        // (Scorecard) A download is noted with its statement, before the command itself is looked at.
        if script.isCompatible { note(compatible, redirections: visit.redirections) }
        visitNested(visit, compatible, in: script)
        let location = script.location(visit.pipeline.count > 1 ? visit.pipeline.span : visit.span, path: path)
        let own = script.location(visit.span, path: path)
        visitPackages(words, compatible, script: script, location: own)
        visitRuns(visit, words, compatible, script: script, location: own, pipeline: location)
        var target = redirection.map { CommandWords.text(of: $0.target, source: script.source) }
        if target == "/dev/null" || target?.hasPrefix("&") == true { target = nil }
        if let fetch = Fetch(words, redirection: target) {
            if let file = fetch.file, file != "-", file != "/dev/null", file != "/dev/stdout" {
                downloads.append(Download(file: file, isPinned: fetch.isPinned))
                if downloads.count > 500 { downloads.removeFirst() }
            } else {
                pipelines[visit.pipeline.id, default: PipelineState()].fetch = fetch
            }
        }
        visitVerification(visit, words, script: script)
        visitImages(words)
        visitClone(words, location: own)
        tools += ToolCatalogue.tools(of: words, location: own)
        pipelines[visit.pipeline.id, default: PipelineState()].words += words.words
        if tools.count > ScriptScan.most { tools.removeLast(tools.count - ScriptScan.most) }
    }

    private mutating func note(_ command: CompatibleCommand, redirections: [ShellRedirection]) {
        guard command.isDownload, command.hasUnpinnedURLs else { return }
        var file = command.outputFile
        for redirection in redirections where redirection.kind == .output && redirection.target.parts.count == 1 {
            if case .literal(let text) = redirection.target.parts[0] {
                file = text
                break
            }
        }
        guard let file, !compatibleFiles.contains(file), compatibleFiles.count < 500 else { return }
        compatibleFiles.append(file)
    }

    /// `bash -c '…'`.
    private mutating func visitNested(
        _ visit: ShellCommandVisit, _ compatible: CompatibleCommand, in script: ReadScript
    ) {
        guard compatible.runsScript, let (text, span) = CommandWords.quotedScript(visit.command),
            depth < ScriptScan.deepest
        else { return }
        depth += 1
        let outer = pipelines
        let line = script.text.line(at: span.range.lowerBound)
        var marks = [PlacedText.Mark(offset: 0, line: line)]
        for (offset, byte) in text.utf8.enumerated() where byte == 0x0A && marks.count < 10_000 {
            marks.append(
                PlacedText.Mark(offset: offset + 1, line: script.text.line(at: span.range.lowerBound + offset + 2)))
        }
        // Expressions have been masked already and stay so.
        self.visit(PlacedText(text, marks: marks), isWorkflow: false, isCompatible: script.isCompatible)
        pipelines = outer
        depth -= 1
    }

    private mutating func visitPackages(
        _ words: CommandWords, _ compatible: CompatibleCommand, script: ReadScript, location: PipelineLocation
    ) {
        let known = script.isCompatible ? compatible.packages : nil
        let own = PackageCommand.judge(words, images: images)
        guard known != nil || own != nil || compatible.packages != nil else { return }
        let judged = known ?? compatible.packages
        var dependency = PipelineDependency(
            kind: judged?.kind ?? own?.kind ?? .pipCommand, name: location.snippet, version: own?.version,
            pin: judged.map { $0.isPinned ? .pinned : .unpinned } ?? own?.pin ?? .unpinned,
            compatiblePin: known?.isPinned, location: location)
        if let own, own.kind == dependency.kind {
            // A variable that Scorecard's words leave out may be what decides.
            if judged?.isPinned != true { dependency.pin = own.pin }
            dependency.note = own.note
        }
        if dependency.kind == .dockerRun || dependency.kind == .containerImage {
            dependency.name = location.snippet
        }
        add(dependency)
    }

    // MARK: What is run

    private mutating func visitRuns(
        _ visit: ShellCommandVisit, _ words: CommandWords, _ compatible: CompatibleCommand, script: ReadScript,
        location: PipelineLocation, pipeline: PipelineLocation
    ) {
        var counts = 0
        var place = location
        if script.isCompatible {
            // (Scorecard) Pipes lean to the left: of a longer pipeline only the first two commands stand side by side.
            if visit.pipeline.position == 1, visit.pipeline.joint == .output, let previous = visit.pipeline.previous {
                let fetch = CompatibleCommand(CommandWords(previous, source: script.source).compatible)
                if fetch.isDownload, compatible.isInterpreter, fetch.hasUnpinnedURLs {
                    counts += 1
                    place = pipeline
                }
            }
            counts += compatibleFiles.count { compatible.runs($0) }
            if compatible.isInterpreter, ScriptScan.runsProcess(visit.command, script.source) { counts += 1 }
        }
        let found = run(visit, words, script: script, pipeline: pipeline)
        var dependency: PipelineDependency?
        if let (pin, note, isPiped) = found {
            var own = PipelineDependency(
                kind: .downloadThenRun, name: (isPiped ? pipeline : location).snippet, version: nil, pin: pin,
                compatiblePin: counts > 0 ? false : nil, location: isPiped ? pipeline : location)
            own.note = note
            dependency = own
        }
        if let dependency { add(dependency) }
        for _ in 0..<Swift.max(0, counts - (dependency == nil ? 0 : 1)) {
            var other = PipelineDependency(
                kind: .downloadThenRun, name: place.snippet, version: nil, pin: .unpinned, compatiblePin: false,
                location: place)
            if dependency != nil { other.note = "The same command runs more than one download." }
            // Ours has reported this file where it was first run.
            if found == nil,
                let known = downloads.first(where: { file in words.words.contains { file.isNamed(by: $0) } })
            {
                if known.check != nil { other.pin = .verified }
                other.note = known.check
            }
            add(other)
        }
    }

    /// (Scorecard) `bash <(curl …)`: the second word is a process that begins with a download.
    private static func runsProcess(_ command: ShellSimpleCommand, _ source: [UInt8]) -> Bool {
        guard command.words.count > 1, command.words[1].parts.count == 1,
            case .processSubstitution(.input, let statements) = command.words[1].parts[0],
            case .simple(let inner)? = statements.first?.command
        else { return false }
        return CompatibleCommand(CommandWords(inner, source: source).compatible).isDownload
    }

    private static let interpreters: Set<String> = [
        "sh", "bash", "zsh", "dash", "ksh", "mksh", "ash", "python", "python2", "python3", "perl", "ruby", "php",
        "node",
        "nodejs", "deno", "pwsh", "powershell", "java", "source", ".", "su", "iex", "tclsh", "lua", "groovy", "eval",
    ]

    /// Whether the command runs something that was fetched: the pin, a note, and whether it came through a pipe.
    private mutating func run(
        _ visit: ShellCommandVisit, _ words: CommandWords, script: ReadScript, pipeline: PipelineLocation
    ) -> (PipelineDependency.Pin, String?, Bool)? {
        let isInterpreter = ScriptScan.interpreters.contains(words.program)
        if isInterpreter, visit.pipeline.position > 0, let fetch = pipelines[visit.pipeline.id]?.fetch,
            ScriptScan.readsInput(words)
        {
            return (fetch.isPinned ? .pinned : .unpinned, fetch.isPinned ? "The address names a commit." : nil, true)
        }
        if isInterpreter {
            for word in visit.command.words.dropFirst() {
                if let fetch = ScriptScan.fetch(in: word.parts, script.source, depth: 0) {
                    return (fetch.isPinned ? .pinned : .unpinned, nil, false)
                }
            }
        }
        for index in downloads.indices where !downloads[index].isReported {
            guard runs(words, downloads[index], isInterpreter: isInterpreter) else { continue }
            downloads[index].isReported = true
            if downloads[index].isPinned { return (.pinned, "The address names a commit.", false) }
            if let check = downloads[index].check { return (.verified, check, false) }
            return (.unpinned, nil, false)
        }
        return nil
    }

    /// An interpreter without a script of its own reads one from the pipe.
    private static func readsInput(_ words: CommandWords) -> Bool {
        var isNext = false
        for word in words.arguments {
            if isNext {
                isNext = false
                continue
            }
            if word == "-" || word == "-s" || word == "/dev/stdin" || word == "--" { return true }
            if word == "-c" || word == "-e" || word == "-m" || word == "-p" || word == "-ne" || word == "-pe" {
                return false
            }
            if word == "-o" || word == "-O" { isNext = true }
            if !word.hasPrefix("-"), !word.hasPrefix("+") { return false }
            if word.hasPrefix("-s"), words.program.hasSuffix("sh") { return true }
        }
        return true
    }

    /// A download whose output takes part in a word: `$(curl …)`, `<(wget -qO- …)`.
    private static func fetch(in parts: [ShellWordPart], _ source: [UInt8], depth: Int) -> Fetch? {
        guard depth < 8 else { return nil }
        for part in parts {
            switch part {
            case .doubleQuoted(let inner):
                if let found = fetch(in: inner, source, depth: depth + 1) { return found }
            case .commandSubstitution(let statements), .processSubstitution(.input, let statements):
                if let found = fetch(in: statements, source) { return found }
            default: continue
            }
        }
        return nil
    }

    private static func fetch(in statements: [ShellStatement], _ source: [UInt8]) -> Fetch? {
        for statement in statements {
            var commands: [ShellSimpleCommand] = []
            switch statement.command {
            case .simple(let command)?: commands = [command]
            case .pipeline(let pipeline)?:
                // What a program makes of the download is no longer the download.
                guard case .simple(let last)? = pipeline.stages.last?.command,
                    ["cat", "tee", "sed", "tr", "gunzip", "zcat", "base64", "curl", "wget"].contains(
                        CommandWords(last, source: source).program),
                    case .simple(let first)? = pipeline.stages.first?.command
                else { continue }
                commands = [first]
            default: continue
            }
            for command in commands {
                if let fetch = Fetch(CommandWords(command, source: source), redirection: nil),
                    fetch.file == nil || fetch.file == "-"
                {
                    return fetch
                }
            }
        }
        return nil
    }

    private func runs(_ words: CommandWords, _ download: Download, isInterpreter: Bool) -> Bool {
        guard let first = words.words.first else { return false }
        if download.isNamed(by: first) { return true }
        let rest = words.arguments
        func isNamed() -> Bool { rest.contains { download.isNamed(by: $0) } }
        if isInterpreter { return isNamed() }
        switch words.program {
        case "chmod":
            return isNamed()
                && rest.contains { word in
                    word.contains("+") && word.contains("x")
                        || word.utf8.allSatisfy(\.isDigit) && word.utf8.contains { $0 & 1 == 1 }
                }
        case "dpkg", "rpm", "installer", "msiexec", "apk", "gdebi":
            return rest.contains { $0.hasPrefix("-i") || $0 == "add" || $0.hasPrefix("-U") || $0 == "-pkg" }
                && isNamed()
        case "apt", "apt-get", "yum", "dnf", "zypper", "pacman": return isNamed()
        default: return false
        }
    }

    // MARK: Checks of downloads

    private mutating func visitVerification(_ visit: ShellCommandVisit, _ words: CommandWords, script: ReadScript) {
        var name = Verification.name(of: words)
        // `[ "$(sha256sum f | cut -d' ' -f1)" = "…" ]` compares by itself.
        if name == nil, Verification.isDigest(words), visit.depth > 0 {
            name = "Held against a checksum by \(words.program)."
        }
        guard let name, !downloads.isEmpty else { return }
        var texts = words.words + (pipelines[visit.pipeline.id]?.words ?? [])
        for redirection in visit.redirections where redirection.kind == .hereString || redirection.kind == .input {
            texts.append(CommandWords.text(of: redirection.target, source: script.source))
        }
        for document in visit.hereDocuments {
            texts.append(document.sourceText(in: script.source))
        }
        let named = downloads.indices.filter { index in
            texts.contains { ScriptScan.mentions($0, downloads[index].file) }
        }
        // A list of checksums may speak of everything that is there.
        let targets = named.isEmpty ? Array(downloads.indices) : named
        // A list that was itself downloaded says only that the download is whole.
        let isFetched = Arguments(words.arguments).operands.contains { word in
            downloads.contains { $0.isNamed(by: word) && $0.check == nil }
        }
        let isChecksum = name.hasPrefix("Held")
        for index in targets where downloads[index].check == nil {
            downloads[index].check =
                isChecksum && isFetched && named.count < 2 && ScriptScan.isList(downloads[index].file)
                ? nil : isChecksum && isFetched ? name.dropLast() + " that was downloaded with it." : name
        }
    }

    /// Whether a text has the file's name in it as a word of its own.
    private static func mentions(_ text: String, _ file: String) -> Bool {
        let base = Array(file.baseName.utf8)
        guard base.count > 1 else { return false }
        let bytes = Array(CommandWords.plain(text).utf8)
        var position = 0
        while let place = bytes.firstIndex(ofBytes: base, from: position) {
            position = place + 1
            let end = place + base.count
            let isEnd = end == bytes.count || !(bytes[end].isWord || ".-".utf8.contains(bytes[end]))
            let isStart = place == 0 || !(bytes[place - 1].isWord || bytes[place - 1] == UInt8(ascii: "-"))
            if isStart, isEnd || end < bytes.count && bytes[end] == UInt8(ascii: ".") { return true }
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

    // MARK: Images and clones

    private mutating func visitImages(_ words: CommandWords) {
        guard ["docker", "podman", "buildah", "nerdctl"].contains(words.program), images.count < 1_000 else { return }
        let rest = Arguments(words.arguments)
        if rest.isFirst("build", "buildx", "builder", "image", "bud") {
            for (index, word) in zip(rest.all.indices, rest.all) {
                if word == "-t" || word == "--tag", index + 1 < rest.all.endIndex { images.insert(rest.all[index + 1]) }
                if word.hasPrefix("--tag=") { images.insert(String(word.dropFirst(6))) }
            }
        }
        if rest.isFirst("tag"), let last = rest.operands.last { images.insert(last) }
        if rest.isFirst("load", "import"), let last = rest.operands.last { images.insert(last) }
    }

    private mutating func visitClone(_ words: CommandWords, location: PipelineLocation) {
        guard words.program == "git" else { return }
        var rest = words.arguments
        var folder: String?
        while let word = rest.first, word.hasPrefix("-") {
            if word == "-C", rest.count > 1 { folder = rest[rest.startIndex + 1] }
            rest = rest.dropFirst(word == "-C" || word == "-c" ? 2 : 1)
        }
        switch rest.first {
        case "clone": clone(rest.dropFirst(), location: location)
        case "checkout", "reset", "switch", "fetch":
            guard let hash = rest.dropFirst().first(where: ScriptScan.isCommit), !clones.isEmpty else { return }
            let index = folder.flatMap { name in clones.lastIndex { $0.folder == name } } ?? clones.count - 1
            let dependency = clones[index].dependency
            guard dependencies.indices.contains(dependency) else { return }
            dependencies[dependency].pin = .pinned
            dependencies[dependency].version = hash
            dependencies[dependency].note = "A commit is checked out behind it."
        default: return
        }
    }

    private static func isCommit(_ word: String) -> Bool {
        word.utf8.count == 40 && word.utf8.allSatisfy(\.isHexadecimal)
    }

    private mutating func clone(_ words: ArraySlice<String>, location: PipelineLocation) {
        let rest = Arguments(words)
        guard let address = words.first(where: { $0.contains("://") || $0.hasPrefix("git@") }),
            !address.hasPrefix("file:")
        else { return }
        let reference = rest.value("-b") ?? rest.value("--branch") ?? rest.value("--revision")
        let isFixed = rest.value("--revision").map(ScriptScan.isCommit) ?? false
        var dependency = PipelineDependency(
            kind: .gitClone, name: address, version: reference, pin: isFixed ? .pinned : .unpinned,
            compatiblePin: nil, location: location)
        if !isFixed, let reference, let variable = ImageReference.variable(in: reference) {
            dependency.pin = .unknown(variable)
        }
        guard dependencies.count < ScriptScan.most else { return }
        dependencies.append(dependency)
        var folder = Fetch.base(of: address)
        if folder.hasSuffix(".git") { folder = String(folder.dropLast(4)) }
        if let last = words.last, last != address, !last.hasPrefix("-"), last != reference { folder = last }
        clones.append(Clone(folder: folder, dependency: dependencies.count - 1))
    }

    // MARK: Collecting

    mutating func add(_ dependency: PipelineDependency) {
        guard dependencies.count < ScriptScan.most else { return }
        dependencies.append(dependency)
    }

    /// A file that is there before the scripts run.
    mutating func add(_ download: Download) {
        if downloads.count < 500 { downloads.append(download) }
    }

    /// Commands of a shell that is not read as such: words of single lines.
    mutating func visit(lines text: PlacedText) {
        for command in PlainCommand.commands(in: text) {
            let words = CommandWords(words: command.words, compatible: [])
            let location = PipelineLocation(path: path, line: command.line, text: command.text)
            tools += ToolCatalogue.tools(of: words, location: location)
            var judged = PackageCommand.judge(words, images: images)
            if judged == nil, let known = CompatibleCommand(command.words).packages {
                judged = PackageCommand(known.kind, known.isPinned ? .pinned : .unpinned)
            }
            guard let judged else { continue }
            var dependency = PipelineDependency(
                kind: judged.kind, name: location.snippet, version: judged.version, pin: judged.pin,
                compatiblePin: nil, location: location)
            dependency.note = judged.note
            add(dependency)
        }
    }
}

extension PipelineFiles {
    /// Where a line, from 1, of a text begins.
    static func offset(ofLine line: Int, in text: String) -> Int {
        var number = 1
        guard line > 1 else { return 0 }
        for (offset, byte) in text.utf8.enumerated() where byte == 0x0A {
            number += 1
            if number == line { return offset + 1 }
        }
        return Swift.max(0, text.utf8.count - 1)
    }
}
