// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Reports
import Synchronization
import Workflows

struct UpdateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "update",
        abstract: "Fetches advisories and makes them ready for scans.",
        discussion: """
            Without --from, brings every known source up to date, or OSV's public bucket when none is known. A source is a \
            folder of OSV records (JSON or YAML), a .zip, .tar.gz or .tar.zst of them, or an address in the layout of \
            OSV's bucket. An update that is stopped goes on where it was; until it ends, scans use the old data.
            """)

    @Option(
        name: .customLong("from"),
        help: ArgumentHelp("A source, with a name before it or not; may be given again.", valueName: "[name=]source"))
    var sources: [String] = []

    @Option(help: ArgumentHelp("Remove a source and all its records; may be given again.", valueName: "name"))
    var forget: [String] = []

    @OptionGroup var data: DataOptions

    func run() async throws {
        let console = Console.current
        let progress = ProgressLine(console: console)
        let named = try sources.map { text throws in
            try AdvisorySource(parsing: text, workingFolder: console.workingFolder)
        }
        let workflow = UpdateWorkflow(folder: try data.folder(), now: console.now()) { progress.show($0) }
        let report: UpdateReport
        do {
            report = try await workflow.run(named, forgetting: forget)
            progress.clear()
        } catch {
            progress.clear()
            throw error
        }
        for source in report.sources {
            let name = TerminalText.safe(source.name)
            if let failure = source.failure {
                console.say("error: \(name): \(TerminalText.safe(failure.message))")
                if let hint = failure.hint { console.say("hint: \(TerminalText.safe(hint))") }
                continue
            }
            let counts = source.counts
            var parts = ["\(counts.added) new or changed", "\(counts.unchanged) as before"]
            if counts.removed > 0 { parts.append("\(counts.removed) gone") }
            if counts.problems > 0 {
                parts.append(
                    counts.problems == 1
                        ? "1 file that is no usable record" : "\(counts.problems) files that are no usable records")
            }
            console.print("\(name): \(parts.joined(separator: ", "))")
            for problem in source.problems {
                console.say("warning: \(name): \(TerminalText.safe("\(problem.origin): \(problem.message)"))")
            }
            let rest = counts.problems - source.problems.count
            if rest > 0 { console.say("warning: \(name): and \(rest) more") }
            for remark in counts.remarks { console.say("warning: \(name): \(TerminalText.safe(remark))") }
        }
        if let index = report.index {
            let advisories = ScanSummary.count(index.advisories, "advisory")
            let packages = ScanSummary.count(index.packages, "package")
            console.print(
                "\(advisories) (\(index.withdrawn) withdrawn) of \(packages) \(index.advisories == 1 ? "is" : "are") ready."
            )
            for remark in index.remarks.prefix(20) { console.print("note: \(TerminalText.safe(remark))") }
            if index.remarks.count > 20 { console.print("note: and \(index.remarks.count - 20) more of this kind") }
        } else {
            console.print(
                report.isEmpty
                    ? "No advisories are kept; scans answer from the starter set." : "The index was up to date.")
        }
        if report.sources.contains(where: { $0.failure != nil }) { throw Ending(status: .failure) }
    }
}

/// One line on a terminal's standard error that says what is going on; silent elsewhere.
private final class ProgressLine: Sendable {
    private let console: Console
    private let shown = Mutex("")

    init(console: Console) {
        self.console = console
    }

    func show(_ progress: UpdateProgress) {
        guard console.errorIsTerminal else { return }
        let text =
            switch progress {
            case .fetching(let source, let part, let done, let total):
                "\(source) \(part): " + (total.map { ProgressLine.bar(done, $0) } ?? "\(done >> 20) MB")
            case .records(let source, let part, let count):
                "\(source)\(part.map { " \($0)" } ?? ""): \(count) records"
            case .indexing: "making the index"
            }
        let safe = String(TerminalText.safe(text).prefix(max(console.width - 1, 10)))
        shown.withLock { last in
            guard last != safe else { return }
            last = safe
            console.standardError(Array("\r\u{1B}[K\(safe)".utf8))
        }
    }

    func clear() {
        if console.errorIsTerminal { console.standardError(Array("\r\u{1B}[K".utf8)) }
    }

    private static func bar(_ done: Int, _ total: Int) -> String {
        let share = total > 0 ? min(done * 100 / total, 100) : 0
        let filled = share / 5
        return "[" + String(repeating: "#", count: filled) + String(repeating: ".", count: 20 - filled) + "] \(share) %"
    }
}
