// SPDX-License-Identifier: Apache-2.0
import Notations
import Wire

// Members of answers: nil where there is none or it is of another kind, because forges add, leave out and null members
// from version to version.
extension Node {
    /// At most 16 KiB of it.
    func string(at key: String) -> String? { self[key]?.string?.cut(to: 16 << 10) }

    func boolean(at key: String) -> Bool? { self[key]?.boolean }

    func count(at key: String) -> Int? {
        guard let value = self[key]?.integer, value >= 0 else { return nil }
        return value
    }

    /// A time of RFC 3339; nil for the year 1, with which servers written in Go say "never".
    func time(at key: String) -> Instant? {
        guard let text = self[key]?.string, let time = Instant(rfc3339: text), time > .neverOfGo else { return nil }
        return time
    }

    func object(at key: String) -> Node? {
        guard let value = self[key], value.kind == .object else { return nil }
        return value
    }

    /// The elements of an array; nothing where there is none.
    func list(at key: String) -> [Node] { self[key].map { Array($0.elements) } ?? [] }

    func strings(at key: String) -> [String] { list(at: key).compactMap { $0.string?.cut(to: 1 << 10) } }

    /// The `nodes` of a connection of GraphQL, without nulls.
    func nodes(at key: String) -> [Node] { object(at: key)?.list(at: "nodes").filter { $0.kind == .object } ?? [] }

    func required(_ key: String) throws(ForgeError) -> String {
        guard let text = string(at: key) else { throw ForgeError("It has no text '\(key)'.") }
        return text
    }

    /// The name of a branch, which goes into addresses: one that git itself would refuse is none.
    func branch(at key: String) throws(ForgeError) -> String {
        let name = try required(key)
        guard CommitText.isBranch(name) else {
            throw ForgeError("It has a branch '\(key)' that no repository can have.")
        }
        return name
    }

    func requiredCount(_ key: String) throws(ForgeError) -> Int {
        guard let count = count(at: key) else { throw ForgeError("It has no number '\(key)'.") }
        return count
    }
}

extension Instant {
    /// The last second of year 1.
    fileprivate static let neverOfGo = Instant(seconds: -62_104_060_801)
}

extension String {
    /// The first bytes of it, up to the end of a scalar.
    func cut(to limit: Int) -> String {
        guard utf8.count > limit else { return self }
        var output = ""
        for scalar in unicodeScalars {
            if output.utf8.count + UTF8.width(scalar) > limit { break }
            output.unicodeScalars.append(scalar)
        }
        return output
    }
}
