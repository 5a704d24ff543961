// SPDX-License-Identifier: Apache-2.0

/// Notations built on three numbers.
extension NativeRange {
    /// node-semver's ranges, term by term. Upper bounds are written without the `-0` that node-semver adds to them.
    static func npm(_ term: RequirementTerm) throws(PackagesError) -> VersionIntervals {
        try semantic(term, .semver)
    }

    /// Cargo's requirements: a version alone is a caret requirement.
    static func cargo(_ term: RequirementTerm) throws(PackagesError) -> VersionIntervals {
        var term = term
        if term.comparison.isEmpty, try !partial(term).hasWildcard { term.comparison = "^" }
        return try semantic(term, .semver)
    }

    /// Julia's `[compat]` entries: a version alone is a caret requirement, `=` an exact one.
    static func julia(_ term: RequirementTerm) throws(PackagesError) -> VersionIntervals {
        var term = term
        if term.comparison.isEmpty, term.version != "*" { term.comparison = "^" }
        if term.comparator != nil, term.comparison != "" { return try comparison(term, .julia) }
        return try semantic(term, .julia)
    }

    /// pub's constraints: whole versions, a caret, `any`.
    static func pub(_ term: RequirementTerm) throws(PackagesError) -> VersionIntervals {
        if term.comparison.isEmpty, term.version == "any" || term.version == "*" { return .everything(.pub) }
        return term.comparison == "^" ? try semantic(term, .pub) : try comparison(term, .pub)
    }

    /// Swift's ranges of versions, `1.0.0..<2.0.0` and `1.0.0...1.4.2`, or comparisons.
    static func swift(_ text: String) throws(PackagesError) -> VersionIntervals {
        for (separator, comparator) in [("..<", VersionRange.Comparator.less), ("...", .lessOrEqual)] {
            guard let (lower, upper) = halves(of: text, around: separator) else { continue }
            return try VersionIntervals.of(.greaterOrEqual, lower, .semver)
                .intersection(.of(comparator, upper, .semver))
        }
        var all = VersionIntervals.everything(.semver)
        for terms in try RequirementReader.read(text) {
            for term in terms { all = try all.intersection(comparison(term, .semver)) }
        }
        return all
    }

    /// Elixir's requirements; `~> 2.0.1` is from 2.0.1 to before 2.1.0, `~> 2.0` to before 3.0.0.
    static func hex(_ term: RequirementTerm) throws(PackagesError) -> VersionIntervals {
        guard term.comparison == "~>" else { return try comparison(term, .hex) }
        let version = try partial(term)
        guard version.numbers.count >= 2, !version.hasWildcard else { throw unknown(term) }
        let lower = version.filled(to: 3).joined(separator: ".") + version.prerelease
        return try .from(lower, before: version.bumped(at: version.numbers.count - 2, width: 3), .hex)
    }

    private static func halves(of text: String, around separator: String) -> (String, String)? {
        let bytes = Array(text.utf8.filter { $0 > 0x20 })
        let wanted = Array(separator.utf8)
        guard bytes.count > wanted.count else { return nil }
        for index in 0...(bytes.count - wanted.count) where bytes[index..<(index + wanted.count)].elementsEqual(wanted)
        {
            return (
                String(decoding: bytes[..<index], as: UTF8.self),
                String(decoding: bytes[(index + wanted.count)...], as: UTF8.self)
            )
        }
        return nil
    }

    /// A term of node-semver's grammar, which Cargo, pub and Julia share as far as they use it.
    private static func semantic(_ term: RequirementTerm, _ scheme: VersionScheme) throws(PackagesError)
        -> VersionIntervals
    {
        let version = try partial(term)
        let given = version.numbers.count
        guard given <= 3 else { throw unknown(term) }
        let isWhole = given == 3 && !version.hasWildcard
        let text = version.text(width: 3)
        // Behind all that share the given numbers.
        let behind = given > 0 ? version.bumped(at: given - 1, width: 3) : ""
        switch term.comparison {
        case "", "=", "==":
            if isWhole { return try .of(.equal, text, scheme) }
            return given == 0 ? .everything(scheme) : try .from(text, before: behind, scheme)
        case ">":
            if isWhole { return try .of(.greater, text, scheme) }
            return given == 0 ? .nothing(scheme) : try .of(.greaterOrEqual, behind, scheme)
        case ">=": return given == 0 ? .everything(scheme) : try .of(.greaterOrEqual, text, scheme)
        case "<": return given == 0 ? .nothing(scheme) : try .of(.less, text, scheme)
        case "<=":
            if isWhole { return try .of(.lessOrEqual, text, scheme) }
            return given == 0 ? .everything(scheme) : try .of(.less, behind, scheme)
        case "~", "~>":
            if given == 0 { return .everything(scheme) }
            return try .from(text, before: version.bumped(at: min(given - 1, 1), width: 3), scheme)
        case "^":
            if given == 0 { return .everything(scheme) }
            return try .from(text, before: version.bumped(at: version.firstSignificant, width: 3), scheme)
        case "-": return try hyphenRange(term, version, scheme)
        default: throw unknown(term)
        }
    }

    /// `1.2 - 2.3`: what the upper end leaves out may be anything.
    private static func hyphenRange(
        _ term: RequirementTerm, _ lower: PartialVersion, _ scheme: VersionScheme
    ) throws(PackagesError) -> VersionIntervals {
        guard let upper = PartialVersion(term.upper), upper.numbers.count <= 3 else { throw unknown(term) }
        let from =
            lower.numbers.isEmpty
            ? VersionIntervals.everything(scheme) : try .of(.greaterOrEqual, lower.text(width: 3), scheme)
        let given = upper.numbers.count
        if given == 0 { return from }
        let isWhole = given == 3 && !upper.hasWildcard
        return try from.intersection(
            isWhole
                ? .of(.lessOrEqual, upper.text(width: 3), scheme)
                : .of(.less, upper.bumped(at: given - 1, width: 3), scheme))
    }
}
