// SPDX-License-Identifier: Apache-2.0

extension CIIBestPractices {
    static let badge = ProbeDefinition(
        "hasOpenSSFBadge", "Does the project work towards an OpenSSF Best Practices Badge?")

    static let definition = CheckDefinition(
        id: "CII-Best-Practices", risk: .low,
        question: "Has the project earned an OpenSSF Best Practices Badge?",
        why: """
            To earn the badge, a project answers for its practices one by one and in public: how it is built and \
            tested, how changes and reports are dealt with.
            """,
        decision: """
            Gold 10, silver 7, passing 5, begun 2, none 0. The badge's own entry is not in a clone: while it is not \
            known, there is no score.
            """,
        beyond: """
            An unknown entry makes the score an interval from 0 to 10. A link to an entry in the README is named, as a \
            claim.
            """,
        sources: [.registry], probes: [badge],
        remedies: [
            Remedy(
                probe: badge.id, "Answer the questions of the passing level at bestpractices.dev.", effort: .high)
        ])
}
