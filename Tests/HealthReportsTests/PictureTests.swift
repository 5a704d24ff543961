// SPDX-License-Identifier: Apache-2.0
import Notations
import Testing
import Wire

@testable import HealthReports

struct PictureTests {
    private let limits = Limits(bytes: 1 << 20, depth: 32, nodes: 100_000)

    @Test func `a badge is as wide as its words`() throws {
        let short = BadgePicture(label: "health", message: "9", tone: .good).svg
        let long = BadgePicture(label: "health", message: "between five and nine", tone: .unknown).svg
        #expect(short.contains("width=\"66\" height=\"20\""))
        #expect(long.contains("#57606a"))
        #expect(try XMLTree(xml: Array(long.utf8), limits: limits).root.name == "svg")
    }

    @Test func `what comes from outside cannot leave its text`() throws {
        let evil = "\"/><script>alert(1)</script>&\u{0}\u{FFFE}"
        let badge = BadgePicture(label: evil, message: evil, tone: .bad).svg
        #expect(!badge.contains("<script"))
        #expect(!badge.unicodeScalars.contains("\u{0}"))
        _ = try XMLTree(xml: Array(badge.utf8), limits: limits)
        let trend = TrendPicture(
            title: evil,
            points: [
                TrendPicture.Point(
                    time: Instant(seconds: 1), lowest: 10, highest: 20, compatible: 15, note: evil, isTurn: true)
            ]
        ).svg
        #expect(!trend.contains("<script"))
        _ = try XMLTree(xml: Array(trend.utf8), limits: limits)
    }

    @Test func `a chart has a band, a line and the years`() throws {
        let day = 86_400
        let points = (0..<40).map { month in
            TrendPicture.Point(
                time: Instant(seconds: Int64(1_600_000_000 + month * 30 * day)), lowest: 20 + month,
                highest: 60 + month, compatible: month == 20 ? nil : 40, note: "month \(month)", isTurn: month == 7)
        }
        let svg = TrendPicture(title: "sample", points: points).svg
        #expect(svg.contains("<polygon class=\"b\""))
        // The gap in the compatible score parts its line.
        #expect(svg.split(separator: "<polyline class=\"c\"").count == 3)
        for year in 2021...2023 { #expect(svg.contains(">\(year)</text>")) }
        #expect(svg.contains("<title>month 7</title>"))
        _ = try XMLTree(xml: Array(svg.utf8), limits: limits)
    }

    @Test(arguments: [(0, "0"), (74, "7.4"), (100, "10"), (5, "0.5")])
    func `points are written without needless zeros`(_ tenths: Int, _ text: String) {
        #expect(ScoreText.points(tenths) == text)
    }

    @Test func `Markdown from outside is only text`() {
        #expect(
            HealthMarkdown.escaped("[a](b) <i> `c` @team |\n# x") == "\\[a\\](b) &lt;i&gt; \\`c\\` &#64;team \\| \\# x")
    }
}
