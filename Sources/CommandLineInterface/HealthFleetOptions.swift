// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import HealthReports
import Reports
import Wire
import Workflows

/// Many projects in one run.
struct HealthFleetOptions: ParsableArguments {
    @Option(help: ArgumentHelp("A file with one target a line; - for the standard input.", valueName: "file"))
    var list: String?

    @Option(
        help: ArgumentHelp(
            "Write one line of JSON a project to a file; projects that are in it already are not judged again.",
            valueName: "file"))
    var output: String?

    var isAsked: Bool { list != nil || output != nil }

    func targets(beside named: [String]) throws -> [String] {
        guard let list else { return named }
        let listed = try TargetList(path: list, input: Console.current.standardInput).targets()
        // The default target is nobody's wish where a list is given.
        return (named == ["."] ? [] : named) + listed
    }
}

extension HealthCommand {
    /// One project after the other; one that cannot be judged is said, and the others go on.
    func runFleet(
        _ targets: [String], _ options: HealthOptions, _ folder: DataFolder, _ least: Int?, _ console: Console
    ) async throws {
        guard explain == nil else { throw WorkflowError(.usage, "--explain is of one project.") }
        guard format == .table || format == .json else {
            throw WorkflowError(.usage, "Many projects are written as table or json.")
        }
        // What is known of one project says nothing of the others.
        let evidence = [
            ("--commit", options.commit != nil), ("--forge-project", options.forge?.project != nil),
            ("--forge-snapshot", options.forgeSnapshot != nil),
            ("--save-forge-snapshot", options.forge?.saveTo != nil), ("--badge-level", options.badge != nil),
        ]
        if targets.count > 1, let (name, _) = evidence.first(where: \.1) {
            throw WorkflowError(
                .usage, "\(name) is of one project, and \(targets.count) are named.",
                hint: "Judge that one in a run of its own.")
        }
        let fleet = HealthFleetWorkflow(
            workflow: HealthWorkflow(folder: folder, version: MainstayCommand.version, options: options),
            output: self.fleet.output)
        let palette = Palette(colours: console.usesColours)
        if format == .table { console.print(palette.strong(FleetText.heading)) }
        var (judged, below, failed) = (0, 0, 0)
        try await fleet.run(targets) { event in
            switch event {
            case .begins(let target, let number, let count):
                if console.errorIsTerminal {
                    console.progress("\(number)/\(count) \(TerminalText.safe(target))")
                }
            case .judged(let line):
                judged += 1
                if let least, (line.lowest ?? 0) < least { below += 1 }
                if console.errorIsTerminal { console.progress("") }
                if self.fleet.output == nil, format == .json {
                    console.print(line.json, layout: .compact)
                } else if format == .table {
                    console.print(FleetText.row(line, width: console.width))
                }
            case .failed(let target, let error):
                failed += 1
                if console.errorIsTerminal { console.progress("") }
                console.say("error: \(TerminalText.safe("\(target): \(error.message)"))")
            case .known(_, let lowest):
                judged += 1
                if let least, (lowest ?? 0) < least { below += 1 }
            }
        }
        if format == .table {
            console.say("\(judged) judged, \(failed) could not be judged")
        }
        if failed > 0, judged == 0 { throw Ending(status: .failure) }
        if below > 0 { throw Ending(status: .found) }
        if failed > 0 { throw Ending(status: .notJudged) }
    }
}
