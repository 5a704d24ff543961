// SPDX-License-Identifier: Apache-2.0
import Criteria
import Histories
import ProjectHealth
import Secrets
import Wire

/// The report as Markdown, for a job summary, an issue or a page of its own.
package enum HealthMarkdown {
    package static func text(of report: HealthReport) -> String {
        var lines = ["# Health of \(escaped(report.subject.repository ?? report.subject.name))", ""]
        lines.append(escaped(ReportWords.headline(report)))
        if let commit = report.subject.commit {
            lines.append("Commit `\(commit.prefix(12))`, seen from \(report.asOf.rfc3339.prefix(10)).")
        }
        lines += ["", "| check | weight | score | Scorecard | what decided |", "|---|---|---:|---:|---|"]
        for result in report.results {
            let score = result.score.interval == nil ? "n/a" : ScoreText.interval(result.score.interval)
            lines.append(
                "| \(result.definition.id) | \(result.definition.risk.rawValue) | \(score) | \(ScoreText.compatible(result.score.compatible)) | \(escaped(result.score.reason)) |"
            )
        }
        let improvements = report.improvements.filter { $0.gain > 0 }
        if !improvements.isEmpty {
            lines += ["", "## Changes worth most", ""]
            for improvement in improvements {
                lines.append("1. **\(ScoreText.gain(improvement.gain))** \(escaped(improvement.title))")
            }
        }
        lines += findings(report)
        let past = report.pastSecrets.value?.filter { $0.secret.finding.confidence != .possible } ?? []
        if !past.isEmpty { lines += ["", "## Credentials in the history", ""] }
        for old in past.prefix(25) {
            let commit = old.commit.map { " since `\($0.hexadecimal.prefix(12))`" } ?? ""
            lines.append(
                "- \(escaped(old.secret.finding.title)) (`\(code(old.secret.path)):\(old.secret.finding.line)`)\(commit)"
            )
        }
        if past.count > 25 { lines.append("- and \(past.count - 25) more") }
        if !report.intent.isEmpty {
            lines += ["", "## What its maintainers say", ""]
            for statement in report.intent {
                lines.append(
                    "- \(statement.kind.rawValue): \u{201C}\(escaped(statement.quote))\u{201D} (`\(code(statement.location.path))`)"
                )
            }
        }
        if case .known(let observations) = report.observations, !observations.isEmpty {
            lines += ["", "## Worth a look in the history", ""]
            for observation in observations {
                lines.append(
                    "- \(observation.attention): \(escaped(observation.sentence)) *\(escaped(observation.harmless))*")
            }
        }
        if case .known(let metrics) = report.metrics {
            lines += ["", "## People and time", "", "| | |", "|---|---|"]
            for (label, text) in MetricsText.rows(metrics) { lines.append("| \(label) | \(escaped(text)) |") }
        }
        if let baseline = report.baseline {
            lines += ["", "## OSPS Baseline \(baseline.version)", ""]
            lines += ["| requirement | level | verdict | why |", "|---|---:|---|---|"]
            for result in baseline.results {
                lines.append(
                    "| \(result.id) | \(result.levels.first ?? 1) | \(result.verdict.rawValue) | \(escaped(result.message)) |"
                )
            }
        }
        let signatures = ReportWords.signatures(report)
        if !signatures.isEmpty { lines += ["", "## Signatures", ""] }
        lines += signatures.map { "- \($0.verdict): \(escaped($0.text))" }
        let notSeen = ReportWords.notSeen(report)
        if !notSeen.isEmpty { lines += ["", "## Not seen", ""] }
        lines += notSeen.map { "- \(escaped($0))" }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func findings(_ report: HealthReport) -> [String] {
        var lines: [String] = []
        for result in report.results where result.findings.contains(where: \.isBad) {
            lines += ["", "## \(result.definition.id)", ""]
            let bad = result.findings.filter(\.isBad)
            for finding in bad.prefix(25) {
                let place = finding.location.map { location in
                    " (`\(code(location.path))\(location.line.map { ":\($0)" } ?? "")`)"
                }
                let waived = finding.exemption.map { " Waived: \(escaped($0.reason)), \(escaped($0.owner))." }
                lines.append("- \(escaped(finding.message))\(place ?? "")\(waived ?? "")")
            }
            if bad.count > 25 { lines.append("- and \(bad.count - 25) more") }
        }
        return lines
    }

    /// Text from outside: what Markdown or HTML would take for markup is escaped, so that it can only be read.
    static func escaped(_ text: String) -> String {
        var output = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\", "`", "*", "_", "[", "]", "|", "~", "#", "!": output += "\\" + String(scalar)
            case "<": output += "&lt;"
            case ">": output += "&gt;"
            case "&": output += "&amp;"
            case "@": output += "&#64;"
            default:
                switch scalar.properties.generalCategory {
                case .control, .format, .lineSeparator, .paragraphSeparator: output += " "
                default: output.unicodeScalars.append(scalar)
                }
            }
        }
        return output
    }

    /// Text within back quotes.
    private static func code(_ text: String) -> String {
        String(String.UnicodeScalarView(text.unicodeScalars.filter { $0 != "`" && $0 != "|" && $0.value >= 0x20 }))
    }
}
