// SPDX-License-Identifier: Apache-2.0
package import Wire

/// How a project's score went over time: a band from the lowest to the highest score that the unknowns allow, and the line of the
/// compatible score.
package struct TrendPicture: Sendable, Hashable {
    package struct Point: Sendable, Hashable {
        package var time: Instant
        /// Tenths, 0 to 100; nil where nothing could be judged.
        package var lowest: Int?
        package var highest: Int?
        package var compatible: Int?
        /// What stands beside the point when the pointer is on it: the commit, what moved.
        package var note: String
        /// Whether a check moved here.
        package var isTurn: Bool

        package init(
            time: Instant, lowest: Int?, highest: Int?, compatible: Int?, note: String, isTurn: Bool
        ) {
            self.time = time
            self.lowest = lowest
            self.highest = highest
            self.compatible = compatible
            self.note = note
            self.isTurn = isTurn
        }
    }

    package var title: String
    /// Oldest first.
    package var points: [Point]

    package init(title: String, points: [Point]) {
        self.title = title
        self.points = points
    }

    private static let (width, height, left, right, top, bottom) = (860, 300, 44, 16, 36, 34)

    /// SVG 1.1 with its own light and dark colours, without scripts.
    package var svg: String {
        let title = SVGText.escaped(title)
        var parts = [
            """
            <svg xmlns="http://www.w3.org/2000/svg" width="\(TrendPicture.width)" height="\(TrendPicture.height)" \
            viewBox="0 0 \(TrendPicture.width) \(TrendPicture.height)" role="img" aria-label="\(title)">
            <title>\(title)</title>
            <style>
            .p{fill:#fff}.t{fill:#24292f}.q{fill:#57606a}.g{stroke:#d0d7de}.b{fill:#0969da;fill-opacity:.18}\
            .l{stroke:#0969da;fill:none;stroke-width:1.5}.c{stroke:#8250df;fill:none;stroke-width:1.5;stroke-dasharray:5 3}\
            .d{fill:#0969da}text{font:12px system-ui,"DejaVu Sans",sans-serif}
            @media(prefers-color-scheme:dark){.p{fill:#0d1117}.t{fill:#e6edf3}.q{fill:#9198a1}.g{stroke:#30363d}\
            .b{fill:#4493f8;fill-opacity:.25}.l{stroke:#4493f8}.c{stroke:#ab7df8}.d{fill:#4493f8}}
            </style>
            <rect class="p" width="\(TrendPicture.width)" height="\(TrendPicture.height)"/>
            <text class="t" x="\(TrendPicture.left)" y="20" font-weight="600">\(title)</text>
            """
        ]
        parts += grid
        parts += band
        parts += turns
        parts.append(legend)
        parts.append("</svg>\n")
        return parts.joined(separator: "\n")
    }

    private var grid: [String] {
        var parts: [String] = []
        for score in stride(from: 0, through: 10, by: 2) {
            let y = TrendPicture.y(score * 10)
            parts.append(
                """
                <line class="g" x1="\(TrendPicture.left)" x2="\(TrendPicture.width - TrendPicture.right)" y1="\(y)" y2="\(y)"/>\
                <text class="q" x="\(TrendPicture.left - 8)" y="\(y + 4)" text-anchor="end">\(score)</text>
                """)
        }
        for (year, instant) in years {
            let x = TrendPicture.pixels(x(instant))
            parts.append(
                """
                <line class="g" x1="\(x)" x2="\(x)" y1="\(TrendPicture.top)" \
                y2="\(TrendPicture.height - TrendPicture.bottom)"/>\
                <text class="q" x="\(x)" y="\(TrendPicture.height - TrendPicture.bottom + 16)" text-anchor="middle">\(year)</text>
                """)
        }
        return parts
    }

    private var band: [String] {
        var parts: [String] = []
        for run in runs({ $0.lowest != nil && $0.highest != nil }) {
            let upper = run.map { "\(TrendPicture.pixels(x($0.time))),\(TrendPicture.y($0.highest ?? 0))" }
            let lower = run.reversed().map { "\(TrendPicture.pixels(x($0.time))),\(TrendPicture.y($0.lowest ?? 0))" }
            parts.append("<polygon class=\"b\" points=\"\((upper + lower).joined(separator: " "))\"/>")
            parts.append("<polyline class=\"l\" points=\"\(lower.reversed().joined(separator: " "))\"/>")
        }
        for run in runs({ $0.compatible != nil }) {
            let line = run.map { "\(TrendPicture.pixels(x($0.time))),\(TrendPicture.y($0.compatible ?? 0))" }
            parts.append("<polyline class=\"c\" points=\"\(line.joined(separator: " "))\"/>")
        }
        return parts
    }

    private var turns: [String] {
        points.compactMap { point in
            guard point.isTurn, let lowest = point.lowest else { return nil }
            return """
                <circle class="d" cx="\(TrendPicture.pixels(x(point.time)))" cy="\(TrendPicture.y(lowest))" r="3.5">\
                <title>\(SVGText.escaped(point.note))</title></circle>
                """
        }
    }

    private var legend: String {
        let x = TrendPicture.width - TrendPicture.right
        return """
            <text class="q" x="\(x)" y="20" text-anchor="end">band: what the unknowns allow \u{B7} line: lowest \u{B7} \
            dashed: Scorecard-compatible</text>
            """
    }

    /// Stretches of neighbouring points that have what is drawn.
    private func runs(_ has: (Point) -> Bool) -> [[Point]] {
        var runs: [[Point]] = []
        var open: [Point] = []
        for point in points {
            if has(point) {
                open.append(point)
            } else if !open.isEmpty {
                runs.append(open)
                open = []
            }
        }
        if !open.isEmpty { runs.append(open) }
        return runs
    }

    private var span: (first: Int64, last: Int64) {
        let first = points.first?.time.seconds ?? 0
        let last = points.last?.time.seconds ?? 0
        return (first, max(last, first + 1))
    }

    /// Tenths of a pixel.
    private func x(_ time: Instant) -> Int {
        let (first, last) = span
        let room = Int64((TrendPicture.width - TrendPicture.left - TrendPicture.right) * 10)
        let part = min(max(time.seconds, first), last) - first
        return TrendPicture.left * 10 + Int(part * room / (last - first))
    }

    private static func pixels(_ tenths: Int) -> String { "\(tenths / 10).\(tenths % 10)" }

    /// Of a score in tenths.
    private static func y(_ score: Int) -> Int {
        let room = height - top - bottom
        return top + room - min(max(score, 0), 100) * room / 100
    }

    /// The beginnings of years within the span, at most twelve of them.
    private var years: [(label: String, time: Instant)] {
        guard let first = points.first?.time.rfc3339.prefix(4), let last = points.last?.time.rfc3339.prefix(4),
            let from = Int(first), let to = Int(last), to > from
        else { return [] }
        let step = (to - from) / 12 + 1
        return stride(from: from + 1, through: to, by: step).compactMap { year in
            Instant(rfc3339: "\(year)-01-01T00:00:00Z").map { (String(year), $0) }
        }
    }
}
