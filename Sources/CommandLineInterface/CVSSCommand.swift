// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Severities
import Wire
import Workflows

struct CVSSCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cvss", abstract: "Scores CVSS vectors of version 2.0, 3.0, 3.1 and 4.0.",
        discussion: """
            Answers a JSON object a line: every score the metrics allow, with its severity. A vector that is none gets a line \
            with its error, and the command ends with 64. With --batch, reads vectors from the standard input.
            """)

    @Argument(help: "Vectors, as in CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H.")
    var vectors: [String] = []

    @Flag(help: "Read vectors from the standard input, one a line.")
    var batch = false

    func validate() throws {
        if vectors.isEmpty, !batch { throw ValidationError("Give a vector, or --batch.") }
    }

    func run() throws {
        var failed = false
        for text in vectors {
            let answer = CVSSCommand.answer(text)
            failed = failed || answer.failed
            Console.current.print(answer.json, layout: .compact)
        }
        if batch {
            try BatchLines.forEach { line, output in
                let answer = CVSSCommand.answer(line)
                failed = failed || answer.failed
                answer.json.append(to: &output)
            }
        }
        if failed { throw Ending(status: .usage) }
    }

    private static func answer(_ text: String) -> (json: JSON, failed: Bool) {
        do {
            return (try CVSSVector(parsing: text).json, false)
        } catch {
            let json = JSON.present(
                ("vector", .string(text)), ("error", .string(error.message)), ("hint", error.hint.map(JSON.string)))
            return (json, true)
        }
    }
}
