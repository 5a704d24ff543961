// SPDX-License-Identifier: Apache-2.0

extension SAST {
    static let configured = ProbeDefinition("sastToolConfigured", "Is a tool for static analysis set up?")
    static let onAllCommits = ProbeDefinition(
        "sastToolRunsOnAllCommits", "Has such a tool looked at every recent change?")
    static let otherTool = ProbeDefinition(
        "otherAnalysisConfigured", "Is another tool for static analysis set up, which Scorecard does not know?",
        isOwn: true)
    static let onChanges = ProbeDefinition(
        "analysisRunsOnChanges", "Does the workflow with the analysis start for every proposed change?", isOwn: true)

    static let definition = CheckDefinition(
        id: "SAST", risk: .medium,
        question: "Does a tool read the source code for mistakes?",
        why: """
            Static analysis finds classes of mistakes, such as injections and overflows, before they are merged, and \
            does not tire. It helps most where it sees every change.
            """,
        decision: """
            10 with Sonar, Snyk, Pysa, Qodana or Hadolint in the workflows or `pom.xml`. Otherwise the share of merged \
            change requests on which code scanning or Sonar has run counts; where CodeQL is set up, it counts three \
            parts and CodeQL seven. Where the change requests were not seen, CodeQL gives 10 and nothing gives 0.
            """,
        beyond: """
            Any analyser counts, such as Semgrep, Bandit, gosec, clippy or clang-tidy: 7 points for being set up, 3 \
            for seeing every change, by the forge's check runs or because its workflow starts on change requests. A workflow \
            of another repository that is named for analysis counts; of one that is not, it stays open.
            """,
        sources: [.tree, .forge], probes: [configured, onAllCommits, otherTool, onChanges],
        remedies: [
            Remedy(
                probe: configured.id, "Add a workflow with CodeQL or another analyser for the project's languages.",
                effort: .low),
            Remedy(
                probe: onAllCommits.id, "Let the analysis run on every change request, not on a schedule alone.",
                effort: .low),
            Remedy(
                probe: onChanges.id, "Add `pull_request` to the events that start the workflow with the analysis.",
                effort: .low),
        ])
}
