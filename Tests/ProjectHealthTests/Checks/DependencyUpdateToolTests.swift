// SPDX-License-Identifier: Apache-2.0
import Histories
import Testing

@testable import ProjectHealth

@Suite struct DependencyUpdateToolTests {
    private func interval(_ points: Int) -> ScoreInterval { ScoreInterval(lowest: points, highest: points) }

    @Test func `each tool has its own count, and the one with the newest commit is told of`() {
        var builder = HistoryBuilder()
        builder.commit("renovate[bot]", days: 20)
        builder.commit("dependabot[bot]", days: 30)
        builder.commit("dependabot[bot]", days: 40)
        builder.commit("dependabot[bot]", days: 700)
        builder.commit("renovate[bot]", days: 800)
        let facts = ProjectFacts.of(["package.json": "{}"]).with(builder.history)
        let findings = DependencyUpdateTool.check.findings(facts)
        #expect(findings.first(DependencyUpdateTool.configured)?.message == "Dependabot has made 3 commits.")
        let arrival = findings.first(DependencyUpdateTool.arriving)?.message
        #expect(arrival?.hasPrefix("The last of 2 commits by renovate is ") == true)
        #expect(DependencyUpdateTool.check.run(facts).compatible == .score(10))

        var changed = HistoryBuilder()
        changed.commit("renovate[bot]", days: 20)
        changed.commit("dependabot[bot]", days: 700)
        let score = DependencyUpdateTool.check.run(
            ProjectFacts.of(["package.json": "{}"]).with(changed.history))
        #expect(score.interval == interval(100))
        #expect(score.reason.hasPrefix("The last of 1 commit by renovate is "))
    }
}
