// SPDX-License-Identifier: Apache-2.0
package import Packages
package import Wire

/// A package, or a repository, and its versions that have the vulnerability. One package may have several entries, each
/// with ranges of its own; a version is affected when any of them says so.
package struct Affected: Sendable, Hashable {
    /// Nil for records about plain repositories, whose ranges are all of type GIT.
    package var package: AffectedPackage?
    package var severity: [SeverityEntry]
    package var ranges: [AffectedRange]
    /// Versions that are affected whatever the ranges say.
    package var versions: [String]
    package var ecosystemSpecific: JSON?
    package var databaseSpecific: JSON?
    /// `severity` of `ecosystem_specific` or `database_specific` here, as it is written (OSS-Fuzz: LOW, MEDIUM, HIGH).
    package var severityWord: String?
    /// Why this entry could not be read whole, as a sentence: versions may be affected that nothing here names. Whoever
    /// matches must then answer "not evaluable" instead of "not affected".
    package var defect: String?

    package init(
        package affectedPackage: AffectedPackage? = nil, severity: [SeverityEntry] = [], ranges: [AffectedRange] = [],
        versions: [String] = [], ecosystemSpecific: JSON? = nil, databaseSpecific: JSON? = nil,
        severityWord: String? = nil, defect: String? = nil
    ) {
        self.package = affectedPackage
        self.severity = severity
        self.ranges = ranges
        self.versions = versions
        self.ecosystemSpecific = ecosystemSpecific
        self.databaseSpecific = databaseSpecific
        self.severityWord = severityWord
        self.defect = defect
    }
}

/// A package as a record names it.
package struct AffectedPackage: Sendable, Hashable {
    /// As it is written, such as `Red Hat:rhel_aus:8.6::appstream`.
    package var ecosystemText: String
    /// What ``ecosystemText`` means; nil for an ecosystem that is not known here, which nothing can match.
    package var ecosystem: EcosystemName?
    /// As it is written; `Ecosystem.normalisedName(_:)` is the key to compare by.
    package var name: String
    /// Read only where all of a record is read.
    package var purl: String?

    package init(ecosystemText: String, ecosystem: EcosystemName?, name: String, purl: String? = nil) {
        self.ecosystemText = ecosystemText
        self.ecosystem = ecosystem
        self.name = name
        self.purl = purl
    }
}

/// Stretches of affected versions, or of commits of a repository.
package struct AffectedRange: Sendable, Hashable {
    package enum Kind: String, Sendable, Hashable, CaseIterable {
        /// Commits of ``AffectedRange/repository``.
        case git = "GIT"
        /// Versions ordered by SemVer 2.0.0, whatever the ecosystem does.
        case semver = "SEMVER"
        /// Versions ordered as the package's ecosystem does.
        case ecosystem = "ECOSYSTEM"
    }

    /// Nil where the record names a type that is not known here; ``defect`` says so.
    package var kind: Kind?
    /// The repository's URL; for GIT ranges.
    package var repository: String?
    /// In the order they are written, which need not be the order of versions.
    package var events: [RangeEvent]
    package var databaseSpecific: JSON?
    /// Why the range cannot be evaluated as it stands, as a sentence; whoever matches must answer "not evaluable".
    package var defect: String?

    package init(
        kind: Kind?, repository: String? = nil, events: [RangeEvent], databaseSpecific: JSON? = nil,
        defect: String? = nil
    ) {
        self.kind = kind
        self.repository = repository
        self.events = events
        self.databaseSpecific = databaseSpecific
        self.defect = defect
    }
}

/// Where a stretch of affected versions begins or ends.
package struct RangeEvent: Sendable, Hashable {
    package enum Kind: String, Sendable, Hashable, CaseIterable {
        /// The first affected version; `0` stands before every version.
        case introduced
        /// The first version that is not affected any more.
        case fixed
        /// The last affected version.
        case lastAffected = "last_affected"
        /// The end of what the range speaks about; `*` is no end at all.
        case limit
    }

    package var kind: Kind
    /// A version or a commit.
    package var version: String

    package init(_ kind: Kind, _ version: String) {
        self.kind = kind
        self.version = version
    }
}
