// SPDX-License-Identifier: Apache-2.0
import Foundation
import HealthReports
import TestSupport
import Testing
import Wire

@testable import Workflows

struct HealthFleetTests {
    private func fleet(_ folder: TemporaryFolder, output: String) -> HealthFleetWorkflow {
        var options = HealthOptions(asOf: Instant(seconds: 1_769_000_000))
        options.sections = [.checks]
        options.usesCache = false
        return HealthFleetWorkflow(
            workflow: HealthWorkflow(
                folder: DataFolder(path: folder.url.appending(path: "data").path), version: "1", options: options),
            output: output)
    }

    private func word(_ event: HealthFleetWorkflow.Event) -> String {
        switch event {
        case .begins(let name, _, _): "begins \(name)"
        case .judged(let line): "judged \(line.target)"
        case .known(let name, let lowest): "known \(name) \(lowest.map(String.init) ?? "?")"
        case .failed(let name, let error): "failed \(name): \(error.message)"
        }
    }

    @Test func `an output that cannot be written ends the run`() async throws {
        guard FileManager.default.fileExists(atPath: "/dev/full") else { return }
        let folder = try TemporaryFolder()
        try folder.write("# One\n", to: "one/README.md")
        try folder.write("# Two\n", to: "two/README.md")
        let targets = ["one", "two"].map { folder.url.appending(path: $0).path }
        var seen: [String] = []
        await #expect(throws: WorkflowError.self) {
            try await fleet(folder, output: "/dev/full").run(targets) { seen.append(word($0)) }
        }
        #expect(seen == ["begins \(targets[0])"])
    }

    @Test func `what is judged already keeps its score, and half a line is cut off`() async throws {
        let folder = try TemporaryFolder()
        try folder.write("# One\n", to: "one/README.md")
        let one = folder.url.appending(path: "one").path
        let lines =
            "{\"target\":\"a\",\"lowest\":3}\n{\"target\":\"b\",\"lowest\":6.5}\n{\"target\":\"c\",\"lowest\":null}\n"
        let output = try folder.write(lines + "{\"target\":\"\(one)\",\"low", to: "out.ndjson").path
        var seen: [String] = []
        try await fleet(folder, output: output).run(["a", "b", "c", one]) { seen.append(word($0)) }
        #expect(seen == ["known a 30", "known b 65", "known c ?", "begins \(one)", "judged \(one)"])
        let text = try String(contentsOfFile: output, encoding: .utf8)
        #expect(text.hasPrefix(lines))
        #expect(text.split(separator: "\n").count == 4)
        seen = []
        try await fleet(folder, output: output).run([one]) { seen.append(word($0)) }
        #expect(seen.count == 1 && seen[0].hasPrefix("known \(one)"))
    }

    @Test(arguments: ["{\"target\":\"a\",\"lowest\":3}", "my own notes"])
    func `an end without a line end is no half line`(_ last: String) async throws {
        let folder = try TemporaryFolder()
        let output = try folder.write(last, to: "out.ndjson").path
        try await fleet(folder, output: output).run([]) { _ in }
        #expect(try String(contentsOfFile: output, encoding: .utf8) == last + "\n")
    }

    @Test func `what is secret in an address is in no event`() async throws {
        let folder = try TemporaryFolder()
        var seen: [String] = []
        let output = folder.url.appending(path: "out.ndjson").path
        try await fleet(folder, output: output).run(["https://u:s3cret@127.0.0.1:1/a/b"]) { seen.append(word($0)) }
        #expect(seen.count == 2)
        #expect(seen.first == "begins https://…@127.0.0.1:1/a/b")
        #expect(seen.allSatisfy { !$0.contains("s3cret") })
    }
}
