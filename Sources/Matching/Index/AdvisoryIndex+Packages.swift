// SPDX-License-Identifier: Apache-2.0
package import Packages

extension AdvisoryIndex {
    /// Whether any advisory speaks of a package, of whatever release and version. Most packages of a project have none:
    /// this takes a hash and, nearly always, one look at a slot.
    package func knows(_ ecosystem: EcosystemName, name: String) throws(MatchingError) -> Bool {
        try reading("the table of packages") { () throws(Damage) in try package(ecosystem, name: name) != nil }
    }

    /// The record of a package, behind its name and its ecosystem; nil where there is none.
    func package(_ ecosystem: EcosystemName, name: String) throws(Damage) -> ByteReader? {
        let name = ecosystem.normalisedName(name)
        let hash = IndexFormat.packageHash(ecosystem.ecosystem, name: name)
        var found: ByteReader?
        try probe(.packageSlots, hash: hash, longest: longestPackageProbe) { value throws(Damage) in
            var reader = try ByteReader(try record(Int(value), ends: .packageEnds, records: .packages))
            guard try reader.string().isIdentical(to: name) else { return false }
            let number = try reader.number()
            guard number < releases.ecosystems.count else { throw Damage() }
            guard releases.ecosystems[number] == ecosystem.ecosystem else { return false }
            found = reader
            return true
        }
        return found
    }

    /// Shows `body` what the slots of a hash lead to, until it says that it found what it looked for.
    @inline(__always)
    func probe(
        _ section: IndexFormat.Section, hash: UInt64, longest: Int, _ body: (UInt32) throws(Damage) -> Bool
    ) throws(Damage) {
        let slots = bytes(section)
        let count = slots.count / 8
        // The masks below need a power of two, which an honest table has.
        guard count > 0, count & (count - 1) == 0 else { throw Damage() }
        var slot = Int(truncatingIfNeeded: hash) & (count - 1)
        for _ in 0..<min(longest, count) {
            guard let word = slots.word(slot, as: UInt64.self) else { throw Damage() }
            if word == IndexFormat.freeSlot { return }
            if word >> 32 == hash >> 32, try body(UInt32(truncatingIfNeeded: word)) { return }
            slot = (slot &+ 1) & (count - 1)
        }
    }
}
