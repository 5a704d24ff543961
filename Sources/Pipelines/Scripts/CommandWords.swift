// SPDX-License-Identifier: Apache-2.0
import Shells

/// The words of one command: as Scorecard takes them, and as they are.
struct CommandWords {
    /// Scorecard's: words of one part alone, quotes kept, `sudo` left out.
    let compatible: [String]
    /// Without what runs another command (`sudo -E`, `env A=b`, `timeout 5`), quotes and escapes removed; what is
    /// expanded stands as it is written, braces of plain variables removed: `$name`.
    let words: [String]

    /// The program's base name in lower case, without `.exe`; empty where there is none.
    let program: String

    init(_ command: ShellSimpleCommand, source: [UInt8]) {
        let compatible = command.words.compactMap(CommandWords.compatibleWord)
        var words = command.words.map { CommandWords.text(of: $0, source: source) }[...]
        CommandWords.dropWrappers(&words)
        self.init(words: Array(words), compatible: compatible)
    }

    init(words: [String], compatible: [String]) {
        self.words = words
        self.compatible = compatible
        self.program = CommandWords.program(words.first ?? "")
    }

    /// A variable (`$CARGO`, `${{ env.CARGO }}`) stands for the program of its name.
    private static func program(_ word: String) -> String {
        if word.hasPrefix("$") {
            guard !word.utf8.contains(UInt8(ascii: "(")),
                let name = word.utf8.split(whereSeparator: { !$0.isWord }).last
            else { return "" }
            return String(ascii: name.map(\.lowercasedASCII))
        }
        var program = word.baseName.lowercasedASCII
        if program.hasSuffix(".exe") { program.removeLast(4) }
        return program
    }

    var arguments: ArraySlice<String> { words.dropFirst() }

    // MARK: Scorecard's words

    private static func compatibleWord(_ word: ShellWord) -> String? {
        guard word.parts.count == 1, let part = word.parts.first else { return nil }
        switch part {
        case .literal(let text): return text.isEqualIgnoringCase("sudo") ? nil : text
        case .singleQuoted(let text), .ansiQuoted(let text): return "'\(text)'"
        case .doubleQuoted(let parts):
            guard parts.count == 1, case .literal(let text) = parts[0] else { return nil }
            return "\"\(text)\""
        default: return nil
        }
    }

    /// The text of the first word that is one quotation without anything expanded in it, and where it begins.
    static func quotedScript(_ command: ShellSimpleCommand) -> (text: String, offset: Int)? {
        for word in command.words where word.parts.count == 1 {
            switch word.parts[0] {
            case .singleQuoted(let text): return (text, word.range.lowerBound + 1)
            case .ansiQuoted(let text): return (text, word.range.lowerBound + 2)
            case .doubleQuoted(let parts):
                guard parts.count == 1, case .literal(let text) = parts[0] else { continue }
                return (text, word.range.lowerBound + 1)
            default: continue
            }
        }
        return nil
    }

    /// The bytes between the double quotes of the first word that is one quotation with something expanded in it.
    static func expandedScript(_ command: ShellSimpleCommand) -> Range<Int>? {
        for word in command.words where word.parts.count == 1 {
            guard case .doubleQuoted(let parts) = word.parts[0], parts.count > 1 else { continue }
            let range = word.range
            return range.count > 2 ? range.lowerBound + 1..<range.upperBound - 1 : nil
        }
        return nil
    }

    // MARK: Our words

    /// A word's value, or its text where something is expanded in it.
    static func text(of word: ShellWord, source: [UInt8]) -> String {
        if let literal = word.literal { return literal }
        return plain(word.sourceText(in: source))
    }

    /// Quotes removed, `${name}` written `$name`.
    static func plain(_ text: String) -> String {
        var result: [UInt8] = []
        let bytes = Array(text.utf8)
        var position = 0
        while position < bytes.count {
            let byte = bytes[position]
            if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
                position += 1
                continue
            }
            if byte == UInt8(ascii: "$"), position + 2 < bytes.count, bytes[position + 1] == UInt8(ascii: "{") {
                let name = bytes[(position + 2)...].prefix(while: \.isWord)
                if !name.isEmpty, name.endIndex < bytes.count, bytes[name.endIndex] == UInt8(ascii: "}") {
                    result.append(byte)
                    result.append(contentsOf: name)
                    position = name.endIndex + 1
                    continue
                }
            }
            result.append(byte)
            position += 1
        }
        return String(ascii: result)
    }

    /// Programs that run the command behind them, with the options that take a value.
    static let wrappers: [String: Set<String>] = [
        "sudo": ["-u", "-g", "-C", "-h", "-p", "-r", "-t", "--user", "--group"], "doas": ["-u", "-C"],
        "env": ["-u", "-C", "--unset", "--chdir"], "command": [], "time": [], "nohup": [], "exec": ["-a"],
        "nice": ["-n"], "ionice": ["-c", "-n"], "timeout": ["-s", "-k", "--signal", "--kill-after"], "retry": [],
        "travis_retry": [], "stdbuf": ["-o", "-i", "-e"], "xvfb-run": ["-s", "--server-args"], "builtin": [],
        "wine": [], "setarch": [], "faketime": [], "unbuffer": [], "chronic": [],
    ]

    private static func dropWrappers(_ words: inout ArraySlice<String>) {
        for _ in 0..<6 {
            guard let first = words.first, let valued = wrappers[first.baseName.lowercasedASCII], words.count > 1 else {
                return
            }
            let name = first.baseName.lowercasedASCII
            var rest = words.dropFirst()
            while let word = rest.first {
                if word == "--" {
                    rest = rest.dropFirst()
                    break
                }
                // `command -v name` only asks.
                if name == "command", word == "-v" || word == "-V" { return }
                if word.hasPrefix("-") {
                    rest = rest.dropFirst(valued.contains(word) ? 2 : 1)
                } else if name == "env" || name == "sudo", isAssignment(word) {
                    rest = rest.dropFirst()
                } else {
                    break
                }
            }
            // `timeout 5 command`.
            if name == "timeout" || name == "setarch" || name == "faketime" { rest = rest.dropFirst() }
            guard !rest.isEmpty else { return }
            words = rest
        }
    }

    private static func isAssignment(_ word: String) -> Bool {
        guard let (name, _) = word.cut(at: "=") else { return false }
        return name.utf8.allSatisfy(\.isWord) && !name.isEmpty
    }
}
