// SPDX-License-Identifier: Apache-2.0
import Wire

extension TakeoverSignals {
    /// People with rights who began to use an address of another domain in the last year. A forge's own addresses are left out.
    static func changedAddresses(_ scene: TakeoverScene) -> [Observation] {
        let index = scene.index
        var firstUse: [Int32: Int32] = [:]
        for position in index.byTime {
            let author = index.history.commits[Int(position)].author
            if firstUse[author] == nil { firstUse[author] = position }
        }
        return scene.firstAct.indices.compactMap { number -> Observation? in
            let identity = Int32(number)
            guard scene.hasRights(identity, at: scene.end), index.identities.isHuman(identity) else { return nil }
            let members = index.identities.members[number].filter { firstUse[$0] != nil }
            let byUse = members.sorted { left, right in
                let (one, other) = (firstUse[left] ?? 0, firstUse[right] ?? 0)
                return index.time(one) == index.time(other)
                    ? one > other : index.time(one) < index.time(other)
            }
            var domains: Set<String> = []
            for member in byUse {
                let email = index.history.people[Int(member)].email
                guard ForgeAddress(email: email) == nil, let domain = domain(email), let use = firstUse[member] else {
                    continue
                }
                let isNew = domains.insert(domain).inserted && domains.count > 1
                let time = index.time(use)
                guard isNew, scene.end - time < 365 * Calendar.day, scene.commits(by: identity, before: time) >= 20
                else { continue }
                let name = scene.name(identity)
                return Observation(
                    .changedAddress, .low, at: time, of: name,
                    "\(name) first committed from an address at \(TakeoverScene.printable(domain)) on "
                        + "\(TakeoverScene.date(time)), after \(scene.commits(by: identity, before: time)) commits from "
                        + "others.",
                    harmless:
                        "People change employers and mail providers; names and addresses in commits are claims that "
                        + "only a signature confirms.",
                    evidence: [scene.evidence(use, note: "first commit from the address")])
            }
            return nil
        }
    }

    private static func domain(_ email: String) -> String? {
        switch MailDomain(email: email) {
        case .organisation(let name), .provider(let name): name
        case .unknown: nil
        }
    }

    /// Commits of the last two years that are older than their parents by more than a day, written more than a day after they
    /// were committed, or later than the point in time that is asked about.
    static func oddClocks(_ scene: TakeoverScene) -> [Observation] {
        let index = scene.index
        var backwards: [Int32] = []
        var ahead: [Int32] = []
        for position in index.byTime where scene.end - index.time(position) < TakeoverScene.lookback {
            let newest = index.parents(position).map { index.time($0) }.max() ?? Int64.min
            if newest > index.time(position) + Calendar.day { backwards.append(position) }
            let written = Instant(seconds: index.history.commits[Int(position)].authorTime).seconds
            if written > index.time(position) + Calendar.day { ahead.append(position) }
        }
        var future = index.history.commits.indices.map(Int32.init).filter {
            index.time($0) > scene.end + Calendar.day
        }
        // Who asks of a day before the newest commits finds them later by right; a clock that runs ahead makes few.
        let isHeadLater = index.mainline.first.map { index.time($0) > scene.end + Calendar.day } ?? false
        if isHeadLater, future.count > 10 { future = [] }
        let parts = [
            (backwards, "older than their parents"), (ahead, "written after they were committed"),
            (future, "later than the day in question"),
        ].filter { !$0.0.isEmpty }
        guard let last = parts.flatMap(\.0).max(by: { index.time($0) < index.time($1) }) else { return [] }
        let texts = parts.map { "\($0.0.count) \($0.1)" }
        return [
            Observation(
                .oddClock, .low, at: index.time(last),
                "Commits whose clocks do not fit, by more than a day: \(texts.joined(separator: ", ")).",
                harmless: "Clocks are wrong now and then, and imports from other systems keep odd times.",
                evidence: parts.flatMap { part in part.0.suffix(4).map { scene.evidence($0, note: part.1) } }
                    .sorted { $0.time < $1.time })
        ]
    }
}
