// SPDX-License-Identifier: Apache-2.0

/// Which advisories speak of one vulnerability. Every id that was added or named as an alias is in exactly one group.
package struct AliasGroups: Sendable {
    private let ids: IdentifierTable
    private let isRecord: [Bool]
    /// The group of each id.
    private let groupOfID: [Int32]
    /// The ids of all groups one after the other, each group's representative first and the others sorted.
    private let members: [Int32]
    /// Where each group begins in `members`, and the end of the last.
    private let starts: [Int32]
    /// Aliases that were not followed; sorted.
    package let notices: [AliasNotice]

    /// - Parameter tops: for each id the number of one that stands for its whole group.
    init(ids: IdentifierTable, tops: [Int32], isRecord: [Bool], notices: [AliasNotice], limits: AliasLimits) {
        var sizes = [Int32](repeating: 0, count: ids.count)
        for top in tops { sizes[Int(top)] += 1 }
        // Groups are numbered by their first id; those over the limit fall apart into one group an id.
        var groupOfTop = [Int32](repeating: -1, count: ids.count)
        var groups: [Int32] = []
        groups.reserveCapacity(ids.count)
        var oversized: [Int32: [Int32]] = [:]
        var count: Int32 = 0
        for (number, top) in tops.enumerated() {
            if Int(sizes[Int(top)]) > limits.idsPerGroup {
                oversized[top, default: []].append(Int32(truncatingIfNeeded: number))
                groups.append(count)
                count += 1
            } else if groupOfTop[Int(top)] >= 0 {
                groups.append(groupOfTop[Int(top)])
            } else {
                groupOfTop[Int(top)] = count
                groups.append(count)
                count += 1
            }
        }
        var starts = [Int32](repeating: 0, count: Int(count) + 1)
        for group in groups { starts[Int(group) + 1] += 1 }
        for group in 0..<Int(count) { starts[group + 1] += starts[group] }
        var next = starts
        var members = [Int32](repeating: 0, count: groups.count)
        for (number, group) in groups.enumerated() {
            members[Int(next[Int(group)])] = Int32(truncatingIfNeeded: number)
            next[Int(group)] += 1
        }
        for group in 0..<Int(count) where starts[group + 1] - starts[group] > 1 {
            members[Int(starts[group])..<Int(starts[group + 1])].sort { ids.precedes($0, $1) }
        }
        let tooLarge = oversized.values.map { numbers in
            let first = numbers.min { ids.precedes($0, $1) }
            return AliasNotice.groupTooLarge(
                representative: first.map { ids.text(Int($0)) } ?? "", count: numbers.count)
        }
        self.ids = ids
        self.isRecord = isRecord
        self.groupOfID = groups
        self.members = members
        self.starts = starts
        self.notices = Set(notices + tooLarge).sorted { $0.sortKey < $1.sortKey }
    }

    /// How many groups there are; they are numbered from 0.
    package var count: Int { starts.count - 1 }

    /// The group of an id; nil for an id that was neither added nor named.
    package func group(of id: String) -> Int? {
        ids.find(id).map { Int(groupOfID[$0]) }
    }

    /// The name a group goes by, whatever order the records came in: its first CVE id, or else its first GHSA id, or
    /// else its first id, in the order of bytes.
    package func representative(_ group: Int) -> String {
        ids.text(Int(members[Int(starts[group])]))
    }

    /// All ids of a group, the representative first and the others in the same order of preference.
    package func ids(of group: Int) -> [String] {
        members[Int(starts[group])..<Int(starts[group + 1])].map { ids.text(Int($0)) }
    }

    /// Those of ``ids(of:)`` that have a record.
    package func records(of group: Int) -> [String] {
        members[Int(starts[group])..<Int(starts[group + 1])].filter { isRecord[Int($0)] }.map { ids.text(Int($0)) }
    }
}

extension IdentifierTable {
    /// The order of preference for a group's name.
    fileprivate func precedes(_ left: Int32, _ right: Int32) -> Bool {
        let (left, right) = (self[Int(left)], self[Int(right)])
        let (first, second) = (left.familiarity, right.familiarity)
        return first != second ? first < second : left.lexicographicallyPrecedes(right)
    }
}

extension ArraySlice<UInt8> {
    /// 0 for the ids most people know a vulnerability by.
    fileprivate var familiarity: Int {
        starts(with: "CVE-".utf8) ? 0 : starts(with: "GHSA-".utf8) ? 1 : 2
    }
}
