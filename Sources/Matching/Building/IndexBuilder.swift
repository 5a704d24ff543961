// SPDX-License-Identifier: Apache-2.0
package import Advisories
package import Wire

/// What an index says about itself.
package struct IndexOrigin: Sendable, Hashable {
    /// When it was made.
    package var created: Instant
    /// Of the database it was made from, so that an index that is behind it can be told.
    package var generation: Int
    /// The names of the sources; contributions name them by their place here.
    package var sources: [String]

    package init(created: Instant, generation: Int, sources: [String]) {
        self.created = created
        self.generation = generation
        self.sources = sources
    }
}

/// What a build made, and what it could not use.
package struct IndexSummary: Sendable, Hashable {
    /// Of the file, in bytes.
    package internal(set) var length = 0
    package internal(set) var checksum: UInt64 = 0
    /// Withdrawn ones included.
    package internal(set) var advisories = 0
    package internal(set) var withdrawn = 0
    package internal(set) var packages = 0
    /// Affected entries, one for each package or repository they speak of.
    package internal(set) var rules = 0
    /// Groups of at least two ids.
    package internal(set) var groups = 0
    /// Records that another record of the same id took the place of.
    package internal(set) var superseded = 0
    /// Affected entries that name no ecosystem known here, by what they name; past ``mostUnplaced`` names, under `…`.
    package internal(set) var unplaced: [String: Int] = [:]
    /// Aliases that were not followed.
    package internal(set) var notices: [AliasNotice] = []

    static let mostUnplaced = 1_000
}

/// Builds an index from contributions in any order, in bounded memory: whatever grows with the records' contents goes to
/// the spill area; what stays in memory is about a hundred bytes a record.
///
/// The work: (1) contributions are put aside by the hash of their ids; (2) heap by heap, the newest record of each id is
/// chosen and its aliases are collected; (3) heap by heap again, each record is numbered and written, and its affected
/// entries are put aside by the hash of their package; (4) heap by heap, packages are written. As heaps and what is
/// inside are ordered by hash, the order in which contributions came leaves no trace.
package struct IndexBuilder {
    let origin: IndexOrigin
    private var records: SpillBuffer
    private let spill: SpillArea

    package init(origin: IndexOrigin, spill: SpillArea) {
        self.origin = origin
        self.spill = spill
        records = SpillBuffer(area: spill, first: 0)
    }

    /// Adds a record, packed by ``AdvisoryContribution/encode(_:)``. Of several with one id the one modified last counts,
    /// then the one whose source's name comes first.
    ///
    /// - Throws: `MatchingError` for a contribution that is not current or is damaged; what the spill area throws.
    package mutating func add(_ contribution: UnsafeRawBufferPointer, source: Int) throws {
        guard AdvisoryContribution.isCurrent(contribution) else { throw MatchingError.contribution(contribution) }
        guard origin.sources.indices.contains(source) else {
            throw MatchingError(.damaged, "A record is of source \(source), and there are \(origin.sources.count).")
        }
        let hash: UInt64
        do {
            var reader = try ContributionReader(contribution)
            hash = ByteHash.hash(try reader.header().id)
        } catch {
            throw MatchingError.contribution(contribution)
        }
        try withUnsafeBytes(of: UInt32(truncatingIfNeeded: source).littleEndian) {
            try records.append(hash, $0, contribution)
        }
    }

    /// Adds a record.
    package mutating func add(_ advisory: Advisory, source: Int) throws {
        try AdvisoryContribution.encode(advisory).withUnsafeBytes { try add($0, source: source) }
    }

    /// Builds the index and gives it to `sink`, piece by piece from front to back.
    ///
    /// - Throws: `MatchingError`; what the spill area and the sink throw.
    package consuming func finish(into sink: @escaping (UnsafeRawBufferPointer) throws -> Void) throws -> IndexSummary {
        do {
            try records.flush()
            let newest = NewestRecords(spill: records, sources: origin.sources)
            var assembly = try IndexAssembly(
                origin: origin, aliases: try newest.aliasGroups(),
                packages: SpillBuffer(area: spill, first: SpillBuffer.heapCount), sink: sink)
            try newest.forEach { record in try assembly.add(record) }
            return try assembly.finish()
        } catch is Damage {
            throw MatchingError.spill
        }
    }
}

/// The records put aside, each id's newest.
struct NewestRecords {
    let spill: SpillBuffer
    let sources: [String]

    struct Record {
        var hash: UInt64
        var id: UnsafeRawBufferPointer
        var modified: Instant
        var source: Int
        var contribution: UnsafeRawBufferPointer
        /// How many of the same id it took the place of.
        var superseded = 0
    }

    /// In the order of the hashes of their ids.
    func forEach(_ body: (Record) throws -> Void) throws {
        for heap in 0..<SpillBuffer.heapCount {
            try spill.read(heap) { pieces in
                var records = try pieces.map(NewestRecords.record)
                records.sort(by: precedes)
                var position = 0
                while position < records.count {
                    var record = records[position]
                    position += 1
                    while position < records.count, records[position].hash == record.hash,
                        records[position].id.isIdentical(to: record.id)
                    {
                        record.superseded += 1
                        position += 1
                    }
                    try body(record)
                }
            }
        }
    }

    /// Which records speak of one vulnerability.
    func aliasGroups() throws -> AliasGroups {
        var collector = AliasCollector()
        try forEach { record in
            var reader = try ContributionReader(record.contribution)
            let header = try reader.header()
            guard !header.aliases.isEmpty else { return }
            collector.add(
                id: String(decoding: header.id, as: UTF8.self),
                aliases: header.aliases.map { String(decoding: $0, as: UTF8.self) },
                isWithdrawn: header.withdrawn != nil)
        }
        return collector.groups()
    }

    private static func record(_ piece: UnsafeRawBufferPointer) throws -> Record {
        var reader = try ByteReader(piece)
        let source = Int(try reader.fixed(UInt32.self))
        let contribution = UnsafeRawBufferPointer(rebasing: piece[reader.position...])
        var contributionReader = try ContributionReader(contribution)
        let header = try contributionReader.header()
        return Record(
            hash: ByteHash.hash(header.id), id: header.id, modified: header.modified ?? .earliest, source: source,
            contribution: contribution)
    }

    private func precedes(_ left: Record, _ right: Record) -> Bool {
        if left.hash != right.hash { return left.hash < right.hash }
        if !left.id.isIdentical(to: right.id) { return left.id.precedes(right.id) }
        if left.modified != right.modified { return left.modified > right.modified }
        let (first, second) = (sources[left.source], sources[right.source])
        if first != second { return first.utf8.lexicographicallyPrecedes(second.utf8) }
        return left.contribution.precedes(right.contribution)
    }
}
