// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Packages
import Reports
import Wire
import Workflows

struct PurlCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "purl", abstract: "Reads package URLs: canonical form, ecosystem, name and version.",
        discussion: """
            With --batch, reads one a line from the standard input and answers a line each: canonical form, ecosystem, name and \
            version, with tabs between; or ? and the reason.
            """)

    enum Format: String, ExpressibleByArgument, CaseIterable {
        case text, json
    }

    @Argument(help: "Package URLs, as in pkg:npm/%40babel/core@7.0.0.")
    var purls: [String] = []

    @Flag(help: "Read package URLs from the standard input.")
    var batch = false

    @Option(help: "How to write the answer: text or json (one object a line).")
    var format = Format.text

    func validate() throws {
        if purls.isEmpty, !batch { throw ValidationError("Give a package URL, or --batch.") }
    }

    func run() throws {
        let console = Console.current
        var failed = false
        for text in purls {
            let answer = PurlAnswer(text)
            failed = failed || answer.url == nil
            console.print(format == .json ? answer.json.text() : answer.text)
        }
        if batch {
            try BatchLines.forEach { line, output in
                let answer = PurlAnswer(line)
                output.append(contentsOf: (format == .json ? answer.json.text() : answer.line).utf8)
            }
        }
        if failed { throw Ending(status: .usage) }
    }
}

private struct PurlAnswer {
    let asked: String
    let url: PackageURL?
    let error: PackagesError?
    let coordinate: PackageCoordinate?
    let reason: String?

    init(_ text: String) {
        asked = text
        do {
            let url = try PackageURL(parsing: text)
            self.url = url
            error = nil
            switch url.coordinate() {
            case .found(let coordinate):
                self.coordinate = coordinate
                reason = nil
            case .noEcosystem(let reason):
                coordinate = nil
                self.reason = reason.message
            }
        } catch {
            url = nil
            self.error = error
            coordinate = nil
            reason = nil
        }
    }

    var text: String {
        guard let url else {
            let hint = error?.hint.map { "\n  hint: \($0)" } ?? ""
            return TerminalText.safe(asked) + "\n  error: " + TerminalText.safe(error?.message ?? "") + hint
        }
        var lines = [url.description]
        if let coordinate {
            lines.append("  ecosystem  \(TerminalText.safe(coordinate.ecosystem.description))")
            lines.append("  name       \(TerminalText.safe(coordinate.name))")
            if let version = coordinate.version { lines.append("  version    \(TerminalText.safe(version))") }
            if let source = coordinate.source {
                lines.append(
                    "  source     \(TerminalText.safe([source.name, source.version].compactMap(\.self).joined(separator: " ")))"
                )
            }
        } else if let reason {
            lines.append("  no ecosystem: \(TerminalText.safe(reason))")
        }
        return lines.joined(separator: "\n")
    }

    var line: String {
        guard let url else { return "?\t" + TerminalText.safe(error?.message ?? "") }
        guard let coordinate else { return "\(url)\t?\t" + TerminalText.safe(reason ?? "") }
        return TerminalText.safe("\(url)") + "\t"
            + [coordinate.ecosystem.description, coordinate.name, coordinate.version ?? ""].map(TerminalText.safe)
            .joined(separator: "\t")
    }

    var json: JSON {
        .present(
            ("input", .string(asked)), ("purl", url.map { .string($0.description) }),
            ("type", url.map { .string($0.type) }), ("namespace", url?.namespace.map(JSON.string)),
            ("name", url.map { .string($0.name) }), ("version", url?.version.map(JSON.string)),
            (
                "qualifiers",
                url.map { url in
                    .object(url.qualifiers.sorted { $0.key < $1.key }.map { JSON.Member($0.key, .string($0.value)) })
                }
            ),
            ("subpath", url?.subpath.map(JSON.string)),
            (
                "coordinate",
                coordinate.map {
                    .present(
                        ("ecosystem", .string($0.ecosystem.description)), ("name", .string($0.name)),
                        ("version", $0.version.map(JSON.string)))
                }
            ),
            ("noEcosystem", reason.map(JSON.string)), ("error", error.map { .string($0.message) }),
            ("hint", error?.hint.map(JSON.string)))
    }
}
