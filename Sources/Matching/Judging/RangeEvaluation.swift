// SPDX-License-Identifier: Apache-2.0
import Advisories
import Packages

/// An answer that may be open.
enum Answer: UInt8 {
    case no, yes, open
}

/// How a version that a record names stands to the version, or to all the versions, that are asked about.
struct Standing {
    /// Whether it is not above them.
    var isReached: Answer
    /// Whether it is below them.
    var isExceeded: Answer

    static let open = Standing(isReached: .open, isExceeded: .open)

    /// Whether it is the one that is asked about.
    var isSubject: Bool { isReached == .yes && isExceeded == .no }

    init(isReached: Answer, isExceeded: Answer) {
        self.isReached = isReached
        self.isExceeded = isExceeded
    }

    /// - Parameter comparison: of the version asked about with the one of the record.
    init(_ comparison: VersionComparison) {
        switch comparison {
        case .less: self.init(isReached: .no, isExceeded: .no)
        case .equal: self.init(isReached: .yes, isExceeded: .no)
        case .greater: self.init(isReached: .yes, isExceeded: .yes)
        case .notEvaluable: self = .open
        }
    }
}

/// An event of a range; its version is a number among the strings of its package.
struct IndexedEvent {
    var kind: RangeEvent.Kind
    var version: Int
    /// Whether it is `introduced: "0"`, which stands before every version of every scheme.
    var isFloor: Bool
    /// Whether it is `limit: "*"`, which ends nothing.
    var isEndless: Bool
}

/// What a range says.
enum RangeAnswer: Equatable {
    /// The place of the event that decides.
    case affected(Int)
    case fixed(Int)
    /// Behind the last affected version or a limit, or before everything.
    case notAffected(Int?)
    /// It depends on the event at this place, whose standing is open.
    case open(Int)
}

/// The evaluation of OSV 1.7.5, "Evaluation": a version is affected by a range when it is before one of the limits, if there
/// are any, and the last event it reaches, in the order of versions, is an `introduced`.
///
/// Beyond the specification: events may come in any order, and of two at one version the later in the record counts, but
/// `last_affected` always comes after `introduced`; an event that cannot be compared leaves the range open only if the
/// answer depends on it.
struct RangeEvaluation {
    let standings: Standings
    /// Whether the range is ordered as SemVer is.
    let isSemantic: Bool

    func answer(_ events: ArraySlice<IndexedEvent>) -> RangeAnswer {
        let limit = beyondLimits(events)
        if case .notAffected = limit { return limit ?? .notAffected(nil) }
        var top: Int?
        // Events that cannot be compared with the one that was the last reached.
        var rivals: [Int] = []
        var openStart: Int?
        var openEnd: Int?
        for place in events.indices where events[place].kind != .limit {
            switch passes(events[place]) {
            case .no: continue
            case .open:
                if events[place].kind == .introduced {
                    openStart = openStart ?? place
                } else {
                    openEnd = openEnd ?? place
                }
            case .yes:
                guard let last = top else {
                    top = place
                    continue
                }
                switch isAbove(events, place, last) {
                case .yes: top = place
                case .no: continue
                case .open: rivals.append(place)
                }
            }
        }
        guard let top else {
            if let openStart { return .open(openStart) }
            return .notAffected(nil)
        }
        let isAffected = events[top].kind == .introduced
        for rival in rivals
        where (events[rival].kind == .introduced) != isAffected && isAbove(events, rival, top) != .no {
            return .open(rival)
        }
        if isAffected {
            if let openEnd { return .open(openEnd) }
            return limit ?? .affected(top)
        }
        if let openStart { return .open(openStart) }
        return events[top].kind == .fixed ? .fixed(top) : .notAffected(top)
    }

    /// Nil inside the limits; `open` where that depends on one.
    private func beyondLimits(_ events: ArraySlice<IndexedEvent>) -> RangeAnswer? {
        var last: Int?
        var open: Int?
        for place in events.indices where events[place].kind == .limit {
            if events[place].isEndless { return nil }
            switch standings.standing(of: events[place].version, isSemantic: isSemantic).isReached {
            case .no: return nil
            case .yes: last = place
            case .open: open = place
            }
        }
        if let open { return .open(open) }
        return last.map { .notAffected($0) }
    }

    private func passes(_ event: IndexedEvent) -> Answer {
        if event.isFloor { return .yes }
        let standing = standings.standing(of: event.version, isSemantic: isSemantic)
        return event.kind == .lastAffected ? standing.isExceeded : standing.isReached
    }

    /// Whether the event at `place`, which stands behind `other` in the record or is a rival of it, comes after it.
    private func isAbove(_ events: ArraySlice<IndexedEvent>, _ place: Int, _ other: Int) -> Answer {
        let (event, last) = (events[place], events[other])
        if event.isFloor { return .no }
        if last.isFloor { return .yes }
        switch standings.order(event.version, last.version, isSemantic: isSemantic) {
        case .less: return .no
        case .greater: return .yes
        case .equal:
            if event.kind == .lastAffected, last.kind == .introduced { return .yes }
            if event.kind == .introduced, last.kind == .lastAffected { return .no }
            return place > other ? .yes : .no
        case .notEvaluable: return .open
        }
    }
}
