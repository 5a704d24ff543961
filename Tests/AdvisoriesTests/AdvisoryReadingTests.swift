// SPDX-License-Identifier: Apache-2.0
import Advisories
import Packages
import Severities
import TestSupport
import Testing
import Wire

@Suite struct AdvisoryReadingTests {
    private func read(_ text: String, detail: AdvisoryReader.Detail = .full) throws(AdvisoriesError) -> AdvisoryReading
    {
        try AdvisoryReader(detail: detail).read(json: Array(text.utf8))
    }

    private func affected(_ entry: String, detail: AdvisoryReader.Detail = .full) throws -> (
        Affected, [AdvisoryProblem]
    ) {
        let text = #"{"id": "X-1", "modified": "2024-01-01T00:00:00Z", "affected": [\#(entry)]}"#
        let reading = try read(text, detail: detail)
        return (try #require(reading.advisory.affected.first), reading.problems)
    }

    private static let whole = #"""
        {
          "schema_version": "1.7.5",
          "id": "GHSA-aaaa-bbbb-cccc",
          "modified": "2024-02-03T04:05:06.7Z",
          "published": "2024-01-02T03:04:05Z",
          "withdrawn": "2024-03-04T05:06:07Z",
          "aliases": ["CVE-2024-1"],
          "upstream": ["CVE-2023-1"],
          "related": ["CVE-2022-1"],
          "summary": "A flaw",
          "details": "In *detail*",
          "affected": [
            {
              "package": {"ecosystem": "PyPI", "name": "Thing", "purl": "pkg:pypi/thing"},
              "severity": [{"type": "CVSS_V3", "score": "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H"}],
              "ranges": [
                {
                  "type": "ECOSYSTEM",
                  "events": [{"introduced": "0"}, {"fixed": "1.2"}, {"introduced": "2.0"}, {"last_affected": "2.4"}],
                  "database_specific": {"source": "here"}
                },
                {
                  "type": "GIT",
                  "repo": "https://example.org/thing",
                  "events": [{"introduced": "0"}, {"limit": "1111111111111111111111111111111111111111"}]
                }
              ],
              "versions": ["1.0", "1.1"],
              "ecosystem_specific": {"imports": [{"path": "thing", "symbols": ["f"]}]},
              "database_specific": {"severity": "HIGH"}
            }
          ],
          "references": [{"type": "FIX", "url": "https://example.org/fix"}],
          "credits": [{"name": "Ada", "contact": ["mailto:ada@example.org"], "type": "FINDER"}],
          "database_specific": {"severity": "MODERATE", "score": 9.8, "large": 18446744073709551615, "flags": [true, null]}
        }
        """#

    @Test func `every field of a record is read, and written back in the schema's order`() throws {
        let reading = try read(Self.whole)
        let advisory = reading.advisory
        #expect(reading.problems == [])
        #expect(advisory.id == "GHSA-aaaa-bbbb-cccc")
        #expect(advisory.modified?.rfc3339 == "2024-02-03T04:05:06.7Z")
        #expect(advisory.isWithdrawn)
        #expect(advisory.aliases == ["CVE-2024-1"])
        #expect(advisory.upstream == ["CVE-2023-1"])
        #expect(advisory.related == ["CVE-2022-1"])
        #expect(advisory.severityWord == "MODERATE")
        let affected = try #require(advisory.affected.first)
        #expect(affected.package?.ecosystem == EcosystemName(.pyPI))
        #expect(affected.package?.name == "Thing")
        #expect(affected.package?.purl == "pkg:pypi/thing")
        #expect(affected.severityWord == "HIGH")
        #expect(advisory.severityWord(of: affected) == "HIGH")
        #expect(advisory.severity(of: affected).map(\.kind) == [.cvssV3])
        #expect(affected.ranges.map(\.kind) == [.ecosystem, .git])
        #expect(
            affected.ranges[0].events == [
                RangeEvent(.introduced, "0"), RangeEvent(.fixed, "1.2"), RangeEvent(.introduced, "2.0"),
                RangeEvent(.lastAffected, "2.4"),
            ])
        #expect(affected.ranges[1].repository == "https://example.org/thing")
        #expect(affected.versions == ["1.0", "1.1"])
        #expect(advisory.references == [Reference(type: "FIX", url: "https://example.org/fix")])
        #expect(advisory.credits == [Credit(name: "Ada", contact: ["mailto:ada@example.org"], type: "FINDER")])

        let written = advisory.json.bytes(.compact)
        let expected = Self.whole.split(separator: "\n").map { $0.drop { $0 == " " } }.joined()
            .replacing(": ", with: ":").replacing(", ", with: ",")
        #expect(String(decoding: written, as: UTF8.self) == expected)
        #expect(try AdvisoryReader(detail: .full).read(json: written) == reading)
    }

    @Test func `reading for matching leaves out what matching does not need`() throws {
        let full = try read(Self.whole).advisory
        var expected = full
        expected.related = []
        expected.details = nil
        expected.references = []
        expected.credits = []
        expected.databaseSpecific = nil
        expected.affected[0].package?.purl = nil
        expected.affected[0].ecosystemSpecific = nil
        expected.affected[0].databaseSpecific = nil
        expected.affected[0].ranges[0].databaseSpecific = nil
        #expect(try read(Self.whole, detail: .matching).advisory == expected)
    }

    // MARK: Quirks of real databases

    @Test(arguments: ["https://github.com/vapor/vapor", "github.com/vapor/vapor"])
    func `purl-type:swift is SwiftURL, with and without a scheme in the name`(name: String) throws {
        let (entry, problems) = try affected(#"{"package": {"ecosystem": "purl-type:swift", "name": "\#(name)"}}"#)
        #expect(entry.package?.ecosystem == EcosystemName(.swiftURL))
        #expect(entry.package?.ecosystemText == "purl-type:swift")
        #expect(entry.package?.name == name)
        #expect(problems == [])
        let (plain, _) = try affected(#"{"package": {"ecosystem": "SwiftURL", "name": "\#(name)"}}"#)
        #expect(
            Ecosystem.swiftURL.normalisedName(try #require(plain.package?.name))
                == Ecosystem.swiftURL.normalisedName("github.com/vapor/vapor"))
    }

    @Test(arguments: [
        ("AlmaLinux:8", Ecosystem.almaLinux, "8"),
        ("Red Hat:rhel_aus:8.6::appstream", .redHat, "rhel_aus:8.6::appstream"),
        ("Packagist:https://packages.drupal.org/8", .packagist, "https://packages.drupal.org/8"),
        ("Alpine:v3.18", .alpine, "v3.18"),
        ("Ubuntu:22.04:LTS", .ubuntu, "22.04:LTS"),
    ])
    func `a suffix of the ecosystem is kept whole`(text: String, ecosystem: Ecosystem, suffix: String) throws {
        let (entry, problems) = try affected(#"{"package": {"ecosystem": "\#(text)", "name": "x"}}"#)
        #expect(entry.package?.ecosystem == EcosystemName(ecosystem, suffix: suffix))
        #expect(entry.package?.ecosystemText == text)
        #expect(problems == [])
    }

    @Test func `an ecosystem that is not known is kept as text and named`() throws {
        let (entry, problems) = try affected(#"{"package": {"ecosystem": "Fortran", "name": "x"}}"#)
        #expect(entry.package == AffectedPackage(ecosystemText: "Fortran", ecosystem: nil, name: "x"))
        #expect(problems.map(\.pointer) == ["/affected/0/package/ecosystem"])
        #expect(problems[0].message == "The ecosystem 'Fortran' is not known; nothing is matched against it.")
    }

    @Test func `a record without schema_version is read like any other`() throws {
        let reading = try read(#"{"id": "PSF-1", "modified": "2024-01-01T00:00:00Z"}"#)
        #expect(reading.advisory.schemaVersion == nil)
        #expect(reading.problems == [])
    }

    @Test func `a severity of the entry takes the place of the record's, an empty list does not`() throws {
        let text = #"""
            {"id": "X-1", "modified": "2024-01-01T00:00:00Z", "severity": [{"type": "Ubuntu", "score": "low"}],
             "affected": [{"package": {"ecosystem": "npm", "name": "a"}, "severity": []},
                          {"package": {"ecosystem": "npm", "name": "b"},
                           "severity": [{"type": "CVSS_V4", "score": "CVSS:4.0/…"}, {"type": "Novel", "score": "7"}]}]}
            """#
        let advisory = try read(text).advisory
        #expect(advisory.severity(of: advisory.affected[0]) == [SeverityEntry(kind: .ubuntu, score: "low")])
        #expect(advisory.severity(of: advisory.affected[1]).map(\.kind) == [.cvssV4, .other("Novel")])
        #expect(advisory.severity(of: advisory.affected[1]).map(\.kind.text) == ["CVSS_V4", "Novel"])
    }

    @Test func `a record of GIT ranges alone has no package and no problem`() throws {
        let (entry, problems) = try affected(
            #"{"ranges": [{"type": "GIT", "repo": "https://example.org/r", "events": [{"introduced": "0"}]}]}"#)
        #expect(entry.package == nil)
        #expect(entry.ranges.map(\.kind) == [.git])
        #expect(problems == [])
    }

    @Test func `several entries of one package stay apart`() throws {
        let text = #"""
            {"id": "X-1", "modified": "2024-01-01T00:00:00Z", "affected": [
              {"package": {"ecosystem": "npm", "name": "a"},
               "ranges": [{"type": "SEMVER", "events": [{"introduced": "1.0.0"}, {"fixed": "1.2.0"}]}]},
              {"package": {"ecosystem": "npm", "name": "a"},
               "ranges": [{"type": "SEMVER", "events": [{"introduced": "2.0.0"}, {"fixed": "2.2.0"}]}]}]}
            """#
        let affected = try read(text).advisory.affected
        #expect(affected.map(\.package?.name) == ["a", "a"])
        #expect(affected.map { $0.ranges[0].events[1].version } == ["1.2.0", "2.2.0"])
    }

    @Test func `null counts as absent everywhere`() throws {
        let reading = try read(
            #"""
            {"id": "X-1", "modified": "2024-01-01T00:00:00Z", "published": null, "withdrawn": null, "aliases": null,
             "severity": null, "references": null, "credits": null, "database_specific": null,
             "affected": [{"package": {"ecosystem": "npm", "name": "a", "purl": null}, "ranges": null, "versions": null,
                           "severity": null, "ecosystem_specific": null}]}
            """#)
        #expect(reading.problems == [])
        #expect(!reading.advisory.isWithdrawn)
        #expect(reading.advisory.affected[0].defect == nil)
        let emptied = try read(#"{"id": "X-1", "modified": "2024-01-01T00:00:00Z", "affected": null}"#)
        #expect(emptied.advisory.affected == [])
    }

    @Test func `OSS-Fuzz's word of severity stands on the entry, a malicious package shows by its id`() throws {
        let (entry, _) = try affected(
            #"{"package": {"ecosystem": "OSS-Fuzz", "name": "x"}, "ecosystem_specific": {"severity": "HIGH"}}"#)
        #expect(entry.severityWord == "HIGH")
        #expect(try read(#"{"id": "MAL-2024-1", "modified": "2024-01-01T00:00:00Z"}"#).advisory.isMaliciousPackage)
    }

    @Test func `the newest readable score rates, then Ubuntu's word, then the database's`() {
        let version2 = SeverityEntry(kind: .cvssV2, score: "AV:N/AC:L/Au:N/C:P/I:P/A:P")
        let version3 = SeverityEntry(kind: .cvssV3, score: "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H")
        let broken = SeverityEntry(kind: .cvssV4, score: "CVSS:4.0/AV:N")
        let ubuntu = SeverityEntry(kind: .ubuntu, score: "medium")
        func rating(_ entries: [SeverityEntry], own: [SeverityEntry] = [], word: String? = nil) -> Severity? {
            Advisory(id: "X-1", severity: entries, severityWord: word).rating(of: Affected(severity: own))
        }
        #expect(rating([version2, version3, broken], word: "LOW") == .critical)
        #expect(rating([version3], own: [version2]) == .high)
        #expect(rating([broken, ubuntu]) == .medium)
        #expect(rating([], word: "MODERATE") == .medium)
        #expect(rating([broken], word: "who knows") == nil)
    }

    // MARK: What is wrong

    @Test(arguments: [
        ("[]", "The document is an array, not an advisory, which is an object."),
        ("{}", "The advisory has no \"id\"."),
        (#"{"id": 7}"#, "The advisory's \"id\" is a number, not a string."),
        (#"{"id": ""}"#, "The advisory's \"id\" is empty."),
        ("{", "The document is not JSON: a bracket, comma, colon or value is missing or misplaced."),
        ("", "The document is empty."),
    ])
    func `what has no id is no advisory`(text: String, message: String) {
        #expect(throws: AdvisoriesError(message)) { try read(text) }
    }

    @Test func `the last of duplicate members counts, the id's included`() throws {
        let advisory = try read(
            #"{"id": "A", "id": "B", "modified": "2024-01-01T00:00:00Z", "summary": "1", "summary": "2"}"#
        )
        .advisory
        #expect(advisory.id == "B")
        #expect(advisory.summary == "2")
    }

    @Test(arguments: [
        (
            #""type": "ECOSYSTEM", "events": [{"fixed": "1"}]"#,
            "The range does not say where it begins: it has no \"introduced\" event."
        ),
        (
            #""type": "ECOSYSTEM", "events": []"#,
            "The range does not say where it begins: it has no \"introduced\" event."
        ),
        (#""type": "ECOSYSTEM""#, "The range does not say where it begins: it has no \"introduced\" event."),
        (#""type": "ECOSYSTEM", "events": {}"#, "The range's events are not an array."),
        (
            #""type": "ECOSYSTEM", "events": [{"introduced": 0}]"#,
            "The range has an event whose version is not a string."
        ),
        (
            #""type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"patched": "1"}]"#,
            "The range has an event that is none of introduced, fixed, last_affected and limit."
        ),
        (
            #""type": "ECOSYSTEM", "events": [{"introduced": "0"}, "1"]"#,
            "The range has an event that is none of introduced, fixed, last_affected and limit."
        ),
        (
            #""type": "OTHER", "events": [{"introduced": "0"}]"#,
            "The range's type is none of GIT, SEMVER and ECOSYSTEM."
        ),
        (#""events": [{"introduced": "0"}]"#, "The range's type is none of GIT, SEMVER and ECOSYSTEM."),
    ])
    func `a range that cannot be evaluated says why, and the rest of the record is read`(range: String, defect: String)
        throws
    {
        let (entry, problems) = try affected(
            #"{"package": {"ecosystem": "npm", "name": "a"}, "ranges": [{\#(range)}, {"type": "SEMVER", "events": [{"introduced": "0"}]}]}"#
        )
        #expect(entry.ranges.map(\.defect) == [defect, nil])
        #expect(problems == [AdvisoryProblem(pointer: "/affected/0/ranges/0", message: defect)])
    }

    @Test func `an event of two keys is read as two events`() throws {
        let (entry, _) = try affected(
            #"{"package": {"ecosystem": "npm", "name": "a"}, "ranges": [{"type": "SEMVER", "events": [{"fixed": "1", "introduced": "0"}]}]}"#
        )
        #expect(entry.ranges[0].events == [RangeEvent(.fixed, "1"), RangeEvent(.introduced, "0")])
    }

    @Test(arguments: [
        (#""ranges": 7"#, "The ranges of this entry are not an array."),
        (#""versions": ["1", 2]"#, "Not all versions of this entry are strings."),
        (#""versions": "1""#, "Not all versions of this entry are strings."),
    ])
    func `an entry that is not read whole says so`(members: String, defect: String) throws {
        let (entry, problems) = try affected(#"{"package": {"ecosystem": "npm", "name": "a"}, \#(members)}"#)
        #expect(entry.defect == defect)
        #expect(problems.count == 1)
    }

    @Test func `problems name their place and never end the reading`() throws {
        let reading = try read(
            #"""
            {"id": "X-1", "modified": "yesterday", "withdrawn": 5, "aliases": ["CVE-1", 2], "summary": [], "severity": [{}],
             "affected": [7, {}, {"package": "npm"}, {"package": {"name": "a"}}], "references": [{"type": "WEB"}],
             "credits": [{}], "related": "X-2"}
            """#)
        #expect(
            reading.problems.map(\.pointer) == [
                "/modified", "/withdrawn", "/aliases/1", "/summary", "/severity/0", "/affected/0", "/affected/1",
                "/affected/2/package", "/affected/2", "/affected/3/package", "/affected/3", "/references/0",
                "/credits/0",
                "/related",
            ])
        #expect(
            reading.problems[0].message == "'yesterday' is not a timestamp of RFC 3339 such as 2026-01-21T12:00:00Z.")
        #expect(reading.advisory.aliases == ["CVE-1"])
        #expect(!reading.advisory.isWithdrawn)
        #expect(
            try read(#"{"id": "X-1"}"#).problems.map(\.message) == ["The advisory does not say when it was modified."])
    }

    @Test func `past fifty problems the rest is counted`() throws {
        let aliases = Array(repeating: "1", count: 70).joined(separator: ",")
        let problems = try read(#"{"id": "X-1", "modified": "2024-01-01T00:00:00Z", "aliases": [\#(aliases)]}"#)
            .problems
        #expect(problems.count == 51)
        #expect(problems.last?.message == "20 more problems are not listed.")
    }

    // MARK: YAML

    @Test func `in YAML unquoted versions and timestamps stay text`() throws {
        let text = """
            id: PYSEC-2021-1
            modified: 2021-01-02T03:04:05.678Z
            aliases: [CVE-2021-1]
            affected:
            - package: {name: thing, ecosystem: PyPI}
              ranges:
              - type: ECOSYSTEM
                events:
                - introduced: 0
                - fixed: 1.10
              versions: [1.0, 1.10, 2021-01-02, 1e3, 0x10, "2.0", 007, yes]
              ecosystem_specific: {count: 7}
            """
        let reading = try AdvisoryReader(detail: .full).read(yaml: Array(text.utf8))
        #expect(reading.problems == [])
        let entry = try #require(reading.advisory.affected.first)
        #expect(entry.ranges[0].events == [RangeEvent(.introduced, "0"), RangeEvent(.fixed, "1.10")])
        #expect(entry.versions == ["1.0", "1.10", "2021-01-02", "1e3", "0x10", "2.0", "007", "yes"])
        #expect(entry.ecosystemSpecific == ["count": 7])
        #expect(reading.advisory.modified?.rfc3339 == "2021-01-02T03:04:05.678Z")
    }

    @Test func `YAML that is broken is refused with its line`() {
        let error = #expect(throws: AdvisoriesError.self) {
            try AdvisoryReader(detail: .full).read(yaml: Array("id: X-1\naffected: [".utf8))
        }
        #expect(error?.message.hasPrefix("Line ") == true)
    }
}

extension AdvisoryReadingTests {
    @Suite struct MutationTests {
        @Test func `damaged records never crash the reader`() {
            let original = Array(whole.utf8)
            let readers = [AdvisoryReader(detail: .full), AdvisoryReader(detail: .matching)]
            var read = 0
            Fuzzing(seed: 11, rounds: 3_000).run { round, mutator in
                if let reading = try? readers[round % 2].read(json: mutator.mutated(original)) {
                    read += 1
                    #expect(!reading.advisory.json.bytes().isEmpty)
                }
            }
            #expect(read > 100)
        }

        @Test func `damaged YAML records never crash the reader`() {
            let original = Array(
                """
                id: X-1
                modified: 2021-01-02T03:04:05Z
                affected:
                  - package: &p {ecosystem: PyPI, name: a}
                    ranges:
                      - type: ECOSYSTEM
                        events: [{introduced: 0}, {fixed: 1.10}]
                    versions: [1.0, 1.10, 1e3, yes]
                  - package: *p
                """.utf8)
            Fuzzing(seed: 13, rounds: 1_500).run { _, mutator in
                _ = try? AdvisoryReader(detail: .full).read(yaml: mutator.mutated(original))
            }
        }
    }
}
