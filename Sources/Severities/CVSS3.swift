// SPDX-License-Identifier: Apache-2.0

/// The equations of CVSS 3.0 (§8) and 3.1 (§7).
struct CVSS3 {
    static let metrics = [
        CVSSMetric("AV", .base, "N A L P"),
        CVSSMetric("AC", .base, "L H"),
        CVSSMetric("PR", .base, "N L H"),
        CVSSMetric("UI", .base, "N R"),
        CVSSMetric("S", .base, "U C"),
        CVSSMetric("C", .base, "N L H"),
        CVSSMetric("I", .base, "N L H"),
        CVSSMetric("A", .base, "N L H"),
        CVSSMetric("E", .temporal, "X U P F H"),
        CVSSMetric("RL", .temporal, "X O T W U"),
        CVSSMetric("RC", .temporal, "X U R C"),
        CVSSMetric("CR", .environmental, "X L M H"),
        CVSSMetric("IR", .environmental, "X L M H"),
        CVSSMetric("AR", .environmental, "X L M H"),
        CVSSMetric("MAV", .environmental, "X N A L P"),
        CVSSMetric("MAC", .environmental, "X L H"),
        CVSSMetric("MPR", .environmental, "X N L H"),
        CVSSMetric("MUI", .environmental, "X N R"),
        CVSSMetric("MS", .environmental, "X U C"),
        CVSSMetric("MC", .environmental, "X N L H"),
        CVSSMetric("MI", .environmental, "X N L H"),
        CVSSMetric("MA", .environmental, "X N L H"),
    ]

    private static let attackVector = [0.85, 0.62, 0.55, 0.2]
    private static let attackComplexity = [0.77, 0.44]
    private static let privilegesRequired = [[0.85, 0.62, 0.27], [0.85, 0.68, 0.5]]
    private static let userInteraction = [0.85, 0.62]
    private static let impact = [0, 0.22, 0.56]
    private static let requirement = [1, 0.5, 1, 1.5]
    // Hundredths.
    private static let exploitCodeMaturity = [100, 91, 94, 97, 100]
    private static let remediationLevel = [100, 95, 96, 97, 100]
    private static let reportConfidence = [100, 92, 96, 100]

    private let values: [Int]
    private let version: CVSSVector.Version

    init(_ values: [UInt8], version: CVSSVector.Version) {
        self.values = values.map(Int.init)
        self.version = version
    }

    func score(_ kind: CVSSVector.ScoreKind) -> Score {
        switch kind {
        case .base: Score(tenths: base)
        case .temporal, .threat: Score(tenths: temporal(base))
        case .environmental: Score(tenths: temporal(modifiedBase))
        }
    }

    private var base: Int {
        let remaining = (5...7).reduce(1.0) { $0 * (1 - CVSS3.impact[values[$1]]) }
        let isChanged = values[4] == 1
        return total(
            impact: subscore(1 - remaining, isChanged: isChanged, modified: false),
            exploitability: exploitability(values[0], values[1], values[2], values[3], isChanged: isChanged),
            isChanged: isChanged)
    }

    private var modifiedBase: Int {
        // A modified metric that is not defined has the base metric's value; `X` is at place 0.
        let own = [0, 1, 2, 3, 4, 5, 6, 7].map { values[14 + $0] == 0 ? values[$0] : values[14 + $0] - 1 }
        let remaining = (5...7).reduce(1.0) { product, metric in
            product * (1 - CVSS3.impact[own[metric]] * CVSS3.requirement[values[metric + 6]])
        }
        let isChanged = own[4] == 1
        return total(
            impact: subscore(Swift.min(1 - remaining, 0.915), isChanged: isChanged, modified: true),
            exploitability: exploitability(own[0], own[1], own[2], own[3], isChanged: isChanged), isChanged: isChanged)
    }

    private func subscore(_ base: Double, isChanged: Bool, modified: Bool) -> Double {
        guard isChanged else { return 6.42 * base }
        // 3.1 made the modified impact monotonic (§7.3).
        if modified, version == .v31 {
            return 7.52 * (base - 0.029) - 3.25 * CVSS3.power(base * 0.9731 - 0.02, 13)
        }
        return 7.52 * (base - 0.029) - 3.25 * CVSS3.power(base - 0.02, 15)
    }

    private func exploitability(_ vector: Int, _ complexity: Int, _ privileges: Int, _ user: Int, isChanged: Bool)
        -> Double
    {
        8.22 * CVSS3.attackVector[vector] * CVSS3.attackComplexity[complexity]
            * CVSS3.privilegesRequired[isChanged ? 1 : 0][privileges] * CVSS3.userInteraction[user]
    }

    private func total(impact: Double, exploitability: Double, isChanged: Bool) -> Int {
        guard impact > 0 else { return 0 }
        return CVSS3.roundUp(Swift.min((isChanged ? 1.08 : 1) * (impact + exploitability), 10))
    }

    private func temporal(_ base: Int) -> Int {
        // In tenths of 10⁻⁶, exact.
        let product =
            base * CVSS3.exploitCodeMaturity[values[8]] * CVSS3.remediationLevel[values[9]]
            * CVSS3.reportConfidence[values[10]]
        return (product + 999_999) / 1_000_000
    }

    /// Roundup of 3.1, appendix A: to tenths, upwards, of a number that is first rounded to five digits so that binary
    /// dust does not lift it. 3.0 says the same in words.
    private static func roundUp(_ value: Double) -> Int {
        let digits = Int((value * 100_000).rounded())
        return (digits + 9_999) / 10_000
    }

    private static func power(_ base: Double, _ exponent: Int) -> Double {
        (0..<exponent).reduce(1.0) { product, _ in product * base }
    }
}
