// SPDX-License-Identifier: Apache-2.0
import Foundation
import TestSupport
import Testing

/// `update`, `status`, `advisory show` and `advisory validate`.
struct AdvisoryCommandTests {
    static let record = """
        {"schema_version":"1.7.5","id":"OSV-2026-1","modified":"2026-01-02T00:00:00Z","aliases":["CVE-2026-0001"],
        "summary":"Something","severity":[{"type":"CVSS_V3","score":"CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H"}],
        "affected":[{"package":{"ecosystem":"npm","name":"thing"},
        "ranges":[{"type":"SEMVER","events":[{"introduced":"0"},{"fixed":"2.0.0"}]}]}]}
        """

    @Test func `without an update the starter set is what there is`() async throws {
        let folder = try TemporaryFolder()
        try await Snapshot.check("status-starter", ["status"], in: folder)
        try await Snapshot.check("status-starter-json", ["status", "--format", "json"], in: folder)
        try await Snapshot.check("advisory-show-starter", ["advisory", "show", "CVE-2021-44228"], in: folder)
        try await Snapshot.check(
            "advisory-show-json", ["advisory", "show", "--format", "json", "CVE-2021-44228"], in: folder)
    }

    @Test func `an update says what came, and what is no record`() async throws {
        let folder = try TemporaryFolder()
        try folder.write(Self.record, to: "mine/a.json")
        try folder.write("id: OSV-2026-2\nmodified: 2026-01-03T00:00:00Z\n", to: "mine/b.yaml")
        try folder.write("{", to: "mine/c.json")
        try await Snapshot.check("update-first", ["update", "--from", "DATA/mine"], in: folder)
        try await Snapshot.check("update-again", ["update"], in: folder)
        try await Snapshot.check("status-database", ["status"], in: folder)
        try await Snapshot.check("status-database-json", ["status", "--format", "json"], in: folder)
        try await Snapshot.check("advisory-show-database", ["advisory", "show", "CVE-2026-0001"], in: folder)
        try await Snapshot.check("scan-database", ["scan", "pkg:npm/thing@1.0.0"], in: folder)
        try FileManager.default.removeItem(at: folder.url.appending(path: "mine/c.json"))
        try FileManager.default.removeItem(at: folder.url.appending(path: "mine/b.yaml"))
        try await Snapshot.check("update-removed", ["update"], in: folder)
        try FileManager.default.removeItem(at: folder.url.appending(path: "mine"))
        try await Snapshot.check("update-source-gone", ["update"], in: folder)
        try await Snapshot.check("update-forget", ["update", "--forget", "mine"], in: folder)
    }

    @Test func `a second update at the same moment ends with 75`() async throws {
        let folder = try TemporaryFolder()
        try folder.write(Self.record, to: "mine/a.json")
        let lock = try folder.write("", to: "data/update.lock").path
        let descriptor = open(lock, O_RDWR)
        defer { close(descriptor) }
        try #require(flock(descriptor, LOCK_EX | LOCK_NB) == 0)
        try await Snapshot.check("update-busy", ["update", "--from", "DATA/mine"], in: folder)
    }

    @Test func `a damaged index says how to go on, and an update mends it`() async throws {
        let folder = try TemporaryFolder()
        try folder.write(Self.record, to: "mine/a.json")
        #expect(await CommandRun(["update", "--from", "DATA/mine"], in: folder).status == 0)
        try folder.write("not an index", to: "data/advisories.index")
        try await Snapshot.check("scan-damaged-index", ["scan", "pkg:npm/thing@1.0.0"], in: folder)
        #expect(await CommandRun(["update"], in: folder).status == 0)
        #expect(await CommandRun(["scan", "pkg:npm/thing@1.0.0"], in: folder).status == 1)
    }

    @Test func `a progress line is for terminals, and is gone at the end`() async throws {
        let folder = try TemporaryFolder()
        try folder.write(Self.record, to: "mine/a.json")
        let run = await CommandRun(["update", "--from", "DATA/mine"], in: folder, isTerminal: true)
        #expect(run.error.contains("mine: 1 records"))
        #expect(run.error.hasSuffix("\r\u{1B}[K"))
        let failed = await CommandRun(["update", "--data", "/dev/null/x"], in: folder, isTerminal: true)
        #expect(failed.status == 70)
    }

    @Test func `validation names file, place, rule and pointer`() async throws {
        let folder = try TemporaryFolder()
        try folder.write(Self.record, to: "good.json")
        try folder.write(
            #"{"id":"OSV-2026-1","affected":[{"ranges":[{"type":"SEMVR","events":[]}]}]}"#, to: "bad.json")
        try await Snapshot.check("validate-good", ["advisory", "validate", "DATA/good.json"], in: folder)
        try await Snapshot.check("validate-bad", ["advisory", "validate", "DATA/bad.json"], in: folder)
        try await Snapshot.check(
            "validate-json", ["advisory", "validate", "--format", "json", "-"], input: "{ \"id\": 7 }", in: folder)
        try await Snapshot.check("validate-missing", ["advisory", "validate", "DATA/none.json"], in: folder)
    }
}
