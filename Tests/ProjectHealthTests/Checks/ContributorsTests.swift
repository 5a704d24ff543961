// SPDX-License-Identifier: Apache-2.0
import Histories
import Testing

@testable import ProjectHealth

@Suite struct ContributorsTests {
    @Test func `mail domains tell organisations, and hidden ones leave it open`() {
        var builder = HistoryBuilder()
        for number in 0..<6 {
            builder.commit("Ada Ace <ada@acme.com>", days: Double(number))
            builder.commit("Bob Bee <bob@google.com>", days: Double(number))
            builder.commit("Cid Cee <cid@gmail.com>", days: Double(number))
            builder.commit("Dan Dee <dan@dee.dev>", days: Double(number))
        }
        for _ in 0..<5 { builder.commit("Eve Eff <eve@acme.com>", days: 9) }
        // A second person with a single commit makes no organisation of a domain.
        for _ in 0..<5 { builder.commit("Fay Fox <fay@fort.org>", days: 9) }
        builder.commit("Gus <gus@fort.org>", days: 9)
        let facts = ProjectFacts.of().with(builder.history)
        let score = Contributors.check.run(facts)
        #expect(score.compatible.number == -1)
        #expect(score.interval == ScoreInterval(lowest: 66, highest: 100))
        #expect(
            score.reason
                == "People of 2 organisations contribute: acme.com and google.com. The addresses of 3 others do not tell. One person alone writes from dee.dev."
        )
        #expect(
            Contributors.check.findings(facts).first(Contributors.several)?.values["organizationsAtMost"] == "5")
    }

    @Test func `addresses that name no organisation at all are said to`() {
        func reason(_ people: [String], isShallow: Bool = false) -> String {
            var builder = HistoryBuilder()
            for number in 0..<6 { for person in people { builder.commit(person, days: Double(number)) } }
            if isShallow { builder.gap(.shallow) }
            return Contributors.check.run(ProjectFacts.of().with(builder.history)).reason
        }
        #expect(
            reason(["Ada", "Bob", "Cid"]) == "No address names an organisation; those of 3 people do not tell.")
        #expect(
            reason(["Ada", "Bob"], isShallow: true)
                == "No address names an organisation; those of 2 people do not tell.")
        #expect(
            reason(["Ada <ada@suse.de>", "Bob <bob@suse.de>"], isShallow: true)
                == "People of 1 organisation contribute: suse.de. The clone does not hold all commits.")
    }
}
