// SPDX-License-Identifier: Apache-2.0

/// Which of two parts of a version comes first.
enum VersionOrder {
    case less
    case equal
    case greater

    @inline(__always)
    init<Value: Comparable>(_ first: Value, _ second: Value) {
        self = first < second ? .less : first == second ? .equal : .greater
    }

    var reversed: VersionOrder {
        switch self {
        case .less: .greater
        case .equal: .equal
        case .greater: .less
        }
    }

    var comparison: VersionComparison {
        switch self {
        case .less: .less
        case .equal: .equal
        case .greater: .greater
        }
    }
}
