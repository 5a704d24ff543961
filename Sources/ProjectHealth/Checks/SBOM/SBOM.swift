// SPDX-License-Identifier: Apache-2.0
import Forges
import Pipelines

package enum SBOM {
    static let check = Check(
        definition, findings: findings, compatible: compatible, points: points, reason: reason)

    // MARK: - Findings

    static func findings(_ facts: ProjectFacts) -> [ProbeFinding] {
        var releaseFindings = releases(facts)
        let shipped = releaseFindings.filter { $0.outcome == .yes }
        var tree = facts.tree.files.filter { $0.kind != .submodule && isAtRoot($0.path) && isSBOM($0.path) }.map {
            ProbeFinding(
                inTree, .yes, "\($0.path) lists components, by its name.", at: EvidenceLocation(.source, $0.path))
        }
        // Scorecard takes a release's list for the project's as well.
        tree += shipped.map { ProbeFinding(inTree, .yes, $0.message, at: $0.location) }
        if tree.isEmpty {
            var none = ProbeFinding(inTree, .no, "No file at the root is named like a list of components.")
            // A list in the tree is soon out of date: what is wanted is one with the release.
            none.isBad = false
            tree.append(none)
        }
        if releaseFindings.isEmpty {
            releaseFindings.append(ProbeFinding(inRelease, .no, "No release comes with a list of its components."))
        }
        return tree + releaseFindings + generators(facts)
    }

    private static func releases(_ facts: ProjectFacts) -> [ProbeFinding] {
        guard let releases = facts.forge.value?.releases.value else {
            return [
                ProbeFinding(
                    inRelease, .notAvailable, "Whether releases come with a list of components was not seen.",
                    settledBy: .forge)
            ]
        }
        return releases.lazy.filter { !$0.isDraft }.prefix(5).compactMap { release in
            release.assets.first { isSBOM($0.name) }.map { asset in
                ProbeFinding(
                    inRelease, .yes, "Release \(release.tag) comes with \(asset.name).",
                    at: EvidenceLocation(.url, asset.url),
                    values: ["assetName": asset.name, "assetURL": asset.url])
            }
        }
    }

    private static func generators(_ facts: ProjectFacts) -> [ProbeFinding] {
        let tools = facts.tree.automation.lazy.flatMap(\.tools)
        guard let first = tools.first(where: { $0.purpose == .sbom }) else {
            if let script = facts.tree.scriptedTool(.sbom) {
                return [
                    ProbeFinding(
                        generated, .notAvailable, script.scriptSentence, at: EvidenceLocation(script.location))
                ]
            }
            return [ProbeFinding(generated, .no, "No workflow makes a list of components.")]
        }
        return [
            ProbeFinding(
                generated, .yes, "\(first.location.place) makes a list of components with \(first.name).",
                at: EvidenceLocation(first.location))
        ]
    }

    /// Scorecard's pattern is open behind: what follows the ending does not matter.
    package static func isSBOM(_ name: String) -> Bool {
        let bytes = Array(name.lowercased().utf8)
        for place in bytes.indices.dropFirst() where bytes[place] == UInt8(ascii: ".") {
            let rest = bytes[(place + 1)...]
            if endings.contains(where: { rest.starts(with: $0) { $1 == UInt8(ascii: ".") || $0 == $1 } }) {
                return true
            }
        }
        return false
    }

    /// `spdx` alone covers every longer ending that begins with it; the `.` of the others' pattern is any byte.
    private static let endings = ["cdx.json", "cdx.xml", "spdx"].map { Array($0.utf8) }

    private static func isAtRoot(_ path: String) -> Bool {
        !path.utf8.contains(UInt8(ascii: "/")) && !path.hasPrefix(".")
    }

    // MARK: - Scores

    static func compatible(_ findings: [ProbeFinding]) -> CompatibleScore {
        guard findings.contains(inTree, .yes) || findings.first(inRelease)?.isCured ?? false else { return .score(0) }
        return .score(findings.contains(inRelease, .yes) ? 10 : 5)
    }

    static func points(_ findings: [ProbeFinding], _ resolution: Resolution) -> Int? {
        if findings.contains(inRelease, .yes) { return 100 }
        if findings.contains(generated, .yes) { return 70 }
        return findings.contains(inTree, .yes) ? 50 : 0
    }

    static func reason(_ findings: [ProbeFinding]) -> String {
        for probe in [inRelease, generated, inTree] {
            if let found = findings.of(probe).first(where: { $0.outcome == .yes }) { return found.message }
        }
        return findings.first(inRelease)?.message ?? "There is no list of components."
    }
}
