// SPDX-License-Identifier: Apache-2.0
package import ProjectHealth

/// An answer to one criterion of the badge, proposed from evidence. A person decides.
package struct BadgeAnswer: Sendable, Hashable {
    package enum Status: String, Sendable, Hashable, CaseIterable {
        case met = "Met"
        case unmet = "Unmet"
        case notApplicable = "N/A"
        case unknown = "?"
    }

    package let id: String
    package let status: Status
    /// Sentences with the evidence, and with addresses where there are any.
    package let justification: String
    package let evidence: [EvidenceLocation]
    package let confidence: Confidence
    package let isSelfAsserted: Bool
}

/// The badge, criterion by criterion.
package struct BadgeReport: Sendable, Hashable {
    /// One for each id, in the order of ``BadgeCatalogue/all``.
    package let answers: [BadgeAnswer]
    package let levels: [LevelCount]

    package struct LevelCount: Sendable, Hashable {
        package let level: BadgeCriterion.Level
        package var met = 0
        package var unmet = 0
        package var notApplicable = 0
        package var unknown = 0

        package var total: Int { met + unmet + notApplicable + unknown }
    }

    init(answers: [BadgeAnswer]) {
        self.answers = answers
        var statuses: [String: BadgeAnswer.Status] = [:]
        for answer in answers { statuses[answer.id] = answer.status }
        levels = BadgeCriterion.Level.allCases.map { level in
            var count = LevelCount(level: level)
            for criterion in BadgeCatalogue.all where criterion.level == level {
                switch statuses[criterion.id] ?? .unknown {
                case .met: count.met += 1
                case .unmet: count.unmet += 1
                case .notApplicable: count.notApplicable += 1
                case .unknown: count.unknown += 1
                }
            }
            return count
        }
    }

    package func answer(_ id: String) -> BadgeAnswer? { answers.first { $0.id == id } }
}
