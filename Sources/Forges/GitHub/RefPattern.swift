// SPDX-License-Identifier: Apache-2.0

/// A pattern of ref names as rulesets and branch protections use them: Ruby's `File.fnmatch` with `FNM_PATHNAME`, where
/// `*` and `?` stay within a name and `**/` goes through any number of them.
///
/// Matching takes steps in proportion to the product of both lengths, whatever the pattern.
struct RefPattern: Hashable {
    private enum Part: Hashable {
        case literal(Unicode.Scalar)
        case one
        /// `*`: any number of characters of a name.
        case many
        /// `**` that is no folder: at least one.
        case some
        /// `**/`: one or more names, the last one also the beginning of one.
        case folders
        case set([ClosedRange<Unicode.Scalar>], isNegated: Bool)
    }

    private let parts: [Part]

    /// Longer patterns and names match nothing.
    private static let longest = 1_000

    init(_ text: String) {
        let scalars = Array(text.unicodeScalars.prefix(RefPattern.longest + 1))
        var parts: [Part] = []
        var position = 0
        while position < scalars.count {
            let rest = scalars[position...]
            if rest.starts(with: "**/".unicodeScalars) {
                parts.append(.folders)
                position += 3
            } else if rest.starts(with: "**".unicodeScalars) {
                parts.append(.some)
                position += 2
            } else if scalars[position] == "\\", position + 1 < scalars.count {
                parts.append(.literal(scalars[position + 1]))
                position += 2
            } else if scalars[position] == "[", let (part, end) = RefPattern.set(in: scalars, from: position) {
                parts.append(part)
                position = end
            } else {
                switch scalars[position] {
                case "*": parts.append(.many)
                case "?": parts.append(.one)
                default: parts.append(.literal(scalars[position]))
                }
                position += 1
            }
        }
        self.parts = parts
    }

    /// A bracket expression and where it ends; nil where the bracket has no end and stands for itself.
    private static func set(in scalars: [Unicode.Scalar], from start: Int) -> (Part, Int)? {
        var position = start + 1
        var isNegated = false
        if position < scalars.count, scalars[position] == "!" || scalars[position] == "^" {
            isNegated = true
            position += 1
        }
        var ranges: [ClosedRange<Unicode.Scalar>] = []
        while position < scalars.count {
            let scalar = scalars[position]
            if scalar == "]", !ranges.isEmpty { return (.set(ranges, isNegated: isNegated), position + 1) }
            if position + 2 < scalars.count, scalars[position + 1] == "-", scalars[position + 2] != "]" {
                if scalar <= scalars[position + 2] { ranges.append(scalar...scalars[position + 2]) }
                position += 3
            } else {
                ranges.append(scalar...scalar)
                position += 1
            }
        }
        return nil
    }

    func matches(_ name: String) -> Bool {
        let text = Array(name.unicodeScalars.prefix(RefPattern.longest + 1))
        guard text.count <= RefPattern.longest, parts.count <= RefPattern.longest else { return false }
        // Whether the parts so far match the text up to a place.
        var reached = [Bool](repeating: false, count: text.count + 1)
        reached[0] = true
        for part in parts {
            var next = [Bool](repeating: false, count: text.count + 1)
            if part == .many { next = reached }
            for place in 0..<text.count {
                let scalar = text[place]
                switch part {
                case .literal(let wanted): next[place + 1] = reached[place] && scalar == wanted
                case .one: next[place + 1] = reached[place] && scalar != "/"
                case .set(let ranges, let isNegated):
                    let isMember = ranges.contains { $0.contains(scalar) }
                    next[place + 1] = reached[place] && scalar != "/" && isMember != isNegated
                case .many: if next[place], scalar != "/" { next[place + 1] = true }
                case .some: next[place + 1] = (reached[place] || next[place]) && scalar != "/"
                case .folders:
                    // Names, each not empty: no slash first, and none after another.
                    let follows = place > 0 && text[place - 1] == "/"
                    next[place + 1] = (reached[place] && scalar != "/") || (next[place] && (scalar != "/" || !follows))
                }
            }
            reached = next
        }
        return reached[text.count]
    }
}
