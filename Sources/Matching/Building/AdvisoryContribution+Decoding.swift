// SPDX-License-Identifier: Apache-2.0
package import Advisories
import Packages

extension AdvisoryContribution {
    /// Whether this version wrote the bytes; one that is not current is to be encoded again from the record.
    package static func isCurrent(_ bytes: UnsafeRawBufferPointer) -> Bool {
        bytes.first == version
    }

    /// The record again, as far as it was kept: the summary may be cut, and details, references, credits, related ids,
    /// purls and specifics are gone.
    package static func decode(_ bytes: UnsafeRawBufferPointer) throws(MatchingError) -> Advisory {
        guard isCurrent(bytes) else { throw MatchingError.contribution(bytes) }
        do {
            return try read(bytes)
        } catch {
            throw MatchingError.contribution(bytes)
        }
    }

    private static func read(_ bytes: UnsafeRawBufferPointer) throws(Damage) -> Advisory {
        var reader = try ContributionReader(bytes)
        let header = try reader.header()
        var advisory = Advisory(
            id: text(header.id), modified: header.modified, published: header.published, withdrawn: header.withdrawn,
            aliases: header.aliases.map(text), upstream: header.upstream.map(text),
            summary: header.summary.map(text), severity: try severities(header.severities),
            severityWord: header.severityWord.map(text))
        var raw = RawAffected()
        for _ in 0..<header.affectedCount {
            try reader.affected(into: &raw)
            advisory.affected.append(try affected(raw))
        }
        return advisory
    }

    private static func affected(_ raw: RawAffected) throws(Damage) -> Affected {
        var affected = Affected(
            severity: try severities(raw.severities), versions: raw.versions.map(text),
            severityWord: raw.severityWord.map(text), defect: raw.defect.map(text))
        if let ecosystem = raw.ecosystem.map(text), let name = raw.name.map(text) {
            affected.package = AffectedPackage(
                ecosystemText: ecosystem,
                ecosystem: raw.ecosystemIsKnown ? try? EcosystemName(parsing: ecosystem) : nil, name: name)
        }
        for range in raw.ranges {
            var events: [RangeEvent] = []
            for event in raw.events[range.events] {
                events.append(RangeEvent(try RangeEvent.Kind(code: event.kind), text(event.version)))
            }
            affected.ranges.append(
                AffectedRange(
                    kind: range.kind, repository: range.repository.map(text), events: events,
                    defect: range.defect.map(text)))
        }
        return affected
    }

    private static func severities(_ raw: [RawSeverity]) throws(Damage) -> [SeverityEntry] {
        var entries: [SeverityEntry] = []
        for entry in raw {
            let kind = try SeverityEntry.Kind(code: entry.code, other: entry.other.map(text))
            entries.append(SeverityEntry(kind: kind, score: text(entry.score)))
        }
        return entries
    }

    private static func text(_ bytes: UnsafeRawBufferPointer) -> String {
        String(decoding: bytes, as: UTF8.self)
    }
}

extension MatchingError {
    /// Why a contribution cannot be used.
    static func contribution(_ bytes: UnsafeRawBufferPointer) -> MatchingError {
        switch bytes.first {
        case .some(let version) where version > AdvisoryContribution.version:
            MatchingError(
                .newer, "The advisory database holds records packed by a newer Mainstay.",
                hint: "Use that version, or remove the database and run 'mainstay update'.")
        case .some(let version) where version < AdvisoryContribution.version:
            MatchingError(
                .outdated, "The advisory database holds records packed by an older Mainstay.",
                hint: "They have to be packed again from the records themselves.")
        default:
            MatchingError(
                .damaged, "The advisory database is damaged: a packed record cannot be read.",
                hint: "Remove the database and run 'mainstay update'.")
        }
    }
}
