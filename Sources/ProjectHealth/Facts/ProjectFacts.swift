// SPDX-License-Identifier: Apache-2.0
package import Forges
package import Histories
package import Wire

/// Everything that was observed of one project at one commit: what probes, metrics and criteria are answered from.
package struct ProjectFacts: Sendable {
    package var subject: ProjectSubject
    /// The time that "recent" is counted from. Given, so that the same facts give the same report on any day.
    package var asOf: Instant
    package var tree: TreeFacts
    package var history: Known<History>
    package var forge: Known<ForgeSnapshot>
    /// One an alias group, from the advisories at hand.
    package var vulnerabilities: Known<KnownVulnerabilities>
    /// The project's entry at the Best Practices Badge.
    package var badge: Known<BadgeEntry>
    /// Whether OSS-Fuzz builds the project.
    package var isInOSSFuzz: Known<Bool>
    /// Projects of the local fleet that depend on this one.
    package var dependents: Known<Int>
    /// What checks ask of the history, where it was worked out before; they work it out themselves otherwise.
    package var digest: HistoryDigest?

    package init(subject: ProjectSubject, asOf: Instant, tree: TreeFacts) {
        self.subject = subject
        self.asOf = asOf
        self.tree = tree
        history = .unknown(Unknown("The history was not read."))
        forge = .unknown(
            Unknown("The forge was not asked.", hint: "Give --forge, or a saved answer with --forge-snapshot FILE."))
        vulnerabilities = .unknown(Unknown("The components were not judged."))
        badge = .unknown(
            Unknown(
                "The Best Practices Badge was not asked.",
                hint: "Give --badge-level LEVEL where you know the project's entry."))
        isInOSSFuzz = .unknown(
            Unknown(
                "OSS-Fuzz's list of projects was not read.", hint: "Give --oss-fuzz FILE with OSS-Fuzz's status.json."))
        dependents = .unknown(Unknown("No fleet of projects is kept here."))
    }
}

/// What is talked about.
package struct ProjectSubject: Sendable, Hashable {
    /// As it was asked for: a path or address, without anything secret.
    package var name: String
    /// The project's address at its forge without scheme, `github.com/owner/name`; nil where no remote says one.
    package var repository: String?
    /// In hexadecimal; nil for a folder that is no checkout.
    package var commit: String?
    package var commitTime: Instant?
    /// The branch that is checked out; nil when none is.
    package var branch: String?

    package init(name: String) { self.name = name }
}

/// The vulnerabilities of a project and its components that the advisories at hand know of.
package struct KnownVulnerabilities: Sendable, Hashable {
    package var found: [VulnerabilityFact]
    /// What keeps ``found`` from being all there are, a sentence each: ecosystems without advisories.
    package var unjudged: [String]
    /// How many more there may be, by the version that is really used: components of which only a requirement is stated.
    package var possible: Int

    package init(_ found: [VulnerabilityFact], unjudged: [String] = [], possible: Int = 0) {
        self.found = found
        self.unjudged = unjudged
        self.possible = possible
    }
}

/// A known vulnerability in one of the project's components, or in the project itself.
package struct VulnerabilityFact: Sendable, Hashable {
    /// The alias group's id.
    package var id: String
    package var aliases: [String]
    package var package: String
    package var version: String?
    package var location: EvidenceLocation
    /// Whether the file lies among tests or examples, or the component is for development only.
    package var isDevelopmentOnly: Bool
    /// The record tells of no weakness but, say, that nobody maintains the package any more.
    package var isNotice = false

    package init(
        id: String, aliases: [String], package: String, version: String?, location: EvidenceLocation,
        isDevelopmentOnly: Bool
    ) {
        self.id = id
        self.aliases = aliases
        self.package = package
        self.version = version
        self.location = location
        self.isDevelopmentOnly = isDevelopmentOnly
    }
}

/// What the Best Practices Badge says of a project.
package enum BadgeEntry: String, Sendable, Hashable, CaseIterable {
    case none, inProgress, passing, silver, gold
}
