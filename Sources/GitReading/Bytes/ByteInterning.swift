// SPDX-License-Identifier: Apache-2.0

/// Numbers byte strings by first appearance: the same bytes have the same number.
///
/// The hash is the standard library's, whose seed differs from run to run, so that nobody can make names that collide; numbers
/// do not depend on it.
struct ByteInterning {
    private var arena: [UInt8] = []
    /// Where each string ends in the arena.
    private var ends: [Int] = []
    private var hashes: [Int] = []
    /// Numbers plus one, 0 for a free place; a power of two of them, at most three quarters taken.
    private var slots: [Int32] = []

    var count: Int { ends.count }
    /// Bytes of all strings.
    var byteCount: Int { arena.count }

    /// Forgets everything and keeps the memory.
    mutating func removeAll() {
        arena.removeAll(keepingCapacity: true)
        ends.removeAll(keepingCapacity: true)
        hashes.removeAll(keepingCapacity: true)
        for position in slots.indices { slots[position] = 0 }
    }

    /// The number of a string, and whether it is new.
    mutating func number(of bytes: UnsafeRawBufferPointer) -> (number: Int32, isNew: Bool) {
        if ends.count * 4 >= slots.count * 3 { grow() }
        var hasher = Hasher()
        hasher.combine(bytes: bytes)
        let hash = hasher.finalize()
        let mask = slots.count - 1
        var place = hash & mask
        while slots[place] != 0 {
            let number = Int(slots[place]) - 1
            if hashes[number] == hash, isEqual(number, bytes) { return (Int32(number), false) }
            place = (place + 1) & mask
        }
        let number = Int32(ends.count)
        slots[place] = number + 1
        arena.append(contentsOf: bytes)
        ends.append(arena.count)
        hashes.append(hash)
        return (number, true)
    }

    mutating func number(of text: String) -> Int32 {
        var text = text
        return text.withUTF8 { number(of: UnsafeRawBufferPointer($0)).number }
    }

    /// Shows the bytes of a number.
    func read<Value>(_ number: Int, _ body: (UnsafeRawBufferPointer) -> Value) -> Value {
        let start = number == 0 ? 0 : ends[number - 1]
        let end = ends[number]
        return arena.withUnsafeBytes { body(UnsafeRawBufferPointer(rebasing: $0[start..<end])) }
    }

    /// The string of a number; what is no UTF-8 becomes U+FFFD.
    func text(_ number: Int) -> String { read(number) { String(decoding: $0, as: UTF8.self) } }

    private func isEqual(_ number: Int, _ bytes: UnsafeRawBufferPointer) -> Bool {
        read(number) { $0.elementsEqual(bytes) }
    }

    private mutating func grow() {
        slots = [Int32](repeating: 0, count: max(64, slots.count * 2))
        let mask = slots.count - 1
        for number in hashes.indices {
            var place = hashes[number] & mask
            while slots[place] != 0 { place = (place + 1) & mask }
            slots[place] = Int32(number) + 1
        }
    }
}
