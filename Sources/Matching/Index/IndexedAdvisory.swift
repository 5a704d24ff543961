// SPDX-License-Identifier: Apache-2.0
package import Advisories
package import Wire

/// What the index holds of an advisory besides its ranges.
package struct IndexedAdvisory: Sendable, Hashable {
    package var id: String
    /// The source it came from, by name.
    package var source: String
    package var modified: Instant?
    package var published: Instant?
    /// Set for a record its database has taken back: it can be shown, nothing is matched against it.
    package var withdrawn: Instant?
    /// At most `AdvisoryContribution.longestSummary` bytes; a longer one ends in `…`.
    package var summary: String?
    /// What holds where an affected entry has nothing of its own.
    package var severity: [SeverityEntry]
    /// The database's own word (GHSA: LOW, MODERATE, HIGH, CRITICAL), as it is written.
    package var severityWord: String?
    /// The vulnerabilities a distribution's advisory passes on.
    package var upstream: [String]
    /// The number of its alias group; nil when no other id is known for it.
    var group: Int?

    package var isWithdrawn: Bool { withdrawn != nil }

    /// Whether it names a malicious package rather than a weakness.
    package var isMaliciousPackage: Bool { id.utf8.starts(with: "MAL-".utf8) }
}

/// All ids of one vulnerability.
package struct IndexedGroup: Sendable, Hashable {
    /// The name it goes by: its first CVE id, else its first GHSA id, else its first id, in the order of bytes. People and
    /// reports search for that one.
    package var id: String
    /// Every id, ``id`` first, then in the same order of preference; those without a record too.
    package var ids: [String]
    /// Those of ``ids`` that have a record.
    package var records: [String]
}

extension AdvisoryIndex {
    /// The advisory with a number.
    func advisory(_ ordinal: Int) throws(Damage) -> IndexedAdvisory {
        var reader = try ByteReader(try record(ordinal, ends: .advisoryEnds, records: .advisories))
        let flags = try reader.number()
        let id = try reader.text()
        let source = try reader.number()
        guard source < origin.sources.count else { throw Damage() }
        var advisory = IndexedAdvisory(id: id, source: origin.sources[source], severity: [], upstream: [])
        if flags & AdvisoryFlag.grouped != 0 { advisory.group = try reader.number() }
        if flags & AdvisoryFlag.modified != 0 { advisory.modified = try reader.instant() }
        if flags & AdvisoryFlag.published != 0 { advisory.published = try reader.instant() }
        if flags & AdvisoryFlag.withdrawn != 0 { advisory.withdrawn = try reader.instant() }
        if flags & AdvisoryFlag.summary != 0 { advisory.summary = try reader.text() }
        if flags & AdvisoryFlag.severityWord != 0 { advisory.severityWord = try sharedString(reader.number()) }
        advisory.severity = try severities(&reader)
        for _ in 0..<(try reader.count()) { advisory.upstream.append(try reader.text()) }
        return advisory
    }

    /// The name of an alias group, by its key (`RuleFinding.key`).
    func name(ofGroup key: Int) throws(Damage) -> String {
        guard key & 1 == 1 else { return String(decoding: try identifier(key >> 1), as: UTF8.self) }
        var reader = try ByteReader(try record((key >> 1) - 1, ends: .groupEnds, records: .groups))
        guard try reader.count() > 0 else { throw Damage() }
        let ordinal = try reader.number()
        return ordinal > 0 ? String(decoding: try identifier(ordinal - 1), as: UTF8.self) : try reader.text()
    }

    /// The id alone.
    func identifier(_ ordinal: Int) throws(Damage) -> UnsafeRawBufferPointer {
        var reader = try ByteReader(try record(ordinal, ends: .advisoryEnds, records: .advisories))
        _ = try reader.number()
        return try reader.string()
    }

    func severities(_ reader: inout ByteReader) throws(Damage) -> [SeverityEntry] {
        var entries: [SeverityEntry] = []
        for _ in 0..<(try reader.count()) {
            let code = try reader.number()
            let other = code == SeverityEntry.Kind.otherCode ? try sharedString(reader.number()) : nil
            let kind = try SeverityEntry.Kind(code: code, other: other)
            entries.append(SeverityEntry(kind: kind, score: try sharedString(reader.number())))
        }
        return entries
    }

    /// The alias group of an advisory; of its id alone where no other is known.
    func group(of advisory: IndexedAdvisory) throws(Damage) -> IndexedGroup {
        if let number = advisory.group { return try group(number) }
        return IndexedGroup(id: advisory.id, ids: [advisory.id], records: [advisory.id])
    }

    /// The alias group with a number.
    func group(_ number: Int) throws(Damage) -> IndexedGroup {
        var reader = try ByteReader(try record(number, ends: .groupEnds, records: .groups))
        var group = IndexedGroup(id: "", ids: [], records: [])
        for _ in 0..<(try reader.count()) {
            let ordinal = try reader.number()
            if ordinal > 0 {
                let id = String(decoding: try identifier(ordinal - 1), as: UTF8.self)
                group.ids.append(id)
                group.records.append(id)
            } else {
                group.ids.append(try reader.text())
            }
        }
        guard let first = group.ids.first else { throw Damage() }
        group.id = first
        return group
    }
}
