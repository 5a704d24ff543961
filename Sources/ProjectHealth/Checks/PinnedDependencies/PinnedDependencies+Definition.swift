// SPDX-License-Identifier: Apache-2.0

extension PinnedDependencies {
    static let pinned = ProbeDefinition(
        "pinsDependencies", "Is everything that pipelines bring in fixed to one content?")
    static let alsoPinned = ProbeDefinition(
        "pinsOtherDependencies", "Is what other commands and files bring in fixed to one content as well?", isOwn: true)

    static let definition = CheckDefinition(
        id: "Pinned-Dependencies", risk: .medium,
        question: "Do builds bring in exactly what they brought in when they were reviewed?",
        why: """
            A tag or a version can be moved to other content, as has happened to widely used actions. What is named by \
            its digest cannot: a build then takes in a change only when somebody changes the digest, and two builds of \
            one commit are the same.
            """,
        decision: """
            The share of dependencies that are pinned, rounded down to a whole point: actions and reusable workflows \
            by a commit, images by a digest, packages that commands install by hash, lock or exact version as each \
            command allows, downloads that are run by nothing. Each counts 10; where there are actions of GitHub's own \
            and of others, those count 2 and these 8. Files below `testdata` and `src/test` are left out. Without \
            dependencies there is no score.
            """,
        beyond: """
            A download that is held against a checksum before it runs is pinned. `cargo install`, `gem`, `pnpm`, \
            `yarn`, `uv`, `composer`, `brew`, `docker run`, compose files, composite actions, Swift packages and \
            cloned repositories count too. Files among tests and examples and copies of other projects are listed and \
            do not count. Where a variable decides, the score is an interval. Actions of GitHub's own always weigh 2 \
            against 8.
            """,
        sources: [.tree], probes: [pinned, alsoPinned],
        remedies: [
            Remedy(
                probe: pinned.id,
                "Name each by its digest or commit, with the version in a comment, and let an update tool move it.",
                effort: .low),
            Remedy(
                probe: alsoPinned.id, "Install from a lockfile or name the exact version and checksum.", effort: .medium
            ),
        ])
}
