// SPDX-License-Identifier: Apache-2.0
package import Forges
package import HealthReports
package import ProjectHealth
package import Wire

/// What a project's health is to be judged by.
package struct HealthOptions: Sendable {
    /// The time that "recent" is counted from.
    package var asOf: Instant
    /// Counts from the end of the commit's own day instead, where the commit is known.
    package var countsFromCommit = false
    /// A commit, branch or tag; nil for what is checked out.
    package var commit: String?
    package var sections = Set(HealthReport.Section.allCases)
    /// Ids of checks; nil for those that are judged by default.
    package var checks: [String]?
    package var history = HistoryUse.read
    /// Whether what was read is kept in the data folder and used again.
    package var usesCache = true
    package var searchesPastSecrets = false
    /// Files; nil where there is none.
    package var exemptions: String?
    package var forgeSnapshot: String?
    package var ossFuzz: String?
    package var allowedSigners: String?
    package var keyring: String?
    package var badge: BadgeEntry?
    /// How the forge is asked; nil where it is not.
    package var forge: ForgeAsking?

    package init(asOf: Instant) { self.asOf = asOf }

    /// In the order of their names.
    ///
    /// - Throws: that there is no such check.
    func chosenChecks() throws(WorkflowError) -> [Check] {
        guard let ids = self.checks else { return CheckCatalogue.standard }
        var checks: [Check] = []
        for id in ids {
            guard let check = CheckCatalogue.all.first(where: { $0.definition.id.lowercased() == id.lowercased() })
            else {
                throw WorkflowError(
                    .usage, "There is no check '\(id)'.",
                    hint: "There are: \(CheckCatalogue.all.map(\.definition.id).joined(separator: ", ")).")
            }
            checks.append(check)
        }
        return checks.sorted { $0.definition.id < $1.definition.id }
    }
}

/// Whether a history is read.
package enum HistoryUse: Sendable, Hashable {
    case read
    /// Only where it was read before, so that what is new is little.
    case ifKept
    case no
}

/// How a forge is asked.
package struct ForgeAsking: Sendable {
    /// The project's address; nil for that of the checkout's remote.
    package var project: String?
    /// What runs there; nil where the address says it.
    package var kind: ForgeSnapshot.Forge?
    /// The most requests of one run; nil for what is usual.
    package var budget: Int?
    /// Where the snapshot is written; nil where it is not kept.
    package var saveTo: String?
    /// A token, from the environment; it goes to the forge alone that it is for.
    package var token: String?
    /// The address of that forge; nil for the one of ``project``, or GitHub's where that is nil too.
    package private(set) var tokenHost: String?

    package init() {}

    /// Sets which forge the token is for, by its host.
    ///
    /// - Throws: that it is no host.
    package mutating func setTokenHost(_ host: String) throws(WorkflowError) {
        do {
            tokenHost = try ForgeProject.base(ofHost: host)
        } catch {
            throw WorkflowError(
                .usage, "'\(host)' is no forge's host.", hint: "Write it as gitlab.example.org or host:3000.")
        }
    }

    /// Sets what runs there, by its name; false for a name that is not known.
    package mutating func setKind(named name: String) -> Bool {
        kind = ForgeSnapshot.Forge(rawValue: name)
        return kind != nil
    }
}
