// SPDX-License-Identifier: Apache-2.0
import Packages

/// Collects records' ids and aliases and finds out which speak of one vulnerability.
///
/// Rules: aliases are symmetric and transitive (OSV 1.7.5, "aliases"); `upstream` and `related` are not aliases. A
/// withdrawn record's aliases do not count, since its database takes back what it said; it can still be named by
/// others. An id that has no record can join two that have. A record with more than ``AliasLimits/aliasesPerRecord``
/// aliases joins nothing, and a group of more than ``AliasLimits/idsPerGroup`` ids is taken apart again: both are said
/// in ``AliasGroups/notices``, because one wrong list would otherwise merge hundreds of vulnerabilities into one.
package struct AliasCollector: Sendable {
    private let limits: AliasLimits
    private var ids = IdentifierTable()
    /// Union-find: the number above, or minus the size for the top of a group.
    private var parents: [Int32] = []
    private var isRecord: [Bool] = []
    private var notices: [AliasNotice] = []

    package init(limits: AliasLimits = .standard) {
        self.limits = limits
    }

    /// Adds a record; the order of records does not matter, and the same record may come again.
    package mutating func add(id: String, aliases: [String], isWithdrawn: Bool = false) {
        let record = number(of: id)
        isRecord[record] = true
        guard !isWithdrawn else { return }
        guard aliases.count <= limits.aliasesPerRecord else {
            notices.append(.tooManyAliases(id: id, count: aliases.count))
            return
        }
        for alias in aliases where !alias.isEmpty {
            join(record, number(of: alias))
        }
    }

    /// The groups of everything added.
    package consuming func groups() -> AliasGroups {
        let tops = (0..<ids.count).map { Int32(truncatingIfNeeded: top(of: $0)) }
        return AliasGroups(ids: ids, tops: tops, isRecord: isRecord, notices: notices, limits: limits)
    }

    private mutating func number(of id: String) -> Int {
        var id = id
        let number = id.withUTF8 { ids.number(of: $0) }
        if number == parents.count {
            parents.append(-1)
            isRecord.append(false)
        }
        return number
    }

    private mutating func join(_ left: Int, _ right: Int) {
        var (large, small) = (top(of: left), top(of: right))
        guard large != small else { return }
        if parents[large] > parents[small] { swap(&large, &small) }
        parents[large] += parents[small]
        parents[small] = Int32(truncatingIfNeeded: large)
    }

    private mutating func top(of number: Int) -> Int {
        var number = number
        while parents[number] >= 0 {
            let parent = Int(parents[number])
            if parents[parent] >= 0 { parents[number] = parents[parent] }
            number = parent
        }
        return number
    }
}

/// What alias lists may claim before they are doubted.
package struct AliasLimits: Sendable, Hashable {
    package var aliasesPerRecord: Int
    package var idsPerGroup: Int

    package init(aliasesPerRecord: Int, idsPerGroup: Int) {
        self.aliasesPerRecord = aliasesPerRecord
        self.idsPerGroup = idsPerGroup
    }

    /// 32 aliases a record, 128 ids a group. Honest records have been seen with 16 aliases (one advisory for many
    /// CVEs).
    package static let standard = AliasLimits(aliasesPerRecord: 32, idsPerGroup: 128)
}

/// Aliases that were not followed, and why.
package enum AliasNotice: Sendable, Hashable {
    case tooManyAliases(id: String, count: Int)
    case groupTooLarge(representative: String, count: Int)

    /// A sentence.
    package var message: String {
        switch self {
        case .tooManyAliases(let id, let count):
            "\(PackagesError.quoted(id)) names \(count) aliases, too many to be believed: it is kept apart from them."
        case .groupTooLarge(let representative, let count):
            """
            The aliases around \(PackagesError.quoted(representative)) would make one vulnerability of \(count) ids: \
            they are kept apart.
            """
        }
    }

    var sortKey: (Int, String) {
        switch self {
        case .tooManyAliases(let id, _): (0, id)
        case .groupTooLarge(let representative, _): (1, representative)
        }
    }
}
