// SPDX-License-Identifier: Apache-2.0
import Advisories
import Files
import Foundation
import Inventories
import Matching
import Packages
import Reports
import Storage
import TestSupport
import Testing
import Wire

@testable import Workflows

/// Updates from folders and archives.
struct UpdateTests {
    private func bench() throws -> Workbench {
        let bench = try Workbench()
        try bench.write(Record.json("A-1"), to: "source/a/A-1.json")
        try bench.write(Record.json("A-2", name: "other"), to: "source/a/A-2.json")
        try bench.write(Record.yaml("A-3"), to: "source/b/A-3.yaml")
        try bench.write("not a record", to: "source/README.md")
        return bench
    }

    private func archive(_ bench: Workbench, _ name: String) async throws {
        let source = bench.path("source")
        let file = bench.path(name)
        switch name {
        case let name where name.hasSuffix(".zip"): try await Program.run("zip", "-q", "-r", file, ".", in: source)
        case let name where name.hasSuffix(".gz"): try await Program.run("tar", "-czf", file, ".", in: source)
        case let name where name.hasSuffix(".zst"): try await Program.run("tar", "--zstd", "-cf", file, ".", in: source)
        default: try await Program.run("tar", "-cf", file, ".", in: source)
        }
    }

    @Test(arguments: ["source", "a.zip", "a.tar", "a.tar.gz", "a.tar.zst"])
    func `folders and archives give the same, and a second time nothing`(name: String) async throws {
        let bench = try bench()
        if name != "source" { try await archive(bench, name) }
        #expect(try await bench.affected("pkg:npm/thing@1.0.0").isEmpty)
        let first = try await bench.update("it=\(name)")
        #expect(first.sources.map(\.counts) == [IntakeCounts(added: 3)])
        #expect(first.index?.advisories == 3)
        #expect(try await bench.affected("pkg:npm/thing@1.0.0") == ["A-1", "A-3"])
        let index = try FileReading.bytes(of: bench.data.index, limit: 1 << 20)
        let second = try await bench.update()
        #expect(second.sources.map(\.counts) == [IntakeCounts(unchanged: 3)])
        #expect(second.index == nil)
        #expect(try FileReading.bytes(of: bench.data.index, limit: 1 << 20) == index)
    }

    @Test func `what changed, went, broke and came is counted, and named`() async throws {
        let bench = try bench()
        try await bench.update("source")
        try bench.write(Record.json("A-1", fixed: "1.0.0"), to: "source/a/A-1.json")
        try bench.remove("source/a/A-2.json")
        try bench.write("id: A-3\nmodified: [", to: "source/b/A-3.yaml")
        try bench.write(Record.json("A-4"), to: "source/A-4.json")
        let report = try await bench.update("source")
        let source = try #require(report.sources.first)
        #expect(source.counts == IntakeCounts(added: 2, unchanged: 0, removed: 1, problems: 1))
        #expect(source.problems.map(\.origin) == ["b/A-3.yaml"])
        #expect(try await bench.affected("pkg:npm/thing@1.0.0") == ["A-4"])
        // What stays broken is told every time, and changes nothing.
        let again = try await bench.update()
        #expect(again.sources.first?.counts == IntakeCounts(unchanged: 2, problems: 1))
        #expect(again.index == nil)
        try bench.write(Record.yaml("A-3"), to: "source/b/A-3.yaml")
        #expect(try await bench.counts() == "1/2/0/0")
        #expect(try await bench.affected("pkg:npm/thing@1.0.0") == ["A-3", "A-4"])
    }

    @Test func `files that cannot be records are named and never fatal`() async throws {
        let bench = try bench()
        try bench.write(String(repeating: "[", count: 100_000), to: "source/deep.json")
        try bench.write(String(repeating: " ", count: 17 << 20), to: "source/huge.json")
        try bench.write("a: &a [x,x]\nb: &b [*a,*a]\n", to: "source/no-id.yaml")
        try Data([0x7B, 0x22, 0xFF, 0xFE, 0x22, 0x7D]).write(to: bench.folder.url.appending(path: "source/bytes.json"))
        try FileManager.default.createSymbolicLink(
            atPath: bench.path("source/link.json"), withDestinationPath: "/etc/passwd")
        try #require(mkfifo(bench.path("source/pipe.json"), 0o600) == 0)
        let report = try await bench.update("source")
        let source = try #require(report.sources.first)
        #expect(source.counts.added == 3)
        #expect(
            source.problems.map(\.origin) == [
                "bytes.json", "deep.json", "huge.json", "link.json", "no-id.yaml", "pipe.json",
            ])
        for problem in source.problems { #expect(problem.message.hasSuffix("."), "\(problem)") }
    }

