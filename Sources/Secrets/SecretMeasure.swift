// SPDX-License-Identifier: Apache-2.0

/// How random a value looks, and what it is known by without being known.
enum SecretMeasure {
    /// Shannon entropy in bits a character.
    static func entropy(_ value: ArraySlice<UInt8>) -> Double {
        guard !value.isEmpty else { return 0 }
        var counts = Array(repeating: 0, count: 256)
        for byte in value { counts[Int(byte)] += 1 }
        // The sum of n·log2(n) over the counts, without a logarithm of the standard library of C.
        let total = counts.reduce(0) { $0 + weight($1) }
        return log2(value.count) - total / Double(value.count)
    }

    private static func weight(_ count: Int) -> Double { count > 1 ? Double(count) * log2(count) : 0 }

    /// To six places and the same on every machine: by squaring.
    static func log2(_ value: Int) -> Double {
        guard value > 0 else { return 0 }
        let whole = Int.bitWidth - 1 - value.leadingZeroBitCount
        var rest = Double(value) / Double(1 << min(whole, 62))
        var result = Double(whole)
        var bit = 0.5
        for _ in 0..<20 {
            rest *= rest
            if rest >= 2 {
                rest /= 2
                result += bit
            }
            bit /= 2
        }
        return result
    }

    /// The share of neighbours that are of different kinds (small, capital, digit, other): words have few, random text
    /// many.
    static func changes(_ value: ArraySlice<UInt8>) -> Double {
        guard value.count > 1 else { return 0 }
        let changed = zip(value, value.dropFirst()).count { kind($0) != kind($1) }
        return Double(changed) / Double(value.count - 1)
    }

    /// How many of the four kinds occur.
    static func kinds(_ value: ArraySlice<UInt8>) -> Int { Set(value.map(kind)).count }

    private static func kind(_ byte: UInt8) -> Int {
        if ByteClass.lower.has(byte) { return 0 }
        if ByteClass.upper.has(byte) { return 1 }
        return ByteClass.digit.has(byte) ? 2 : 3
    }

    /// A number that the same credential has everywhere, salted with its rule.
    ///
    /// FNV-1a over rule and value, then two rounds of SplitMix64's finisher. Stored records hold it: it must not change.
    static func fingerprint(rule: String, _ value: ArraySlice<UInt8>) -> UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        func take(_ byte: UInt8) { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        for byte in rule.utf8 { take(byte) }
        take(0)
        for byte in value { take(byte) }
        for _ in 0..<2 {
            hash ^= hash >> 30
            hash = hash &* 0xBF58_476D_1CE4_E5B9
            hash ^= hash >> 27
            hash = hash &* 0x94D0_49BB_1331_11EB
            hash ^= hash >> 31
        }
        return hash
    }

    /// The beginning and the length: four characters of a long value, fewer of a short one.
    static func redacted(_ value: ArraySlice<UInt8>) -> String {
        let shown = value.count >= 16 ? 4 : value.count >= 8 ? 2 : 0
        let start = value.prefix(shown).map { $0 > 0x20 && $0 < 0x7F ? $0 : UInt8(ascii: "?") }
        return "\(String(decoding: start, as: UTF8.self))… (\(value.count) characters)"
    }
}
