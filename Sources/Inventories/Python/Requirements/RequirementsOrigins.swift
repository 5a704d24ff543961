// SPDX-License-Identifier: Apache-2.0

/// The comments with which pip-compile and uv say for what each line of a compiled requirements file is there:
/// `# via -r requirements.in`, `# via flask, click`, or `# via` and a name on each comment line below.
struct RequirementsOrigins {
    /// By the line of the requirement: what is named, `-r file` and `name (pyproject.toml)` among it.
    private var origins: [Int: [String]] = [:]

    init(_ lines: [TextLine]) {
        var requirement: Int?
        var isContinued = false
        var isList = false
        for line in lines {
            let text = line.text.trimmed
            let comment = text.cut(at: "#").map { ($0.before.trimmed, $0.behind.trimmed) }
            let isComment = text.utf8.first == UInt8(ascii: "#")
            if !isComment, !text.isEmpty, !isContinued { requirement = line.number }
            if !isComment { (isContinued, isList) = (text.utf8.last == UInt8(ascii: "\\"), false) }
            guard let requirement, let (_, note) = comment else { continue }
            if note == "via" {
                isList = true
            } else if let names = note.dropping("via ") {
                isList = false
                add(names, to: requirement)
            } else if isList, isComment {
                add(note, to: requirement)
            }
        }
    }

    /// Whether the file was compiled at all.
    var isEmpty: Bool { origins.isEmpty }

    /// Whether the subject itself asks for the requirement of a line; what no comment explains counts as asked for.
    func isDirect(_ line: Int) -> Bool {
        guard let names = origins[line] else { return true }
        return names.contains { $0.hasPrefix("-r ") || $0.utf8.contains(UInt8(ascii: "(")) }
    }

    /// The packages that need the requirement of a line, normalised.
    func needing(_ line: Int) -> [String] {
        (origins[line] ?? []).compactMap { text in
            text.utf8.contains { $0.isBlank || $0 == UInt8(ascii: "(") } ? nil : PythonName.normalised(text)
        }
    }

    private mutating func add(_ names: Substring, to line: Int) {
        for name in names.utf8.split(separator: UInt8(ascii: ",")) {
            origins[line, default: []].append(String(Substring(name).trimmed))
        }
    }
}
