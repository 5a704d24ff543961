// SPDX-License-Identifier: Apache-2.0
import Wire

extension TakeoverSignals {
    /// What people who are new to the project, or new to its rights, changed: binary test files together with the build,
    /// safeguards taken away, dependencies shortly before a release.
    static func changesByNewcomers(_ scene: TakeoverScene) -> [Observation] {
        let index = scene.index
        var kinds = [WatchedPath?](repeating: nil, count: index.history.paths.count)
        var found: [Observation] = []
        for identity in scene.written.indices.map(Int32.init) {
            let recent = scene.written[Int(identity)].filter {
                scene.end - index.time($0) < TakeoverScene.lookback && scene.isNew(identity, at: index.time($0))
            }
            guard !recent.isEmpty else { continue }
            let work = NewcomerWork(scene, identity, recent, &kinds)
            if let observation = binaryTestFiles(work) { found.append(observation) }
            if let observation = safeguardsRemoved(work) { found.append(observation) }
            found += dependenciesBeforeReleases(work)
        }
        return found
    }

    /// The pattern of xz: binary files that tests are said to need, and changes to the build by the same hand within two weeks.
    private static func binaryTestFiles(_ work: NewcomerWork) -> Observation? {
        let scene = work.scene
        let nearby = 14 * Calendar.day
        let paired = work.binaryTests.filter { work.builds.has($0.time, within: nearby) }
        guard let last = paired.last else { return nil }
        // What belongs to the latest such time; earlier ones are counted.
        let cluster = paired.filter { last.time - $0.time <= 30 * Calendar.day }
        guard let first = cluster.first else { return nil }
        let builds = work.builds.filter { cluster.has($0.time, within: nearby) }
        let releases = work.releases.filter { $0.time >= first.time && $0.time - last.time <= 30 * Calendar.day }
        // Somebody who has long been there and releases nothing of it: new samples for new tests.
        guard !releases.isEmpty || !work.isEstablished(at: first.time) else { return nil }
        let hasRights = scene.hasRights(work.identity, at: last.time)
        // Whoever worked on a project for years changes its samples as well; a release of them by the same hand stays what it is.
        let attention: Observation.Attention =
            releases.isEmpty ? hasRights ? .medium : .low : .high
        let files = Set(cluster.map(\.path)).count
        let buildFiles = Set(builds.map(\.path)).count
        var sentence =
            "\(work.name) added or changed \(TakeoverScene.count(files, "binary test file")) "
            + "\(TakeoverScene.span(first.time, last.time)), and within two weeks of it "
            + "\(TakeoverScene.count(buildFiles, "file")) of the build"
        if let one = releases.first, let last = releases.last {
            let dated = { (release: Release) in
                "\(TakeoverScene.printable(release.name)) on \(TakeoverScene.date(release.time))"
            }
            let made =
                switch releases.count {
                case 1: "released \(dated(one))"
                case 2: "released \(dated(one)) and \(dated(last))"
                default: "made \(releases.count) releases from \(dated(one)) to \(dated(last))"
                }
            sentence += ", and " + made
        }
        if paired.count > cluster.count {
            sentence += "; \(paired.count - cluster.count) such changes came earlier"
        }
        let evidence =
            cluster.suffix(6).map { scene.evidence($0.position, path: $0.path, note: "binary test file") }
            + builds.suffix(4).map { scene.evidence($0.position, path: $0.path, note: "build file") }
            + releases.suffix(2).map { scene.evidence($0, note: "release by \(work.name)") }
        return Observation(
            .binaryTestFiles, attention, at: last.time, of: work.name, sentence + ".",
            harmless:
                "Parsers and codecs need binary samples, and new tests must be built: a description of how each sample "
                + "was made, and a build that does not read them, would settle it.",
            evidence: evidence.sorted { $0.time < $1.time })
    }

    private static func safeguardsRemoved(_ work: NewcomerWork) -> Observation? {
        let scene = work.scene
        let removed = work.removedSafeguards.filter { scene.hasRights(work.identity, at: $0.time) }
        guard let first = removed.first, let last = removed.last else { return nil }
        let files = Set(removed.map(\.path)).count
        // One policy that goes is nearly always one that an organisation's projects share from then on.
        if files == 1, first.kind == .security, isPolicy(scene.index.history.paths[Int(first.path)]) { return nil }
        // Security files alone often move to a place that all projects of an organisation share.
        let isDefence = removed.contains { !$0.kind.isDisjoint(with: [.automation, .fuzzing]) }
        return Observation(
            .safeguardRemoved, isDefence ? .medium : .low, at: last.time, of: work.name,
            "\(work.name) removed \(TakeoverScene.count(files, "file")) of automation, fuzzing or security settings "
                + "\(TakeoverScene.span(first.time, last.time)), without a replacement in the same commit.",
            harmless: "Automation moves from one service to another and leaves its old files behind.",
            evidence: removed.suffix(Observation.mostEvidence).map {
                scene.evidence($0.position, path: $0.path, note: "removed")
            })
    }

