// SPDX-License-Identifier: Apache-2.0
import Foundation
import Inventories
import Matching
import Reports
import Testing
import Wire

struct TableReportTests {
    private let plain = Palette(colours: false)

    @Test func `a sentence comes first, then what to do, then what is open, then what was not seen`() throws {
        let text = TableReport.text(of: try ReportFixture.everything(), palette: plain)
        let marks = [
            "12 components in", "Act on", "Could not be judged", "Not read or not understood", "Not looked at:",
        ]
        var rest = text[...]
        for mark in marks {
            let place = try #require(rest.range(of: mark), "\(mark) is missing or out of order:\n\(text)")
            rest = rest[place.upperBound...]
        }
        // The malicious one is the first to act on.
        let act = try #require(text.range(of: "Act on\n"))
        #expect(text[act.upperBound...].hasPrefix("  evil 1.0.0"), "\(text)")
    }

    @Test func `no name, path, version, summary or message moves the cursor or hides a line`() throws {
        let bad = "x\u{1B}[2J\u{7}\r\u{202E}\u{2028}\u{9B}1m\u{0}\ny"
        var report = try ReportFixture.everything()
        for number in report.components.indices {
            report.components[number].name = bad
            report.components[number].version = bad
            report.components[number].location.path = bad
            report.components[number].requirement = bad
        }
        for number in report.problems.indices {
            report.problems[number].message = bad
            report.problems[number].hint = bad
            report.problems[number].location.path = bad
        }
        for number in report.skipped.indices { report.skipped[number].path = bad }
        for number in report.judgements.indices {
            for match in report.judgements[number].matches.indices {
                report.judgements[number].matches[match].group.id = bad
                report.judgements[number].matches[match].group.records = [bad, "other"]
                report.judgements[number].matches[match].fixedVersions = [bad]
                for evidence in report.judgements[number].matches[match].evidence.indices {
                    report.judgements[number].matches[match].evidence[evidence].advisory.summary = bad
                }
            }
        }
        report.data.sources = [bad]
        let text = TableReport.text(of: report, palette: plain)
        for scalar in text.unicodeScalars where scalar != "\n" {
            #expect(scalar.value >= 0x20 && scalar.value != 0x7F && !(0x80...0x9F).contains(scalar.value))
            #expect(![0x202E, 0x2028].contains(scalar.value))
        }
        #expect(!text.contains("\ny"))
    }

    @Test func `lines stay inside the terminal where a summary would not`() throws {
        var report = try ReportFixture.everything()
        for number in report.judgements.indices {
            for match in report.judgements[number].matches.indices {
                for evidence in report.judgements[number].matches[match].evidence.indices {
                    report.judgements[number].matches[match].evidence[evidence].advisory.summary = String(
                        repeating: "long ", count: 100)
                }
            }
        }
        let text = TableReport.text(of: report, palette: plain, width: 80)
        for line in text.split(separator: "\n") where line.contains("long long") { #expect(line.count <= 80) }
    }

    @Test(arguments: [
        ("", true, "Nothing was found that names components: no lockfile, SBOM or package database."),
        ("empty.lock", true, "1 file read, and no component in it."),
        ("empty.lock", false, "No component was found; 1 file could not be read."),
    ])
    func `nothing found is said in its own words`(file: String, isReadable: Bool, sentence: String) throws {
        var report = try ReportFixture.report([])
        if !file.isEmpty, isReadable { report.files = [ScannedFile(path: file, format: "test", components: 0)] }
        if !isReadable {
            report.problems = [
                ScanProblem(kind: .unreadable, location: SourceLocation(path: file), message: "It is cut short.")
            ]
        }
        #expect(report.summary.sentence == sentence)
    }
}
