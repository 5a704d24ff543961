// SPDX-License-Identifier: Apache-2.0
import Shells

/// A Dockerfile's facts.
enum DockerfileAnalysis {
    static func fill(_ facts: inout PipelineFileFacts, _ lines: SourceLines) {
        let file = DockerfileReader.read(lines)
        let isCompatible =
            !facts.isTestData && !PipelineFiles.isVendoredForScorecard(facts.path)
            && facts.path.baseName.contains(ascii: "dockerfile", ignoringCase: true)
        let images = file.images(
            path: facts.path, isCompatible: isCompatible && !PipelineFiles.isTemplate(facts.path))
        facts.dependencies += images.dependencies
        facts.problems += images.problems
        for problem in file.problems {
            facts.problems.append(
                PipelineProblem(
                    location: PipelineLocation(path: facts.path, line: problem.line), message: problem.message,
                    isWhole: false))
        }
        var scan = ScriptScan(path: facts.path)
        var isWindows = false
        for instruction in file.instructions {
            switch instruction.keyword {
            case "SHELL":
                let program = instruction.list?.first.map { $0.baseName.lowercasedASCII } ?? ""
                isWindows = ["powershell", "pwsh", "cmd"].contains { program.hasPrefix($0) }
            case "FROM": isWindows = false
            case "ADD": add(instruction, to: &scan)
            case "RUN": run(instruction, isCompatible: isCompatible, isWindows: isWindows, &scan)
            default: break
            }
        }
        scan.fill(&facts)
    }

    private static func run(
        _ instruction: Dockerfile.Instruction, isCompatible: Bool, isWindows: Bool, _ scan: inout ScriptScan
    ) {
        if isWindows {
            scan.visit(lines: instruction.arguments)
            return
        }
        if !instruction.heredocs.isEmpty {
            runHeredocs(instruction, isCompatible: isCompatible, &scan)
            return
        }
        var text = instruction.arguments
        if let list = instruction.list {
            // (Scorecard) The strings of the exec form are read as one command line.
            text = PlacedText(list.joined(separator: " "), line: instruction.line)
        }
        guard !text.value.trimmed.isEmpty else {
            scan.complain(instruction.line, "RUN has no command.")
            return
        }
        scan.visit(text, isWorkflow: false, isCompatible: isCompatible)
    }

    /// The command, and the texts below it that a shell reads; (Scorecard) the texts alone, each as a script.
    private static func runHeredocs(
        _ instruction: Dockerfile.Instruction, isCompatible: Bool, _ scan: inout ScriptScan
    ) {
        let scripts = scripts(of: instruction)
        let before = scan.problems.count
        scan.visit(whole(instruction, without: scripts).text, isWorkflow: false, isCompatible: false)
        scan.forgetProblems(after: before)
        for (index, heredoc) in instruction.heredocs.enumerated() {
            let isScript = scripts.contains(index)
            let isShell = Shebang.isShell(Array(heredoc.content.value.utf8.prefix(256))[...]) ?? true
            if isScript, isShell {
                scan.visit(heredoc.content, isWorkflow: false, isCompatible: isCompatible)
            } else if isCompatible {
                scan.visitData(heredoc.content, isScript: isScript)
            }
        }
    }

    /// The places of the here-documents that are run: those a shell has for its input, and all where there is no command
    /// to read them.
    private static func scripts(of instruction: Dockerfile.Instruction) -> Set<Int> {
        let (text, starts) = whole(instruction)
        guard let script = try? ReadScript(text, isWorkflow: false, isCompatible: false) else {
            return Set(starts.indices)
        }
        // What is substituted in the texts is no command of the instruction's own.
        let length = instruction.arguments.value.utf8.count
        let commands = script.commands.filter { !$0.command.words.isEmpty && $0.range.lowerBound < length }
        if commands.isEmpty { return Set(starts.indices) }
        var found: Set<Int> = []
        for visit in commands where !visit.hereDocuments.isEmpty {
            let words = CommandWords(visit.command, source: script.original)
            guard shells.contains(words.program), ScriptScan.readsInput(words) else { continue }
            for document in visit.hereDocuments {
                if let index = starts.firstIndex(of: document.range.lowerBound) { found.insert(index) }
            }
        }
        return found
    }

    /// An instruction with its here-documents as a shell reads it, and where the text of each begins.
    ///
    /// - Parameter omitted: here-documents whose text is left out.
    private static func whole(
        _ instruction: Dockerfile.Instruction, without omitted: Set<Int> = []
    ) -> (text: PlacedText, starts: [Int]) {
        func line(_ text: String) -> PlacedText { PlacedText(text + "\n", line: instruction.line) }
        var pieces = [instruction.arguments, line("")]
        var length = instruction.arguments.value.utf8.count + 1
        var starts: [Int] = []
        for (index, heredoc) in instruction.heredocs.enumerated() {
            starts.append(length)
            if !omitted.contains(index) {
                pieces.append(heredoc.content)
                length += heredoc.content.value.utf8.count
            }
            pieces.append(line(heredoc.name))
            length += heredoc.name.utf8.count + 1
        }
        return (PlacedText(joining: pieces), starts)
    }

    private static let shells: Set<String> = ["sh", "bash", "dash", "ash", "ksh", "mksh", "zsh"]

    /// `ADD https://… /target` is a download.
    private static func add(_ instruction: Dockerfile.Instruction, to scan: inout ScriptScan) {
        let words = instruction.list ?? instruction.arguments.value.words
        guard words.count == 2, words[0].hasPrefix("http") else { return }
        let target = words[1].hasSuffix("/") ? words[1] + Fetch.base(of: words[0]) : words[1]
        var download = Download(file: target, isPinned: false)
        if instruction.flags.contains(where: { $0.hasPrefix("--checksum=") }) {
            download.check = "Held against a checksum by ADD."
        }
        scan.add(download)
    }
}
