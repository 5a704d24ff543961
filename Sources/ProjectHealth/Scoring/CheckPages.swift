// SPDX-License-Identifier: Apache-2.0

/// The documentation pages of the checks, written from their definitions.
package enum CheckPages {
    /// The page's file name: `token-permissions.md`.
    package static func fileName(_ definition: CheckDefinition) -> String { definition.id.lowercased() + ".md" }

    package static func markdown(_ definition: CheckDefinition) -> String {
        var lines = [
            "# \(definition.id)", "", "**\(definition.question)**", "",
            "Risk: \(definition.risk.rawValue), weight \(weight(definition.risk)). Looks at: \(Words.list(definition.sources.map(name), most: 9)).",
        ]
        if !definition.isDefault { lines += ["", "This check is left out unless it is asked for."] }
        lines += ["", "## Why", ""] + wrapped(definition.why)
        lines += ["", "## How it is decided", ""] + wrapped(definition.decision)
        if !definition.beyond.isEmpty { lines += ["", "## Beyond Scorecard", ""] + wrapped(definition.beyond) }
        lines += ["", "## Probes", "", "| probe | question | bad answer | |", "|---|---|---|---|"]
        lines += definition.probes.map {
            "| `\($0.id)` | \($0.question) | \($0.yesIsBad ? "yes" : "no") | \($0.isOwn ? "Mainstay's own" : "") |"
        }
        lines += ["", "## What to do", "", "| probe | remedy | effort |", "|---|---|---|"]
        lines += definition.remedies.map { "| `\($0.probe)` | \($0.text) | \($0.effort.rawValue) |" }
        return lines.joined(separator: "\n") + "\n"
    }

    package static func index(_ definitions: [CheckDefinition]) -> String {
        let opening = """
            Each check asks one question about a project and answers it with evidence. Its compatible score follows OpenSSF \
            Scorecard; its own is an interval that the unknowns allow. `mainstay health --explain CHECK` says the same \
            about your project.
            """
        var lines = ["# Checks", ""] + wrapped(opening)
        lines += ["", "| check | question | risk | looks at |", "|---|---|---|---|"]
        lines += definitions.map {
            "| [\($0.id)](\(fileName($0))) | \($0.question) | \($0.risk.rawValue) | \(Words.list($0.sources.map(name), most: 9)) |"
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// Lines of at most 120 bytes, broken at blanks.
    private static func wrapped(_ text: String) -> [String] {
        var lines: [String] = []
        for word in text.split(separator: " ") {
            if let last = lines.last, last.utf8.count + word.utf8.count < 120 {
                lines[lines.count - 1] = last + " " + word
            } else {
                lines.append(String(word))
            }
        }
        return lines
    }

    private static func weight(_ risk: CheckDefinition.Risk) -> String { Words.points(risk.weight * 10 / 4) }

    private static func name(_ source: CheckDefinition.Source) -> String {
        switch source {
        case .tree: "files"
        case .history: "history"
        case .forge: "forge"
        case .advisories: "advisories"
        case .registry: "public registries"
        }
    }
}
