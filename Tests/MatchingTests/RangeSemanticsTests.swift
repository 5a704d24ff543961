// SPDX-License-Identifier: Apache-2.0
import Advisories
import Matching
import Testing

struct RangeSemanticsTests {
    /// Events, then versions and what each is.
    struct Row: Sendable, CustomTestStringConvertible {
        var events: String
        var expected: [(version: String, word: String)]
        var testDescription: String { events }

        init(_ events: String, _ expected: KeyValuePairs<String, String>) {
            self.events = events
            self.expected = expected.map { ($0.key, $0.value) }
        }
    }

    static let rows = [
        Row(
            "introduced: 0, fixed: 1.2.0",
            ["0.0.1": "affected", "1.1.9": "affected", "1.2.0": "fixed", "2.0.0": "fixed"]),
        Row("introduced: 0", ["0.0.0": "affected", "99.0.0": "affected", "not a version": "affected"]),
        Row("introduced: 1.0.0", ["0.9.0": "notAffected", "1.0.0": "affected", "7.0.0": "affected"]),
        Row(
            "introduced: 1.0.0, last_affected: 1.4.0",
            ["0.9.9": "notAffected", "1.0.0": "affected", "1.4.0": "affected", "1.4.1": "notAffected"]),
        Row(
            "introduced: 1.4.0, last_affected: 1.4.0",
            ["1.3.0": "notAffected", "1.4.0": "affected", "1.4.1": "notAffected"]),
        Row(
            "last_affected: 1.4.0, introduced: 1.4.0",
            ["1.3.0": "notAffected", "1.4.0": "affected", "1.4.1": "notAffected"]),
        Row(
            "introduced: 0, fixed: 1.2.0, introduced: 2.0.0, fixed: 2.3.0",
            ["1.1.0": "affected", "1.2.0": "fixed", "1.9.0": "fixed", "2.0.0": "affected", "2.3.0": "fixed"]),
        // Events in any order mean the same.
        Row(
            "fixed: 2.3.0, introduced: 2.0.0, fixed: 1.2.0, introduced: 0",
            ["1.1.0": "affected", "1.2.0": "fixed", "1.9.0": "fixed", "2.0.0": "affected", "2.3.0": "fixed"]),
        // One stretch that ends where the next begins.
        Row(
            "introduced: 1.0.0, fixed: 2.0.0, introduced: 2.0.0, fixed: 3.0.0",
            ["1.5.0": "affected", "2.0.0": "affected", "2.5.0": "affected", "3.0.0": "fixed"]),
        Row("introduced: 2.0.0, fixed: 2.0.0", ["1.0.0": "notAffected", "2.0.0": "fixed", "3.0.0": "fixed"]),
        // A pre-release comes before its release.
        Row("introduced: 0, fixed: 1.2.0", ["1.2.0-rc.1": "affected", "1.2.0+build": "fixed"]),
        Row("introduced: 0.0.0-0, fixed: 1.0.0", ["0.0.0": "affected", "0.0.0-alpha": "affected"]),
        Row(
            "introduced: 0, limit: 2.0.0",
            ["1.9.0": "affected", "2.0.0": "notAffected", "3.0.0": "notAffected"]),
        Row("introduced: 0, limit: *", ["1.9.0": "affected", "9.0.0": "affected"]),
        // Before one limit is enough.
        Row("introduced: 0, limit: 2.0.0, limit: 4.0.0", ["3.0.0": "affected", "4.0.0": "notAffected"]),
        Row(
            "introduced: 0, limit: 2.0.0, fixed: 1.0.0",
            ["0.5.0": "affected", "1.5.0": "fixed", "2.5.0": "notAffected"]),
        // An event that cannot be compared matters only where it could turn the answer.
        Row(
            "introduced: 0, fixed: ???, introduced: 2.0.0, fixed: 3.0.0",
            ["1.0.0": "notEvaluable", "2.5.0": "notEvaluable", "3.0.0": "fixed"]),
        Row("introduced: ???, fixed: 3.0.0", ["1.0.0": "notEvaluable", "3.5.0": "notEvaluable"]),
        Row("introduced: 1.0.0, introduced: ???", ["0.5.0": "notEvaluable", "1.5.0": "affected"]),
        Row("introduced: 1.0.0, fixed: ???", ["0.5.0": "notAffected", "1.5.0": "notEvaluable"]),
        // A version that cannot be compared.
        Row("introduced: 0, fixed: 1.0.0", ["???": "notEvaluable"]),
        Row("introduced: 0, last_affected: 1.0.0", ["???": "notEvaluable"]),
    ]

