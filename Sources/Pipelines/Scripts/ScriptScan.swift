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
    private static let mostProblems = 200
    /// How many `sh -c '…'` may stand in each other.
    private static let deepest = 6

    let path: String
    var dependencies: [PipelineDependency] = []
    private(set) var tools: [PipelineTool] = []
    private(set) var problems: [PipelineProblem] = []
    /// Files that Scorecard takes for downloaded, as they are named.
    private var compatibleNames: Set<String> = []
    /// The same cleaned and in lower case, one for each name.
    var compatibleFiles: [String] = []
    /// Those that have not been run yet; the oldest fall out.
    var downloads: [Download] = []
    /// What those that have been run were held against, by their cleaned paths.
    var ran: [String: String?] = [:]
    private static let waiting = 64
    /// Names given to images that are built.
    var images: Set<String> = []
    /// The folder and place of each clone.
    var clones: [Clone] = []
    private var depth = 0
    /// Fetches and digests in pipelines that are still being visited, by the pipeline's number.
    var pipelines: [Int: PipelineState] = [:]
    /// Digests that variables hold.
    var digests: [String: Digest] = [:]
    /// Scripts of the repository that were run.
    var scripts: [String] = []
    /// Where commands run, from the root of the repository, which is `.`; nil where that is not known.
    var folder: String? = "."

    struct PipelineState {
        var fetch: Fetch?
        /// The words of the stages so far that no check has read, for `echo "hash file" | sha256sum -c`.
        var words: [String] = []
        var digest: Digest?
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
        if depth == 0 { digests = [:] }
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
            if isWorkflow, PlainCommand.isPowerShell(text.value) { visit(lines: text) }
            return nil
        }
    }

    mutating func complain(_ line: Int, _ message: String) {
        guard problems.count < ScriptScan.mostProblems else { return }
        problems.append(
            PipelineProblem(location: PipelineLocation(path: path, line: line), message: message, isWhole: false))
    }

    /// Takes back what was complained of since there were `count` problems.
    mutating func forgetProblems(after count: Int) {
        if problems.count > count { problems.removeLast(problems.count - count) }
    }

    // MARK: Commands

    private mutating func visit(_ visit: ShellCommandVisit, in script: ReadScript) {
        for assignment in visit.command.assignments { visitAssignment(assignment, in: script) }
        if visit.form == .test { visitTest(visit, script: script) }
        guard visit.form == .simple, let first = visit.command.words.first else { return }
        if isIdle, !ScriptScan.mayTell(first, visit.command) { return }
        let words = CommandWords(visit.command, source: script.original)
        let compatible = CompatibleCommand(words.compatible)
        let redirection = visit.redirections.first { $0.kind == .output || $0.kind == .clobber }
        // (Scorecard) A download is noted with its statement, before the command itself is looked at.
        if script.isCompatible { note(compatible, redirections: visit.redirections) }
        visitNested(visit, words, compatible, in: script)
        let path = path
        // Most commands need none.
        func own() -> PipelineLocation { script.location(visit.span, path: path) }
        visitPackages(words, compatible, script: script, location: own)
        visitRuns(visit, words, compatible, script: script, location: own)
        var target = redirection.map { CommandWords.text(of: $0.target, source: script.original) }
        if target == "/dev/null" || target?.hasPrefix("&") == true { target = nil }
        if let fetch = Fetch(words, redirection: target) {
            if let file = fetch.file, file != "-", file != "/dev/null", file != "/dev/stdout" {
                add(Download(file: file, isPinned: fetch.isPinned))
            } else {
                pipelines[visit.pipeline.id, default: PipelineState()].fetch = fetch
            }
        }
        visitVerification(visit, words, script: script)
        visitImages(words)
        visitClone(words, location: own)
        visitCall(words)
        tools += ToolCatalogue.tools(of: words, location: own)
        if visit.pipeline.count > 1 {
            pipelines[visit.pipeline.id, default: PipelineState()].words += words.words
        } else {
            pipelines[visit.pipeline.id] = nil
        }
        if tools.count > ScriptScan.most { tools.removeLast(tools.count - ScriptScan.most) }
    }

    /// Whether nothing that was downloaded waits to be run.
    private var isIdle: Bool { compatibleFiles.isEmpty && downloads.isEmpty }

    /// Whether a command can tell anything, by its program and options alone: most of a script's commands cannot.
    private static func mayTell(_ first: ShellWord, _ command: ShellSimpleCommand) -> Bool {
        guard first.parts.count == 1, case .literal(let name) = first.parts[0] else { return true }
        // `./a/b.sh`
        if name.utf8.contains(UInt8(ascii: "/")) { return true }
        let program = name.baseName.lowercasedASCII
        if telling.contains(program) || program.hasSuffix(".exe") || program.hasPrefix("p") && program.contains(".") {
            return true
        }
        // `unknown bash -c '…'`
        return command.words.contains { word in
            guard word.parts.count == 1, case .literal(let text) = word.parts[0] else { return false }
            return text.utf8.first == UInt8(ascii: "-") && text.utf8.contains(UInt8(ascii: "c"))
        }
    }

    /// Programs that are looked at, in lower case.
    private static let telling: Set<String> = {
        var names = Set(ToolCatalogue.programs.keys).union(ToolCatalogue.rules.keys).union(ToolCatalogue.runners.keys)
        names.formUnion(ToolCatalogue.wrappers.keys)
        names.formUnion(CommandWords.wrappers.keys)
        names.formUnion(interpreters)
        for list in [
            "curl wget wget2 aria2c fetch lwp-download axel aws gsutil iwr invoke-webrequest start-bitstransfer",
            "go cargo gem brew npm npx pnpx bunx bun pnpm yarn yarnpkg uv uvx pip pip3 pipx pipenv easy_install",
            "composer composer.phar docker podman nerdctl buildah git choco dotnet nuget msbuild exec java",
            "configure cmake meson cc gcc g++ clang clang++ swiftc rustc dpkg rpm installer msiexec apk chmod",
            "apt apt-get yum dnf zypper pacman gh hub cd pushd popd",
        ] {
            names.formUnion(list.split(separator: " ").map(String.init))
        }
        return names
    }()

    /// `sum=$(sha256sum f)`, `CFLAGS=-fsanitize=address`
    private mutating func visitAssignment(_ assignment: ShellAssignment, in script: ReadScript) {
        noteDigest(assignment, script: script)
        guard assignment.name.hasSuffix("FLAGS") else { return }
        let location = script.location(assignment.span, path: path)
        guard ToolCatalogue.isSanitizer(location.snippet), tools.count < ScriptScan.most else { return }
        tools.append(PipelineTool(purpose: .sanitizer, name: "-fsanitize", location: location))
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
        guard let file, compatibleFiles.count < 500, compatibleNames.insert(file).inserted else { return }
        compatibleFiles.append(FilePathText.clean(file).lowercasedASCII)
    }

    /// `bash -c '…'`.
    private mutating func visitNested(
        _ visit: ShellCommandVisit, _ words: CommandWords, _ compatible: CompatibleCommand, in script: ReadScript
    ) {
        guard depth < ScriptScan.deepest, compatible.runsScript else { return }
        depth += 1
        let outer = pipelines
        if let (text, offset) = CommandWords.quotedScript(visit.command) {
            let range = offset..<(offset + text.utf8.count)
            if range.upperBound <= script.source.count, script.source[range].elementsEqual(text.utf8) {
                self.visit(script.text.part(range), isWorkflow: script.isWorkflow, isCompatible: script.isCompatible)
            } else {
                // Continued lines have fallen out of it; expressions are masked and stay so.
                let place = PlacedText(text, line: script.text.line(at: offset))
                self.visit(place, isWorkflow: false, isCompatible: script.isCompatible)
            }
        } else if let range = CommandWords.expandedScript(visit.command) {
            // Scorecard passes over it. What cannot be read as it stands may be well once it is expanded.
            let before = problems.count
            self.visit(script.text.part(range), isWorkflow: script.isWorkflow, isCompatible: false)
            forgetProblems(after: before)
        }
        pipelines = outer
        depth -= 1
    }

    private mutating func visitPackages(
        _ words: CommandWords, _ compatible: CompatibleCommand, script: ReadScript, location: () -> PipelineLocation
    ) {
        let known = script.isCompatible ? compatible.packages : nil
        let own = PackageCommand.judge(words, images: images)
        guard known != nil || own != nil || compatible.packages != nil else { return }
        let judged = known ?? compatible.packages
        let location = location()
        var dependency = PipelineDependency(
            kind: judged?.kind ?? own?.kind ?? .pipCommand, name: location.snippet, version: own?.version,
            pin: judged.map { $0.isPinned ? .pinned : .unpinned } ?? own?.pin ?? .unpinned,
            compatiblePin: known?.isPinned, location: location)
        if let own, own.kind == dependency.kind {
            // What Scorecard leaves out may be what decides: a variable, a package of Go behind the first.
            if judged?.isPinned != true || own.kind == .goCommand { dependency.pin = own.pin }
            dependency.note = own.note
        }
        add(dependency)
    }

    // MARK: Collecting

    mutating func add(_ dependency: PipelineDependency) {
        guard dependencies.count < ScriptScan.most else { return }
        dependencies.append(dependency)
    }

    /// What Scorecard counts in a text that no shell runs.
    ///
    /// - Parameter isScript: whether another program runs it; then it is a problem where it cannot be read.
    mutating func visitData(_ text: PlacedText, isScript: Bool) {
        var inner = ScriptScan(path: path)
        inner.compatibleNames = compatibleNames
        inner.compatibleFiles = compatibleFiles
        inner.visit(text, isWorkflow: false, isCompatible: true)
        compatibleNames = inner.compatibleNames
        compatibleFiles = inner.compatibleFiles
        for problem in inner.problems where isScript && problems.count < ScriptScan.mostProblems {
            problems.append(problem)
        }
        for var dependency in inner.dependencies where dependency.compatiblePin != nil {
            dependency.pin = .pinned
            dependency.note = "It stands in a text that no shell runs here."
            add(dependency)
        }
    }

    /// A file that is there before the scripts run.
    mutating func add(_ download: Download) {
        downloads.append(download)
        if downloads.count > ScriptScan.waiting { downloads.removeFirst() }
    }

    /// Commands of a shell that is not read as such: words of single lines.
    mutating func visit(lines text: PlacedText) {
        for command in PlainCommand.commands(in: text) {
            let words = CommandWords(words: command.words, compatible: [])
            let location = PipelineLocation(path: path, line: command.line, text: command.text)
            visitCall(words)
            tools += ToolCatalogue.tools(of: words) { location }
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
