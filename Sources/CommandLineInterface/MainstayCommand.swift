// SPDX-License-Identifier: Apache-2.0
package import ArgumentParser
import Reports
import Workflows

/// The command `mainstay`.
package struct MainstayCommand: AsyncParsableCommand {
    package static let version = "0.1.0"

    package static let configuration = CommandConfiguration(
        commandName: "mainstay",
        abstract: "Says what is inside a project, what is known against it, and how sure that is.",
        discussion: """
            Works offline: a checkout and a database file are enough. 'mainstay update' fetches all known \
            vulnerabilities; until then the starter set inside the program answers.
            """,
        version: version,
        subcommands: [
            ScanCommand.self, HealthCommand.self, InventoryCommand.self, UpdateCommand.self, StatusCommand.self,
            AdvisoryCommand.self,
            PurlCommand.self, VersionCommand.self, CVSSCommand.self,
        ])

    package init() {}

    /// Runs one command line and answers with the status the process ends with.
    package static func run(_ arguments: [String], on console: Console) async -> Int32 {
        await Console.$current.withValue(console) {
            do {
                var command = try parseAsRoot(arguments)
                if var asynchronous = command as? any AsyncParsableCommand {
                    try await asynchronous.run()
                } else {
                    try command.run()
                }
                return ExitStatus.success.rawValue
            } catch let status as Ending {
                return status.status.rawValue
            } catch let error as WorkflowError {
                console.say("error: \(TerminalText.safe(error.message))")
                if let hint = error.hint { console.say("hint: \(TerminalText.safe(hint))") }
                switch error.kind {
                case .usage: return ExitStatus.usage.rawValue
                case .failure: return ExitStatus.failure.rawValue
                case .busy: return ExitStatus.busy.rawValue
                }
            } catch {
                let text = fullMessage(for: error, columns: min(console.width, 120))
                let code = exitCode(for: error)
                if code.isSuccess { console.print(text) } else { console.say(text) }
                return code.isSuccess ? ExitStatus.success.rawValue : ExitStatus.usage.rawValue
            }
        }
    }
}

/// A command that has said all it has to say and ends with a status of its own.
struct Ending: Error {
    var status: ExitStatus
}

/// Options of the commands that use the data folder.
struct DataOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The folder of the advisories (default: MAINSTAY_DATA, or mainstay below XDG_DATA_HOME or ~/.local/share).",
            valueName: "folder"))
    var data: String?

    func folder() throws -> DataFolder {
        if let data { return DataFolder(path: data) }
        return try DataFolder(environment: Console.current.environment)
    }
}
