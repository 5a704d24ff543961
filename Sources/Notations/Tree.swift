// SPDX-License-Identifier: Apache-2.0
import Synchronization
package import Wire

/// A JSON, YAML or TOML document as one neutral tree that knows where everything stands.
///
/// The tree is one flat array in the order of the text; strings are made when they are asked for. It never nests deeper
/// than ``deepest`` levels, whatever the limits say, so that walking it recursively is safe.
package struct Tree: Sendable {
    let storage: TreeStorage

    /// The most levels of arrays and objects, whatever the limits allow.
    package static let deepest = 1_000

    /// Reads one JSON document (RFC 8259); a byte order mark is tolerated, of duplicate names the last one counts.
    package init(json bytes: [UInt8], dialect: JSONDialect = .strict, limits: Limits) throws(NotationError) {
        var reader = JSONReader(try SourceText(bytes, limits: limits), dialect: dialect, limits: limits)
        storage = try reader.read()
    }

    /// Reads the first document of a YAML 1.2 stream; an empty stream is null.
    ///
    /// Plain scalars are resolved by the core schema (YAML 1.2.2 §10.3.2), so `yes` and `2021-01-01` are strings.
    /// Merge keys (`<<`) are followed; aliases are shared, and count against the limits each time they are used.
    package init(yaml bytes: [UInt8], limits: Limits) throws(NotationError) {
        var reader = YAMLReader(limits: limits)
        storage = try reader.read(try SourceText(bytes, limits: limits), onlyFirst: true)[0].storage
    }

    /// Reads a TOML 1.0 document. Dates and times are strings; a table stands where its header stands.
    package init(toml bytes: [UInt8], limits: Limits) throws(NotationError) {
        var reader = TOMLReader(try SourceText(bytes, limits: limits, allowsUTF16: false), limits: limits)
        storage = try reader.read()
    }

    init(_ storage: TreeStorage) {
        self.storage = storage
    }

    /// The document's one value.
    package var root: Node { Node(storage: storage, index: 0) }
}

/// One value or key in the flat array. A container's children follow it; a child's `next` is where the following
/// sibling is, and the container's own `next` is where they end. An object's children are key, value, key, value.
struct Record {
    enum Kind: UInt8 {
        case null, yes, no, integer, number, string, array, object
        /// The value is the one at `start`, written earlier.
        case alias
    }

    var kind: Kind
    /// Whether the text is in the pool of decoded strings and not in the source.
    var isPooled = false
    var line: UInt32
    var column: UInt32
    /// The text's offset; an alias's target.
    var start: UInt32 = 0
    /// The text's length in bytes; a container's number of elements or members.
    var count: UInt32 = 0
    var next: UInt32 = 0
}

/// What a tree's nodes share.
final class TreeStorage: Sendable {
    let source: [UInt8]
    let pool: [UInt8]
    let records: [Record]
    private let lookups = Mutex(Lookups())

    /// Filled for large containers when they are first asked.
    private struct Lookups {
        var members: [Int: [String: Int]] = [:]
        var elements: [Int: [UInt32]] = [:]
    }

    /// Below this many children a linear walk is as quick as a table.
    private static let small: UInt32 = 24

    init(source: [UInt8], pool: [UInt8], records: [Record]) {
        self.source = source
        self.pool = pool
        self.records = records
    }

    func text(_ record: Record) -> String {
        String(decoding: utf8(record), as: UTF8.self)
    }

    func utf8(_ record: Record) -> ArraySlice<UInt8> {
        let start = Int(record.start)
        return (record.isPooled ? pool : source)[start..<start + Int(record.count)]
    }

    /// The place of a key's record; the value's is the next.
    func key(_ name: String, in container: Int) -> Int? {
        guard records[container].count > TreeStorage.small else { return linearKey(name, in: container) }
        return lookups.withLock { lookups in
            if let found = lookups.members[container] { return found[name] }
            var table: [String: Int] = [:]
            table.reserveCapacity(Int(records[container].count))
            var key = container + 1
            while key < Int(records[container].next) {
                table[text(records[key])] = key
                key = Int(records[key + 1].next)
            }
            lookups.members[container] = table
            return table[name]
        }
    }

    private func linearKey(_ name: String, in container: Int) -> Int? {
        var found: Int?
        var name = name
        name.withUTF8 { wanted in
            var key = container + 1
            while key < Int(records[container].next) {
                let record = records[key]
                if Int(record.count) == wanted.count, utf8(record).elementsEqual(wanted) { found = key }
                key = Int(records[key + 1].next)
            }
        }
        return found
    }

    func element(_ index: Int, in container: Int) -> Int? {
        let count = records[container].count
        guard index >= 0, index < Int(count) else { return nil }
        guard count > TreeStorage.small else {
            var element = container + 1
            for _ in 0..<index { element = Int(records[element].next) }
            return element
        }
        return lookups.withLock { lookups in
            if let found = lookups.elements[container] { return Int(found[index]) }
            var table: [UInt32] = []
            table.reserveCapacity(Int(count))
            var element = container + 1
            while element < Int(records[container].next) {
                table.append(UInt32(element))
                element = Int(records[element].next)
            }
            lookups.elements[container] = table
            return Int(table[index])
        }
    }
}
