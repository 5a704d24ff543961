// SPDX-License-Identifier: Apache-2.0
import Advisories
import Inventories
import Matching
import Packages
import Testing

struct JudgingTests {
    // MARK: - Ecosystems and releases

    @Test func `an ecosystem or release without advisories is said, not taken for clean`() throws {
        let index = try Fixture.index(
            Fixture.advisory(
                "X-1",
                try Fixture.affected(
                    "Debian:12", "curl", [try Fixture.range(.ecosystem, "introduced: 0, fixed: 2.0-1")])))
        #expect(try index.judge(try Fixture.component("npm", "left", "1.0.0")).notJudged == .ecosystemNotLoaded(.npm))
        #expect(
            try index.judge(try Fixture.component("Debian:13", "curl", "1.0-1")).notJudged
                == .releaseNotLoaded(EcosystemName(.debian, suffix: "13")))
        #expect(try index.judge(try Fixture.component("Debian:12", "other", "1.0-1")).notJudged == nil)
        let none = try index.judge(try Fixture.component(nil, "left", "1.0.0"))
        #expect(none.notJudged == .noEcosystem("without a package URL, which kind of package it is stays open"))
    }

    @Test func `a component without its release is unknown where a release is affected`() throws {
        let index = try Fixture.index(
            Fixture.advisory(
                "X-1",
                try Fixture.affected(
                    "Debian:11", "curl", [try Fixture.range(.ecosystem, "introduced: 0, fixed: 2.0-1")]),
                try Fixture.affected(
                    "Debian:12", "curl", [try Fixture.range(.ecosystem, "introduced: 0, fixed: 3.0-1")])))
        let open = try index.match(try Fixture.component("Debian", "curl", "2.5-1"))
        guard case .unknown(.releaseNotStated) = open.match.verdict else {
            Issue.record("\(open.match.verdict)")
            return
        }
        #expect(open.evidence[0].ecosystem == EcosystemName(.debian, suffix: "12"))
        // Fixed in whatever release.
        #expect(try index.match(try Fixture.component("Debian", "curl", "3.0-1")).match.verdict == .fixed)
        #expect(try index.match(try Fixture.component("Debian:11", "curl", "2.5-1")).match.verdict == .fixed)
        #expect(try index.match(try Fixture.component("Debian:12", "curl", "2.5-1")).match.verdict == .affected)
        #expect(try index.match(try Fixture.component("Debian:bookworm", "curl", "2.5-1")).match.verdict == .affected)
    }

    @Test func `another registry's packages are others`() throws {
        let index = try Fixture.index(
            Fixture.advisory(
                "X-1",
                try Fixture.affected(
                    "Packagist:https://packages.drupal.org/8", "drupal/core",
                    [try Fixture.range(.ecosystem, "introduced: 0, fixed: 9.0.0")])))
        for (ecosystem, count) in [
            ("Packagist:https://packages.drupal.org/8", 1), ("Packagist", 1), ("Packagist:https://other.example", 0),
        ] {
            let judgement = try index.judge(try Fixture.component(ecosystem, "drupal/core", "8.0.0"))
            #expect(judgement.matches.count { $0.verdict == .affected } == count, "\(ecosystem)")
        }
    }

    @Test func `a source package is looked up beside the name, with its own version`() throws {
        let index = try Fixture.index(
            Fixture.advisory(
                "X-1",
                try Fixture.affected(
                    "Debian:12", "openssl", [try Fixture.range(.ecosystem, "introduced: 0, fixed: 3.0.11-1")])),
            Fixture.advisory(
                "X-2",
                try Fixture.affected("Debian:12", "libssl3", [try Fixture.range(.ecosystem, "introduced: 0, fixed: 9")])
            ))
        let component = try Fixture.component(
            "Debian:12", "libssl3", "3.0.9-1+b1", sources: [SourcePackage(name: "openssl", version: "3.0.9-1")])
        let judgement = try index.judge(component)
        #expect(judgement.matches.map(\.id) == ["X-1", "X-2"])
        let evidence = try Matcher(index: index).explain(judgement.matches).flatMap(\.evidence)
        #expect(evidence.map(\.route) == [.source, .name])
        #expect(evidence.map(\.version) == ["3.0.9-1", "3.0.9-1+b1"])
        #expect(evidence.map(\.name) == ["openssl", "libssl3"])
    }

    // MARK: - Order

    @Test func `judgements come in the order of components, matches in that of ids`() throws {
        let index = try Fixture.index(
            ["X-3", "X-1", "X-2"].map { id in
                Advisory(
                    id: id,
                    affected: [
                        Affected(
                            package: AffectedPackage(
                                ecosystemText: "npm", ecosystem: EcosystemName(.npm), name: "left"), versions: ["1.0.0"]
                        )
                    ])
            })
        let components = [
            try Fixture.component("npm", "other", "1.0.0"), try Fixture.component("npm", "left", "1.0.0"),
            try Fixture.component("npm", "left", "2.0.0"),
        ]
        let judgements = try Matcher(index: index).judge(components)
        #expect(judgements.map(\.position) == [0, 1, 2])
        #expect(judgements.map { $0.matches.map(\.id) } == [[], ["X-1", "X-2", "X-3"], []])
        #expect(judgements.map(\.notAffectedCount) == [0, 0, 3])
        #expect(judgements[1].matches.allSatisfy { $0.component == 1 })
    }

    @Test func `a severity of the entry goes before the record's`() throws {
        var advisory = Fixture.advisory(
            "X-1", try Fixture.affected("npm", "left", versions: ["1.0.0"]),
            try Fixture.affected("npm", "right", versions: ["1.0.0"]))
        advisory.severity = [SeverityEntry(kind: .cvssV3, score: "record")]
        advisory.severityWord = "HIGH"
        advisory.affected[0].severity = [SeverityEntry(kind: .cvssV4, score: "entry")]
        advisory.affected[0].severityWord = "LOW"
        advisory.summary = "Words"
        let index = try Fixture.index(advisory)
        let left = try index.match(try Fixture.component("npm", "left", "1.0.0")).evidence[0]
        #expect(left.severity == [SeverityEntry(kind: .cvssV4, score: "entry")])
        #expect(left.severityWord == "LOW")
        #expect(left.advisory.summary == "Words")
        #expect(left.advisory.source == "test")
        let right = try index.match(try Fixture.component("npm", "right", "1.0.0")).evidence[0]
        #expect(right.severity == [SeverityEntry(kind: .cvssV3, score: "record")])
        #expect(right.severityWord == "HIGH")
    }
}
