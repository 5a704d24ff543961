// SPDX-License-Identifier: Apache-2.0
package import Wire
import Yams

extension Tree {
    /// Reads every document of a YAML stream, see ``init(yaml:limits:)``; the limits hold for all of them together.
    package static func documents(yaml bytes: [UInt8], limits: Limits) throws(NotationError) -> [Tree] {
        var reader = YAMLReader(limits: limits)
        return try reader.read(try SourceText(bytes, limits: limits), onlyFirst: false)
    }
}

/// Turns the nodes that Yams composes into trees.
///
/// 1. Yams copies an aliased node; its anchor's identity tells that it has been written already, and an alias record
///    stands for it. So an alias bomb costs nothing and is found by counting values, and bytes of text.
/// 2. Yams resolves scalars by YAML 1.1 and regular expressions; its resolver is switched off (`.basic`), and
///    ``CoreSchema`` decides.
struct YAMLReader {
    private let limits: Limits
    private var builder: TreeBuilder
    private var anchored: [ObjectIdentifier: Anchored] = [:]
    /// Bytes of text so far, aliases counted with all they stand for.
    private var texts = 0

    /// A value that aliases may stand for.
    private struct Anchored {
        var index: Int
        var values: Int
        var texts: Int
        var height: Int
    }

    init(limits: Limits) {
        self.limits = limits
        builder = TreeBuilder(limits: limits, bytes: 0)
    }

    mutating func read(_ text: SourceText, onlyFirst: Bool) throws(NotationError) -> [Tree] {
        try YAMLPrecheck.check(text)
        var trees: [Tree] = []
        do {
            let parser = try Parser(
                yaml: String(decoding: text.bytes, as: UTF8.self), resolver: .basic, encoding: .utf8)
            // The parser keeps the anchors alive, see (1).
            while let root = try parser.nextRoot() {
                // What follows the first document is parsed too: the stream has to be sound.
                if onlyFirst, !trees.isEmpty { break }
                trees.append(try tree(of: root, bytes: text.bytes.count))
            }
            withExtendedLifetime(parser) {}
        } catch let error as NotationError {
            throw error
        } catch let error as YamlError {
            throw NotationError(error)
        } catch {
            throw NotationError(message: "The text is not YAML.")
        }
        if trees.isEmpty {
            _ = try builder.value(Record(kind: .null, line: 1, column: 1))
            trees.append(Tree(builder.finish(source: [])))
        }
        return trees
    }

    private mutating func tree(of root: Yams.Node, bytes: Int) throws(NotationError) -> Tree {
        let spent = builder.values
        builder = TreeBuilder(limits: limits, bytes: bytes)
        anchored = [:]
        try builder.spend(spent, line: 1)
        _ = try add(root, depth: 1)
        return Tree(builder.finish(source: []))
    }

    /// Writes a value `depth` levels down (the root's is 1) and gives its height: how many levels it spans.
    private mutating func add(_ node: Yams.Node, depth: Int) throws(NotationError) -> Int {
        switch node {
        case .scalar(let scalar):
            var record = record(scalar.mark)
            record.kind = kind(of: scalar)
            return try add(scalar.anchor, depth: depth, line: record.line) { reader throws(NotationError) in
                reader.pool(scalar.string, in: &record)
                _ = try reader.builder.value(record)
                return 0
            }
        case .sequence(let sequence):
            var record = record(sequence.mark)
            record.kind = .array
            return try add(sequence.anchor, depth: depth, line: record.line) { reader throws(NotationError) in
                try reader.builder.check(depth: depth, line: Int(record.line), column: Int(record.column))
                let index = try reader.builder.value(record)
                var height = 0
                for element in sequence { height = max(height, try reader.add(element, depth: depth + 1)) }
                reader.builder.close(index, count: UInt32(truncatingIfNeeded: sequence.count))
                return height + 1
            }
        case .mapping(let mapping):
            return try add(mapping.anchor, depth: depth, line: record(mapping.mark).line) {
                reader throws(NotationError) in
                try reader.add(mapping, depth: depth)
            }
        case .alias(let alias):
            throw NotationError(
                line: alias.mark?.line, column: alias.mark?.column, message: "An alias has no anchor before it.")
        }
    }

