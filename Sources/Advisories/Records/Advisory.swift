// SPDX-License-Identifier: Apache-2.0
package import Wire

/// One record of the OSV schema 1.7.5: what is known about one vulnerability (or one malicious package) by one
/// database.
///
/// Null and absent fields are the same here, and so are null and empty lists. Fields the schema does not know are not
/// kept: a record's original bytes are stored beside what is read from it.
package struct Advisory: Sendable, Hashable {
    package var schemaVersion: String?
    /// Never empty.
    package var id: String
    /// Required by the schema; nil where a record lacks it or writes it wrongly.
    package var modified: Instant?
    package var published: Instant?
    /// Set for a record its database has taken back: shown, never matched, and no reason to join alias groups.
    package var withdrawn: Instant?
    /// Other names of the same vulnerability: symmetric and transitive (``AliasGroups``).
    package var aliases: [String]
    /// The vulnerabilities a distribution's advisory passes on: transitive, not symmetric.
    package var upstream: [String]
    /// Vulnerabilities that have to do with this one: symmetric, not transitive.
    package var related: [String]
    package var summary: String?
    /// CommonMark.
    package var details: String?
    /// What holds for every affected package; a package's own entries take its place (``severity(of:)``).
    package var severity: [SeverityEntry]
    package var affected: [Affected]
    package var references: [Reference]
    package var credits: [Credit]
    package var databaseSpecific: JSON?
    /// `database_specific.severity`: the database's own word (GHSA: LOW, MODERATE, HIGH, CRITICAL), as it is written.
    package var severityWord: String?

    package init(
        schemaVersion: String? = nil, id: String, modified: Instant? = nil, published: Instant? = nil,
        withdrawn: Instant? = nil, aliases: [String] = [], upstream: [String] = [], related: [String] = [],
        summary: String? = nil, details: String? = nil, severity: [SeverityEntry] = [], affected: [Affected] = [],
        references: [Reference] = [], credits: [Credit] = [], databaseSpecific: JSON? = nil, severityWord: String? = nil
    ) {
        self.schemaVersion = schemaVersion
        self.id = id
        self.modified = modified
        self.published = published
        self.withdrawn = withdrawn
        self.aliases = aliases
        self.upstream = upstream
        self.related = related
        self.summary = summary
        self.details = details
        self.severity = severity
        self.affected = affected
        self.references = references
        self.credits = credits
        self.databaseSpecific = databaseSpecific
        self.severityWord = severityWord
    }

    package var isWithdrawn: Bool { withdrawn != nil }

    /// Whether the record names a malicious package rather than a weakness (`MAL-…`): every affected version is to be
    /// removed, none is to be upgraded.
    package var isMaliciousPackage: Bool { id.utf8.starts(with: "MAL-".utf8) }

    /// What holds for one of ``affected``: its own entries, or else the record's.
    package func severity(of affected: Affected) -> [SeverityEntry] {
        affected.severity.isEmpty ? severity : affected.severity
    }

    /// The word that holds for one of ``affected``: its own, or else the record's.
    package func severityWord(of affected: Affected) -> String? {
        affected.severityWord ?? severityWord
    }
}
