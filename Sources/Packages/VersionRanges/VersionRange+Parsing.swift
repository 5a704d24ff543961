// SPDX-License-Identifier: Apache-2.0

extension VersionRange {
    /// Reads a range that is in canonical form already, as the specification demands of tools; anything else is refused with
    /// the reason.
    ///
    /// Where nothing is known of the type's order, the order of constraints is taken as it is.
    package init(parsing text: String) throws(PackagesError) {
        let notation = try Notation(text, isStrict: true)
        try notation.requireOrder()
        try notation.requireAlternation()
        self = notation.range
    }

    /// Reads a range that need not be canonical: letters of any case, white space, `=` written out, constraints in any order.
    ///
    /// Constraints are put in order; those that say too much (`>=1|>=2`) stay, and mean what the specification's
    /// simplification makes of them.
    package init(normalising text: String) throws(PackagesError) {
        self = try Notation(text, isStrict: false).sorted()
    }
}

/// A range as written, taken apart.
private struct Notation {
    let text: String
    private(set) var type = ""
    private(set) var extent = VersionRange.Extent.everything

    var range: VersionRange { VersionRange(type: type, extent: extent) }

    private static let longestText = 1 << 20

    init(_ text: String, isStrict: Bool) throws(PackagesError) {
        self.text = text
        guard text.utf8.count <= Self.longestText else {
            throw PackagesError("A version range has \(text.utf8.count) bytes; the most is \(Self.longestText).")
        }
        let bytes = isStrict ? Array(text.utf8) : text.utf8.filter { $0 > 0x20 }
        for byte in bytes where byte <= 0x20 || byte >= 0x7F {
            throw refused(byte < 0x7F ? "holds white space or a control character" : "holds what is no printable ASCII")
        }
        guard let colon = bytes.firstIndex(of: UInt8(ascii: ":")) else { throw refused("has no colon") }
        let urlScheme = String(decoding: bytes[..<colon], as: UTF8.self)
        guard (isStrict ? urlScheme : urlScheme.lowercased()) == "vers" else {
            throw refused("does not begin with 'vers:'")
        }
        guard let slash = bytes[colon...].firstIndex(of: UInt8(ascii: "/")) else {
            throw refused("has no slash behind its type")
        }
        type = String(decoding: bytes[(colon + 1)..<slash], as: UTF8.self)
        if !isStrict { type = type.lowercased() }
        guard Self.isType(type) else {
            throw refused("has a type that is not of lower-case letters, digits, '.' and '-'")
        }
        try readConstraints(bytes[(slash + 1)...], isStrict: isStrict)
    }

    private mutating func readConstraints(_ bytes: ArraySlice<UInt8>, isStrict: Bool) throws(PackagesError) {
        guard !bytes.isEmpty else { throw refused("has no constraint") }
        if bytes.elementsEqual([UInt8(ascii: "*")]) {
            extent = type == "none" ? .nothing : .everything
            return
        }
        guard type != "all", type != "none" else { throw refused("has other constraints than '*'") }
        guard bytes.first != UInt8(ascii: "|") else { throw refused("has a leading pipe") }
        guard bytes.last != UInt8(ascii: "|") else { throw refused("has a trailing pipe") }
        var constraints: [VersionRange.Constraint] = []
        for part in bytes.split(separator: UInt8(ascii: "|"), omittingEmptySubsequences: false) {
            guard !part.isEmpty else { throw refused("has two pipes in a row") }
            guard constraints.count < VersionRange.mostConstraints else {
                throw PackagesError("A version range has more than \(VersionRange.mostConstraints) constraints.")
            }
            constraints.append(try constraint(part, isStrict: isStrict))
        }
        extent = .constraints(constraints)
    }

    private func constraint(_ part: ArraySlice<UInt8>, isStrict: Bool) throws(PackagesError) -> VersionRange.Constraint
    {
        let second = part.dropFirst().first == UInt8(ascii: "=")
        var comparator = VersionRange.Comparator.equal
        var length = 0
        switch part.first {
        case UInt8(ascii: ">"): (comparator, length) = second ? (.greaterOrEqual, 2) : (.greater, 1)
        case UInt8(ascii: "<"): (comparator, length) = second ? (.lessOrEqual, 2) : (.less, 1)
        case UInt8(ascii: "!") where second: (comparator, length) = (.notEqual, 2)
        case UInt8(ascii: "=") where !isStrict: length = 1
        default: break
        }
        let version = try decoded(part.dropFirst(length), isStrict: isStrict)
        guard !version.isEmpty else { throw refused("has a comparator without a version") }
        if isStrict, type == "datetime",
            version.utf8.contains(where: { $0 == UInt8(ascii: "t") || $0 == UInt8(ascii: "z") })
        {
            throw refused("has an instant with a lower-case 't' or 'z'")
        }
        return VersionRange.Constraint(comparator, version)
    }

