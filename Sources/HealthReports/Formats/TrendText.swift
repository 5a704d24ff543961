// SPDX-License-Identifier: Apache-2.0
import Histories
import ProjectHealth
package import Reports
package import Wire

/// A trend for people: a line a year, or a release, then what moved and why.
package enum TrendText {
    package static func text(of trend: HealthTrend, palette: Palette, width: Int, cuts: Bool) -> String {
        let subject = TerminalText.safe(trend.subject.repository ?? trend.subject.name)
        var lines = [palette.strong("How the checks of \(subject) went")]
        guard let last = trend.points.last else { return lines[0] + "\nIt has no commits.\n" }
        lines.append(palette.faint("  time        score      decided  Scorecard"))
        for (index, point) in trend.points.enumerated() where isShown(index, trend.points) || point == last {
            let name = point.tag.map { "  " + TerminalText.safe($0) } ?? ""
            lines.append(
                "  \(point.time.rfc3339.prefix(10))  \(padded(ScoreText.interval(point.score.interval), 9))  \(padded("\(point.score.coverage) %", 7))  \(point.score.compatible.map(ScoreText.decimal) ?? "?")\(name)"
            )
        }
        lines += ["", palette.strong("What moved")]
        if trend.turns.isEmpty { lines.append("  Nothing.") }
        for turn in trend.turns where turn.cause != .time {
            let text = "  \(turn.time.rfc3339.prefix(10))  \(TerminalText.safe(sentence(turn)))"
            lines.append(!cuts || text.count <= width ? text : text.prefix(max(width - 1, 1)) + "…")
        }
        lines += withTime(trend).map(palette.faint)
        lines += trend.gaps.map { palette.faint("  " + ReportWords.sentence($0)) }
        return lines.joined(separator: "\n") + "\n"
    }

    /// Checks that count people and days move all the time: a line for each says how far.
    private static func withTime(_ trend: HealthTrend) -> [String] {
        var moves: [String: Int] = [:]
        for turn in trend.turns where turn.cause == .time { moves[turn.check, default: 0] += 1 }
        return moves.sorted { $0.key < $1.key }.map { check, count in
            let lowest = trend.points.compactMap { point in
                point.checks.first { $0.check == check }?.score.interval?.lowest
            }
            let range =
                lowest.min().flatMap { least in
                    lowest.max().map { "\(ScoreText.points(least)) to \(ScoreText.points($0))" }
                } ?? "?"
            return
                "  \(check) moved \(ReportWords.count(count, "time")) with people and days, its lower end from \(range)"
        }
    }

    /// Of months the last of each year; of releases all.
    private static func isShown(_ index: Int, _ points: [HealthTrend.Point]) -> Bool {
        guard points[index].tag == nil, index + 1 < points.count else { return true }
        return points[index].time.rfc3339.prefix(4) != points[index + 1].time.rfc3339.prefix(4)
    }

    static func sentence(_ turn: HealthTrend.Turn) -> String {
        let scores = "\(turn.check) \(shown(turn.before)) → \(shown(turn.after))"
        switch turn.cause {
        case .commit(let commit, let subject, let time):
            return "\(scores): \(commit.hexadecimal.prefix(12)) of \(time.rfc3339.prefix(10)), \(subject)"
        case .time: return "\(scores): with time, no single commit"
        }
    }

    private static func shown(_ score: CheckScore) -> String {
        score.interval == nil ? "n/a" : ScoreText.interval(score.interval)
    }

    private static func padded(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(width - text.count, 0))
    }
}

/// A trend as JSON, documented in Documentation/User/health-json.md.
package enum TrendJSON {
    package static func json(of trend: HealthTrend) -> JSON {
        .present(
            ("format", "mainstay-health-trend"), ("formatVersion", 1), ("mainstay", .string(trend.version)),
            ("subject", .string(trend.subject.repository ?? trend.subject.name)),
            ("points", .array(trend.points.map(point))), ("turns", .array(trend.turns.map(turn))),
            ("gaps", .array(trend.gaps.map { .string(ReportWords.sentence($0)) })))
    }

    private static func point(_ point: HealthTrend.Point) -> JSON {
        .present(
            ("time", .string(point.time.rfc3339)), ("commit", .string(point.commit.hexadecimal)),
            ("tag", point.tag.map(JSON.string)), ("score", HealthJSON.score(point.score)),
            (
                "checks",
                .object(
                    point.checks.map { check in
                        JSON.Member(
                            check.check,
                            .present(
                                (
                                    "lowest",
                                    check.score.interval.map { .decimal(ScoreText.points($0.lowest)) } ?? .null
                                ),
                                (
                                    "highest",
                                    check.score.interval.map { .decimal(ScoreText.points($0.highest)) } ?? .null
                                ), ("compatible", .integer(check.score.compatible.number))))
                    })
            ))
    }

    private static func turn(_ turn: HealthTrend.Turn) -> JSON {
        var members: [JSON.Member] = [
            JSON.Member("check", .string(turn.check)), JSON.Member("time", .string(turn.time.rfc3339)),
            JSON.Member("before", HealthJSON.score(turn.before)), JSON.Member("after", HealthJSON.score(turn.after)),
        ]
        switch turn.cause {
        case .commit(let commit, let subject, let time):
            members += [
                JSON.Member("commit", .string(commit.hexadecimal)), JSON.Member("subject", .string(subject)),
                JSON.Member("committed", .string(time.rfc3339)),
            ]
        case .time: members.append(JSON.Member("cause", "time"))
        }
        return .object(members)
    }
}
