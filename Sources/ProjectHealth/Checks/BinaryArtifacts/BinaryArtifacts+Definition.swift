// SPDX-License-Identifier: Apache-2.0

extension BinaryArtifacts {
    static let unverified = ProbeDefinition(
        "hasUnverifiedBinaryArtifacts", "Are there compiled files in the source tree?", yesIsBad: true)

    static let definition = CheckDefinition(
        id: "Binary-Artifacts", risk: .high,
        question: "Is everything in the source tree something that people can read?",
        why: """
            Nobody can review a compiled file. What it does may differ from the source it is said to come from, it \
            stays as it is when that source is mended, and it is a place where a backdoor sits unseen.
            """,
        decision: """
            10 points less one for every compiled file: recognised by its first bytes, or by its extension where the \
            content is no text. The wrapper of Gradle does not count where a workflow validates it and has succeeded \
            on this very commit; without the forge's runs no such success is known, and it counts.
            """,
        beyond: """
            Files among tests, examples and fixtures cost a fifth of a point each and two points at most in all, \
            because builds do not ship them; they are listed all the same, since a hidden one can still be read by a \
            build. A Gradle wrapper with a validating workflow whose runs were not seen makes the score an interval, \
            and so do files whose content the clone does not have.
            """,
        sources: [.tree, .forge], probes: [unverified],
        remedies: [
            Remedy(
                probe: unverified.id,
                "Remove the compiled files and let the build make or download them, with a checksum.", effort: .medium)
        ])
}
