// SPDX-License-Identifier: Apache-2.0
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

    @Test func `a table begins with the answer`() {
        let text = HealthTable.text(of: report(), palette: Palette(colours: false), width: 80)
        #expect(text.hasPrefix("Score between "))
        #expect(text.contains("Token-Permissions"))
    }
}
