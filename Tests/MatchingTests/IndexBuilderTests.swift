// SPDX-License-Identifier: Apache-2.0
import Advisories
import Foundation
import Matching
import Packages
import TestSupport
import Testing
import Wire

struct IndexBuilderTests {
    private func build(_ advisories: [Advisory]) throws -> IndexSummary {
        var builder = IndexBuilder(
            origin: IndexOrigin(created: Fixture.created, generation: 0, sources: ["test"]), spill: .inMemory())
        for advisory in advisories { try builder.add(advisory, source: 0) }
        return try builder.finish { _ in }
    }

    @Test func `what could not be placed is counted by name`() throws {
        let entry = Affected(package: AffectedPackage(ecosystemText: "Nowhere:1", ecosystem: nil, name: "x"))
        let summary = try build([
            Advisory(id: "X-1", affected: [entry, entry]),
            Advisory(id: "X-2", affected: [Affected(versions: ["1.0"])]),
            Fixture.advisory("X-3", try Fixture.affected("npm", "left", versions: ["1.0.0"])),
        ])
        #expect(summary.unplaced == ["Nowhere:1": 2, "": 1])
        #expect(summary.advisories == 3)
        #expect(summary.rules == 1)
    }

    @Test func `an entry with endless repositories keeps the first ones`() throws {
        let ranges = try (0..<500).map {
            try Fixture.range(.git, "introduced: 0", repository: "https://example.org/\($0)")
        }
        let summary = try build([Advisory(id: "X-1", affected: [Affected(ranges: ranges, versions: ["v1"])])])
        #expect(summary.packages == 64)
        #expect(summary.unplaced == ["more than 64 repositories": 436])
    }

    @Test func `the same entry twice is one rule`() throws {
        let entry = try Fixture.affected("npm", "left", [try Fixture.range(.semver, "introduced: 0, fixed: 1.0.0")])
        #expect(try build([Fixture.advisory("X-1", entry, entry)]).rules == 1)
    }

    @Test func `aliases that were not followed are told`() throws {
        let aliases = (0..<40).map { "CVE-2020-\($0)" }
        let summary = try build([
            Fixture.advisory("X-1", aliases: aliases, try Fixture.affected("npm", "left", versions: ["1.0.0"]))
        ])
        #expect(summary.notices == [.tooManyAliases(id: "X-1", count: 40)])
        #expect(summary.groups == 0)
    }

    @Test func `a failing spill area or sink ends the build with its own error`() throws {
        struct Full: Error {}
        func builder(_ spill: SpillArea) throws -> IndexBuilder {
            var builder = IndexBuilder(
                origin: IndexOrigin(created: Fixture.created, generation: 0, sources: ["test"]), spill: spill)
            try builder.add(
                Fixture.advisory("X-1", try Fixture.affected("npm", "left", versions: ["1.0.0"])), source: 0)
            return builder
        }
        let first = try builder(SpillArea(append: { _, _ in throw Full() }, read: { _, _ in }))
        #expect(throws: Full.self) { _ = try first.finish { _ in } }
        let second = try builder(.inMemory())
        #expect(throws: Full.self) { _ = try second.finish { _ in throw Full() } }
    }

    @Test func `spilled bytes that changed are told`() throws {
        var kept: [Int: [UInt8]] = [:]
        let spill = SpillArea(
            append: { heap, bytes in kept[heap, default: []] += Array(bytes) },
            read: { heap, body in try Array((kept[heap] ?? []).dropLast(3)).withUnsafeBytes(body) })
        var builder = IndexBuilder(
            origin: IndexOrigin(created: Fixture.created, generation: 0, sources: ["test"]), spill: spill)
        try builder.add(Fixture.advisory("X-1", try Fixture.affected("npm", "left", versions: ["1.0.0"])), source: 0)
        let finished = builder
        let error = #expect(throws: MatchingError.self) { _ = try finished.finish { _ in } }
        #expect(error?.kind == .damaged)
    }

    @Test func `real records are indexed and found`() throws {
        guard let folder = TestData.folder("advisories/rustsec-osv") else { return }
        let reader = AdvisoryReader(detail: .matching)
        var advisories: [Advisory] = []
        for file in TestData.files(below: folder) where file.pathExtension == "json" {
            advisories.append(try reader.read(json: Array(Data(contentsOf: file))).advisory)
        }
        #expect(advisories.count > 1_000)
        let index = try Fixture.index(advisories)
        #expect(index.advisoryCount == advisories.count)
        #expect(index.coverage(of: .cratesIO) == advisories.count { !$0.isWithdrawn })
        for advisory in advisories {
            #expect(try index.find(id: advisory.id)?.advisory?.modified == advisory.modified)
        }
        let matcher = Matcher(index: index)
        let judgement = try matcher.judge([try Fixture.component("crates.io", "time", "0.2.22")])[0]
        #expect(judgement.matches.map(\.id) == ["CVE-2020-26235"])
        #expect(judgement.matches.map(\.verdict) == [.affected])
        #expect(try matcher.explain(judgement.matches).map(\.fixedVersions) == [["0.2.23"]])
        try index.verify()
    }
}
