// SPDX-License-Identifier: Apache-2.0

/// The metrics of the LFX Insights Health Score (version 1) that a history alone answers, each in its bucket of 0 to 5.
///
/// nil where there is nothing to judge. Stars, forks, queries, change requests and issues need a forge and stand elsewhere. The
/// texts leave gaps between whole percents (2 to 3 %); the bounds here are the lower ends of each bucket.
package struct LFXBuckets: Sendable, Hashable {
    package var contributorDependency: Int?
    package var organisationDependency: Int?
    package var quarterlyContributors: Int?
    package var quarterlyRetention: Int?
    package var activeDays: Int?
    package var outsideWorkingHours: Int?

    init(contributors: ContributorFacts, dependency: DependencyFacts, cadence: CadenceFacts) {
        contributorDependency = Self.contributorDependency(people: dependency.lfxContributors.value)
        organisationDependency = Self.organisationDependency(organisations: dependency.lfxOrganisations.value)
        quarterlyContributors = Self.quarterlyContributors(contributors.last90Days)
        quarterlyRetention = Self.quarterlyRetention(contributors.retention)
        activeDays = Self.activeDays(cadence.activeDaysLast30.part)
        outsideWorkingHours = Self.outsideWorkingHours(cadence.outsideWorkingHours)
    }

    /// People who hold 51 %; nil for none.
    package static func contributorDependency(people: Int) -> Int? {
        people < 1 ? nil : bucket(people, from: [2, 3, 5, 7, 10])
    }

    /// Organisations that hold 51 %; nil for none.
    package static func organisationDependency(organisations: Int) -> Int? {
        organisations < 1 ? nil : bucket(organisations, from: [2, 3, 4, 6, 8])
    }

    package static func quarterlyContributors(_ people: Int) -> Int {
        bucket(people, from: [2, 4, 7, 11, 21])
    }

    package static func quarterlyRetention(_ retained: Share) -> Int? {
        retained.perMille.map { bucket($0, from: [20, 60, 100, 150, 200]) }
    }

    package static func activeDays(_ days: Int) -> Int {
        bucket(days, from: [6, 11, 16, 21, 27])
    }

    /// The fewer, the better.
    package static func outsideWorkingHours(_ share: Share) -> Int? {
        share.perMille.map { 5 - bucket($0, from: [200, 300, 400, 500, 750]) }
    }

    private static func bucket(_ value: Int, from bounds: [Int]) -> Int {
        bounds.count { value >= $0 }
    }
}
