// SPDX-License-Identifier: Apache-2.0

/// Composer's constraints (`VersionParser::parseConstraints`).
extension NativeRange {
    /// Bounds that name no stability begin at its development versions: `^1.2` is `>=1.2-dev|<2-dev`.
    static func composer(_ term: RequirementTerm) throws(PackagesError) -> VersionIntervals {
        var term = term
        var flag = "dev"
        if let at = term.version.lastIndex(of: "@") {
            let written = term.version[term.version.index(after: at)...].lowercased()
            term.version = String(term.version[..<at])
            if term.version.isEmpty { term.version = "*" }
            if written != "stable" { flag = written }
        }
        if term.version.hasPrefix("dev-") || term.version.hasSuffix("-dev") && term.version.contains("x") {
            throw PackagesError("The requirement \(PackagesError.quoted(term.version)) names a branch, not versions.")
        }
        switch term.comparison {
        case "~", "^":
            let version = try numbers(of: term)
            let index =
                term.comparison == "~" ? max(0, version.numbers.count - 2) : min(version.firstSignificant, 2)
            return try .from(
                lowered(term.version, to: "dev"), before: version.bumped(at: index, width: 0) + "-dev", .composer)
        case "-": return try hyphenRange(term)
        case "":
            guard let version = PartialVersion(term.version), version.hasWildcard else {
                return try comparison(term, .composer)
            }
            if version.numbers.isEmpty { return .everything(.composer) }
            let upper = version.bumped(at: version.numbers.count - 1, width: 0) + "-dev"
            return try .from(version.numbers.joined(separator: ".") + "-dev", before: upper, .composer)
        case "<", ">=":
            term.version = lowered(term.version, to: flag)
            return try comparison(term, .composer)
        default: return try comparison(term, .composer)
        }
    }

    /// What the upper end leaves out may be anything: `1.0 - 2.0` ends before 2.1.
    private static func hyphenRange(_ term: RequirementTerm) throws(PackagesError) -> VersionIntervals {
        let lower = try VersionIntervals.of(.greaterOrEqual, lowered(term.version, to: "dev"), .composer)
        guard let upper = PartialVersion(term.upper), upper.numbers.count < 3, upper.prerelease.isEmpty,
            !upper.numbers.isEmpty
        else { return try lower.intersection(.of(.lessOrEqual, term.upper, .composer)) }
        return try lower.intersection(
            .of(.less, upper.bumped(at: upper.numbers.count - 1, width: 0) + "-dev", .composer))
    }

    /// The numbers a version begins with; its stability may follow them at once.
    private static func numbers(of term: RequirementTerm) throws(PackagesError) -> PartialVersion {
        let start = term.version.utf8.first.map { $0 | 0x20 } == UInt8(ascii: "v") ? 1 : 0
        let digits = term.version.utf8.dropFirst(start).prefix { $0.isDigit || $0 == UInt8(ascii: ".") }
        var text = String(decoding: digits, as: UTF8.self)
        if text.hasSuffix(".") { text.removeLast() }
        guard let version = PartialVersion(text), !version.numbers.isEmpty, version.numbers.count <= 4 else {
            throw unknown(term)
        }
        return version
    }

    private static func lowered(_ version: String, to stability: String) -> String {
        let plain = version.utf8.dropFirst(version.utf8.first.map { $0 | 0x20 } == UInt8(ascii: "v") ? 1 : 0)
        return plain.allSatisfy { $0.isDigit || $0 == UInt8(ascii: ".") } ? "\(version)-\(stability)" : version
    }
}
