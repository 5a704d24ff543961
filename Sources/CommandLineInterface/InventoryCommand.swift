// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Inventories
import Reports
import Wire
import Workflows

struct InventoryCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "inventory",
        abstract: "Says what is inside a folder, a lockfile or an SBOM, and writes SBOMs.",
        discussion: """
            CycloneDX 1.6 and SPDX 2.3 come out the same byte for byte for the same input: they carry no time unless \
            --timestamp gives one, and their identifiers are made from the content.
            """)

    enum Format: String, ExpressibleByArgument, CaseIterable {
        case table, json, cyclonedx, spdx
    }

    @Argument(help: "Folders, files, package URLs, or - for the standard input.")
    var targets: [String] = ["."]

    @Option(help: "How to write the inventory: table, json, cyclonedx or spdx.")
    var format = Format.table

    @Option(help: ArgumentHelp("The instant an SBOM states as its own (RFC 3339).", valueName: "instant"))
    var timestamp: String?

    @Flag(help: "List the formats that are read, with the identifiers reports use for them.")
    var formats = false

    @OptionGroup var reading: ReadingOptions

    func run() async throws {
        let console = Console.current
        if formats {
            for reader in InventoryFormats.all { console.print("\(reader.format)\t\(reader.title)") }
            return
        }
        let created = try timestamp.map { text throws in
            guard let instant = Instant(rfc3339: text) else {
                throw WorkflowError(
                    .usage, "\(text) is no instant.", hint: "Write it as in 2026-01-31T12:00:00Z (RFC 3339).")
            }
            return instant
        }
        let subject = try await InventoryWorkflow(reading: reading.reading).run(targets)
        let tool = ToolName(name: "mainstay", version: MainstayCommand.version)
        switch format {
        case .table: console.print(table(of: subject))
        case .json: console.print(json(of: subject), layout: .pretty)
        case .cyclonedx:
            console.print(
                CycloneDXExport.json(
                    of: subject.inventories, tool: tool, subject: name, created: created, digest: ContentDigest.sha256),
                layout: .pretty)
        case .spdx:
            console.print(
                SPDXExport.json(
                    of: subject.inventories, tool: tool, subject: name, created: created, digest: ContentDigest.sha256),
                layout: .pretty)
        }
        for problem in subject.problems where format != .json {
            let place = TerminalText.safe(problem.location.path) + (problem.location.line.map { ":\($0)" } ?? "")
            console.say(
                "\(problem.kind == .unreadable ? "error" : "warning"): \(place): \(TerminalText.safe(problem.message))")
        }
        if subject.files.isEmpty, subject.problems.contains(where: { $0.kind == .unreadable }) {
            throw Ending(status: .failure)
        }
    }

    /// What an SBOM is of, where one folder was named: its name, never its path.
    private var name: String? {
        guard targets.count == 1, let target = targets.first, target != "-", !target.hasPrefix("pkg:") else {
            return nil
        }
        let path = target == "." || target.hasSuffix("/.") ? Console.current.workingFolder : target
        return path.split(separator: "/").last { $0 != "." && $0 != ".." }.map(String.init)
    }

    private func table(of subject: Subject) -> String {
        var lines: [String] = []
        for (file, inventory) in zip(subject.files, subject.inventories) {
            lines.append("\(TerminalText.safe(file.path))  (\(file.format), \(file.components))")
            for component in inventory.components {
                var words = [
                    component.name, component.version ?? component.requirement.map { "(\($0))" } ?? "(no version)",
                ]
                if component.relationship != .unknown { words.append(component.relationship.rawValue) }
                if component.groups != [.runtime] { words += component.groups.sorted().map(\.rawValue) }
                lines.append("  " + TerminalText.safe(words.joined(separator: "  ")))
            }
        }
        lines.append("\(subject.components.count) components in \(subject.files.count) files.")
        return lines.joined(separator: "\n")
    }

    private func json(of subject: Subject) -> JSON {
        let files = zip(subject.files, subject.inventories).map { file, inventory -> JSON in
            .present(
                ("path", .string(file.path)), ("format", .string(file.format)),
                ("subject", inventory.subject.map(JSON.string)),
                ("components", .array(inventory.components.map(ComponentJSON.json))),
                (
                    "edges", .array(inventory.edges.map { .array([.integer($0.from), .integer($0.to)]) })
                ))
        }
        let problems = subject.problems.map { problem -> JSON in
            .present(
                ("kind", .string(problem.kind.rawValue)), ("location", ComponentJSON.json(of: problem.location)),
                ("message", .string(problem.message)), ("hint", problem.hint.map(JSON.string)))
        }
        let skipped = subject.skipped.map { path -> JSON in
            ["path": .string(path.path), "reason": .string(path.reason.rawValue)]
        }
        return ["files": .array(files), "problems": .array(problems), "skipped": .array(skipped)]
    }
}
