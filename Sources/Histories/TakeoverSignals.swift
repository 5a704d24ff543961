// SPDX-License-Identifier: Apache-2.0
package import Wire

/// Observations about who gained rights in a project, how fast, and what they did with them: the patterns of xz (2024) and
/// event-stream (2018), where a newcomer took over the releases and changed what they contain.
///
/// Every rule reads the history as it stood at `asOf`, so that any point of the past can be asked. What lies further back than
/// two years is left to the past.
package enum TakeoverSignals {
    /// No history gives more than this; those with least attention are left out first.
    package static let mostObservations = 100

    /// The most attention first, then the newest, then by kind and sentence.
    package static func observations(_ history: History, asOf: Instant) -> [Observation] {
        observations(HistoryIndex(history, asOf: asOf))
    }

    package static func observations(_ index: HistoryIndex) -> [Observation] {
        let scene = TakeoverScene(index)
        let makers = newReleaseMakers(scene)
        var found = makers.map(\.observation)
        found += quickCommitRights(scene)
        found += newcomerLeads(scene)
        found += changedSigners(scene, reported: Set(makers.map(\.maker)))
        found += unsignedReleases(scene)
        found += changesByNewcomers(scene)
        found += revivedProject(scene)
        found += changedAddresses(scene)
        found += oddClocks(scene)
        found.sort { left, right in
            if left.attention != right.attention { return left.attention > right.attention }
            if left.time != right.time { return left.time > right.time }
            if left.kind != right.kind { return left.kind.rawValue < right.kind.rawValue }
            return left.sentence < right.sentence
        }
        return Array(found.prefix(mostObservations))
    }
}

/// What the rules ask of a history.
struct TakeoverScene {
    let index: HistoryIndex
    /// By identity, when they first and last wrote or committed something; the last is before the first for those who did not.
    private(set) var seen: [(first: Int64, last: Int64)]
    /// By identity, the commits they wrote that are no merges, in time order.
    private(set) var written: [[Int32]]
    /// By identity, when they first acted for the project, see ``MaintainerAct``; nil for those who never did.
    private(set) var firstAct: [Int64?]
    let acts: [MaintainerAct]
    /// By identity, their places in ``acts``, ascending.
    private(set) var actsOf: [[Int]]
    /// By identity, the releases they made, in time order.
    private(set) var releasesOf: [Int32: [Release]] = [:]
    let start: Int64
    let end: Int64
    /// By identity, the name and address that their commits carry most.
    private let people: [Person]

    static let lookback: Int64 = 730 * Calendar.day

    init(_ index: HistoryIndex) {
        self.index = index
        let count = index.identities.members.count
        var seen = Array(repeating: (first: Instant.latest.seconds, last: Instant.earliest.seconds), count: count)
        var written = Array(repeating: [Int32](), count: count)
        for position in index.byTime {
            let time = index.time(position)
            let author = Int(index.author(position))
            for identity in [author, Int(index.committer(position))] {
                seen[identity] = (min(seen[identity].first, time), max(seen[identity].last, time))
            }
            if !index.isMerge(position) { written[author].append(position) }
        }
        var firstAct = Array(repeating: Int64?.none, count: count)
        acts = index.maintainerActs()
        var actsOf = Array(repeating: [Int](), count: count)
        for (place, act) in acts.enumerated() {
            actsOf[Int(act.identity)].append(place)
            if firstAct[Int(act.identity)] == nil { firstAct[Int(act.identity)] = act.time }
        }
        self.actsOf = actsOf
        for release in index.releases {
            if let maker = release.maker { releasesOf[maker, default: []].append(release) }
        }
        // Who used to hand in commits that others committed and now commits alone has rights, whatever else they did.
        for identity in 0..<count {
            guard let own = Self.firstOwnCommit(written[identity], index) else { continue }
            firstAct[identity] = min(firstAct[identity] ?? own, own)
        }
        self.seen = seen
        self.written = written
        self.firstAct = firstAct
        start = index.byTime.first.map { index.time($0) } ?? index.asOf.seconds
        end = index.asOf.seconds
        let authored = index.authoredCounts()
        people = (0..<Int32(count)).map { index.person($0, authored: authored) }
    }

    /// The first commit on the main line that somebody both wrote and committed, after at least three that another person
    /// committed for them.
    private static func firstOwnCommit(_ written: [Int32], _ index: HistoryIndex) -> Int64? {
        var handedIn = 0
        for position in written {
            let (author, committer) = (index.author(position), index.committer(position))
            if committer != author {
                if index.identities.isHuman(committer) { handedIn += 1 }
            } else if handedIn >= 3, index.landing[Int(position)] == position {
                return index.time(position)
            }
        }
        return nil
    }