    /// Undoes percent-encoding once. In canonical form it is in capitals, and only for what cannot stand for itself.
    private func decoded(_ part: ArraySlice<UInt8>, isStrict: Bool) throws(PackagesError) -> String {
        var bytes: [UInt8] = []
        var index = part.startIndex
        while index < part.endIndex {
            let byte = part[index]
            guard byte == UInt8(ascii: "%") else {
                guard VersionRange.isPlain(byte) else {
                    throw refused("has a '\(Character(Unicode.Scalar(byte)))' in a version that is not percent-encoded")
                }
                bytes.append(byte)
                index += 1
                continue
            }
            guard index + 2 < part.endIndex, let high = part[index + 1].hexadecimalValue,
                let low = part[index + 2].hexadecimalValue
            else { throw refused("has an invalid percent-encoding in a version") }
            let value = high << 4 | low
            if isStrict {
                let hasLowerCase = part[index + 1] >= UInt8(ascii: "a") || part[index + 2] >= UInt8(ascii: "a")
                guard !hasLowerCase, !VersionRange.isPlain(value) else {
                    throw refused("has a percent-encoding in a version that is not canonical")
                }
            }
            bytes.append(value)
            index += 3
        }
        guard let version = String(validating: bytes, as: UTF8.self) else {
            throw refused("has a version that is no UTF-8")
        }
        return version
    }

    private static func isType(_ type: String) -> Bool {
        guard let first = type.utf8.first, UInt8(ascii: "a")...UInt8(ascii: "z") ~= first else { return false }
        return type.utf8.allSatisfy { byte in
            UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte || byte.isDigit || byte == UInt8(ascii: ".")
                || byte == UInt8(ascii: "-")
        }
    }

    /// Every version once, each before the next.
    func requireOrder() throws(PackagesError) {
        guard case .constraints(let constraints) = extent, let scheme = range.scheme else { return }
        for (constraint, next) in zip(constraints, constraints.dropFirst()) {
            switch scheme.compare(constraint.version, next.version) {
            case .less: break
            case .equal: throw refused("names one version twice, as '\(constraint.version)' and '\(next.version)'")
            case .greater:
                throw refused("is not sorted by version: '\(constraint.version)' comes after '\(next.version)'")
            case .notEvaluable(let reason): throw refused("cannot be checked", hint: reason)
            }
        }
    }

    /// Without `!=`, `=` is followed by `=`, `>` or `>=`; without `=` too, lower and upper bounds alternate.
    func requireAlternation() throws(PackagesError) {
        guard case .constraints(let constraints) = extent else { return }
        var previous: VersionRange.Constraint?
        var bound: VersionRange.Constraint?
        for constraint in constraints where constraint.comparator != .notEqual {
            if let previous, previous.comparator == .equal, constraint.comparator.closes {
                throw refused(
                    "says too much: '\(previous.version)' lies below '\(constraint.comparator.rawValue)\(constraint.version)'"
                )
            }
            previous = constraint
            guard constraint.comparator != .equal else { continue }
            if let bound, bound.comparator.opens == constraint.comparator.opens {
                throw refused(
                    "has two bounds of one side in a row: '\(bound.comparator.rawValue)\(bound.version)' and "
                        + "'\(constraint.comparator.rawValue)\(constraint.version)'")
            }
            bound = constraint
        }
    }

    /// The range with its constraints in order; those of one version stay as they were.
    func sorted() throws(PackagesError) -> VersionRange {
        guard case .constraints(let constraints) = extent, let scheme = range.scheme else { return range }
        var problem: String?
        let sorted = constraints.enumerated().sorted { first, second in
            switch scheme.compare(first.element.version, second.element.version) {
            case .less: return true
            case .greater: return false
            case .equal: return first.offset < second.offset
            case .notEvaluable(let reason):
                problem = problem ?? reason
                return first.offset < second.offset
            }
        }
        if let problem { throw refused("cannot be put in order", hint: problem) }
        return VersionRange(type: type, extent: .constraints(sorted.map(\.element)))
    }

    private func refused(_ what: String, hint: String? = nil) -> PackagesError {
        PackagesError("The version range \(PackagesError.quoted(text)) \(what).", hint: hint)
    }
}
