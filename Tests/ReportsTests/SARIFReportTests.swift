// SPDX-License-Identifier: Apache-2.0
import Foundation
import Inventories
import Matching
import Reports
import Testing
import Wire

/// SARIF 2.1.0 (OASIS), the parts that consumers rely on.
struct SARIFReportTests {
    private func run(of report: ScanReport) throws -> [String: Any] {
        let document = Data(SARIFReport.json(of: report).bytes(.pretty))
        let log = try #require(try JSONSerialization.jsonObject(with: document) as? [String: Any])
        #expect(log["version"] as? String == "2.1.0")
        let runs = try #require(log["runs"] as? [[String: Any]])
        #expect(runs.count == 1)
        return try #require(runs.first)
    }

    private func rules(_ run: [String: Any]) throws -> [[String: Any]] {
        let tool = try #require(run["tool"] as? [String: Any])
        let driver = try #require(tool["driver"] as? [String: Any])
        return try #require(driver["rules"] as? [[String: Any]])
    }

    @Test func `there is one rule an alias group, and each result points to its own`() throws {
        let run = try run(of: try ReportFixture.everything())
        let rules = try rules(run)
        let ids = rules.compactMap { $0["id"] as? String }
        #expect(ids.count == rules.count)
        #expect(Set(ids).count == ids.count)
        #expect(ids.sorted() == ["CVE-2026-1", "ENUM-1", "GHSA-bbbb", "MAL-2026-1"])
        let results = try #require(run["results"] as? [[String: Any]])
        #expect(results.count == 7)
        for result in results {
            let index = try #require(result["ruleIndex"] as? Int)
            #expect(ids.indices.contains(index) && ids[index] == result["ruleId"] as? String)
            #expect(["none", "note", "warning", "error"].contains(result["level"] as? String ?? ""))
            #expect((result["partialFingerprints"] as? [String: String])?.count == 1)
        }
        let prints = results.compactMap { ($0["partialFingerprints"] as? [String: String])?.values.first }
        #expect(Set(prints).count == results.count)
    }

    @Test func `places are URI references with lines from 1`() throws {
        let run = try run(of: try ReportFixture.everything())
        let results = try #require(run["results"] as? [[String: Any]])
        let invocations = try #require(run["invocations"] as? [[String: Any]])
        #expect(invocations.first?["executionSuccessful"] as? Bool == false)
        let notes = try #require(invocations.first?["toolExecutionNotifications"] as? [[String: Any]])
        var addresses = Set<String>()
        for location in (results + notes).flatMap({ $0["locations"] as? [[String: Any]] ?? [] }) {
            let place = try #require(location["physicalLocation"] as? [String: Any])
            let artifact = try #require(place["artifactLocation"] as? [String: Any])
            let address = try #require(artifact["uri"] as? String)
            #expect(URL(string: address) != nil)
            addresses.insert(address)
            if let region = place["region"] as? [String: Any] { #expect((region["startLine"] as? Int ?? 0) >= 1) }
        }
        #expect(
            addresses.isSuperset(of: ["a/package-lock.json", "b%20c/%C3%BC/package-lock.json", "file:///absolute/lock"])
        )
    }

    @Test func `text from outside is text, neither a placeholder nor a link`() throws {
        var report = try ReportFixture.everything()
        for number in report.components.indices {
            report.components[number].name = "a{0} [click](http://evil.example) \\ \u{1B}[2J"
        }
        let run = try run(of: report)
        let results = try #require(run["results"] as? [[String: Any]])
        for result in results {
            let text = try #require((result["message"] as? [String: Any])?["text"] as? String)
            #expect(text.hasPrefix(#"a{{0}} \[click\](http://evil.example) \\ "#), "\(text)")
        }
    }

    @Test func `a report without findings is a valid log too`() throws {
        let run = try run(of: try ReportFixture.report([]))
        #expect(try rules(run).isEmpty)
        #expect((run["results"] as? [Any])?.isEmpty == true)
        #expect((run["invocations"] as? [[String: Any]])?.first?["executionSuccessful"] as? Bool == true)
    }
}
