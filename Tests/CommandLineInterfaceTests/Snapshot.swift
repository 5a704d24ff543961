// SPDX-License-Identifier: Apache-2.0
import Foundation
import TestSupport
import Testing

/// A command line and all that it answers, held against `Snapshots/NAME.txt`; with `MAINSTAY_RECORD=1` the file is written.
enum Snapshot {
    static func check(
        _ name: String, _ arguments: [String], input: String = "", in folder: TemporaryFolder,
        sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
        let run = await CommandRun(arguments, input: input, in: folder)
        var lines = ["$ mainstay " + arguments.map(quoted).joined(separator: " ")]
        if !input.isEmpty { lines += ["--- input", input.trimmed] }
        lines.append("--- ends with \(run.status)")
        if !run.output.isEmpty { lines += ["--- output", run.output.trimmed] }
        if !run.error.isEmpty { lines += ["--- error", run.error.trimmed] }
        let text = lines.joined(separator: "\n") + "\n"
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Snapshots/\(name).txt")
        if ProcessInfo.processInfo.environment["MAINSTAY_RECORD"] == "1" {
            try Data(text.utf8).write(to: file)
            return
        }
        let recorded = try String(contentsOf: file, encoding: .utf8)
        #expect(text == recorded, "\(name) differs; MAINSTAY_RECORD=1 records it anew", sourceLocation: sourceLocation)
    }

    private static func quoted(_ word: String) -> String {
        word.isEmpty || word.contains { " |<>&*()".contains($0) } ? "'\(word)'" : word
    }
}

extension String {
    /// Without the line breaks at the end.
    fileprivate var trimmed: String {
        var text = self
        while text.last == "\n" { text.removeLast() }
        return text
    }
}
