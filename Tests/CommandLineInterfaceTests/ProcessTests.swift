// SPDX-License-Identifier: Apache-2.0
import Foundation
import Subprocess
import TestSupport
import Testing
import Workflows

/// The binary itself: pipes, signals, and an update that is killed.
@Suite(.serialized) struct ProcessTests {
    /// The binary built beside the tests; nil, and a line, where there is none.
    private static let binary: String? = {
        let own = URL(filePath: CommandLine.arguments.first ?? "").deletingLastPathComponent()
        for folder in [own, URL(filePath: CommandRun.root).appending(path: ".build/debug")] {
            let path = folder.appending(path: "mainstay").path
            if FileManager.default.isExecutableFile(atPath: path) { return path }
        }
        FileHandle.standardError.write(Data("skipped: the mainstay binary is not built\n".utf8))
        return nil
    }()

    private func shell(_ script: String, _ words: String...) async throws -> (status: TerminationStatus, output: String)
    {
        let result = try await Subprocess.run(
            .name("sh"), arguments: Arguments(["-c", script, "sh"] + words), output: .string(limit: 1 << 20),
            error: .discarded)
        return (result.terminationStatus, result.standardOutput)
    }

    @Test func `a reader that goes away is success`() async throws {
        guard let binary = Self.binary else { return }
        // Two thousand lines fill no pipe: the writer has to meet the closed end.
        let folder = try TemporaryFolder()
        let lines = (0..<4_000).map { "pkg:npm/lodash@4.17.\($0 % 12)\n" }.joined()
        let list = try folder.write(lines, to: "purls").path
        let answer = try await shell(
            #"{ "$1" scan - --format json --data "$3" <"$2"; echo "ends with $?" >"$3.status"; } | head -1"#, binary,
            list,
            folder.url.path + "/data")
        #expect(answer.output == "{\n")
        let status = try String(contentsOfFile: folder.url.path + "/data.status", encoding: .utf8)
        #expect(status == "ends with 0\n")
    }

    @Test func `a full disk behind the output is a sentence`() async throws {
        guard let binary = Self.binary, FileManager.default.fileExists(atPath: "/dev/full") else { return }
        let folder = try TemporaryFolder()
        let answer = try await shell(
            #""$1" purl pkg:npm/x@1 2>&1 >/dev/full; echo $?"#, binary, folder.url.path)
        #expect(answer.output == "error: The output cannot be written: No space left on device.\n70\n")
    }

    /// A folder of records that takes an update a while.
    private func manyRecords(in folder: TemporaryFolder) throws -> String {
        let text = String(repeating: "Something is wrong. ", count: 100)
        for number in 0..<1_200 {
            try folder.write(
                """
                {"id":"TEST-\(number)","modified":"2026-01-01T00:00:00Z","details":"\(text)","affected":[{"package":\
                {"ecosystem":"npm","name":"thing-\(number % 50)"},"ranges":[{"type":"SEMVER","events":\
                [{"introduced":"0"},{"fixed":"2.0.\(number)"}]}]}]}
                """, to: "many/TEST-\(number).json")
        }
        return folder.url.appending(path: "many").path
    }

    /// The moments at which an update is stopped, each told by what lies in the data folder.
    enum Moment: CaseIterable {
        case atOnce, locked, firstRecords, manyRecords, writingIndex

        func hasCome(in data: String) -> Bool {
            switch self {
            case .atOnce: true
            case .locked: FileManager.default.fileExists(atPath: data + "/update.lock")
            case .firstRecords: size(data + "/advisories.sqlite-wal") > 300_000
            case .manyRecords: size(data + "/advisories.sqlite-wal") > 1_500_000
            case .writingIndex:
                (try? FileManager.default.contentsOfDirectory(atPath: data))?
                    .contains { $0.hasPrefix("advisories.index.new-") } == true
            }
        }

        private func size(_ path: String) -> Int {
            (try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int) ?? 0
        }
    }

    @Test(arguments: [Signal.kill, .interrupt])
    func `an update that is stopped at any moment leaves the old data serving, and the next one completes`(
        signal: Signal
    ) async throws {
        guard let binary = Self.binary else { return }
        let folder = try TemporaryFolder()
        let many = try manyRecords(in: folder)
        try folder.write(AdvisoryCommandTests.record, to: "mine/a.json")
        let clean = try TemporaryFolder()
        try clean.write(AdvisoryCommandTests.record, to: "mine/a.json")
        _ = await CommandRun(["update", "--from", "DATA/mine", "--from", "many=\(many)"], in: clean)
        let wanted = undated(await CommandRun(["scan", "pkg:npm/thing-7@1.0.0", "--format", "json"], in: clean).output)

        var stops = 0
        for moment in Moment.allCases {
            let data = folder.url.appending(path: "data-\(moment)").path
            let first = await CommandRun(["update", "--from", "DATA/mine", "--data", data], in: folder)
            #expect(first.status == 0)
            let old = await CommandRun(["scan", "pkg:npm/thing@1.0.0", "--data", data], in: folder).output
            let words = [binary, "update", "--from", "many=\(many)", "--data", data]
            let stopped = try await Subprocess.run(
                .name("env"), arguments: Arguments(words), input: .none, output: .discarded, error: .discarded
            ) { execution in
                // An update that is quicker than the look has ended well, which is no moment to stop it.
                var looks = 0
                while !moment.hasCome(in: data), looks < 200_000,
                    try processIsAlive(execution.processIdentifier.value)
                {
                    looks += 1
                    await Task.yield()
                }
                try? execution.send(signal: signal)
            }
            if !stopped.terminationStatus.isSuccess {
                stops += 1
                let now = await CommandRun(["scan", "pkg:npm/thing@1.0.0", "--data", data], in: folder)
                #expect(now.output == old, "\(moment)")
                #expect(now.status == 1)
            }
            let again = await CommandRun(["update", "--from", "many=\(many)", "--data", data], in: folder)
            #expect(again.status == 0, "\(moment): \(again.error)")
            let after = await CommandRun(
                ["scan", "pkg:npm/thing-7@1.0.0", "--format", "json", "--data", data], in: folder)
            #expect(undated(after.output) == wanted, "\(moment)")
            let left = try FileManager.default.contentsOfDirectory(atPath: data).filter { $0.contains(".new-") }
            #expect(left.isEmpty)
        }
        print("\(stops) of \(Moment.allCases.count) updates were stopped before their end")
        #expect(stops >= 2)
    }

    /// Without the instant the index was made, which an update that ended before its signal came takes from the real clock.
    private func undated(_ report: String) -> [Substring] {
        report.split(separator: "\n").filter { !$0.contains("\"created\":") }
    }

    private func processIsAlive(_ identifier: pid_t) throws -> Bool {
        // A child that has ended stays a zombie until it is waited for: its state says so.
        let status = try String(contentsOfFile: "/proc/\(identifier)/stat", encoding: .utf8)
        return !(status.split(separator: ")").last?.hasPrefix(" Z") ?? true)
    }
}
