// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Reports
import Wire
import Workflows

struct StatusCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status", abstract: "Says which advisories are at hand, how old they are, and what is stale.")

    enum Format: String, ExpressibleByArgument, CaseIterable {
        case table, json
    }

    @Option(help: "How to write the answer: table or json.")
    var format = Format.table

    @OptionGroup var data: DataOptions

    func run() throws {
        let console = Console.current
        let status = try StatusWorkflow(folder: try data.folder(), now: console.now()).run()
        switch format {
        case .table: console.print(text(of: status))
        case .json: console.print(json(of: status), layout: .pretty)
        }
    }

    private func text(of status: DataStatus) -> String {
        var lines: [String] = []
        if status.isStarter {
            lines.append("Only the starter set inside Mainstay is here: \(status.advisories) advisories.")
            lines.append(
                "Run 'mainstay update' to get all of them; they are kept in \(TerminalText.safe(status.folder)).")
        } else {
            lines.append(
                "\(ScanSummary.count(status.advisories, "advisory")) (\(status.withdrawn) withdrawn) of "
                    + "\(ScanSummary.count(status.packages, "package")), "
                    + "in \(TerminalText.safe(status.folder)).")
        }
        if status.isIndexOld {
            lines.append("An update was stopped before its end; run 'mainstay update' to finish it.")
        }
        if !status.sources.isEmpty {
            lines += ["", "Sources"]
            for source in status.sources {
                let age = source.age.map { "updated \(StatusCommand.words($0)) ago" } ?? "never read to its end"
                let stale = source.isStale ? ", stale" : ""
                let unusable =
                    source.problemCount > 0 ? ", \(ScanSummary.count(source.problemCount, "file")) not usable" : ""
                lines.append(
                    "  \(TerminalText.safe(source.name)): \(ScanSummary.count(source.records, "record"))\(unusable), \(age)\(stale)"
                )
                lines.append("    \(TerminalText.safe(source.location))")
                for problem in source.problems {
                    lines.append("    \(TerminalText.safe(problem.origin)): \(TerminalText.safe(problem.message))")
                }
                let rest = source.problemCount - source.problems.count
                if rest > 0 { lines.append("    and \(rest) more") }
            }
        }
        lines += ["", "Ecosystems"]
        let width = status.ecosystems.map(\.name.count).max() ?? 0
        for ecosystem in status.ecosystems {
            let padding = String(repeating: " ", count: width - ecosystem.name.count)
            lines.append("  \(ecosystem.name)\(padding)  \(ecosystem.advisories)")
        }
        return lines.joined(separator: "\n")
    }

    static func words(_ seconds: Int64) -> String {
        switch max(seconds, 0) {
        case ..<120: "\(max(seconds, 0)) seconds"
        case ..<7200: "\(seconds / 60) minutes"
        case ..<172_800: "\(seconds / 3600) hours"
        default: "\(seconds / 86400) days"
        }
    }

    private func json(of status: DataStatus) -> JSON {
        .present(
            ("folder", .string(status.folder)), ("starter", .boolean(status.isStarter)),
            ("created", status.created.map { .string($0.rfc3339) }), ("indexIsOld", .boolean(status.isIndexOld)),
            ("advisories", .integer(status.advisories)), ("withdrawn", .integer(status.withdrawn)),
            ("groups", .integer(status.groups)), ("packages", .integer(status.packages)),
            (
                "sources",
                .array(
                    status.sources.map { source in
                        .present(
                            ("name", .string(source.name)), ("location", .string(source.location)),
                            ("records", .integer(source.records)), ("problems", .integer(source.problemCount)),
                            ("ageSeconds", source.age.map { .integer(Int($0)) }), ("stale", .boolean(source.isStale)))
                    })
            ),
            ("ecosystems", .object(status.ecosystems.map { JSON.Member($0.name, .integer($0.advisories)) })))
    }
}
