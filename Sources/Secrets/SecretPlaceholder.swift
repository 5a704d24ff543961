// SPDX-License-Identifier: Apache-2.0

/// Tells values that stand for a credential from credentials.
enum SecretPlaceholder {
    /// What people write where a credential is to be put, or made one up: in small letters.
    private static let words = [
        "example", "changeme", "change_me", "change-me", "placeholder", "your_", "your-", "yourtoken", "yourkey",
        "yoursecret", "yourpass", "yourapi", "dummy", "xxxx", "****", "....", "redacted", "insert", "replace", "sample",
        "fake", "notreal", "not-a-", "notasecret", "todo", "deadbeef", "cafebabe", "00000000", "1234567", "abcdefg",
        "foobar", "lorem", "hunter2", "secretsecret", "put your", "_here", "-here", "testtest", "decafbad", "abcd1234",
        "ffffffff",
    ].map { Array($0.utf8) }

    /// How well-known examples of standards and manuals begin, in small letters: RFC 6749, RFC 7636, AWS, Google.
    private static let published = [
        "2yotnfzf", "tgzv3jokf", "slav32hkkg", "splxlobezq", "gx1fbat3bv", "7fjfp0zb", "wjalrxut", "je7mtgbc",
        "akiaiosf",
        "asiaiosf", "dbjftjez", "czzcaf", "aizasyd-9tsrke",
    ].map { Array($0.utf8) }

    /// A word in it, a slot, too regular to be random, or a published example.
    static func isPlaceholder(_ value: ArraySlice<UInt8>) -> Bool {
        guard let first = value.first else { return true }
        if isSlot(value) || isRegular(value) { return true }
        let lower = value.map { $0 >= 0x41 && $0 <= 0x5A ? $0 + 32 : $0 }
        if words.contains(where: { contains(lower, $0) }) || published.contains(where: { lower.starts(with: $0) }) {
            return true
        }
        return value.allSatisfy { $0 == first }
    }

    /// `${x}`, `{{x}}`, `<x>`, `%x%`, `$X`, `#{x}`, `%s`: filled in later.
    static func isSlot(_ value: ArraySlice<UInt8>) -> Bool {
        guard let first = value.first, let last = value.last else { return true }
        if first == UInt8(ascii: "$") || first == UInt8(ascii: "<") || first == UInt8(ascii: "{") { return true }
        if first == UInt8(ascii: "%") && last == UInt8(ascii: "%") { return true }
        if first == UInt8(ascii: "[") && last == UInt8(ascii: "]") { return true }
        for (one, other) in zip(value, value.dropFirst()) {
            switch (one, other) {
            case (UInt8(ascii: "$"), UInt8(ascii: "{")), (UInt8(ascii: "$"), UInt8(ascii: "(")),
                (UInt8(ascii: "{"), UInt8(ascii: "{")), (UInt8(ascii: "#"), UInt8(ascii: "{")),
                (UInt8(ascii: "%"), UInt8(ascii: "(")), (UInt8(ascii: "%"), UInt8(ascii: "{")),
                (UInt8(ascii: "<"), UInt8(ascii: "%")):
                return true
            default: continue
            }
        }
        return value.count <= 3 && first == UInt8(ascii: "%")
    }

    /// More than half of the characters go on from the one before (`abcd`, `1111`), or a short piece is repeated.
    static func isRegular(_ value: ArraySlice<UInt8>) -> Bool {
        guard value.count >= 8 else { return false }
        let steps = zip(value, value.dropFirst()).count { $1 == $0 || $1 == $0 &+ 1 || $0 == $1 &+ 1 }
        if steps * 2 >= value.count { return true }
        let bytes = Array(value)
        return (1...8).contains { period in
            bytes.count >= 3 * period
                && (period..<bytes.count).count { bytes[$0] == bytes[$0 - period] } * 10 >= (bytes.count - period) * 9
        }
    }

    static func contains(_ text: [UInt8], _ mark: [UInt8]) -> Bool {
        guard let first = mark.first else { return false }
        var at = 0
        while at + mark.count <= text.count {
            if text[at] == first {
                var offset = 1
                while offset < mark.count, text[at + offset] == mark[offset] { offset += 1 }
                if offset == mark.count { return true }
            }
            at += 1
        }
        return false
    }
}
