// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Criteria
import HealthReports
import ProjectHealth
import Reports
import Wire
import Workflows

struct HealthCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "health",
        abstract: "Says how healthy and how secure a project is, from a clone alone.",
        discussion: """
            Reads the files of a commit and its whole history, asks every check of OpenSSF Scorecard and more, and shows \
            the line that costs the points. What cannot be seen widens the score to an interval; it is never counted as \
            good, bad or nothing.

            Ends with 0, with 1 when the score may be below --fail-under, 64 when the command is wrong, 70 when something \
            failed.
            """)

    enum Format: String, ExpressibleByArgument, CaseIterable {
        case table, json, scorecard, sarif, probes, gemara, bestpractices, markdown, badge, svg
    }

    @Argument(help: "Checkouts, bare repositories, folders, or addresses of repositories (https://…, git@…).")
    var targets: [String] = ["."]

    @Option(
        help: """
            How to write the report: table, json, scorecard (its JSON, version 2), sarif, probes, gemara (an evaluation \
            log), bestpractices (answers for the badge), markdown, badge (a picture), or svg (the chart of --history).
            """)
    var format = Format.table

    @Option(help: "Explain one check: what it asks, the evidence, and what would change it.")
    var explain: String?

    @Flag(help: "Judge past commits: how the checks went, and which commit moved them.")
    var history = false

    @Option(help: "With --history: a point a month or a release.")
    var every = Steps.month

    enum Steps: String, ExpressibleByArgument, CaseIterable { case month, release }

    @Option(help: "With --history: how many years back.")
    var years = 10

    @Option(help: "End with 1 when the score may be below this (0 to 10, such as 6.5).")
    var failUnder: String?

    @OptionGroup(title: "What to judge") var judging: HealthJudgingOptions
    @OptionGroup(title: "What is known beside the clone") var evidence: HealthEvidenceOptions
    @OptionGroup(title: "Many projects") var fleet: HealthFleetOptions
    @OptionGroup var data: DataOptions

    func run() async throws {
        let console = Console.current
        var options = try judging.options(now: console.now())
        try evidence.fill(&options, environment: console.environment)
        let least = try failUnder.map(HealthCommand.tenths)
        let folder = try data.folder()
        if history {
            try await runHistory(options, folder, console)
            return
        }
        guard format != .svg else {
            throw WorkflowError(.usage, "svg is the chart of --history.", hint: "Give --history, or --format badge.")
        }
        let all = try fleet.targets(beside: targets)
        if all.count > 1 || fleet.isAsked {
            try await runFleet(all, options, folder, least, console)
            return
        }
        if let explain { options.checks = [explain] }
        // What a format is of is always judged.
        if format == .gemara { options.sections.insert(.baseline) }
        if format == .bestpractices { options.sections.insert(.badge) }
        let workflow = HealthWorkflow(folder: folder, version: MainstayCommand.version, options: options)
        let report = try await workflow.run(all.first ?? ".")
        if explain != nil, format == .table, let result = report.results.first {
            console.print(
                ExplanationText.text(
                    of: result, palette: Palette(colours: console.usesColours), width: console.width))
        } else {
            write(report, console)
        }
        if let least, HealthCommand.isBelow(least, report) { throw Ending(status: .found) }
    }

    private func write(_ report: HealthReport, _ console: Console) {
        switch format {
        case .table:
            console.print(
                HealthTable.text(
                    of: report, palette: Palette(colours: console.usesColours), width: console.width,
                    cuts: console.outputIsTerminal))
        case .json: console.print(HealthJSON.json(of: report), layout: .pretty)
        case .scorecard: console.print(ScorecardJSON.json(of: report), layout: .compact)
        case .sarif: console.print(HealthSARIF.json(of: report), layout: .pretty)
        case .probes: console.print(ProbeJSON.json(of: report), layout: .pretty)
        case .gemara: console.print(HealthGemara.text(of: report))
        case .bestpractices: console.print(BestPracticesFile.json(of: report), layout: .pretty)
        case .markdown: console.print(HealthMarkdown.text(of: report))
        case .badge, .svg: console.print(HealthBadge.picture(of: report).svg)
        }
    }

    private func runHistory(_ options: HealthOptions, _ folder: DataFolder, _ console: Console) async throws {
        guard targets.count == 1, let target = targets.first else {
            throw WorkflowError(.usage, "--history is of one project.")
        }
        guard (1...50).contains(years) else {
            throw WorkflowError(.usage, "--years is a number from 1 to 50.")
        }
        let workflow = HealthTrendWorkflow(folder: folder, version: MainstayCommand.version, options: options)
        let trend = try await workflow.run(
            target, steps: every == .month ? .months(years * 12) : .releases(years: years))
        switch format {
        case .table:
            console.print(
                TrendText.text(
                    of: trend, palette: Palette(colours: console.usesColours), width: console.width,
                    cuts: console.outputIsTerminal))
        case .json: console.print(TrendJSON.json(of: trend), layout: .pretty)
        case .svg: console.print(trend.picture.svg)
        default:
            throw WorkflowError(.usage, "--history is written as table, json or svg.")
        }
    }

    /// `6.5` as 65.
    private static func tenths(_ text: String) throws -> Int {
        guard let tenths = ScoreText.tenths(of: text) else {
            throw WorkflowError(
                .usage, "--fail-under takes a score from 0 to 10 with at most one decimal place, not '\(text)'.")
        }
        return tenths
    }

    /// Unknown is never fine: the lower end decides.
    static func isBelow(_ least: Int, _ report: HealthReport) -> Bool {
        (report.adjusted.interval?.lowest ?? 0) < least
    }
}

