// SPDX-License-Identifier: Apache-2.0
import Inventories
package import Matching
import Packages

/// What there is to do about one package version: its places in the subject, and what it is affected by, worst first.
package struct PackageFindings: Sendable, Hashable {
    package var name: String
    package var version: String?
    /// What is asked for, as it is written, where there is no version.
    package var requirement: String?
    /// The canonical package URL, where there is one.
    package var purl: String?
    package var ecosystem: String?
    /// Every component of the report that is this package version.
    package var components: [Int]
    package var rated: [RatedMatch]

    /// The nearest version that nothing known affects.
    package var upgrade: String?

    package var worst: Rating? { rated.first?.rating }
}

/// A match with its rating.
package struct RatedMatch: Sendable, Hashable {
    package var match: MatchExplanation
    package var rating: Rating
}

/// A reason why something could not be judged, and all it holds for.
package struct OpenQuestion: Sendable, Hashable {
    /// One sentence in plain words.
    package var reason: String
    /// The alias group in question; nil when the whole component could not be looked up.
    package var group: IndexedGroup?
    package var components: [Int]
}

extension ScanReport {
    /// How bad a match is.
    package func rating(of match: MatchExplanation) -> Rating {
        Rating(of: match, related: related[match.group.id] ?? [])
    }

    /// One line about the vulnerability of a match.
    package func headline(of match: MatchExplanation) -> String? {
        match.evidence.lazy.compactMap(\.advisory.summary).first
            ?? related[match.group.id]?.lazy.compactMap(\.summary).first
    }

    /// The worst first, then by id.
    private func rate(_ matches: [MatchExplanation]) -> [RatedMatch] {
        let rated = matches.map { RatedMatch(match: $0, rating: rating(of: $0)) }
        return rated.sorted { left, right in
            if left.rating > right.rating { return true }
            if left.rating < right.rating { return false }
            return left.match.group.id < right.match.group.id
        }
    }

    /// One for each package version that is affected, the worst first, then by name and version.
    package var affectedPackages: [PackageFindings] {
        var positions: [String: Int] = [:]
        var found: [PackageFindings] = []
        for (number, judgement) in judgements.enumerated() {
            let affected = judgement.matches.filter { $0.match.verdict == .affected }
            guard !affected.isEmpty, components.indices.contains(number) else { continue }
            let component = components[number]
            let key = component.identity
            if let position = positions[key] {
                found[position].components.append(number)
                continue
            }
            positions[key] = found.count
            found.append(
                PackageFindings(
                    name: component.name, version: component.version, requirement: component.requirement,
                    purl: component.purl?.description,
                    ecosystem: component.ecosystem?.description, components: [number],
                    rated: rate(affected), upgrade: judgement.upgrade))
        }
        return found.enumerated().sorted { left, right in
            let (one, two) = (left.element, right.element)
            if let first = one.worst, let second = two.worst, first < second || second < first { return first > second }
            if one.name != two.name { return one.name < two.name }
            return left.offset < right.offset
        }.map(\.element)
    }

    /// What could not be judged, reason by reason: those that hold for whole components first, in order of first appearance.
    package var openQuestions: [OpenQuestion] {
        var positions: [String: Int] = [:]
        var whole: [OpenQuestion] = []
        var single: [OpenQuestion] = []
        for (number, judgement) in judgements.enumerated() {
            if let reason = judgement.notJudged {
                if let position = positions[reason.message] {
                    whole[position].components.append(number)
                } else {
                    positions[reason.message] = whole.count
                    whole.append(
                        OpenQuestion(reason: reason.message, group: nil, components: [number]))
                }
            }
            for match in judgement.matches {
                guard let reason = match.openReason else { continue }
                single.append(OpenQuestion(reason: reason, group: match.group, components: [number]))
            }
        }
        return whole + single
    }

    /// The counts of the summary sentence.
    package var summary: ScanSummary { ScanSummary(self) }
}

extension MatchExplanation {
    /// Why the verdict is neither yes nor no; nil where it is.
    package var openReason: String? {
        switch match.verdict {
        case .unknown(let reason): reason.message
        case .notEvaluable(let reason): reason.message
        case .affected, .notAffected, .fixed: nil
        }
    }
}

extension Component {
    /// What two components share when they are the same package version. Without one, they are the same only if they ask
    /// for the same.
    var identity: String {
        let package = purl?.description ?? "\(ecosystem?.description ?? "") \(name) \(version ?? "")"
        guard version == nil, let requirement else { return package }
        return package + " " + requirement
    }
}
