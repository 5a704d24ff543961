// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Packages
import Reports
import Workflows

struct VersionCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "version",
        abstract: "Compares versions and looks them up in ranges, by the rules of an ecosystem.",
        subcommands: [Compare.self, Contains.self])

    struct Compare: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Says whether one version is before, equal to or behind another: <, = or >.",
            discussion: """
                Answers ? and the reason, and ends with 2, when the two cannot be compared. With --batch, reads lines of \
                ECOSYSTEM, A and B with tabs between from the standard input and answers a line each.
                """)

        @Argument(help: "The ecosystem, as OSV writes it: npm, PyPI, Debian:12 …; with two versions behind it.")
        var words: [String] = []

        @Flag(help: "Read lines from the standard input.")
        var batch = false

        func validate() throws {
            if batch ? !words.isEmpty : words.count != 3 {
                throw ValidationError("Write: mainstay version compare ECOSYSTEM A B, or --batch.")
            }
        }

        func run() throws {
            if batch {
                var schemes: [String: VersionScheme] = [:]
                return try BatchLines.forEach { line, output in
                    let parts = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
                    guard parts.count == 3 else {
                        output.append(contentsOf: "?\ta line has three fields with tabs between".utf8)
                        return
                    }
                    do throws(PackagesError) {
                        let scheme: VersionScheme
                        if let known = schemes[parts[0]] {
                            scheme = known
                        } else {
                            scheme = try Compare.scheme(parts[0])
                        }
                        schemes[parts[0]] = scheme
                        output.append(contentsOf: Compare.answer(scheme.compare(parts[1], parts[2]), "\t").utf8)
                    } catch {
                        output.append(contentsOf: "?\t\(error.message)".utf8)
                    }
                }
            }
            let scheme: VersionScheme
            do { scheme = try Compare.scheme(words[0]) } catch { throw WorkflowError(error) }
            let comparison = scheme.compare(words[1], words[2])
            Console.current.print(TerminalText.safe(Compare.answer(comparison, " ")))
            if case .notEvaluable = comparison { throw Ending(status: .notJudged) }
        }

        static func scheme(_ text: String) throws(PackagesError) -> VersionScheme {
            let name = try EcosystemName(parsing: text)
            guard let scheme = name.versionScheme else {
                throw PackagesError("How versions of \(name) are ordered is not known.")
            }
            return scheme
        }

        private static func answer(_ comparison: VersionComparison, _ gap: String) -> String {
            switch comparison {
            case .less: "<"
            case .equal: "="
            case .greater: ">"
            case .notEvaluable(let reason): "?\(gap)\(reason)"
            }
        }
    }

    struct Contains: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Says whether a VERS range contains a version.",
            discussion: "Answers yes, no, or ? and the reason; ends with 0, 1 and 2.")

        @Argument(help: "The range, as in vers:npm/>=1.0.0|<2.0.0.")
        var range: String

        @Argument(help: "The version.")
        var version: String

        func run() throws {
            let parsed: VersionRange
            do { parsed = try VersionRange(parsing: range) } catch { throw WorkflowError(error) }
            switch parsed.contains(version) {
            case .inside: Console.current.print("yes")
            case .outside:
                Console.current.print("no")
                throw Ending(status: .found)
            case .notEvaluable(let reason):
                Console.current.print(TerminalText.safe("? \(reason)"))
                throw Ending(status: .notJudged)
            }
        }
    }
}
