// SPDX-License-Identifier: Apache-2.0
package import Histories
package import Wire

/// What checks ask of a history, worked out in a few walks over its commits.
package struct HistoryDigest: Sendable, Hashable {
    /// Positions of the newest commits up to the time of the report, newest first, at most ``newestLimit``: what
    /// Scorecard looks at.
    package private(set) var newest: [Int] = []
    /// Of the commits that count, those not later than the time of the report.
    package private(set) var commits = 0
    /// By people, in the last 90 and 365 days.
    package private(set) var commitsIn90Days = 0
    package private(set) var commitsIn365Days = 0
    /// Seconds since 1970; nil where there is no commit.
    package private(set) var firstCommit: Int64?
    package private(set) var lastCommit: Int64?
    /// Organisations that the mail addresses of people with at least five commits name, see ``Affiliations``. Those with more
    /// people first, then with more commits.
    package private(set) var organisations: [Organisation] = []
    /// Domains that one person alone writes from: an employer's as well as their own.
    package private(set) var loneDomains: [String] = []
    /// People with at least five commits whose addresses name no organisation.
    package private(set) var unaffiliated = 0
    /// For every identity, whether it merged, or committed what another wrote.
    package private(set) var looksAfter: [Bool] = []
    /// Newest first, at most ``releaseLimit``, without pre-releases where there are others.
    package private(set) var releases: [ReleaseTag] = []
    /// Those that made a commit, the one with the newest first.
    package private(set) var updaters: [Updater] = []
    package var updater: Updater? { updaters.first }
    package private(set) var profile = ProjectProfile()
    /// The commits are not all there are.
    package private(set) var isPartial = false
    /// For every index into the history's people, who it is.
    package private(set) var identity: [Int32] = []
    package private(set) var isHuman: [Bool] = []

    package static let newestLimit = 30
    package static let releaseLimit = 5
    /// How many commits make a contributor whose organisation counts.
    static let fewestCommits = Affiliations.fewestCommits
    static let day: Int64 = 86_400

    package struct Organisation: Sendable, Hashable {
        package var name: String
        package var people: Int
        package var commits: Int
    }

    package struct ReleaseTag: Sendable, Hashable {
        package var name: String
        package var signature: SignatureKind
        package var isAnnotated: Bool
    }

    /// A program that sends updates of dependencies.
    package struct Updater: Sendable, Hashable {
        package var name: String
        package var commits: Int
        /// Position of its newest commit.
        package var newest: Int
        package var lastCommit: Int64
    }

    /// - Parameter identities: those of the history's people; nil to have them told apart here.
    package init(_ history: History, asOf: Instant, identities: Identities? = nil) {
        let now = asOf.seconds
        let identities = identities ?? Identities(history.people)
        identity = identities.identity
        isHuman = identities.members.indices.map { identities.isHuman(Int32($0)) }
        isPartial = history.isPartial
        let names = history.people.map(BotAccount.updater)
        var total = Array(repeating: 0, count: identities.members.count)
        var recent = total
        looksAfter = Array(repeating: false, count: identities.members.count)
        var perPerson = Array(repeating: 0, count: history.people.count)
        for (position, commit) in history.commits.enumerated() where commit.commitTime <= now {
            guard let author = index(commit.author) else { continue }
            commits += 1
            firstCommit = min(firstCommit ?? commit.commitTime, commit.commitTime)
            lastCommit = max(lastCommit ?? commit.commitTime, commit.commitTime)
            keepNewest(position, history)
            if commit.isMerge { looksAfter[author] = true }
            if let committer = index(commit.committer), committer != author { looksAfter[committer] = true }
            if isHuman[author] {
                total[author] += 1
                perPerson[Int(commit.author)] += 1
                if commit.commitTime > now - 365 * HistoryDigest.day {
                    recent[author] += 1
                    commitsIn365Days += 1
                }
                if commit.commitTime > now - 90 * HistoryDigest.day { commitsIn90Days += 1 }
            } else if let name = names[Int(commit.author)] {
                count(name, position, commit.commitTime)
            }
        }
        updaters.sort { ($1.lastCommit, $0.newest) < ($0.lastCommit, $1.newest) }
        readOrganisations(history, identities, total: total, perPerson: perPerson)
        readReleases(history, now)
        profile = ProjectProfile(digest: self, total: total, recent: recent, now: now)
        if let writer = profile.writer {
            let most = identities.members[writer].max { perPerson[Int($0)] < perPerson[Int($1)] }
            profile.writerName = most.map { history.people[Int($0)].name } ?? ""
        }
    }

    /// Where not all commits since a time may be known: when a clone without its oldest commits begins, or nil where that
    /// is before the time.
    func lowerBound(since time: Int64) -> Int64? {
        guard isPartial else { return nil }
        guard let firstCommit else { return time }
        return firstCommit > time ? firstCommit : nil
    }

    /// The identity of a person, as an index; nil where the history breaks its promise.
    func index(_ person: Int32) -> Int? {
        identity.indices.contains(Int(person)) ? Int(identity[Int(person)]) : nil
    }

    private mutating func keepNewest(_ position: Int, _ history: History) {
        let time = history.commits[position].commitTime
        if newest.count == HistoryDigest.newestLimit, let last = newest.last,
            history.commits[last].commitTime >= time
        {
            return
        }
        let place = newest.firstIndex { history.commits[$0].commitTime < time } ?? newest.endIndex
        newest.insert(position, at: place)
        if newest.count > HistoryDigest.newestLimit { newest.removeLast() }
    }

    private mutating func count(_ name: String, _ position: Int, _ time: Int64) {
        guard let index = updaters.firstIndex(where: { $0.name == name }) else {
            updaters.append(Updater(name: name, commits: 1, newest: position, lastCommit: time))
            return
        }
        updaters[index].commits += 1
        if time > updaters[index].lastCommit {
            updaters[index].newest = position
            updaters[index].lastCommit = time
        }
    }

    private mutating func readOrganisations(
        _ history: History, _ identities: Identities, total: [Int], perPerson: [Int]
    ) {
        let affiliations = Affiliations(history.people, identities, commits: perPerson)
        var found: [String: Organisation] = [:]
        var domains: [[String]] = Array(repeating: [], count: identities.members.count)
        for (identity, members) in identities.members.enumerated() where isHuman[identity] {
            var named: [String: Int] = [:]
            for member in members where perPerson[Int(member)] > 0 {
                guard let name = MailDomain(email: history.people[Int(member)].email).organisation else { continue }
                named[name, default: 0] += perPerson[Int(member)]
            }
            domains[identity] = named.keys.sorted()
            let isContributor = total[identity] >= HistoryDigest.fewestCommits
            for (name, commits) in named {
                found[name, default: Organisation(name: name, people: 0, commits: 0)].people += 1
                if isContributor { found[name]?.commits += commits }
            }
        }
        var lone: Set<String> = []
        for identity in identities.members.indices
        where isHuman[identity] && total[identity] >= HistoryDigest.fewestCommits {
            guard !domains[identity].contains(where: affiliations.isOrganisation) else { continue }
            unaffiliated += 1
            lone.formUnion(domains[identity].filter { found[$0]?.people == 1 })
        }
        loneDomains = lone.sorted()
        organisations = found.values.filter { $0.commits > 0 && affiliations.isOrganisation($0.name) }
            .sorted { ($1.people, $1.commits, $0.name) < ($0.people, $0.commits, $1.name) }
    }

    private mutating func readReleases(_ history: History, _ now: Int64) {
        var tags: [(tag: TagRecord, isPreRelease: Bool)] = []
        var lone: [Bool] = []
        for tag in history.tags where tag.time <= now {
            guard let version = ReleaseVersion(tag: tag.name) else { continue }
            tags.append((tag, version.isPreRelease))
            lone.append(version.isLoneNumber)
        }
        // `v4` moves along with every release, unless the project counts that way.
        if lone.count(where: { $0 }) * 2 < lone.count {
            tags = zip(tags, lone).filter { !$0.1 }.map(\.0)
        }
        if tags.contains(where: { !$0.isPreRelease }) { tags.removeAll(where: \.isPreRelease) }
        tags.sort { ($1.tag.time, $0.tag.name) < ($0.tag.time, $1.tag.name) }
        releases = tags.prefix(HistoryDigest.releaseLimit).map {
            ReleaseTag(name: $0.tag.name, signature: $0.tag.signature, isAnnotated: $0.tag.isAnnotated)
        }
    }
}

