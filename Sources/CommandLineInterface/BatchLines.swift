// SPDX-License-Identifier: Apache-2.0
import Files
import Workflows

/// Answers the standard input line by line.
enum BatchLines {
    /// - Parameter answer: appends the answer to a line, without the line's end.
    static func forEach(_ answer: (_ line: String, _ output: inout [UInt8]) -> Void) throws {
        let bytes: [UInt8]
        do { bytes = try FileReading.standardInput(limit: 1 << 30) } catch { throw WorkflowError(error) }
        let console = Console.current
        var output: [UInt8] = []
        for line in bytes.split(separator: UInt8(ascii: "\n")) {
            let text = line.last == UInt8(ascii: "\r") ? line.dropLast() : line
            answer(String(decoding: text, as: UTF8.self), &output)
            output.append(UInt8(ascii: "\n"))
            if output.count > 1 << 16 {
                console.standardOutput(output)
                output.removeAll(keepingCapacity: true)
            }
        }
        console.standardOutput(output)
    }
}
