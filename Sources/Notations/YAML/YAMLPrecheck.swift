// SPDX-License-Identifier: Apache-2.0

/// Refuses texts on which libyaml or Yams would work for ever, before either sees them.
///
/// 1. libyaml looks at every open flow collection for each token: depth times length.
/// 2. libyaml compares each `%TAG` directive with all before it.
/// 3. Yams compares the keys of a mapping, and comparing walks through everything an alias stands for, so a key that is
///    an alias bomb never ends. With `a` aliases and `k` anchors in `n` bytes no value can be larger than
///    n·(1 + a/(k+1))^(k+1); refused are texts that may have a collection as a key *and* exceed this.
/// 4. Comparing also walks through keys inside keys once a level: a text with `q` explicit keys costs n·q at most.
///
/// Quoted text is not told from structure here: the counts are from above, and the limits far from what people write.
struct YAMLPrecheck {
    /// The most flow collections that may be open at once.
    private static let deepest = 256
    /// The most `%TAG` directives.
    private static let directives = 64
    /// What comparing keys may cost, in bytes.
    private static let most = 100_000_000.0

    private let bytes: [UInt8]
    /// What may be open flow collections.
    private var open: [Bracket] = []
    /// How many of them are where a token may begin.
    private var depth = 0
    private var directives = 0
    private var questions = 0
    private var anchors = 0.0
    private var aliases = 0.0
    /// The first line on which an alias or a collection may be a key.
    private var suspect: Int?

    private struct Bracket {
        var isToken: Bool
        var hasAlias = false
    }

    static func check(_ text: SourceText) throws(NotationError) {
        var check = YAMLPrecheck(bytes: text.bytes)
        try check.scan()
        try check.judgeKeys()
        try check.judgeAliases()
    }

    private init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    private mutating func scan() throws(NotationError) {
        var line = 1
        for position in bytes.indices {
            switch bytes[position] {
            case UInt8(ascii: "\n"): line += 1
            case UInt8(ascii: "&") where isNameStart(position): anchors += 1
            case UInt8(ascii: "*") where isNameStart(position):
                aliases += 1
                if let last = open.indices.last { open[last].hasAlias = true }
                let end = bytes[(position + 1)...].firstIndex { !isNamePart($0) } ?? bytes.count
                if isColon(after: end) { suspect = suspect ?? line }
            case UInt8(ascii: "?") where isTokenStart(position) && (!open.isEmpty || isBlank(position + 1)):
                suspect = suspect ?? line
                questions += 1
            case UInt8(ascii: "["), UInt8(ascii: "{"):
                open.append(Bracket(isToken: isTokenStart(position)))
                if isTokenStart(position) { depth += 1 }
                if depth > YAMLPrecheck.deepest {
                    throw NotationError(
                        line: line, message: "The text nests '[' and '{' deeper than \(YAMLPrecheck.deepest) levels.")
                }
            case UInt8(ascii: "]"), UInt8(ascii: "}"):
                let bracket = open.popLast()
                if bracket?.isToken == true { depth -= 1 }
                // A bracket in quoted text closes too early; then the collection around it keeps the knowledge.
                let hasAlias = bracket?.hasAlias ?? (aliases > 0)
                if hasAlias, let last = open.indices.last { open[last].hasAlias = true }
                if hasAlias, isColon(after: position + 1) { suspect = suspect ?? line }
            case UInt8(ascii: "%"):
                guard position == 0 || bytes[position - 1] < 0x20, bytes[position...].starts(with: "%TAG".utf8) else {
                    continue
                }
                directives += 1
                if directives > YAMLPrecheck.directives {
                    throw NotationError(
                        line: line, message: "The text has more than \(YAMLPrecheck.directives) '%TAG' directives.")
                }
            default: break
            }
        }
    }

    private func judgeKeys() throws(NotationError) {
        // No nesting is deeper than 1,000 levels in libyaml.
        guard let suspect,
            bytes.count.multipliedReportingOverflow(by: Swift.min(questions, 1_000)).partialValue > 1 << 30
        else { return }
        throw NotationError(line: suspect, message: "The text has too many explicit keys ('?') for its length.")
    }

    private func judgeAliases() throws(NotationError) {
        guard let suspect, aliases > 1, anchors > 0 else { return }
        var estimate = Double(bytes.count)
        var factors = anchors + 1
        let growth = 1 + aliases / factors
        while factors > 0, estimate <= YAMLPrecheck.most {
            estimate *= growth
            factors -= 1
        }
        guard estimate > YAMLPrecheck.most else { return }
        throw NotationError(
            line: suspect,
            message: "A mapping may have an alias or a collection as a key here, and the text's aliases multiply.",
            hint: "Write the key out.")
    }

    /// Whether a token may begin here, as far as the byte before tells.
    private func isTokenStart(_ position: Int) -> Bool {
        guard position > 0 else { return true }
        switch bytes[position - 1] {
        case 0...0x20, 0x80...: return true
        case let before: return "[]{},:?\"'%@`".utf8.contains(before)
        }
    }

    private func isNameStart(_ position: Int) -> Bool {
        isTokenStart(position) && position + 1 < bytes.count && isNamePart(bytes[position + 1])
    }

    /// Whether white space or the end is here.
    private func isBlank(_ position: Int) -> Bool {
        position >= bytes.count || bytes[position] <= 0x20 || bytes[position] >= 0x80
    }

    private func isNamePart(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
            true
        default: false
        }
    }

    /// Whether a value indicator follows; outside of flow collections it needs white space behind it.
    private func isColon(after position: Int) -> Bool {
        var position = position
        while position < bytes.count, bytes[position] == 0x20 || bytes[position] == 0x09 { position += 1 }
        return position < bytes.count && bytes[position] == UInt8(ascii: ":")
            && (!open.isEmpty || isBlank(position + 1))
    }
}
