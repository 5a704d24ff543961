// SPDX-License-Identifier: Apache-2.0
package import Wire

/// Measures of how a project responds, with the definitions of CHAOSS (chaoss.community/kb-metrics-and-metrics-models), of
/// what a snapshot holds: the newest merged change requests and the issues changed last.
package struct ForgeMetrics: Sendable, Hashable {
    /// From opening to the first answer by somebody else who is no program. Of change requests and of issues.
    package var changeRequestResponse: Seen<Durations>
    package var issueResponse: Seen<Durations>
    /// Change requests closed in the time ÷ those open at some moment of it (opened before and not closed, or closed in it).
    package var closureRatio: Seen<Share>
    /// Change requests closed in the time ÷ those opened in it: the Review Efficiency Index of GrimoireLab. Above 1 where
    /// a backlog shrinks.
    package var reviewEfficiency: Seen<Share>
    /// The same of issues: closed ÷ opened, the Backlog Management Index.
    package var backlogManagement: Seen<Share>
    /// From opening to merging.
    package var reviewDuration: Seen<Durations>
    /// Of open issues: from opening to ``asOf``.
    package var issueAge: Seen<Durations>
    /// Of closed issues: from opening to closing.
    package var issueResolution: Seen<Durations>
    /// Merged by their own author without a review by anybody else ÷ merged; change requests of programs left out, and those
    /// that a program merged.
    package var selfMerges: Seen<Share>
    /// With a review by somebody other than the author, or merged by one ÷ merged; change requests of programs left out.
    package var reviewed: Seen<Share>
    /// Change requests of programs ÷ all.
    package var botShare: Seen<Share>

    /// Durations in seconds, and how many there were to have one.
    package struct Durations: Sendable, Hashable {
        /// How many have a duration.
        package var count: Int
        /// How many have none yet: nobody answered.
        package var without: Int
        /// Of how many it is not known, because not every answer was read.
        package var unknown: Int
        /// nil where none has a duration. Of an even number the mean of both in the middle.
        package var median: Int64?
        /// The smallest that nine tenths do not exceed.
        package var ninetieth: Int64?
        package var longest: Int64?

        init(_ durations: [Int64], without: Int = 0, unknown: Int = 0) {
            let sorted = durations.sorted()
            count = sorted.count
            self.without = without
            self.unknown = unknown
            guard let last = sorted.last else { return }
            let middle = sorted.count / 2
            median =
                sorted.count % 2 == 1 ? sorted[middle] : sorted[middle - 1] + (sorted[middle] - sorted[middle - 1]) / 2
            ninetieth = sorted[(sorted.count * 9 + 9) / 10 - 1]
            longest = last
        }
    }

    /// A part of a whole. The whole is never 0: what has none is unseen.
    package struct Share: Sendable, Hashable {
        package var part: Int
        package var whole: Int

        /// In tenths of a percent, rounded down; above 1000 where the part is larger than the whole.
        package var perMille: Int { whole <= 0 ? 0 : part.multipliedReportingOverflow(by: 1_000).partialValue / whole }
    }

    /// - Parameter asOf: the time that open issues are as old as; nil for that of the snapshot.
    package init(_ snapshot: ForgeSnapshot, asOf: Instant? = nil) {
        let now = asOf ?? snapshot.taken
        func none<Value>(_ what: String) -> Seen<Value> { .unseen("There is no \(what) to measure.") }
        func map<Element, Value>(
            _ part: Seen<[Element]>, _ what: String, where isCounted: (Element) -> Bool = { _ in true },
            _ body: ([Element]) -> Value
        ) -> Seen<Value> {
            switch part {
            case .unseen(let reason): return .unseen(reason)
            case .seen(let all):
                let counted = all.filter(isCounted)
                return counted.isEmpty ? none(what) : .seen(body(counted))
            }
        }
        let changes = snapshot.changeRequests
        changeRequestResponse = map(changes, "merged change request of a person", where: { !$0.authorIsBot }) {
            ForgeMetrics.responses($0.map { ($0.created, $0.firstResponse, $0.allResponsesSeen) })
        }
        issueResponse = map(snapshot.issues, "issue of a person", where: { !$0.authorIsBot }) {
            ForgeMetrics.responses($0.map { ($0.created, $0.firstResponse, $0.allCommentsSeen) })
        }
        reviewDuration = map(changes, "merged change request") {
            Durations($0.compactMap { ForgeMetrics.seconds($0.created, $0.merged) })
        }
        issueAge = map(snapshot.issues, "open issue", where: { $0.closed == nil }) {
            Durations($0.compactMap { ForgeMetrics.seconds($0.created, now) })
        }
        issueResolution = map(snapshot.issues, "closed issue", where: { $0.closed != nil }) {
            Durations($0.compactMap { ForgeMetrics.seconds($0.created, $0.closed) })
        }
        let people = "merged change request of a person"
        selfMerges = map(changes, people, where: { !$0.authorIsBot && $0.merger != nil }) { changes in
            Share(part: changes.count { $0.merger == $0.author && !$0.isReviewedByOthers }, whole: changes.count)
        }
        reviewed = map(changes, people, where: { !$0.authorIsBot }) { changes in
            let part = changes.count { change in
                change.isReviewedByOthers || change.merger.map { $0 != change.author } ?? false
            }
            return Share(part: part, whole: changes.count)
        }
        botShare = map(changes, "merged change request") { changes in
            Share(part: changes.count(where: \.authorIsBot), whole: changes.count)
        }
        func ratio(
            _ counts: (ForgeSnapshot.Activity) -> ForgeSnapshot.Counts?, _ what: String,
            _ whole: (ForgeSnapshot.Counts) -> Int
        ) -> Seen<Share> {
            switch snapshot.activity {
            case .unseen(let reason): return .unseen(reason)
            case .seen(let activity):
                guard let counts = counts(activity) else { return .unseen("They were not counted.") }
                let whole = whole(counts)
                return whole == 0 ? none(what) : .seen(Share(part: counts.closed, whole: whole))
            }
        }
        closureRatio = ratio(\.changeRequests, "change request that was open in the time") {
            $0.open.addingReportingOverflow($0.closed).partialValue
        }
        reviewEfficiency = ratio(\.changeRequests, "change request opened in the time", \.opened)
        backlogManagement = ratio(\.issues, "issue opened in the time", \.opened)
    }

    private static func responses(
        _ items: [(created: Instant?, response: Instant?, isComplete: Bool)]
    ) -> Durations {
        var durations: [Int64] = []
        var without = 0
        var unknown = 0
        for item in items {
            if let seconds = seconds(item.created, item.response) {
                durations.append(seconds)
            } else if item.response == nil, item.isComplete, item.created != nil {
                without += 1
            } else {
                unknown += 1
            }
        }
        return Durations(durations, without: without, unknown: unknown)
    }

    /// nil where a time is missing; 0 where the second is before the first.
    private static func seconds(_ start: Instant?, _ end: Instant?) -> Int64? {
        guard let start, let end else { return nil }
        return max(end.seconds(since: start), 0)
    }
}

extension ForgeSnapshot.ChangeRequest {
    /// The person who merged it; nil where that was a program, which reviews nothing, or nobody says.
    fileprivate var merger: String? { mergedByBot ? nil : mergedBy }

    /// Whether somebody other than the author, who is no program, reviewed it.
    fileprivate var isReviewedByOthers: Bool { reviews.contains { $0.author != author && !$0.authorIsBot } }
}
