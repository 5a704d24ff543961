// SPDX-License-Identifier: Apache-2.0
package import Histories
internal import Wire

/// The line of a branch: from its newest commit always to the first parent. What was merged came in with its merge.
package struct FirstParentLine: Sendable {
    /// Places in ``History/commits``, newest first.
    package let commits: [Int]
    private let history: History

    package init(_ history: History) {
        self.history = history
        var places: [ObjectID: Int] = [:]
        places.reserveCapacity(history.commits.count)
        for (place, commit) in history.commits.enumerated() { places[commit.id] = place }
        var line: [Int] = []
        var next = history.commits.isEmpty ? nil : Optional(0)
        while let place = next {
            line.append(place)
            // By the order of a history a parent stands behind its child: the walk ends.
            next = history.commits[place].parents.first.flatMap { places[$0] }.flatMap { $0 > place ? $0 : nil }
        }
        commits = line
    }

    /// A moment, and the commit the branch was at.
    package struct Point: Sendable, Hashable {
        /// Seconds since 1970.
        package var time: Int64
        package var commit: ObjectID
    }

    /// Where the branch was at the end of each month (UTC), oldest first, the last point being the newest commit itself.
    ///
    /// - Parameter limit: at most so many points, the newest.
    package func months(limit: Int) -> [Point] {
        guard let newest = commits.first, limit > 0 else { return [] }
        var points = [Point(time: history.commits[newest].commitTime, commit: history.commits[newest].id)]
        var month = CalendarMonth(seconds: history.commits[newest].commitTime).start.seconds
        var position = 0
        while points.count < limit {
            while position < commits.count, history.commits[commits[position]].commitTime >= month { position += 1 }
            guard position < commits.count else { break }
            points.append(Point(time: month - 1, commit: history.commits[commits[position]].id))
            let earlier = CalendarMonth(seconds: month - 1).start.seconds
            // Before the year 0 there is no month.
            guard earlier < month else { break }
            month = earlier
        }
        return points.reversed()
    }
}
