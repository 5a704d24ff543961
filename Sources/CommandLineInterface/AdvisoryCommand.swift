// SPDX-License-Identifier: Apache-2.0
import Advisories
import ArgumentParser
import Reports
import Severities
import Wire
import Workflows

struct AdvisoryCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "advisory", abstract: "Shows or validates single advisories.",
        subcommands: [Show.self, Validate.self])

    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Shows all records of a vulnerability, by any of its ids or aliases.")

        enum Format: String, ExpressibleByArgument, CaseIterable {
            case text, json
        }

        @Argument(help: "An id or alias, as in CVE-2021-44228.")
        var id: String

        @Option(help: "text, or json for the records as they came, one after the other.")
        var format = Format.text

        @OptionGroup var data: DataOptions

        func run() throws {
            let console = Console.current
            let showing = try AdvisoryWorkflow(folder: try data.folder()).show(id)
            switch format {
            case .text: console.print(AdvisoryText(showing).text)
            case .json:
                for record in showing.records {
                    console.standardOutput(record.bytes.last == 10 ? record.bytes : record.bytes + [10])
                }
            }
        }
    }

    struct Validate: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Holds OSV records against the schema 1.7.5 and the linter's rules.",
            discussion: """
                Every finding comes with its rule and a JSON pointer. Ends with 0 when no record has an error, with 1 \
                when one has.
                """)

        enum Format: String, ExpressibleByArgument, CaseIterable {
            case text, json
        }

        @Argument(help: "Files of JSON or YAML, or - for JSON on the standard input.")
        var files: [String]

        @Option(help: "How to write the findings: text or json (one finding a line).")
        var format = Format.text

        func run() throws {
            let console = Console.current
            var errors = 0
            for file in files {
                let context = AdvisoryValidation.Context(now: console.now())
                let findings = try AdvisoryWorkflow.validate(file, context: context, input: console.standardInput)
                errors += findings.count { $0.severity == .error }
                for finding in findings {
                    switch format {
                    case .text: console.print(text(finding, of: file))
                    case .json: console.print(json(finding, of: file), layout: .compact)
                    }
                }
                if findings.isEmpty, format == .text { console.print("\(TerminalText.safe(file)): valid") }
            }
            if errors > 0 { throw Ending(status: .found) }
        }

        private func text(_ finding: ValidationFinding, of file: String) -> String {
            let place = [file, finding.line.map(String.init), finding.column.map(String.init)].compactMap(\.self)
                .joined(separator: ":")
            let pointer = finding.pointer.isEmpty ? "" : " at \(finding.pointer)"
            let hint = finding.hint.map { "\n    hint: \($0)" } ?? ""
            return TerminalText.safe("\(place): \(finding.severity.rawValue) \(finding.rule.rawValue)\(pointer): ")
                + TerminalText.safe(finding.message) + hint
        }

        private func json(_ finding: ValidationFinding, of file: String) -> JSON {
            .present(
                ("file", .string(file)), ("rule", .string(finding.rule.rawValue)),
                ("severity", .string(finding.severity.rawValue)), ("pointer", .string(finding.pointer)),
                ("line", finding.line.map(JSON.integer)), ("column", finding.column.map(JSON.integer)),
                ("message", .string(finding.message)), ("hint", finding.hint.map(JSON.string)))
        }
    }
}

/// A vulnerability for people.
private struct AdvisoryText {
    let showing: AdvisoryShowing

    init(_ showing: AdvisoryShowing) {
        self.showing = showing
    }

    var text: String {
        var lines = [TerminalText.safe(showing.id)]
        let others = showing.ids.filter { $0 != showing.id }
        if !others.isEmpty { lines.append("Also known as " + TerminalText.safe(others.joined(separator: ", "))) }
        for record in showing.records { lines += [""] + self.lines(of: record) }
        if showing.records.isEmpty { lines.append("No record of it is here; it is an alias only.") }
        return lines.joined(separator: "\n")
    }

    private func lines(of record: AdvisoryShowing.Record) -> [String] {
        let advisory = record.advisory
        var lines = [TerminalText.safe("\(advisory.id)  (\(record.source))")]
        if let withdrawn = advisory.withdrawn {
            lines.append("  WITHDRAWN \(withdrawn.rfc3339): nothing is matched against it")
        }
        if let summary = advisory.summary { lines.append("  " + TerminalText.safe(summary)) }
        let dates = [
            advisory.published.map { "published \($0.rfc3339)" }, advisory.modified.map { "modified \($0.rfc3339)" },
        ].compactMap(\.self)
        if !dates.isEmpty { lines.append("  " + dates.joined(separator: ", ")) }
        for severity in advisory.severity + advisory.affected.flatMap(\.severity) {
            let scored = (try? CVSSVector(parsing: severity.score)).map { " (\($0.overall) \($0.severity.word))" } ?? ""
            let line = "  " + TerminalText.safe(severity.score) + scored
            if !lines.contains(line) { lines.append(line) }
        }
        if !advisory.upstream.isEmpty {
            lines.append("  upstream " + TerminalText.safe(advisory.upstream.joined(separator: ", ")))
        }
        for affected in advisory.affected { lines += self.lines(of: affected) }
        for reference in advisory.references.prefix(12) {
            lines.append("  \(TerminalText.safe(reference.type.lowercased())) \(TerminalText.safe(reference.url))")
        }
        if advisory.references.count > 12 { lines.append("  and \(advisory.references.count - 12) more references") }
        return lines
    }

    private func lines(of affected: Affected) -> [String] {
        let name = affected.package.map { "\($0.name) (\($0.ecosystemText))" } ?? "repository"
        var lines: [String] = []
        for range in affected.ranges {
            let events = range.events.map { "\($0.kind.rawValue) \($0.version)" }.joined(separator: ", ")
            let repository = range.repository.map { " \($0)" } ?? ""
            lines.append("  affects " + TerminalText.safe("\(name)\(repository): \(events)"))
        }
        if !affected.versions.isEmpty {
            let shown = affected.versions.prefix(8).joined(separator: ", ")
            let more = affected.versions.count > 8 ? " and \(affected.versions.count - 8) more" : ""
            lines.append("  affects " + TerminalText.safe("\(name): \(shown)\(more)"))
        }
        return lines.isEmpty ? ["  affects " + TerminalText.safe(name)] : lines
    }
}