/// Which parts, of which commit, seen from when.
struct HealthJudgingOptions: ParsableArguments {
    @Option(help: "A commit, branch or tag instead of what is checked out.")
    var commit: String?

    @Option(
        help: ArgumentHelp("The day that \"recent\" is counted from (today, or the commit's).", valueName: "YYYY-MM-DD")
    )
    var asOf: String?

    @Option(
        help: ArgumentHelp(
            "Only these parts: checks, metrics, takeover, intent, criticality, baseline, badge.", valueName: "parts"))
    var only: String?

    @Option(help: ArgumentHelp("Only these checks, by their names and commas between.", valueName: "checks"))
    var checks: String?

    @Flag(help: "Judge the files alone.")
    var noHistory = false

    @Flag(help: "Look for credentials in every version of every file.")
    var secretsInHistory = false

    @Flag(help: "Keep nothing of what was read, and use nothing that was kept.")
    var noCache = false

    @Option(help: ArgumentHelp("Waivers (default: .mainstay/exemptions.yml of the project).", valueName: "file"))
    var exemptions: String?

    /// What no option changes.
    /// Runs of one day are alike, and what was committed today is not in the future.
    static func standard(now: Instant) -> HealthOptions { HealthOptions(asOf: now.endOfDay) }

    func options(now: Instant) throws -> HealthOptions {
        var options = HealthJudgingOptions.standard(now: now)
        if let asOf {
            guard let day = Instant(rfc3339: asOf + "T23:59:59Z") else {
                throw WorkflowError(.usage, "--as-of takes a day such as 2026-11-25, not '\(asOf)'.")
            }
            options.asOf = day
        }
        options.commit = commit
        options.countsFromCommit = commit != nil && asOf == nil
        options.history = noHistory ? .no : .read
        options.searchesPastSecrets = secretsInHistory
        options.usesCache = !noCache
        options.exemptions = exemptions
        options.checks = checks?.split(separator: ",").map(String.init)
        if let only {
            options.sections = []
            for name in only.split(separator: ",") {
                guard let section = HealthReport.Section(rawValue: String(name)) else {
                    let names = HealthReport.Section.allCases.map(\.rawValue).joined(separator: ", ")
                    throw WorkflowError(.usage, "There is no part '\(name)'.", hint: "There are: \(names).")
                }
                options.sections.insert(section)
            }
        }
        return options
    }
}

/// What a clone does not say.
struct HealthEvidenceOptions: ParsableArguments {
    @Flag(help: "Ask the project's forge; a token is read from MAINSTAY_FORGE_TOKEN.")
    var forge = false

    @Option(
        help: ArgumentHelp(
            "The forge that the token is for (MAINSTAY_FORGE_HOST; else that of --forge-project, else github.com).",
            valueName: "host"))
    var forgeHost: String?

    @Option(
        help: ArgumentHelp("The project's address, where the checkout's remote does not say it.", valueName: "address"))
    var forgeProject: String?

    @Option(help: ArgumentHelp("What runs there: github, gitlab or forgejo.", valueName: "kind"))
    var forgeKind: String?

    @Option(help: ArgumentHelp("The most requests to the forge.", valueName: "number"))
    var forgeRequests: Int?

    @Option(help: ArgumentHelp("Write what the forge said to a file.", valueName: "file"))
    var saveForgeSnapshot: String?

    @Option(help: ArgumentHelp("Read what a forge said from a file.", valueName: "file"))
    var forgeSnapshot: String?

    @Option(help: ArgumentHelp("OSS-Fuzz's status.json.", valueName: "file"))
    var ossFuzz: String?

    @Option(
        help: ArgumentHelp(
            "The project's Best Practices Badge: none, inProgress, passing, silver or gold.", valueName: "level"))
    var badgeLevel: String?

    @Option(help: ArgumentHelp("Hold signatures against SSH keys (ssh-keygen's allowed signers).", valueName: "file"))
    var allowedSigners: String?

    @Option(help: ArgumentHelp("Hold signatures against OpenPGP keys.", valueName: "file"))
    var keyring: String?

    func fill(_ options: inout HealthOptions, environment: [String: String]) throws {
        options.forgeSnapshot = forgeSnapshot
        options.ossFuzz = ossFuzz
        options.allowedSigners = allowedSigners
        options.keyring = keyring
        if let badgeLevel {
            guard let level = BadgeEntry(rawValue: badgeLevel) else {
                let names = BadgeEntry.allCases.map(\.rawValue).joined(separator: ", ")
                throw WorkflowError(.usage, "There is no badge level '\(badgeLevel)'.", hint: "There are: \(names).")
            }
            options.badge = level
        }
        guard forge || forgeProject != nil || saveForgeSnapshot != nil else { return }
        var asking = ForgeAsking()
        asking.project = forgeProject
        asking.budget = forgeRequests
        asking.saveTo = saveForgeSnapshot
        asking.token = environment["MAINSTAY_FORGE_TOKEN"].flatMap { $0.isEmpty ? nil : $0 }
        let host = forgeHost ?? environment["MAINSTAY_FORGE_HOST"].flatMap { $0.isEmpty ? nil : $0 }
        if let host { try asking.setTokenHost(host) }
        if let forgeKind {
            guard asking.setKind(named: forgeKind) else {
                throw WorkflowError(
                    .usage, "There is no forge of the kind '\(forgeKind)'.",
                    hint: "There are: github, gitlab, forgejo.")
            }
        }
        options.forge = asking
    }
}
