// SPDX-License-Identifier: Apache-2.0
import Notations
import Wire

/// A Dockerfile as its instructions, each with its places.
struct Dockerfile {
    struct Heredoc {
        /// The word that ends it.
        var name: String
        var content: PlacedText
    }

    struct Instruction {
        /// In upper case.
        var keyword: String
        /// `--platform=…`, `--mount=…`.
        var flags: [String]
        /// What follows keyword and flags, continued lines joined.
        var arguments: PlacedText
        /// The exec form's strings; nil for the shell form.
        var list: [String]?
        var heredocs: [Heredoc] = []
        var line: Int
        var endLine: Int
        /// The instruction as it stands, on one line.
        var original: String
    }

    var instructions: [Instruction] = []
    /// Lines where an instruction has nothing behind it that needs something.
    var problems: [(line: Int, message: String)] = []
}

/// Reads a Dockerfile by the rules of Docker's own reader: parser directives, continued lines with comments and blank
/// lines between, here-documents, the exec form. Linear; nothing is refused.
struct DockerfileReader {
    /// The most instructions that are read.
    private static let most = 20_000
    private let lines: SourceLines
    private var number = 1
    private var escape = UInt8(ascii: "\\")
    private var file = Dockerfile()

    static func read(_ lines: SourceLines) -> Dockerfile {
        var reader = DockerfileReader(lines)
        reader.read()
        return reader.file
    }

    private init(_ lines: SourceLines) {
        self.lines = lines
    }

    private mutating func read() {
        directives()
        while number <= lines.count {
            let text = lines.line(number).trimmed
            if text.isEmpty || text.first == UInt8(ascii: "#") {
                number += 1
                continue
            }
            guard file.instructions.count < DockerfileReader.most else {
                file.problems.append((number, "The file has more than \(DockerfileReader.most) instructions."))
                return
            }
            instruction()
        }
    }

    /// `# escape=` among the comments that the file begins with.
    private mutating func directives() {
        while number <= lines.count {
            let text = lines.line(number).trimmed
            guard text.first == UInt8(ascii: "#"), let equals = text.firstIndex(of: UInt8(ascii: "=")) else { return }
            let name = text[(text.startIndex + 1)..<equals].trimmed
            guard name.first?.isLetter == true, name.allSatisfy({ $0.isLetter || $0.isDigit }) else { return }
            if name.elementsEqual("escape".utf8, by: { $0.lowercasedASCII == $1 }),
                let mark = text[(equals + 1)...].trimmed.first, mark == UInt8(ascii: "`")
            {
                escape = mark
            }
            number += 1
        }
    }

    private mutating func instruction() {
        let start = number
        var joined: [UInt8] = []
        var marks: [PlacedText.Mark] = []
        var original: [UInt8] = []
        var isContinued = true
        while isContinued, number <= lines.count {
            var line = lines.line(number)
            if number == start { line = line.drop(while: \.isSpace) }
            defer { number += 1 }
            let text = line.trimmed
            // Comments and blank lines between continued lines fall out.
            if number > start, text.isEmpty || text.first == UInt8(ascii: "#") { continue }
            marks.append(PlacedText.Mark(offset: joined.count, line: number))
            original.append(contentsOf: number == start ? line : [0x20] + line)
            let body = withoutContinuation(line)
            isContinued = body != nil
            joined.append(contentsOf: body ?? line)
        }
        append(joined, marks: marks, original: original, start: start)
    }

    /// The line without the escape at its end; nil when it is not continued. A doubled escape continues nothing.
    private func withoutContinuation(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        var end = line.endIndex
        while end > line.startIndex, line[end - 1].isBlank { end -= 1 }
        guard end > line.startIndex, line[end - 1] == escape else { return nil }
        if end - 1 > line.startIndex, line[end - 2] == escape { return nil }
        return line[line.startIndex..<end - 1]
    }

