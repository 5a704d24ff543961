// SPDX-License-Identifier: Apache-2.0

/// Which scripts of the repository a command runs.
extension ScriptScan {
    private static let shells: Set<String> = [".", "ash", "bash", "dash", "ksh", "mksh", "sh", "source", "zsh"]

    /// `./a/b.sh`, `bash -eu a/b.sh`, `. ./x`, and `cd`, which moves what they are named from.
    mutating func visitCall(_ words: CommandWords) {
        switch words.program {
        case "cd", "pushd":
            // `cd`, `cd -`: back to somewhere else.
            let target = words.arguments.first { !$0.hasPrefix("-") || $0 == "-" }
            folder = target.flatMap { $0 == "-" ? nil : path(of: $0) }
        case "popd": folder = nil
        default:
            guard scripts.count < PipelineFileFacts.mostScripts, let name = ScriptScan.script(words),
                let path = path(of: name), path != ".", !scripts.contains(path)
            else { return }
            scripts.append(path)
        }
    }

    private static func script(_ words: CommandWords) -> String? {
        guard shells.contains(words.program) else {
            return words.words.first.flatMap { $0.utf8.contains(UInt8(ascii: "/")) ? $0 : nil }
        }
        var isValue = false
        for word in words.arguments {
            if isValue {
                isValue = false
            } else if word == "-o" || word == "-O" || word == "+o" || word == "+O" {
                isValue = true
            } else if word.hasPrefix("--") || word.hasPrefix("+") {
                continue
            } else if word.hasPrefix("-") {
                // `-c` has the script itself behind it, `-s` reads one.
                if word.utf8.contains(where: { $0 == UInt8(ascii: "c") || $0 == UInt8(ascii: "s") }) { return nil }
                if word.hasSuffix("o") { isValue = true }
            } else {
                return word
            }
        }
        return nil
    }

    /// A path from the root of the repository; nil where it leads out of it, or cannot be told.
    private func path(of name: String) -> String? {
        guard let folder, let first = name.utf8.first, first != UInt8(ascii: "/"), first != UInt8(ascii: "~"),
            name.utf8.count <= 500, folder.utf8.count <= 1_000,
            !name.utf8.contains(where: { "$`*?(<".utf8.contains($0) })
        else { return nil }
        let path = FilePathText.clean(folder + "/./" + name)
        return path == ".." || path.hasPrefix("../") ? nil : path
    }
}
