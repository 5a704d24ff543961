// SPDX-License-Identifier: Apache-2.0
package import Wire

/// Who acts for the project: people who released, merged on the main line, or committed what others wrote.
package struct MaintainerFacts: Sendable, Hashable {
    /// Those with an act in the last 365 days first, then by acts.
    package var maintainers: [Maintainer] = []
    package var activeLast365Days = 0
    /// Commits of the last 365 days reached the project, and the history does not tell through whom (the forge committed them and tags
    /// name nobody): how many are active is then unknown, not none.
    package var isUnseen = false
    /// Releases of which the history does not tell who made them.
    package var releasesByUnknown = 0

    package struct Maintainer: Sendable, Hashable {
        package var identity: Int32
        package var name: String
        package var email: String
        package var releases: Int
        package var merges: Int
        package var commitsOfOthers: Int
        package var actsLast365Days: Int
        package var firstAct: Instant
        package var lastAct: Instant

        package var acts: Int { releases + merges + commitsOfOthers }
    }
}

/// One thing that only somebody with rights in the project does.
struct MaintainerAct: Sendable, Hashable {
    enum Kind: Sendable, Hashable { case release, merge, commitOfOther }

    var kind: Kind
    var identity: Int32
    var time: Int64
    var commit: ObjectID
    /// The tag's name, or the commit's subject.
    var release: String?
}

extension HistoryIndex {
    /// In time order. A merge counts on the main line alone: everybody merges in a branch of one's own.
    func maintainerActs() -> [MaintainerAct] {
        var acts: [MaintainerAct] = []
        for release in releases {
            guard let maker = release.maker else { continue }
            acts.append(
                MaintainerAct(
                    kind: .release, identity: maker, time: release.time, commit: release.commit, release: release.name))
        }
        for position in byTime {
            let author = author(position)
            if isMerge(position) {
                guard landing[Int(position)] == position, identities.isHuman(author) else { continue }
                acts.append(
                    MaintainerAct(
                        kind: .merge, identity: author, time: time(position),
                        commit: history.commits[Int(position)].id))
                continue
            }
            let committer = committer(position)
            guard committer != author, identities.isHuman(committer), identities.isHuman(author) else { continue }
            acts.append(
                MaintainerAct(
                    kind: .commitOfOther, identity: committer, time: time(position),
                    commit: history.commits[Int(position)].id))
        }
        return acts.enumerated()
            .sorted { $0.element.time == $1.element.time ? $0.offset < $1.offset : $0.element.time < $1.element.time }
            .map(\.element)
    }
}

extension MaintainerFacts {
    init(_ index: HistoryIndex, acts: [MaintainerAct], tallies: ContributionTallies) {
        let year = index.asOf.adding(seconds: -365 * Calendar.day).seconds
        var found: [Int32: Maintainer] = [:]
        for act in acts {
            var maintainer =
                found[act.identity]
                ?? Maintainer(
                    identity: act.identity, name: tallies.person(act.identity).name,
                    email: tallies.person(act.identity).email, releases: 0, merges: 0, commitsOfOthers: 0,
                    actsLast365Days: 0, firstAct: Instant(seconds: act.time), lastAct: Instant(seconds: act.time))
            switch act.kind {
            case .release: maintainer.releases += 1
            case .merge: maintainer.merges += 1
            case .commitOfOther: maintainer.commitsOfOthers += 1
            }
            if act.time > year { maintainer.actsLast365Days += 1 }
            maintainer.lastAct = Instant(seconds: act.time)
            found[act.identity] = maintainer
        }
        maintainers = found.values.sorted { left, right in
            if left.actsLast365Days != right.actsLast365Days { return left.actsLast365Days > right.actsLast365Days }
            return left.acts == right.acts ? left.identity < right.identity : left.acts > right.acts
        }
        activeLast365Days = maintainers.count { $0.actsLast365Days > 0 }
        isUnseen = activeLast365Days == 0 && !index.lastDays(365).isEmpty
        releasesByUnknown = index.releases.count { $0.maker == nil }
    }
}
