// SPDX-License-Identifier: Apache-2.0

/// One comparison of a native requirement: `>=1.2`, `^1`, `1.0 - 2.0`.
struct RequirementTerm: Equatable {
    /// As written, without spaces; empty for a version alone; `-` for a hyphen range.
    var comparison: String
    var version: String
    /// The upper end of a hyphen range.
    var upper = ""

    /// The VERS comparator that a plain comparison stands for; nil for tildes, carets and their like.
    var comparator: VersionRange.Comparator? {
        switch comparison {
        case "", "=", "==", "===": .equal
        case "!=", "<>": .notEqual
        case "<", "<<": .less
        case "<=": .lessOrEqual
        case ">", ">>": .greater
        case ">=": .greaterOrEqual
        default: nil
        }
    }
}

/// Takes a requirement apart: alternatives of terms that must all hold.
///
/// White space, `,`, `&`, `&&` and `and` join terms; `|`, `||` and `or` separate alternatives; quotation marks and one pair of
/// parentheses around the whole say nothing.
struct RequirementReader {
    private let text: String
    private let bytes: [UInt8]
    private var index = 0
    /// Whether `,` separates alternatives, as in Julia.
    private let commasSeparateAlternatives: Bool

    private static let longestText = 65_536
    private static let mostTerms = 500

    static func read(
        _ text: String, commasSeparateAlternatives: Bool = false
    ) throws(PackagesError) -> [[RequirementTerm]] {
        var reader = try RequirementReader(text, commasSeparateAlternatives)
        return try reader.read()
    }

    private init(_ text: String, _ commasSeparateAlternatives: Bool) throws(PackagesError) {
        guard text.utf8.count <= Self.longestText else {
            throw PackagesError("A requirement has \(text.utf8.count) bytes; the most is \(Self.longestText).")
        }
        self.text = text
        self.commasSeparateAlternatives = commasSeparateAlternatives
        let trimmed = text.utf8.drop { $0 <= 0x20 }
        var bytes = Array(trimmed)
        while let last = bytes.last, last <= 0x20 { bytes.removeLast() }
        if bytes.first == UInt8(ascii: "("), bytes.last == UInt8(ascii: ")") {
            bytes = Array(bytes[1..<(bytes.count - 1)])
        }
        self.bytes = bytes
    }

    private mutating func read() throws(PackagesError) -> [[RequirementTerm]] {
        var alternatives: [[RequirementTerm]] = [[]]
        var comparison = ""
        var opensHyphenRange = false
        var terms = 0
        while index < bytes.count {
            let byte = bytes[index]
            switch byte {
            case UInt8(ascii: "|"),
                UInt8(ascii: ",") where commasSeparateAlternatives:
                guard comparison.isEmpty, !opensHyphenRange else { throw refused("ends a term too early") }
                index += byte == UInt8(ascii: "|") && next == byte ? 2 : 1
                alternatives.append([])
            case 0...0x20, UInt8(ascii: ","), UInt8(ascii: "&"), UInt8(ascii: "\""), UInt8(ascii: "'"): index += 1
            case UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "="), UInt8(ascii: "!"), UInt8(ascii: "~"),
                UInt8(ascii: "^"):
                guard comparison.isEmpty else { throw refused("has two comparisons in a row") }
                comparison = readComparison()
            case UInt8(ascii: "("), UInt8(ascii: ")"): throw refused("has parentheses inside, which cannot be read")
            default:
                let word = readWord()
                if word == "-", comparison.isEmpty, !opensHyphenRange, let last = alternatives.last?.last,
                    last.comparison.isEmpty
                {
                    opensHyphenRange = true
                } else if opensHyphenRange, let term = alternatives[alternatives.count - 1].popLast() {
                    opensHyphenRange = false
                    alternatives[alternatives.count - 1].append(
                        RequirementTerm(comparison: "-", version: term.version, upper: word))
                } else if comparison.isEmpty, word == "or" {
                    alternatives.append([])
                } else if !comparison.isEmpty || word != "and" {
                    alternatives[alternatives.count - 1].append(RequirementTerm(comparison: comparison, version: word))
                    comparison = ""
                }
                terms += 1
                guard terms <= Self.mostTerms else {
                    throw PackagesError("A requirement has more than \(Self.mostTerms) terms.")
                }
            }
            guard alternatives.count <= Self.mostTerms else {
                throw PackagesError("A requirement has more than \(Self.mostTerms) alternatives.")
            }
        }
        guard comparison.isEmpty, !opensHyphenRange else { throw refused("ends without a version") }
        return alternatives
    }

    private var next: UInt8? { index + 1 < bytes.count ? bytes[index + 1] : nil }

    private mutating func readComparison() -> String {
        let start = index
        while index < bytes.count {
            switch bytes[index] {
            case UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "="), UInt8(ascii: "!"), UInt8(ascii: "~"),
                UInt8(ascii: "^"):
                index += 1
            default: return String(decoding: bytes[start..<index], as: UTF8.self)
            }
        }
        return String(decoding: bytes[start..<index], as: UTF8.self)
    }

    private mutating func readWord() -> String {
        let start = index
        while index < bytes.count {
            switch bytes[index] {
            case 0...0x20, UInt8(ascii: ","), UInt8(ascii: "&"), UInt8(ascii: "|"), UInt8(ascii: "\""),
                UInt8(ascii: "'"),
                UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "="):
                return String(decoding: bytes[start..<index], as: UTF8.self)
            default: index += 1
            }
        }
        return String(decoding: bytes[start..<index], as: UTF8.self)
    }

    private func refused(_ what: String) -> PackagesError {
        PackagesError("The requirement \(PackagesError.quoted(text)) \(what).")
    }
}
