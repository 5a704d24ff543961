// SPDX-License-Identifier: Apache-2.0
import Workflows

/// Answers the standard input line by line.
enum BatchLines {
    /// One answer for every line, an empty one too.
    ///
    /// - Parameter answer: appends the answer to a line, without the line's end.
    static func forEach(_ answer: (_ line: String, _ output: inout [UInt8]) -> Void) throws {
        let console = Console.current
        var bytes = try console.standardInput.bytes(limit: 1 << 30)[...]
        if bytes.last == UInt8(ascii: "\n") { bytes.removeLast() } else if bytes.isEmpty { return }
        var output: [UInt8] = []
        for line in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
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
