// SPDX-License-Identifier: Apache-2.0

/// The rules of one `.gitignore` file (gitignore(5)), for paths below the folder it stands in.
package struct IgnoreRules: Sendable {
    /// What the rules say of a path.
    package enum Answer: Sendable, Hashable {
        case ignored, kept, silent
    }

    private var rules: [Rule] = []

    package var isEmpty: Bool { rules.isEmpty }

    /// Reads at most 10,000 lines; a longer file's rest is not used.
    package init(_ bytes: [UInt8]) {
        for line in bytes.split(separator: UInt8(ascii: "\n"), maxSplits: 10_000) {
            if let rule = Rule(line) { rules.append(rule) }
        }
    }

    /// The last rule that matches decides. `path` is relative to the rules' folder: its names from the top.
    package func answer(for path: ArraySlice<[UInt8]>, isFolder: Bool) -> Answer {
        for rule in rules.reversed() where rule.matches(path, isFolder: isFolder) {
            return rule.keeps ? .kept : .ignored
        }
        return .silent
    }

    private struct Rule: Sendable {
        var keeps = false
        var folderOnly = false
        /// A rule without an inner slash speaks of names at any depth, one with a slash of the path from its folder.
        var anchored = false
        var names: [NamePattern] = []

        init?(_ line: ArraySlice<UInt8>) {
            var text = line
            if text.last == UInt8(ascii: "\r") { text.removeLast() }
            while text.last == UInt8(ascii: " "), text.dropLast().last != UInt8(ascii: "\\") { text.removeLast() }
            guard let first = text.first, first != UInt8(ascii: "#"), text.count <= 4096 else { return nil }
            if first == UInt8(ascii: "!") {
                keeps = true
                text.removeFirst()
            }
            if text.last == UInt8(ascii: "/") {
                folderOnly = true
                text.removeLast()
            }
            guard !text.isEmpty else { return nil }
            anchored = text.contains(UInt8(ascii: "/"))
            if text.first == UInt8(ascii: "/") { text.removeFirst() }
            names = text.split(separator: UInt8(ascii: "/")).map(NamePattern.init)
            guard !names.isEmpty, names.count <= 128 else { return nil }
        }

        func matches(_ path: ArraySlice<[UInt8]>, isFolder: Bool) -> Bool {
            guard !folderOnly || isFolder, let last = path.last else { return false }
            guard anchored else { return names[0].matches(last) }
            return matchesAll(path)
        }

        /// Dynamic programming over (rule names × path names), so that many `**` cost no more than one.
        private func matchesAll(_ path: ArraySlice<[UInt8]>) -> Bool {
            var reached = [Bool](repeating: false, count: path.count + 1)
            reached[0] = true
            for (position, name) in names.enumerated() {
                var next = [Bool](repeating: false, count: path.count + 1)
                if name.isAnyDepth {
                    // A trailing `/**` matches everything inside, not the folder itself.
                    let least = position == names.count - 1 ? 1 : 0
                    guard let first = reached.firstIndex(of: true), first + least <= path.count else { return false }
                    for end in (first + least)...path.count { next[end] = true }
                } else {
                    for (end, part) in zip(1..., path) where reached[end - 1] && name.matches(part) { next[end] = true }
                }
                reached = next
            }
            return reached[path.count]
        }
    }
}

/// A file name pattern: `*`, `?`, `[…]` and `\`, never crossing a slash. Matching is at most quadratic in its length.
struct NamePattern: Sendable {
    private enum Token: Sendable {
        case byte(UInt8)
        case any
        case run
        case oneOf([ClosedRange<UInt8>], negated: Bool)
    }

    let isAnyDepth: Bool
    private var literal: [UInt8]?
    private var tokens: [Token] = []

    init(_ text: ArraySlice<UInt8>) {
        isAnyDepth = text.elementsEqual("**".utf8)
        let special = "*?[\\".utf8
        if !text.contains(where: { special.contains($0) }) {
            literal = Array(text)
            return
        }
        var rest = text
        while let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: "*"): if case .run? = tokens.last {} else { tokens.append(.run) }
            case UInt8(ascii: "?"): tokens.append(.any)
            case UInt8(ascii: "\\"): tokens.append(.byte(rest.popFirst() ?? byte))
            case UInt8(ascii: "["):
                if let token = NamePattern.set(&rest) { tokens.append(token) } else { tokens.append(.byte(byte)) }
            default: tokens.append(.byte(byte))
            }
        }
    }

    private static func set(_ rest: inout ArraySlice<UInt8>) -> Token? {
        var inner = rest
        var negated = false
        if inner.first == UInt8(ascii: "!") || inner.first == UInt8(ascii: "^") {
            negated = true
            inner.removeFirst()
        }
        var ranges: [ClosedRange<UInt8>] = []
        var isFirst = true
        while var low = inner.popFirst() {
            if low == UInt8(ascii: "]"), !isFirst {
                rest = inner
                return .oneOf(ranges, negated: negated)
            }
            isFirst = false
            if low == UInt8(ascii: "\\") { low = inner.popFirst() ?? low }
            if inner.first == UInt8(ascii: "-"), let high = inner.dropFirst().first, high != UInt8(ascii: "]") {
                inner = inner.dropFirst(2)
                if low <= high { ranges.append(low...high) }
            } else {
                ranges.append(low...low)
            }
        }
        return nil
    }

    func matches(_ name: [UInt8]) -> Bool {
        if let literal { return literal == name }
        var token = 0
        var position = 0
        var resumeToken = -1
        var resumePosition = 0
        while position < name.count {
            if token < tokens.count {
                if case .run = tokens[token] {
                    resumeToken = token + 1
                    resumePosition = position
                    token += 1
                    continue
                }
                if accepts(tokens[token], name[position]) {
                    token += 1
                    position += 1
                    continue
                }
            }
            guard resumeToken >= 0 else { return false }
            resumePosition += 1
            position = resumePosition
            token = resumeToken
        }
        return tokens[token...].allSatisfy { if case .run = $0 { true } else { false } }
    }

    private func accepts(_ token: Token, _ byte: UInt8) -> Bool {
        switch token {
        case .byte(let expected): expected == byte
        case .any: true
        case .run: false
        case .oneOf(let ranges, let negated): ranges.contains { $0.contains(byte) } != negated
        }
    }
}
