// SPDX-License-Identifier: Apache-2.0
package import Wire

/// Who contributes, as CHAOSS counts it: *Contributors*, *New Contributors*, *Occasional Contributors*, *Inactive
/// Contributors*, *Bot Activity*. A contributor is an identity (see ``Identities``) that wrote a commit; bots and the forge are
/// none.
package struct ContributorFacts: Sendable, Hashable {
    /// *Contributors*: people who wrote a commit.
    package var allTime = 0
    package var last365Days = 0
    package var last90Days = 0
    /// People whom only `Co-authored-by` names; not among ``allTime``.
    package var coAuthorsOnly = 0
    /// *New Contributors*: people whose first commit is of the last 365 days.
    package var newcomersLast365Days = 0
    package var newcomersLast90Days = 0
    /// *Inactive Contributors* of late: people whose last commit is between 365 and 730 days old.
    package var leaversLast365Days = 0
    /// *Occasional Contributors*: of the contributors of the last 365 days those with fewer than ``occasionalBelow`` commits.
    package var occasional = Share()
    /// Of the contributors of the 90 days before the last 90 those who contributed in the last 90 days as well.
    package var retention = Share()
    /// *Bot Activity*: commits that bots wrote, of all.
    package var botCommits = Share()
    package var botCommitsLast365Days = Share()
    /// The bots by commits, most first.
    package var bots: [ContributorSummary] = []
    /// The first ten contributors by commits that are no merges.
    package var leading: [ContributorSummary] = []
    package var leadingLast365Days: [ContributorSummary] = []
    /// Every quarter from the first commit to the last whole one, at most the last 200.
    package var quarters: [QuarterTurnover] = []

    /// CHAOSS leaves the number open.
    package static let occasionalBelow = 5
}

/// One contributor's share in numbers.
package struct ContributorSummary: Sendable, Hashable {
    /// Index into ``Identities/members``.
    package var identity: Int32
    package var name: String
    package var email: String
    /// Commits in the period, merges left out.
    package var commits: Int
    /// Lines added and deleted by them.
    package var lines: Int
    package var firstCommit: Instant
    package var lastCommit: Instant
}

/// Contributors of one quarter of a year.
package struct QuarterTurnover: Sendable, Hashable {
    package var quarter: CalendarQuarter
    package var active: Int
    /// People whose first commit is of this quarter.
    package var newcomers: Int
    /// People whose last commit is of this quarter, and since which a year has gone by.
    package var leavers: Int
    /// Of the quarter before's contributors those who contributed again.
    package var retained: Share
}

extension ContributorFacts {
    init(_ index: HistoryIndex, tallies: ContributionTallies) {
        let year = index.asOf.adding(seconds: -365 * Calendar.day).seconds
        let twoYears = index.asOf.adding(seconds: -730 * Calendar.day).seconds
        let quarterAgo = index.asOf.adding(seconds: -90 * Calendar.day).seconds
        for identity in tallies.people.indices where index.identities.isHuman(Int32(identity)) {
            let tally = tallies.people[identity]
            guard tally.all.authored > 0 else { continue }
            allTime += 1
            if tally.lastYear.authored > 0 {
                last365Days += 1
                occasional.count(tally.lastYear.authored < Self.occasionalBelow)
            }
            if tally.last90 { last90Days += 1 }
            if tally.previous90 { retention.count(tally.last90) }
            if tally.first > year { newcomersLast365Days += 1 }
            if tally.first > quarterAgo { newcomersLast90Days += 1 }
            if tally.last <= year, tally.last > twoYears { leaversLast365Days += 1 }
        }
        coAuthorsOnly = Self.coAuthorsOnly(index, tallies)
        botCommits = Share(tallies.botCommits, of: index.byTime.count)
        botCommitsLast365Days = Share(tallies.botCommitsLastYear, of: tallies.commitsLastYear)
        let ranked = { (isBot: Bool, key: KeyPath<ContributionTallies.Tally, ContributionTallies.Count>) in
            tallies.ranked(by: key) { index.identities.isBot[Int($0)] == isBot && !index.identities.isForge[Int($0)] }
        }
        bots = ranked(true, \.all).prefix(20).map { tallies.summary($0, \.all) }
        leading = ranked(false, \.all).prefix(10).map { tallies.summary($0, \.all) }
        leadingLast365Days = ranked(false, \.lastYear).prefix(10).map { tallies.summary($0, \.lastYear) }
        quarters = Self.quarters(index, tallies)
    }

    private static func coAuthorsOnly(_ index: HistoryIndex, _ tallies: ContributionTallies) -> Int {
        var named = Array(repeating: false, count: tallies.people.count)
        for position in index.byTime {
            for trailer in index.commit(position).trailers where trailer.kind == .coAuthoredBy {
                named[Int(index.identities.identity[Int(trailer.person)])] = true
            }
        }
        return named.indices.count {
            named[$0] && tallies.people[$0].all.authored == 0 && index.identities.isHuman(Int32($0))
        }
    }

    private static func quarters(_ index: HistoryIndex, _ tallies: ContributionTallies) -> [QuarterTurnover] {
        guard let first = index.byTime.first else { return [] }
        let end = CalendarMonth(index.asOf).quarter
        let start = max(CalendarMonth(seconds: index.time(first)).quarter, end - 200)
        guard start < end else { return [] }
        var turnover = (start..<end).map {
            QuarterTurnover(
                quarter: CalendarQuarter(number: $0), active: 0, newcomers: 0, leavers: 0, retained: Share())
        }
        var lastSeen = Array(repeating: Int.min, count: tallies.people.count)
        for position in index.byTime {
            let author = Int(index.author(position))
            let quarter = CalendarMonth(seconds: index.time(position)).quarter
            guard quarter >= start, quarter < end, lastSeen[author] != quarter, index.identities.isHuman(Int32(author))
            else { continue }
            turnover[quarter - start].active += 1
            if lastSeen[author] == quarter - 1 { turnover[quarter - start].retained.part += 1 }
            lastSeen[author] = quarter
        }
        let year = index.asOf.adding(seconds: -365 * Calendar.day).seconds
        for (identity, tally) in tallies.people.enumerated()
        where tally.all.authored > 0 && index.identities.isHuman(Int32(identity)) {
            let first = CalendarMonth(seconds: tally.first).quarter - start
            let last = CalendarMonth(seconds: tally.last).quarter - start
            if turnover.indices.contains(first) { turnover[first].newcomers += 1 }
            if turnover.indices.contains(last), tally.last <= year { turnover[last].leavers += 1 }
        }
        for position in turnover.indices {
            turnover[position].retained.whole = position > 0 ? turnover[position - 1].active : 0
        }
        return turnover
    }
}
