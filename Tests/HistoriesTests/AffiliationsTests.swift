// SPDX-License-Identifier: Apache-2.0
import Histories
import Testing

@Suite struct AffiliationsTests {
    private func affiliations(_ writers: [(String, Int)]) -> Affiliations {
        let people = writers.map { text, _ in
            Person(name: text, email: text)
        }
        return Affiliations(people, Identities(people), commits: writers.map(\.1))
    }

    @Test func `two people with five commits each make a domain an organisation`() {
        #expect(affiliations([("ann@acme.com", 5), ("bob@mail.acme.com", 5)]).isOrganisation("acme.com"))
        #expect(!affiliations([("ann@acme.com", 500), ("bob@acme.com", 4)]).isOrganisation("acme.com"))
        #expect(!affiliations([("ann@acme.com", 500)]).isOrganisation("acme.com"))
        #expect(!affiliations([("ann@gmail.com", 5), ("bob@gmail.com", 5)]).isOrganisation("gmail.com"))
        // Counts that are missing are none.
        #expect(
            !Affiliations([Person(name: "a", email: "a@acme.com")], Identities([]), commits: []).isOrganisation(
                "acme.com"))
    }

    @Test(arguments: [
        ("google.com", true), ("mit.edu", true), ("ox.ac.uk", true), ("nist.gov", true), ("edu", false),
        ("ac.me", false),
    ])
    func `well-known domains need nobody`(domain: String, isOrganisation: Bool) {
        #expect(affiliations([]).isOrganisation(domain) == isOrganisation)
    }

    @Test func `one person's own domain is no part of the elephant factor`() {
        var story = HistoryBuilder()
        for day in 1...9 {
            story.commit("x", by: "Ann Archer <ann@archer.dev>", on: "2024-01-0\(day)")
            story.commit("x", by: "Bob Baker <bob@acme.com>", on: "2024-01-0\(day)")
            story.commit("x", by: "Cat Cook <cat@acme.com>", on: "2024-01-0\(day)")
        }
        story.commit("x", by: "Dan Dale <dan@google.com>", on: "2024-01-09")
        let facts = HistoryMetrics(story.history, asOf: HistoryBuilder.instant("2024-01-10")).dependency
        #expect(facts.organisations.map(\.name) == ["acme.com", "google.com"])
        #expect(facts.elephant.value == 1)
        #expect(facts.elephant.holders.map(\.name) == ["acme.com"])
        #expect(facts.affiliated == Share(19, of: 28))
    }
}
