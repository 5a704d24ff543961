// SPDX-License-Identifier: Apache-2.0
import Wire

/// Commits and lines by identity and by organisation, counted in one pass over the history.
struct ContributionTallies: Sendable {
    struct Count: Sendable {
        /// Commits written, merges included.
        var authored = 0
        /// Commits written that are no merges.
        var commits = 0
        /// Lines added and deleted.
        var lines = 0
    }

    struct Tally: Sendable {
        var all = Count()
        var lastYear = Count()
        var last90 = false
        /// In the 90 days before the last 90.
        var previous90 = false
        /// Times of the first and last commit by the committer's clock.
        var first = Int64.max
        var last = Int64.min
    }

    /// By identity.
    var people: [Tally] = []
    /// Commits that are no merges, by organisation, see ``Affiliations``; those of people without one are apart.
    var organisations: [String: (all: Int, lastYear: Int)] = [:]
    /// Those of identities without an organisation.
    var unaffiliated: [Int32: (all: Int, lastYear: Int)] = [:]
    var botCommits = 0
    var botCommitsLastYear = 0
    var commitsLastYear = 0
    /// Commits, merges left out, whose changed lines are not known.
    var commitsWithoutLines = 0

    private let index: HistoryIndex
    private let authored: [Int]

    init(_ index: HistoryIndex) {
        self.index = index
        authored = index.authoredCounts()
        people = Array(repeating: Tally(), count: index.identities.members.count)
        let year = index.asOf.adding(seconds: -365 * Calendar.day).seconds
        let recent = index.asOf.adding(seconds: -90 * Calendar.day).seconds
        let before = index.asOf.adding(seconds: -180 * Calendar.day).seconds
        let affiliations = Affiliations(index.history.people, index.identities, commits: authored)
        let domains = index.history.people.map { person in
            MailDomain(email: person.email).organisation.flatMap { affiliations.isOrganisation($0) ? $0 : nil }
        }
        var byDomain: [Int32: (all: Int, lastYear: Int)] = [:]
        for position in index.byTime {
            let time = index.time(position)
            let author = Int(index.author(position))
            let isLastYear = time > year
            if isLastYear { commitsLastYear += 1 }
            if index.identities.isBot[author] {
                botCommits += 1
                if isLastYear { botCommitsLastYear += 1 }
            }
            people[author].first = min(people[author].first, time)
            people[author].last = max(people[author].last, time)
            if time > recent { people[author].last90 = true }
            if time > before, time <= recent { people[author].previous90 = true }
            people[author].all.authored += 1
            if isLastYear { people[author].lastYear.authored += 1 }
            guard !index.isMerge(position) else { continue }
            let lines = lines(of: position)
            people[author].all.commits += 1
            people[author].all.lines += lines
            if isLastYear {
                people[author].lastYear.commits += 1
                people[author].lastYear.lines += lines
            }
            guard index.identities.isHuman(Int32(author)) else { continue }
            let person = index.history.commits[Int(position)].author
            if domains[Int(person)] != nil {
                byDomain[person, default: (0, 0)].all += 1
                if isLastYear { byDomain[person, default: (0, 0)].lastYear += 1 }
            } else {
                unaffiliated[Int32(author), default: (0, 0)].all += 1
                if isLastYear { unaffiliated[Int32(author), default: (0, 0)].lastYear += 1 }
            }
        }
        for (person, count) in byDomain {
            guard let domain = domains[Int(person)] else { continue }
            organisations[domain, default: (0, 0)].all += count.all
            organisations[domain, default: (0, 0)].lastYear += count.lastYear
        }
    }

    private mutating func lines(of position: Int32) -> Int {
        guard index.history.commits[Int(position)].knowsLines else {
            commitsWithoutLines += 1
            return 0
        }
        var lines = 0
        for change in index.history.changes[index.history.commits[Int(position)].changes] {
            lines &+= Int(max(0, change.added)) + Int(max(0, change.deleted))
        }
        return lines
    }

    /// Identities with commits in the period, most first; of equals the one seen first in the people's list.
    func ranked(by period: KeyPath<Tally, Count>, where isWanted: (Int32) -> Bool) -> [Int32] {
        let found = people.indices.map(Int32.init).filter {
            people[Int($0)][keyPath: period].commits > 0 && isWanted($0)
        }
        return found.sorted { left, right in
            let one = people[Int(left)][keyPath: period].commits
            let other = people[Int(right)][keyPath: period].commits
            return one == other ? left < right : one > other
        }
    }

    func summary(_ identity: Int32, _ period: KeyPath<Tally, Count>) -> ContributorSummary {
        let person = person(identity)
        let tally = people[Int(identity)]
        let isSeen = tally.last >= tally.first
        return ContributorSummary(
            identity: identity, name: person.name, email: person.email, commits: tally[keyPath: period].commits,
            lines: tally[keyPath: period].lines, firstCommit: Instant(seconds: isSeen ? tally.first : 0),
            lastCommit: Instant(seconds: isSeen ? tally.last : 0))
    }

    func person(_ identity: Int32) -> Person { index.person(identity, authored: authored) }
}
