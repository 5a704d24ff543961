// SPDX-License-Identifier: Apache-2.0
package import Histories
package import ProjectHealth
package import Wire

/// How a project's checks went over time, and the commits that moved them.
package struct HealthTrend: Sendable {
    package var version: String
    package var subject: ProjectSubject
    /// Oldest first.
    package var points: [Point]
    /// Oldest first; of one time in the order of the checks' names.
    package var turns: [Turn]
    package var gaps: [History.Gap]

    /// The project at one time.
    package struct Point: Sendable, Hashable {
        package var time: Instant
        package var commit: ObjectID
        /// The release tag, where points are releases.
        package var tag: String?
        package var score: HealthScore
        package var checks: [CheckPoint]

        package init(time: Instant, commit: ObjectID, tag: String?, score: HealthScore, checks: [CheckPoint]) {
            self.time = time
            self.commit = commit
            self.tag = tag
            self.score = score
            self.checks = checks
        }
    }

    package struct CheckPoint: Sendable, Hashable {
        package var check: String
        package var score: CheckScore

        package init(check: String, score: CheckScore) {
            self.check = check
            self.score = score
        }
    }

    /// One move of a check.
    package struct Step: Sendable, Hashable {
        package var before: CheckScore
        package var after: CheckScore
        package var cause: Turn.Cause

        package init(before: CheckScore, after: CheckScore, cause: Turn.Cause) {
            self.before = before
            self.after = after
            self.cause = cause
        }
    }

    /// A check that moved between two points.
    package struct Turn: Sendable, Hashable {
        package enum Cause: Sendable, Hashable {
            /// This commit moved it.
            case commit(ObjectID, subject: String, time: Instant)
            /// No single commit: people, habits or the calendar.
            case time
        }

        package var check: String
        /// Of the point behind the move.
        package var time: Instant
        package var before: CheckScore
        package var after: CheckScore
        package var cause: Cause

        package init(check: String, time: Instant, before: CheckScore, after: CheckScore, cause: Cause) {
            self.check = check
            self.time = time
            self.before = before
            self.after = after
            self.cause = cause
        }
    }

    package init(
        version: String, subject: ProjectSubject, points: [Point], turns: [Turn], gaps: [History.Gap]
    ) {
        self.version = version
        self.subject = subject
        self.points = points
        self.turns = turns
        self.gaps = gaps
    }

    /// The chart of it.
    package var picture: TrendPicture {
        var notes: [Instant: [String]] = [:]
        for turn in turns where turn.cause != .time { notes[turn.time, default: []].append(TrendText.sentence(turn)) }
        return TrendPicture(
            title: "Health of \(subject.repository ?? subject.name)",
            points: points.map { point in
                let moved = notes[point.time] ?? []
                return TrendPicture.Point(
                    time: point.time, lowest: point.score.interval?.lowest, highest: point.score.interval?.highest,
                    compatible: point.score.compatible,
                    note: ([point.tag, String(point.time.rfc3339.prefix(10)) as String?].compactMap(\.self) + moved)
                        .joined(separator: "\n"), isTurn: !moved.isEmpty)
            })
    }
}
