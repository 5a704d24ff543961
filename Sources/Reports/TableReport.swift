// SPDX-License-Identifier: Apache-2.0
import Inventories
import Matching
import Packages
import Wire

/// The report for people: a sentence first, then what to act on, then what could not be judged and why.
package struct TableReport {
    private let report: ScanReport
    private let palette: Palette
    private let width: Int
    private var lines: [String] = []
    /// No more vulnerabilities of one package are listed.
    private let most = 8

    /// - Parameter width: columns of the terminal; summaries are cut to it.
    package static func text(of report: ScanReport, palette: Palette, width: Int = 100) -> String {
        var table = TableReport(report: report, palette: palette, width: max(width, 60))
        table.write()
        return table.lines.joined(separator: "\n") + "\n"
    }

    private init(report: ScanReport, palette: Palette, width: Int) {
        self.report = report
        self.palette = palette
        self.width = width
    }

    private mutating func write() {
        lines.append(palette.strong(report.summary.sentence))
        writeActions()
        writeQuestions()
        writeProblems()
        writeSkipped()
        writeData()
    }

    private mutating func writeActions() {
        let packages = report.affectedPackages
        guard !packages.isEmpty else { return }
        heading("Act on")
        for package in packages {
            let place = places(of: package.components)
            let group = groups(of: package.components)
            let name = [package.name, package.version ?? package.requirement].compactMap(\.self).joined(separator: " ")
            lines.append(
                "  " + palette.strong(TerminalText.safe(name))
                    + palette.faint("  " + [place, group].filter { !$0.isEmpty }.joined(separator: ", ")))
            // One left over would take the line that says so.
            let shown = package.rated.count > most + 1 ? most : package.rated.count
            for rated in package.rated.prefix(shown) { lines.append(line(for: rated)) }
            if package.rated.count > shown {
                lines.append(palette.faint("    " + rest(package.rated.dropFirst(shown))))
            }
            if let upgrade = package.advice { lines.append("    → " + TerminalText.safe(upgrade)) }
        }
    }

    /// "and 37 more (2 medium, 35 unrated); --format json lists them all"
    private func rest(_ rated: ArraySlice<RatedMatch>) -> String {
        var counts: [(word: String, count: Int)] = []
        for word in rated.lazy.map(\.rating.word) {
            if counts.last?.word == word { counts[counts.count - 1].count += 1 } else { counts.append((word, 1)) }
        }
        let words = counts.map { "\($0.count) \($0.word)" }.joined(separator: ", ")
        return "and \(rated.count) more (\(words)); --format json lists them all"
    }

    private func line(for rated: RatedMatch) -> String {
        let rating = rated.rating
        let label = "\(rating.word)\(rating.score.map { " \($0)" } ?? "")"
        let padded = label + String(repeating: " ", count: max(13 - label.count, 0))
        let id = rated.match.group.id
        // The record that speaks of this package; those of the vulnerability that speak of others are no evidence.
        let record = rated.match.evidence.lazy.map(\.advisory.id).first { $0 != id }
        let name = record.map { "\(id) (\($0))" } ?? id
        let summary = report.headline(of: rated.match) ?? ""
        var text = TerminalText.safe("\(name)  \(summary)")
        if !rated.match.dissent.isEmpty { text = TerminalText.safe("\(name)  [records disagree]  \(summary)") }
        return "    " + palette.rated(padded, by: rating) + " " + TerminalText.cut(text, to: width - 18)
    }

    private func places(of positions: [Int]) -> String {
        let shown = positions.prefix(3).map { place(report.components[$0].location) }
        return shown.joined(separator: ", ") + (positions.count > 3 ? " and \(positions.count - 3) more" : "")
    }

    private func place(_ location: SourceLocation) -> String {
        TerminalText.safe(location.path) + (location.line.map { ":\($0)" } ?? "")
    }

    private func groups(of positions: [Int]) -> String {
        let components = positions.map { report.components[$0] }
        let groups = components.reduce(into: Set<DependencyGroup>()) { $0.formUnion($1.groups) }
        var words: [String] = []
        if components.contains(where: { $0.relationship == .direct }) {
            words.append("direct")
        } else if components.contains(where: { $0.relationship == .transitive }) {
            words.append("transitive")
        }
        if !groups.isEmpty, !groups.contains(.runtime) { words += groups.sorted().map(\.rawValue) }
        return words.joined(separator: " ")
    }

    private mutating func writeQuestions() {
        let questions = report.openQuestions
        guard !questions.isEmpty else { return }
        heading("Could not be judged")
        for question in questions.filter({ $0.group == nil }) {
            lines.append("  " + sentence(question.reason))
            lines.append("    " + list(question.components))
        }
        // One line a reason: a hundred records of one repository are one question.
        var order: [String] = []
        var byReason: [String: (ids: [String], seen: Set<String>, components: [Int])] = [:]
        for question in questions {
            guard let group = question.group else { continue }
            if byReason[question.reason] == nil { order.append(question.reason) }
            var entry = byReason[question.reason] ?? ([], [], [])
            byReason[question.reason] = nil
            if entry.seen.insert(group.id).inserted { entry.ids.append(group.id) }
            entry.components += question.components
            byReason[question.reason] = entry
        }
        for reason in order {
            guard let entry = byReason[reason] else { continue }
            lines.append("  " + sentence(reason))
            let ids = entry.ids.prefix(4).joined(separator: ", ")
            let more = entry.ids.count > 4 ? " and \(entry.ids.count - 4) more" : ""
            lines.append("    " + TerminalText.safe("\(ids)\(more), for ") + list(entry.components))
        }
    }

    private func list(_ positions: [Int]) -> String {
        var seen = Set<String>()
        let names = positions.compactMap { position -> String? in
            let component = report.components[position]
            let text = TerminalText.safe([component.name, component.version].compactMap(\.self).joined(separator: " "))
            return seen.insert(text).inserted ? text : nil
        }
        return names.prefix(6).joined(separator: ", ") + (names.count > 6 ? " and \(names.count - 6) more" : "")
    }

    private func sentence(_ reason: String) -> String {
        let text = TerminalText.safe(reason)
        return text.prefix(1).uppercased() + text.dropFirst() + (text.hasSuffix(".") ? "" : ".")
    }

    private mutating func writeProblems() {
        guard !report.problems.isEmpty else { return }
        heading("Not read or not understood")
        // Whole files before their entries, and of one file only the first few: a hundred lines of one kind hide the rest.
        let unreadable = report.problems.filter { $0.kind == .unreadable }
        for problem in unreadable.prefix(20) { write(problem) }
        if unreadable.count > 20 {
            lines.append("  and \(unreadable.count - 20) more files; --format json lists them all")
        }
        var order: [String] = []
        var byPath: [String: [ScanProblem]] = [:]
        for problem in report.problems where problem.kind == .warning {
            if byPath[problem.location.path] == nil { order.append(problem.location.path) }
            byPath[problem.location.path, default: []].append(problem)
        }
        for path in order.prefix(10) {
            let problems = byPath[path] ?? []
            let shown = problems.count > 4 ? 3 : problems.count
            for problem in problems.prefix(shown) { write(problem) }
            if problems.count > shown {
                lines.append(
                    "  \(TerminalText.safe(path)): \(problems.count - shown) more; --format json lists them all")
            }
        }
        if order.count > 10 {
            let count = order.dropFirst(10).reduce(0) { $0 + (byPath[$1]?.count ?? 0) }
            lines.append("  and \(count) more in \(ScanSummary.count(order.count - 10, "other file"))")
        }
    }

    private mutating func write(_ problem: ScanProblem) {
        lines.append("  \(place(problem.location)): \(TerminalText.safe(problem.message))")
        if let hint = problem.hint { lines.append(palette.faint("    hint: \(TerminalText.safe(hint))")) }
    }

    private mutating func writeSkipped() {
        let counts = SkippedPath.Reason.allCases.compactMap { reason -> String? in
            let count = report.skipped.count { $0.reason == reason }
            return count == 0 ? nil : "\(count) \(reason.phrase)"
        }
        guard !counts.isEmpty else { return }
        lines.append("")
        lines.append(palette.faint("Not looked at: \(counts.joined(separator: "; "))."))
        // A file that names components is no matter of course: it is named.
        let known = report.skipped.filter { $0.format != nil && $0.reason != .answeredByLockfile }
        for skipped in known.prefix(10) {
            lines.append(palette.faint("  \(TerminalText.safe(skipped.path)): \(skipped.reason.sentence)"))
        }
        if known.count > 10 { lines.append(palette.faint("  and \(known.count - 10) more lockfiles and manifests")) }
    }

    private mutating func writeData() {
        lines.append("")
        let data = report.data
        switch data.kind {
        case .starter:
            lines.append(
                "Only the starter set inside Mainstay was used: \(data.advisories) of the best-known vulnerabilities.")
            lines.append("Run 'mainstay update' to get all of them.")
        case .database:
            let made = data.created.map { " as of \($0.rfc3339)" } ?? ""
            let sources = ScanSummary.count(data.sources.count, "source")
            let counts = data.coverage.map { "\($0.ecosystem) \($0.advisories)" }.joined(separator: ", ")
            lines.append(
                palette.faint(
                    "Judged against \(data.advisories) advisories of \(sources)\(made)"
                        + (counts.isEmpty ? "." : "; of what is here: \(counts).")))
        }
    }

    private mutating func heading(_ text: String) {
        lines.append("")
        lines.append(palette.strong(text))
    }
}

extension PackageFindings {
    /// What to upgrade to, as far as the records say.
    var advice: String? {
        if rated.contains(where: \.rating.isMalicious) { return "remove it: the package is malicious" }
        let withFix = rated.filter { !$0.match.fixedVersions.isEmpty }
        guard !withFix.isEmpty else { return "no fixed version is known" }
        if let upgrade { return "upgrade to \(upgrade): nothing known affects it" }
        var versions: [String] = []
        for version in withFix.flatMap(\.match.fixedVersions) where !versions.contains(version) {
            versions.append(version)
        }
        if let scheme = withFix.lazy.flatMap(\.match.evidence).first?.ecosystem.versionScheme {
            versions.sort { scheme.compare($0, $1) == .less }
        }
        let rest = rated.count - withFix.count
        let listed = versions.count > 4 ? versions.prefix(2) + ["…"] + versions.suffix(1) : versions[...]
        return "fixed in " + listed.joined(separator: ", ")
            + (rest > 0 ? "; for \(rest) no fixed version is known" : "")
    }
}