    /// Somebody without whom the project lived for at least a year, and who first acted for it, or first came, less than two
    /// years before `time`.
    func isNew(_ identity: Int32, at time: Int64) -> Bool {
        let first = seen[Int(identity)].first
        guard index.identities.isHuman(identity), seen[Int(identity)].last >= first, first - start >= 365 * Calendar.day
        else {
            return false
        }
        guard let act = firstAct[Int(identity)], act <= time else { return time - first < 365 * Calendar.day }
        return time - act < Self.lookback
    }

    /// The key that a release's tag states, if any.
    func key(_ release: Release) -> String? {
        release.tag.flatMap { index.history.tags[Int($0)].signingKey }
    }

    func hasRights(_ identity: Int32, at time: Int64) -> Bool {
        firstAct[Int(identity)].map { $0 <= time } ?? false
    }

    /// Commits by `identity` before `time`, merges left out.
    func commits(by identity: Int32, before time: Int64) -> Int {
        written[Int(identity)].partitionPoint { index.time($0) >= time }
    }

    func name(_ identity: Int32) -> String {
        let person = people[Int(identity)]
        let name = Self.printable(person.name)
        return name.isEmpty ? Self.printable(person.email) : name
    }

    /// When somebody released last, of all releases.
    func lastRelease(_ maker: Int32) -> Int64 { releasesOf[maker]?.last?.time ?? .min }

    /// `a, b and 3 others`
    ///
    /// - Parameter count: how many there are, where `identities` are the first of them.
    func names(_ identities: [Int32], of count: Int? = nil) -> String {
        let shown = identities.prefix(3).map(name)
        let rest = (count ?? identities.count) - shown.count
        if rest > 0 { return shown.joined(separator: ", ") + " and \(rest) others" }
        guard shown.count > 1, let last = shown.last else { return shown.first ?? "nobody" }
        return shown.dropLast().joined(separator: ", ") + " and " + last
    }

    /// Without characters that steer a terminal or turn the reading direction, at most 80 characters.
    static func printable(_ text: String) -> String {
        var scalars = String.UnicodeScalarView()
        for scalar in text.unicodeScalars.prefix(80) {
            switch scalar.properties.generalCategory {
            case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator:
                scalars.append("\u{FFFD}")
            default:
                scalars.append(scalar)
            }
        }
        return String(scalars)
    }

    /// `2024-02-23`
    static func date(_ time: Int64) -> String { String(Instant(seconds: time).rfc3339.prefix(10)) }

    /// `on 2024-02-23`, `between 2024-02-23 and 2024-03-09`
    static func span(_ first: Int64, _ last: Int64) -> String {
        date(first) == date(last) ? "on \(date(first))" : "between \(date(first)) and \(date(last))"
    }

    /// `1 day`, `203 days`
    static func days(_ seconds: Int64) -> String {
        seconds < Calendar.day ? "less than a day" : count(Int(seconds / Calendar.day), "day")
    }

    static func count(_ number: Int, _ word: String) -> String { "\(number) \(word)\(number == 1 ? "" : "s")" }

    /// `17 %`
    static func percent(_ share: Share) -> String { "\(share.percent ?? 0) %" }

    func evidence(_ position: Int32, path: Int32? = nil, note: String) -> Observation.Evidence {
        let commit = index.history.commits[Int(position)]
        return Observation.Evidence(
            commit: commit.id, time: Instant(seconds: commit.commitTime),
            path: path.map { index.history.paths[Int($0)] }, note: note)
    }

    func evidence(_ act: MaintainerAct) -> Observation.Evidence {
        Observation.Evidence(
            commit: act.commit, time: Instant(seconds: act.time),
            note: act.kind.note + (act.release.map { " \(Self.printable($0))" } ?? ""))
    }

    func evidence(_ release: Release, note: String) -> Observation.Evidence {
        Observation.Evidence(
            commit: release.commit, tag: release.tag.map { index.history.tags[Int($0)].name }, time: release.instant,
            note: note)
    }
}

extension RandomAccessCollection {
    /// How many elements come before the first that satisfies a condition, where all behind that one satisfy it too. Lists in time
    /// order are searched in this way: people, tags and commits are as many as a history has, and products of them too many.
    func partitionPoint(_ isBehind: (Element) -> Bool) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = low + (high - low) / 2
            if isBehind(self[index(startIndex, offsetBy: middle)]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}

extension Observation {
    init(
        _ kind: Kind, _ attention: Attention, at time: Int64, of person: String? = nil, _ sentence: String,
        harmless: String, evidence: [Evidence]
    ) {
        self.kind = kind
        self.attention = attention
        self.time = Instant(seconds: time)
        self.person = person
        self.sentence = sentence
        self.harmless = harmless
        self.evidence = Array(evidence.prefix(Self.mostEvidence))
    }
}
