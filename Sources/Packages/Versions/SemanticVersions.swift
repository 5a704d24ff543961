// SPDX-License-Identifier: Apache-2.0

/// Semantic Versioning 2.0.0 (semver.org, §9–§11) and its relatives: numbers, a pre-release, build metadata.
///
/// Leniency that real data needs, the same for all: missing numbers are 0, leading zeros are ignored, numbers may have any
/// length, and more numbers than three are compared in turn where the rules do not say how many there are.
struct SemanticVersions: Sendable {
    enum Build {
        /// Two versions that differ in build metadata only are equal (§10).
        case ignored
        /// No build metadata first, then identifier by identifier.
        case ordered
    }

    /// What a version of these rules is called in a sentence.
    let name: String
    /// Whether `v1.2.3` is read as `1.2.3`.
    var leadingV = true
    /// The most numbers before the pre-release.
    var numbers = Int.max
    /// Whether `BETA` is `beta`.
    var foldsCase = false
    var build = Build.ignored
    /// Whether `1.2.3rc1` and `1.2.3-` have pre-releases, as in Julia.
    var loosePrerelease = false
    /// Whether a number as pre-release counts packaging revisions, which come after the release, as in Bitnami.
    var numericPrereleaseIsRevision = false

    /// npm, Cargo, Swift and whoever else follows the standard.
    static let lenient = SemanticVersions(name: "semantic version")
    static let hex = SemanticVersions(name: "Elixir version", leadingV: false)
    /// pub_semver's `Version.compareTo`.
    static let pub = SemanticVersions(name: "Dart version", build: .ordered)
    /// NuGet's `VersionComparer`, which looks at four numbers.
    static let nuGet = SemanticVersions(name: "NuGet version", leadingV: false, numbers: 4, foldsCase: true)
    /// Julia's `isless` of `VersionNumber`.
    static let julia = SemanticVersions(name: "Julia version", numbers: 3, build: .ordered, loosePrerelease: true)
    static let bitnami = SemanticVersions(name: "Bitnami version", numericPrereleaseIsRevision: true)

    /// Where the parts of one version are.
    struct Parts {
        var numbers: Range<Int>
        /// Identifiers between dots; nil where there is no pre-release.
        var prerelease: Range<Int>?
        var build: Range<Int>?
        /// Whether a letter followed by a digit ends an identifier (`rc2` is `rc.2`).
        var splitsAtDigits = false
        var revision: Range<Int>?
    }

    func compare(_ first: VersionBytes, _ second: VersionBytes) -> VersionComparison {
        guard let a = parts(first) else { return notEvaluable(first, is: name) }
        guard let b = parts(second) else { return notEvaluable(second, is: name) }
        return order(first, a, second, b).comparison
    }

    func order(_ first: VersionBytes, _ a: Parts, _ second: VersionBytes, _ b: Parts) -> VersionOrder {
        let numbers = Self.numbersOrder(first, a.numbers, second, b.numbers)
        guard case .equal = numbers else { return numbers }
        switch (a.prerelease, b.prerelease) {
        case (nil, nil): break
        case (_?, nil): return .less
        case (nil, _?): return .greater
        case (let x?, let y?):
            let order = identifiersOrder(first, x, a.splitsAtDigits, second, y, b.splitsAtDigits)
            guard case .equal = order else { return order }
        }
        if numericPrereleaseIsRevision {
            return numericOrder(first, a.revision ?? 0..<0, second, b.revision ?? 0..<0)
        }
        guard case .ordered = build else { return .equal }
        switch (a.build, b.build) {
        case (nil, nil): return .equal
        case (nil, _?): return .less
        case (_?, nil): return .greater
        case (let x?, let y?): return identifiersOrder(first, x, false, second, y, false)
        }
    }

    /// Numbers between dots, in turn; the shorter list is filled with zeros.
    static func numbersOrder(
        _ first: VersionBytes, _ a: Range<Int>, _ second: VersionBytes, _ b: Range<Int>
    ) -> VersionOrder {
        var i = a.lowerBound
        var j = b.lowerBound
        while i < a.upperBound || j < b.upperBound {
            let endI = first.endOfDigits(i, limit: a.upperBound)
            let endJ = second.endOfDigits(j, limit: b.upperBound)
            let order = numericOrder(first, i..<endI, second, j..<endJ)
            guard case .equal = order else { return order }
            i = min(endI &+ 1, a.upperBound)
            j = min(endJ &+ 1, b.upperBound)
        }
        return .equal
    }

