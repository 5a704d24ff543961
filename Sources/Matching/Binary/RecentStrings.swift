// SPDX-License-Identifier: Apache-2.0

/// The last strings of a contribution, the latest used first: a record says the same few again and again (its ecosystem,
/// `0`, the fixed version), and a recent one takes a byte. The writer and the reader keep the same list.
///
/// A number below ``count`` is the place of a recent string; any other is a new string's length plus ``count``.
enum RecentStrings {
    static let count = 16
}

extension ByteWriter {
    /// The writer's list: where each recent string lies in the bytes written.
    struct Recent {
        fileprivate var ranges: [Range<Int>] = []
    }

    mutating func string(_ source: String, recent: inout Recent) {
        var source = source
        source.withUTF8 { string(UnsafeRawBufferPointer($0), recent: &recent) }
    }

    private mutating func string(_ source: UnsafeRawBufferPointer, recent: inout Recent) {
        let place = recent.ranges.firstIndex { range in
            range.count == source.count && bytes[range].elementsEqual(source)
        }
        if let place {
            number(place)
            let range = recent.ranges.remove(at: place)
            recent.ranges.insert(range, at: 0)
        } else {
            number(source.count + RecentStrings.count)
            let start = bytes.count
            bytes.append(contentsOf: source)
            if recent.ranges.count == RecentStrings.count { recent.ranges.removeLast() }
            recent.ranges.insert(start..<bytes.count, at: 0)
        }
    }
}

extension ByteReader {
    /// The reader's list.
    struct Recent {
        fileprivate var strings: [UnsafeRawBufferPointer] = []
    }

    mutating func string(recent: inout Recent) throws(Damage) -> UnsafeRawBufferPointer {
        let code = try number()
        guard code < RecentStrings.count else {
            let string = try bytes(code - RecentStrings.count)
            if recent.strings.count == RecentStrings.count { recent.strings.removeLast() }
            recent.strings.insert(string, at: 0)
            return string
        }
        guard code < recent.strings.count else { throw Damage() }
        let string = recent.strings.remove(at: code)
        recent.strings.insert(string, at: 0)
        return string
    }
}
