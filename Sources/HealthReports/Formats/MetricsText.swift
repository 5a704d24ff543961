// SPDX-License-Identifier: Apache-2.0
import Histories
import Wire

/// The metrics that a table shows, each as a label and a sentence.
enum MetricsText {
    static func rows(_ metrics: HistoryMetrics) -> [(label: String, text: String)] {
        var rows: [(String, String)] = []
        let activity = metrics.activity
        let first = activity.firstCommit?.rfc3339.prefix(10) ?? "?"
        rows.append(
            (
                "commits",
                "\(activity.commits) since \(first), \(activity.commitsLast365Days) in the last year, \(activity.commitsLast90Days) in the last 90 days"
            ))
        let people = metrics.contributors
        rows.append(
            (
                "contributors",
                "\(people.allTime) ever, \(people.last365Days) in the last year (\(people.newcomersLast365Days) new, \(people.leaversLast365Days) left), \(people.last90Days) in the last 90 days"
            ))
        let factor = metrics.dependency.byCommitsLast365Days
        rows.append(
            (
                "absence factor",
                factor.total == 0
                    ? "nobody wrote in the last year; \(metrics.dependency.byCommits.value) over all time"
                    : "\(factor.value): \(names(factor)) made half of the last year's commits"
            ))
        let elephant = metrics.dependency.elephantLast365Days
        // Of a few addresses nothing can be said about who pays for the work.
        if elephant.total > 0, (metrics.dependency.affiliatedLast365Days.percent ?? 0) >= 20 {
            rows.append(
                (
                    "elephant factor",
                    "\(elephant.value): \(names(elephant)) (of the \(percent(metrics.dependency.affiliatedLast365Days)) whose address names an organisation)"
                ))
        }
        rows.append(
            (
                "maintainers",
                metrics.maintainers.isUnseen
                    ? "unknown: the last year's history does not tell who merged and released"
                    : "\(metrics.maintainers.activeLast365Days) released or merged in the last year"
            ))
        let review = metrics.reviews.last365Days
        rows.append(
            (
                "review",
                "\(percent(review.reviewed)) of the last year's commits show a second person, \(percent(review.perhapsReviewed)) with change requests"
            ))
        rows += releases(metrics)
        rows.append(
            (
                "signatures",
                "\(percent(metrics.signing.tagsLast365Days)) of the last year's tags, \(percent(metrics.signing.commitsLast365Days)) of its commits are signed"
            ))
        let churn = metrics.code.last365Days
        rows.append(
            (
                "code",
                "+\(churn.added) −\(churn.deleted) lines in the last year; \(percent(metrics.code.untouchedTwoYears)) of \(metrics.code.files) files untouched for two years"
            ))
        return rows
    }

    private static func releases(_ metrics: HistoryMetrics) -> [(String, String)] {
        let releases = metrics.releases
        guard let latest = releases.latest else { return [("releases", "none is tagged")] }
        var rows: [(String, String)] = []
        let between = releases.between.map { "; all are a median of \($0.medianDays) days apart" } ?? ""
        rows.append(
            (
                "releases",
                "\(releases.last365Days) in the last year\(between); \(latest.name) is \(releases.latestAgeDays ?? 0) days old"
            ))
        let fixes = metrics.fixes.fixesLast365Days
        if let wait = fixes.wait {
            rows.append(
                (
                    "fix to release",
                    "a median of \(wait.medianDays) days, nine in ten within \(wait.ninetiethDays); \(waiting(fixes))"
                ))
        } else if fixes.unreleased + fixes.unplaced > 0 {
            rows.append(("fix to release", "of the last year's fixes, \(waiting(fixes))"))
        }
        return rows
    }

    static func waiting(_ fixes: FixReleaseFacts.FixLatency) -> String {
        let waiting = fixes.unreleased == 1 ? "1 fix waits" : "\(fixes.unreleased) fixes wait"
        guard fixes.unplaced > 0 else { return waiting }
        let unknown = "whether \(fixes.unplaced) more went out by a release branch is unknown"
        return fixes.unreleased == 0 ? "none is known to wait, \(unknown)" : "\(waiting), \(unknown)"
    }

    private static func names(_ factor: AbsenceFactor) -> String {
        let names = factor.holders.prefix(3).map(\.name).joined(separator: ", ")
        return factor.holders.count > 3 ? names + " …" : names
    }

    static func percent(_ share: Share) -> String { share.percent.map { "\($0) %" } ?? "none" }
}