    private mutating func append(_ joined: [UInt8], marks: [PlacedText.Mark], original: [UInt8], start: Int) {
        let whole = PlacedText(String(ascii: joined), marks: marks)
        // Broken bytes change the length; then places are of the first line.
        let isSound = whole.value.utf8.count == joined.count
        var position = 0
        while position < joined.count, !joined[position].isSpace { position += 1 }
        let keyword = String(ascii: joined[..<position]).uppercasedASCII
        var flags: [String] = []
        while true {
            while position < joined.count, joined[position].isSpace { position += 1 }
            guard joined[position...].starts(with: "--".utf8) else { break }
            let flag = flagWord(joined, &position)
            if flag == "--" { break }
            flags.append(flag)
        }
        while position < joined.count, joined[position].isSpace { position += 1 }
        let arguments =
            isSound
            ? whole.part(position..<joined.count) : PlacedText(String(ascii: joined[position...]), line: start)
        var instruction = Dockerfile.Instruction(
            keyword: keyword, flags: flags, arguments: arguments, line: start, endLine: number - 1,
            original: PipelineLocation.snippet(String(ascii: original)))
        if ["RUN", "COPY", "ADD"].contains(keyword) {
            for name in heredocNames(joined[position...]) { instruction.heredocs.append(heredoc(name)) }
            instruction.endLine = number - 1
        }
        if instruction.heredocs.isEmpty { instruction.list = ExecForm.strings(joined[position...]) }
        file.instructions.append(instruction)
    }

    /// A flag up to the next white space outside of quotes.
    private func flagWord(_ text: [UInt8], _ position: inout Int) -> String {
        let start = position
        var quote: UInt8?
        while position < text.count {
            let byte = text[position]
            if let open = quote {
                if byte == open { quote = nil }
            } else if byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\"") {
                quote = byte
            } else if byte.isSpace {
                break
            } else if byte == escape, position + 1 < text.count {
                position += 1
            }
            position += 1
        }
        return String(ascii: text[start..<position])
    }

    // MARK: Here-documents

    private struct HeredocName {
        var word: [UInt8]
        /// `<<-`: tabs at the start of its lines fall away.
        var stripsTabs: Bool
    }

    /// The words of the form `<<EOF`, `<<-EOF`, `3<<"EOF"` that stand alone outside of quotes.
    private func heredocNames(_ text: ArraySlice<UInt8>) -> [HeredocName] {
        var names: [HeredocName] = []
        for word in unquotedWords(text) where names.count < 100 {
            var rest = word.drop(while: \.isDigit)
            guard rest.starts(with: "<<".utf8) else { continue }
            rest = rest.dropFirst(2)
            let stripsTabs = rest.first == UInt8(ascii: "-")
            if stripsTabs { rest = rest.dropFirst() }
            let name = rest.filter { $0 != UInt8(ascii: "'") && $0 != UInt8(ascii: "\"") }
            guard !name.isEmpty, !name.contains(UInt8(ascii: "<")) else { continue }
            names.append(HeredocName(word: Array(name), stripsTabs: stripsTabs))
        }
        return names
    }

    /// Words between white space; quotes keep theirs together.
    private func unquotedWords(_ text: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
        var words: [ArraySlice<UInt8>] = []
        var start = text.startIndex
        var quote: UInt8?
        var position = text.startIndex
        while position < text.endIndex {
            let byte = text[position]
            if let open = quote {
                if byte == open { quote = nil }
            } else if byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\"") {
                quote = byte
            } else if byte.isSpace {
                if position > start { words.append(text[start..<position]) }
                start = position + 1
            }
            position += 1
        }
        if start < text.endIndex { words.append(text[start...]) }
        return words
    }

    private mutating func heredoc(_ name: HeredocName) -> Dockerfile.Heredoc {
        var content: [UInt8] = []
        var marks: [PlacedText.Mark] = []
        var isClosed = false
        let start = number
        while number <= lines.count {
            var line = lines.line(number)
            if name.stripsTabs { line = line.drop { $0 == 0x09 } }
            number += 1
            if line.elementsEqual(name.word) {
                isClosed = true
                break
            }
            marks.append(PlacedText.Mark(offset: content.count, line: number - 1))
            content.append(contentsOf: line)
            content.append(0x0A)
        }
        if !isClosed {
            file.problems.append((start, "The here-document '\(String(ascii: name.word.prefix(80)))' is never closed."))
        }
        let text = String(ascii: content)
        return Dockerfile.Heredoc(
            name: String(ascii: name.word),
            content: text.utf8.count == content.count
                ? PlacedText(text, marks: marks) : PlacedText(text, line: start))
    }
}

/// The exec form of an instruction: a JSON list of strings.
enum ExecForm {
    /// The strings; nil when it is none, which makes it the shell form.
    static func strings(_ text: ArraySlice<UInt8>) -> [String]? {
        let text = text.trimmed
        guard text.first == UInt8(ascii: "["), text.last == UInt8(ascii: "]") else { return nil }
        guard let tree = try? Tree(json: Array(text), limits: Limits(bytes: 1 << 20, depth: 2, nodes: 10_000)),
            tree.root.kind == .array
        else { return nil }
        var strings: [String] = []
        for element in tree.root.elements {
            guard let string = element.string else { return nil }
            strings.append(string)
        }
        return strings
    }
}
