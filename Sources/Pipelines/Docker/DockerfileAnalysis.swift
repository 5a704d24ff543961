// SPDX-License-Identifier: Apache-2.0

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
            for heredoc in instruction.heredocs {
                scan.visit(heredoc.content, isWorkflow: false, isCompatible: isCompatible)
            }
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
