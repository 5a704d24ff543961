// SPDX-License-Identifier: Apache-2.0
#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Looks for one text in bytes: jumps from one occurrence of its rarest byte to the next, then compares.
struct ByteSearch: Sendable {
    private let needle: [UInt8]
    private let probe: Int

    init(_ text: String) {
        let bytes = Array(text.utf8)
        needle = bytes
        probe = bytes.indices.min { ByteSearch.rank(bytes[$0]) < ByteSearch.rank(bytes[$1]) } ?? 0
    }

    var count: Int { needle.count }

    /// The offset of the first occurrence at or after `start`; nil when there is none.
    func first(in bytes: UnsafeBufferPointer<UInt8>, from start: Int = 0) -> Int? {
        guard let base = bytes.baseAddress, !needle.isEmpty, bytes.count >= needle.count else { return nil }
        let last = bytes.count - needle.count
        var position = start
        while position <= last {
            guard
                let found = memchr(base + position + probe, Int32(needle[probe]), last - position + 1)
            else { return nil }
            let offset = UnsafeRawPointer(found) - UnsafeRawPointer(base) - probe
            if needle.withUnsafeBufferPointer({ needle in
                needle.baseAddress.map { memcmp(base + offset, $0, needle.count) == 0 } ?? false
            }) {
                return offset
            }
            position = offset + 1
        }
        return nil
    }

    /// Every occurrence, none within another, up to `limit`.
    func all(in bytes: UnsafeBufferPointer<UInt8>, limit: Int) -> [Int] {
        var found: [Int] = []
        var position = 0
        while found.count < limit, let next = first(in: bytes, from: position) {
            found.append(next)
            position = next + needle.count
        }
        return found
    }

    /// How common a byte is in source code: punctuation and capitals are rare, small letters and blanks common.
    private static func rank(_ byte: UInt8) -> Int {
        switch byte {
        case UInt8(ascii: "e"), UInt8(ascii: "t"), UInt8(ascii: " "): 9
        case UInt8(ascii: "a"), UInt8(ascii: "i"), UInt8(ascii: "n"), UInt8(ascii: "o"), UInt8(ascii: "r"),
            UInt8(ascii: "s"):
            8
        case UInt8(ascii: "c"), UInt8(ascii: "d"), UInt8(ascii: "l"), UInt8(ascii: "m"), UInt8(ascii: "p"),
            UInt8(ascii: "u"):
            7
        case UInt8(ascii: "a")...UInt8(ascii: "z"): 5
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): 2
        case UInt8(ascii: "0")...UInt8(ascii: "9"): 4
        case UInt8(ascii: "."), UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "\""), UInt8(ascii: "-"): 6
        default: 3
        }
    }
}

/// Counts and finds lines.
enum LineCount {
    /// How many line ends there are, and one more for a last line without.
    static func lines(in bytes: UnsafeBufferPointer<UInt8>) -> Int {
        guard let last = bytes.last else { return 0 }
        return ends(in: bytes, before: bytes.count) + (last == UInt8(ascii: "\n") ? 0 : 1)
    }

    /// The line, from 1, that an offset lies in.
    static func line(of offset: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Int {
        ends(in: bytes, before: offset) + 1
    }

    private static func ends(in bytes: UnsafeBufferPointer<UInt8>, before end: Int) -> Int {
        var count = 0
        for position in 0..<min(end, bytes.count) where bytes[position] == UInt8(ascii: "\n") { count &+= 1 }
        return count
    }
}
