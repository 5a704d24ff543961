// SPDX-License-Identifier: Apache-2.0

/// The scoring of CVSS 4.0 (§8): macro vectors and interpolation between them, in whole numbers.
struct CVSS4 {
    // Values from the most to the least severe, `X` and the safety of the modified ones last, so that a value's place is
    // its distance from the worst.
    static let metrics = [
        CVSSMetric("AV", .base, "N A L P"),
        CVSSMetric("AC", .base, "L H"),
        CVSSMetric("AT", .base, "N P"),
        CVSSMetric("PR", .base, "N L H"),
        CVSSMetric("UI", .base, "N P A"),
        CVSSMetric("VC", .base, "H L N"),
        CVSSMetric("VI", .base, "H L N"),
        CVSSMetric("VA", .base, "H L N"),
        CVSSMetric("SC", .base, "H L N"),
        CVSSMetric("SI", .base, "H L N"),
        CVSSMetric("SA", .base, "H L N"),
        CVSSMetric("E", .temporal, "A P U X"),
        CVSSMetric("CR", .environmental, "H M L X"),
        CVSSMetric("IR", .environmental, "H M L X"),
        CVSSMetric("AR", .environmental, "H M L X"),
        CVSSMetric("MAV", .environmental, "N A L P X"),
        CVSSMetric("MAC", .environmental, "L H X"),
        CVSSMetric("MAT", .environmental, "N P X"),
        CVSSMetric("MPR", .environmental, "N L H X"),
        CVSSMetric("MUI", .environmental, "N P A X"),
        CVSSMetric("MVC", .environmental, "H L N X"),
        CVSSMetric("MVI", .environmental, "H L N X"),
        CVSSMetric("MVA", .environmental, "H L N X"),
        CVSSMetric("MSC", .environmental, "H L N X"),
        CVSSMetric("MSI", .environmental, "S H L N X"),
        CVSSMetric("MSA", .environmental, "S H L N X"),
        CVSSMetric("S", .supplemental, "X N P"),
        CVSSMetric("AU", .supplemental, "X N Y"),
        CVSSMetric("R", .supplemental, "X A U I"),
        CVSSMetric("V", .supplemental, "X D C"),
        CVSSMetric("RE", .supplemental, "X L M H"),
        CVSSMetric("U", .supplemental, "X Clear Green Amber Red"),
    ]

    /// Steps from the worst value of each metric that counts: AV AC AT PR UI, VC VI VA, SC SI SA, E, CR IR AR.
    /// The subsequent system's count from safety, so their High is 1.
    private let steps: [Int]

    init(_ values: [UInt8]) {
        steps = (0...14).map { metric in
            let own = Int(values[metric])
            switch metric {
            // Not defined means attacked, and high requirements (§3.1, §4.1).
            case 11: return own == 3 ? 0 : own
            case 12...14: return own == 3 ? 0 : own
            // Modified metrics are 15 places behind, see `metrics`.
            case 9, 10:
                let modified = Int(values[metric + 15])
                return modified == 4 ? own + 1 : modified
            default:
                let modified = Int(values[metric + 15])
                let isDefined = CVSS4.metrics[metric + 15].undefined != values[metric + 15]
                return (isDefined ? modified : own) + (metric == 8 ? 1 : 0)
            }
        }
    }

    var score: Score {
        // No impact on any system (§8.1).
        guard steps[5...7].contains(where: { $0 < 2 }) || steps[8...10].contains(where: { $0 < 3 }) else {
            return Score(tenths: 0)
        }
        let sets = equivalenceSets
        let macro = CVSS4.macroVector(sets)
        var lower = 0
        // In 840ths of a tenth: every set's number of steps divides 840.
        var distance = 0
        for (next, taken, available) in neighbours(sets) {
            guard let next, macro >= next else { continue }
            lower += 1
            distance += (macro - next) * taken * (840 / available)
        }
        guard lower > 0 else { return Score(tenths: macro) }
        // macro - distance / lower, rounded to the nearest tenth, halves upwards.
        let unit = 840 * lower
        let value = Swift.max(macro * unit - distance, 0)
        return Score(tenths: (2 * value + unit) / (2 * unit))
    }

    // MARK: Equivalence sets (§8.2, tables 24 to 29)

