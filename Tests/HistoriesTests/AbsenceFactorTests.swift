// SPDX-License-Identifier: Apache-2.0
import Histories
import Testing

@Suite struct AbsenceFactorTests {
    private func value(of contributions: [Int], percent: Int = 50) -> Int {
        AbsenceFactor(of: contributions.map { .init(name: "", contributions: $0) }, percent: percent).value
    }

    @Test func `the CHAOSS example is two`() {
        #expect(value(of: [1000, 202, 90, 33, 332, 343, 42, 433]) == 2)
    }

    @Test(arguments: [
        ([], 50, 0), ([0, -4], 50, 0), ([5], 50, 1), ([50, 50], 50, 1), ([50, 50], 51, 2), ([49, 51], 50, 1),
        ([1, 1, 1, 1], 50, 2), ([1, 1, 1], 50, 2), ([.max / 2, .max / 2, 1], 50, 2),
    ])
    func `exactly half is enough`(contributions: [Int], percent: Int, value: Int) {
        #expect(self.value(of: contributions, percent: percent) == value)
    }

    @Test func `the people who hold the half are named`() {
        var story = HistoryBuilder()
        for day in 1...5 { story.commit("a\(day)", by: "Ann Archer", on: "2024-01-0\(day)", files: ["a 1 0"]) }
        for day in 6...8 { story.commit("b\(day)", by: "Bob Baker", on: "2024-01-0\(day)", files: ["b 100 20"]) }
        story.commit("c", by: "Cat Cook", on: "2024-01-09", files: ["c 1 1"])
        story.commit("up", by: "dependabot[bot]", on: "2024-01-09", files: ["d 900 900"])
        let facts = HistoryMetrics(story.history, asOf: HistoryBuilder.instant("2024-01-10")).dependency
        #expect(facts.byCommits.value == 1)
        #expect(facts.byCommits.total == 9)
        #expect(facts.byCommits.holders == [.init(name: "Ann Archer", contributions: 5)])
        #expect(facts.byLines.holders == [.init(name: "Bob Baker", contributions: 360)])
        #expect(facts.byLines.total == 367)
        #expect(facts.lfxContributors.value == 1)
    }

    @Test func `organisations are domains and providers are none`() {
        var story = HistoryBuilder()
        for day in 1...5 {
            for who in [
                "Ann Archer <ann@one.edu>", "Bob Baker <bob@mail.two.co.uk>", "Cat Cook <cat@gmail.com>",
                "Dan Dale <dan@two.co.uk>", "Eve East <eve@three.gov>",
            ] where day < 4 || !who.hasPrefix("Eve") { story.commit("x", by: who, on: "2024-01-0\(day)") }
        }
        let facts = HistoryMetrics(story.history, asOf: HistoryBuilder.instant("2024-01-10")).dependency
        #expect(facts.organisations.map(\.name) == ["two.co.uk", "one.edu", "three.gov"])
        #expect(facts.organisations.map(\.contributions) == [10, 5, 3])
        #expect(facts.elephant.value == 1)
        #expect(facts.affiliated == Share(18, of: 23))
        #expect(facts.organisationCount == 3)
        #expect(facts.leadingOrganisations == 3)
    }

    @Test func `commits whose lines are unknown are counted`() {
        var story = HistoryBuilder()
        story.commit("a", by: "Ann Archer", on: "2024-01-01", files: ["a 5 0"], knowsLines: false)
        story.commit("b", by: "Ann Archer", on: "2024-01-02", files: ["a 2 0"])
        let metrics = HistoryMetrics(story.history, asOf: HistoryBuilder.instant("2024-01-10"))
        #expect(metrics.dependency.commitsWithoutLines == 1)
        #expect(metrics.dependency.byLines.total == 2)
        #expect(metrics.code.last90Days.unknownCommits == 1)
    }
}
