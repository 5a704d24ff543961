// SPDX-License-Identifier: Apache-2.0

/// A set of versions as intervals along the order of a scheme: what native notations are put together from.
struct VersionIntervals {
    struct Bound {
        var version: String
        var isInclusive: Bool
    }

    struct Interval {
        /// Nil: from the first version on.
        var lower: Bound?
        /// Nil: without an end.
        var upper: Bound?
    }

    /// In order, without overlap; two may meet at a version that neither holds.
    private(set) var intervals: [Interval]
    let scheme: VersionScheme

    /// The most intervals a native range may need.
    private static let most = 500

    init(_ intervals: [Interval], _ scheme: VersionScheme) {
        self.intervals = intervals
        self.scheme = scheme
    }

    static func everything(_ scheme: VersionScheme) -> Self { .init([Interval()], scheme) }

    static func nothing(_ scheme: VersionScheme) -> Self { .init([], scheme) }

    static func of(
        _ comparator: VersionRange.Comparator, _ version: String, _ scheme: VersionScheme
    ) throws(PackagesError) -> Self {
        if let problem = scheme.problem(with: version) { throw PackagesError(problem) }
        let inclusive = Bound(version: version, isInclusive: true)
        let exclusive = Bound(version: version, isInclusive: false)
        return switch comparator {
        case .equal: .init([Interval(lower: inclusive, upper: inclusive)], scheme)
        case .notEqual: .init([Interval(upper: exclusive), Interval(lower: exclusive)], scheme)
        case .less: .init([Interval(upper: exclusive)], scheme)
        case .lessOrEqual: .init([Interval(upper: inclusive)], scheme)
        case .greater: .init([Interval(lower: exclusive)], scheme)
        case .greaterOrEqual: .init([Interval(lower: inclusive)], scheme)
        }
    }

    /// From `lower` to before `upper`.
    static func from(
        _ lower: String, before upper: String, _ scheme: VersionScheme
    ) throws(PackagesError) -> Self {
        try of(.greaterOrEqual, lower, scheme).intersection(of(.less, upper, scheme))
    }

    func intersection(_ other: Self) throws(PackagesError) -> Self {
        var found: [Interval] = []
        var i = 0
        var j = 0
        while i < intervals.count, j < other.intervals.count {
            let a = intervals[i]
            let b = other.intervals[j]
            let lower = try isLower(a.lower, before: b.lower) ? b.lower : a.lower
            let endsFirst = try isUpper(a.upper, before: b.upper)
            let both = Interval(lower: lower, upper: endsFirst ? a.upper : b.upper)
            if try !isEmpty(both) { found.append(both) }
            if endsFirst { i += 1 } else { j += 1 }
        }
        return try checked(found)
    }

    func union(_ other: Self) throws(PackagesError) -> Self {
        var found: [Interval] = []
        var i = 0
        var j = 0
        while i < intervals.count || j < other.intervals.count {
            let next: Interval
            let takesOther: Bool
            if i < intervals.count, j < other.intervals.count {
                takesOther = try isLower(other.intervals[j].lower, before: intervals[i].lower)
            } else {
                takesOther = i == intervals.count
            }
            if !takesOther {
                next = intervals[i]
                i += 1
            } else {
                next = other.intervals[j]
                j += 1
            }
            if let last = found.last, try touches(last.upper, next.lower) {
                if try isUpper(last.upper, before: next.upper) { found[found.count - 1].upper = next.upper }
            } else {
                found.append(next)
            }
        }
        return try checked(found)
    }

    private func checked(_ intervals: [Interval]) throws(PackagesError) -> Self {
        guard intervals.count <= Self.most else {
            throw PackagesError("A requirement falls into more than \(Self.most) intervals.")
        }
        return .init(intervals, scheme)
    }

    /// The canonical VERS of the set.
    func range(type: String) -> VersionRange {
        guard let first = intervals.first else { return VersionRange(type: "none", extent: .nothing) }
        if intervals.count == 1, first.lower == nil, first.upper == nil {
            return VersionRange(type: type, extent: .everything)
        }
        var constraints: [VersionRange.Constraint] = []
        for (index, interval) in intervals.enumerated() {
            if let lower = interval.lower {
                let previous = index > 0 ? intervals[index - 1].upper : nil
                if let previous, !previous.isInclusive, !lower.isInclusive,
                    scheme.compare(previous.version, lower.version) == .equal
                {
                    constraints.removeLast()
                    constraints.append(.init(.notEqual, lower.version))
                } else if lower.isInclusive, let upper = interval.upper, upper.isInclusive,
                    scheme.compare(lower.version, upper.version) == .equal
                {
                    constraints.append(.init(.equal, lower.version))
                    continue
                } else {
                    constraints.append(.init(lower.isInclusive ? .greaterOrEqual : .greater, lower.version))
                }
            }
            if let upper = interval.upper {
                constraints.append(.init(upper.isInclusive ? .lessOrEqual : .less, upper.version))
            }
        }
        return VersionRange(type: type, extent: .constraints(constraints))
    }

    /// Whether an interval from `first` begins before one from `second`.
    private func isLower(_ first: Bound?, before second: Bound?) throws(PackagesError) -> Bool {
        guard let second else { return false }
        guard let first else { return true }
        return switch try order(first, second) {
        case .less: true
        case .greater: false
        case .equal: first.isInclusive && !second.isInclusive
        }
    }

    /// Whether an interval up to `first` ends before one up to `second`.
    private func isUpper(_ first: Bound?, before second: Bound?) throws(PackagesError) -> Bool {
        guard let first else { return false }
        guard let second else { return true }
        return switch try order(first, second) {
        case .less: true
        case .greater: false
        case .equal: !first.isInclusive && second.isInclusive
        }
    }

    private func touches(_ upper: Bound?, _ lower: Bound?) throws(PackagesError) -> Bool {
        guard let upper, let lower else { return true }
        return switch try order(lower, upper) {
        case .less: true
        case .greater: false
        case .equal: lower.isInclusive || upper.isInclusive
        }
    }

    private func isEmpty(_ interval: Interval) throws(PackagesError) -> Bool {
        guard let lower = interval.lower, let upper = interval.upper else { return false }
        return switch try order(lower, upper) {
        case .less: false
        case .greater: true
        case .equal: !(lower.isInclusive && upper.isInclusive)
        }
    }

    private func order(_ first: Bound, _ second: Bound) throws(PackagesError) -> VersionOrder {
        switch scheme.compare(first.version, second.version) {
        case .less: return .less
        case .equal: return .equal
        case .greater: return .greater
        case .notEvaluable(let reason): throw PackagesError(reason)
        }
    }
}
