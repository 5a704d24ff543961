// SPDX-License-Identifier: Apache-2.0

/// Advisory ids as small integers, numbered from 0 in the order they came.
///
/// An open-addressing table over one run of bytes: an id takes its own bytes and about 20 more. Hashes are seeded by
/// the standard library, so chosen ids cannot make look-ups slow; numbers do not depend on the seed.
struct IdentifierTable: Sendable {
    private var bytes: [UInt8] = []
    /// Where each id ends in `bytes`.
    private var ends: [Int] = []
    private var hashes: [UInt32] = []
    /// The number of an id plus one, 0 where free; the count is a power of two and at least a third is free.
    private var slots: [Int32] = Array(repeating: 0, count: 1024)

    var count: Int { ends.count }

    /// The number of an id, which is given one if it is new.
    mutating func number(of id: UnsafeBufferPointer<UInt8>) -> Int {
        let hash = IdentifierTable.hash(id)
        var slot = Int(hash) & (slots.count - 1)
        while slots[slot] != 0 {
            let number = Int(slots[slot]) - 1
            if hashes[number] == hash, matches(number, id) { return number }
            slot = (slot + 1) & (slots.count - 1)
        }
        bytes.append(contentsOf: id)
        ends.append(bytes.count)
        hashes.append(hash)
        slots[slot] = Int32(truncatingIfNeeded: count)
        if count * 3 > slots.count * 2 { grow() }
        return count - 1
    }

    /// The number of an id that has one.
    func find(_ id: String) -> Int? {
        var id = id
        return id.withUTF8 { id in
            let hash = IdentifierTable.hash(id)
            var slot = Int(hash) & (slots.count - 1)
            while slots[slot] != 0 {
                let number = Int(slots[slot]) - 1
                if hashes[number] == hash, matches(number, id) { return number }
                slot = (slot + 1) & (slots.count - 1)
            }
            return nil
        }
    }

    /// The bytes of the id with this number.
    subscript(number: Int) -> ArraySlice<UInt8> {
        bytes[(number == 0 ? 0 : ends[number - 1])..<ends[number]]
    }

    func text(_ number: Int) -> String {
        String(decoding: self[number], as: UTF8.self)
    }

    private func matches(_ number: Int, _ id: UnsafeBufferPointer<UInt8>) -> Bool {
        self[number].elementsEqual(id)
    }

    private mutating func grow() {
        var larger = [Int32](repeating: 0, count: slots.count * 2)
        for number in 0..<count {
            var slot = Int(hashes[number]) & (larger.count - 1)
            while larger[slot] != 0 { slot = (slot + 1) & (larger.count - 1) }
            larger[slot] = Int32(truncatingIfNeeded: number + 1)
        }
        slots = larger
    }

    private static func hash(_ id: UnsafeBufferPointer<UInt8>) -> UInt32 {
        var hasher = Hasher()
        hasher.combine(bytes: UnsafeRawBufferPointer(id))
        return UInt32(truncatingIfNeeded: hasher.finalize())
    }
}
