// SPDX-License-Identifier: Apache-2.0
import Advisories
import Inventories
import Matching
import Packages
import Testing

struct AliasGroupTests {
    @Test func `aliases are followed in both directions and on and on`() throws {
        // A names D, B names C, C names D: one vulnerability.
        let index = try Fixture.index(
            Fixture.advisory("A", aliases: ["D"], try Fixture.affected("npm", "left", versions: ["1.0.0"])),
            Fixture.advisory("B", aliases: ["C"], try Fixture.affected("npm", "left", versions: ["1.0.0"])),
            Fixture.advisory("C", aliases: ["D"], try Fixture.affected("npm", "left", versions: ["1.0.0"])))
        let match = try index.match(try Fixture.component("npm", "left", "1.0.0"))
        #expect(match.group.id == "A")
        #expect(match.group.ids == ["A", "B", "C", "D"])
        #expect(match.group.records == ["A", "B", "C"])
        #expect(match.evidence.map(\.advisory.id) == ["A", "B", "C"])
        #expect(try index.find(id: "D")?.group.id == "A")
    }

    @Test func `a group goes by its CVE id, else its GHSA id`() throws {
        let index = try Fixture.index(
            Fixture.advisory(
                "A-1", aliases: ["GHSA-9", "CVE-2020-2"], try Fixture.affected("npm", "left", versions: ["1.0.0"])),
            Fixture.advisory("GHSA-9", try Fixture.affected("npm", "left", versions: ["1.0.0"])))
        let match = try index.match(try Fixture.component("npm", "left", "1.0.0"))
        #expect(match.match.id == "CVE-2020-2")
        #expect(match.group.ids == ["CVE-2020-2", "GHSA-9", "A-1"])
    }

    @Test func `records of a group that disagree are kept as dissent`() throws {
        let index = try Fixture.index(
            Fixture.advisory(
                "GHSA-1", aliases: ["CVE-1"],
                try Fixture.affected("npm", "left", [try Fixture.range(.semver, "introduced: 0, fixed: 1.2.0")])),
            Fixture.advisory(
                "OTHER-1", aliases: ["CVE-1"],
                try Fixture.affected("npm", "left", [try Fixture.range(.semver, "introduced: 0, fixed: 1.4.0")])),
            Fixture.advisory("OTHER-2", aliases: ["CVE-1"], try Fixture.affected("npm", "left")))
        let affected = try index.match(try Fixture.component("npm", "left", "1.3.0"))
        #expect(affected.match.verdict == .affected)
        #expect(affected.evidence.map(\.advisory.id) == ["OTHER-1"])
        #expect(
            affected.dissent.map { "\($0.advisory.id) \($0.verdict.word)" } == ["GHSA-1 fixed", "OTHER-2 notEvaluable"])
        #expect(affected.fixedVersions == ["1.4.0"])
        let open = try index.match(try Fixture.component("npm", "left", "1.5.0"))
        #expect(open.match.verdict == .notEvaluable(.nothingStated))
        #expect(open.dissent.map(\.verdict) == [.fixed, .fixed])
    }

    // MARK: - Withdrawn records and ids

    @Test func `a withdrawn record matches nothing and is still found`() throws {
        let index = try Fixture.index(
            Fixture.advisory(
                "X-1", aliases: ["CVE-1"], withdrawn: true, try Fixture.affected("npm", "left", versions: ["1.0.0"])),
            Fixture.advisory("X-2", try Fixture.affected("npm", "right", versions: ["1.0.0"])))
        #expect(try index.judge(try Fixture.component("npm", "left", "1.0.0")).matches == [])
        let found = try #require(try index.find(id: "x-1"))
        #expect(found.id == "X-1")
        #expect(found.advisory?.isWithdrawn == true)
        #expect(found.group.ids == ["X-1"])
        #expect(try index.find(id: "CVE-1") == nil)
    }

    @Test func `an id is found in whatever capitals, an alias without a record too`() throws {
        let index = try Fixture.index(
            Fixture.advisory(
                "GHSA-aaaa-bbbb", aliases: ["CVE-2020-1"], try Fixture.affected("npm", "left", versions: ["1.0.0"])),
            Fixture.advisory("ghsa-AAAA-bbbb", try Fixture.affected("npm", "right", versions: ["1.0.0"])))
        #expect(try index.find(id: "GHSA-aaaa-bbbb")?.id == "GHSA-aaaa-bbbb")
        #expect(try index.find(id: "ghsa-AAAA-bbbb")?.id == "ghsa-AAAA-bbbb")
        #expect(try index.find(id: "ghsa-aaaa-BBBB") != nil)
        let alias = try #require(try index.find(id: "cve-2020-1"))
        #expect(alias.id == "CVE-2020-1")
        #expect(alias.advisory == nil)
        #expect(try index.advisories(of: alias.group).map(\.id) == ["GHSA-aaaa-bbbb"])
    }
}
