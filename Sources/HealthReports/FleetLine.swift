// SPDX-License-Identifier: Apache-2.0
import Criteria
import ProjectHealth
import Reports
package import Wire

/// One project of many, as one line: small, however large the project.
package struct FleetLine: Sendable, Hashable {
    package var target: String
    package var commit: String?
    /// Tenths.
    package var lowest: Int?
    package var highest: Int?
    package var compatible: Int?
    package var coverage: Int
    /// OSPS Baseline level that is reached, and that no failure stands in the way of.
    package var baselineReached: Int?
    package var baselineReachable: Int?
    /// The change that is worth most.
    package var first: String?
    package var checks: [Entry]

    package struct Entry: Sendable, Hashable {
        package var check: String
        package var lowest: Int?
        package var highest: Int?
        package var compatible: Int
    }

    package init(_ report: HealthReport) {
        target = report.subject.name
        commit = report.subject.commit
        lowest = report.adjusted.interval?.lowest
        highest = report.adjusted.interval?.highest
        compatible = report.score.compatible
        coverage = report.score.coverage
        baselineReached = report.baseline?.reached
        baselineReachable = report.baseline?.reachable
        first = report.improvements.first { $0.kind == .change }?.title
        checks = report.results.map {
            Entry(
                check: $0.definition.id, lowest: $0.score.interval?.lowest, highest: $0.score.interval?.highest,
                compatible: $0.score.compatible.number)
        }
    }

    package var json: JSON {
        .present(
            ("target", .string(target)), ("commit", commit.map(JSON.string)),
            ("lowest", lowest.map { .decimal(ScoreText.points($0)) } ?? .null),
            ("highest", highest.map { .decimal(ScoreText.points($0)) } ?? .null), ("coverage", .integer(coverage)),
            ("compatible", compatible.map { .decimal(ScoreText.decimal($0)) } ?? .null),
            ("baselineReached", baselineReached.map(JSON.integer) ?? .null),
            ("baselineReachable", baselineReachable.map(JSON.integer) ?? .null),
            ("worthMost", first.map(JSON.string) ?? .null),
            (
                "checks",
                .object(
                    checks.map { entry in
                        JSON.Member(
                            entry.check,
                            [
                                "lowest": entry.lowest.map { .decimal(ScoreText.points($0)) } ?? .null,
                                "highest": entry.highest.map { .decimal(ScoreText.points($0)) } ?? .null,
                                "compatible": .integer(entry.compatible),
                            ])
                    })
            ))
    }
}

/// The lines as a table.
package enum FleetText {
    package static let heading = "score      decided  Scorecard  OSPS  project"

    package static func row(_ line: FleetLine, width: Int) -> String {
        let interval: ScoreInterval? =
            if let lowest = line.lowest, let highest = line.highest {
                ScoreInterval(lowest: lowest, highest: highest)
            } else {
                nil
            }
        let columns = [
            padded(ScoreText.interval(interval), 9), padded("\(line.coverage) %", 7),
            padded(line.compatible.map(ScoreText.decimal) ?? "?", 9),
            padded(
                "\(line.baselineReached.map(String.init) ?? "?")–\(line.baselineReachable.map(String.init) ?? "?")", 4),
        ].joined(separator: "  ")
        return columns + "  " + TerminalText.safe(line.target)
    }

    private static func padded(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(width - text.count, 0))
    }
}

/// The picture for a README.
package enum HealthBadge {
    package static func picture(of report: HealthReport) -> BadgePicture {
        let interval = report.adjusted.interval
        let message =
            interval == nil ? "unknown" : "\(ScoreText.interval(interval)) / 10"
        return BadgePicture(label: "health", message: message, tone: ScoreText.tone(interval))
    }
}