/// What kind of project it is: what may be expected of one differs.
package struct ProjectProfile: Sendable, Hashable {
    /// One person made at least nine in ten commits of the last year, or of all where the year has few.
    package var isSolo = false
    /// Old, released, and with little left to do: fewer than twelve commits in the last year after at least three.
    package var isFinished = false
    /// Who made most of the commits that were counted for ``isSolo``: an index into the identities; nil where nobody did.
    package private(set) var writer: Int?
    package fileprivate(set) var writerName = ""
    /// Of the counted commits, the writer's and all.
    package private(set) var writerCommits = 0
    package private(set) var countedCommits = 0
    /// Whether the last year was counted and not all of the history.
    package private(set) var countsLastYear = false

    package init() {}

    init(digest: HistoryDigest, total: [Int], recent: [Int], now: Int64) {
        countsLastYear = digest.commitsIn365Days >= 20
        let counts = countsLastYear ? recent : total
        let all = counts.reduce(0, +)
        let most = counts.max() ?? 0
        isSolo = all > (digest.isPartial ? 20 : 0) && most * 10 >= all * 9
        writer = most > 0 ? counts.firstIndex(of: most) : nil
        writerCommits = most
        countedCommits = all
        let age = now - (digest.firstCommit ?? now)
        isFinished =
            age >= 3 * 365 * HistoryDigest.day && digest.commits >= 30 && !digest.releases.isEmpty
            && digest.commitsIn365Days < 12
    }

    /// What reasons say of one person's share, in numbers; nil where it is not nearly everything.
    package var note: String? {
        guard isSolo else { return nil }
        let who = writerName.isEmpty ? "One person" : writerName
        if countsLastYear { return "\(who) wrote \(writerCommits) of the last year's \(countedCommits) commits." }
        return "\(who) wrote \(writerCommits) of the \(Words.count(countedCommits, "commit"))."
    }
}

extension ProjectFacts {
    /// The digest of the history; nil where there is no history.
    package var knownDigest: HistoryDigest? {
        digest ?? history.value.map { HistoryDigest($0, asOf: asOf) }
    }
}
