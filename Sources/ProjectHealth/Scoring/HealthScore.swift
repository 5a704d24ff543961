// SPDX-License-Identifier: Apache-2.0

/// All checks together: Scorecard's number, Mainstay's interval, and how much of it is decided.
///
/// Weights are counted in quarters (40, 30, 20, 10 for 10, 7.5, 5 and 2.5) and scores in tenths, so that everything is
/// whole numbers.
package struct HealthScore: Sendable, Hashable {
    /// Scorecard's: Σ(weight·score)/Σ weight over the checks that have a score, in tenths as Scorecard prints it with
    /// one decimal place; nil where no check has one.
    package var compatible: Int?
    /// Mainstay's: the weighted mean of the checks that apply, in tenths; the lower end rounded down and the upper end
    /// rounded up, so that the truth lies within. Nil where no check applies.
    package var interval: ScoreInterval?
    /// Whole percent of the weighted points that are decided, rounded down: 100 less the weighted mean of the
    /// intervals' widths.
    package var coverage: Int
    /// The lower end in hundredths of a point, rounded down: what changes are compared by.
    package var lowestHundredths: Int

    package init(_ results: [CheckResult], adjusted: Bool = false) {
        self.init(results.map { ($0.definition.risk, adjusted ? $0.adjusted : $0.score) })
    }

    package init(_ scores: [(risk: CheckDefinition.Risk, score: CheckScore)]) {
        var scored = 0
        var points = 0
        var applying = 0
        var lowest = 0
        var highest = 0
        for (risk, score) in scores {
            if case .score(let number) = score.compatible {
                scored += risk.weight
                points += risk.weight * number
            }
            if let interval = score.interval {
                applying += risk.weight
                lowest += risk.weight * interval.lowest
                highest += risk.weight * interval.highest
            }
        }
        compatible = scored > 0 ? HealthScore.printedTenths(points, over: scored) : nil
        guard applying > 0 else {
            interval = nil
            coverage = 0
            lowestHundredths = 0
            return
        }
        interval = ScoreInterval(lowest: lowest / applying, highest: (highest + applying - 1) / applying)
        coverage = 100 - (highest - lowest + applying - 1) / applying
        lowestHundredths = lowest * 10 / applying
    }

    /// The tenths that Go's `%.1f` prints for the quotient as a binary double: the nearest, and where two are equally
    /// near in decimals, the one on the side where the double lies, or the even one where it lies on neither.
    static func printedTenths(_ part: Int, over whole: Int) -> Int {
        let twentieths = part * 20
        let (quotient, remainder) = twentieths.quotientAndRemainder(dividingBy: whole)
        let isTie = remainder == 0 && quotient % 2 == 1
        guard isTie else { return (quotient + 1) / 2 }
        let double = Double(part) / Double(whole)
        // The double is significand · 2^-scale; compared with quotient/20 in whole numbers.
        let scale = 52 - Int(double.exponent)
        guard (0..<58).contains(scale) else { return quotient / 2 }
        let significand = UInt64(double.significandBitPattern) | 1 << 52
        let left = significand.multipliedFullWidth(by: 20)
        let right = UInt64(quotient).multipliedFullWidth(by: 1 << UInt64(scale))
        if (left.high, left.low) == (right.high, right.low) {
            return quotient / 2 % 2 == 0 ? quotient / 2 : quotient / 2 + 1
        }
        return (left.high, left.low) > (right.high, right.low) ? quotient / 2 + 1 : quotient / 2
    }
}
