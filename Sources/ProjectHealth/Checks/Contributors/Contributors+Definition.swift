// SPDX-License-Identifier: Apache-2.0

extension Contributors {
    static let fromOrganisations = ProbeDefinition(
        "contributorsFromOrgOrCompany", "Do people of organisations or companies contribute?")
    static let several = ProbeDefinition(
        "contributorsFromSeveralOrganizations", "Do people of at least three organisations contribute?", isOwn: true)

    static let definition = CheckDefinition(
        id: "Contributors", risk: .low,
        question: "Do people of several organisations carry the project?",
        why: """
            When one organisation loses its interest or its money, a project that others carry as well goes on. People \
            of different organisations also look at it with different eyes.
            """,
        decision: """
            The organisations and companies that the forge knows of contributors with at least five contributions: \
            three or more give 10, two 6, one 3, none 0. Without the forge there is no score.
            """,
        beyond: """
            Where the forge was not asked, mail addresses of people with at least five commits tell their \
            organisations, by the domain; addresses of mail providers and forges tell none, and neither does a domain \
            that fewer than two people with five commits each write from, unless it is a well-known one. People without a telling address may \
            belong to any, so the score is an interval.
            """,
        sources: [.forge, .history], probes: [fromOrganisations, several],
        remedies: [
            Remedy(
                probe: several.id, "Invite people of other organisations to maintain the project with you.",
                effort: .high)
        ])
}
