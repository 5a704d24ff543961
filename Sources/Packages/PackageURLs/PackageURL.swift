// SPDX-License-Identifier: Apache-2.0

/// A package URL (purl; ECMA-427), held in the normal form of its type: case folded, replacements made, empty segments
/// and empty qualifiers gone. Two package URLs are equal when their canonical forms are.
package struct PackageURL: Sendable, Hashable {
    /// In lower case: `npm`, `maven`, `deb`.
    package let type: String
    /// Segments joined with `/`, not percent-encoded; nil where there is none.
    package let namespace: String?
    package let name: String
    package let version: String?
    /// Values by key, keys in lower case, values not percent-encoded and never empty.
    package let qualifiers: [String: String]
    /// Segments joined with `/`, not percent-encoded, without `.` and `..`; nil where there is none.
    package let subpath: String?
    /// The type, when its rules are known.
    let knownType: PackageURLType?

    /// How much a reader puts up with.
    package enum Reading: Sendable, Hashable {
        /// What the specification and the type's definition say.
        case strict
        /// Also what tools write in practice and what has only one meaning: a missing required namespace or qualifier
        /// (the coordinate then says what is missing), qualifier keys with capitals, `%2F` between scope and name, `&`
        /// before the first qualifier.
        case tolerant
    }

    /// The longest package URL that is read, in bytes.
    package static let byteLimit = 16 << 10

    /// Builds a package URL from parts that are not percent-encoded, and puts them into the type's normal form.
    ///
    /// Throws when a part is missing that the type requires, one is present that it prohibits, or a qualifier key is
    /// none.
    package init(
        type: String, namespace: String?, name: String, version: String?, qualifiers: [String: String] = [:],
        subpath: String? = nil, as reading: Reading = .strict
    ) throws(PackagesError) {
        let (knownType, rules) = try Self.rules(ofType: type)
        var kept: [String: String] = [:]
        for (key, value) in qualifiers.sorted(by: { $0.key < $1.key }) where !value.isEmpty {
            let key = try Self.normalQualifierKey(key, as: reading)
            guard kept.updateValue(value, forKey: key) == nil else {
                throw PackagesError("the qualifier \(PackagesError.quoted(key)) is given twice")
            }
        }
        let namespace = namespace.flatMap { Self.cleanedPath($0, dotsRemoved: false) }
        self.init(
            knownType: knownType, type: knownType?.rawValue ?? type.asciiLowercased,
            namespace: namespace.map { Self.folded($0, by: rules.namespaceFold) },
            name: Self.folded(name, by: rules.nameFold),
            version: version.flatMap { $0.isEmpty ? nil : Self.folded($0, by: rules.versionFold) },
            qualifiers: kept, subpath: subpath.flatMap { Self.cleanedPath($0, dotsRemoved: true) })
        self = try checked(against: rules, as: reading)
    }

    /// Takes parts that are in normal form already.
    init(
        knownType: PackageURLType?, type: String, namespace: String?, name: String, version: String?,
        qualifiers: [String: String], subpath: String?
    ) {
        self.knownType = knownType
        self.type = type
        self.namespace = namespace
        self.name = name
        self.version = version
        self.qualifiers = qualifiers
        self.subpath = subpath
    }

    /// The same package with another version, or none.
    package func withVersion(_ version: String?) -> PackageURL {
        let fold = rules?.versionFold ?? .none
        return PackageURL(
            knownType: knownType, type: type, namespace: namespace, name: name,
            version: version.flatMap { $0.isEmpty ? nil : Self.folded($0, by: fold) }, qualifiers: qualifiers,
            subpath: subpath)
    }

    private var rules: PackageURLRules? {
        guard let knownType, let place = PackageURLType.all.firstIndex(of: knownType) else { return nil }
        return PackageURLType.rules[place]
    }
}