    @Test(arguments: rows)
    func `a version is affected by the last event it reaches`(row: Row) throws {
        for kind in [AffectedRange.Kind.semver, .ecosystem] {
            let index = try Fixture.index(
                Fixture.advisory("X-1", try Fixture.affected("npm", "left", [try Fixture.range(kind, row.events)])))
            for (version, word) in row.expected {
                let match = try index.match(try Fixture.component("npm", "left", version))
                #expect(match.match.verdict.word == word, "\(version) by \(row.events), \(kind)")
            }
        }
    }

    @Test func `the deciding event is named`() throws {
        let index = try Fixture.index(
            Fixture.advisory(
                "X-1",
                try Fixture.affected(
                    "npm", "left", [try Fixture.range(.semver, "introduced: 0, fixed: 1.2.0, introduced: 2.0.0")])))
        func deciding(_ version: String) throws -> RangeEvent? {
            let match = try index.match(try Fixture.component("npm", "left", version))
            guard case .range(let range) = match.evidence[0].decision else { return nil }
            #expect(range.events.count == 3)
            #expect(range.kind == .semver)
            return range.deciding
        }
        #expect(try deciding("1.0.0") == RangeEvent(.introduced, "0"))
        #expect(try deciding("1.3.0") == RangeEvent(.fixed, "1.2.0"))
        #expect(try deciding("2.1.0") == RangeEvent(.introduced, "2.0.0"))
    }

    @Test func `several ranges and entries of a package are a union`() throws {
        let index = try Fixture.index(
            Fixture.advisory(
                "X-1",
                try Fixture.affected(
                    "npm", "left",
                    [
                        try Fixture.range(.semver, "introduced: 1.0.0, fixed: 1.5.0"),
                        try Fixture.range(.semver, "introduced: 2.0.0, fixed: 2.5.0"),
                    ]),
                try Fixture.affected("npm", "left", [try Fixture.range(.semver, "introduced: 3.0.0, fixed: 3.5.0")])))
        for (version, word, fix) in [
            ("0.1.0", "notAffected", []), ("1.1.0", "affected", ["1.5.0"]), ("1.6.0", "fixed", []),
            ("2.1.0", "affected", ["2.5.0"]), ("3.1.0", "affected", ["3.5.0"]), ("3.5.0", "fixed", []),
        ] as [(String, String, [String])] {
            let match = try index.match(try Fixture.component("npm", "left", version))
            #expect(match.match.verdict.word == word, "\(version)")
            #expect(match.fixedVersions == fix, "\(version)")
        }
    }

    @Test func `a fix inside another range of the record is no fix`() throws {
        let index = try Fixture.index(
            Fixture.advisory(
                "X-1",
                try Fixture.affected("npm", "left", [try Fixture.range(.semver, "introduced: 0, fixed: 1.5.0")]),
                try Fixture.affected("npm", "left", [try Fixture.range(.semver, "introduced: 1.2.0, fixed: 2.0.0")])))
        #expect(try index.match(try Fixture.component("npm", "left", "1.0.0")).fixedVersions == ["2.0.0"])
    }

    @Test func `no fix is made up where none is stated`() throws {
        let index = try Fixture.index(
            Fixture.advisory(
                "X-1",
                try Fixture.affected("npm", "left", [try Fixture.range(.semver, "introduced: 0, last_affected: 1.5.0")])
            ))
        #expect(try index.match(try Fixture.component("npm", "left", "1.0.0")).fixedVersions == [])
    }

    @Test func `ranges are ordered as the ecosystem orders`() throws {
        let index = try Fixture.index(
            Fixture.advisory(
                "X-1",
                try Fixture.affected("PyPI", "Some.Name", [try Fixture.range(.ecosystem, "introduced: 0, fixed: 1.10")])
            ),
            Fixture.advisory(
                "X-2",
                try Fixture.affected(
                    "Debian:12", "curl", [try Fixture.range(.ecosystem, "introduced: 0, fixed: 7.88.1-10+deb12u5")])))
        for (ecosystem, name, version, word) in [
            ("PyPI", "some_name", "1.9", "affected"), ("PyPI", "some-name", "1.10rc1", "affected"),
            ("PyPI", "SOME-name", "1.10.0", "fixed"), ("PyPI", "some-name", "1!0.1", "fixed"),
            ("Debian:12", "curl", "7.88.1-10+deb12u4", "affected"), ("Debian:12", "curl", "7.88.1-10+deb12u5", "fixed"),
            ("Debian:12", "curl", "7.88.1-10+deb12u5~bpo1", "affected"),
        ] {
            #expect(
                try index.match(try Fixture.component(ecosystem, name, version)).match.verdict.word == word,
                "\(version)")
        }
    }
}
