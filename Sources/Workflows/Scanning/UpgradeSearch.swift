// SPDX-License-Identifier: Apache-2.0
import Inventories
import Matching
import Packages

/// Looks for the version to go to: the fix of one vulnerability may have another.
struct UpgradeSearch {
    let matcher: Matcher

    /// So many candidates are tried, the nearest first.
    private static let mostCandidates = 64

    /// The nearest of the fixed versions that nothing known affects; nil where there is none.
    func upgrade(of component: Component, affectedBy matches: [MatchExplanation]) throws -> String? {
        guard let scheme = component.ecosystem?.versionScheme, component.sources.isEmpty else { return nil }
        var candidates: [String] = []
        for match in matches where match.match.verdict == .affected {
            for version in match.fixedVersions where !candidates.contains(version) { candidates.append(version) }
        }
        candidates.sort { scheme.compare($0, $1) == .less }
        return try candidates.prefix(UpgradeSearch.mostCandidates).first { version in
            var upgraded = component
            upgraded.version = version
            upgraded.purl = component.purl?.withVersion(version)
            upgraded.pin = .registry
            return try matcher.judge([upgraded]).allSatisfy { judgement in
                judgement.notJudged == nil && judgement.matches.allSatisfy(\.verdict.isSettled)
            }
        }
    }
}
