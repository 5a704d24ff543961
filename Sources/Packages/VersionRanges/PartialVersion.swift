// SPDX-License-Identifier: Apache-2.0

/// The numbers a requirement names, perhaps fewer than a version has: `1`, `1.2.x`, `1.2.3-beta`.
struct PartialVersion {
    /// Digits of any length.
    private(set) var numbers: [String] = []
    /// Whether `x`, `X` or `*` stands for the numbers that follow.
    private(set) var hasWildcard = false
    /// With its hyphen: `-beta.1`.
    private(set) var prerelease = ""

    private static let mostNumbers = 16

    /// Nil where the text is none; a leading `v` or `=` is left out, build metadata too.
    init?(_ text: String) {
        var rest = text.utf8[...]
        while let first = rest.first,
            first == UInt8(ascii: "v") || first == UInt8(ascii: "V") || first == UInt8(ascii: "=")
        {
            rest.removeFirst()
        }
        if let plus = rest.firstIndex(of: UInt8(ascii: "+")) { rest = rest[..<plus] }
        if let hyphen = rest.firstIndex(of: UInt8(ascii: "-")) {
            guard let suffix = String(rest[hyphen...]), suffix.utf8.count > 1 else { return nil }
            prerelease = suffix
            rest = rest[..<hyphen]
        }
        for part in rest.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false) {
            if part.count == 1, let byte = part.first, byte | 0x20 == UInt8(ascii: "x") || byte == UInt8(ascii: "*") {
                hasWildcard = true
            } else {
                guard !part.isEmpty, part.allSatisfy(\.isDigit), let number = String(part) else { return nil }
                // What follows a wildcard says nothing.
                if !hasWildcard { numbers.append(number) }
            }
            guard numbers.count <= Self.mostNumbers else { return nil }
        }
    }

    /// The numbers, filled with zeros up to `width`.
    func filled(to width: Int) -> [String] {
        numbers + Array(repeating: "0", count: max(0, width - numbers.count))
    }

    /// `1.2.0`, with the pre-release unless a number is missing.
    func text(width: Int) -> String {
        filled(to: width).joined(separator: ".") + (numbers.count >= width && !hasWildcard ? prerelease : "")
    }

    /// The version after all that share the numbers up to `index`: bumped at 1, 1.2.3 is 1.3.0.
    func bumped(at index: Int, width: Int) -> String {
        var bumped = Array(filled(to: max(width, index + 1)).prefix(index + 1))
        bumped[index] = Self.successor(of: bumped[index])
        return (bumped + Array(repeating: "0", count: max(0, width - bumped.count))).joined(separator: ".")
    }

    /// The index of the first number that is not zero; that of the last number where all are.
    var firstSignificant: Int {
        numbers.firstIndex { number in number.utf8.contains { $0 != UInt8(ascii: "0") } } ?? max(0, numbers.count - 1)
    }

    /// The next number, of whatever length.
    static func successor(of number: String) -> String {
        var digits = Array(number.utf8)
        var index = digits.count
        while index > 0 {
            index -= 1
            if digits[index] == UInt8(ascii: "9") {
                digits[index] = UInt8(ascii: "0")
            } else {
                digits[index] += 1
                return String(decoding: digits, as: UTF8.self)
            }
        }
        return "1" + String(decoding: digits, as: UTF8.self)
    }
}
