// SPDX-License-Identifier: Apache-2.0

/// A check: a definition, a way from facts to findings, and a way from findings to a score. Both ways are functions of
/// their arguments alone, so that findings can be exempted, cured or left open and the score asked again.
package struct Check: Sendable {
    package var definition: CheckDefinition
    package var findings: @Sendable (ProjectFacts) -> [ProbeFinding]
    package var score: @Sendable ([ProbeFinding]) -> CheckScore

    package init(
        _ definition: CheckDefinition, findings: @escaping @Sendable (ProjectFacts) -> [ProbeFinding],
        score: @escaping @Sendable ([ProbeFinding]) -> CheckScore
    ) {
        self.definition = definition
        self.findings = findings
        self.score = score
    }

    /// A check out of its two rules.
    ///
    /// - Parameters:
    ///   - compatible: Scorecard's arithmetic; it gets the compatible findings alone, and only where every probe that
    ///     Scorecard asks has answered.
    ///   - points: tenths, 0 to 100, over findings of which none is open any more: unknown ones have turned out badly or
    ///     well as the resolution says. Nil where the check does not apply. It never falls when a finding turns from bad
    ///     to good.
    ///   - reason: a sentence on what decided, from the findings as they are.
    package init(
        _ definition: CheckDefinition, findings: @escaping @Sendable (ProjectFacts) -> [ProbeFinding],
        compatible: @escaping @Sendable ([ProbeFinding]) -> CompatibleScore,
        points: @escaping @Sendable ([ProbeFinding], Resolution) -> Int?,
        reason: @escaping @Sendable ([ProbeFinding]) -> String
    ) {
        let expected = Set(definition.probes.lazy.filter { !$0.isOwn }.map(\.id))
        self.init(definition, findings: findings) { findings in
            let known = findings.filter(\.isCompatible)
            let score: CompatibleScore =
                Set(known.lazy.map(\.probe)) == expected
                ? compatible(known) : .inconclusive("Not every probe of the check has answered.")
            let lowest = points(findings.resolved(.worst), .worst)
            let highest = points(findings.resolved(.best), .best)
            var interval: ScoreInterval?
            if let lowest, let highest {
                interval = ScoreInterval(lowest: lowest.clampedPoints, highest: highest.clampedPoints)
            }
            return CheckScore(compatible: score, interval: interval, reason: reason(findings))
        }
    }
}

/// How what is unknown is taken to turn out.
package enum Resolution: Sendable, Hashable {
    case worst, best
}

/// What findings are worth.
package struct CheckScore: Sendable, Hashable {
    /// Scorecard's own arithmetic over what Scorecard looks at.
    package var compatible: CompatibleScore
    /// Mainstay's: what the unknowns allow, over all findings; nil where the check does not apply to the project (no
    /// workflow, so no permissions to judge).
    package var interval: ScoreInterval?
    /// A sentence for people: what decided.
    package var reason: String

    package init(compatible: CompatibleScore, interval: ScoreInterval?, reason: String) {
        self.compatible = compatible
        self.interval = interval
        self.reason = reason
    }
}

package enum CompatibleScore: Sendable, Hashable {
    case score(Int)
    /// Scorecard's −1, with its reason.
    case inconclusive(String)

    /// 0 to 10, or −1.
    package var number: Int {
        switch self {
        case .score(let score): score
        case .inconclusive: -1
        }
    }
}

/// From the score when every unknown turns out badly to that when every one turns out well: tenths, 0 to 100.
package struct ScoreInterval: Sendable, Hashable {
    package var lowest: Int
    package var highest: Int

    package init(lowest: Int, highest: Int) {
        self.lowest = min(lowest, highest)
        self.highest = max(lowest, highest)
    }

    package init(_ exact: Int) { self.init(lowest: exact, highest: exact) }

    package var isExact: Bool { lowest == highest }
}

extension Int {
    /// Held within 0 and 100 tenths.
    fileprivate var clampedPoints: Int { Swift.min(Swift.max(self, 0), 100) }
}
