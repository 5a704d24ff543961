// SPDX-License-Identifier: Apache-2.0

/// The equations of CVSS 2.0 (first.org/cvss/v2/guide, §3.2), in whole numbers so that rounding sees exact halves.
struct CVSS2 {
    static let metrics = [
        CVSSMetric("AV", .base, "L A N"),
        CVSSMetric("AC", .base, "H M L"),
        CVSSMetric("Au", .base, "M S N"),
        CVSSMetric("C", .base, "N P C"),
        CVSSMetric("I", .base, "N P C"),
        CVSSMetric("A", .base, "N P C"),
        CVSSMetric("E", .temporal, "ND U POC F H"),
        CVSSMetric("RL", .temporal, "ND OF TF W U"),
        CVSSMetric("RC", .temporal, "ND UC UR C"),
        CVSSMetric("CDP", .environmental, "ND N L LM MH H"),
        CVSSMetric("TD", .environmental, "ND N L M H"),
        CVSSMetric("CR", .environmental, "ND L M H"),
        CVSSMetric("IR", .environmental, "ND L M H"),
        CVSSMetric("AR", .environmental, "ND L M H"),
    ]

    // Thousandths, hundredths, thousandths.
    private static let accessVector: [Int128] = [395, 646, 1000]
    private static let accessComplexity: [Int128] = [35, 61, 71]
    private static let authentication: [Int128] = [450, 560, 704]
    // Thousandths and hundredths.
    private static let impact: [Int128] = [0, 275, 660]
    private static let requirement: [Int128] = [100, 50, 100, 151]
    // Hundredths.
    private static let exploitability: [Int128] = [100, 85, 90, 95, 100]
    private static let remediationLevel: [Int128] = [100, 87, 90, 95, 100]
    private static let reportConfidence: [Int128] = [100, 90, 95, 100]
    private static let targetDistribution: [Int128] = [100, 0, 25, 75, 100]
    // Tenths.
    private static let collateralDamage: [Int128] = [0, 0, 1, 3, 4, 5]

    private let values: [Int]

    init(_ values: [UInt8]) {
        self.values = values.map(Int.init)
    }

    func score(_ kind: CVSSVector.ScoreKind) -> Score {
        let tenths =
            switch kind {
            case .base: base(adjusted: false)
            case .temporal, .threat: temporal(Swift.max(base(adjusted: false), 0))
            case .environmental: environmental
            }
        return Score(tenths: Int(tenths))
    }

    /// In tenths; below zero for very small impacts.
    private func base(adjusted: Bool) -> Int128 {
        // 1 - impact × requirement, in 10⁻⁵ each, so in 10⁻¹⁵ together.
        let remaining = (3...5).reduce(Int128(1)) { product, metric in
            let requirement = adjusted ? CVSS2.requirement[values[metric + 8]] : 100
            return product * (100_000 - CVSS2.impact[values[metric]] * requirement)
        }
        // In 10⁻¹⁷; the adjusted impact is at most 10.
        var impact = 1_041 * (1_000_000_000_000_000 - remaining)
        guard impact != 0 else { return 0 }
        if adjusted { impact = Swift.min(impact, 1_000_000_000_000_000_000) }
        // In 10⁻⁸.
        let exploitability =
            20 * CVSS2.accessVector[values[0]] * CVSS2.accessComplexity[values[1]] * CVSS2.authentication[values[2]]
        // In 10⁻¹⁸, then in 10⁻²¹.
        let sum = 6 * impact + 4_000_000_000 * exploitability - 1_500_000_000_000_000_000
        return CVSS2.rounded(sum * 1_176, by: 100_000_000_000_000_000_000)
    }

    private func temporal(_ base: Int128) -> Int128 {
        let factors =
            CVSS2.exploitability[values[6]] * CVSS2.remediationLevel[values[7]] * CVSS2.reportConfidence[values[8]]
        return CVSS2.rounded(base * factors, by: 1_000_000)
    }

    private var environmental: Int128 {
        let adjusted = temporal(base(adjusted: true))
        let damaged = adjusted * 10 + (100 - adjusted) * CVSS2.collateralDamage[values[9]]
        return CVSS2.rounded(damaged * CVSS2.targetDistribution[values[10]], by: 1_000)
    }

    /// To the nearest whole number of `unit`, halves away from zero.
    private static func rounded(_ value: Int128, by unit: Int128) -> Int128 {
        (value < 0 ? value - unit / 2 : value + unit / 2) / unit
    }
}
