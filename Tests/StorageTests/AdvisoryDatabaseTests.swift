// SPDX-License-Identifier: Apache-2.0
import Foundation
import GRDB
import TestSupport
import Testing

@testable import Storage

struct AdvisoryDatabaseTests {
    private func record(_ origin: String, id: String, modified: Int, _ text: String = "{}") -> StoredRecord {
        StoredRecord(
            origin: origin, part: "", id: id, modified: modified, contribution: Array(id.utf8), bytes: Array(text.utf8))
    }

    private func database(in folder: TemporaryFolder) throws -> AdvisoryDatabase {
        try AdvisoryDatabase(path: folder.url.appending(path: "a.sqlite").path)
    }

    @Test func `a record comes back byte for byte, the newest of an id first`() throws {
        let folder = try TemporaryFolder()
        let database = try database(in: folder)
        let one = try database.source(named: "one", location: "/one")
        let two = try database.source(named: "two", location: "/two")
        var batch = RecordBatch()
        batch.records = [record("a.json", id: "A", modified: 1, "{ \"old\": 1 }")]
        try database.apply(batch, source: one)
        batch.records = [record("b.json", id: "A", modified: 2, "new: 1\n")]
        try database.apply(batch, source: two)
        let found = try database.records(id: "A")
        #expect(found.map(\.source) == ["two", "one"])
        #expect(found.map { String(decoding: $0.record.bytes, as: UTF8.self) } == ["new: 1\n", "{ \"old\": 1 }"])
        var seen: [String] = []
        try database.forEachNewest { newest in
            let original = try newest.original()
            let contribution = String(decoding: newest.contribution, as: UTF8.self)
            seen.append("\(newest.source == two) \(contribution) \(original.origin) \(original.bytes.count)")
        }
        #expect(seen == ["true A b.json 7"])
    }

    @Test func `a record that becomes unusable goes, and its problem stays until it is mended`() throws {
        let folder = try TemporaryFolder()
        let database = try database(in: folder)
        let source = try database.source(named: "s", location: "/s")
        var batch = RecordBatch()
        batch.records = [record("a.json", id: "A", modified: 1), record("b.json", id: "B", modified: 1)]
        try database.apply(batch, source: source)
        batch = RecordBatch()
        batch.problems = [StoredProblem(origin: "a.json", part: "", message: "It is no JSON.")]
        try database.apply(batch, source: source)
        #expect(try database.sources().map { [$0.records, $0.problems] } == [[1, 1]])
        #expect(try database.origins(source: source, part: nil) == ["a.json", "b.json"])
        batch = RecordBatch()
        batch.records = [record("a.json", id: "A", modified: 2)]
        batch.removed = ["b.json"]
        try database.apply(batch, source: source)
        #expect(try database.sources().map { [$0.records, $0.problems] } == [[1, 0]])
    }

    @Test func `records that change move the generation on, and nothing else does`() throws {
        let folder = try TemporaryFolder()
        let database = try database(in: folder)
        let source = try database.source(named: "s", location: "/s")
        try database.complete(source: source, at: 1_700_000_000)
        var batch = RecordBatch()
        batch.cursors = ["npm": "x"]
        batch.problems = [StoredProblem(origin: "b.json", part: "", message: "It is no JSON.")]
        batch.removed = ["never.json"]
        try database.apply(batch, source: source)
        #expect(try database.generation() == 0)
        batch = RecordBatch()
        batch.records = [record("a.json", id: "A", modified: 7)]
        try database.apply(batch, source: source)
        #expect(try database.generation() == 1)
        #expect(try database.newestModified(source: source, part: "") == 7)
        #expect(try database.newestModified(source: source, part: "npm") == nil)
        batch = RecordBatch()
        batch.removed = ["a.json"]
        try database.apply(batch, source: source)
        #expect(try database.generation() == 2)
        #expect(try database.sources().first?.updated == 1_700_000_000)
        #expect(try database.removeSource(named: "s"))
        #expect(try database.generation() == 3)
        #expect(try !database.removeSource(named: "s"))
    }

    @Test func `cursors are kept by part`() throws {
        let folder = try TemporaryFolder()
        let database = try database(in: folder)
        let source = try database.source(named: "s", location: "/s")
        var batch = RecordBatch()
        batch.cursors = ["npm": "2026-01-01T00:00:00Z", "PyPI": "x"]
        try database.apply(batch, source: source)
        #expect(try database.cursors(source: source) == batch.cursors)
    }

    @Test func `a database of a newer version is refused with a sentence`() throws {
        let folder = try TemporaryFolder()
        let path = folder.url.appending(path: "a.sqlite").path
        _ = try AdvisoryDatabase(path: path)
        let queue = try DatabaseQueue(path: path)
        try queue.write { try $0.execute(sql: "INSERT INTO grdb_migrations VALUES ('2999-01-later')") }
        try queue.close()
        #expect(throws: StorageError.self) { try AdvisoryDatabase(path: path) }
        do { _ = try AdvisoryDatabase(path: path) } catch { #expect((error as StorageError).kind == .newer) }
    }

    @Test func `a file that is no database is refused with a sentence`() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write(String(repeating: "not a database ", count: 100), to: "a.sqlite").path
        do {
            _ = try AdvisoryDatabase(path: path)
            Issue.record("it opened")
        } catch {
            #expect((error as StorageError).kind == .damaged)
            #expect((error as StorageError).hint != nil)
        }
    }
}

extension AdvisoryDatabaseTests {
    @Test func `a database that is read is not changed, and one that is missing is not made`() throws {
        let folder = try TemporaryFolder()
        let path = folder.url.appending(path: "a.sqlite").path
        #expect(throws: StorageError.self) { try AdvisoryDatabase(reading: path) }
        #expect(!FileManager.default.fileExists(atPath: path))
        _ = try AdvisoryDatabase(path: path).source(named: "s", location: "/s")
        let reading = try AdvisoryDatabase(reading: path)
        #expect(try reading.sources().map(\.name) == ["s"])
        #expect(throws: StorageError.self) { try reading.source(named: "t", location: "/t") }
    }
}
