// SPDX-License-Identifier: Apache-2.0

/// Notations with rules of their own.
extension NativeRange {
    /// RubyGems: `~> 2.0.8` is from 2.0.8 to before 2.1, `~> 2` to before 3.
    static func gem(_ term: RequirementTerm) throws(PackagesError) -> VersionIntervals {
        guard term.comparison == "~>" else { return try comparison(term, .rubyGems) }
        // `Gem::Version#bump`: without the pre-release and the last number, one more.
        let digits = term.version.split(separator: ".").prefix { $0.utf8.allSatisfy(\.isDigit) }
        guard let version = PartialVersion(digits.joined(separator: ".")), !version.numbers.isEmpty else {
            throw unknown(term)
        }
        let index = max(0, version.numbers.count - 2)
        return try .from(term.version, before: version.bumped(at: index, width: 0), .rubyGems)
    }

    /// Python's version specifiers. A prefix match begins at the first development release: `==1.2.*` is
    /// `>=1.2.dev0|<1.3.dev0`.
    static func python(_ term: RequirementTerm) throws(PackagesError) -> VersionIntervals {
        if term.comparison == "~=" {
            // `~= 2.2.post3` is `>= 2.2.post3, == 2.*`.
            let release = term.version.split(separator: ".").prefix { $0.utf8.first?.isDigit == true }
            guard release.count >= 2 else { throw unknown(term) }
            let prefix = release.dropLast().joined(separator: ".")
            return try VersionIntervals.of(.greaterOrEqual, term.version, .pep440).intersection(prefixed(prefix, term))
        }
        guard term.version.hasSuffix(".*") else { return try comparison(term, .pep440) }
        let matching = try prefixed(String(term.version.dropLast(2)), term)
        switch term.comparison {
        case "==", "": return matching
        case "!=":
            guard let interval = matching.intervals.first, let lower = interval.lower, let upper = interval.upper else {
                throw unknown(term)
            }
            return try VersionIntervals.of(.less, lower.version, .pep440)
                .union(.of(.greaterOrEqual, upper.version, .pep440))
        default: throw unknown(term)
        }
    }

    private static func prefixed(_ prefix: String, _ term: RequirementTerm) throws(PackagesError) -> VersionIntervals {
        let epochEnd = prefix.utf8.firstIndex(of: UInt8(ascii: "!")).map(prefix.utf8.index(after:)) ?? prefix.startIndex
        guard let release = PartialVersion(String(prefix[epochEnd...])), !release.numbers.isEmpty, !release.hasWildcard,
            release.prerelease.isEmpty
        else { throw unknown(term) }
        let next = release.bumped(at: release.numbers.count - 1, width: 0)
        return try .from(prefix + ".dev0", before: prefix[..<epochEnd] + next + ".dev0", .pep440)
    }

    /// Cabal: `^>=1.2.3` is from 1.2.3 to before 1.3; `==1.2.*` all that begin with 1.2.
    static func hackage(_ term: RequirementTerm) throws(PackagesError) -> VersionIntervals {
        if term.comparison.isEmpty, term.version == "-any" || term.version == "*" { return .everything(.pvp) }
        if term.comparison == "^>=" {
            let version = try partial(term)
            guard !version.numbers.isEmpty, !version.hasWildcard, version.prerelease.isEmpty else {
                throw unknown(term)
            }
            return try .from(term.version, before: version.bumped(at: 1, width: 0), .pvp)
        }
        if term.version.hasSuffix(".*"), term.comparison == "==" {
            let version = try partial(term)
            guard !version.numbers.isEmpty else { throw unknown(term) }
            let lower = version.numbers.joined(separator: ".")
            return try .from(lower, before: version.bumped(at: version.numbers.count - 1, width: 0), .pvp)
        }
        return try comparison(term, .pvp)
    }

    /// Conan: upper bounds of `~` and `^` end in a hyphen, before every pre-release. A hyphen that a requirement has at the
    /// end of a version is left out; whether it takes pre-releases is not a matter of order.
    static func conan(_ term: RequirementTerm) throws(PackagesError) -> VersionIntervals {
        var term = term
        while term.version.hasSuffix("-"), term.version != "-" { term.version.removeLast() }
        if term.version == "*" {
            guard term.comparison.isEmpty else { throw unknown(term) }
            return try .of(.greaterOrEqual, "0.0.0", .conan)
        }
        guard term.comparison == "~" || term.comparison == "^" else { return try comparison(term, .conan) }
        let version = try partial(term)
        guard !version.numbers.isEmpty, !version.hasWildcard else { throw unknown(term) }
        let index = term.comparison == "~" ? min(version.numbers.count - 1, 1) : version.firstSignificant
        return try .from(term.version, before: version.bumped(at: index, width: 0) + "-", .conan)
    }

    /// nginx' advisories: `0.8.40+` is that version and what follows on its stable branch, whose second number is even; on a
    /// mainline branch, all that follow. `0.7.52-0.8.39` has both ends.
    static func nginx(_ text: String) throws(PackagesError) -> VersionIntervals {
        var found = VersionIntervals.nothing(.nginx)
        for part in text.split(separator: ",") {
            let part = String(decoding: part.utf8.filter { $0 > 0x20 }, as: UTF8.self)
            if part == "all" { return .everything(.nginx) }
            if part.hasSuffix("+") {
                let lower = String(part.dropLast())
                guard let version = PartialVersion(lower), version.numbers.count >= 2, !version.hasWildcard,
                    let last = version.numbers[1].utf8.last
                else { throw PackagesError("The nginx version \(PackagesError.quoted(part)) cannot be read.") }
                let isStable = last & 1 == 0
                found = try found.union(
                    isStable
                        ? .from(lower, before: version.bumped(at: 1, width: 3), .nginx)
                        : .of(.greaterOrEqual, lower, .nginx))
            } else if let hyphen = part.firstIndex(of: "-") {
                let upper = String(part[part.index(after: hyphen)...])
                let lower = try VersionIntervals.of(.greaterOrEqual, String(part[..<hyphen]), .nginx)
                found = try found.union(lower.intersection(.of(.lessOrEqual, upper, .nginx)))
            } else {
                found = try found.union(.of(.equal, part, .nginx))
            }
        }
        return found
    }

    /// OpenSSL's advisories list versions.
    static func openssl(_ text: String) throws(PackagesError) -> VersionIntervals {
        var found = VersionIntervals.nothing(.openssl)
        for part in text.split(separator: ",") {
            found = try found.union(
                .of(.equal, String(decoding: part.utf8.filter { $0 > 0x20 }, as: UTF8.self), .openssl))
        }
        return found
    }
}
