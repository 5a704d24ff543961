// SPDX-License-Identifier: Apache-2.0

extension Vulnerabilities {
    static let known = ProbeDefinition(
        "hasOSVVulnerabilities", "Does the project have known vulnerabilities that nobody has mended?", yesIsBad: true)

    static let definition = CheckDefinition(
        id: "Vulnerabilities", risk: .high,
        question: "Is the project free of known vulnerabilities?",
        why: """
            A known vulnerability is one that others know as well. Each one that stands open, in the project or in \
            what it depends on, is a way in that needs no research.
            """,
        decision: """
            10 points less one for every known vulnerability of the project and of the components its files name; \
            records about the same one count once. Without advisories at hand there is no score.
            """,
        beyond: """
            Vulnerabilities in what only tests, examples or development use count for the lower end of the score and \
            not for the upper: they seldom reach anybody who uses the project. Components of an ecosystem without advisories at hand, and those \
            whose version no lockfile states, leave the score open. Notices, such as that nobody maintains a package, count \
            for Scorecard alone.
            """,
        sources: [.advisories, .tree], probes: [known],
        remedies: [
            Remedy(
                probe: known.id,
                "Update each component to a version that is not affected, or say why it does not matter with a waiver.",
                effort: .medium)
        ])
}
