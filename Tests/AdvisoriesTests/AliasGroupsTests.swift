// SPDX-License-Identifier: Apache-2.0
import Advisories
import Testing

@Suite struct AliasGroupsTests {
    @Test func `aliases are transitive whatever the order of records`() throws {
        let records = [("A", ["D"]), ("B", ["C"]), ("C", ["D"]), ("E", [])]
        for order in records.permutations {
            var collector = AliasCollector()
            for (id, aliases) in order { collector.add(id: id, aliases: aliases) }
            let groups = collector.groups()
            let group = try #require(groups.group(of: "A"))
            #expect(groups.ids(of: group) == ["A", "B", "C", "D"])
            #expect(groups.records(of: group) == ["A", "B", "C"])
            #expect(groups.group(of: "E") != group)
            #expect(groups.count == 2)
            #expect(groups.notices == [])
        }
    }

    @Test func `an id without a record joins two records that name it`() {
        var collector = AliasCollector()
        collector.add(id: "GO-2024-1", aliases: ["CVE-2024-1"])
        collector.add(id: "GHSA-aaaa", aliases: ["CVE-2024-1"])
        let groups = collector.groups()
        #expect(groups.count == 1)
        #expect(groups.representative(0) == "CVE-2024-1")
        #expect(groups.ids(of: 0) == ["CVE-2024-1", "GHSA-aaaa", "GO-2024-1"])
        #expect(groups.records(of: 0) == ["GHSA-aaaa", "GO-2024-1"])
        #expect(groups.group(of: "nobody") == nil)
    }

    @Test func `a group goes by its CVE id, then its GHSA id, then its first id`() {
        func name(_ ids: [String]) -> String {
            var collector = AliasCollector()
            collector.add(id: ids[0], aliases: Array(ids.dropFirst()))
            return collector.groups().representative(0)
        }
        #expect(name(["GHSA-a", "CVE-2021-2", "CVE-2021-1"]) == "CVE-2021-1")
        #expect(name(["ALSA-2021:1", "GHSA-a"]) == "GHSA-a")
        #expect(name(["RUSTSEC-2021-1", "GO-2021-1"]) == "GO-2021-1")
        #expect(name(["RUSTSEC-2021-1"]) == "RUSTSEC-2021-1")
    }

    @Test func `a withdrawn record joins nothing but may be named by others`() {
        var collector = AliasCollector()
        collector.add(id: "W", aliases: ["A", "B"], isWithdrawn: true)
        collector.add(id: "A", aliases: [])
        collector.add(id: "B", aliases: ["W"])
        let groups = collector.groups()
        #expect(groups.group(of: "A") != groups.group(of: "B"))
        #expect(groups.group(of: "B") == groups.group(of: "W"))
        #expect(groups.group(of: "W").map(groups.records(of:)) == ["B", "W"])
    }

    @Test func `a record with too many aliases stands alone, and that is said`() {
        var collector = AliasCollector(limits: AliasLimits(aliasesPerRecord: 2, idsPerGroup: 10))
        collector.add(id: "X", aliases: ["A", "B", "C"])
        collector.add(id: "Y", aliases: ["A", "B"])
        let groups = collector.groups()
        #expect(groups.group(of: "X").map(groups.ids(of:)) == ["X"])
        #expect(groups.group(of: "Y").map(groups.ids(of:)) == ["A", "B", "Y"])
        #expect(groups.notices == [.tooManyAliases(id: "X", count: 3)])
        #expect(
            groups.notices.map(\.message) == [
                "'X' names 3 aliases, too many to be believed: it is kept apart from them."
            ])
    }

    @Test func `a group over the limit falls apart into its ids, and that is said`() {
        var collector = AliasCollector(limits: AliasLimits(aliasesPerRecord: 5, idsPerGroup: 3))
        for number in 1...3 { collector.add(id: "R\(number)", aliases: ["R\(number + 1)"]) }
        collector.add(id: "S", aliases: ["T"])
        let groups = collector.groups()
        #expect(groups.count == 5)
        #expect(Set((1...4).map { groups.group(of: "R\($0)") }).count == 4)
        #expect(groups.group(of: "S") == groups.group(of: "T"))
        #expect(groups.notices == [.groupTooLarge(representative: "R1", count: 4)])
    }

    @Test func `an id that is its own alias, an empty alias and a record that comes twice change nothing`() {
        var collector = AliasCollector()
        collector.add(id: "A", aliases: ["A", "", "B", "B"])
        collector.add(id: "A", aliases: ["C"])
        let groups = collector.groups()
        #expect(groups.count == 1)
        #expect(groups.ids(of: 0) == ["A", "B", "C"])
    }

    @Test func `a hundred thousand ids keep their groups apart`() {
        var collector = AliasCollector()
        for number in 0..<50_000 { collector.add(id: "GHSA-\(number)", aliases: ["CVE-\(number)"]) }
        let groups = collector.groups()
        #expect(groups.count == 50_000)
        for number in stride(from: 0, to: 50_000, by: 997) {
            #expect(groups.group(of: "CVE-\(number)").map(groups.ids(of:)) == ["CVE-\(number)", "GHSA-\(number)"])
        }
    }
}

extension Array {
    /// Every order of the elements; for a handful of them.
    var permutations: [[Element]] {
        guard count > 1 else { return [self] }
        return indices.flatMap { position in
            var rest = self
            let element = rest.remove(at: position)
            return rest.permutations.map { [element] + $0 }
        }
    }
}
