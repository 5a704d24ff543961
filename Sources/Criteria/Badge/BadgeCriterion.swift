// SPDX-License-Identifier: Apache-2.0

/// One criterion of the Best Practices Badge at one level: facts alone, the wording is the badge's.
package struct BadgeCriterion: Sendable, Hashable {
    package enum Level: String, Sendable, Hashable, CaseIterable {
        case passing, silver, gold
        case baseline1 = "baseline-1"
        case baseline2 = "baseline-2"
        case baseline3 = "baseline-3"

        package var isBaseline: Bool { rawValue.hasPrefix("baseline") }
    }

    package enum Category: String, Sendable, Hashable, CaseIterable {
        case must = "MUST"
        case should = "SHOULD"
        case suggested = "SUGGESTED"
    }

    package enum Group: String, Sendable, Hashable, CaseIterable {
        case basics = "Basics"
        case changeControl = "Change Control"
        case reporting = "Reporting"
        case quality = "Quality"
        case security = "Security"
        case analysis = "Analysis"
        case baseline = "Baseline"
    }

    /// What an answer needs besides itself.
    package struct Demands: OptionSet, Sendable, Hashable {
        package let rawValue: UInt8
        package init(rawValue: UInt8) { self.rawValue = rawValue }

        /// N/A is an answer.
        package static let allowsNA = Demands(rawValue: 1 << 0)
        /// N/A must be justified.
        package static let justifiesNA = Demands(rawValue: 1 << 1)
        /// Met needs an address in its justification.
        package static let addressWhenMet = Demands(rawValue: 1 << 2)
        /// Met must be justified.
        package static let justifiesMet = Demands(rawValue: 1 << 3)
    }

    /// `floss_license`; the same id can appear at several levels.
    package let id: String
    package let level: Level
    package let group: Group
    package let category: Category
    package let demands: Demands

    init(_ id: String, _ level: Level, _ group: Group, _ category: Category, _ demands: Demands = []) {
        self.id = id
        self.level = level
        self.group = group
        self.category = category
        self.demands = demands
    }
}
