// SPDX-License-Identifier: Apache-2.0

extension Packaging {
    static let automated = ProbeDefinition(
        "packagedWithAutomatedWorkflow", "Does a workflow publish the project as a package?")
    static let attested = ProbeDefinition(
        "publishesWithProvenance", "Does the publishing workflow say where the package comes from, or sign it?",
        isOwn: true)

    static let released = ProbeDefinition(
        "releasesByWorkflow", "Does a workflow make the project's releases, if it publishes to no registry?",
        isOwn: true)

    static let definition = CheckDefinition(
        id: "Packaging", risk: .medium,
        question: "Are packages published by a workflow that everybody can read?",
        why: """
            A package that somebody built on their own machine may hold anything. Published by a workflow, it is made \
            of what is in the repository, updates are out quickly, and users get them by their package manager.
            """,
        decision: """
            10 where a workflow publishes to npm, PyPI, Maven, RubyGems, NuGet, crates.io, Docker, Hex or the like and \
            has succeeded; where the forge's runs were not asked, it is taken to have succeeded. Otherwise no score: \
            what is not seen may be done elsewhere.
            """,
        beyond: """
            8 points for a workflow that publishes, 6 for one that makes releases without publishing to a registry, and 2 \
            more where it also signs or attests. A project whose manifests are for a registry and that does neither has 0, \
            open upwards where another service's configuration is in the tree, or where a workflow of another repository that \
            publishes by its name is called. A project that is no package of a registry \
            and has no such workflow is not judged.
            """,
        sources: [.tree, .forge], probes: [automated, attested, released],
        remedies: [
            Remedy(
                probe: automated.id,
                "Publish from a workflow that a tag starts, with the registry's trusted publishing.",
                effort: .medium),
            Remedy(
                probe: attested.id, "Let the publishing workflow make a provenance attestation for what it publishes.",
                effort: .medium),
        ])
}
