// SPDX-License-Identifier: Apache-2.0
import Wire

extension TakeoverSignals {
    /// People who made their first release less than two years after their first commit, in a project that others had released
    /// before. Much attention where the others have not released since.
    static func newReleaseMakers(_ scene: TakeoverScene) -> [(maker: Int32, observation: Observation)] {
        let releases = scene.index.releases.filter { $0.maker != nil }
        // By the first release of each, so that those who released before somebody are the beginning.
        var order: [Int32] = []
        var firstTimes: [Int64] = []
        var firstUse: [String: Int64] = [:]
        var known: Set<Int32> = []
        for release in releases {
            guard let maker = release.maker else { continue }
            if known.insert(maker).inserted {
                order.append(maker)
                firstTimes.append(release.time)
            }
            if let key = scene.key(release), firstUse[key] == nil { firstUse[key] = release.time }
        }
        // For so many of the first makers, the three that released last: the others may be long gone.
        var latest: [[Int32]] = [[]]
        for maker in order {
            let all = (latest[latest.count - 1] + [maker]).sorted {
                (scene.lastRelease($0), $1) > (scene.lastRelease($1), $0)
            }
            latest.append(Array(all.prefix(3)))
        }
        let nameless = scene.index.releases.filter { $0.maker == nil }
        let firstCandidate = releases.first { $0.version.isPreRelease }?.time ?? .max
        return order.compactMap { maker in
            guard let own = scene.releasesOf[maker], let first = own.first else { return nil }
            let came = min(scene.seen[Int(maker)].first, first.time)
            // None of their own is before their first.
            let before = releases[..<releases.partitionPoint { $0.time >= first.time }]
            let since = releases.count - before.count - own.count
            let wait = first.time - came
            // A key that signed before is a better witness than a name: somebody known, under another one.
            if let key = scene.key(first), let use = firstUse[key], use < first.time { return nil }
            guard scene.end - first.time < TakeoverScene.lookback, wait < TakeoverScene.lookback, before.count >= 3,
                came - scene.start >= 365 * Calendar.day
            else { return nil }
            let earlier = firstTimes.partitionPoint { $0 >= first.time }
            let isAlone = since == 0
            let isQuick = wait < 90 * Calendar.day
            let attention: Observation.Attention =
                isAlone && (own.count >= 3 || isQuick && own.count >= 2)
                ? .high : isAlone || isQuick || since < own.count ? .medium : .low
            let name = scene.name(maker)
            let candidates = firstCandidate < first.time ? ", candidates among them," : ""
            let later = nameless.count - nameless.partitionPoint { $0.time > first.time }
            let untold = later > 0 ? ", and of \(later) more the history does not tell by whom" : ""
            let tally =
                "\(TakeoverScene.count(before.count, "release")) before\(candidates) "
                + (before.count == 1 ? "was" : "were")
                + " made by \(scene.names(latest[earlier], of: earlier)); since then \(name) made "
                + "\(TakeoverScene.count(own.count, "release")) and others made "
                + (since == 0 ? "none" : "\(since)") + untold
            let sentence =
                "\(TakeoverScene.printable(first.name)) of \(TakeoverScene.date(first.time)) is the first release made by "
                + "\(name), \(TakeoverScene.days(wait)) after the first commit under that name; the \(tally)."
            var evidence: [Observation.Evidence] = []
            if let commit = scene.written[Int(maker)].first {
                evidence.append(scene.evidence(commit, note: "first commit by \(name)"))
            }
            if let last = before.last {
                evidence.append(scene.evidence(last, note: "last release before, by \(scene.names([last.maker ?? 0]))"))
            }
            evidence.append(scene.evidence(first, note: "first release by \(name)"))
            for release in own.dropFirst().suffix(8) {
                evidence.append(scene.evidence(release, note: "release by \(name)"))
            }
            return (
                maker,
                Observation(
                    .newReleaseMaker, attention, at: first.time, of: name, sentence,
                    harmless:
                        "A project that finds a new maintainer hands over its releases in this way: an announcement by "
                        + "those who released before, and releases built in public, would say so. Or somebody known for "
                        + "long goes by another name and address now.",
                    evidence: evidence)
            )
        }
    }