    /// §11.4: numbers by value, others by ASCII, numbers first, and the longer list after the one it begins with.
    private func identifiersOrder(
        _ first: VersionBytes, _ a: Range<Int>, _ splitsA: Bool,
        _ second: VersionBytes, _ b: Range<Int>, _ splitsB: Bool
    ) -> VersionOrder {
        var i = a.lowerBound
        var j = b.lowerBound
        while true {
            let endI = Self.endOfIdentifier(first, i, a.upperBound, splitsA)
            let endJ = Self.endOfIdentifier(second, j, b.upperBound, splitsB)
            let order: VersionOrder
            switch (first.isNumber(i..<endI), second.isNumber(j..<endJ)) {
            case (true, true): order = numericOrder(first, i..<endI, second, j..<endJ)
            // Julia alone has empty identifiers, and puts them before numbers.
            case (true, false): order = endJ == j ? .greater : .less
            case (false, true): order = endI == i ? .less : .greater
            case (false, false):
                order =
                    foldsCase
                    ? foldedByteOrder(first, i..<endI, second, j..<endJ) : byteOrder(first, i..<endI, second, j..<endJ)
            }
            guard case .equal = order else { return order }
            switch (endI >= a.upperBound, endJ >= b.upperBound) {
            case (true, true): return .equal
            case (true, false): return .less
            case (false, true): return .greater
            case (false, false): break
            }
            i = first[endI] == UInt8(ascii: ".") ? endI &+ 1 : endI
            j = second[endJ] == UInt8(ascii: ".") ? endJ &+ 1 : endJ
        }
    }

    private static func endOfIdentifier(_ text: VersionBytes, _ start: Int, _ limit: Int, _ splits: Bool) -> Int {
        if splits, start < limit, text[start].isLetter { return text.endOfLetters(start, limit: limit) }
        return text.first(UInt8(ascii: "."), from: start, limit: limit)
    }

    func parts(_ text: VersionBytes) -> Parts? {
        parts(text, numbersFrom: leadingV && text.byte(0) | 0x20 == UInt8(ascii: "v") ? 1 : 0)
    }

    func parts(_ text: VersionBytes, numbersFrom start: Int) -> Parts? {
        guard let end = Self.endOfNumbers(text, start, most: numbers) else { return nil }
        var parts = Parts(numbers: start..<end)
        var index = end
        if text.byte(index) == UInt8(ascii: "-") || (loosePrerelease && text.byte(index).isLetter) {
            let begin = text[index] == UInt8(ascii: "-") ? index &+ 1 : index
            index = text.first(UInt8(ascii: "+"), from: begin, limit: text.count)
            guard hasIdentifiers(text, begin..<index) else { return nil }
            if numericPrereleaseIsRevision, text.isNumber(begin..<index) {
                parts.revision = begin..<index
            } else {
                parts.prerelease = begin..<index
            }
        }
        if index < text.count {
            guard text[index] == UInt8(ascii: "+"), hasIdentifiers(text, (index &+ 1)..<text.count) else { return nil }
            parts.build = (index &+ 1)..<text.count
        }
        return parts
    }

    /// The index behind `1.2.3`; nil where a number is missing or there are too many.
    static func endOfNumbers(_ text: VersionBytes, _ start: Int, most: Int) -> Int? {
        var index = start
        var found = 0
        while true {
            let end = text.endOfDigits(index, limit: text.count)
            found &+= 1
            guard end > index, found <= most else { return nil }
            guard text.byte(end) == UInt8(ascii: ".") else { return end }
            index = end &+ 1
        }
    }

    /// Whether a range holds identifiers of ASCII letters, digits and hyphens, none of them empty.
    private func hasIdentifiers(_ text: VersionBytes, _ range: Range<Int>) -> Bool {
        if range.isEmpty { return loosePrerelease }
        var length = 0
        for index in range {
            let byte = text[index]
            if byte == UInt8(ascii: ".") {
                guard length > 0 else { return false }
                length = 0
            } else {
                guard byte.isAlphanumeric || byte == UInt8(ascii: "-") else { return false }
                length &+= 1
            }
        }
        return length > 0
    }
}
