// SPDX-License-Identifier: Apache-2.0
import Advisories
import Packages
import Wire

/// The second half of a build: numbers the records, writes them, and puts their affected entries aside by package.
struct IndexAssembly {
    let origin: IndexOrigin
    var writer: IndexWriter
    var summary = IndexSummary()
    var shared = SharedStrings()
    var packages: SpillBuffer
    var ecosystems = EcosystemCensus()
    private let aliases: AliasGroups
    private var advisoryEnds = TableEnds()
    private var block = ByteWriter()
    private var entry = RawAffected()
    private var rule = ByteWriter()
    /// For each alias group met, its number in the index, or -1.
    private var groupNumbers: [Int32]
    /// The groups of at least two ids, in the order of their numbers.
    private var groups: [Int32] = []
    private var members: [GroupMember] = []
    private var identifiers: [SlotEntry] = []
    /// Of the index, by the numbers of the builder's caller.
    private let sourceNumbers: [Int]
    private var sourceCounts: [Int]

    private struct GroupMember {
        var group: Int32
        /// The place among the group's ids.
        var place: Int32
        var ordinal: UInt32
    }

    init(
        origin: IndexOrigin, aliases: AliasGroups, packages: SpillBuffer,
        sink: @escaping (UnsafeRawBufferPointer) throws -> Void
    ) throws {
        self.origin = origin
        self.aliases = aliases
        self.packages = packages
        groupNumbers = Array(repeating: -1, count: aliases.count)
        let sorted = Set(origin.sources).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        let numbers = Dictionary(uniqueKeysWithValues: sorted.enumerated().map { ($1, $0) })
        sourceNumbers = origin.sources.map { numbers[$0] ?? 0 }
        sourceCounts = Array(repeating: 0, count: sorted.count)
        summary.notices = aliases.notices
        writer = try IndexWriter(sink: sink)
        try writer.begin(.advisories)
    }

    /// Writes one record; they come in the order of the hashes of their ids.
    mutating func add(_ record: NewestRecords.Record) throws {
        do {
            var reader = try ContributionReader(record.contribution)
            let header = try reader.header()
            let ordinal = advisoryEnds.count
            guard ordinal < IndexFormat.groupMark else {
                throw MatchingError(.tooLarge, "There are too many advisories.")
            }
            let group = self.group(of: String(decoding: header.id, as: UTF8.self), ordinal: ordinal)
            try write(header, source: record.source, group: group)
            identifiers.append(SlotEntry(hash: IndexFormat.identifierHash(header.id), value: UInt32(ordinal)))
            summary.advisories += 1
            summary.superseded += record.superseded
            sourceCounts[sourceNumbers[record.source]] += 1
            if header.withdrawn != nil {
                summary.withdrawn += 1
                return
            }
            ecosystems.beginRecord()
            for position in 0..<header.affectedCount {
                try reader.affected(into: &entry)
                try place(PlacedRule(ordinal: ordinal, position: position, group: group))
            }
        } catch is Damage {
            throw MatchingError.contribution(record.contribution)
        }
    }

    /// The number of the id's alias group plus one; 0 for an id that is alone.
    private mutating func group(of id: String, ordinal: Int) -> Int {
        guard let group = aliases.group(of: id) else { return 0 }
        let ids = aliases.ids(of: group)
        guard ids.count > 1, let place = ids.firstIndex(where: { $0.utf8.elementsEqual(id.utf8) }) else { return 0 }
        if groupNumbers[group] < 0 {
            groupNumbers[group] = Int32(truncatingIfNeeded: groups.count)
            groups.append(Int32(truncatingIfNeeded: group))
        }
        let number = groupNumbers[group]
        members.append(
            GroupMember(group: number, place: Int32(truncatingIfNeeded: place), ordinal: UInt32(ordinal)))
        return Int(number) + 1
    }

    private mutating func write(_ header: ContributionHeader, source: Int, group: Int) throws {
        let start = block.count
        var flags = group > 0 ? AdvisoryFlag.grouped : 0
        if header.modified != nil { flags |= AdvisoryFlag.modified }
        if header.published != nil { flags |= AdvisoryFlag.published }
        if header.withdrawn != nil { flags |= AdvisoryFlag.withdrawn }
        if header.summary != nil { flags |= AdvisoryFlag.summary }
        if header.severityWord != nil { flags |= AdvisoryFlag.severityWord }
        block.number(flags)
        block.string(header.id)
        block.number(sourceNumbers[source])
        if group > 0 { block.number(group - 1) }
        for instant in [header.modified, header.published, header.withdrawn] {
            if let instant { block.instant(instant) }
        }
        if let summary = header.summary { block.string(summary) }
        if let word = header.severityWord { block.number(shared.number(of: word)) }
        block.severities(header.severities, &shared)
        block.number(header.upstream.count)
        for id in header.upstream { block.string(id) }
        try advisoryEnds.append(block.count - start)
        if block.count >= 1 << 16 { try writeBlock() }
    }

    private mutating func writeBlock() throws {
        try writer.write(block.bytes)
        block.removeAll()
    }

    // MARK: - Affected entries

    /// Where an affected entry comes from.
    private struct PlacedRule {
        var ordinal: Int
        var position: Int
        var group: Int
    }

