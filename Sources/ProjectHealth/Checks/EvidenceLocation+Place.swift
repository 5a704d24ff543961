// SPDX-License-Identifier: Apache-2.0
import Pipelines

extension EvidenceLocation {
    init(_ location: PipelineLocation, kind: Kind = .source) {
        self.init(
            kind, location.path, line: location.line, endLine: location.endLine,
            snippet: location.snippet.isEmpty ? nil : location.snippet)
    }

    /// How sentences name it: `ci.yml:12`, `ci.yml`, a commit by its first twelve digits.
    package var place: String {
        if kind == .commit { return String(path.prefix(12)) }
        return line.map { "\(path):\($0)" } ?? path
    }
}

extension PipelineLocation {
    /// How sentences name it: `ci.yml:12`.
    var place: String { "\(path):\(line)" }
}

/// Numbers and lists as sentences say them.
enum Words {
    /// `1 file`, `3 files`; `1 branch`, `2 branches`.
    static func count(_ number: Int, _ one: String, _ many: String? = nil) -> String {
        "\(number) \(number == 1 ? one : many ?? one + "s")"
    }

    /// `a`, `a and b`, `a, b and c`; past `most`, how many more.
    static func list(_ words: [String], most: Int = 5) -> String {
        guard words.count > most else {
            guard let last = words.last else { return "" }
            return words.count == 1 ? last : words.dropLast().joined(separator: ", ") + " and " + last
        }
        return words.prefix(most).joined(separator: ", ") + " and \(words.count - most) more"
    }

    /// Tenths as points: `7.5`, `10`.
    static func points(_ tenths: Int) -> String {
        tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(tenths % 10)"
    }
}
