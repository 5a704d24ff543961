// SPDX-License-Identifier: Apache-2.0
import Foundation
import Synchronization
import TestSupport
import Wire
import Workflows

@testable import CommandLineInterface

/// One command line, run inside the test with a clock that stands still, a data folder of its own and a captured output.
struct CommandRun {
    var status: Int32
    var output: String
    var error: String

    static let now = Instant(seconds: 1_796_342_400)

    /// - Parameter folder: what `DATA` in arguments and answers stands for; `ROOT` is that of the project.
    init(
        _ arguments: [String], input: String = "", in folder: TemporaryFolder, isTerminal: Bool = false,
        environment: [String: String] = [:]
    ) async {
        let streams = Streams()
        let console = Console(
            standardInput: StandardInput(Array(input.utf8)), standardOutput: { streams.output.append($0) },
            standardError: { streams.error.append($0) }, outputIsTerminal: isTerminal, errorIsTerminal: isTerminal,
            width: 100,
            environment: environment.merging(["MAINSTAY_DATA": folder.url.appending(path: "data").path]) { own, _ in own
            },
            workingFolder: folder.url.path, now: { CommandRun.now })
        let words = arguments.map { CommandRun.filled($0, folder) }
        status = await MainstayCommand.run(words, on: console)
        output = CommandRun.emptied(streams.output.text, folder)
        error = CommandRun.emptied(streams.error.text, folder)
    }

    /// The root of the project.
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().path

    static func filled(_ text: String, _ folder: TemporaryFolder) -> String {
        text.replacing("DATA", with: folder.url.path).replacing("ROOT", with: root)
    }

    private static func emptied(_ text: String, _ folder: TemporaryFolder) -> String {
        text.replacing(folder.url.path, with: "DATA").replacing(root, with: "ROOT")
    }
}

private final class Streams: Sendable {
    let output = Stream()
    let error = Stream()
}

private final class Stream: Sendable {
    private let bytes = Mutex<[UInt8]>([])

    func append(_ more: [UInt8]) { bytes.withLock { $0 += more } }

    var text: String { bytes.withLock { String(decoding: $0, as: UTF8.self) } }
}
