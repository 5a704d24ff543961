// SPDX-License-Identifier: Apache-2.0
import Criteria
import Histories
import ProjectHealth
package import Reports
import Secrets
import Wire

/// The report for people: the score first, then every check with what decided, then what to do, then people, time and criteria.
package struct HealthTable {
    private let report: HealthReport
    private let palette: Palette
    private let width: Int
    private let cuts: Bool
    private var lines: [String] = []

    /// - Parameters:
    ///   - width: columns of the terminal.
    ///   - cuts: whether rows of tables are cut to it: what goes into a file or a pipe is whole.
    package static func text(
        of report: HealthReport, palette: Palette, width: Int = 100, cuts: Bool = false
    ) -> String {
        var table = HealthTable(report: report, palette: palette, width: max(width, 72), cuts: cuts)
        table.write()
        return table.lines.joined(separator: "\n") + "\n"
    }

    /// The score and what to do, for the end of another report.
    package static func summary(of report: HealthReport, palette: Palette, width: Int = 100) -> String {
        var table = HealthTable(report: report, palette: palette, width: max(width, 72), cuts: false)
        table.lines.append(palette.strong("Health: ") + ReportWords.headline(report))
        table.writeImprovements()
        table.lines.append("")
        table.lines.append(
            "'mainstay health \(TerminalText.safe(report.subject.name))' shows every check with its evidence.")
        return table.lines.joined(separator: "\n") + "\n"
    }

    private init(report: HealthReport, palette: Palette, width: Int, cuts: Bool) {
        self.cuts = cuts
        self.report = report
        self.palette = palette
        self.width = width
    }

    private mutating func write() {
        writeHead()
        if report.sections.contains(.checks) {
            writeChecks()
            writeImprovements()
        }
        writeWaivers()
        writeIntent()
        writeObservations()
        writeMetrics()
        writeCriticality()
        writeCriteria()
        writeSecrets()
        writeSignatures()
        writeGaps()
    }

    private mutating func heading(_ text: String) {
        lines.append("")
        lines.append(palette.strong(text))
    }

    /// A row whose first column is so wide; what follows is cut to the terminal.
    private mutating func row(_ label: String, _ text: String, width column: Int = 22) {
        let shown = TerminalText.safe(label)
        let padded = shown + String(repeating: " ", count: max(column - shown.count, 1))
        lines.append("  " + padded + cut(TerminalText.safe(text), column + 2))
    }

    /// A sentence that is too telling to be cut, over as many lines as it takes.
    private mutating func paragraph(_ label: String, _ text: String, faint: Bool = false) {
        let indent = 9
        for (number, line) in WrappedText.lines(TerminalText.safe(text), width: width - indent).enumerated() {
            let start = number == 0 ? "  " + label : ""
            let shown = start + String(repeating: " ", count: max(indent - start.count, 1)) + line
            lines.append(faint ? palette.faint(shown) : shown)
        }
    }

    private func cut(_ text: String, _ used: Int) -> String {
        let room = cuts ? width - used : text.count
        return text.count <= room ? text : text.prefix(max(room - 1, 1)) + "…"
    }

    private mutating func writeHead() {
        lines.append(palette.strong(ReportWords.headline(report)))
        let subject = report.subject
        var words = [TerminalText.safe(subject.repository ?? subject.name)]
        if let commit = subject.commit {
            let branch = subject.branch.map { " on \(TerminalText.safe($0))" } ?? ""
            let day = subject.commitTime.map { " of \($0.rfc3339.prefix(10))" } ?? ""
            words.append("commit \(commit.prefix(12))\(day)\(branch)")
        } else {
            words.append(report.hasHistory ? "a repository without commits" : "a folder without history")
        }
        words.append("seen from \(report.asOf.rfc3339.prefix(10))")
        lines.append(palette.faint(words.joined(separator: ", ")))
    }

    private mutating func writeChecks() {
        heading("Checks")
        lines.append(palette.faint("  check                   weight    score     Scorecard  what decided"))
        for result in report.results {
            let score = result.score
            let shown = score.interval == nil ? "n/a" : ScoreText.interval(score.interval)
            let columns = [
                HealthTable.padded(result.definition.id, 23), HealthTable.padded(result.definition.risk.rawValue, 9),
                HealthTable.padded(shown, 9), HealthTable.padded(ScoreText.compatible(score.compatible), 10),
            ].joined(separator: " ")
            lines.append("  " + columns + cut(TerminalText.safe(score.reason), columns.count + 2))
            guard result.isAdjusted else { continue }
            let waived = result.findings.count { $0.exemption != nil }
            lines.append(
                palette.faint(
                    "    with \(ReportWords.count(waived, "finding")) waived: \(ScoreText.interval(result.adjusted.interval))"
                ))
        }
        lines.append(palette.faint("  'mainstay health --explain CHECK' shows the evidence and what would change it."))
    }

    private static func padded(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(width - text.count, 0))
    }

    private mutating func writeImprovements() {
        // What raises Scorecard's number alone has no gain to show.
        let improvements = report.improvements.filter { $0.gain > 0 }
        if !improvements.isEmpty { heading("Changes worth most") }
        for improvement in improvements {
            let more = improvement.files.count - 2
            let files =
                improvement.files.prefix(2).joined(separator: ", ") + (more > 0 ? " and \(more) more" : "")
            let place = files.isEmpty ? "" : ", in \(files)"
            paragraph(
                ScoreText.gain(improvement.gain), "\(improvement.title) (\(improvement.effort.rawValue) effort\(place))"
            )
        }
        let settling = report.settling.filter { $0.gain > 0 }
        if !settling.isEmpty { heading("Evidence worth most") }
        for improvement in settling { paragraph(ScoreText.gain(improvement.gain), improvement.title) }
    }

    private mutating func writeWaivers() {
        let waived = report.results.flatMap { result in
            result.findings.compactMap { finding in finding.exemption.map { (result, finding, $0) } }
        }
        guard !waived.isEmpty else { return }
        heading("Waived")
        lines.append(
            palette.faint(
                "  Without the waivers \(ScoreText.interval(report.score.interval)), with them \(ScoreText.interval(report.adjusted.interval))."
            ))
        for (result, finding, exemption) in waived {
            let place = finding.location.map { " \($0.path)" } ?? ""
            row(
                result.definition.id,
                "\(exemption.reason) (\(exemption.owner), until \(exemption.expires))\(place)", width: 24)
        }
    }

    private mutating func writeIntent() {
        guard !report.intent.isEmpty else { return }
        heading("What its maintainers say")
        for statement in report.intent.prefix(8) {
            let place = statement.location.path + (statement.location.line.map { ":\($0)" } ?? "")
            row("\(statement.kind.rawValue)", "\u{201C}\(statement.quote)\u{201D} \(place)", width: 20)
        }
    }

    private mutating func writeObservations() {
        guard report.sections.contains(.takeover), case .known(let observations) = report.observations else { return }
        heading("Worth a look in the history")
        guard !observations.isEmpty else {
            lines.append("  Nothing unusual was seen in its last two years.")
            return
        }
        let sorted = observations.sorted { ($0.attention, $0.time) > ($1.attention, $1.time) }
        for observation in sorted.prefix(8) {
            paragraph("\(observation.attention)", "\(observation.time.rfc3339.prefix(10))  \(observation.sentence)")
            paragraph("", observation.harmless, faint: true)
        }
        if sorted.count > 8 {
            lines.append(palette.faint("  and \(sorted.count - 8) more; --format json has all, with evidence"))
        }
    }

    private mutating func writeMetrics() {
        guard report.sections.contains(.metrics) else { return }
        heading("People and time")
        switch report.metrics {
        case .unknown(let unknown):
            lines.append("  " + TerminalText.safe(unknown.reason))
            if let hint = unknown.hint { lines.append(palette.faint("  hint: " + TerminalText.safe(hint))) }
        case .known(let metrics): for (label, text) in MetricsText.rows(metrics) { row(label, text) }
        }
    }

    private mutating func writeCriticality() {
        guard report.sections.contains(.criticality),
            let score = report.criticality.first(where: { $0.formula == .pike })
        else { return }
        let missing = score.missing.map(\.rawValue).joined(separator: ", ")
        row(
            "criticality",
            "\(score.score?.description ?? "unknown") (\(score.lowest)–\(score.highest)); not seen: \(missing)")
    }

    private mutating func writeCriteria() {
        guard report.baseline != nil || report.badge != nil else { return }
        heading("Criteria")
        if let baseline = report.baseline {
            var room = 6
            for level in baseline.levels {
                row(
                    "OSPS level \(level.level)",
                    "\(level.pass) pass, \(level.fail) fail, \(level.unknown) unknown, \(level.notApplicable) not applicable"
                )
                // Under the level that counts it: the lowest that asks for it.
                let failed = baseline.results.filter { $0.verdict == .fail && $0.levels.first == level.level }
                for result in failed.prefix(room) { row("  \(result.id)", result.message) }
                if failed.count > room { lines.append(palette.faint("    and \(failed.count - room) more that fail")) }
                room -= min(room, failed.count)
            }
        }
        for line in report.badge.map(BadgeText.rows) ?? [] { row(line.label, line.text) }
        if let insights = report.insights {
            let problems = insights.problems.count
            row(
                "Security Insights",
                "\(insights.path), version \(insights.version ?? "unknown")"
                    + (problems == 0 ? ", without problems" : ", \(ReportWords.count(problems, "problem"))"))
        }
    }

    private mutating func writeSecrets() {
        let grave = report.tree.secrets.filter { $0.finding.confidence != .possible }
        let past = report.pastSecrets.value?.filter { $0.secret.finding.confidence != .possible } ?? []
        guard !grave.isEmpty || !past.isEmpty else { return }
        heading("Credentials")
        for secret in grave.prefix(10) {
            row(
                secret.finding.confidence.name,
                "\(secret.path):\(secret.finding.line)  \(secret.finding.title), \(secret.finding.redacted)", width: 9)
        }
        for old in past.prefix(10) {
            let commit = old.commit.map { " since \($0.hexadecimal.prefix(12))" } ?? ""
            row(
                old.secret.finding.confidence.name,
                "\(old.secret.path):\(old.secret.finding.line) in the history\(commit)  \(old.secret.finding.title)",
                width: 9)
        }
        lines.append("  → revoke what is real: whoever has a clone has it")
    }

    private mutating func writeSignatures() {
        let rows = ReportWords.signatures(report)
        guard !rows.isEmpty else { return }
        heading("Signatures")
        for (verdict, text) in rows { row(verdict, text, width: 9) }
    }

    private mutating func writeGaps() {
        let sentences = ReportWords.notSeen(report)
        guard !sentences.isEmpty else { return }
        heading("Not seen")
        for sentence in sentences { lines.append("  " + TerminalText.safe(sentence)) }
    }
}
