// SPDX-License-Identifier: Apache-2.0

/// The first pass: for every place of a text, the rules of which the beginning may stand there.
///
/// The first three bytes of each trigger, with case folded, are looked up in a bit table of 8 KiB; only where the bit is
/// set are the rules asked. On text without credentials that is a few operations a byte.
struct SecretTriggers: Sendable {
    /// A bit for each hash of three bytes.
    let filter: [UInt64]
    /// For each hash with its bit set, where its rules are.
    private let starts: [UInt16]
    private let lists: [[Trigger]]

    struct Trigger: Sendable {
        var key: UInt32
        var rule: Int
        var mark: [UInt8]
    }

    init(_ rules: [SecretRule]) {
        var filter = Array(repeating: UInt64(0), count: 1 << 10)
        var starts = Array(repeating: UInt16(0), count: 1 << 16)
        var lists: [[Trigger]] = [[]]
        for (number, rule) in rules.enumerated() {
            for mark in rule.triggers where mark.count >= 3 {
                let folded = mark.map { $0 >= 0x41 && $0 <= 0x5A ? $0 + 32 : $0 }
                let key = SecretTriggers.key(mark[0], mark[1], mark[2])
                let slot = SecretTriggers.slot(key)
                if starts[slot] == 0 {
                    starts[slot] = UInt16(truncatingIfNeeded: lists.count)
                    lists.append([])
                }
                lists[Int(starts[slot])].append(Trigger(key: key, rule: number, mark: folded))
                filter[slot >> 6] |= 1 << UInt64(slot & 63)
            }
        }
        self.filter = filter
        self.starts = starts
        self.lists = lists
    }

    func triggers(_ slot: Int) -> [Trigger] { lists[Int(starts[slot])] }

    /// Three bytes with the bit set that parts capitals from small letters.
    static func key(_ first: UInt8, _ second: UInt8, _ third: UInt8) -> UInt32 {
        (UInt32(first) << 16 | UInt32(second) << 8 | UInt32(third)) | 0x20_2020
    }

    static func slot(_ key: UInt32) -> Int { Int(truncatingIfNeeded: (key &* 0x9E37_79B1) >> 16) }
}
