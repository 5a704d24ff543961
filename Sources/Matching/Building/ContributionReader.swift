// SPDX-License-Identifier: Apache-2.0
import Advisories
import Wire

/// The front of a contribution, its strings still where they lie.
struct ContributionHeader {
    var id = UnsafeRawBufferPointer(start: nil, count: 0)
    var modified: Instant?
    var published: Instant?
    var withdrawn: Instant?
    var summary: UnsafeRawBufferPointer?
    var severityWord: UnsafeRawBufferPointer?
    var aliases: [UnsafeRawBufferPointer] = []
    var upstream: [UnsafeRawBufferPointer] = []
    var severities: [RawSeverity] = []
    var affectedCount = 0
}

/// A severity whose strings still lie in a contribution.
struct RawSeverity {
    var code: Int
    /// The type, where `code` is that of another one.
    var other: UnsafeRawBufferPointer?
    var score: UnsafeRawBufferPointer
}

/// An affected entry whose strings still lie in a contribution. Made once and filled again for every entry.
struct RawAffected {
    var ecosystem: UnsafeRawBufferPointer?
    var ecosystemIsKnown = false
    var name: UnsafeRawBufferPointer?
    var severityWord: UnsafeRawBufferPointer?
    var defect: UnsafeRawBufferPointer?
    var severities: [RawSeverity] = []
    var ranges: [Range] = []
    /// The events of all ranges.
    var events: [(kind: Int, version: UnsafeRawBufferPointer)] = []
    var versions: [UnsafeRawBufferPointer] = []

    struct Range {
        var kind: AffectedRange.Kind?
        var repository: UnsafeRawBufferPointer?
        var defect: UnsafeRawBufferPointer?
        var events: Swift.Range<Int>
    }
}

/// Reads a contribution front to back: the header, then each affected entry.
struct ContributionReader {
    private var reader: ByteReader
    private var recent = ByteReader.Recent()

    init(_ bytes: UnsafeRawBufferPointer) throws(Damage) {
        reader = try ByteReader(bytes)
    }

    /// - Throws: `Damage`, also for another version's contribution: ask ``AdvisoryContribution/isCurrent(_:)`` first.
    mutating func header() throws(Damage) -> ContributionHeader {
        guard try reader.byte() == AdvisoryContribution.version else { throw Damage() }
        var header = ContributionHeader()
        let flags = try reader.number()
        header.id = try reader.string()
        guard !header.id.isEmpty else { throw Damage() }
        if flags & AdvisoryContribution.Flag.modified != 0 { header.modified = try reader.instant() }
        if flags & AdvisoryContribution.Flag.published != 0 { header.published = try reader.instant() }
        if flags & AdvisoryContribution.Flag.withdrawn != 0 { header.withdrawn = try reader.instant() }
        if flags & AdvisoryContribution.Flag.summary != 0 { header.summary = try reader.string() }
        if flags & AdvisoryContribution.Flag.severityWord != 0 { header.severityWord = try reader.string() }
        for _ in 0..<(try reader.count()) { header.aliases.append(try reader.string()) }
        for _ in 0..<(try reader.count()) { header.upstream.append(try reader.string()) }
        try severities(into: &header.severities)
        header.affectedCount = try reader.count()
        return header
    }

    private mutating func severities(into entries: inout [RawSeverity]) throws(Damage) {
        entries.removeAll(keepingCapacity: true)
        for _ in 0..<(try reader.count()) {
            let code = try reader.number()
            guard code <= SeverityEntry.Kind.otherCode else { throw Damage() }
            let other = code == SeverityEntry.Kind.otherCode ? try reader.string(recent: &recent) : nil
            entries.append(RawSeverity(code: code, other: other, score: try reader.string(recent: &recent)))
        }
    }

    /// Reads the next entry; to be called as often as the header says.
    mutating func affected(into entry: inout RawAffected) throws(Damage) {
        let flags = try reader.number()
        let hasPackage = flags & AdvisoryContribution.EntryFlag.package != 0
        entry.ecosystem = hasPackage ? try reader.string(recent: &recent) : nil
        entry.ecosystemIsKnown = flags & AdvisoryContribution.EntryFlag.ecosystemIsKnown != 0
        entry.name = hasPackage ? try reader.string(recent: &recent) : nil
        let hasWord = flags & AdvisoryContribution.EntryFlag.severityWord != 0
        entry.severityWord = hasWord ? try reader.string(recent: &recent) : nil
        let hasDefect = flags & AdvisoryContribution.EntryFlag.defect != 0
        entry.defect = hasDefect ? try reader.string(recent: &recent) : nil
        try severities(into: &entry.severities)
        entry.ranges.removeAll(keepingCapacity: true)
        entry.events.removeAll(keepingCapacity: true)
        for _ in 0..<(try reader.count()) { try range(into: &entry) }
        entry.versions.removeAll(keepingCapacity: true)
        for _ in 0..<(try reader.count()) { entry.versions.append(try reader.string()) }
    }

    private mutating func range(into entry: inout RawAffected) throws(Damage) {
        let flags = try reader.number()
        let hasRepository = flags & AdvisoryContribution.RangeFlag.repository != 0
        let repository = hasRepository ? try reader.string(recent: &recent) : nil
        let hasDefect = flags & AdvisoryContribution.RangeFlag.defect != 0
        let defect = hasDefect ? try reader.string(recent: &recent) : nil
        let start = entry.events.count
        for _ in 0..<(try reader.count()) {
            let kind = try reader.number()
            guard kind <= RangeEvent.Kind.limit.code else { throw Damage() }
            entry.events.append((kind, try reader.string(recent: &recent)))
        }
        entry.ranges.append(
            RawAffected.Range(
                kind: AffectedRange.Kind?(code: flags & AdvisoryContribution.RangeFlag.kind),
                repository: repository, defect: defect, events: start..<entry.events.count))
    }
}
