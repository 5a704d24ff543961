// SPDX-License-Identifier: Apache-2.0

extension SignedReleases {
    static let signed = ProbeDefinition("releasesAreSigned", "Do releases come with signatures?")
    static let provenance = ProbeDefinition(
        "releasesHaveProvenance", "Do releases come with a statement of how they were built?")
    static let tagged = ProbeDefinition("releaseTagsAreSigned", "Are the tags of releases signed?", isOwn: true)
    static let workflow = ProbeDefinition(
        "releaseWorkflowSigns", "Does a workflow sign or attest what is released?", isOwn: true)

    static let definition = CheckDefinition(
        id: "Signed-Releases", risk: .high,
        question: "Can users tell that a release is what the project made?",
        why: """
            A release passes through machines of others on its way. With a signature or a provenance statement, users \
            can tell that nobody exchanged it.
            """,
        decision: """
            Of the last five releases of the forge, those with files: 10 for each with a provenance statement \
            (`.intoto.jsonl`), 8 for each with a signature among its files (`.asc`, `.minisig`, `.sig`, `.sign`, \
            `.sigstore`, `.sigstore.json`), otherwise 0; the mean, rounded down. Signatures are not verified. Without \
            releases, or where the forge was not asked, there is no score.
            """,
        beyond: """
            Signed tags are in the clone: a release whose tag is signed has 6, and a workflow that makes releases \
            and signs or attests makes 5 of every release. What comes with the releases stays open until the forge is asked. Attestations \
            that only a registry keeps are not seen. Without releases and release tags the project is not judged.
            """,
        sources: [.forge, .history, .tree], probes: [signed, provenance, tagged, workflow],
        remedies: [
            Remedy(
                probe: provenance.id,
                "Make a provenance attestation in the release workflow and attach it to the release.",
                effort: .medium),
            Remedy(
                probe: signed.id,
                "Sign what is released, with Sigstore in the release workflow or with a key of the project.",
                effort: .medium),
            Remedy(probe: tagged.id, "Sign release tags with `git tag -s`.", effort: .low),
            Remedy(
                probe: workflow.id, "Add a step that signs or attests to the workflow that releases.", effort: .medium),
        ])
}
