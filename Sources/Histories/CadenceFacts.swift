// SPDX-License-Identifier: Apache-2.0
import Wire

/// How steadily people commit; bots and the forge left out.
package struct CadenceFacts: Sendable, Hashable {
    /// Commits by people, merges included.
    package var commitsLast90Days = 0
    package var commitsLast365Days = 0
    /// Of the last 52 times seven days those with a commit (CHAOSS *Collaboration Development Index*: weeks with at least one
    /// commit).
    package var weeksLast52 = Share(0, of: 52)
    /// Of the last 13 times seven days, about 90 days.
    package var weeksLast13 = Share(0, of: 13)
    /// Days in UTC with a commit (LFX *Active days*).
    package var activeDaysLast30 = Share(0, of: 30)
    /// Commits per month from the first to the current one, months without any included, at most the last 600.
    package var months: [MonthCount] = []
    /// CHAOSS *Burstiness*: whole months outside the Bollinger band of mean ± 2 σ over the twelve months that end with it, of
    /// the last 36 whole months.
    package var outliers: [Burst] = []
    /// LFX *Outside working hours*: of the last 365 days' commits those written outside Monday to Friday, 08:00 to 18:00, by
    /// the author's own clock.
    package var outsideWorkingHours = Share()

    package struct MonthCount: Sendable, Hashable {
        package var month: CalendarMonth
        package var commits: Int
    }

    /// A month far above or below its year.
    package struct Burst: Sendable, Hashable {
        package var month: CalendarMonth
        package var commits: Int
        /// Of the twelve months.
        package var mean: FixedPoint
        /// Standard deviation of the twelve months.
        package var deviation: FixedPoint
        package var isAbove: Bool
    }
}

extension CadenceFacts {
    init(_ index: HistoryIndex) {
        let end = index.asOf.seconds
        let currentMonth = CalendarMonth(index.asOf).number
        var counts: [Int] = []
        var start = currentMonth
        var weeks: Set<Int64> = []
        var days: Set<Int> = []
        for position in index.byTime where index.identities.isHuman(index.author(position)) {
            let time = index.time(position)
            let month = CalendarMonth(seconds: time).number
            if counts.isEmpty {
                start = max(month, currentMonth - 599)
                counts = Array(repeating: 0, count: max(1, currentMonth - start + 1))
            }
            if month >= start { counts[month - start] += 1 }
            // `time <= end` for every counted commit; far older ones overflow nothing once the year is known.
            guard time > end - 365 * Calendar.day else { continue }
            let age = end - time
            commitsLast365Days += 1
            if age < 90 * Calendar.day { commitsLast90Days += 1 }
            if age < 364 * Calendar.day { weeks.insert(age / (7 * Calendar.day)) }
            if age < 30 * Calendar.day { days.insert(Int(age / Calendar.day)) }
            let commit = index.history.commits[Int(position)]
            outsideWorkingHours.count(
                Calendar.isOutsideWorkingHours(commit.authorTime, offset: commit.authorOffset))
        }
        weeksLast52.part = weeks.count
        weeksLast13.part = weeks.count { $0 < 13 }
        activeDaysLast30.part = days.count
        months = counts.enumerated().map {
            MonthCount(month: CalendarMonth(number: start + $0.offset), commits: $0.element)
        }
        // Empty months at the end tell when the clone was last brought up to date, no change of pace.
        var whole = months.dropLast()
        while whole.last?.commits == 0 { whole = whole.dropLast() }
        outliers = Self.outliers(whole)
    }

    /// Of whole months.
    static func outliers(_ months: ArraySlice<MonthCount>) -> [Burst] {
        let months = Array(months.suffix(36 + 11))
        guard months.count >= 12 else { return [] }
        return (11..<months.count).compactMap { last in
            let year = months[(last - 11)...last].map { Double($0.commits) }
            let mean = year.reduce(0, +) / 12
            let deviation = (year.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 12).squareRoot()
            let value = Double(months[last].commits)
            // A steady project has no band to be outside of.
            guard deviation > 0, value > mean + 2 * deviation || value < mean - 2 * deviation else { return nil }
            return Burst(
                month: months[last].month, commits: months[last].commits, mean: FixedPoint(mean, places: 2),
                deviation: FixedPoint(deviation, places: 2), isAbove: value > mean)
        }
    }
}
