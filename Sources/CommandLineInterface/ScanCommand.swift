// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import HealthReports
import Reports
import Severities
import Wire
import Workflows

struct ScanCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "scan",
        abstract: "Says what is known against a folder, a lockfile, an SBOM or a package URL.",
        discussion: """
            Finds lockfiles, manifests, SBOMs and package databases by itself. Every component gets a verdict; what \
            cannot be judged is listed with the reason, never left out.

            Ends with 0 when nothing is affected, 1 when something is (at or above --fail-on), 2 when something could \
            not be judged and --strict is given, 64 when the command is wrong, 70 when something failed.
            """)

    enum Format: String, ExpressibleByArgument, CaseIterable {
        case table, json, sarif
    }

    enum FailOn: String, ExpressibleByArgument, CaseIterable {
        case any, low, medium, high, critical, never

        var severity: Severity? {
            switch self {
            case .any: Severity.none
            case .low: .low
            case .medium: .medium
            case .high: .high
            case .critical: .critical
            case .never: nil
            }
        }
    }

    @Argument(help: "Folders, files, package URLs (pkg:…), or - for an SBOM or package URLs on the standard input.")
    var targets: [String] = ["."]

    @Option(help: "How to write the report: table, json or sarif.")
    var format = Format.table

    @Option(help: "End with 1 only for this severity or worse: any, low, medium, high, critical or never.")
    var failOn = FailOn.any

    @Flag(help: "End with 2 when something could not be judged or read.")
    var strict = false

    @Option(help: "Only vulnerabilities, or only the health of checkouts; by default both.")
    var only: Part?

    enum Part: String, ExpressibleByArgument, CaseIterable { case vulnerabilities, health }

    @OptionGroup var reading: ReadingOptions
    @OptionGroup var data: DataOptions

    func run() async throws {
        let console = Console.current
        let workflow = ScanWorkflow(
            folder: try data.folder(), version: MainstayCommand.version, reading: reading.reading)
        let report = try await workflow.run(targets)
        let health = only == .vulnerabilities ? [] : try await health(report, workflow, console)
        write(report, health, console)
        guard only != .health else { return }
        if let least = failOn.severity,
            report.affectedPackages.contains(where: { $0.rated.contains { $0.rating.reaches(least) } })
        {
            throw Ending(status: .found)
        }
        let summary = report.summary
        if strict, summary.notJudged > 0 || !report.problems.isEmpty { throw Ending(status: .notJudged) }
        if summary.unreadable > 0, report.files.isEmpty { throw Ending(status: .failure) }
    }
}

extension ScanCommand {
    /// Of the targets that are checkouts. A scan is quick: the history counts where 'mainstay health' has read it before.
    private func health(
        _ report: ScanReport, _ workflow: ScanWorkflow, _ console: Console
    ) async throws -> [HealthReport] {
        var options = HealthJudgingOptions.standard(now: console.now())
        options.history = .ifKept
        let judging = HealthWorkflow(folder: workflow.folder, version: MainstayCommand.version, options: options)
        var reports: [HealthReport] = []
        for target in targets where HealthWorkflow.isCheckout(target) {
            reports.append(try await judging.run(target, scanned: targets.count == 1 ? report : nil))
        }
        if only == .health, reports.isEmpty {
            throw WorkflowError(
                .usage, "None of the targets is a checkout.", hint: "'mainstay health FOLDER' judges any folder.")
        }
        return reports
    }

    private func write(_ report: ScanReport, _ health: [HealthReport], _ console: Console) {
        let palette = Palette(colours: console.usesColours)
        switch format {
        case .table:
            var parts = only == .health ? [] : [TableReport.text(of: report, palette: palette, width: console.width)]
            parts += health.map { HealthTable.summary(of: $0, palette: palette, width: console.width) }
            console.print(parts.joined(separator: "\n"))
        case .json:
            let documents = health.map(HealthJSON.json)
            if only == .health {
                console.print(.object([JSON.Member("health", .array(documents))]), layout: .pretty)
            } else {
                console.print(JSONReport.json(of: report, health: documents), layout: .pretty)
            }
        case .sarif:
            let runs = health.map(HealthSARIF.run)
            console.print(
                only == .health ? SARIFReport.log(runs) : SARIFReport.json(of: report, beside: runs), layout: .pretty)
        }
    }
}

/// Options of the commands that read targets.
struct ReadingOptions: ParsableArguments {
    @Flag(help: "Read what .gitignore names as well.")
    var noIgnore = false

    @Flag(help: "Read manifests even where a lockfile answers for them.")
    var manifests = false

    @Option(help: ArgumentHelp("The most bytes of one file.", valueName: "bytes"))
    var maxFileSize = 256 << 20

    var reading: TargetReading {
        TargetReading(
            fileLimit: max(1, min(maxFileSize, 1 << 32)), honoursIgnoreFiles: !noIgnore,
            readsAnsweredManifests: manifests, input: Console.current.standardInput)
    }
}
