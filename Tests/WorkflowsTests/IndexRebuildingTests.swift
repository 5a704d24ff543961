// SPDX-License-Identifier: Apache-2.0
import Advisories
import Foundation
import Inventories
import Matching
import Packages
import Reports
import Storage
import TestSupport
import Testing
import Wire

@testable import Files
@testable import Workflows

struct IndexRebuildingTests {
    @Test func `an index made through files is the one made in memory, byte by byte`() async throws {
        let records = try TemporaryFolder()
        for number in 0..<300 {
            let text = """
                {"id": "TEST-\(number)", "modified": "2026-01-01T00:00:00Z", "aliases": ["CVE-2026-\(number / 2)"],
                 "affected": [{"package": {"ecosystem": "npm", "name": "package-\(number % 40)"},
                 "ranges": [{"type": "SEMVER", "events": [{"introduced": "0"}, {"fixed": "1.\(number).0"}]}]}]}
                """
            try records.write(text, to: "\(number).json")
        }
        let data = try TemporaryFolder()
        let folder = DataFolder(path: data.url.path)
        let now = Instant(seconds: 1_790_000_000)
        let report = try await UpdateWorkflow(folder: folder, now: now).run(
            [try AdvisorySource(parsing: records.url.path, workingFolder: "/")])
        #expect(report.index?.advisories == 300)
        let inMemory = try FileReading.bytes(of: folder.index, limit: 1 << 30)

        try Folders.removeFile(folder.index)
        var rebuilding = IndexRebuilding(folder: folder, database: try AdvisoryDatabase(path: folder.database))
        rebuilding.mostInMemory = 0
        let summary = try #require(try rebuilding.runWhereNeeded(now: now))
        #expect(summary.advisories == 300)
        #expect(summary.packages == 40)
        #expect(summary.groups == 150)
        #expect(try FileReading.bytes(of: folder.index, limit: 1 << 30) == inMemory)
        #expect(try FolderListing(root: folder.spill).files.isEmpty)
    }
}
