// SPDX-License-Identifier: Apache-2.0
import Forges
import Foundation
import Histories
import ProjectHealth
import Reports
import Testing
import Wire

@testable import HealthReports

struct HealthReportTests {
    /// A folder with two files, of which nothing else is known.
    private func report() -> HealthReport {
        var assembly = TreeAssembly()
        for (path, text) in [
            ("README.md", "# Sample\n"),
            (
                ".github/workflows/a{b}.yml",
                "on: pull_request_target\npermissions: write-all\njobs:\n  a:\n    runs-on: x\n    steps:\n      - uses: a/b@v1\n"
            ),
        ] {
            assembly.add(
                TreeFile(path: path, kind: .file, size: text.utf8.count),
                FileAnalysis.facts(path: path, size: text.utf8.count, bytes: Array(text.utf8)))
        }
        return HealthReport(
            version: "1",
            facts: ProjectFacts(
                subject: ProjectSubject(name: "sample"), asOf: Instant(seconds: 1_700_000_000), tree: assembly.facts()))
    }

    private func object(_ json: JSON) throws -> [String: Any] {
        try #require(JSONSerialization.jsonObject(with: Data(json.bytes())) as? [String: Any])
    }

    @Test func `what is not known is an object that says so`() throws {
        let json = try object(HealthJSON.json(of: report()))
        for member in ["metrics", "forgeMetrics", "observations", "pastSecrets", "signatures"] {
            let unknown = try #require(json[member] as? [String: Any], "\(member)")
            #expect((unknown["unknown"] as? String)?.hasSuffix(".") == true, "\(member)")
        }
        let checks = try #require(json["checks"] as? [[String: Any]])
        #expect(checks.count == 18)
        let forge = try #require(checks.first { $0["id"] as? String == "Branch-Protection" })
        let score = try #require(forge["score"] as? [String: Any])
        #expect(score["lowest"] as? Double == 0)
        #expect(score["highest"] as? Double == 10)
        #expect(score["compatible"] as? Int == -1)
    }

    @Test func `Scorecard's readers find what they look for`() throws {
        let json = try object(ScorecardJSON.json(of: report()))
        #expect(Set(json.keys) == ["date", "repo", "scorecard", "score", "checks", "metadata"])
        let checks = try #require(json["checks"] as? [[String: Any]])
        for check in checks {
            #expect(check["name"] is String)
            #expect(check["reason"] is String)
            let score = try #require(check["score"] as? Int)
            #expect((-1...10).contains(score))
            #expect((check["documentation"] as? [String: Any])?["url"] is String)
        }
        #expect(checks.first { $0["name"] as? String == "Token-Permissions" }?["score"] as? Int == 0)
    }

