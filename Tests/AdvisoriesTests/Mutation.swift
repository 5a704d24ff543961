// SPDX-License-Identifier: Apache-2.0

/// A small generator with a seed, so that a failing round can be run again.
struct SplitMix64: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

extension [UInt8] {
    /// A copy with one to four bytes changed, taken out, repeated or exchanged for a piece of syntax.
    func mutated(using generator: inout some RandomNumberGenerator) -> [UInt8] {
        let pieces = ["{}", "[]", "null", "0", "\"\"", "-1e9", "true"].map { Array($0.utf8) }
        var bytes = self
        for _ in 0..<Int.random(in: 1...4, using: &generator) where !bytes.isEmpty {
            let position = Int.random(in: 0..<bytes.count, using: &generator)
            let end = Swift.min(position + Int.random(in: 1...9, using: &generator), bytes.count)
            switch Int.random(in: 0..<6, using: &generator) {
            case 0: bytes[position] = UInt8.random(in: 0...255, using: &generator)
            case 1: bytes[position] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
            case 2: bytes.removeSubrange(position..<end)
            case 3: bytes.insert(contentsOf: bytes[position..<end], at: position)
            case 4: bytes.replaceSubrange(position..<end, with: pieces.randomElement(using: &generator) ?? [])
            default: if Int.random(in: 0..<9, using: &generator) == 0 { bytes.removeSubrange(position...) }
            }
        }
        return bytes
    }
}