    /// Writes an anchored value once, and an alias for each further use.
    private mutating func add(
        _ anchor: Anchor?, depth: Int, line: UInt32,
        _ write: (inout YAMLReader) throws(NotationError) -> Int
    ) throws(NotationError) -> Int {
        guard let anchor else { return try write(&self) }
        if let known = anchored[ObjectIdentifier(anchor)] {
            try builder.check(depth: depth - 1 + known.height, line: Int(line))
            try builder.spend(known.values - 1, line: line)
            try spend(texts: known.texts, line: line)
            var alias = Record(kind: .alias, line: line, column: 1)
            alias.start = UInt32(truncatingIfNeeded: known.index)
            _ = try builder.value(alias)
            return known.height
        }
        let index = builder.records.count
        let (values, texts) = (builder.values, self.texts)
        let height = try write(&self)
        anchored[ObjectIdentifier(anchor)] = Anchored(
            index: index, values: builder.values - values, texts: self.texts - texts, height: height)
        return height
    }

    /// Counts bytes that an alias stands for. A text without aliases has few more than it is long.
    private mutating func spend(texts count: Int, line: UInt32) throws(NotationError) {
        texts += count
        guard texts / 4 <= limits.bytes else {
            throw NotationError(
                line: Int(line),
                message: "The text's aliases stand for more than four times the \(limits.bytes) bytes of the limit.")
        }
    }

    // MARK: Mappings

    private mutating func add(_ mapping: Yams.Node.Mapping, depth: Int) throws(NotationError) -> Int {
        var object = record(mapping.mark)
        object.kind = .object
        try builder.check(depth: depth, line: Int(object.line), column: Int(object.column))
        let index = try builder.value(object)
        var merged: [Yams.Node] = []
        var count: UInt32 = 0
        var height = 0
        for position in mapping.indices {
            let (key, value) = mapping[position]
            if case .scalar(let name) = key, name.style == .plain, name.string == "<<" {
                merged.append(value)
                continue
            }
            try addKey(key)
            height = max(height, try add(value, depth: depth + 1))
            count &+= 1
        }
        if !merged.isEmpty {
            height = max(height, try merge(merged, into: index, count: &count, depth: depth))
        }
        builder.close(index, count: count)
        return height + 1
    }

    private mutating func addKey(_ key: Yams.Node) throws(NotationError) {
        var record = record(key.mark)
        record.kind = .string
        if case .scalar(let scalar) = key {
            pool(scalar.string, in: &record)
        } else {
            var text = ""
            try describe(key, in: &text)
            pool(text, in: &record)
        }
        builder.key(record)
    }

    /// A name that is a collection, on one line: `[a, {b: c}]`.
    private mutating func describe(_ node: Yams.Node, in text: inout String) throws(NotationError) {
        try builder.spend(1, line: record(node.mark).line)
        switch node {
        case .scalar(let scalar): text += scalar.string
        case .alias(let alias): text += "*\(alias.anchor)"
        case .sequence(let sequence):
            text += "["
            for (position, element) in sequence.enumerated() {
                if position > 0 { text += ", " }
                try describe(element, in: &text)
            }
            text += "]"
        case .mapping(let mapping):
            text += "{"
            for position in mapping.indices {
                if position > mapping.startIndex { text += ", " }
                try describe(mapping[position].key, in: &text)
                text += ": "
                try describe(mapping[position].value, in: &text)
            }
            text += "}"
        }
    }

    // MARK: Merge keys

