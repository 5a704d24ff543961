// SPDX-License-Identifier: Apache-2.0

/// What stands between `${{` and `}}`, as far as it matters which values can come out as text.
///
/// Read is the expression language of GitHub's workflows: literals, contexts with `.name`, `[index]` and `.*`, calls,
/// `!`, comparisons, `&&` and `||`. What does not parse yields every reference that was seen.
struct Expression {
    /// A value of a context: `github.event.issue.title`.
    struct Reference: Hashable {
        /// In lower case; `*` for a filter, a number or a computed index.
        var path: [String]
        /// Written out as JSON, with everything below it.
        var isWhole = false

        var name: String { path.joined(separator: ".") }
    }

    /// What can come out as text: not what is only compared, tested or searched.
    let yields: [Reference]
    /// Everything that is mentioned.
    let mentions: [Reference]

    init(_ text: some Collection<UInt8>) {
        var parser = ExpressionParser(Array(text))
        let yields = parser.parse()
        mentions = parser.mentions
        self.yields = yields ?? parser.mentions
    }

    /// The expressions in a text, each with its range, the braces included; `isOpen` when one is never closed.
    static func places(in text: [UInt8]) -> (ranges: [Range<Int>], isOpen: Bool) {
        var ranges: [Range<Int>] = []
        var position = 0
        while let start = text.firstIndex(of: "${{", from: position) {
            guard let end = text.firstIndex(of: "}}", from: start) else { return (ranges, true) }
            ranges.append(start..<end + 2)
            position = end + 2
        }
        return (ranges, false)
    }
}

/// A recursive descent over an expression's tokens; calls and groups nest at most ``deepest`` levels.
struct ExpressionParser {
    private static let deepest = 40
    private let bytes: [UInt8]
    private var position = 0
    private var depth = 0
    private(set) var mentions: [Expression.Reference] = []

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// What the expression yields; nil when it does not parse.
    mutating func parse() -> [Expression.Reference]? {
        guard let yields = alternatives() else {
            // What is left may hold references as well.
            while position < bytes.count {
                if bytes[position].isLetter { _ = operand() } else { position += 1 }
            }
            return nil
        }
        skipSpace()
        return position == bytes.count ? yields : nil
    }

    private mutating func alternatives() -> [Expression.Reference]? {
        guard var yields = conjunction() else { return nil }
        while take("||") {
            guard let more = conjunction() else { return nil }
            yields += more
        }
        return yields
    }

    /// `a && b` yields `a` only where `a` is empty or false.
    private mutating func conjunction() -> [Expression.Reference]? {
        guard var yields = comparison() else { return nil }
        while take("&&") {
            guard let more = comparison() else { return nil }
            yields = more
        }
        return yields
    }

    private mutating func comparison() -> [Expression.Reference]? {
        guard var yields = operand() else { return nil }
        while take("==") || take("!=") || take("<=") || take(">=") || take("<") || take(">") {
            guard operand() != nil else { return nil }
            yields = []
        }
        return yields
    }

    private mutating func operand() -> [Expression.Reference]? {
        depth += 1
        defer { depth -= 1 }
        guard depth <= ExpressionParser.deepest else { return nil }
        skipSpace()
        guard position < bytes.count else { return nil }
        switch bytes[position] {
        case UInt8(ascii: "!"):
            position += 1
            return operand() == nil ? nil : []
        case UInt8(ascii: "("):
            position += 1
            guard let yields = alternatives(), take(")") else { return nil }
            return yields
        case UInt8(ascii: "'"): return string() == nil ? nil : []
        case let byte where byte.isLetter || byte == UInt8(ascii: "_"): return nameOrCall()
        case let byte where byte.isDigit || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "+"):
            position += 1
            while position < bytes.count, bytes[position].isWord || bytes[position] == UInt8(ascii: ".") {
                position += 1
            }
            return []
        default: return nil
        }
    }

    private mutating func nameOrCall() -> [Expression.Reference]? {
        let name = word()
        skipSpace()
        if position < bytes.count, bytes[position] == UInt8(ascii: "(") {
            position += 1
            return call(name)
        }
        var path = [name]
        // Indexes may hold references of their own.
        while let step = step() {
            guard let step else { return nil }
            path.append(step)
        }
        guard path.count > 1 || !["true", "false", "null", "nan", "infinity"].contains(name) else { return [] }
        let reference = Expression.Reference(path: path)
        mentions.append(reference)
        return [reference]
    }

    /// `.name`, `.*` or `[…]`; nil when none follows, a nil inside when it is broken.
    private mutating func step() -> String?? {
        skipSpace()
        guard position < bytes.count else { return .none }
        if bytes[position] == UInt8(ascii: ".") {
            position += 1
            skipSpace()
            if take("*") { return .some("*") }
            let name = word()
            return .some(name.isEmpty ? nil : name)
        }
        guard bytes[position] == UInt8(ascii: "[") else { return .none }
        position += 1
        skipSpace()
        var name = "*"
        if position < bytes.count, bytes[position] == UInt8(ascii: "'") {
            guard let text = string() else { return .some(nil) }
            name = text
        } else if !take("*") {
            guard alternatives() != nil else { return .some(nil) }
        }
        return .some(take("]") ? name : nil)
    }

    private mutating func call(_ name: String) -> [Expression.Reference]? {
        var yields: [Expression.Reference] = []
        if take(")") { return [] }
        repeat {
            guard let argument = alternatives() else { return nil }
            switch name {
            case "format", "join", "fromjson": yields += argument
            case "tojson":
                yields += argument.map { Expression.Reference(path: $0.path, isWhole: true) }
            // What else there is gives true, false or a digest.
            default: break
            }
        } while take(",")
        return take(")") ? yields : nil
    }

    /// A string in single quotes, in lower case; nil when it is never closed.
    private mutating func string() -> String? {
        position += 1
        var text: [UInt8] = []
        while position < bytes.count {
            let byte = bytes[position]
            position += 1
            guard byte == UInt8(ascii: "'") else {
                text.append(byte.lowercasedASCII)
                continue
            }
            guard position < bytes.count, bytes[position] == UInt8(ascii: "'") else { return String(ascii: text) }
            text.append(byte)
            position += 1
        }
        return nil
    }

    private mutating func word() -> String {
        let start = position
        while position < bytes.count, bytes[position].isWord || bytes[position] == UInt8(ascii: "-") { position += 1 }
        return String(ascii: bytes[start..<position].map(\.lowercasedASCII))
    }

    private mutating func take(_ mark: StaticString) -> Bool {
        skipSpace()
        return mark.withUTF8Buffer { mark in
            guard position + mark.count <= bytes.count,
                bytes[position..<position + mark.count].elementsEqual(mark)
            else { return false }
            position += mark.count
            return true
        }
    }

    private mutating func skipSpace() {
        while position < bytes.count, bytes[position].isSpace { position += 1 }
    }
}
