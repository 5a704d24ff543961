// SPDX-License-Identifier: Apache-2.0
package import Advisories
package import Packages

/// What was found out about one component.
package struct ComponentJudgement: Sendable, Hashable {
    /// The component's place among those that were given.
    package var position: Int
    /// Its vulnerabilities, by their ids.
    package var matches: [Match] = []
    /// Vulnerabilities of the package, one an alias group, that this version has the fix of.
    package var fixedCount = 0
    /// Vulnerabilities of the package that this version does not have.
    package var notAffectedCount = 0
    /// Why nothing, or not all, could be looked up; nil where it could, and what is not in ``matches`` is not known to
    /// anybody.
    package var notJudged: UnknownReason?
}

/// A component and a vulnerability. `Matcher.explain(_:)` says what speaks for the verdict.
package struct Match: Sendable, Hashable {
    /// The component's place among those that were given.
    package let component: Int
    /// The name the vulnerability goes by: that of its alias group.
    package let id: String
    package let verdict: Verdict
    /// See `RuleFinding`.
    let key: Int
    let question: Question
}

/// A match, and where its verdict comes from.
package struct MatchExplanation: Sendable, Hashable {
    package var match: Match
    package var group: IndexedGroup
    /// What speaks for the verdict, one a record, in the order of the group's ids; never empty.
    package var evidence: [Evidence]
    /// What other records of the group say otherwise. An affected verdict stands whatever others say.
    package var dissent: [Evidence]
    /// The nearest versions that no range of their record holds for affected, one a record at most where the version is
    /// known; in ascending order. Empty where no fix is known.
    package var fixedVersions: [String]
}

/// What one record says about a component, and where it says so.
package struct Evidence: Sendable, Hashable {
    package var advisory: IndexedAdvisory
    package var verdict: Verdict
    /// The package as the record's entry has it, with its release or registry.
    package var ecosystem: EcosystemName
    /// The name under which the component was looked up, and how it came by that name.
    package var name: String
    package var route: Route
    /// The version that was compared: the source package's where the name is a source package's.
    package var version: String?
    package var decision: Decision
    /// Of the entry, or else of the record.
    package var severity: [SeverityEntry]
    package var severityWord: String?
    package var fixedVersions: [String]

    /// How a component leads to a name.
    package enum Route: Sendable, Hashable {
        /// It is the component's own.
        case name
        /// It is that of the package it was built from.
        case source
        /// It is that of its repository.
        case repository
    }
}

/// What decided.
package enum Decision: Sendable, Hashable {
    /// A range: its events as they are written, and the last one that the version reaches, which decides; nil where it
    /// reaches none, and where that is open.
    case range(DecidingRange)
    /// The version is one of those enumerated, which spell it so.
    case enumerated(String)
    /// The version is none of those enumerated, and there is no range.
    case notEnumerated
    /// The entry has nothing that decides.
    case nothing
}

/// A range and the event in it that decides.
package struct DecidingRange: Sendable, Hashable {
    /// Nil for a type that is not known.
    package var kind: AffectedRange.Kind?
    /// Of a range of commits.
    package var repository: String?
    package var events: [RangeEvent]
    package var deciding: RangeEvent?
}