    /// People who got to commit what others wrote, to merge, or to commit on their own after others did it for them, within a
    /// year of their first commit or with few commits of their own.
    static func quickCommitRights(_ scene: TakeoverScene) -> [Observation] {
        let index = scene.index
        let othersBefore = othersBefore(scene)
        return scene.firstAct.indices.compactMap { position -> Observation? in
            let identity = Int32(position)
            guard let act = scene.firstAct[position], scene.end - act < TakeoverScene.lookback,
                index.identities.isHuman(identity)
            else { return nil }
            let first = min(scene.seen[position].first, act)
            let earlier = scene.commits(by: identity, before: act)
            guard first - scene.start >= 365 * Calendar.day, act - first < 365 * Calendar.day || earlier < 10 else {
                return nil
            }
            let mine = scene.actsOf[position].prefix(5).map { scene.acts[$0] }
            let ownPush = scene.written[position].first {
                index.time($0) == act && index.committer($0) == identity
            }
            // One merge or one picked commit says little.
            guard mine.count >= 3 || ownPush != nil else { return nil }
            let others = othersBefore[position]
            // Early acts of everybody look like this in a young or busy project.
            guard others <= 5 else { return nil }
            let name = scene.name(identity)
            let sentence =
                "\(name) first acted with commit rights on \(TakeoverScene.date(act)), "
                + "\(TakeoverScene.days(act - first)) after the first commit under that name and with "
                + "\(TakeoverScene.count(earlier, "earlier commit")); in the year before, "
                + (others == 0 ? "nobody else" : TakeoverScene.count(others, "other person").replacingPersons)
                + " did."
            var evidence: [Observation.Evidence] = []
            if let commit = scene.written[position].first {
                evidence.append(scene.evidence(commit, note: "first commit by \(name)"))
            }
            if let ownPush { evidence.append(scene.evidence(ownPush, note: "first commit committed alone")) }
            for act in mine { evidence.append(scene.evidence(act)) }
            return Observation(
                .quickCommitRights, others <= 2 ? .medium : .low, at: act, of: name, sentence,
                harmless: "People who were trusted elsewhere, or work with the maintainers, get rights quickly.",
                evidence: evidence.sorted { $0.time < $1.time })
        }
    }

    /// By identity, how many others acted in the year before they first did: one walk over the acts with the year behind it.
    private static func othersBefore(_ scene: TakeoverScene) -> [Int] {
        var others = Array(repeating: 0, count: scene.firstAct.count)
        let firsts = scene.firstAct.enumerated().compactMap { identity, time in time.map { (identity, $0) } }
            .sorted { $0.1 < $1.1 }
        var active: [Int32: Int] = [:]
        var (oldest, next) = (0, 0)
        for (identity, time) in firsts {
            while next < scene.acts.count, scene.acts[next].time < time {
                active[scene.acts[next].identity, default: 0] += 1
                next += 1
            }
            while oldest < next, time - scene.acts[oldest].time >= 365 * Calendar.day {
                let leaving = scene.acts[oldest].identity
                let left = (active[leaving] ?? 1) - 1
                active[leaving] = left == 0 ? nil : left
                oldest += 1
            }
            others[identity] = active.count - (active[Int32(identity)] == nil ? 0 : 1)
        }
        return others
    }