    private static func isPolicy(_ path: String) -> Bool {
        let name = path.utf8.split(separator: UInt8(ascii: "/")).last.map { String(decoding: Array($0), as: UTF8.self) }
        return name?.lowercased().hasPrefix("security.") ?? false
    }

    /// The pattern of event-stream: a changed list of dependencies, and within two weeks a release by the same hand. Only the
    /// newest two are given.
    private static func dependenciesBeforeReleases(_ work: NewcomerWork) -> [Observation] {
        let scene = work.scene
        let index = scene.index
        let stated = Set(work.releases.compactMap(\.position))
        var found: [Observation] = []
        var earlier = Int64.min
        for release in work.releases {
            defer { earlier = release.time }
            let start = work.manifests.partitionPoint {
                $0.time > earlier && release.time - $0.time <= 14 * Calendar.day
            }
            let end = work.manifests.partitionPoint { $0.time > release.time }
            let changes = work.manifests[min(start, end)..<end].filter { !stated.contains($0.position) }
            guard let change = changes.last else { continue }
            let came = scene.seen[Int(work.identity)].first
            let tenure = change.time - came
            let attention: Observation.Attention =
                tenure < 90 * Calendar.day ? .high : tenure < 365 * Calendar.day ? .medium : .low
            let paths = Set(changes.map(\.path)).map { index.history.paths[Int($0)] }.sorted()
            let shown = paths.prefix(2).map { TakeoverScene.printable($0) }.joined(separator: " and ")
            found.append(
                Observation(
                    .dependencyBeforeRelease, attention, at: release.time, of: work.name,
                    "\(work.name), whose first commit is of \(TakeoverScene.date(came)), changed \(shown) on "
                        + "\(TakeoverScene.date(change.time)) and released \(TakeoverScene.printable(release.name)) on "
                        + "\(TakeoverScene.date(release.time)).",
                    harmless:
                        "Dependencies are brought up to date before a release; compare what was added with what the "
                        + "code uses.",
                    evidence: changes.suffix(8).map {
                        scene.evidence($0.position, path: $0.path, note: "dependencies changed")
                    } + [scene.evidence(release, note: "release by \(work.name)")]))
        }
        return Array(found.suffix(2))
    }
}

/// What one person did to the files that the rules watch.
private struct NewcomerWork {
    struct Change {
        var position: Int32
        var time: Int64
        var path: Int32
        var kind: WatchedPath
    }

    let scene: TakeoverScene
    let identity: Int32
    let name: String
    /// Each in time order.
    private(set) var binaryTests: [Change] = []
    private(set) var builds: [Change] = []
    private(set) var removedSafeguards: [Change] = []
    private(set) var manifests: [Change] = []
    let releases: [Release]

    /// More than two years and a hundred commits of work before a time.
    func isEstablished(at time: Int64) -> Bool {
        time - scene.seen[Int(identity)].first > 730 * Calendar.day && scene.commits(by: identity, before: time) >= 100
    }

    /// - Parameters:
    ///   - commits: in time order.
    ///   - kinds: by path, filled in as they are met.
    init(_ scene: TakeoverScene, _ identity: Int32, _ commits: [Int32], _ kinds: inout [WatchedPath?]) {
        self.scene = scene
        self.identity = identity
        name = scene.name(identity)
        releases = scene.releasesOf[identity] ?? []
        for position in commits {
            let commit = scene.index.history.commits[Int(position)]
            // Thousands of files at once are an import, of which single files say nothing.
            let changes = scene.index.history.changes[commit.changes].prefix(2000)
            for change in changes where kinds[Int(change.path)] == nil {
                kinds[Int(change.path)] = WatchedPath(scene.index.history.paths[Int(change.path)])
            }
            var added: WatchedPath = []
            for change in changes where change.status == .added || change.status == .renamed {
                added.formUnion(kinds[Int(change.path)] ?? [])
            }
            for change in changes {
                let kind = kinds[Int(change.path)] ?? []
                let entry = Change(position: position, time: scene.index.time(position), path: change.path, kind: kind)
                if change.status == .deleted {
                    let safeguards = kind.intersection(.safeguards)
                    if !safeguards.isEmpty, safeguards.isDisjoint(with: added) { removedSafeguards.append(entry) }
                    continue
                }
                if change.isBinary, kind.contains(.test) { binaryTests.append(entry) }
                if kind.contains(.build) { builds.append(entry) }
                if !kind.isDisjoint(with: [.manifest, .lock]), !kind.contains(.test), change.added > 0 {
                    manifests.append(entry)
                }
            }
        }
        // A lock file that moves without its manifest names nothing new by itself.
        let stating = Set(manifests.filter { $0.kind.contains(.manifest) }.map(\.position))
        manifests.removeAll { !stating.contains($0.position) }
    }
}

extension [NewcomerWork.Change] {
    /// Whether one of them is at most so many seconds away from a time.
    fileprivate func has(_ time: Int64, within seconds: Int64) -> Bool {
        let place = partitionPoint { $0.time >= time - seconds }
        return place < count && self[place].time <= time + seconds
    }
}
