// SPDX-License-Identifier: Apache-2.0

/// A check: a definition, a way from facts to findings, and a way from findings to a score. Both ways are functions of their
/// arguments alone, so that findings can be exempted, cured or left open and the score asked again.
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
}

/// What findings are worth.
package struct CheckScore: Sendable, Hashable {
    /// Scorecard's own arithmetic over what Scorecard looks at.
    package var compatible: CompatibleScore
    /// Mainstay's: what the unknowns allow, over all findings; nil where the check does not apply to the project (no workflow, so
    /// no permissions to judge).
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
