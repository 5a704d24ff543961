// SPDX-License-Identifier: Apache-2.0

extension SBOM {
    static let inTree = ProbeDefinition("hasSBOM", "Does the project have a list of what is inside it?")
    static let inRelease = ProbeDefinition("hasReleaseSBOM", "Does a release come with such a list?")
    static let generated = ProbeDefinition(
        "generatesSBOM", "Does a workflow make such a list?", isOwn: true)

    static let definition = CheckDefinition(
        id: "SBOM", risk: .medium, isDefault: false,
        question: "Does the project say what is inside what it ships?",
        why: """
            Who uses a project inherits everything inside it. With a list of its components they can tell within \
            minutes whether a new vulnerability concerns them.
            """,
        decision: """
            10 where one of the last five releases has a CycloneDX or SPDX file among its files, 5 where one stands at \
            the root of the tree, otherwise 0. Scorecard goes by names and reads none of them.
            """,
        beyond: """
            A workflow that makes the list is worth 7. While the releases were not seen, the score is an interval.
            """,
        sources: [.tree, .forge], probes: [inTree, inRelease, generated],
        remedies: [
            Remedy(
                probe: inRelease.id,
                "Make a CycloneDX or SPDX file in the release workflow and attach it to the release.",
                effort: .medium),
            Remedy(probe: generated.id, "Let a workflow make a CycloneDX or SPDX file.", effort: .low),
        ])
}