    /// Adds the members of `<<` values that the object does not have itself; earlier ones win over later ones
    /// (yaml.org/type/merge.html).
    private mutating func merge(
        _ values: [Yams.Node], into object: Int, count: inout UInt32, depth: Int
    ) throws(NotationError) -> Int {
        var names: Set<String> = []
        var key = object + 1
        while key < builder.records.count {
            names.insert(builder.text(key))
            key = Int(builder.records[key + 1].next)
        }
        var height = 0
        // A sequence of mappings stands for its elements; the stack has the next one on top.
        var pending = Array(values.reversed())
        while let node = pending.popLast() {
            switch node {
            case .sequence(let sequence):
                try builder.spend(sequence.count, line: record(node.mark).line)
                pending.append(contentsOf: sequence.reversed())
            case .mapping(let mapping):
                if let anchor = mapping.anchor, let known = anchored[ObjectIdentifier(anchor)] {
                    try builder.check(depth: depth - 1 + known.height, line: Int(record(node.mark).line))
                    try builder.spend(known.values, line: record(node.mark).line)
                    try spend(texts: known.texts, line: record(node.mark).line)
                    count &+= mergeRecords(of: known, names: &names)
                    height = max(height, known.height - 1)
                    continue
                }
                for position in mapping.indices {
                    let (key, value) = mapping[position]
                    if case .scalar(let name) = key {
                        if name.style == .plain, name.string == "<<" {
                            pending.append(value)
                            continue
                        }
                        guard names.insert(name.string).inserted else { continue }
                    }
                    try addKey(key)
                    height = max(height, try add(value, depth: depth + 1))
                    count &+= 1
                }
            case .scalar, .alias:
                throw NotationError(
                    line: node.mark?.line, column: node.mark?.column,
                    message: "A merge key '<<' needs a mapping or a sequence of mappings.")
            }
        }
        return height
    }

    /// Repeats the members of an object that has been written, its values as aliases.
    private mutating func mergeRecords(of known: Anchored, names: inout Set<String>) -> UInt32 {
        var added: UInt32 = 0
        let target = builder.records[known.index]
        var key = known.index + 1
        while key < Int(target.next) {
            let value = builder.records[key + 1]
            if names.insert(builder.text(key)).inserted {
                builder.key(builder.records[key])
                var alias = Record(kind: .alias, line: value.line, column: value.column)
                alias.start = value.kind == .alias ? value.start : UInt32(truncatingIfNeeded: key + 1)
                builder.key(alias)
                added &+= 1
            }
            key = Int(value.next)
        }
        return added
    }

    // MARK: Scalars

    private func kind(of scalar: Yams.Node.Scalar) -> Record.Kind {
        guard scalar.style == .plain else { return .string }
        let tag = scalar.tag.rawValue
        guard tag.isEmpty || tag.hasPrefix("tag:yaml.org,2002:") && tag != Tag.Name.str.rawValue else { return .string }
        return CoreSchema.kind(of: scalar.string.utf8)
    }

    private mutating func pool(_ text: String, in record: inout Record) {
        record.isPooled = true
        record.start = UInt32(truncatingIfNeeded: builder.pool.count)
        builder.pool.append(contentsOf: text.utf8)
        record.count = UInt32(truncatingIfNeeded: builder.pool.count - Int(record.start))
        texts += text.utf8.count
    }

    private func record(_ mark: Mark?) -> Record {
        Record(
            kind: .null, line: UInt32(truncatingIfNeeded: mark?.line ?? 1),
            column: UInt32(truncatingIfNeeded: mark?.column ?? 1))
    }
}

extension NotationError {
    fileprivate init(_ error: YamlError) {
        switch error {
        case .scanner(let context, let problem, let mark, _), .parser(let context, let problem, let mark, _),
            .composer(let context, let problem, let mark, _):
            let circumstance = context.map { " (\($0.text))" } ?? ""
            self.init(line: mark.line, column: mark.column, message: "The text is not YAML: \(problem)\(circumstance).")
        case .reader(let problem, _, _, _):
            self.init(message: "The text is not YAML: \(problem).")
        case .duplicatedKeysInMapping(let names, let context):
            let name = names.first ?? ""
            self.init(
                line: context.mark.line, column: context.mark.column,
                message: "A mapping has the key '\(name.prefix(80))' more than once.")
        default:
            self.init(message: "The text is not YAML.")
        }
    }
}
