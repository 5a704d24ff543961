// SPDX-License-Identifier: Apache-2.0

/// Ranges and requirements in the notations of the ecosystems' own tools, as VERS.
///
/// What a tool does beyond the order of versions is lost, as VERS has no words for it: that npm keeps pre-releases out of a
/// range which does not name one, that pip's `<2.0` leaves out `2.0a1`, that `==1.0` takes in `1.0+local`.
package enum NativeRange {
    /// Reads a requirement (`^1.2`, `~=1.4`, `[1.0,2.0)`) into the range it stands for.
    package static func parse(_ text: String, ecosystem: Ecosystem) throws(PackagesError) -> VersionRange {
        guard let type = ecosystem.versType else {
            throw PackagesError("Requirements of \(ecosystem.rawValue) have no notation that could be read.")
        }
        return try parse(text, type: type)
    }

    /// Reads a requirement in the notation of a VERS type, which may also be `nginx`, `openssl` and others that are no
    /// ecosystem's.
    package static func parse(_ text: String, type: String) throws(PackagesError) -> VersionRange {
        guard let scheme = VersionScheme(versType: type) else {
            throw PackagesError("The VERS type \(PackagesError.quoted(type)) has no notation that could be read.")
        }
        let intervals: VersionIntervals
        switch type {
        case "nginx": intervals = try nginx(text)
        case "openssl": intervals = try openssl(text)
        case "maven", "nuget": intervals = try mathematical(text, scheme)
        case "conan":
            // What follows the comma are options.
            let expression = text.split(separator: ",", maxSplits: 1, omittingEmptySubsequences: false).first ?? ""
            intervals = try combined(RequirementReader.read(String(expression)), scheme, conan)
        case "npm", "vscode-extension": intervals = try combined(RequirementReader.read(text), scheme, npm)
        case "cargo": intervals = try combined(RequirementReader.read(text), scheme, cargo)
        case "julia":
            let alternatives = try RequirementReader.read(text, commasSeparateAlternatives: true)
            intervals = try combined(alternatives, scheme, julia)
        case "dart", "pub": intervals = try combined(RequirementReader.read(text), scheme, pub)
        case "swift": intervals = try swift(text)
        case "hex": intervals = try combined(RequirementReader.read(text), scheme, hex)
        case "gem": intervals = try combined(RequirementReader.read(text), scheme, gem)
        case "pypi": intervals = try combined(RequirementReader.read(text), scheme, python)
        case "composer": intervals = try combined(RequirementReader.read(text), scheme, composer)
        case "hackage": intervals = try combined(RequirementReader.read(text), scheme, hackage)
        case "golang": intervals = try combined(RequirementReader.read(text), scheme, go)
        default:
            intervals = try combined(RequirementReader.read(text), scheme) { term throws(PackagesError) in
                try comparison(term, scheme)
            }
        }
        return intervals.range(type: type)
    }

    /// The versions of any alternative all of whose terms hold; an alternative without terms is `*`.
    private static func combined(
        _ alternatives: [[RequirementTerm]], _ scheme: VersionScheme,
        _ versions: (RequirementTerm) throws(PackagesError) -> VersionIntervals
    ) throws(PackagesError) -> VersionIntervals {
        var found = VersionIntervals.nothing(scheme)
        for terms in alternatives {
            let terms = terms.isEmpty ? [RequirementTerm(comparison: "", version: "*")] : terms
            var all = VersionIntervals.everything(scheme)
            for term in terms { all = try all.intersection(versions(term)) }
            found = try found.union(all)
        }
        return found
    }

    /// A version alone, or one behind `=`, `!=`, `<`, `<=`, `>`, `>=` and their doubles; `*` is any version.
    static func comparison(
        _ term: RequirementTerm, _ scheme: VersionScheme
    ) throws(PackagesError) -> VersionIntervals {
        if term.version == "*", term.comparison.isEmpty { return .everything(scheme) }
        guard let comparator = term.comparator else { throw unknown(term) }
        return try .of(comparator, term.version, scheme)
    }

    /// go.mod's requirements name the least version.
    private static func go(_ term: RequirementTerm) throws(PackagesError) -> VersionIntervals {
        if term.comparison.isEmpty, term.version != "*" { return try .of(.greaterOrEqual, term.version, .go) }
        return try comparison(term, .go)
    }

    static func unknown(_ term: RequirementTerm) -> PackagesError {
        PackagesError("The requirement \(PackagesError.quoted(term.comparison + term.version)) cannot be read.")
    }

    static func partial(_ term: RequirementTerm) throws(PackagesError) -> PartialVersion {
        guard let partial = PartialVersion(term.version) else { throw unknown(term) }
        return partial
    }
}
