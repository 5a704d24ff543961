// SPDX-License-Identifier: Apache-2.0
import Advisories
import Inventories
import Matching
import Packages
import TestSupport
import Testing
import Wire

struct IndexBytesTests {
    @Test func `the order in which records come leaves no trace`() throws {
        var generator = SeededGenerator(seed: 3)
        var records = try RandomAdvisories.make(300, using: &generator).enumerated().map { number, advisory in
            (source: ["alpha", "beta", "gamma"][number % 3], advisory: advisory)
        }
        // Two sources with the same record, and one record of another age.
        records.append(("gamma", records[0].advisory))
        var older = records[1].advisory
        older.modified = Instant(seconds: -100)
        older.affected = []
        records.append(("alpha", older))
        let first = try Fixture.bytes(records)
        for _ in 0..<5 {
            records.shuffle(using: &generator)
            #expect(try Fixture.bytes(records) == first)
        }
        #expect(try Fixture.bytes(records, generation: 2) != first)
    }

    @Test func `the newest record of an id counts`() throws {
        let old = Fixture.advisory("X-1", modified: 5, try Fixture.affected("npm", "left", versions: ["1.0.0"]))
        let new = Fixture.advisory("X-1", modified: 6, try Fixture.affected("npm", "left", versions: ["2.0.0"]))
        for records in [[("a", old), ("b", new)], [("a", new), ("b", old)]] {
            let index = try AdvisoryIndex(ByteRegion(copying: Fixture.bytes(records)))
            #expect(index.advisoryCount == 1)
            #expect(try index.match(try Fixture.component("npm", "left", "2.0.0")).match.verdict == .affected)
            #expect(try index.match(try Fixture.component("npm", "left", "1.0.0")).match.verdict == .notAffected)
        }
    }

    @Test func `an index says what it is made of`() throws {
        let index = try AdvisoryIndex(
            ByteRegion(
                copying: Fixture.bytes([
                    (
                        "osv",
                        Fixture.advisory(
                            "X-1", aliases: ["CVE-1"], try Fixture.affected("Debian:12", "curl", versions: ["1"]))
                    ),
                    ("osv", Fixture.advisory("X-2", try Fixture.affected("Debian:11", "curl", versions: ["1"]))),
                    (
                        "own",
                        Fixture.advisory("X-3", withdrawn: true, try Fixture.affected("npm", "left", versions: ["1"]))
                    ),
                ])))
        #expect(index.origin == IndexOrigin(created: Fixture.created, generation: 1, sources: ["osv", "own"]))
        #expect(index.sourceCounts == [2, 1])
        #expect(index.advisoryCount == 3)
        #expect(index.withdrawnCount == 1)
        #expect(index.packageCount == 1)
        #expect(index.ruleCount == 2)
        #expect(index.groupCount == 1)
        #expect(index.coverage(of: .debian) == 2)
        #expect(index.coverage(of: .npm) == 0)
        #expect(index.coverage.map(\.ecosystem) == [.debian])
        #expect(
            try index.releases(of: .debian).map { "\($0.name) \($0.advisories)" } == ["Debian:11 1", "Debian:12 1"])
        try index.verify()
    }

    @Test func `an index without records answers that nothing is loaded`() throws {
        let index = try AdvisoryIndex(ByteRegion(copying: Fixture.bytes([])))
        let judgement = try index.judge(try Fixture.component("npm", "left", "1.0.0"))
        #expect(judgement.notJudged == .ecosystemNotLoaded(.npm))
        #expect(judgement.notJudged?.message == "no advisories of npm are loaded")
        #expect(try index.find(id: "X-1") == nil)
    }

    @Test func `a file that is no index is refused with a sentence`() throws {
        let valid = try IndexBytesTests.sample()
        var newer = valid
        newer[16] += 1
        var older = valid
        older[16] -= 1
        for (bytes, kind, words) in [
            ([], .notAnIndex, "is no advisory index"), (Array("{}".utf8), .notAnIndex, "is no advisory index"),
            (newer, .newer, "made by a newer Mainstay"), (older, .outdated, "made by an older Mainstay"),
            (Array(valid.dropLast()), .damaged, "is damaged"), (valid + [0], .damaged, "is damaged"),
            (Array(valid.prefix(40)), .damaged, "is damaged"),
        ] as [([UInt8], MatchingError.Kind, String)] {
            let error = #expect(throws: MatchingError.self) { _ = try AdvisoryIndex(ByteRegion(copying: bytes)) }
            #expect(error?.kind == kind)
            #expect(error?.message.contains(words) == true)
            #expect(error?.hint?.contains("mainstay update") == true)
        }
    }

    @Test func `damage is found by the checksums, wherever it is`() throws {
        let valid = try IndexBytesTests.sample()
        for place in stride(from: 32, to: valid.count, by: 7) {
            var bytes = valid
            bytes[place] ^= 0x10
            #expect(throws: MatchingError.self, "byte \(place)") {
                try AdvisoryIndex(ByteRegion(copying: bytes)).verify()
            }
        }
    }

    private static func sample() throws -> [UInt8] {
        var generator = SeededGenerator(seed: 5)
        return try Fixture.bytes(RandomAdvisories.make(60, using: &generator).map { ("test", $0) })
    }
}

extension IndexBytesTests {
    @Suite struct MutationTests {
        @Test func `look-ups in a damaged index answer or refuse, and never crash`() throws {
            let valid = try sample()
            let components = [
                try Fixture.component("npm", "package-1", "1.5.0"), try Fixture.component("npm", "package-2", nil),
                try Fixture.component("PyPI", "package-3", "2.0"),
                try Fixture.component("Debian:12", "package-4", "1.0-1"),
                try Fixture.component("npm", "nothing", "1.0.0"),
            ]
            var refused = 0
            Fuzzing(seed: 11, rounds: 3_000, share: 2).run { _, mutator in
                var bytes = valid
                for _ in 0..<Int.random(in: 1...6, using: &mutator.generator) {
                    // Front, directory and trailer are left alone here: damage there is refused when the file is opened.
                    let place = Int.random(in: 32..<(valid.count - 48 - 14 * 32), using: &mutator.generator)
                    bytes[place] =
                        Bool.random(using: &mutator.generator)
                        ? 0xFF : UInt8.random(in: 0...255, using: &mutator.generator)
                }
                do {
                    let index = try AdvisoryIndex(ByteRegion(copying: bytes))
                    let matcher = Matcher(index: index, listing: .all)
                    _ = try matcher.explain(matcher.judge(components).flatMap(\.matches))
                    for id in ["X-1", "x-7", "CVE-0003", "nothing"] { _ = try index.find(id: id) }
                    for ecosystem in Ecosystem.allCases { _ = try index.releases(of: ecosystem) }
                } catch {
                    refused += 1
                }
            }
            #expect(refused > 300)
            Fuzzing(seed: 12, rounds: 1_000, share: 2).run { _, mutator in
                _ = try? AdvisoryIndex(ByteRegion(copying: mutator.mutated(valid))).judge(components[0])
            }
        }
    }
}
