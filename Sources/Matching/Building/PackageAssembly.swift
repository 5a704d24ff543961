// SPDX-License-Identifier: Apache-2.0
import Packages

/// The last step of a build: gathers the rules of each package and writes them as one record.
///
/// A package: name · number of the ecosystem · count of versions · count of other strings · versions in the order of their
/// bytes · the other strings (commits, tags, repositories) in the order of theirs · count of rules · rules in the order of
/// their advisories. A rule: difference to the advisory before · group plus one, or 0 · release (plus one where it has a
/// suffix, else 0) · length of what follows, with which it can be skipped · severities · severity word plus one · defect
/// plus one · ranges · runs of enumerated versions (gap, length less one). Strings are numbers, versions first.
struct PackageAssembly {
    private let releases: EcosystemCensus.Releases
    private(set) var ends: [UInt32] = []
    private(set) var slots: [SlotEntry] = []
    private(set) var ruleCount = 0
    private var tableEnds = TableEnds()
    private var output = ByteWriter()
    private var rule = ByteWriter()
    private var strings = PackageStrings()

    var packageCount: Int { slots.count }

    init(releases: EcosystemCensus.Releases) {
        self.releases = releases
    }

    /// A rule as it was put aside.
    private struct Entry {
        var hash: UInt64
        var ordinal: UInt32
        var position: UInt32
        var release: Int
        var group: Int
        var name: UnsafeRawBufferPointer
        var rule: UnsafeRawBufferPointer
    }

    mutating func run(_ spill: SpillBuffer, _ writer: inout IndexWriter) throws {
        try writer.begin(.packages)
        for heap in 0..<SpillBuffer.heapCount {
            try spill.read(heap) { pieces in
                do {
                    var entries: [Entry] = []
                    entries.reserveCapacity(pieces.count)
                    for piece in pieces { entries.append(try entry(piece)) }
                    entries.sort(by: precedes)
                    try packages(entries)
                } catch is Damage {
                    throw MatchingError.spill
                }
                try writer.write(output.bytes)
                output.removeAll()
            }
        }
        ends = tableEnds.ends
    }

    private func entry(_ piece: UnsafeRawBufferPointer) throws(Damage) -> Entry {
        var reader = try ByteReader(piece)
        let hash = try reader.fixed(UInt64.self)
        let ordinal = try reader.fixed(UInt32.self)
        let position = try reader.fixed(UInt32.self)
        let release = Int(try reader.fixed(UInt32.self))
        let group = Int(try reader.fixed(UInt32.self))
        let name = try reader.string()
        guard release < releases.numbers.count else { throw Damage() }
        return Entry(
            hash: hash, ordinal: ordinal, position: position, release: releases.numbers[release], group: group,
            name: name, rule: UnsafeRawBufferPointer(rebasing: piece[reader.position...]))
    }

    private func ecosystem(_ entry: Entry) -> String {
        releases.all[entry.release].name.ecosystem.rawValue
    }

    private func precedes(_ left: Entry, _ right: Entry) -> Bool {
        if left.hash != right.hash { return left.hash < right.hash }
        if !left.name.isIdentical(to: right.name) { return left.name.precedes(right.name) }
        if left.release != right.release {
            // Two ecosystems can only meet here when their keys collide.
            let (first, second) = (ecosystem(left), ecosystem(right))
            if first != second { return first < second }
        }
        if left.ordinal != right.ordinal { return left.ordinal < right.ordinal }
        if left.position != right.position { return left.position < right.position }
        return left.rule.precedes(right.rule)
    }

    private mutating func packages(_ entries: [Entry]) throws {
        var start = 0
        while start < entries.count {
            let first = entries[start]
            let ecosystem = ecosystem(first)
            var end = start + 1
            while end < entries.count, entries[end].hash == first.hash, entries[end].name.isIdentical(to: first.name),
                entries[end].release == first.release || self.ecosystem(entries[end]) == ecosystem
            {
                end += 1
            }
            let length = output.count
            try package(entries[start..<end], ecosystem: ecosystem)
            slots.append(SlotEntry(hash: first.hash, value: UInt32(truncatingIfNeeded: slots.count)))
            try tableEnds.append(output.count - length)
            start = end
        }
    }

    private mutating func package(_ entries: ArraySlice<Entry>, ecosystem: String) throws {
        // The same statement twice in one record says no more than once.
        var distinct: [Entry] = []
        for entry in entries {
            let isRepeated = distinct.last.map {
                $0.ordinal == entry.ordinal && $0.release == entry.release && $0.rule.isIdentical(to: entry.rule)
            }
            if isRepeated != true { distinct.append(entry) }
        }
        strings.removeAll()
        for entry in distinct {
            var reader = try ByteReader(entry.rule)
            try strings.collect(&reader)
        }
        strings.number()
        guard let first = distinct.first else { return }
        output.string(first.name)
        output.number(releases.ecosystems.firstIndex { $0.ecosystem.rawValue == ecosystem } ?? 0)
        strings.write(to: &output)
        output.number(distinct.count)
        ruleCount += distinct.count
        var last = 0
        for entry in distinct {
            output.number(Int(entry.ordinal) - last)
            last = Int(entry.ordinal)
            output.number(entry.group)
            output.number(releases.all[entry.release].name.suffix == nil ? 0 : entry.release + 1)
            rule.removeAll()
            var reader = try ByteReader(entry.rule)
            try strings.copy(&reader, to: &rule)
            output.number(rule.count)
            output.bytes += rule.bytes
        }
    }
}
