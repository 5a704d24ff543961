// SPDX-License-Identifier: Apache-2.0
import Wire

extension TakeoverSignals {
    /// A version tag signed with a key that none before was signed with, or made by another person than all before.
    ///
    /// - Parameter reported: whose first release is an observation already.
    static func changedSigners(_ scene: TakeoverScene, reported: Set<Int32>) -> [Observation] {
        var keys: Set<String> = []
        var signers: Set<Int32> = []
        var makers: Set<Int32> = []
        var annotated = 0
        var keyed = 0
        var lastKeyed: Release?
        var found: [Observation] = []
        for (release, tag) in versionTags(scene) {
            let isRecent = scene.end - release.time < TakeoverScene.lookback
            if let key = tag.signingKey {
                if keys.insert(key).inserted, keyed >= 3, isRecent, let lastKeyed {
                    found.append(newKey(scene, release, key, of: signers, after: lastKeyed))
                }
                keyed += 1
                lastKeyed = release
                if let maker = release.maker { signers.insert(maker) }
            } else if let maker = release.maker, tag.isAnnotated, makers.count == 1, let only = makers.first,
                only != maker, annotated >= 5, isRecent, !reported.contains(maker)
            {
                found.append(newTagger(scene, release, maker, after: only, annotated))
            }
            if tag.isAnnotated, let maker = release.maker {
                annotated += 1
                makers.insert(maker)
            }
        }
        return found
    }

    private static func newKey(
        _ scene: TakeoverScene, _ release: Release, _ key: String, of signers: Set<Int32>, after last: Release
    ) -> Observation {
        let isKnown = release.maker.map(signers.contains) ?? false
        // Years in the project are the ordinary way to a release key.
        let isOld = release.maker.map { release.time - scene.seen[Int($0)].first >= TakeoverScene.lookback } ?? false
        let name = release.maker.map { scene.name($0) }
        let who = name.map { " by \($0)" } ?? ""
        return Observation(
            .changedReleaseSigner, isKnown || isOld ? .low : .medium, at: release.time, of: name,
            "\(TakeoverScene.printable(release.name)) of \(TakeoverScene.date(release.time))\(who) is signed with the key "
                + "\(TakeoverScene.printable(key)), which signed no release before"
                + (isKnown ? "; the same person signed with another key earlier." : "."),
            harmless: isKnown
                ? "Keys expire and are replaced; a statement signed with the old key would confirm the new one."
                : "A further person who may release brings a key of their own; the project's list of keys would name it.",
            evidence: [
                scene.evidence(last, note: "signed release before"),
                scene.evidence(release, note: "signed with the new key"),
            ])
    }

    private static func newTagger(
        _ scene: TakeoverScene, _ release: Release, _ maker: Int32, after earlier: Int32, _ count: Int
    ) -> Observation {
        let name = scene.name(maker)
        return Observation(
            .changedReleaseSigner, .low, at: release.time, of: name,
            "\(TakeoverScene.printable(release.name)) of \(TakeoverScene.date(release.time)) was tagged by \(name); the "
                + "\(count) annotated version tags before were all by \(scene.name(earlier)).",
            harmless: "Somebody who has been with the project for long may release as well.",
            evidence: [scene.evidence(release, note: "first tag by \(name)")])
    }

    /// An unsigned version tag after at least five in a row that were signed.
    static func unsignedReleases(_ scene: TakeoverScene) -> [Observation] {
        var found: [Observation] = []
        var signedRun = 0
        var lastSigned: Release?
        for (release, tag) in versionTags(scene) {
            guard tag.signature == .none else {
                signedRun += 1
                lastSigned = release
                continue
            }
            if signedRun >= 5, scene.end - release.time < TakeoverScene.lookback, let lastSigned {
                found.append(
                    Observation(
                        .unsignedRelease, .medium, at: release.time, of: release.maker.map { scene.name($0) },
                        "\(TakeoverScene.printable(release.name)) of \(TakeoverScene.date(release.time)) has no signed tag; "
                            + "the \(signedRun) version tags before had one.",
                        harmless:
                            "Releases moved to automation that signs the artifacts and not the tag, or the signer had "
                            + "the key not at hand.",
                        evidence: [
                            scene.evidence(lastSigned, note: "last signed tag"),
                            scene.evidence(release, note: "unsigned tag"),
                        ]))
            }
            signedRun = 0
        }
        return found
    }

    /// Tags of the project's own versions, in time order.
    private static func versionTags(_ scene: TakeoverScene) -> [(Release, TagRecord)] {
        scene.index.releases.main.compactMap { release in
            release.tag.map { (release, scene.index.history.tags[Int($0)]) }
        }
    }
}
