// SPDX-License-Identifier: Apache-2.0
import Packages

/// The base images of a Dockerfile or Containerfile: `FROM`, and `COPY --from` where it names an image.
///
/// Variables take the defaults of the `ARG` instructions before the first `FROM`. `scratch` and earlier stages are no
/// images. The last stage is what the image is made of; the others only build it.
enum Dockerfile {
    static let reader = InventoryReader(
        format: "dockerfile", title: "Dockerfile",
        recognises: { path in
            let name = path.name
            // Patterns of files to leave out, beside the Dockerfile they are for.
            if name.hasSuffix(".dockerignore") { return false }
            // Code and prose about Dockerfiles.
            if sources.contains(where: { name.hasSuffix($0) }) { return false }
            return ["Dockerfile", "Containerfile", "dockerfile", "containerfile"].contains(name)
                || name.hasPrefix("Dockerfile.") || name.hasPrefix("Containerfile.") || name.hasSuffix(".Dockerfile")
                || name.hasSuffix(".dockerfile") || name.hasSuffix(".Containerfile")
        },
        read: read)

    private static let sources = [
        ".swift", ".go", ".rs", ".py", ".js", ".ts", ".java", ".kt", ".rb", ".php", ".cs", ".c", ".h", ".cpp", ".md",
        ".txt", ".rst", ".json", ".yml", ".yaml", ".html", ".png", ".svg",
    ]

    private static func read(
        _ file: SourceFile, _ context: ReadingContext
    ) throws(InventoryError) -> Inventory {
        var parser = Parser(draft: InventoryDraft(reader.format, file))
        for instruction in DockerInstruction.instructions(of: try file.lines(context)) {
            parser.take(instruction)
        }
        guard parser.sawFrom else { throw file.refusal("The file has no FROM, so it is no Dockerfile.") }
        return parser.finished()
    }

    private struct Parser {
        var draft: InventoryDraft
        var sawFrom = false
        private var arguments: [Substring: String] = [:]
        private var stages: Set<String> = []
        /// The component the stage being read begins with, and those of all stages by their name.
        private var current: Int?
        private var images: [String: Int] = [:]

        init(draft: InventoryDraft) {
            self.draft = draft
        }

        mutating func take(_ instruction: DockerInstruction) {
            switch instruction.keyword {
            case "ARG" where !sawFrom:
                for word in instruction.text.words {
                    guard let (name, value) = word.cut(at: "=") else { continue }
                    let (text, missing) = VariableText.expand(value.unquoted) { arguments[$0] }
                    if missing == nil, text.utf8.count <= VariableText.longest { arguments[name] = text }
                }
            case "FROM": takeFrom(instruction)
            case "COPY": takeCopy(instruction)
            default: break
            }
        }

        private mutating func takeFrom(_ instruction: DockerInstruction) {
            sawFrom = true
            current = nil
            let words = instruction.text.words.drop { $0.hasPrefix("--") }
            guard let image = words.first else {
                draft.warn(instruction.line, "A FROM names no image.")
                return
            }
            let rest = Array(words.dropFirst())
            let alias = rest.count >= 2 && rest[0].lowercased() == "as" ? rest[1].lowercased() : nil
            current = addImage(image.unquoted, line: instruction.line)
            if let alias {
                stages.insert(alias)
                images[alias] = current
            }
        }

        private mutating func takeCopy(_ instruction: DockerInstruction) {
            for word in instruction.text.words.prefix(while: { $0.hasPrefix("--") }) where word.hasPrefix("--from=") {
                let source = word.without(prefix: "--from=").unquoted
                // A number is the position of a stage.
                if source.utf8.allSatisfy(\.isDigit) { continue }
                if let position = addImage(source, line: instruction.line) {
                    draft.change(position) { if $0.location.line == instruction.line { $0.groups = [.runtime] } }
                }
            }
        }

        /// The position of the component for an image; nil for `scratch`, and where there is none to be had. An earlier
        /// stage gives the position of its image.
        private mutating func addImage(_ text: Substring, line: Int) -> Int? {
            let (name, missing) = VariableText.expand(text) { arguments[$0] }
            if let missing {
                draft.warn(
                    line, "The image '\(text)' names the variable '\(missing)', which has no default in the file.")
                return nil
            }
            if name == "scratch" { return nil }
            if stages.contains(name.lowercased()) { return images[name.lowercased()] }
            guard let reference = ImageReference(name) else {
                draft.warn(line, "'\(name[...].excerpt)' is not the name of an image.")
                return nil
            }
            return draft.add(reference.component(line: line, groups: [.build], in: &draft))
        }

        func finished() -> Inventory {
            var draft = draft
            if let current { draft.change(current) { $0.groups.insert(.runtime) } }
            if let current { draft.change(current) { $0.groups.remove(.build) } }
            return draft.finished()
        }
    }
}
