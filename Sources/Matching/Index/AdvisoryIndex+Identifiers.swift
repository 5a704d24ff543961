// SPDX-License-Identifier: Apache-2.0

/// What is known under an id.
package struct IdentifierMatch: Sendable, Hashable {
    /// The id as the data writes it.
    package var id: String
    /// Its record; nil for an id that only other records' aliases name.
    package var advisory: IndexedAdvisory?
    /// Its alias group; one of a single id for a record that stands alone.
    package var group: IndexedGroup
}

extension AdvisoryIndex {
    /// Finds an advisory or alias; capitals do not matter. An id spelt exactly so goes before one that differs in capitals.
    package func find(id: String) throws(MatchingError) -> IdentifierMatch? {
        try reading("the table of ids") { () throws(Damage) in
            var text = id
            let hash = text.withUTF8 { IndexFormat.identifierHash(UnsafeRawBufferPointer($0)) }
            var found: IdentifierMatch?
            try probe(.identifierSlots, hash: hash, longest: longestIdentifierProbe) { value throws(Damage) in
                guard let match = try match(value, id: id) else { return false }
                let isExact = match.id.utf8.elementsEqual(id.utf8)
                if isExact || found == nil { found = match }
                return isExact
            }
            return found
        }
    }

    /// The advisories of a group, in the order of its ids.
    package func advisories(of group: IndexedGroup) throws(MatchingError) -> [IndexedAdvisory] {
        var found: [IndexedAdvisory] = []
        for id in group.records {
            if let advisory = try find(id: id)?.advisory { found.append(advisory) }
        }
        return found
    }

    private func match(_ value: UInt32, id: String) throws(Damage) -> IdentifierMatch? {
        guard value & IndexFormat.groupMark != 0 else {
            let ordinal = Int(value)
            guard try identifier(ordinal).isIdenticalIgnoringCase(to: id) else { return nil }
            let advisory = try advisory(ordinal)
            return IdentifierMatch(id: advisory.id, advisory: advisory, group: try group(of: advisory))
        }
        let group = try group(Int(value & ~IndexFormat.groupMark))
        let names = Set(group.records)
        let matches = group.ids.filter { alias in
            !names.contains(alias) && Array(alias.utf8).withUnsafeBytes { $0.isIdenticalIgnoringCase(to: id) }
        }
        guard let alias = matches.first(where: { $0 == id }) ?? matches.first else { return nil }
        return IdentifierMatch(id: alias, advisory: nil, group: group)
    }
}

extension UnsafeRawBufferPointer {
    fileprivate func isIdenticalIgnoringCase(to text: String) -> Bool {
        func small(_ byte: UInt8) -> UInt8 {
            (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte
        }
        return count == text.utf8.count && zip(self, text.utf8).allSatisfy { small($0) == small($1) }
    }
}
