// SPDX-License-Identifier: Apache-2.0
package import Wire

extension CVSSVector {
    package enum ScoreKind: String, Sendable, Hashable, CaseIterable {
        case base
        /// 2.0 and 3.x: base with temporal metrics.
        case temporal
        /// 4.0: base with threat metrics (CVSS-BT).
        case threat
        /// Base with temporal or threat and with environmental metrics (CVSS-BE, CVSS-BTE).
        case environmental
    }

    package struct Rating: Sendable, Hashable {
        package let kind: ScoreKind
        package let score: Score
        package let severity: Severity
    }

    /// The base score, and each further one of which the vector gives a metric. The last is the most specific.
    package var scores: [Rating] {
        var kinds: [ScoreKind] = [.base]
        if has(.temporal) { kinds.append(version == .v4 ? .threat : .temporal) }
        if has(.environmental) { kinds.append(.environmental) }
        return kinds.map { kind in
            let score = score(kind)
            return Rating(kind: kind, score: score, severity: score.severity(version))
        }
    }

    /// The most specific of ``scores``.
    package var overall: Score {
        score(has(.environmental) ? .environmental : has(.temporal) ? .temporal : .base)
    }

    package var severity: Severity { overall.severity(version) }

    /// One score, whether the vector gives its metrics or not; undefined metrics change nothing.
    package func score(_ kind: ScoreKind) -> Score {
        switch version {
        case .v2: CVSS2(values).score(kind)
        case .v30, .v31: CVSS3(values, version: version).score(kind)
        case .v4:
            switch kind {
            case .base: CVSS4(without(.environmental, .temporal)).score
            case .temporal, .threat: CVSS4(without(.environmental)).score
            case .environmental: CVSS4(values).score
            }
        }
    }

    /// `version`, `vectorString`, and for each score `baseScore` and `baseSeverity` (under the names of FIRST's JSON
    /// schemas), then the most specific as `score` and `severity`.
    package var json: JSON {
        var members = [
            JSON.Member("version", .string(version.rawValue)), JSON.Member("vectorString", .string(description)),
        ]
        for rating in scores {
            members.append(JSON.Member("\(rating.kind.rawValue)Score", .decimal(rating.score.description)))
            members.append(JSON.Member("\(rating.kind.rawValue)Severity", .string(rating.severity.word.uppercased())))
        }
        members.append(JSON.Member("score", .decimal(overall.description)))
        members.append(JSON.Member("severity", .string(severity.word.uppercased())))
        return .object(members)
    }

    private func has(_ group: CVSSMetric.Group) -> Bool {
        zip(version.metrics, values).contains { $0.group == group && $0.undefined != $1 }
    }

    private func without(_ groups: CVSSMetric.Group...) -> [UInt8] {
        zip(version.metrics, values).map { groups.contains($0.group) ? $0.undefined ?? $1 : $1 }
    }
}