    @Test func `names that leave an archive, links and bombs are refused, the rest is read`() async throws {
        let bench = try bench()
        let source = bench.path("source")
        try FileManager.default.createSymbolicLink(atPath: source + "/link.json", withDestinationPath: "/etc/passwd")
        try await Program.run(
            "tar", "-P", "--transform", "s,^a/A-1,../../evil,", "-czf", bench.path("a.tar.gz"), "a", "b", "link.json",
            in: source)
        let report = try await bench.update("a.tar.gz")
        let first = try #require(report.sources.first)
        #expect(first.counts == IntakeCounts(added: 2, problems: 2))
        #expect(first.problems.map(\.origin) == ["../../evil.json", "link.json"])
        #expect(!FileManager.default.fileExists(atPath: bench.path("../evil.json")))

        try bench.write(String(repeating: "0", count: 40 << 20), to: "source/bomb.json")
        try await Program.run("zip", "-q", "-r", bench.path("bomb.zip"), ".", in: source)
        try #require(
            try FileManager.default.attributesOfItem(atPath: bench.path("bomb.zip"))[.size] as? Int ?? 0 < 1 << 20)
        let bomb = try #require(try await bench.update("bomb.zip").sources.first)
        #expect(bomb.problems.contains { $0.origin == "bomb.json" && $0.message.contains("longer than the limit") })
    }

    @Test func `a source that fails is a sentence, and the others go on`() async throws {
        let bench = try bench()
        try bench.write("this is no archive", to: "broken.zip")
        try await archive(bench, "whole.tar.gz")
        let bytes = try Data(contentsOf: bench.folder.url.appending(path: "whole.tar.gz"))
        try bytes.prefix(bytes.count / 2).write(to: bench.folder.url.appending(path: "cut.tar.gz"))
        try FileManager.default.createDirectory(atPath: bench.path("empty"), withIntermediateDirectories: true)
        let report = try await bench.update("broken.zip", "cut.tar.gz", "empty", "source")
        #expect(report.sources.map { $0.failure == nil } == [false, false, false, true])
        for failure in report.sources.compactMap(\.failure) {
            #expect(failure.message.contains(bench.folder.url.path))
            #expect(failure.hint != nil)
        }
        #expect(try await bench.affected("pkg:npm/thing@1.0.0") == ["A-1", "A-3"])
    }

    @Test func `a source that lost everything, or is gone, keeps what it had`() async throws {
        let bench = try bench()
        try await bench.update("source")
        try bench.remove("source/a")
        try bench.remove("source/b")
        let lost = try await bench.counts()
        #expect(lost.contains("holds no records. Nothing was removed of the 3 it had."), "\(lost)")
        try bench.remove("source")
        let gone = try await bench.counts()
        #expect(gone.contains("There is nothing at"), "\(gone)")
        #expect(try await bench.affected("pkg:npm/thing@1.0.0") == ["A-1", "A-3"])
    }

    @Test func `records below a folder that is too deep are not taken for removed`() async throws {
        let bench = try bench()
        try await bench.update("source")
        let database = try AdvisoryDatabase(path: bench.data.database)
        let deep = String(repeating: "d/", count: 129)
        var batch = RecordBatch()
        batch.records = [
            StoredRecord(
                origin: deep + "A-9.json", part: "", id: "A-9", modified: 0, contribution: [],
                bytes: Array(Record.json("A-9").utf8))
        ]
        try database.apply(batch, source: try #require(try database.sources().first).number)
        try bench.write(Record.json("A-9"), to: "source/" + deep + "A-9.json")
        let report = try await bench.update("source")
        #expect(report.sources.first?.counts.removed == 0)
        #expect(report.sources.first?.problems.map(\.origin) == [deep])
        #expect(try database.records(id: "A-9").count == 1)
    }

    @Test func `two sources of one name are refused before anything happens`() async throws {
        let bench = try bench()
        try bench.write(Record.json("B-1"), to: "more/source/B-1.json")
        let error = try await bench.failure("source", "more/source")
        #expect(error.kind == .usage)
        #expect(error.hint?.contains("--from NAME=") == true)
        #expect(try await bench.counts("source", "more=more/source") == "3/0/0/0 1/0/0/0")
    }

    @Test func `one update at a time`() async throws {
        let bench = try bench()
        try Folders.make(bench.data.path)
        do {
            let lock = try FileLock(path: bench.data.lock)
            let error = try await bench.failure("source")
            #expect(error.kind == .busy)
            #expect(error.hint != nil)
            _ = lock
        }
        #expect(try await bench.counts("source") == "3/0/0/0")
    }

    @Test func `updates that start together end with one done and the other sent away, or both done`() async throws {
        let bench = try bench()
        async let first = bench.update("source")
        async let second = bench.update("source")
        var done = 0
        for attempt in [try? await first, try? await second] where attempt != nil { done += 1 }
        #expect(done >= 1)
        #expect(try await bench.affected("pkg:npm/thing@1.0.0") == ["A-1", "A-3"])
    }

    @Test(arguments: [0, 5, 64, 200, 400])
    func `a damaged index is a sentence that says how to go on, and an update mends it`(cut: Int) async throws {
        let bench = try bench()
        try await bench.update("source")
        var bytes = try Data(contentsOf: URL(filePath: bench.data.index))
        let whole = bytes
        if cut == 0 { bytes.removeLast(bytes.count / 2) } else { bytes[bytes.count - cut] ^= 0xFF }
        try bytes.write(to: URL(filePath: bench.data.index))
        do {
            _ = try await bench.affected("pkg:npm/thing@1.0.0")
        } catch let error as WorkflowError {
            #expect(error.hint?.contains("mainstay update") == true, "\(error)")
        }
        #expect(try await bench.update().index != nil)
        #expect(try Data(contentsOf: URL(filePath: bench.data.index)) == whole)
    }

    @Test func `a folder that cannot be one and a file that is no database are sentences`() async throws {
        let bench = try bench()
        try bench.write("", to: "data")
        #expect(try await bench.failure("source").message == "\(bench.path("data")): It is not a folder.")
        try bench.remove("data")
        try bench.write(String(repeating: "no database ", count: 1000), to: "data/advisories.sqlite")
        let error = try await bench.failure("source")
        #expect(error.kind == .failure)
        #expect(error.hint?.contains("mainstay update") == true)
        // Without an index the starter set answers, whatever the database is.
        #expect(try await bench.affected("pkg:npm/lodash@4.17.11") == ["CVE-2019-10744", "CVE-2021-23337"])
    }

    @Test func `a database of a newer version keeps its words at the door`() {
        let error = WorkflowError(StorageError(kind: .newer, message: "It is newer.", hint: "Use that version."))
        #expect(error == WorkflowError(.failure, "It is newer.", hint: "Use that version."))
        #expect(WorkflowError(StorageError(kind: .busy, message: "Busy.")).kind == .busy)
    }

    @Test func `an index whose database is missing says so`() async throws {
        let bench = try bench()
        try await bench.update("source")
        try bench.remove("data/advisories.sqlite")
        do {
            _ = try AdvisoryWorkflow(folder: bench.data).show("A-1")
            Issue.record("it was shown")
        } catch {
            #expect((error as WorkflowError).message.contains("is missing"))
        }
        #expect(!FileManager.default.fileExists(atPath: bench.data.database))
    }

    @Test func `what a killed update left behind is cleared away`() async throws {
        let bench = try bench()
        try bench.write("half an index", to: "data/advisories.index.new-4711")
        try await bench.update("source")
        let left = try FileManager.default.contentsOfDirectory(atPath: bench.data.path).sorted()
        #expect(!left.contains("advisories.index.new-4711"))
        #expect(left.contains("advisories.index"))
    }
}