    /// Puts the entry aside under its package, and under each repository whose commits it names.
    private mutating func place(_ place: PlacedRule) throws {
        var isPlaced = false
        if let text = entry.ecosystem, let name = entry.name {
            if entry.ecosystemIsKnown, let ecosystem = ecosystems.name(text) {
                let number = ecosystems.count(ecosystem)
                rule.removeAll()
                rule.rule(entry, ranges: Array(entry.ranges.indices), &shared)
                try append(place, ecosystem, release: number, name: String(decoding: name, as: UTF8.self))
                isPlaced = true
            } else {
                countUnplaced(String(decoding: text, as: UTF8.self).bounded(to: 100))
            }
        }
        for (repository, ranges) in repositories() {
            let git = EcosystemName(.git)
            let number = ecosystems.count(git)
            rule.removeAll()
            rule.rule(entry, ranges: ranges, &shared)
            try append(place, git, release: number, name: repository)
            isPlaced = true
        }
        if !isPlaced, entry.ecosystem == nil { countUnplaced("") }
    }

    /// The repositories whose commits the entry names, and the places of their ranges. As each gets a copy of the
    /// enumerated versions, there is a limit, which no honest record comes near.
    private mutating func repositories() -> [(name: String, ranges: [Int])] {
        var found: [(name: String, ranges: [Int])] = []
        var places: [String: Int] = [:]
        for (number, range) in entry.ranges.enumerated() where range.kind == .git {
            guard let repository = range.repository, !repository.isEmpty else { continue }
            let name = String(decoding: repository, as: UTF8.self)
            if let place = places[name] {
                found[place].ranges.append(number)
            } else if found.count < IndexAssembly.mostRepositories {
                places[name] = found.count
                found.append((name, [number]))
            } else {
                countUnplaced("more than \(IndexAssembly.mostRepositories) repositories")
            }
        }
        return found
    }

    private static let mostRepositories = 64

    private mutating func append(_ place: PlacedRule, _ ecosystem: EcosystemName, release: Int, name: String) throws {
        let name = ecosystem.normalisedName(name)
        let hash = IndexFormat.packageHash(ecosystem.ecosystem, name: name)
        var front = ByteWriter()
        front.fixed(hash)
        front.fixed(UInt32(truncatingIfNeeded: place.ordinal))
        front.fixed(UInt32(truncatingIfNeeded: place.position))
        front.fixed(UInt32(truncatingIfNeeded: release))
        front.fixed(UInt32(truncatingIfNeeded: place.group))
        front.string(name)
        let rule = rule.bytes
        try front.bytes.withUnsafeBytes { front in
            try rule.withUnsafeBytes { try packages.append(hash, front, $0) }
        }
    }

    private mutating func countUnplaced(_ name: String) {
        let isListed = summary.unplaced[name] != nil || summary.unplaced.count < IndexSummary.mostUnplaced
        summary.unplaced[isListed ? name : "…", default: 0] += 1
    }

    // MARK: - The rest of the file

    mutating func finish() throws -> IndexSummary {
        try writeBlock()
        try writer.write(.advisoryEnds, words: advisoryEnds.ends)
        try packages.flush()
        let releases = ecosystems.releases()
        var assembler = PackageAssembly(releases: releases)
        try assembler.run(packages, &writer)
        summary.packages = assembler.packageCount
        summary.rules = assembler.ruleCount
        try writer.write(.packageEnds, words: assembler.ends)
        var slots = SlotTable(assembler.slots)
        try writer.write(.packageSlots, words: slots.slots)
        let longestPackageProbe = slots.longestProbe
        try writeGroups()
        slots = SlotTable(identifiers)
        try writer.write(.identifierSlots, words: slots.slots)
        try writer.write(.sharedEnds, words: shared.ends())
        try writer.write(.shared, bytes: shared.bytes)
        try releases.write(to: &writer)
        try writeInformation(longestPackageProbe, slots.longestProbe)
        (summary.length, summary.checksum) = try writer.finish()
        return summary
    }

    /// A group: its ids, the preferred one first, each an advisory's number plus one, or 0 and the id itself.
    private mutating func writeGroups() throws {
        members.sort { ($0.group, $0.place) < ($1.group, $1.place) }
        var ends = TableEnds()
        var next = 0
        try writer.begin(.groups)
        for (number, group) in groups.enumerated() {
            let ids = aliases.ids(of: Int(group))
            let start = block.count
            block.number(ids.count)
            for (place, id) in ids.enumerated() {
                if next < members.count, members[next].group == number, members[next].place == place {
                    block.number(Int(members[next].ordinal) + 1)
                    next += 1
                } else {
                    block.number(0)
                    block.string(id)
                    var id = id
                    let hash = id.withUTF8 { IndexFormat.identifierHash(UnsafeRawBufferPointer($0)) }
                    identifiers.append(SlotEntry(hash: hash, value: UInt32(number) | IndexFormat.groupMark))
                }
            }
            try ends.append(block.count - start)
            if block.count >= 1 << 16 { try writeBlock() }
        }
        try writeBlock()
        summary.groups = groups.count
        try writer.write(.groupEnds, words: ends.ends)
    }

    private mutating func writeInformation(_ longestPackageProbe: Int, _ longestIdentifierProbe: Int) throws {
        var information = ByteWriter()
        information.instant(origin.created)
        information.number(max(origin.generation, 0))
        for count in [
            summary.advisories, summary.withdrawn, summary.packages, summary.rules, summary.groups,
            longestPackageProbe, longestIdentifierProbe, sourceCounts.count,
        ] {
            information.number(count)
        }
        for (name, number) in Dictionary(zip(origin.sources, sourceNumbers), uniquingKeysWith: { first, _ in first })
            .sorted(by: { $0.value < $1.value })
        {
            information.string(name)
            information.number(sourceCounts[number])
        }
        try writer.write(.information, bytes: information.bytes)
    }
}
