// SPDX-License-Identifier: Apache-2.0
import Packages

extension VersionInterval {
    /// No more intervals are judged for one requirement.
    private static let most = 16

    /// The intervals of versions that a requirement admits, and perhaps a few versions more: what holds for all of these
    /// holds for those it admits. Nil where it cannot be read, admits nothing, or falls into too many.
    static func all(in requirement: String, ecosystem: Ecosystem) -> [VersionInterval]? {
        guard let range = try? NativeRange.parse(requirement, ecosystem: ecosystem) else { return nil }
        guard let scheme = ecosystem.versionScheme, range.scheme == scheme else { return nil }
        switch range.extent {
        case .nothing: return nil
        case .everything: return [VersionInterval()]
        case .constraints(let constraints): return all(constraints)
        }
    }

    /// Constraints stand in the order of their versions: `>=` and `>` open an interval, `<` and `<=` close it. What `!=`
    /// takes out is left in.
    private static func all(_ constraints: [VersionRange.Constraint]) -> [VersionInterval]? {
        var intervals: [VersionInterval] = []
        var open: VersionInterval?
        var onlyExcludes = true
        for constraint in constraints {
            if constraint.comparator != .notEqual { onlyExcludes = false }
            let bound = Bound(
                version: constraint.version,
                isIncluded: constraint.comparator != .less && constraint.comparator != .greater)
            switch constraint.comparator {
            case .notEqual: continue
            case .equal: intervals.append(VersionInterval(lower: bound, upper: bound))
            case .greater, .greaterOrEqual: open = open ?? VersionInterval(lower: bound)
            case .less, .lessOrEqual:
                intervals.append(VersionInterval(lower: open?.lower, upper: bound))
                open = nil
            }
        }
        if let open { intervals.append(open) }
        if onlyExcludes { intervals = [VersionInterval()] }
        return intervals.isEmpty || intervals.count > most ? nil : intervals
    }

    /// The only version in it, if there is but one.
    var single: String? {
        guard let lower, lower == upper, lower.isIncluded else { return nil }
        return lower.version
    }
}