    /// Somebody of the last year writes most of what is written, and who wrote most of it before has fallen silent.
    static func newcomerLeads(_ scene: TakeoverScene) -> [Observation] {
        let index = scene.index
        let recent = index.lastDays(90).filter {
            !index.isMerge($0) && index.identities.isHuman(index.author($0))
        }
        var counts: [Int32: Int] = [:]
        for position in recent { counts[index.author(position), default: 0] += 1 }
        guard let newcomer = counts.keys.sorted().max(by: { (counts[$0] ?? 0) < (counts[$1] ?? 0) }),
            let count = counts[newcomer], count >= 5, count * 2 >= recent.count
        else { return [] }
        let came = scene.seen[Int(newcomer)].first
        guard scene.end - came < 365 * Calendar.day, came - scene.start >= 365 * Calendar.day else { return [] }
        let before = scene.written.map { positions in positions.count { index.time($0) < came } }
        let total = before.reduce(0, +)
        guard let leader = before.indices.max(by: { before[$0] < before[$1] }), before[leader] * 10 >= total * 3,
            total > 0
        else { return [] }
        let silence = scene.end - scene.seen[leader].last
        guard silence > 180 * Calendar.day else { return [] }
        let name = scene.name(newcomer)
        let acts = scene.actsOf[Int(newcomer)].prefix(4).map { scene.acts[$0] }
        let sentence =
            "\(name), whose first commit is of \(TakeoverScene.date(came)), wrote \(count) of the "
            + "\(TakeoverScene.count(recent.count, "commit")) of the 90 days before \(TakeoverScene.date(scene.end)); \(scene.name(Int32(leader))), who wrote "
            + "\(TakeoverScene.percent(Share(before[leader], of: total))) of all before, has committed nothing since "
            + "\(TakeoverScene.date(scene.seen[leader].last))."
        var evidence: [Observation.Evidence] = []
        if let last = scene.written[leader].last(where: { index.time($0) < came }) {
            evidence.append(scene.evidence(last, note: "last commit by \(scene.name(Int32(leader)))"))
        }
        for position in scene.written[Int(newcomer)].prefix(3) {
            evidence.append(scene.evidence(position, note: "commit by \(name)"))
        }
        for act in acts { evidence.append(scene.evidence(act)) }
        return [
            Observation(
                .newcomerLeads, acts.isEmpty ? .medium : .high, at: came, of: name, sentence,
                harmless:
                    "A maintainer who moves on may pass the project to somebody who asked for it; a word from them in "
                    + "the project's own channels would show it.",
                evidence: evidence.sorted { $0.time < $1.time })
        ]
    }

    /// After half a year without a commit, somebody new writes most of what comes.
    static func revivedProject(_ scene: TakeoverScene) -> [Observation] {
        let index = scene.index
        let human = index.byTime.filter { index.identities.isHuman(index.author($0)) }
        guard human.count > 5 else { return [] }
        for place in (1..<human.count).reversed() {
            let (before, after) = (human[place - 1], human[place])
            let gap = index.time(after) - index.time(before)
            guard scene.end - index.time(after) < TakeoverScene.lookback else { return [] }
            guard gap >= 180 * Calendar.day else { continue }
            let since = human[place...].filter { !index.isMerge($0) }
            var counts: [Int32: Int] = [:]
            for position in since { counts[index.author(position), default: 0] += 1 }
            guard let reviver = counts.keys.sorted().max(by: { (counts[$0] ?? 0) < (counts[$1] ?? 0) }),
                let count = counts[reviver], count >= 5, count * 2 >= since.count,
                scene.seen[Int(reviver)].first >= index.time(after) - 30 * Calendar.day
            else { return [] }
            let name = scene.name(reviver)
            let old = Set(human[..<place].map { index.author($0) })
            let isJoined = since.contains { old.contains(index.author($0)) }
            return [
                Observation(
                    .revivedProject, isJoined ? .low : .medium, at: index.time(after), of: name,
                    "After \(TakeoverScene.days(gap)) without a commit the project moves again since "
                        + "\(TakeoverScene.date(index.time(after))); \(name), unknown to it before, wrote \(count) of the "
                        + "\(TakeoverScene.count(since.count, "commit")) since.",
                    harmless:
                        "Dormant projects are revived by people who need them, often with the blessing of the old "
                        + "maintainers.",
                    evidence: [
                        scene.evidence(before, note: "last commit before the pause"),
                        scene.evidence(after, note: "first commit after it"),
                    ])
            ]
        }
        return []
    }
}

extension MaintainerAct.Kind {
    var note: String {
        switch self {
        case .release: "release"
        case .merge: "merge on the main line"
        case .commitOfOther: "commit of what another person wrote"
        }
    }
}

extension String {
    /// `2 other persons` reads better as `2 other people`.
    fileprivate var replacingPersons: String {
        hasSuffix("persons") ? dropLast("persons".utf8.count) + "people" : self
    }
}