    private var equivalenceSets: [Int] {
        let (vector, privileges, interaction) = (steps[0], steps[3], steps[4])
        let worst = [vector, privileges, interaction].count { $0 == 0 }
        let exploitability = worst == 3 ? 0 : worst > 0 && vector != 3 ? 1 : 2
        let complexity = steps[1] == 0 && steps[2] == 0 ? 0 : 1
        let (confidentiality, integrity, availability) = (steps[5], steps[6], steps[7])
        let impact =
            confidentiality == 0 && integrity == 0
            ? 0 : confidentiality == 0 || integrity == 0 || availability == 0 ? 1 : 2
        let subsequent = steps[9] == 0 || steps[10] == 0 ? 0 : steps[8...10].contains(1) ? 1 : 2
        let hasHighRequirement = (0...2).contains { steps[12 + $0] == 0 && steps[5 + $0] == 0 }
        return [exploitability, complexity, impact, subsequent, steps[11], hasHighRequirement ? 0 : 1]
    }

    private static func macroVector(_ sets: [Int]) -> Int {
        macroVectors[((((sets[0] * 2 + sets[1]) * 3 + sets[2]) * 3 + sets[3]) * 3 + sets[4]) * 2 + sets[5]]
    }

    /// The score of the next less severe macro vector along some sets; nil where there is none.
    private static func macroVector(_ sets: [Int], lowering indexes: Int...) -> Int? {
        var sets = sets
        for index in indexes {
            sets[index] += 1
            guard sets[index] <= [2, 1, 2, 2, 2, 1][index] else { return nil }
        }
        let score = macroVector(sets)
        return score == 0 ? nil : score
    }

    /// For each set (the third and sixth together): the next lower macro vector's score, the steps of this vector from
    /// the worst of its macro vector, and the steps that the macro vector spans (§8.2, tables 30 and 31).
    private func neighbours(_ sets: [Int]) -> [(next: Int?, taken: Int, available: Int)] {
        let joint: Int? =
            switch (sets[2], sets[5]) {
            case (0, 0):
                [CVSS4.macroVector(sets, lowering: 5), CVSS4.macroVector(sets, lowering: 2)].compactMap { $0 }.max()
            case (1, 0): CVSS4.macroVector(sets, lowering: 5)
            default: CVSS4.macroVector(sets, lowering: 2)
            }
        return [
            (CVSS4.macroVector(sets, lowering: 0), taken([0, 3, 4], from: CVSS4.worst1[sets[0]]), [1, 4, 5][sets[0]]),
            (CVSS4.macroVector(sets, lowering: 1), taken([1, 2], from: CVSS4.worst2[sets[1]]), [1, 2][sets[1]]),
            (
                joint, taken([5, 6, 7, 12, 13, 14], from: CVSS4.worst3and6[sets[2]][sets[5]]),
                [[7, 6], [8, 8], [10, 10]][sets[2]][sets[5]]
            ),
            (
                CVSS4.macroVector(sets, lowering: 3), taken([8, 9, 10], from: CVSS4.worst4[sets[3]]),
                [6, 5, 4][sets[3]]
            ),
            // Exploit maturity has one value a level.
            (CVSS4.macroVector(sets, lowering: 4), 0, 1),
        ]
    }

    /// Steps below the first of the worst vectors that is at least as severe in every metric.
    private func taken(_ metrics: [Int], from worst: [[Int]]) -> Int {
        for candidate in worst {
            let distances = zip(metrics, candidate).map { steps[$0] - $1 }
            if distances.allSatisfy({ $0 >= 0 }) { return distances.reduce(0, +) }
        }
        return 0
    }

    // The most severe vectors of each level (§8.2, table 31) in steps: AV PR UI; AC AT; VC VI VA CR IR AR; SC SI SA.
    private static let worst1 = [[[0, 0, 0]], [[1, 0, 0], [0, 1, 0], [0, 0, 1]], [[3, 0, 0], [1, 1, 1]]]
    private static let worst2 = [[[0, 0]], [[1, 0], [0, 1]]]
    private static let worst3and6 = [
        [[[0, 0, 0, 0, 0, 0]], [[0, 0, 1, 1, 1, 0], [0, 0, 0, 1, 1, 1]]],
        [
            [[1, 0, 0, 0, 0, 0], [0, 1, 0, 0, 0, 0]],
            [
                [1, 0, 1, 0, 1, 0], [1, 0, 0, 0, 1, 1], [0, 1, 0, 1, 0, 1], [0, 1, 1, 1, 0, 0], [1, 1, 0, 0, 0, 1],
            ],
        ],
        [[], [[1, 1, 1, 0, 0, 0]]],
    ]
    private static let worst4 = [[[1, 0, 0]], [[1, 1, 1]], [[2, 2, 2]]]
}
