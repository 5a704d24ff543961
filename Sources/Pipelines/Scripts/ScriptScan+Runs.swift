// SPDX-License-Identifier: Apache-2.0
import Shells

extension ScriptScan {
    /// Whether a command runs what was downloaded, by Scorecard's rules and by ours.
    mutating func visitRuns(
        _ visit: ShellCommandVisit, _ words: CommandWords, _ compatible: CompatibleCommand, script: ReadScript,
        location: () -> PipelineLocation
    ) {
        var counts = 0
        var isJoined = false
        if script.isCompatible {
            // (Scorecard) Pipes lean to the left: of a longer pipeline only the first two commands stand side by side.
            if visit.pipeline.position == 1, visit.pipeline.joint == .output, let previous = visit.pipeline.previous {
                let fetch = CompatibleCommand(CommandWords(previous, source: script.source).compatible)
                if fetch.isDownload, compatible.isInterpreter, fetch.hasUnpinnedURLs {
                    counts += 1
                    isJoined = true
                }
            }
            counts += compatible.runs(compatibleFiles)
            if compatible.isInterpreter, ScriptScan.runsProcess(visit.command, script.source) { counts += 1 }
        }
        let found = run(visit, words, script: script)
        guard counts > 0 || found != nil else { return }
        let location = location()
        let pipeline = script.location(visit.pipeline.span, path: path)
        let place = isJoined ? pipeline : location
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
            if found == nil, ScriptScan.hasProgram(words) || isJoined && !ScriptScan.readsInput(words) {
                other.pin = .pinned
                other.note = "What was downloaded is data here; the program stands in the command."
            } else if found == nil, let check = checkOfRun(words) {
                // Ours has reported this file where it was first run.
                if check != nil { other.pin = .verified }
                other.note = check ?? "The same download has been run before."
            }
            add(other)
        }
    }

    /// What a file that has been run before was held against; nil where the command names none.
    private func checkOfRun(_ words: CommandWords) -> String?? {
        guard !ran.isEmpty else { return nil }
        for word in words.words {
            if let check = ran[FilePathText.clean(word)] { return .some(check) }
        }
        return nil
    }

    /// (Scorecard) `bash <(curl …)`: the second word is a process that begins with a download.
    private static func runsProcess(_ command: ShellSimpleCommand, _ source: [UInt8]) -> Bool {
        guard command.words.count > 1, command.words[1].parts.count == 1,
            case .processSubstitution(.input, let statements) = command.words[1].parts[0],
            case .simple(let inner)? = statements.first?.command
        else { return false }
        return CompatibleCommand(CommandWords(inner, source: source).compatible).isDownload
    }

    static let interpreters: Set<String> = [
        "sh", "bash", "zsh", "dash", "ksh", "mksh", "ash", "python", "python2", "python3", "perl", "ruby", "php",
        "node",
        "nodejs", "deno", "pwsh", "powershell", "java", "source", ".", "su", "iex", "tclsh", "lua", "groovy", "eval",
    ]

    /// Whether the command runs something that was fetched: the pin, a note, and whether it came through a pipe.
    private mutating func run(
        _ visit: ShellCommandVisit, _ words: CommandWords, script: ReadScript
    ) -> (PipelineDependency.Pin, String?, Bool)? {
        let isInterpreter = ScriptScan.interpreters.contains(words.program)
        if isInterpreter, visit.pipeline.position > 0, let fetch = pipelines[visit.pipeline.id]?.fetch,
            ScriptScan.readsInput(words), !ScriptScan.hasProgram(words)
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
        for index in downloads.indices where runs(words, downloads[index], isInterpreter: isInterpreter) {
            let download = downloads.remove(at: index)
            if ran.count < 1_000 { ran[download.path] = .some(download.check) }
            if download.isPinned { return (.pinned, "The address names a commit.", false) }
            if let check = download.check { return (.verified, check, false) }
            return (.unpinned, nil, false)
        }
        return nil
    }

    /// An interpreter without a script of its own reads one from the pipe.
    static func readsInput(_ words: CommandWords) -> Bool {
        let isShell = words.program.hasSuffix("sh") && words.program != "pwsh"
        var isNext = false
        for word in words.arguments {
            if isNext {
                isNext = false
                continue
            }
            if word == "-" || word == "-s" || word == "/dev/stdin" || word == "--" { return true }
            // To a shell all but `-c` are settings.
            if word == "-c" || !isShell && ["-e", "-m", "-p", "-ne", "-pe"].contains(word) { return false }
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

    /// Whether the interpreter's program stands in its arguments, which makes the files its data.
    private static func hasProgram(_ words: CommandWords) -> Bool {
        words.arguments.contains { word in
            guard word.hasPrefix("-"), !word.hasPrefix("--") else { return false }
            switch words.program {
            case "perl", "ruby": return word.contains("e") || word.contains("n") || word.contains("p")
            case "python", "python2", "python3": return word.hasPrefix("-c") || word.hasPrefix("-m")
            case "node", "nodejs": return word == "-e" || word == "-p"
            case "php": return word == "-r"
            default: return word.hasSuffix("c")
            }
        }
    }

    private func runs(_ words: CommandWords, _ download: Download, isInterpreter: Bool) -> Bool {
        guard let first = words.words.first else { return false }
        if download.isNamed(by: first) { return true }
        let rest = words.arguments
        func isNamed() -> Bool { rest.contains { download.isNamed(by: $0) } }
        if isInterpreter { return isNamed() && !ScriptScan.hasProgram(words) }
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
}
