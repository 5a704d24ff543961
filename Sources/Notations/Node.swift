// SPDX-License-Identifier: Apache-2.0

/// One value of a ``Tree`` with its place.
package struct Node: Sendable {
    let storage: TreeStorage
    let index: Int

    package enum Kind: Sendable, Hashable {
        case null, boolean
        /// A whole number that fits `Int`.
        case integer
        /// Any other number: with a fraction or exponent, out of range, infinite, not a number.
        case number
        case string, array, object
    }

    init(storage: TreeStorage, index: Int) {
        self.storage = storage
        let record = storage.records[index]
        self.index = record.kind == .alias ? Int(record.start) : index
    }

    private var record: Record { storage.records[index] }

    package var kind: Kind {
        switch record.kind {
        case .null, .alias: .null
        case .yes, .no: .boolean
        case .integer: .integer
        case .number: .number
        case .string: .string
        case .array: .array
        case .object: .object
        }
    }

    /// From 1: where the value begins, for a TOML table where its header is, for an alias where the anchored value is.
    package var line: Int { Int(record.line) }
    /// From 1, in Unicode scalars.
    package var column: Int { Int(record.column) }

    /// The elements of an array or members of an object; 0 for everything else.
    package var count: Int {
        switch record.kind {
        case .array, .object: Int(record.count)
        default: 0
        }
    }

    /// The text of a string; nil for every other kind.
    package var string: String? { record.kind == .string ? storage.text(record) : nil }

    /// The text of a string; a number or boolean as it is written (`1.10`, `0x1F`); nil for every other kind.
    package var text: String? {
        switch record.kind {
        case .string, .integer, .number: storage.text(record)
        case .yes, .no: record.count > 0 ? storage.text(record) : record.kind == .yes ? "true" : "false"
        case .null, .array, .object, .alias: nil
        }
    }

    /// The value of an ``Kind/integer``; nil for every other kind.
    package var integer: Int? {
        record.kind == .integer ? IntegerText.value(of: storage.utf8(record)) : nil
    }

    package var boolean: Bool? {
        switch record.kind {
        case .yes: true
        case .no: false
        default: nil
        }
    }

    /// An object's member, the last one of that name; nil when there is none or this is no object.
    package subscript(key: String) -> Node? {
        guard record.kind == .object, let place = storage.key(key, in: index) else { return nil }
        return Node(storage: storage, index: place + 1)
    }

    /// An array's element; nil when there is none or this is no array.
    package subscript(index: Int) -> Node? {
        guard record.kind == .array, let place = storage.element(index, in: self.index) else { return nil }
        return Node(storage: storage, index: place)
    }

    /// Where the name of a member stands, from 1; nil when there is none.
    package func place(ofKey key: String) -> (line: Int, column: Int)? {
        guard record.kind == .object, let place = storage.key(key, in: index) else { return nil }
        return (Int(storage.records[place].line), Int(storage.records[place].column))
    }

    /// An array's elements in order; empty for every other kind.
    package var elements: Elements { Elements(node: self) }

    /// An object's members in order, duplicates included; empty for every other kind.
    package var members: Members { Members(node: self) }

    package struct Elements: Sequence, IteratorProtocol, Sendable {
        private let storage: TreeStorage
        private var position: Int
        private let end: Int
        package let underestimatedCount: Int

        init(node: Node) {
            let isArray = node.kind == .array
            storage = node.storage
            position = node.index + 1
            end = isArray ? Int(node.record.next) : 0
            underestimatedCount = isArray ? node.count : 0
        }

        package mutating func next() -> Node? {
            guard position < end else { return nil }
            defer { position = Int(storage.records[position].next) }
            return Node(storage: storage, index: position)
        }
    }

    package struct Members: Sequence, IteratorProtocol, Sendable {
        package typealias Element = (key: String, keyLine: Int, value: Node)
        private let storage: TreeStorage
        private var position: Int
        private let end: Int
        package let underestimatedCount: Int

        init(node: Node) {
            let isObject = node.kind == .object
            storage = node.storage
            position = node.index + 1
            end = isObject ? Int(node.record.next) : 0
            underestimatedCount = isObject ? node.count : 0
        }

        package mutating func next() -> Element? {
            guard position < end else { return nil }
            let key = storage.records[position]
            let value = Node(storage: storage, index: position + 1)
            position = Int(storage.records[position + 1].next)
            return (storage.text(key), Int(key.line), value)
        }
    }
}
