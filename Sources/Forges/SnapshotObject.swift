// SPDX-License-Identifier: Apache-2.0
import Notations
import Wire

/// One object of a snapshot file, read member by member; what nobody asked for is refused at the end, so that a
/// misspelt member is never silently unknown.
struct SnapshotObject {
    private let node: Node
    /// What it is, for sentences: `a release`.
    private let what: String
    private var asked: [String] = []

    init(_ node: Node, _ what: String) throws(ForgeError) {
        guard node.kind == .object else {
            throw ForgeError("Line \(node.line): \(what) is no object.")
        }
        self.node = node
        self.what = what
    }

    var line: Int { node.line }

    /// The member; nil where there is none.
    mutating func node(_ name: String) -> Node? {
        asked.append(name)
        return node[name]
    }

    /// Refuses members that were not asked for, and those that are there twice.
    func finish() throws(ForgeError) {
        var seen: Set<String> = []
        for member in node.members {
            let name = TextPart.shown(member.key)
            guard asked.contains(member.key) else {
                throw ForgeError(
                    "Line \(member.keyLine): \(what) has no member '\(name)'.",
                    hint: "A newer version may know it; otherwise take the snapshot anew.")
            }
            guard seen.insert(member.key).inserted else {
                throw ForgeError("Line \(member.keyLine): \(what) has the member '\(name)' twice.")
            }
        }
    }

    // MARK: Members

    mutating func text(_ name: String) throws(ForgeError) -> String? {
        guard let value = node(name) else { return nil }
        guard let text = value.string else { throw wrong(name, value, "no text") }
        return text
    }

    mutating func requiredText(_ name: String) throws(ForgeError) -> String {
        guard let text = try text(name) else { throw missing(name) }
        return text
    }

    mutating func flag(_ name: String) throws(ForgeError) -> Bool? {
        guard let value = node(name) else { return nil }
        guard let flag = value.boolean else { throw wrong(name, value, "neither true nor false") }
        return flag
    }

    /// A whole number that is not negative: everything a snapshot counts or numbers.
    mutating func count(_ name: String) throws(ForgeError) -> Int? {
        guard let value = node(name) else { return nil }
        guard let count = value.integer, count >= 0 else { throw wrong(name, value, "no whole number from 0") }
        return count
    }

    mutating func requiredCount(_ name: String) throws(ForgeError) -> Int {
        guard let count = try count(name) else { throw missing(name) }
        return count
    }

    mutating func time(_ name: String) throws(ForgeError) -> Instant? {
        guard let value = node(name) else { return nil }
        guard let text = value.string, let time = Instant(rfc3339: text) else {
            throw wrong(name, value, "no time such as 2026-01-31T12:00:00Z")
        }
        return time
    }

    mutating func requiredTime(_ name: String) throws(ForgeError) -> Instant {
        guard let time = try time(name) else { throw missing(name) }
        return time
    }

    mutating func texts(_ name: String) throws(ForgeError) -> [String]? {
        try list(name) { node throws(ForgeError) in
            guard let text = node.string else {
                throw ForgeError("Line \(node.line): an element of '\(name)' is no text.")
            }
            return text
        }
    }

    mutating func list<Element>(
        _ name: String, _ element: (Node) throws(ForgeError) -> Element
    ) throws(ForgeError) -> [Element]? {
        guard let value = node(name) else { return nil }
        return try SnapshotObject.list(value, name, element)
    }

    static func list<Element>(
        _ value: Node, _ name: String, _ element: (Node) throws(ForgeError) -> Element
    ) throws(ForgeError) -> [Element] {
        guard value.kind == .array else { throw ForgeError("Line \(value.line): '\(name)' is no array.") }
        var list: [Element] = []
        for node in value.elements { list.append(try element(node)) }
        return list
    }

    func missing(_ name: String) -> ForgeError {
        ForgeError("Line \(node.line): \(what) has no '\(name)'.")
    }

    func wrong(_ name: String, _ value: Node, _ problem: String) -> ForgeError {
        ForgeError("Line \(value.line): '\(name)' of \(what) is \(problem).")
    }
}

/// Foreign text inside our sentences.
enum TextPart {
    /// At most 60 bytes of it, whatever would move a cursor or end a line replaced by `?`.
    static func shown(_ text: String, limit: Int = 60) -> String {
        var output = ""
        for scalar in text.unicodeScalars {
            let isPlain =
                scalar.value >= 0x20 && !(0x7F...0x9F).contains(scalar.value)
                && !scalar.properties.isBidiControl && scalar.properties.generalCategory != .lineSeparator
                && scalar.properties.generalCategory != .paragraphSeparator
            output.unicodeScalars.append(isPlain ? scalar : "?")
            if output.utf8.count >= limit { return output + "…" }
        }
        return output
    }
}
