// SPDX-License-Identifier: Apache-2.0
package import ProjectHealth
package import Reports

/// One check explained: what it asks and why, how it decides, the evidence, and what would change it.
package enum ExplanationText {
    package static func text(of result: CheckResult, palette: Palette, width: Int) -> String {
        let explanation = Explanation(result)
        let score = explanation.interval == nil ? "does not apply" : ScoreText.interval(explanation.interval) + " of 10"
        var lines = [
            palette.strong(
                "\(explanation.id): \(score); Scorecard-compatible \(ScoreText.compatible(explanation.compatible))"),
            TerminalText.safe(explanation.reason),
        ]
        if let adjusted = explanation.adjusted {
            lines.append("With waivers: \(ScoreText.interval(adjusted.interval)).")
        }
        for (title, text) in [
            ("Asks", explanation.question), ("Why", explanation.why), ("How it decides", explanation.decision),
            ("Beyond Scorecard", explanation.beyond),
        ] where !text.isEmpty {
            lines += ["", palette.strong(title)]
            lines += WrappedText.lines(text, width: min(width, 100) - 2).map { "  " + $0 }
        }
        lines += ["", palette.strong("Evidence")]
        if explanation.evidence.isEmpty { lines.append("  none") }
        for evidence in explanation.evidence.prefix(200) {
            let place = evidence.location.map { location in
                "  " + TerminalText.safe(location.path + (location.line.map { ":\($0)" } ?? ""))
            }
            lines.append(
                "  \(mark(evidence.verdict)) \(TerminalText.safe(evidence.message))\(palette.faint(place ?? ""))")
            if let snippet = evidence.location?.snippet, !snippet.isEmpty {
                lines.append(palette.faint("      " + TerminalText.safe(snippet)))
            }
            if let waiver = evidence.waiver {
                lines.append(palette.faint("      waived: " + TerminalText.safe(waiver)))
            }
        }
        if explanation.evidence.count > 200 {
            lines.append("  and \(explanation.evidence.count - 200) more; --format json has all")
        }
        if !explanation.changes.isEmpty {
            lines += ["", palette.strong("What would change it")]
            for change in explanation.changes {
                let gain =
                    change.gain > 0
                    ? "+\(ScoreText.points(change.gain))"
                    : change.compatibleGain > 0 ? "Scorecard +\(change.compatibleGain)" : "  "
                let effort = change.kind == .evidence ? "at most" : "\(change.effort.rawValue) effort"
                lines.append(
                    "  \(gain)  \(TerminalText.safe(change.text)) (\(effort), \(ReportWords.count(change.findings, "finding")))"
                )
            }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func mark(_ verdict: Explanation.Evidence.Verdict) -> String {
        switch verdict {
        case .good: "good   "
        case .bad: "bad    "
        case .unknown: "unknown"
        case .waived: "waived "
        case .neutral: "–      "
        }
    }
}
