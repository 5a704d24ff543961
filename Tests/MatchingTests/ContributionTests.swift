// SPDX-License-Identifier: Apache-2.0
import Advisories
import Matching
import TestSupport
import Testing
import Wire

struct ContributionTests {
    static func sample() throws -> Advisory {
        var advisory = Fixture.advisory(
            "GHSA-1", aliases: ["CVE-2", "CVE-1"],
            try Fixture.affected(
                "Debian:12", "curl", [try Fixture.range(.ecosystem, "introduced: 0, fixed: 7.88.1-10")]),
            try Fixture.affected(
                "Debian:11", "curl", [try Fixture.range(.ecosystem, "introduced: 0, fixed: 7.74.0-1")]),
            try Fixture.affected(
                "PyPI", "left",
                [try Fixture.range(.git, "introduced: 0, fixed: 00ff", repository: "https://example.org/left.git")],
                versions: ["1.0", "1.1"]))
        advisory.published = Instant(seconds: -5, nanoseconds: 7)
        advisory.modified = Instant(seconds: 1_700_000_000, nanoseconds: 999_999_999)
        advisory.upstream = ["CVE-3"]
        advisory.summary = "Something is wrong in curl"
        advisory.severity = [SeverityEntry(kind: .cvssV3, score: "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H")]
        advisory.severityWord = "HIGH"
        advisory.affected[0].severity = [
            SeverityEntry(kind: .other("Own"), score: "5"), SeverityEntry(kind: .ubuntu, score: "low"),
        ]
        advisory.affected[0].severityWord = "LOW"
        advisory.affected[1].defect = "Not all versions of this entry are strings."
        advisory.affected[2].ranges[0].defect = "The range has an event that is none."
        return advisory
    }

    @Test func `a record comes back as it was packed`() throws {
        let advisory = try ContributionTests.sample()
        let bytes = AdvisoryContribution.encode(advisory)
        #expect(try bytes.withUnsafeBytes { try AdvisoryContribution.decode($0) } == advisory)
        #expect(bytes.withUnsafeBytes { AdvisoryContribution.isCurrent($0) })
    }

    @Test func `an ecosystem that is not known stays a text`() throws {
        let advisory = Advisory(
            id: "X-1",
            affected: [Affected(package: AffectedPackage(ecosystemText: "Nowhere:1", ecosystem: nil, name: "x"))])
        let bytes = AdvisoryContribution.encode(advisory)
        #expect(try bytes.withUnsafeBytes { try AdvisoryContribution.decode($0) } == advisory)
    }

    @Test func `more strings than are remembered come back too`() throws {
        var entries: [Affected] = []
        for number in 0..<100 {
            entries.append(
                try Fixture.affected(
                    "npm", "package-\(number % 37)",
                    [try Fixture.range(.semver, "introduced: \(number % 5).0.0, fixed: \(number % 23).1.0")]))
        }
        let advisory = Advisory(id: "X-1", affected: entries)
        let bytes = AdvisoryContribution.encode(advisory)
        #expect(try bytes.withUnsafeBytes { try AdvisoryContribution.decode($0) } == advisory)
    }

    @Test func `a long summary is cut between two characters`() throws {
        let advisory = Advisory(id: "X-1", summary: String(repeating: "ä", count: 500))
        let bytes = AdvisoryContribution.encode(advisory)
        let summary = try bytes.withUnsafeBytes { try AdvisoryContribution.decode($0) }.summary
        #expect(summary == String(repeating: "ä", count: 120) + "…")
    }

    @Test func `another version's contribution is refused with a sentence`() throws {
        var bytes = AdvisoryContribution.encode(try ContributionTests.sample())
        bytes[0] = AdvisoryContribution.version + 1
        let newer = #expect(throws: MatchingError.self) {
            try bytes.withUnsafeBytes { _ = try AdvisoryContribution.decode($0) }
        }
        #expect(newer?.kind == .newer)
        bytes[0] = AdvisoryContribution.version - 1
        let older = #expect(throws: MatchingError.self) {
            try bytes.withUnsafeBytes { _ = try AdvisoryContribution.decode($0) }
        }
        #expect(older?.kind == .outdated)
    }
}

extension ContributionTests {
    @Suite struct MutationTests {
        @Test func `changed bytes never crash reader or builder`() throws {
            let original = AdvisoryContribution.encode(try ContributionTests.sample())
            var refused = 0
            try Fuzzing(seed: 7, rounds: 3_000).run { _, mutator in
                let bytes = mutator.mutated(original)
                do {
                    _ = try bytes.withUnsafeBytes { try AdvisoryContribution.decode($0) }
                    var builder = IndexBuilder(
                        origin: IndexOrigin(created: Fixture.created, generation: 0, sources: ["a"]), spill: .inMemory()
                    )
                    try bytes.withUnsafeBytes { try builder.add($0, source: 0) }
                    _ = try builder.finish { _ in }
                } catch is MatchingError {
                    refused += 1
                }
            }
            #expect(refused > 100)
        }
    }
}
