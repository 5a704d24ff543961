// SPDX-License-Identifier: Apache-2.0
import Testing
import Wire

@testable import Forges

@Suite struct ForgeMetricsTests {
    private static let now = ForgeSnapshotTests.time
    private typealias Change = ForgeSnapshot.ChangeRequest

    private func change(
        _ number: Int, by author: String = "ann", mergedBy: String? = "ann", response: Int64? = nil, bot: Bool = false,
        reviewer: String? = nil, taking: Int64 = 100, complete: Bool = true
    ) -> Change {
        var change = Change(number: number, author: author, authorIsBot: bot)
        change.created = Self.now.adding(seconds: -1_000)
        change.merged = change.created?.adding(seconds: taking)
        change.mergedBy = mergedBy
        change.firstResponse = response.map { Self.now.adding(seconds: $0 - 1_000) }
        change.allResponsesSeen = complete
        if let reviewer { change.reviews = [.init(author: reviewer, state: "APPROVED")] }
        return change
    }

    private func metrics(_ changes: [Change]) -> ForgeMetrics {
        var snapshot = ForgeSnapshot(forge: .github, url: "u", taken: Self.now)
        snapshot.changeRequests = .seen(changes)
        return ForgeMetrics(snapshot)
    }

    @Test func `what was not seen is not measured`() {
        let metrics = ForgeMetrics(ForgeSnapshot(forge: .github, url: "u", taken: Self.now))
        #expect(metrics.changeRequestResponse.reason == "It was not asked for.")
        #expect(metrics.issueAge.reason == "It was not asked for.")
        #expect(metrics.closureRatio.reason == "It was not asked for.")
        #expect(
            self.metrics([]).changeRequestResponse.reason
                == "There is no merged change request of a person to measure.")
    }

    @Test func `responses have a median and a ninth tenth, programs left out`() throws {
        var changes = (1...10).map { change($0, response: Int64($0) * 10) }
        changes.append(change(11, response: 5_000, bot: true))
        changes.append(change(12))
        changes.append(change(13, complete: false))
        let response = try #require(metrics(changes).changeRequestResponse.value)
        #expect(response.count == 10)
        #expect(response.without == 1)
        #expect(response.unknown == 1)
        #expect(response.median == 55)
        #expect(response.ninetieth == 90)
        #expect(response.longest == 100)
    }

    @Test(arguments: [
        ([1], 1, 1), ([1, 2], 1, 2), ([3, 1, 2], 2, 3), (Array(1...11), 6, 10), (Array(1...20), 10, 18),
    ])
    func `of few the ninth tenth is the largest`(_ values: [Int64], _ median: Int64, _ ninetieth: Int64) {
        let durations = ForgeMetrics.Durations(values)
        #expect(durations.median == median)
        #expect(durations.ninetieth == ninetieth)
    }

    @Test func `merging one's own without a review is counted`() {
        let metrics = metrics([
            change(1), change(2, reviewer: "ben"), change(3, mergedBy: "ben"), change(4, reviewer: "ann"),
            change(5, by: "bot", mergedBy: "bot", bot: true), change(6, mergedBy: nil),
        ])
        #expect(metrics.selfMerges.value == .init(part: 2, whole: 4))
        #expect(metrics.reviewed.value == .init(part: 2, whole: 5))
        #expect(metrics.botShare.value == .init(part: 1, whole: 6))
        #expect(metrics.selfMerges.value?.perMille == 500)
        #expect(metrics.reviewDuration.value?.median == 100)
    }

    @Test func `a program's review is none`() {
        var reviewed = change(1, reviewer: "robot")
        reviewed.reviews[0].authorIsBot = true
        #expect(metrics([reviewed]).selfMerges.value == .init(part: 1, whole: 1))
    }

    @Test func `a program that merges is no second person, and no first`() {
        var merged = change(1, mergedBy: "mergify[bot]")
        merged.mergedByBot = true
        let metrics = metrics([merged, change(2, mergedBy: "ben")])
        #expect(metrics.reviewed.value == .init(part: 1, whole: 2))
        #expect(metrics.selfMerges.value == .init(part: 0, whole: 1))
    }

    @Test func `issues have an age, a response and an end`() {
        var open = ForgeSnapshot.Issue(number: 1, author: "ann", authorIsBot: false)
        open.created = Self.now.adding(seconds: -50)
        var closed = ForgeSnapshot.Issue(number: 2, author: "ann", authorIsBot: false)
        closed.created = Self.now.adding(seconds: -90)
        closed.closed = Self.now.adding(seconds: -20)
        closed.firstResponse = Self.now.adding(seconds: -80)
        var snapshot = ForgeSnapshot(forge: .github, url: "u", taken: Self.now)
        snapshot.issues = .seen([open, closed])
        let metrics = ForgeMetrics(snapshot, asOf: Self.now.adding(seconds: 10))
        #expect(metrics.issueAge.value?.median == 60)
        #expect(metrics.issueResolution.value?.median == 70)
        #expect(metrics.issueResponse.value?.median == 10)
        #expect(metrics.issueResponse.value?.without == 1)
        snapshot.issues = .seen([open])
        #expect(ForgeMetrics(snapshot).issueResolution.reason == "There is no closed issue to measure.")
    }

    @Test func `ratios name their whole`() {
        var snapshot = ForgeSnapshot(forge: .github, url: "u", taken: Self.now)
        var activity = ForgeSnapshot.Activity(from: Self.now, to: Self.now)
        activity.changeRequests = .init(opened: 10, closed: 12, open: 3)
        snapshot.activity = .seen(activity)
        var metrics = ForgeMetrics(snapshot)
        #expect(metrics.closureRatio.value == .init(part: 12, whole: 15))
        #expect(metrics.closureRatio.value?.perMille == 800)
        #expect(metrics.reviewEfficiency.value?.perMille == 1_200)
        #expect(metrics.backlogManagement.reason == "They were not counted.")
        activity.changeRequests = .init(opened: 0, closed: 0, open: 0)
        snapshot.activity = .seen(activity)
        metrics = ForgeMetrics(snapshot)
        #expect(metrics.closureRatio.reason == "There is no change request that was open in the time to measure.")
        #expect(metrics.reviewEfficiency.reason == "There is no change request opened in the time to measure.")
        // Numbers as large as they come.
        activity.changeRequests = .init(opened: .max, closed: .max, open: .max)
        snapshot.activity = .seen(activity)
        _ = ForgeMetrics(snapshot).closureRatio.value?.perMille
    }
}
