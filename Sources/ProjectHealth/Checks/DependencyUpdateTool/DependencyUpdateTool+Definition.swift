// SPDX-License-Identifier: Apache-2.0

extension DependencyUpdateTool {
    static let configured = ProbeDefinition(
        "dependencyUpdateToolConfigured", "Is a tool set up that proposes updates of dependencies?")
    static let arriving = ProbeDefinition(
        "dependencyUpdatesArrive", "Have updates of dependencies come in during the last year?", isOwn: true)

    static let definition = CheckDefinition(
        id: "Dependency-Update-Tool", risk: .high,
        question: "Does a tool keep the dependencies up to date?",
        why: """
            Most known vulnerabilities of a project are those of its dependencies, and most of them are mended by an \
            update. A tool that proposes each update saves somebody from having to remember it.
            """,
        decision: """
            10 where Dependabot, Renovate or Scala Steward has its configuration in the places they read, or, where \
            none is found, where Dependabot has made a commit; otherwise 0. Scorecard asks the forge for such commits; \
            here the history of the clone answers.
            """,
        beyond: """
            Of 10 points, 8 are for the configuration and 2 for updates by such a tool within the last year, also by \
            tools that are set up for a whole organisation. Updates that arrive are worth 10 without any configuration \
            in the tree; where the last arrived more than a year ago and no configuration is left, there is no point. A project that has nothing to update is not judged.
            """,
        sources: [.tree, .history], probes: [configured, arriving],
        remedies: [
            Remedy(
                probe: configured.id,
                "Add `.github/dependabot.yml` or `renovate.json` and name the ecosystems the project uses.",
                effort: .low),
            Remedy(
                probe: arriving.id, "Look why the update tool proposes nothing, or why nobody takes its proposals in.",
                effort: .medium),
        ])
}
