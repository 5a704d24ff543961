// SPDX-License-Identifier: Apache-2.0
import Forges
import Histories
import Pipelines

package enum SignedReleases {
    static let check = Check(
        definition, findings: findings, compatible: compatible, points: points, reason: reason)

    // MARK: - Findings

    static let release = "releaseName"
    static let asset = "assetName"
    private static let lookBack = 5

    package static let signatureEndings = [".asc", ".minisig", ".sig", ".sign", ".sigstore", ".sigstore.json"]
    package static let provenanceEndings = [".intoto.jsonl"]

    static func findings(_ facts: ProjectFacts) -> [ProbeFinding] {
        let tags = facts.knownDigest?.releases ?? []
        return assets(facts, tags) + tags.map(tagFinding) + [workflowFinding(facts)].compactMap { $0 }
    }

    private static func assets(_ facts: ProjectFacts, _ tags: [HistoryDigest.ReleaseTag]) -> [ProbeFinding] {
        guard let releases = facts.forge.value?.releases.value else {
            // Without a release tag there may be nothing to judge, unless the clone is cut: then tags are as well.
            let isCut = tags.isEmpty && facts.knownDigest?.isPartial ?? false
            let isOpen = !tags.isEmpty || isCut || facts.knownDigest == nil
            return [signed, provenance].map {
                ProbeFinding(
                    $0, isOpen ? .notAvailable : .notApplicable,
                    isCut
                        ? "The clone does not hold the whole history, and no release tag."
                        : isOpen
                            ? "What comes with the releases was not seen: the forge was not asked."
                            : "The history has no release tag.",
                    settledBy: isCut ? .history : isOpen ? .forge : nil)
            }
        }
        let shown = releases.filter { !$0.isDraft && !$0.assets.isEmpty }.prefix(lookBack)
        guard !shown.isEmpty else {
            return [signed, provenance].map {
                ProbeFinding($0, .notApplicable, "The forge tells of no release with files.")
            }
        }
        return shown.flatMap { release in
            [
                assetFinding(signed, release, signatureEndings, "a signature"),
                assetFinding(provenance, release, provenanceEndings, "a provenance statement"),
            ]
        }
    }

    private static func assetFinding(
        _ probe: ProbeDefinition, _ release: ForgeSnapshot.Release, _ endings: [String], _ what: String
    ) -> ProbeFinding {
        if let found = release.assets.first(where: { asset in endings.contains { asset.name.hasSuffix($0) } }) {
            return ProbeFinding(
                probe, .yes, "Release \(release.tag) comes with \(what), \(found.name).",
                at: EvidenceLocation(.url, found.url),
                values: [self.release: release.tag, asset: found.name])
        }
        return ProbeFinding(
            probe, .no, "Release \(release.tag) comes without \(what).", at: EvidenceLocation(.url, release.url),
            values: [self.release: release.tag])
    }

    private static func tagFinding(_ tag: HistoryDigest.ReleaseTag) -> ProbeFinding {
        let sentence: String
        switch tag.signature {
        case .none: sentence = tag.isAnnotated ? "is not signed" : "is a bare name for a commit, so it cannot be signed"
        case .openPGP: sentence = "carries an OpenPGP signature"
        case .ssh: sentence = "carries an SSH signature"
        case .x509: sentence = "carries an X.509 signature"
        case .other: sentence = "carries a signature"
        }
        return ProbeFinding(
            tagged, tag.signature == .none ? .no : .yes, "Tag \(tag.name) \(sentence).",
            at: EvidenceLocation(.tag, tag.name),
            values: [release: tag.name])
    }

    private static func workflowFinding(_ facts: ProjectFacts) -> ProbeFinding? {
        facts.tree.automation.lazy.compactMap(ReleaseAutomation.signingTool).first.map { tool in
            ProbeFinding(
                workflow, .yes, "\(tool.location.place) signs or attests with \(tool.name).",
                at: EvidenceLocation(tool.location))
        }
    }

    // MARK: - Scores

    static func compatible(_ findings: [ProbeFinding]) -> CompatibleScore {
        if findings.contains(where: { $0.outcome == .notApplicable }) {
            return .inconclusive("There is no release with files.")
        }
        if findings.contains(where: \.isUnknown) { return .inconclusive("The forge's releases were not seen.") }
        var worth: [String: Int] = [:]
        for finding in findings {
            guard let name = finding.values[release] ?? (finding.isCured ? "" : nil) else {
                return .inconclusive("An answer names no release.")
            }
            let value = finding.outcome == .yes ? (finding.probe == provenance.id ? 10 : 8) : 0
            worth[name] = max(worth[name] ?? 0, value)
        }
        guard worth.count <= lookBack else { return .inconclusive("There are answers for more than five releases.") }
        return .score(worth.values.reduce(0, +) / max(1, worth.count))
    }

    static func points(_ findings: [ProbeFinding], _ resolution: Resolution) -> Int? {
        let files = findings.filter { $0.probe == signed.id || $0.probe == provenance.id }
        let tags = findings.of(tagged)
        let knowsFiles = files.contains { $0.values[release] != nil }
        if tags.isEmpty, files.allSatisfy({ $0.outcome == .notApplicable }) { return nil }
        let floor = findings.contains(workflow, .yes) ? 50 : 0
        var worth: [String: Int] = [:]
        for finding in files where finding.values[release] != nil {
            let name = finding.values[release] ?? ""
            let value = finding.outcome == .yes ? (finding.probe == provenance.id ? 100 : 80) : floor
            worth[name] = max(worth[name] ?? 0, value)
        }
        for finding in tags {
            let name = finding.values[release] ?? ""
            // A release that has files is known by its tag; others count only where files are unknown.
            guard worth[name] != nil || !knowsFiles else { continue }
            worth[name] = max(worth[name] ?? floor, finding.outcome == .yes ? 60 : floor)
        }
        if !knowsFiles {
            // What comes with releases, unseen, stands for all of them.
            let unseen =
                files.contains { $0.probe == provenance.id && $0.outcome == .yes }
                ? 100 : files.contains { $0.probe == signed.id && $0.outcome == .yes } ? 80 : 0
            if worth.isEmpty { return max(unseen, floor) }
            return max(unseen, worth.values.reduce(0, +) / worth.count)
        }
        return worth.values.reduce(0, +) / max(1, worth.count)
    }

    static func reason(_ findings: [ProbeFinding]) -> String {
        let tags = findings.of(tagged)
        let signedTags = tags.count { $0.outcome == .yes }
        let tagSentence =
            tags.isEmpty
            ? ""
            : " \(signedTags) of the last \(Words.count(tags.count, "release tag")) \(signedTags == 1 ? "is" : "are") signed."
        let shown = findings.of(signed).filter { $0.values[release] != nil }
        guard !shown.isEmpty else { return (findings.first(signed)?.message ?? "There is no release.") + tagSentence }
        let good = Set(
            findings.filter { ($0.probe == signed.id || $0.probe == provenance.id) && $0.outcome == .yes }
                .compactMap { $0.values[release] }
        ).count
        return
            "\(good) of the last \(Words.count(shown.count, "release")) with files \(good == 1 ? "comes" : "come") with a signature or provenance."
            + tagSentence
    }
}
