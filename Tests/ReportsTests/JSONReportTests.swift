// SPDX-License-Identifier: Apache-2.0
import Foundation
import Inventories
import Matching
import Reports
import TestSupport
import Testing
import Wire

struct JSONReportTests {
    private static let documentation = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Documentation/User")

    @Test func `the report has the documented members and no others`() throws {
        let schema = try Data(contentsOf: Self.documentation.appending(path: "scan.schema.json"))
        for report in [try ReportFixture.everything(), try ReportFixture.report([])] {
            let document = Data(JSONReport.json(of: report).bytes(.pretty))
            #expect(try SchemaWalk.findings(in: document, schema: schema) == [])
        }
        // The walk itself finds what is wrong.
        #expect(try SchemaWalk.findings(in: Data("{}".utf8), schema: schema).count == 9)
        #expect(try SchemaWalk.findings(in: Data("[]".utf8), schema: schema).count == 1)
    }

    @Test func `every member of the schema is documented in words, and met by a report`() throws {
        let schema = try Data(contentsOf: Self.documentation.appending(path: "scan.schema.json"))
        let root = try #require(try JSONSerialization.jsonObject(with: schema) as? [String: Any])
        let page = try String(contentsOf: Self.documentation.appending(path: "scan-json.md"), encoding: .utf8)
        let health: JSON = ["format": "mainstay-health"]
        let document = JSONReport.json(of: try ReportFixture.everything(), health: [health]).text(.compact)
        // What a report of this test cannot hold at once.
        let rare: Set = ["notJudged", "upgrade", "low", "medium", "high", "none", "critical", "unrated", "limit"]
        for name in Self.members(of: root).sorted() {
            #expect(page.contains("`\(name)`"), "\(name) is not documented")
            if !rare.contains(name) { #expect(document.contains("\"\(name)\":"), "no report has \(name)") }
        }
    }

    /// The names of all members that a schema allows.
    private static func members(of schema: [String: Any]) -> Set<String> {
        var names = Set<String>()
        for (key, value) in schema {
            if key == "properties", let properties = value as? [String: Any] { names.formUnion(properties.keys) }
            if let inner = value as? [String: Any] { names.formUnion(members(of: inner)) }
        }
        return names
    }

    @Test func `what holds for the affected, the unknown and the good is kept apart`() throws {
        let report = try ReportFixture.everything()
        let matches = zip(report.components, report.judgements).map { component, judgement in
            (component.name, judgement.matches.map { "\($0.group.id) \($0.match.verdict == .affected)" })
        }
        #expect(matches[0].1 == ["CVE-2026-1 true", "GHSA-bbbb true"])
        #expect(matches[2].1 == ["CVE-2026-1 false", "GHSA-bbbb true"])
        #expect(matches[5].1 == ["PYSEC-1 false"])
        #expect(report.judgements[6].notJudged != nil)
        #expect(report.judgements[7].notJudged != nil)
        #expect(report.judgements[0].matches[0].dissent.map(\.advisory.id) == ["OTHER-1"])
        #expect(report.summary.affectedPackages == 4)
        #expect(report.summary.ratings["malicious"] == 1)
        #expect(report.summary.unreadable == 1)
    }

    @Test func `the same report is the same bytes`() throws {
        let first = JSONReport.json(of: try ReportFixture.everything()).bytes(.pretty)
        for _ in 0..<5 { #expect(JSONReport.json(of: try ReportFixture.everything()).bytes(.pretty) == first) }
    }
}
