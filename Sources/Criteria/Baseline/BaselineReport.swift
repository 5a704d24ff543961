// SPDX-License-Identifier: Apache-2.0

/// The OSPS Baseline, requirement by requirement.
package struct BaselineReport: Sendable, Hashable {
    /// The catalogue's version.
    package let version: String
    /// Every active requirement, in the order of the catalogue.
    package let results: [RequirementResult]
    /// Of the maturity levels 1, 2 and 3.
    package let levels: [LevelCount]

    /// The requirements that appear at one level, by verdict.
    package struct LevelCount: Sendable, Hashable {
        package let level: Int
        package var pass = 0
        package var fail = 0
        package var notApplicable = 0
        package var unknown = 0

        package var total: Int { pass + fail + notApplicable + unknown }
        package var isReached: Bool { fail == 0 && unknown == 0 }
    }

    init(version: String, results: [RequirementResult]) {
        self.version = version
        self.results = results
        levels = (1...3).map { level in
            var count = LevelCount(level: level)
            for result in results where result.levels.first == level {
                switch result.verdict {
                case .pass: count.pass += 1
                case .fail: count.fail += 1
                case .notApplicable: count.notApplicable += 1
                case .unknown: count.unknown += 1
                }
            }
            return count
        }
    }

    /// The highest level all of whose requirements, and those of the levels below, hold or do not apply; 0 for none.
    package var reached: Int { levels.prefix { $0.isReached }.last?.level ?? 0 }

    /// The highest level that no failed requirement stands in the way of: what ``reached`` can still become; 0 for none.
    package var reachable: Int { levels.prefix { $0.fail == 0 }.last?.level ?? 0 }

    package func result(_ id: String) -> RequirementResult? { results.first { $0.id == id } }
}
