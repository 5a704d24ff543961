// SPDX-License-Identifier: Apache-2.0

/// A version range in VERS notation (`vers:npm/>=1.0.0|<2.0.0`), as the VERS specification describes it (packageurl.org).
///
/// Constraints are signposts along the order of versions: `>=1.0.0|<2.0.0|3.1.0` is from 1.0.0 to before 2.0.0, and 3.1.0.
package struct VersionRange: Sendable, Hashable {
    package enum Comparator: String, Sendable, Hashable {
        case equal = "="
        case notEqual = "!="
        case less = "<"
        case lessOrEqual = "<="
        case greater = ">"
        case greaterOrEqual = ">="

        /// Whether versions above belong to the range.
        var opens: Bool { self == .greater || self == .greaterOrEqual }
        /// Whether versions below belong to the range.
        var closes: Bool { self == .less || self == .lessOrEqual }
    }

    package struct Constraint: Sendable, Hashable {
        package var comparator: Comparator
        /// The version, not percent-encoded.
        package var version: String

        package init(_ comparator: Comparator, _ version: String) {
            self.comparator = comparator
            self.version = version
        }
    }

    package enum Extent: Sendable, Hashable {
        /// `*`.
        case everything
        /// Of `vers:none/*` alone.
        case nothing
        /// At least one, in the order of their versions.
        case constraints([Constraint])
    }

    /// The VERS type, in lower case: `npm`, `deb`.
    package let type: String
    package let extent: Extent

    /// The most constraints a range may have.
    package static let mostConstraints = 10_000

    init(type: String, extent: Extent) {
        self.type = type
        self.extent = extent
    }

    /// The order of the range's versions; nil for a type of which no order is known.
    package var scheme: VersionScheme? { VersionScheme(versType: type) }

    /// Whether `version` lies in the range.
    ///
    /// What cannot be put in order with a constraint's version makes the answer `notEvaluable`, unless another constraint
    /// names the version itself.
    package func contains(_ version: String) -> VersionContainment {
        let constraints: [Constraint]
        switch extent {
        case .everything: return .inside
        case .nothing: return .outside
        case .constraints(let list): constraints = list
        }
        guard let scheme else {
            return .notEvaluable("The order of versions of the VERS type '\(type)' is not known.")
        }
        var below: Comparator?
        var above: Comparator?
        var reason: String?
        var isExcludedBound = false
        var onlyExcludes = true
        for constraint in constraints {
            let comparator = constraint.comparator
            if comparator != .notEqual { onlyExcludes = false }
            switch scheme.compare(version, constraint.version) {
            case .equal:
                switch comparator {
                case .equal, .lessOrEqual, .greaterOrEqual: return .inside
                case .notEqual: return .outside
                case .less, .greater: isExcludedBound = true
                }
            case .greater: if comparator.opens || comparator.closes { below = comparator }
            case .less: if above == nil, comparator.opens || comparator.closes { above = comparator }
            case .notEvaluable(let why): reason = reason ?? why
            }
        }
        if let reason { return .notEvaluable(reason) }
        if isExcludedBound { return .outside }
        return onlyExcludes || below?.opens == true || above?.closes == true ? .inside : .outside
    }
}

/// Whether a version lies in a range, or why that cannot be said.
package enum VersionContainment: Sendable, Hashable {
    case inside
    case outside
    /// The scheme has no answer; a sentence says why.
    case notEvaluable(String)
}

extension VersionRange: CustomStringConvertible {
    /// The canonical form.
    package var description: String {
        var text = "vers:\(type)/"
        switch extent {
        case .everything, .nothing: text += "*"
        case .constraints(let constraints):
            for (index, constraint) in constraints.enumerated() {
                if index > 0 { text += "|" }
                if constraint.comparator != .equal { text += constraint.comparator.rawValue }
                text += Self.encoded(constraint.version)
            }
        }
        return text
    }

    /// Percent-encodes what has a meaning of its own, and what is no printable ASCII.
    private static func encoded(_ version: String) -> String {
        var bytes: [UInt8] = []
        for byte in version.utf8 {
            if isPlain(byte) {
                bytes.append(byte)
            } else {
                bytes.append(UInt8(ascii: "%"))
                bytes.append(hexadecimalDigit(byte >> 4))
                bytes.append(hexadecimalDigit(byte & 15))
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func hexadecimalDigit(_ value: UInt8) -> UInt8 {
        value < 10 ? 0x30 + value : 0x37 + value
    }

    /// Whether a byte of a version stands for itself.
    static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: ">"), UInt8(ascii: "<"), UInt8(ascii: "="), UInt8(ascii: "!"), UInt8(ascii: "*"),
            UInt8(ascii: "|"), UInt8(ascii: "%"):
            false
        default: byte > 0x20 && byte < 0x7F
        }
    }
}
