// SPDX-License-Identifier: Apache-2.0

/// Damages bytes in reproducible ways: flips, cuts, doubles, inserts.
struct ByteMutator {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed &* 0x9E37_79B9_7F4A_7C15 | 1
    }

    private mutating func next(below bound: Int) -> Int {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return Int(truncatingIfNeeded: state >> 33) % max(bound, 1)
    }

    mutating func mutated(_ bytes: [UInt8]) -> [UInt8] {
        var bytes = bytes
        for _ in 0...next(below: 4) where !bytes.isEmpty {
            let place = next(below: bytes.count)
            switch next(below: 5) {
            case 0: bytes[place] = UInt8(next(below: 256))
            case 1: bytes.removeSubrange(place..<min(bytes.count, place + 1 + next(below: 6)))
            case 2: bytes.insert(contentsOf: bytes[place..<min(bytes.count, place + 1 + next(below: 6))], at: place)
            case 3: bytes.insert(Array("/@?#&%=:-._~ 09aZ".utf8)[next(below: 17)], at: place)
            default: bytes.removeSubrange(place...)
            }
        }
        return bytes
    }
}
