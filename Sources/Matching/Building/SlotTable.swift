// SPDX-License-Identifier: Apache-2.0

/// A key's hash and what it leads to.
struct SlotEntry {
    var hash: UInt64
    var value: UInt32
}

/// An open-addressing table, filled once: the lower half of a hash says where to begin, the upper half is kept to tell
/// most other keys without looking at them. Equal entries in equal order make equal tables.
struct SlotTable {
    private(set) var slots: [UInt64]
    /// How many slots a look-up must see at most.
    private(set) var longestProbe = 0

    init(_ entries: [SlotEntry]) {
        slots = Array(repeating: IndexFormat.freeSlot, count: IndexFormat.slotCount(for: entries.count))
        let mask = slots.count - 1
        for entry in entries {
            var slot = Int(truncatingIfNeeded: entry.hash) & mask
            var probe = 1
            while slots[slot] != IndexFormat.freeSlot {
                slot = (slot + 1) & mask
                probe += 1
            }
            slots[slot] = entry.hash & 0xFFFF_FFFF_0000_0000 | UInt64(entry.value)
            longestProbe = max(longestProbe, probe)
        }
    }
}
