// SPDX-License-Identifier: Apache-2.0

/// One instruction of a Dockerfile, its continued lines joined.
struct DockerInstruction {
    /// In capital letters.
    let keyword: String
    let text: Substring
    /// Where it begins.
    let line: Int

    /// The instructions of a file. Comments are left out, also between continued lines, and so are the bodies of
    /// here-documents.
    static func instructions(of lines: [TextLine]) -> [DockerInstruction] {
        var escape: UInt8 = UInt8(ascii: "\\")
        var isAtTop = true
        var instructions: [DockerInstruction] = []
        var open: (text: String, line: Int)?
        var terminators: [String] = []
        for line in lines {
            if let terminator = terminators.first {
                if line.text == terminator || line.content == terminator { terminators.removeFirst() }
                continue
            }
            var text = line.content
            if text.hasPrefix("#") {
                if isAtTop, let mark = escapeDirective(text) { escape = mark }
                continue
            }
            if text.isEmpty { continue }
            isAtTop = false
            let continues = text.utf8.last == escape
            if continues { text = Substring(text.utf8.dropLast()) }
            var whole = open ?? ("", line.number)
            // Only one holder, so that appending does not copy.
            open = nil
            whole.text += whole.text.isEmpty ? text : " \(text)"
            if continues {
                open = whole
                continue
            }
            let (keyword, rest) = split(whole.text[...])
            instructions.append(DockerInstruction(keyword: keyword, text: rest, line: whole.line))
            if ["RUN", "COPY", "ADD"].contains(keyword) { terminators = hereDocuments(in: rest) }
        }
        if let open {
            let (keyword, rest) = split(open.text[...])
            instructions.append(DockerInstruction(keyword: keyword, text: rest, line: open.line))
        }
        return instructions
    }

    private static func split(_ text: Substring) -> (String, Substring) {
        let keyword = Substring(text.utf8.prefix { !$0.isBlank })
        return (keyword.uppercased(), Substring(text.utf8.dropFirst(keyword.utf8.count)).trimmed)
    }

    /// The character of a `# escape=X` directive.
    private static func escapeDirective(_ text: Substring) -> UInt8? {
        guard let (name, value) = text.dropFirst().cut(at: "="), name.trimmed.lowercased() == "escape" else {
            return nil
        }
        return value.trimmed.utf8.first
    }

    /// The words that end the here-documents an instruction begins: `<<EOF`, `<<-EOF`, `<<"EOF"`.
    private static func hereDocuments(in text: Substring) -> [String] {
        text.words.compactMap { word in
            guard let (_, behind) = word.cut(at: "<"), behind.hasPrefix("<"), !behind.hasPrefix("<<") else {
                return nil
            }
            let name = behind.dropFirst().without(prefix: "-").unquoted
            let isName = name.utf8.allSatisfy { $0.isLetter || $0.isDigit || $0 == UInt8(ascii: "_") }
            return name.isEmpty || !isName ? nil : String(name)
        }
    }
}
