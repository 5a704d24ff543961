// SPDX-License-Identifier: Apache-2.0

/// The tools that are recognised in pipelines, by action and by command.
enum ToolCatalogue {
    typealias Purpose = PipelineTool.Purpose

    /// The tools of a `uses:`.
    static func tools(ofAction text: String, location: PipelineLocation) -> [PipelineTool] {
        // Scorecard takes a leading `actions://` off.
        let stripped = text.hasPrefix("actions://") ? String(text.dropFirst(10)) : text
        let name = stripped.cut(at: "@")?.before ?? stripped
        guard !name.hasPrefix("./"), !name.hasPrefix("docker://") else { return [] }
        let key = name.lowercasedASCII
        var found: [PipelineTool] = []
        if let purpose = purpose(ofAction: key) {
            found.append(PipelineTool(purpose: purpose, name: name, location: location))
        }
        return found
    }

    private static func purpose(ofAction key: String) -> Purpose? {
        if let purpose = actions[key] { return purpose }
        return prefixes.first { key.hasPrefix($0.prefix) }?.purpose
    }

    /// How many runners may stand before each other: `poetry run coverage -m pytest`.
    private static let deepest = 4

    /// The tools of a command.
    static func tools(
        of command: CommandWords, depth: Int = 0, location: () -> PipelineLocation
    ) -> [PipelineTool] {
        guard !command.program.isEmpty, !isQuestion(command) else { return [] }
        var found: [PipelineTool] = []
        func add(_ purpose: Purpose, _ name: String) {
            found.append(PipelineTool(purpose: purpose, name: name, location: location()))
        }
        if let purpose = programs[command.program] { add(purpose, command.program) }
        let program = wrappers[command.program] ?? command.program
        if let rules = rules[program] {
            let rest = Arguments(operands(of: program, command))
            for rule in rules where rule.isMet(by: rest) {
                if rule.purpose == .testing, skipsTests(rest) { continue }
                add(rule.purpose, rule.name(program, rest))
            }
        }
        if depth < deepest, let verbs = runners[command.program], let inner = inner(command, verbs) {
            found += tools(of: inner, depth: depth + 1, location: location)
        }
        if command.arguments.contains(where: isSanitizer) { add(.sanitizer, "-fsanitize") }
        return found
    }

    /// `name --version` does nothing.
    private static func isQuestion(_ command: CommandWords) -> Bool {
        guard command.words.count == 2 else { return false }
        return ["--version", "version", "--help", "-V", "-h", "help"].contains(command.words[1])
    }

    /// Scripts that a project carries for a program.
    static let wrappers = ["gradlew": "gradle", "mvnw": "mvn", "gradlew.bat": "gradle", "mvnw.cmd": "mvn"]

    /// The arguments without folders and files that belong to options.
    private static func operands(of program: String, _ command: CommandWords) -> ArraySlice<String> {
        guard ["make", "gmake", "ninja", "cargo", "npm", "pnpm", "yarn"].contains(program) else {
            return command.arguments
        }
        var kept: [String] = []
        var isValue = false
        for word in command.arguments {
            if isValue {
                isValue = false
                continue
            }
            isValue = ["-C", "-f", "--prefix", "--cwd", "--directory", "--manifest-path", "-w"].contains(word)
            kept.append(word)
        }
        return kept[...]
    }

    private static func skipsTests(_ rest: Arguments) -> Bool {
        if rest.all.contains(where: { word in
            word.hasPrefix("-DskipTests") && !word.hasSuffix("false") || word.hasPrefix("-Dmaven.test.skip")
                || word == "--no-run" || word == "--skip-tests"
        }) {
            return true
        }
        guard let exclusion = rest.value("-x") ?? rest.value("--exclude-task") else { return false }
        return exclusion == "test" || exclusion == "check"
    }

    static func isSanitizer(_ word: String) -> Bool {
        guard word.utf8.count > 9, word.utf8.contains(UInt8(ascii: "-")) else { return false }
        return word.contains(ascii: "-fsanitize=") || word == "--sanitize" || word.hasPrefix("--sanitize=")
            || word.contains(ascii: "-Zsanitizer=") || word.hasPrefix("-Db_sanitize=")
            || word.hasPrefix("--enable-sanitizer")
    }

    /// The tool behind a program that runs others: `uv run --group dev tox`.
    private static func inner(_ command: CommandWords, _ verbs: Set<String>) -> CommandWords? {
        var rest = command.arguments
        if !verbs.isEmpty {
            guard let place = rest.firstIndex(where: verbs.contains) else { return nil }
            rest = rest[(place + 1)...]
        }
        // Options and their values may stand before it.
        guard let place = rest.prefix(10).firstIndex(where: isKnown) else { return nil }
        return CommandWords(words: Array(rest[place...]), compatible: [])
    }

    private static func isKnown(_ word: String) -> Bool {
        let name = (word.cut(at: "@")?.before ?? word).lowercasedASCII
        return !word.hasPrefix("-") && (programs[name] != nil || rules[name] != nil)
    }

    /// A command of a program that has many.
    struct Rule {
        var purpose: Purpose
        /// Words of which one stands among the arguments that are no options; empty for any.
        var words: [String]
        /// Words that stand among the arguments as well.
        var also: [String] = []
        /// Words of which none stands among the arguments.
        var without: [String] = []
        /// Whether the word has to be the first.
        var isFirst = false

        init(
            _ purpose: Purpose, _ words: String..., also: [String] = [], without: [String] = [], isFirst: Bool = false
        ) {
            self.purpose = purpose
            self.words = words
            self.also = also
            self.without = without
            self.isFirst = isFirst
        }

        func isMet(by rest: Arguments) -> Bool {
            let isFound = words.isEmpty || word(in: rest) != nil
            return isFound && also.allSatisfy { rest.has($0) } && !without.contains { rest.has($0) }
        }

        /// The first of its words that is there.
        private func word(in rest: Arguments) -> String? {
            isFirst ? rest.first.flatMap { isWord($0) ? $0 : nil } : rest.all.first(where: isWord)
        }

        /// A word that ends in `*` stands for all that begin like it, one that begins with `*` for all that end so.
        private func isWord(_ word: String) -> Bool {
            words.contains {
                if $0.hasSuffix("*") { return word.hasPrefix($0.dropLast()) }
                return $0.hasPrefix("*") ? word.hasSuffix($0.dropFirst()) : word == $0
            }
        }

        /// `gh release create`, `go test -race`.
        func name(_ program: String, _ rest: Arguments) -> String {
            let word = words.isEmpty ? [] : [word(in: rest)].compactMap { $0.map(PipelineLocation.snippet) }
            let before = also.filter { !$0.hasPrefix("-") }
            return ([program] + before + word + also.filter { $0.hasPrefix("-") }).joined(separator: " ")
        }
    }
}
