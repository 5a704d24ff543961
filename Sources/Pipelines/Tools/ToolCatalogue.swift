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

    /// The tools of a command.
    static func tools(of command: CommandWords, location: PipelineLocation) -> [PipelineTool] {
        guard !command.program.isEmpty else { return [] }
        var found: [PipelineTool] = []
        func add(_ purpose: Purpose, _ name: String) {
            found.append(PipelineTool(purpose: purpose, name: name, location: location))
        }
        if let purpose = programs[command.program] { add(purpose, command.program) }
        for rule in rules[command.program] ?? [] where rule.isMet(by: command) {
            add(rule.purpose, rule.name(command.program))
        }
        if ["gradlew", "mvnw"].contains(command.program) {
            let program = command.program == "gradlew" ? "gradle" : "mvn"
            for rule in rules[program] ?? [] where rule.isMet(by: command) { add(rule.purpose, rule.name(program)) }
        }
        if let runner = runners[command.program], let inner = runner.inner(command) {
            found += tools(of: inner, location: location)
        }
        if command.arguments.contains(where: isSanitizer) { add(.sanitizer, "-fsanitize") }
        return found
    }

    private static func isSanitizer(_ word: String) -> Bool {
        word.hasPrefix("-fsanitize=") || word.contains(ascii: "-fsanitize=") || word == "--sanitize"
            || word.hasPrefix("--sanitize=") || word.hasPrefix("-Zsanitizer=") || word.hasPrefix("-Db_sanitize=")
            || word.hasPrefix("--enable-sanitizer")
    }

    /// A command of a program that has many.
    struct Rule {
        var purpose: Purpose
        /// Words of which one stands among the arguments that are no options; empty for any.
        var words: [String]
        /// Words that stand among the arguments as well.
        var also: [String] = []
        /// Whether the word has to be the first.
        var isFirst = false

        init(_ purpose: Purpose, _ words: String..., also: [String] = [], isFirst: Bool = false) {
            self.purpose = purpose
            self.words = words
            self.also = also
            self.isFirst = isFirst
        }

        func isMet(by command: CommandWords) -> Bool {
            let rest = Arguments(command.arguments)
            let isFound =
                words.isEmpty
                || (isFirst ? rest.first.map(words.contains) ?? false : rest.all.contains { words.contains($0) })
            return isFound && also.allSatisfy { rest.has($0) }
        }

        func name(_ program: String) -> String {
            ([program] + words.prefix(1) + also).joined(separator: " ")
        }
    }

    /// A program that runs another one of the tools.
    struct Runner {
        /// Words that may stand before the tool: `run`, `exec`, `-m`; empty for none.
        var verbs: Set<String>
        /// Whether one of them has to.
        var needsVerb: Bool

        func inner(_ command: CommandWords) -> CommandWords? {
            var rest = command.arguments
            if needsVerb {
                guard let place = rest.firstIndex(where: verbs.contains) else { return nil }
                rest = rest[(place + 1)...]
            } else {
                while let word = rest.first, verbs.contains(word) { rest = rest.dropFirst() }
            }
            rest = rest.drop { $0.hasPrefix("-") || CommandWords.isTool(named: $0) == false }
            guard !rest.isEmpty, rest.count < command.words.count else { return nil }
            return CommandWords(words: Array(rest), compatible: [])
        }
    }
}

extension CommandWords {
    /// Whether a word can be a tool's name at all.
    fileprivate static func isTool(named word: String) -> Bool {
        word.utf8.allSatisfy { $0.isWord || "-./@".utf8.contains($0) }
    }
}
