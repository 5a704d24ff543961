// SPDX-License-Identifier: Apache-2.0
import Inventories
import Matching
import Reports
import Severities
import Testing
import Wire

/// Reports with much of one kind, and with what is no vulnerability.
struct LongReportTests {
    private func record(
        _ id: String, _ name: String, in ecosystem: String = "crates.io", fixed: String? = nil,
        informational: String? = nil
    ) -> String {
        let end = fixed.map { ",{\"fixed\":\"\($0)\"}" } ?? ""
        let word = informational.map { "\"\($0)\"" } ?? "null"
        return """
            {"id":"\(id)","modified":"2026-01-01T00:00:00Z","summary":"About \(id)","affected":[{"package":{"ecosystem":\
            "\(ecosystem)","name":"\(name)"},"database_specific":{"informational":\(word)},"ranges":[{"type":"SEMVER",\
            "events":[{"introduced":"0"}\(end)]}]}]}
            """
    }

    private func text(_ report: ScanReport) -> String {
        TableReport.text(of: report, palette: Palette(colours: false))
    }

    @Test func `a package without a maintainer is a notice, and fails no run`() throws {
        let report = try ReportFixture.report(
            [try ReportFixture.component("crates.io", "old", "1.0.0")],
            records: [record("RUSTSEC-1", "old", informational: "unmaintained")])
        #expect(
            report.summary.sentence
                == "1 component in 1 file: none known to be affected; 1 notice of packages without a maintainer and the like."
        )
        #expect(report.summary.vulnerabilities == 0)
        let rating = try #require(report.affectedPackages.first?.worst)
        #expect(rating.word == "unmaintained")
        #expect(!Severity.allCases.contains(where: rating.reaches))
        #expect(text(report).contains("    unmaintained  RUSTSEC-1  About RUSTSEC-1"))
    }

    @Test func `an unsound package is affected as by any other record`() throws {
        let report = try ReportFixture.report(
            [try ReportFixture.component("crates.io", "old", "1.0.0")],
            records: [
                record("RUSTSEC-1", "old", informational: "unmaintained"),
                record("RUSTSEC-2", "old", informational: "unsound"), record("RUSTSEC-3", "old"),
            ])
        #expect(report.summary.vulnerabilities == 2)
        #expect(report.summary.notices == 1)
        #expect(report.summary.ratings == ["unrated": 2])
        #expect(report.affectedPackages.first?.rated.map(\.match.group.id) == ["RUSTSEC-2", "RUSTSEC-3", "RUSTSEC-1"])
    }

    @Test func `of many vulnerabilities of one package the worst are listed and the rest counted`() throws {
        let report = try ReportFixture.report(
            [try ReportFixture.component("crates.io", "old", "1.0.0")],
            records: (10...30).map { record("X-\($0)", "old", fixed: "1.\($0).0") })
        let text = text(report)
        #expect(text.contains("X-17  About"))
        #expect(!text.contains("X-18  About"))
        #expect(text.contains("    and 13 more (13 unrated); --format json lists them all"))
        #expect(text.contains("    → fixed in 1.10.0, 1.11.0, …, 1.30.0"))
    }

    @Test func `what asks for one package in two ways is two findings, with what it asks for`() throws {
        let report = try ReportFixture.report(
            [
                try ReportFixture.component("PyPI", "old", nil, requirement: "<1.0"),
                try ReportFixture.component("PyPI", "old", nil, line: 5, requirement: "<2.0"),
            ],
            records: [
                record("X-1", "old", in: "PyPI", fixed: "1.0.0"), record("X-2", "old", in: "PyPI", fixed: "2.0.0"),
            ])
        #expect(report.affectedPackages.map(\.requirement).sorted { ($0 ?? "") < ($1 ?? "") } == ["<1.0", "<2.0"])
        #expect(text(report).contains("  old <2.0  lock:5, direct"))
    }

    @Test func `unreadable files come before entries, and one file does not hide the others`() throws {
        let warnings = (1...30).map { line in
            ScanProblem(kind: .warning, location: SourceLocation(path: "a", line: line), message: "Odd.")
        }
        let unreadable = ScanProblem(kind: .unreadable, location: SourceLocation(path: "z"), message: "Cut short.")
        let report = try ReportFixture.report([], problems: warnings + [unreadable])
        let lines = text(report).split(separator: "\n").map(String.init)
        let start = try #require(lines.firstIndex(of: "Not read or not understood"))
        #expect(
            Array(lines[(start + 1)...].prefix(5)) == [
                "  z: Cut short.", "  a:1: Odd.", "  a:2: Odd.", "  a:3: Odd.",
                "  a: 27 more; --format json lists them all",
            ])
    }
}
