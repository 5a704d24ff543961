// SPDX-License-Identifier: Apache-2.0
import Advisories
import Foundation
import Inventories
import Matching
import Packages
import Reports
import TestSupport
import Testing
import Wire

@testable import Workflows

/// What a scan reads, what it leaves out and how it says so.
struct ScanTests {
    private func scan(
        _ bench: Workbench, _ targets: [String], reading: TargetReading = TargetReading()
    ) async throws -> ScanReport {
        try await ScanWorkflow(folder: bench.data, version: "test", reading: reading).run(targets.map(bench.path))
    }

    private func lock(_ name: String, _ version: String) -> String {
        """
        {"lockfileVersion": 3, "packages": {"": {"dependencies": {"\(name)": "*"}},
          "node_modules/\(name)": {"version": "\(version)"}}}
        """
    }

    @Test func `a lockfile that .gitignore names is named as skipped, and read when asked for`() async throws {
        let bench = try Workbench()
        try bench.write("package-lock.json\n*.log\n", to: "it/.gitignore")
        try bench.write(lock("lodash", "4.17.11"), to: "it/package-lock.json")
        try bench.write("", to: "it/a.log")
        let report = try await scan(bench, ["it"])
        #expect(report.files.isEmpty)
        #expect(
            report.skipped == [
                SkippedPath(path: "a.log", reason: .ignored),
                SkippedPath(path: "package-lock.json", reason: .ignored, format: "npm-package-lock"),
            ])
        let table = TableReport.text(of: report, palette: Palette(colours: false))
        #expect(table.contains("package-lock.json: named by .gitignore; --no-ignore reads it"), "\(table)")
        #expect(!table.contains("a.log"))
        let all = try await scan(bench, ["it"], reading: TargetReading(honoursIgnoreFiles: false))
        #expect(all.files.map(\.path) == ["package-lock.json"])
    }

    @Test func `a manifest whose lockfile answers is said, and read when asked for`() async throws {
        let bench = try Workbench()
        try bench.write(lock("lodash", "4.17.11"), to: "it/package-lock.json")
        try bench.write(#"{"dependencies": {"lodash": "^4"}}"#, to: "it/packages/a/package.json")
        try bench.write("[package]\nname = \"x\"\n[dependencies]\nserde = \"1\"\n", to: "it/Cargo.toml")
        let report = try await scan(bench, ["it"])
        #expect(report.files.map(\.path) == ["Cargo.toml", "package-lock.json"])
        #expect(report.skipped.map(\.path) == ["packages/a/package.json"])
        #expect(report.skipped.map(\.reason) == [.answeredByLockfile])
        #expect(
            TableReport.text(of: report, palette: Palette(colours: false)).contains("1 answered by a lockfile"))
        let all = try await scan(bench, ["it"], reading: TargetReading(readsAnsweredManifests: true))
        #expect(all.files.map(\.path) == ["Cargo.toml", "package-lock.json", "packages/a/package.json"])
    }

    @Test func `every format that answers or is answered for exists`() {
        let formats = Set(InventoryFormats.all.map(\.format))
        for (manifest, locks) in ManifestLocks.byManifest {
            #expect(formats.contains(manifest), "\(manifest)")
            for lock in locks { #expect(formats.contains(lock), "\(lock)") }
        }
    }

    @Test func `links are never followed, neither files nor folders nor what a file refers to`() async throws {
        let bench = try Workbench()
        try bench.write(lock("lodash", "4.17.11"), to: "outside/package-lock.json")
        try bench.write("flask==2.2.4\n", to: "outside/more.txt")
        try bench.write("-r more.txt\n-r ../outside/more.txt\n-r /etc/hosts\n", to: "it/requirements.txt")
        for (name, place) in [("package-lock.json", "package-lock.json"), ("folder", ""), ("more.txt", "more.txt")] {
            try FileManager.default.createSymbolicLink(
                atPath: bench.path("it/" + name), withDestinationPath: bench.path("outside/" + place))
        }
        let report = try await scan(bench, ["it"])
        #expect(report.components.isEmpty)
        #expect(report.skipped.map(\.path) == ["folder", "more.txt", "package-lock.json"])
        #expect(report.skipped.allSatisfy { $0.reason == .link })
        #expect(report.problems.count >= 3, "\(report.problems)")
    }

    @Test func `what cannot be read is named with its place, and the rest goes on`() async throws {
        let bench = try Workbench()
        try bench.write(lock("lodash", "4.17.11"), to: "it/good/package-lock.json")
        try bench.write("{\n  \"lockfileVersion\": 3,\n  \"packages\": {", to: "it/cut/package-lock.json")
        try bench.write("inside", to: "it/folder/Cargo.lock/file")
        try bench.write(String(repeating: "[", count: 1_000_000), to: "it/deep/package-lock.json")
        try bench.write("a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\nd: [*c, *c]\n", to: "it/bomb/pnpm-lock.yaml")
        try bench.write(String(repeating: " ", count: 5_000), to: "it/huge/composer.lock")
        try bench.write(
            "<!DOCTYPE x [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><project>&b;</project>", to: "it/entity/pom.xml")
        try Data([0xFF, 0xFE, 0x00, 0x7B]).write(
            to: try bench.folder.write("", to: "it/bytes/Pipfile.lock"))
        try FileManager.default.createDirectory(
            atPath: bench.path("it/pipe"), withIntermediateDirectories: true)
        try #require(mkfifo(bench.path("it/pipe/yarn.lock"), 0o600) == 0)
        let report = try await scan(bench, ["it"], reading: TargetReading(fileLimit: 4_000))
        #expect(report.affectedPackages.map(\.name) == ["lodash"])
        let unread = report.problems.filter { $0.kind == .unreadable }
        #expect(
            unread.map(\.location.path).sorted() == [
                "bomb/pnpm-lock.yaml", "bytes/Pipfile.lock", "cut/package-lock.json", "deep/package-lock.json",
                "entity/pom.xml",
                "folder/Cargo.lock", "huge/composer.lock",
            ])
        #expect(report.skipped.contains(SkippedPath(path: "pipe/yarn.lock", reason: .special, format: "yarn-lock")))
        for problem in unread { #expect(problem.message.hasSuffix("."), "\(problem)") }
        #expect(report.problems.first { $0.location.path == "cut/package-lock.json" }?.location.line == 3)
    }

    @Test func `several targets keep their paths apart`() async throws {
        let bench = try Workbench()
        try bench.write(lock("lodash", "4.17.11"), to: "a/package-lock.json")
        try bench.write(lock("lodash", "4.17.21"), to: "b/package-lock.json")
        try bench.write("flask==1.0\n{\n", to: "c/requirements.txt")
        let targets = ["a", "b/", "c/requirements.txt"].map(bench.path) + ["pkg:npm/minimist@1.2.5"]
        let report = try await ScanWorkflow(folder: bench.data, version: "test").run(targets)
        #expect(
            report.files.map(\.path) == [
                bench.path("a/package-lock.json"), bench.path("b/package-lock.json"),
                bench.path("c/requirements.txt"), "pkg:npm/minimist@1.2.5",
            ])
        #expect(report.components.first?.location.path == bench.path("a/package-lock.json"))
        #expect(report.targets == targets)
        // One target alone: its paths are its own.
        let alone = try await scan(bench, ["c/requirements.txt"])
        #expect(alone.files.map(\.path) == ["requirements.txt"])
    }

    @Test func `the same files written in another order are the same report`() async throws {
        let names = (0..<24).map { "folder-\($0 % 5)/deep-\($0)/package-lock.json" }
        var documents: [[UInt8]] = []
        for seed in [1, 2, 3] as [UInt64] {
            let bench = try Workbench()
            var generator = SeededGenerator(seed: seed)
            for name in names.shuffled(using: &generator) {
                try bench.write(lock("lodash", "4.17.\(name.count)"), to: "it/" + name)
            }
            try bench.write("{", to: "it/z/composer.lock")
            var report = try await scan(bench, ["it"], reading: TargetReading(workers: Int(seed) * 3))
            report.targets = []
            documents.append(JSONReport.json(of: report).bytes(.pretty) + SARIFReport.json(of: report).bytes(.pretty))
        }
        #expect(Set(documents).count == 1)
    }

    @Test func `the standard input is bounded, and is package URLs or an SBOM`() async throws {
        let bench = try Workbench()
        func scan(_ text: String, limit: Int = 1 << 20) async throws -> ScanReport {
            let reading = TargetReading(fileLimit: limit, input: StandardInput(Array(text.utf8)))
            return try await ScanWorkflow(folder: bench.data, version: "test", reading: reading).run(["-"])
        }
        let report = try await scan("pkg:npm/lodash@4.17.11\nnonsense\n# no\n\npkg:npm/minimist@1.2.5\n")
        #expect(report.components.map(\.location) == [.init(path: "-", line: 1), .init(path: "-", line: 5)])
        #expect(report.problems.map(\.location.line) == [2])
        await #expect(throws: WorkflowError.self) { try await scan("hello") }
        await #expect(throws: WorkflowError.self) { try await scan("") }
        await #expect(throws: WorkflowError.self) { try await scan("pkg:npm/lodash@4.17.11", limit: 10) }
    }
}