    @Test func `SARIF holds a result for each bad finding, and its place as an address`() throws {
        let report = report()
        let json = try object(HealthSARIF.json(of: report))
        let run = try #require((json["runs"] as? [[String: Any]])?.first)
        let results = try #require(run["results"] as? [[String: Any]])
        #expect(results.count == report.results.flatMap(\.findings).count(where: \.isBad))
        let text = String(decoding: HealthSARIF.json(of: report).bytes(), as: UTF8.self)
        #expect(text.contains(".github/workflows/a%7Bb%7D.yml"))
        let rules = try #require(
            ((run["tool"] as? [String: Any])?["driver"] as? [String: Any])?["rules"] as? [[String: Any]])
        for result in results {
            let index = try #require(result["ruleIndex"] as? Int)
            #expect(rules[index]["id"] as? String == result["ruleId"] as? String)
        }
    }

    @Test func `every format is the same bytes for the same facts`() {
        let (one, other) = (report(), report())
        #expect(HealthJSON.json(of: one).bytes() == HealthJSON.json(of: other).bytes())
        #expect(HealthMarkdown.text(of: one) == HealthMarkdown.text(of: other))
        #expect(HealthGemara.text(of: one) == HealthGemara.text(of: other))
        #expect(ProbeJSON.json(of: one).bytes() == ProbeJSON.json(of: other).bytes())
        #expect(BestPracticesFile.json(of: one).bytes() == BestPracticesFile.json(of: other).bytes())
    }

    @Test func `changes that gain nothing to show are not listed`() throws {
        var report = report()
        for kind in Improvement.Kind.allCases {
            let idle = Improvement(
                kind: kind, title: "Idle \(kind).", effort: .low, checks: [], probes: [], files: [], findings: 1,
                gain: 0, compatibleGain: 3)
            if kind == .change { report.improvements = [idle] } else { report.settling = [idle] }
        }
        for text in [
            HealthTable.text(of: report, palette: Palette(colours: false)), HealthMarkdown.text(of: report),
        ] {
            #expect(!text.contains("+0.00") && !text.contains("Idle") && !text.contains("worth most"))
        }
    }

    @Test func `an explanation shows no gain of nothing`() {
        for result in report().results {
            let text = ExplanationText.text(of: result, palette: Palette(colours: false), width: 100)
            #expect(!text.contains("  +0  "), "\(result.definition.id)")
        }
    }

    @Test func `a table begins with the answer`() {
        let text = HealthTable.text(of: report(), palette: Palette(colours: false), width: 80)
        #expect(text.hasPrefix("Score between "))
        #expect(text.contains("Token-Permissions"))
    }

    @Test func `a requirement that fails stands under the level that counts it`() throws {
        let table = HealthTable.text(of: report(), palette: Palette(colours: false))
        let failed = try #require(table.range(of: "    OSPS-LE-03.01"))
        let first = try #require(table.range(of: "  OSPS level 1"))
        let second = try #require(table.range(of: "  OSPS level 2"))
        #expect(first.lowerBound < failed.lowerBound)
        #expect(failed.lowerBound < second.lowerBound)
    }

    @Test func `signatures are told wherever people read, the good ones by their number`() throws {
        var report = report()
        #expect(!HealthTable.text(of: report, palette: Palette(colours: false)).contains("Signatures\n"))
        report.signatures = .known([
            VerifiedSignature(name: "v1", isTag: true, verdict: .good(key: "K", signer: "ann")),
            VerifiedSignature(name: "v2", isTag: true, verdict: .bad("The signature is of another text.")),
            VerifiedSignature(
                name: String(repeating: "a", count: 40), isTag: false, verdict: .unknown("The key K is not given.")),
        ])
        let table = HealthTable.text(of: report, palette: Palette(colours: false))
        #expect(table.contains("good     1 of 3 signatures\n"))
        #expect(table.contains("bad      tag v2  The signature is of another text.\n"))
        #expect(table.contains("unknown  commit aaaaaaaaaaaa  The key K is not given.\n"))
        let markdown = HealthMarkdown.text(of: report)
        #expect(markdown.contains("- bad: tag v2  The signature is of another text.\n"))
        #expect(markdown.contains("- good: 1 of 3 signatures\n"))
        let sarif = String(decoding: HealthSARIF.json(of: report).bytes(), as: UTF8.self)
        #expect(sarif.contains("The signature is bad: tag v2"))
        #expect(!sarif.contains("1 of 3 signatures"))
    }

    @Test func `Markdown says what was not seen, as the table does`() {
        var report = report()
        report.gaps = [.shallow]
        report.problems = [HealthReport.Problem(place: "a.yml", message: "It cannot be read.")]
        report.tree.omitted = 1
        let markdown = HealthMarkdown.text(of: report)
        #expect(markdown.contains("## Not seen\n"))
        let table = HealthTable.text(of: report, palette: Palette(colours: false))
        for sentence in [
            "The clone is shallow: first dates, counts and people are lower bounds.", "a.yml: It cannot be read.",
            "The tree has more than the 2 files that were looked at.",
        ] {
            #expect(markdown.contains("- " + HealthMarkdown.escaped(sentence) + "\n"))
            #expect(table.contains("  " + sentence + "\n"))
        }
    }

    @Test(
        arguments: [
            // The list is whole; it reaches beyond the 90 days; it ends within them; nobody says.
            (.earliest, 2), (Instant(seconds: 1_700_000_000 - 91 * 86_400), 2),
            (Instant(seconds: 1_700_000_000 - 89 * 86_400), nil), (nil, nil),
        ] as [(Instant?, Double?)])
    func `closed issues are counted where the list holds all of them`(_ whole: Instant?, _ count: Double?) throws {
        let asOf = Instant(seconds: 1_700_000_000)
        var snapshot = ForgeSnapshot(forge: .github, url: "https://github.com/a/b", taken: asOf)
        // Closed in the 90 days, at their end, before them, after the day that is asked about, never.
        let closings: [Int64?] = [-1, -90, -91, 1, nil]
        snapshot.issues = .seen(
            closings.enumerated().map { number, days in
                var issue = ForgeSnapshot.Issue(number: number, author: "ann", authorIsBot: false)
                issue.created = asOf.adding(seconds: -400 * 86_400)
                issue.closed = days.map { asOf.adding(seconds: $0 * 86_400) }
                return issue
            })
        snapshot.issuesWholeSince = whole
        var facts = ProjectFacts(subject: ProjectSubject(name: "sample"), asOf: asOf, tree: TreeFacts())
        facts.forge = .known(snapshot)
        let report = HealthReport(version: "1", facts: facts)
        let criticality = try #require(report.criticality.first)
        #expect(criticality.present.contains(.closedIssuesCount) == (count != nil))
    }

    @Test(arguments: [(74, "7.4"), (70, "7"), (0, "0"), (-2, "-0.2"), (-10, "-1"), (-13, "-1.3")])
    func `a number of tenths is a number in JSON, a loss too`(_ tenths: Int, _ text: String) {
        #expect(ScoreText.points(tenths) == text)
    }
}
