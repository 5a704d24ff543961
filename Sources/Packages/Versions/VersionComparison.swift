// SPDX-License-Identifier: Apache-2.0

/// How one version stands to another in the order of a scheme, or why that cannot be said.
package enum VersionComparison: Sendable, Hashable {
    /// The first version comes before the second.
    case less
    /// Neither comes before the other; the scheme takes them for the same version, whatever their spelling.
    case equal
    /// The first version comes after the second.
    case greater
    /// The scheme has no answer; a sentence says why.
    case notEvaluable(String)

    /// The answer with both versions exchanged.
    package var reversed: VersionComparison {
        switch self {
        case .less: .greater
        case .greater: .less
        case .equal, .notEvaluable: self
        }
    }
}
