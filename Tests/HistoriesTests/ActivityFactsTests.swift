// SPDX-License-Identifier: Apache-2.0
import Histories
import Testing
import Wire

@Suite struct ActivityFactsTests {
    private func facts(_ story: HistoryBuilder, _ day: String) -> ActivityFacts {
        HistoryMetrics(story.history, asOf: HistoryBuilder.instant(day)).activity
    }

    @Test func `only the newest thirty commits count for the last ninety days`() {
        var story = HistoryBuilder()
        for number in 0..<40 {
            story.commit("n\(number)", by: "Ann Archer", on: HistoryBuilder.day(2024, 1 + number / 20, 1 + number % 20))
        }
        let busy = facts(story, "2024-03-01")
        #expect(busy.commitsLast90Days == 40)
        #expect(busy.amongLast30Commits == Share(30, of: 30))
        let calm = facts(story, "2024-05-11")
        // 90 days before are 2024-02-11: nine commits are later.
        #expect(calm.commitsLast90Days == 9)
        #expect(calm.amongLast30Commits == Share(9, of: 30))
        #expect(calm.changesets.count == 30)
    }

    @Test func `updaters are seen`() {
        var story = HistoryBuilder()
        story.commit("a", by: "Ann Archer", on: "2024-01-01")
        story.commit("b", by: "renovate[bot]", on: "2024-01-02")
        story.commit("c", by: "dependabot[bot]", on: "2024-01-03")
        story.commit("d", by: "renovate[bot]", on: "2024-01-04")
        let facts = facts(story, "2024-02-01")
        #expect(facts.updaters == ["dependabot", "renovate"])
        #expect(facts.updatersLastSeen.map(\.description) == ["2024-01-03T12:00:00Z", "2024-01-04T12:00:00Z"])
    }

    @Test func `commits are grouped into what landed together`() {
        var story = HistoryBuilder()
        let web = "GitHub <noreply@github.com>"
        let start = story.commit("direct", by: "Ann Archer", on: "2024-01-01")
        let squash = story.commit(
            "squash (#12)", by: "Bob Baker", committer: web, on: "2024-01-02", marks: [.changeRequest])
        let one = story.commit("one", by: "Dan Dale", on: "2024-01-03", after: [start])
        let two = story.commit("two", by: "Dan Dale", on: "2024-01-04", after: [one])
        let merge = story.commit(
            "Merge pull request #13 from dan/x", by: "Ann Archer", committer: web, on: "2024-01-05",
            after: [squash, two], marks: [.changeRequest])
        let review = story.commit("review", by: "Ann Archer", on: "2024-01-06", marks: [.phabricator])
        let bot = story.commit(
            "up (#14)", by: "dependabot[bot]", committer: web, on: "2024-01-07", marks: [.changeRequest])
        let sets = facts(story, "2024-02-01").changesets
        #expect(
            sets.map(\.key) == [
                .changeRequest(number: 14), .phabricator(review), .changeRequest(number: 13),
                .changeRequest(number: 12), .commit(start),
            ])
        #expect(sets.map(\.commits) == [[bot], [review], [merge, two, one], [squash], [start]])
        #expect(sets.map(\.approval) == [.unknown, .approved, .approved, .unknown, .missing])
        #expect(sets.map(\.isByBot) == [true, false, false, false, false])
    }

    @Test func `a merge of one's own leaves the review unknown`() {
        var story = HistoryBuilder()
        let start = story.commit("direct", by: "Ann Archer", on: "2024-01-01")
        let side = story.commit("side", by: "Ann Archer", on: "2024-01-02", after: [start])
        story.commit(
            "See merge request", by: "Ann Archer", on: "2024-01-03", after: [start, side], marks: [.changeRequest])
        let sets = facts(story, "2024-02-01").changesets
        #expect(sets.map(\.approval) == [.unknown, .missing])
        #expect(sets[0].commits.count == 2)
    }

    @Test func `LFX buckets follow their bounds`() {
        #expect(
            (0...11).map { LFXBuckets.contributorDependency(people: $0) } == [nil, 0, 1, 2, 2, 3, 3, 4, 4, 4, 5, 5])
        #expect(
            (0...9).map { LFXBuckets.organisationDependency(organisations: $0) } == [nil, 0, 1, 2, 3, 3, 4, 4, 5, 5])
        #expect(
            [1, 2, 3, 4, 6, 7, 10, 11, 20, 21].map(LFXBuckets.quarterlyContributors) == [0, 1, 1, 2, 2, 3, 3, 4, 4, 5])
        #expect(
            [5, 6, 10, 11, 15, 16, 20, 21, 26, 27, 30].map(LFXBuckets.activeDays) == [0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5])
        #expect([1, 2, 6, 10, 15, 20].map { LFXBuckets.quarterlyRetention(Share($0, of: 100)) } == [0, 1, 2, 3, 4, 5])
        #expect(
            [75, 74, 49, 39, 29, 19].map { LFXBuckets.outsideWorkingHours(Share($0, of: 100)) } == [0, 1, 2, 3, 4, 5])
    }
}
