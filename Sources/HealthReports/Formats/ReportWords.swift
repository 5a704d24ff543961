// SPDX-License-Identifier: Apache-2.0
import Histories
import ProjectHealth

/// The sentences that several formats share.
enum ReportWords {
    static func sentence(_ gap: History.Gap) -> String {
        switch gap {
        case .shallow: "The clone is shallow: first dates, counts and people are lower bounds."
        case .missingContents(let commits):
            "Contents are missing from the clone: of \(commits) commit\(commits == 1 ? "" : "s") the changed lines are unknown."
        case .truncated(let commits): "Only the newest \(commits) commits were read."
        default: "Something of the history could not be read: \(gap)."
        }
    }

    static func reason(_ reason: UnreadFile.Reason) -> String {
        switch reason {
        case .tooLarge(let limit): "larger than \(limit) bytes"
        case .missing: "its content is not in the clone"
        case .tooMany: "more documents than are read"
        }
    }

    /// `3 files` or `1 file`.
    static func count(_ number: Int, _ one: String, _ many: String? = nil) -> String {
        "\(number) \(number == 1 ? one : many ?? one + "s")"
    }

    /// The verdict on the whole in one sentence.
    static func headline(_ report: HealthReport) -> String {
        guard let interval = report.score.interval else { return "Nothing of this project could be judged." }
        let score =
            interval.isExact
            ? "Score \(ScoreText.points(interval.lowest)) of 10"
            : "Score between \(ScoreText.points(interval.lowest)) and \(ScoreText.points(interval.highest)) of 10"
        let compatible = report.score.compatible.map { "Scorecard-compatible \(ScoreText.decimal($0))" }
        return "\(score), \(report.score.coverage) % decided\(compatible.map { "; \($0)" } ?? "")."
    }
}
