// SPDX-License-Identifier: Apache-2.0
import Advisories
import Packages
import TestSupport
import Testing
import Wire

@Suite struct AdvisoryValidationTests {
    private static let now = Instant(rfc3339: "2026-01-01T00:00:00Z")

    private func findings(
        _ text: String, notation: AdvisoryValidation.Notation = .json,
        packageExists: (@Sendable (EcosystemName, String) -> Bool?)? = nil
    ) -> [ValidationFinding] {
        let context = AdvisoryValidation.Context(now: Self.now, packageExists: packageExists)
        return AdvisoryValidation.findings(in: Array(text.utf8), notation: notation, context: context)
    }

    /// A sound record with members of its own behind the required ones.
    private func record(_ members: String) -> String {
        #"{"schema_version": "1.7.5", "id": "GHSA-a", "modified": "2025-01-01T00:00:00Z", \#(members)}"#
    }

    /// A sound record whose one entry has these members.
    private func entry(_ members: String) -> String { record(#""affected": [{\#(members)}]"#) }

    private func range(_ members: String) -> String {
        entry(#""package": {"ecosystem": "npm", "name": "a"}, "ranges": [{\#(members)}]"#)
    }

    private func lines(_ findings: [ValidationFinding]) -> [String] {
        findings.map { "\($0.rule.rawValue) \($0.pointer) \($0.message)" }
    }

    @Test func `a sound record has no findings`() {
        let text = #"""
            {
              "schema_version": "1.7.5", "id": "GHSA-aaaa-bbbb-cccc", "modified": "2025-02-03T04:05:06.7Z",
              "published": "2025-01-02T03:04:05Z", "withdrawn": "2025-03-04T05:06:07Z", "aliases": null,
              "upstream": ["CVE-2023-1"], "related": ["CVE-2022-1"], "summary": "A flaw", "details": "In *detail*",
              "affected": [
                {
                  "package": {"ecosystem": "npm", "name": "@scope/thing", "purl": "pkg:npm/%40scope/thing"},
                  "severity": [
                    {"type": "CVSS_V3", "score": "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H"},
                    {"type": "CVSS_V4", "score": "CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N"},
                    {"type": "CVSS_V2", "score": "AV:N/AC:L/Au:N/C:P/I:P/A:P"},
                    {"type": "Ubuntu", "score": "negligible"}
                  ],
                  "ranges": [
                    {"type": "SEMVER", "events": [{"introduced": "0"}, {"fixed": "1.2.0-rc.1+b.01"}]},
                    {"type": "GIT", "repo": "https://example.org/thing", "events": [
                      {"introduced": "1111111111111111111111111111111111111111"}, {"limit": "0"}]}
                  ],
                  "versions": ["1.0.0"], "ecosystem_specific": {"x": [1, {"y": null}]}, "database_specific": {}
                }
              ],
              "references": [{"type": "FIX", "url": "https://example.org/fix"}],
              "credits": [{"name": "Ada", "contact": ["mailto:ada@example.org"], "type": "FINDER"}],
              "database_specific": {"anything": 1}
            }
            """#
        #expect(lines(findings(text)) == [])
    }

    @Test(arguments: [
        (#"{"id": "CVE-1"}"#, "", #"The record has no "modified", which is required."#),
        ("7", "", "The document is a number, not an advisory, which is an object."),
    ])
    func `what is no record at all is said`(text: String, pointer: String, message: String) {
        let found = findings(text)
        #expect(found.contains { $0.rule == .schema && $0.pointer == pointer && $0.message == message })
        #expect(found.contains { $0.violatesSchema })
    }

    /// Members of the record, and the one finding of the schema they cause.
    @Test(arguments: [
        (#""affected": 7"#, "/affected", "This is a number, not an array."),
        (#""affected": [7]"#, "/affected/0", "This is a number, not an object."),
        (#""affected": [{}], "related": null"#, "/related", "This is null, not an array."),
        (#""affected": [{}], "credits": null"#, "/credits", "This is null, not an array."),
        (#""affected": [{}], "withdrawn": null"#, "/withdrawn", "This is null, not a timestamp."),
        (#""affected": [{}], "aliases": ["CVE-1", 2]"#, "/aliases/1", "This is a number, not a string."),
        (#""affected": [{}], "published": "2025-01-01""#, "/published", "'2025-01-01' is not a timestamp in UTC."),
        (#""affected": [{}], "detials": "x""#, "/detials", "The schema has no member 'detials' here."),
        (#""affected": [{}], "a/b~c": 1"#, "/a~1b~0c", "The schema has no member 'a/b~c' here."),
        (
            #""affected": [{}], "references": [{"type": "WEB"}]"#, "/references/0",
            #"The object has no "url", which is required."#
        ),
        (
            #""affected": [{}], "references": [{"type": "Web", "url": "x"}]"#, "/references/0/type",
            "'Web' is none of the schema's words."
        ),
        (
            #""affected": [{}], "credits": [{"type": "TOOL"}]"#, "/credits/0",
            #"The object has no "name", which is required."#
        ),
        (
            #""affected": [{}], "credits": [{"name": "A", "contact": "b"}]"#, "/credits/0/contact",
            "This is a string, not an array."
        ),
        (#""affected": [{}], "database_specific": []"#, "/database_specific", "This is an array, not an object."),
        (
            #""affected": [{"package": {"name": "a"}}]"#, "/affected/0/package",
            #"The object has no "ecosystem", which is required."#
        ),
        (
            #""affected": [{"package": {"ecosystem": "npm"}}]"#, "/affected/0/package",
            #"The object has no "name", which is required."#
        ),
        (
            #""affected": [{"package": {"ecosystem": "pypi", "name": "a"}}]"#, "/affected/0/package/ecosystem",
            "'pypi' is not an ecosystem of OSV 1.7.5."
        ),
        (
            #""affected": [{"package": {"ecosystem": "npm:", "name": "a"}}]"#, "/affected/0/package/ecosystem",
            "'npm:' is not an ecosystem of OSV 1.7.5."
        ),
        (#""affected": [{"versions": null}]"#, "/affected/0/versions", "This is null, not an array."),
        (
            #""affected": [{"ecosystem_specific": "x"}]"#, "/affected/0/ecosystem_specific",
            "This is a string, not an object."
        ),
        (
            #""severity": [{"type": "CVSS_V3", "score": "9.8"}], "affected": [{}]"#, "/severity/0/score",
            "'9.8' is not a score of CVSS_V3."
        ),
        (
            #""severity": [{"type": "Ubuntu", "score": "High"}], "affected": [{}]"#, "/severity/0/score",
            "'High' is not a score of Ubuntu."
        ),
        (
            #""severity": [{"type": "CVSS_V5", "score": "x"}], "affected": [{}]"#, "/severity/0/type",
            "'CVSS_V5' is none of the schema's words."
        ),
        (
            #""severity": null, "affected": [{"severity": []}]"#, "/affected/0/severity",
            "Severity stands both on the record and on this entry; only one may."
        ),
    ])
    func `a breach of the schema is named with its place`(members: String, pointer: String, message: String) {
        let found = findings(record(members))
        #expect(lines(found.filter(\.violatesSchema)) == ["SCH:001 \(pointer) \(message)"])
        #expect(found.allSatisfy { $0.line == 1 && $0.column != nil })
    }

    @Test(arguments: [
        (#""type": "SEMVER""#, "SCH:001 /affected/0/ranges/0 The object has no \"events\", which is required."),
        (
            #""events": [{"introduced": "0"}]"#,
            "SCH:001 /affected/0/ranges/0 The object has no \"type\", which is required."
        ),
        (
            #""type": "semver", "events": [{"introduced": "0"}]"#,
            "SCH:001 /affected/0/ranges/0/type 'semver' is none of the schema's words."
        ),
        (#""type": "SEMVER", "events": []"#, "SCH:001 /affected/0/ranges/0/events The list of events is empty."),
        (
            #""type": "SEMVER", "events": [{"fixed": "1.0.0"}]"#,
            "RNG:001 /affected/0/ranges/0 The range does not say where it begins: no event is \"introduced\"."
        ),
        (
            #""type": "SEMVER", "events": [{"introduced": "0"}, {}]"#,
            "SCH:001 /affected/0/ranges/0/events/1 The event is none of introduced, fixed, last_affected and limit."
        ),
        (
            #""type": "SEMVER", "events": [{"introduced": "0"}, {"fixed": 1}]"#,
            "SCH:001 /affected/0/ranges/0/events/1 The event's version is a number, not a string."
        ),
        (
            #""type": "SEMVER", "events": [{"introduced": "0"}, {"fixed": "1.0.0"}, {"last_affected": "2.0.0"}]"#,
            "SCH:001 /affected/0/ranges/0/events The range has both \"fixed\" and \"last_affected\" events; only one may be."
        ),
        (
            #""type": "GIT", "events": [{"introduced": "0"}]"#,
            "SCH:001 /affected/0/ranges/0 A GIT range has no \"repo\", which is required."
        ),
        (
            #""type": "GIT", "repo": "x", "events": [{"introduced": "abc"}]"#,
            "SCH:001 /affected/0/ranges/0/events/0/introduced 'abc' is not a commit."
        ),
        (
            #""type": "SEMVER", "events": [{"introduced": "1.0.0"}, {"fixed": "1.0.0"}]"#,
            "RNG:002 /affected/0/ranges/0/events/1/fixed '1.0.0' both introduces and fixes the vulnerability."
        ),
        (
            #""type": "SEMVER", "events": [{"introduced": "v1.0.0"}]"#,
            "RNG:102 /affected/0/ranges/0/events/0/introduced 'v1.0.0' is not a version of SemVer 2.0.0."
        ),
        (
            #""type": "SEMVER", "events": [{"introduced": "1.0"}]"#,
            "RNG:102 /affected/0/ranges/0/events/0/introduced '1.0' is not a version of SemVer 2.0.0."
        ),
        (
            #""type": "SEMVER", "events": [{"introduced": "1.00.0"}]"#,
            "RNG:102 /affected/0/ranges/0/events/0/introduced '1.00.0' is not a version of SemVer 2.0.0."
        ),
        (
            #""type": "SEMVER", "events": [{"introduced": "2.0.0"}, {"fixed": "1.0.0"}]"#,
            "RNG:103 /affected/0/ranges/0/events/1/fixed The range ends at '1.0.0', before it begins at '2.0.0'."
        ),
        (
            #""type": "SEMVER", "events": [{"introduced": "0", "note": ""}]"#,
            "RNG:104 /affected/0/ranges/0/events/0 The event has 2 members instead of one."
        ),
    ])
    func `a wrong range is named with its place`(members: String, line: String) {
        #expect(lines(findings(range(members))) == [line])
    }

    @Test func `every range must say where it begins, not only one of them`() {
        let text = entry(
            #""package": {"ecosystem": "npm", "name": "a"}, "ranges": [{"type": "SEMVER", "events": [{"introduced": "0"}]}, {"type": "SEMVER", "events": [{"fixed": "1.0.0"}]}]"#
        )
        #expect(findings(text).map(\.pointer) == ["/affected/0/ranges/1"])
        #expect(findings(text).map(\.rule) == [.introducedExists])
    }

    @Test func `two events in one object are an error by two rules`() {
        let found = findings(range(#""type": "SEMVER", "events": [{"introduced": "0", "fixed": "1.0.0"}]"#))
        #expect(found.map(\.rule) == [.schema, .eventHasOneKey])
        #expect(found[0].hint == "Write one object for each.")
    }

    @Test(arguments: [
        (#""aliases": ["CVE-1", "CVE-1"]"#, "REC:002 /aliases/1 \"aliases\" names 'CVE-1' twice."),
        (#""aliases": ["GHSA-a"]"#, "REC:002 /aliases/0 The record names itself in \"aliases\"."),
        (#""related": ["GHSA-a"]"#, "REC:004 /related/0 The record names itself in \"related\"."),
        (#""upstream": ["GHSA-a"]"#, "REC:003 /upstream/0 The record names itself in \"upstream\"."),
        (
            #""aliases": ["CVE-1"], "upstream": ["CVE-1"]"#,
            "REC:003 /upstream/0 'CVE-1' is listed both as upstream and as alias; only one can be right."
        ),
        (
            #""related": ["CVE-1"], "upstream": ["CVE-1"]"#,
            "REC:003 /upstream/0 'CVE-1' is listed both as upstream and as related; upstream is enough."
        ),
        (
            #""published": "2025-02-30T00:00:00Z""#,
            "REC:102 /published '2025-02-30T00:00:00Z' is not an instant of RFC 3339."
        ),
        (
            #""published": "at 2024-02-03T00:00:00Z""#,
            "REC:102 /published 'at 2024-02-03T00:00:00Z' is not an instant of RFC 3339."
        ),
        (
            #""withdrawn": "2026-01-01T00:00:01Z""#,
            "REC:103 /withdrawn \"withdrawn\" lies in the future: '2026-01-01T00:00:01Z'."
        ),
        (#""published": "2025-01-02T00:00:00Z""#, "REC:104 /modified \"modified\" lies before \"published\"."),
    ])
    func `a record at odds with itself or the present is named`(members: String, line: String) {
        #expect(lines(findings(record(#""affected": [{}], \#(members)"#))) == [line])
    }

    @Test func `a record must say what is affected unless it is withdrawn`() {
        #expect(findings(record(#""affected": []"#)).map(\.rule) == [.affectedExists])
        #expect(findings(record(#""summary": "x""#)).map(\.rule) == [.affectedExists])
        #expect(findings(record(#""affected": [], "withdrawn": "2025-06-01T00:00:00Z""#)) == [])
    }

    @Test(arguments: [
        (#""1.7.6""#, "REC:101 /schema_version The record follows schema '1.7.6', newer than the 1.7.5 known here."),
        (#""1.7""#, "REC:101 /schema_version '1.7' is not a version of the schema, such as 1.7.5."),
        ("null", "SCH:001 /schema_version This is null, not a string."),
    ])
    func `the schema's version is one that is known`(version: String, line: String) {
        let text =
            #"{"schema_version": \#(version), "id": "x_1", "modified": "2025-01-01T00:00:00Z", "affected": [{}]}"#
        let found = findings(text)
        #expect(lines(found).contains(line))
        let without = findings(#"{"id": "x_1", "modified": "2025-01-01T00:00:00Z", "affected": [{}]}"#)
        #expect(without.map(\.rule) == [.schemaVersion])
        #expect(without[0].severity == .warning)
    }

    @Test(arguments: [
        (#""ecosystem": "PyPi", "name": "a""#, "did you mean 'PyPI'?"),
        (#""ecosystem": "debain:12", "name": "a""#, #"Is "Debian:12" meant?"#),
        (#""ecosystem": "cargo", "name": "a""#, "did you mean 'crates.io'?"),
        (#""ecosystem": "purl-type:swift", "name": "a""#, #"Write it as "SwiftURL"."#),
        (#""ecosystem": "quite another thing", "name": "a""#, nil),
    ])
    func `an ecosystem that is not known comes with the one that is meant`(package: String, hint: String?) {
        let found = findings(entry(#""package": {\#(package)}"#))
        #expect(found.map(\.rule) == [.schema])
        #expect(found.map(\.hint) == [hint])
    }

    @Test(arguments: [
        ("GSHA-1", "The id 'GSHA-1' begins with no registered prefix.", #"Is "GHSA-" meant?"#),
        (
            "ACME-1", "The id 'ACME-1' begins with no registered prefix.",
            #"Ids of a database that is not registered with OSV begin with "x_"."#
        ),
        ("CVE", "The id 'CVE' begins with no registered prefix.", #"Is "CVE-" meant?"#),
    ])
    func `an id without a registered prefix is refused with a hint`(id: String, message: String, hint: String) {
        let found = findings(
            #"{"schema_version": "1.7.5", "id": "\#(id)", "modified": "2025-01-01T00:00:00Z", "affected": [{}]}"#)
        #expect(found.map(\.message) == [message])
        #expect(found.map(\.hint) == [hint])
    }

    @Test func `a package URL must be valid, without a version and of the package beside it`() {
        func rules(_ purl: String) -> [ValidationRule] {
            findings(entry(#""package": {"ecosystem": "PyPI", "name": "Some.Thing", "purl": "\#(purl)"}"#)).map(\.rule)
        }
        #expect(rules("pkg:pypi/some-thing") == [])
        #expect(rules("pypi/some-thing") == [.purlValid])
        #expect(rules("pkg:pypi") == [.purlValid])
        #expect(rules("pkg:pypi/some-thing@1") == [.purlWithoutVersion])
        #expect(rules("pkg:pypi/other") == [.purlNamesPackage])
        #expect(rules("pkg:npm/some-thing") == [.purlNamesPackage])
    }

    @Test func `a package that nobody knows is named where somebody can tell`() {
        let text = entry(#""package": {"ecosystem": "PyPI", "name": "gradi0"}"#)
        #expect(findings(text) == [])
        #expect(findings(text) { _, _ in nil } == [])
        #expect(findings(text) { $0.ecosystem == .pyPI && $1 == "gradi0" } == [])
        let found = findings(text) { _, _ in false }
        #expect(lines(found) == ["PKG:001 /affected/0/package/name The package 'gradi0' is not known in PyPI."])
        #expect(found[0].severity == .warning)
    }

    @Test func `versions are read by the rules of their ecosystem`() {
        let text = entry(
            #""package": {"ecosystem": "PyPI", "name": "a"}, "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "1.0.post1"}, {"introduced": "one"}, {"limit": "*"}]}]"#
        )
        let found = findings(text)
        #expect(found.map(\.rule) == [.versionReadable])
        #expect(found.map(\.pointer) == ["/affected/0/ranges/0/events/2/introduced"])
    }

    @Test func `a vector that conforms to the schema may still be incomplete`() {
        let found = findings(
            record(
                #""affected": [{"severity": [{"type": "CVSS_V3", "score": "CVSS:3.1/AV:N/AC:L"}, {"type": "CVSS_V2", "score": "AV:N/AV:L"}]}]"#
            ))
        #expect(found.map(\.rule) == [.vectorValid, .vectorValid])
        #expect(found.map(\.pointer) == ["/affected/0/severity/0/score", "/affected/0/severity/1/score"])
        #expect(found[0].message == "The CVSS 3.1 vector lacks the base metrics PR, UI, S, C, I, A.")
    }

    @Test func `a range of versions needs a package`() {
        let found = findings(entry(#""ranges": [{"type": "SEMVER", "events": [{"introduced": "0"}]}]"#))
        #expect(found.map(\.rule) == [.rangeFitsPackage])
    }

    @Test func `a name that comes twice is found at any depth`() {
        let text = record(#""affected": [{"database_specific": {"a": {"b": 1, "c": [{"b": 2, "b": 3}]}}}]"#)
        #expect(
            lines(findings(text)) == [
                "SYN:101 /affected/0/database_specific/a/c/0/b The object has a second member of this name."
            ])
    }

    @Test func `places are lines and columns of the text, and findings come in its order`() {
        let text = """
            {
              "schema_version": "1.7.5",
              "id": "ACME-1",
              "modified": "never",
              "affected": [
                {"package": {"ecosystem": "npm"}}
              ]
            }
            """
        #expect(
            findings(text).map { "\($0.line ?? 0):\($0.column ?? 0) \($0.pointer)" }
                == ["3:9 /id", "4:15 /modified", "6:17 /affected/0/package"])
    }

    @Test func `YAML is checked in place, and its unquoted numbers are text`() {
        let text = """
            schema_version: 1.7.5
            id: PYSEC-2024-1
            modified: 2025-01-01T00:00:00Z
            affected:
            - package: {name: thing, ecosystem: PyPi}
              ranges:
              - type: ECOSYSTEM
                events:
                - introduced: 0
                - fixed: 1.10
              versions: [1.0, 2]
            """
        let found = findings(text, notation: .yaml)
        #expect(found.map { "\($0.line ?? 0) \($0.pointer)" } == ["5 /affected/0/package/ecosystem"])
    }

    @Test func `what cannot be read is one finding with its line`() {
        let found = findings("{\n  \"id\": \n}")
        #expect(found.map(\.rule) == [.readable])
        #expect(found.map(\.line) == [3])
        #expect(findings("id: [", notation: .yaml).map(\.rule) == [.readable])
        #expect(findings("").map(\.rule) == [.readable])
    }

    @Test func `past a thousand findings the rest is counted`() {
        let aliases = Array(repeating: "1", count: 1_500).joined(separator: ",")
        let found = findings(record(#""affected": [{}], "aliases": [\#(aliases)]"#))
        #expect(found.count == 1_001)
        #expect(found.last?.message == "500 more findings are not listed.")
    }

    @Test func `a long name above many values costs no more than itself`() {
        let name = String(repeating: "a", count: 100_000)
        let values = Array(repeating: #"{"a":1,"a":2}"#, count: 20_000).joined(separator: ",")
        let found = findings(record(#""affected": [{}], "database_specific": {"\#(name)": [\#(values)]}"#))
        #expect(found.count == 1_001)
        #expect(found.allSatisfy { $0.pointer.utf8.count < 300 })
    }
}

extension AdvisoryValidationTests {
    @Suite struct MutationTests {
        @Test func `damaged records never crash the validator`() {
            let original = Array(
                AdvisoryValidationTests().record(
                    #"""
                    "severity": [{"type": "CVSS_V4", "score": "CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N"}],
                    "affected": [{"package": {"ecosystem": "Debian:12", "name": "a", "purl": "pkg:deb/debian/a"}, "ranges":
                    [{"type": "ECOSYSTEM", "events": [{"introduced": "1:1.0-1"}, {"fixed": "2:2.0~rc1-1"}]}], "versions": ["1"]}]
                    """#
                ).utf8)
            let context = AdvisoryValidation.Context(now: now)
            #expect(AdvisoryValidation.findings(in: original, context: context) == [])
            var sound = 0
            let rounds = Fuzzing(seed: 5, rounds: 2_000).run { _, mutator in
                let found = AdvisoryValidation.findings(in: mutator.mutated(original), context: context)
                sound += found.isEmpty ? 1 : 0
            }
            #expect(sound < rounds)
        }
    }
}
