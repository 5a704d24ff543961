// SPDX-License-Identifier: Apache-2.0
import Advisories
import Packages

extension PackageEvaluation {
    /// No more versions are tried, or listed, than this for one record.
    private static let mostFixes = 16

    /// The versions with the fix that follow the subject's, by the rules of one record.
    ///
    /// For a known version it is the nearest one for which no rule of the record says affected: where ranges overlap, the
    /// end of one may lie inside another. Where the version is open or cannot be compared, all fixed versions.
    func fixedVersions(_ rules: [RuleFront]) throws(Damage) -> [String] {
        guard let version = subject.version else { return try allFixes(rules) }
        var candidate = version
        for _ in 0..<PackageEvaluation.mostFixes {
            let trial = PackageEvaluation(package, of: ecosystem, subject: .version(candidate))
            guard let next = try trial.nextFix(rules) else {
                return candidate == version ? try allFixes(rules) : [candidate]
            }
            switch next {
            case .version(let fixed): candidate = fixed
            case .none: return []
            }
        }
        return []
    }

    private enum NextFix {
        case version(String)
        /// Affected, and nothing behind it is said to be fixed.
        case none
    }

    /// The nearest fix in the ranges that hold the subject for affected; nil when none does.
    private func nextFix(_ rules: [RuleFront]) throws(Damage) -> NextFix? {
        var evaluation = self
        var isAffected = false
        var nearest: (version: Int, isSemantic: Bool)?
        for rule in rules {
            let answer = try evaluation.answer(rule)
            guard answer.outcome == .affected else { continue }
            isAffected = true
            let body = try evaluation.reread(rule)
            for range in body.ranges where range.kind != .git {
                let isSemantic = range.kind == .semver
                let events = body.events[range.events]
                // An enumerated version may lie outside of all ranges: then any may have its fix.
                if case .range = answer.cause {
                    let evaluation = RangeEvaluation(standings: standings, isSemantic: isSemantic)
                    guard case .affected = evaluation.answer(events) else { continue }
                }
                for event in events where event.kind == .fixed {
                    guard standings.standing(of: event.version, isSemantic: isSemantic).isReached == .no else {
                        continue
                    }
                    if let last = nearest, standings.order(event.version, last.version, isSemantic: isSemantic) != .less
                    {
                        continue
                    }
                    nearest = (event.version, isSemantic)
                }
            }
        }
        guard isAffected else { return nil }
        return nearest.map { .version(package.text($0.version)) } ?? NextFix.none
    }

    private func allFixes(_ rules: [RuleFront]) throws(Damage) -> [String] {
        var evaluation = self
        var found: [String] = []
        for rule in rules {
            let body = try evaluation.reread(rule)
            for range in body.ranges where range.kind != .git {
                for event in body.events[range.events] where event.kind == .fixed {
                    let text = package.text(event.version)
                    if !found.contains(text), found.count < PackageEvaluation.mostFixes { found.append(text) }
                }
            }
        }
        return found
    }
}
