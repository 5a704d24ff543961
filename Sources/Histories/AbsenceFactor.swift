// SPDX-License-Identifier: Apache-2.0

/// CHAOSS *Contributor Absence Factor* (bus factor), and *Elephant Factor* when the contributors are organisations: the
/// smallest number of contributors whose contributions together are half of all, or another share of them.
///
/// Source: CHAOSS metrics “Contributor Absence Factor” and “Elephant Factor”; the share of 51 % is that of LFX Insights.
package struct AbsenceFactor: Sendable, Hashable {
    /// 0 where there are no contributions.
    package var value: Int
    /// All contributions.
    package var total: Int
    /// 50 or 51.
    package var percent: Int
    /// The contributors that hold the share, most first, at most ``mostHolders``.
    package var holders: [Holder]

    package static let mostHolders = 25

    package struct Holder: Sendable, Hashable {
        package var name: String
        package var contributions: Int

        package init(name: String, contributions: Int) {
            self.name = name
            self.contributions = contributions
        }
    }

    package init(of contributors: [Holder], percent: Int = 50) {
        let sorted = contributors.filter { $0.contributions > 0 }.sorted {
            $0.contributions == $1.contributions ? $0.name < $1.name : $0.contributions > $1.contributions
        }
        value = Self.count(sorted.map(\.contributions), percent: percent)
        total = sorted.reduce(0) { $0 &+ $1.contributions }
        self.percent = percent
        holders = Array(sorted.prefix(min(value, Self.mostHolders)))
    }

    private static func count(_ sorted: [Int], percent: Int) -> Int {
        let total = sorted.reduce(0, &+)
        let wanted = total.multipliedFullWidth(by: percent)
        var sum = 0
        for (position, contributions) in sorted.enumerated() {
            sum = sum &+ contributions
            let held = sum.multipliedFullWidth(by: 100)
            if held.high > wanted.high || (held.high == wanted.high && held.low >= wanted.low) { return position + 1 }
        }
        return 0
    }
}

/// On how few people and organisations a project depends.
package struct DependencyFacts: Sendable, Hashable {
    /// *Contributor Absence Factor* by commits that are no merges.
    package var byCommits: AbsenceFactor
    package var byCommitsLast365Days: AbsenceFactor
    /// By lines added and deleted; generated and imported files count like others.
    package var byLines: AbsenceFactor
    package var byLinesLast365Days: AbsenceFactor
    /// Commits whose changed lines are unknown, because their contents are missing from the clone.
    package var commitsWithoutLines: Int
    /// People who hold 51 % of the last 365 days' commits, for LFX.
    package var lfxContributors: AbsenceFactor
    /// *Elephant Factor* by commits of people whose address names an organisation, see ``Affiliations``.
    package var elephant: AbsenceFactor
    package var elephantLast365Days: AbsenceFactor
    /// Organisations with 51 % of the last 365 days' commits, for LFX.
    package var lfxOrganisations: AbsenceFactor
    /// Commits whose author's address names an organisation, of all: what the elephant factors can see.
    package var affiliated: Share
    package var affiliatedLast365Days: Share
    /// *Organizational Diversity*: the organisations with most commits, at most 20.
    package var organisations: [AbsenceFactor.Holder]
    package var organisationCount: Int
    package var organisationCountLast365Days: Int
    /// Organisations of the fifteen people with most commits, for the criticality score.
    package var leadingOrganisations: Int

    init(_ index: HistoryIndex, tallies: ContributionTallies) {
        let humans = tallies.people.indices.map(Int32.init).filter { index.identities.isHuman($0) }
        let holders = { (amount: (ContributionTallies.Tally) -> Int) in
            humans.compactMap { identity -> AbsenceFactor.Holder? in
                let count = amount(tallies.people[Int(identity)])
                guard count > 0 else { return nil }
                return AbsenceFactor.Holder(name: tallies.person(identity).name, contributions: count)
            }
        }
        let lastYear = holders { $0.lastYear.commits }
        byCommits = AbsenceFactor(of: holders { $0.all.commits })
        byCommitsLast365Days = AbsenceFactor(of: lastYear)
        byLines = AbsenceFactor(of: holders { $0.all.lines })
        byLinesLast365Days = AbsenceFactor(of: holders { $0.lastYear.lines })
        commitsWithoutLines = tallies.commitsWithoutLines
        lfxContributors = AbsenceFactor(of: lastYear, percent: 51)

        let all = tallies.organisations.map { AbsenceFactor.Holder(name: $0.key, contributions: $0.value.all) }
        let recent = tallies.organisations.filter { $0.value.lastYear > 0 }
            .map { AbsenceFactor.Holder(name: $0.key, contributions: $0.value.lastYear) }
        elephant = AbsenceFactor(of: all)
        elephantLast365Days = AbsenceFactor(of: recent)
        lfxOrganisations = AbsenceFactor(of: recent, percent: 51)
        let apart = tallies.unaffiliated.values.reduce((0, 0)) { ($0.0 + $1.all, $0.1 + $1.lastYear) }
        affiliated = Share(elephant.total, of: elephant.total + apart.0)
        affiliatedLast365Days = Share(elephantLast365Days.total, of: elephantLast365Days.total + apart.1)
        organisations = Array(
            all.sorted {
                $0.contributions == $1.contributions ? $0.name < $1.name : $0.contributions > $1.contributions
            }.prefix(20))
        organisationCount = all.count
        organisationCountLast365Days = recent.count
        let leaders = tallies.ranked(by: \.all) { index.identities.isHuman($0) }.prefix(15)
        let names = leaders.compactMap { MailDomain(email: tallies.person($0).email).organisation }
        leadingOrganisations = Set(names).count
    }
}
