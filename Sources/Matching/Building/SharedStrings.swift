// SPDX-License-Identifier: Apache-2.0
import Advisories

/// Strings that many records share, numbered from 0 in the order they come.
struct SharedStrings {
    private(set) var bytes: [UInt8] = []
    private var lengths: [UInt32] = []
    private var numbers: [String: Int] = [:]

    mutating func number(of string: UnsafeRawBufferPointer) -> Int {
        // Strings that differ in their Unicode form only are one here: they read the same.
        let text = String(decoding: string, as: UTF8.self)
        if let number = numbers[text] { return number }
        let number = lengths.count
        numbers[text] = number
        bytes.append(contentsOf: text.utf8)
        lengths.append(UInt32(truncatingIfNeeded: text.utf8.count))
        return number
    }

    func ends() throws(MatchingError) -> [UInt32] {
        var ends = TableEnds()
        for length in lengths { try ends.append(Int(length)) }
        return ends.ends
    }
}

extension ByteWriter {
    /// A count, then of each the code, the name of another type's, and the score, as numbers of shared strings.
    mutating func severities(_ entries: [RawSeverity], _ shared: inout SharedStrings) {
        number(entries.count)
        for entry in entries {
            number(entry.code)
            if let other = entry.other { number(shared.number(of: other)) }
            number(shared.number(of: entry.score))
        }
    }

    /// An affected entry on its way to its package: severities · severity word and defect, each a shared string's number
    /// plus one or 0 · ranges (kind and whether there is a defect · defect? · repository, for GIT · events of kind and
    /// version) · versions. ``PackageAssembly`` replaces the strings by numbers.
    ///
    /// - Parameter ranges: the places of those of the entry's ranges that count.
    mutating func rule(_ entry: RawAffected, ranges: [Int], _ shared: inout SharedStrings) {
        severities(entry.severities, &shared)
        number(entry.severityWord.map { shared.number(of: $0) + 1 } ?? 0)
        number(entry.defect.map { shared.number(of: $0) + 1 } ?? 0)
        number(ranges.count)
        for place in ranges {
            let range = entry.ranges[place]
            number(range.kind.code | (range.defect == nil ? 0 : RuleFlag.defect))
            if let defect = range.defect { number(shared.number(of: defect)) }
            if range.kind == .git { string(range.repository ?? UnsafeRawBufferPointer(start: nil, count: 0)) }
            number(range.events.count)
            for event in entry.events[range.events] {
                number(event.kind)
                string(event.version)
            }
        }
        number(entry.versions.count)
        for version in entry.versions { string(version) }
    }
}

/// The bits in front of a range of a rule.
enum RuleFlag {
    static let kind = 3
    static let defect = 4
}
