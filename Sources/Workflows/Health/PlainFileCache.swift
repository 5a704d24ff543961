// SPDX-License-Identifier: Apache-2.0
import Crypto
import Histories
import ProjectHealth

/// Remembers, by content and path, the files that say nothing but how many lines they have, so that they need not be read again.
///
/// Most files of a tree are of this kind. The others are read each time: they are few, and what they say is large.
struct PlainFileCache: Sendable {
    /// The first half of a SHA-256 over object and path: nobody can make a telling file pass for a plain one.
    struct Key: Hashable, Sendable, Comparable {
        var high: UInt64
        var low: UInt64

        init(_ object: ObjectID, path: String) {
            var hash = SHA256()
            hash.update(data: object.bytes)
            hash.update(data: Array(path.utf8))
            var words: (UInt64, UInt64) = (0, 0)
            for (position, byte) in hash.finalize().prefix(16).enumerated() {
                if position < 8 {
                    words.0 = words.0 << 8 | UInt64(byte)
                } else {
                    words.1 = words.1 << 8 | UInt64(byte)
                }
            }
            (high, low) = words
        }

        fileprivate init(high: UInt64, low: UInt64) {
            self.high = high
            self.low = low
        }

        static func < (left: Key, right: Key) -> Bool { (left.high, left.low) < (right.high, right.low) }
    }

    private var entries: [Key: PlainFileFacts] = [:]
    private(set) var hasChanged = false

    /// The most that is kept; more are forgotten at once, since a cache that is too large is a slow one.
    private static let most = 4_000_000

    subscript(key: Key) -> PlainFileFacts? { entries[key] }

    var count: Int { entries.count }

    mutating func remember(_ facts: PlainFileFacts, for key: Key) {
        guard entries.count < PlainFileCache.most, entries.updateValue(facts, forKey: key) != facts else { return }
        hasChanged = true
    }

    /// Forgets what is not among `keys`: files that are gone.
    mutating func keep(_ keys: Set<Key>) {
        let before = entries.count
        entries = entries.filter { keys.contains($0.key) }
        if entries.count != before { hasChanged = true }
    }
}

// MARK: - Bytes

extension PlainFileCache {
    private static let mark = Array("mainstay plain files 1\n".utf8)

    /// Little-endian: the mark, the version of the rules, expressions (count, then length and UTF-8 each), entries (count, then key,
    /// lines, flags, expression each), and the SHA-256 of all that.
    var bytes: [UInt8] {
        var output = PlainFileCache.mark
        func append(_ value: some FixedWidthInteger) {
            withUnsafeBytes(of: value.littleEndian) { output.append(contentsOf: $0) }
        }
        append(UInt32(FileAnalysis.version))
        let expressions = Set(entries.values.map(\.expression)).sorted()
        let numbers = Dictionary(uniqueKeysWithValues: zip(expressions, expressions.indices))
        append(UInt32(expressions.count))
        for expression in expressions {
            append(UInt32(expression.utf8.count))
            output += Array(expression.utf8)
        }
        append(UInt32(entries.count))
        for (key, facts) in entries.sorted(by: { $0.key < $1.key }) {
            append(key.high)
            append(key.low)
            append(facts.lines)
            append(UInt8((facts.statesLicense ? 1 : 0) | (facts.statesCopyright ? 2 : 0)))
            append(UInt32(numbers[facts.expression] ?? 0))
        }
        output += Array(SHA256.hash(data: output))
        return output
    }

    /// Nil for bytes that are damaged, of another version or not of this kind: then everything is read again.
    init?(bytes: [UInt8]) {
        guard bytes.count > PlainFileCache.mark.count + 32, bytes.starts(with: PlainFileCache.mark) else { return nil }
        let body = bytes.dropLast(32)
        guard Array(SHA256.hash(data: body)) == Array(bytes.suffix(32)) else { return nil }
        var reader = Reader(bytes: body, position: PlainFileCache.mark.count)
        guard reader.number(UInt32.self) == UInt32(FileAnalysis.version),
            let expressionCount = reader.number(UInt32.self)
        else { return nil }
        var expressions: [String] = []
        for _ in 0..<expressionCount {
            guard let length = reader.number(UInt32.self), let text = reader.text(Int(length)) else { return nil }
            expressions.append(text)
        }
        guard let count = reader.number(UInt32.self), Int(count) <= body.count / 25 else { return nil }
        entries.reserveCapacity(Int(count))
        for _ in 0..<count {
            guard let high = reader.number(UInt64.self), let low = reader.number(UInt64.self),
                let lines = reader.number(UInt32.self), let flags = reader.number(UInt8.self),
                let number = reader.number(UInt32.self), Int(number) < expressions.count
            else { return nil }
            entries[Key(high: high, low: low)] = PlainFileFacts(
                lines: lines, statesLicense: flags & 1 != 0, statesCopyright: flags & 2 != 0,
                expression: expressions[Int(number)])
        }
    }

    private struct Reader {
        let bytes: ArraySlice<UInt8>
        var position: Int

        mutating func number<Number: FixedWidthInteger>(_ type: Number.Type) -> Number? {
            let size = MemoryLayout<Number>.size
            guard position + size <= bytes.endIndex else { return nil }
            var value: Number = 0
            for offset in (0..<size).reversed() {
                value = (size == 1 ? 0 : value << 8) | Number(truncatingIfNeeded: bytes[position + offset])
            }
            position += size
            return value
        }

        mutating func text(_ length: Int) -> String? {
            guard length >= 0, length <= bytes.endIndex - position else { return nil }
            defer { position += length }
            return String(decoding: bytes[position..<position + length], as: UTF8.self)
        }
    }
}
