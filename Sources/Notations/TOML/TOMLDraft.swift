// SPDX-License-Identifier: Apache-2.0
import Wire

/// A TOML document while it is read: tables may be added to from anywhere, so children are linked lists until the end.
struct TOMLDraft {
    struct Item {
        var record: Record
        var origin: Origin
        /// The name as a record; meaningless for elements and the root.
        var key: Record
        var firstChild = TOMLDraft.none
        var lastChild = TOMLDraft.none
        var nextSibling = TOMLDraft.none
    }

    /// What made an item, which decides what may still be added to it (TOML 1.0, “Table”, “Inline Table”, “Array of
    /// Tables”).
    enum Origin {
        /// A value, a written array, an inline table: complete.
        case value
        /// A table that a longer header or the document itself implies; a header may still define it.
        case implied
        /// `[table]`, or an element of `[[tables]]`.
        case header
        /// A table that dotted names before `=` made.
        case dotted
        /// The array behind `[[tables]]`.
        case tables
    }

    private struct Place: Hashable {
        var table: Int
        var name: [UInt8]
    }

    static let none = -1
    static let root = 0

    private(set) var items: [Item]
    private var places: [Place: Int] = [:]

    init() {
        let record = Record(kind: .object, line: 1, column: 1)
        items = [Item(record: record, origin: .header, key: record)]
    }

    subscript(index: Int) -> Item {
        get { items[index] }
        set { items[index] = newValue }
    }

    func member(_ name: [UInt8], of table: Int) -> Int? {
        places[Place(table: table, name: name)]
    }

    /// Adds a member that the table does not have yet.
    mutating func add(_ record: Record, origin: Origin, key: Record, name: [UInt8], to table: Int) -> Int {
        let index = append(Item(record: record, origin: origin, key: key), to: table)
        places[Place(table: table, name: name)] = index
        return index
    }

    mutating func add(_ record: Record, origin: Origin, toArray array: Int) -> Int {
        append(Item(record: record, origin: origin, key: record), to: array)
    }

    private mutating func append(_ item: Item, to parent: Int) -> Int {
        let index = items.count
        items.append(item)
        let last = items[parent].lastChild
        if last == TOMLDraft.none { items[parent].firstChild = index } else { items[last].nextSibling = index }
        items[parent].lastChild = index
        items[parent].record.count &+= 1
        return index
    }

    /// Writes everything in the order of first appearance. Without recursion: the stack holds what is open.
    func write(to builder: inout TreeBuilder) throws(NotationError) {
        var open: [(written: Int, item: Int, child: Int)] = []
        open.append((try builder.value(items[TOMLDraft.root].record), TOMLDraft.root, items[TOMLDraft.root].firstChild))
        while let (written, item, child) = open.last {
            guard child != TOMLDraft.none else {
                builder.close(written, count: items[item].record.count)
                open.removeLast()
                continue
            }
            let current = items[child]
            open[open.count - 1].child = current.nextSibling
            if items[item].record.kind == .object { builder.key(current.key) }
            let index = try builder.value(current.record)
            if current.record.kind == .array || current.record.kind == .object {
                try builder.check(depth: open.count + 1, line: Int(current.record.line))
                open.append((index, child, current.firstChild))
            }
        }
    }
}
