// SPDX-License-Identifier: Apache-2.0
import Packages

/// What is known of the version that is asked about.
enum Subject {
    case version(String)
    /// A requirement that admits all the versions of some intervals; each is judged by itself.
    case interval(VersionInterval)
    case nothing

    var version: String? {
        if case .version(let text) = self { return text }
        return nil
    }

    /// How a version that a record names stands to this.
    func standing(of bytes: UnsafeRawBufferPointer, in scheme: VersionScheme) -> Standing {
        switch self {
        case .version(let version): Standing(scheme.compare(version, with: bytes))
        case .interval(let interval): interval.standing(of: bytes, in: scheme)
        case .nothing: .open
        }
    }
}

/// All versions between two.
struct VersionInterval: Hashable {
    /// Nil for none.
    var lower: Bound?
    var upper: Bound?

    struct Bound: Hashable {
        var version: String
        /// Whether the version itself is in the interval.
        var isIncluded: Bool
    }

    func standing(of bytes: UnsafeRawBufferPointer, in scheme: VersionScheme) -> Standing {
        var standing = Standing.open
        if let lower {
            switch scheme.compare(lower.version, with: bytes) {
            case .greater: standing = Standing(isReached: .yes, isExceeded: .yes)
            case .equal: standing = Standing(isReached: .yes, isExceeded: lower.isIncluded ? .open : .yes)
            case .less, .notEvaluable: break
            }
        }
        if let upper {
            switch scheme.compare(upper.version, with: bytes) {
            case .less: standing = Standing(isReached: .no, isExceeded: .no)
            case .equal:
                standing.isExceeded = .no
                if !upper.isIncluded { standing.isReached = .no }
            case .greater, .notEvaluable: break
            }
        }
        return standing
    }
}

extension VersionScheme {
    func compare(_ first: String, with second: UnsafeRawBufferPointer) -> VersionComparison {
        var first = first
        return first.withUTF8 { first in
            compare(first.span, second.assumingMemoryBound(to: UInt8.self).span)
        }
    }

    func compare(_ first: UnsafeRawBufferPointer, _ second: UnsafeRawBufferPointer) -> VersionComparison {
        compare(first.assumingMemoryBound(to: UInt8.self).span, second.assumingMemoryBound(to: UInt8.self).span)
    }

    /// The order of SEMVER ranges in an ecosystem of this order: schemes that refine SemVer keep their refinements, which
    /// their records mean (Go's leading `v`, Julia's builds); elsewhere it is SemVer itself.
    var forSemanticRanges: VersionScheme {
        switch self {
        case .semver, .go, .julia, .pub, .hex, .bitnami, .nuGet, .conan: self
        default: .semver
        }
    }
}
