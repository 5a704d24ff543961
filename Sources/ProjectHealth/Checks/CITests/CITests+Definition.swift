// SPDX-License-Identifier: Apache-2.0

extension CITests {
    static let run = ProbeDefinition("testsRunInCI", "Did tests run on the change before it was merged?")
    static let configured = ProbeDefinition(
        "testsConfiguredInPipeline", "Does a pipeline run the project's tests?", isOwn: true)

    static let definition = CheckDefinition(
        id: "CI-Tests", risk: .low,
        question: "Are changes tested before they are merged?",
        why: """
            Tests that run by themselves on every change tell a mistake before it is part of the project, and nobody \
            has to remember to run them.
            """,
        decision: """
            Of the change requests that the last 30 commits came by, the share on whose newest commit a status or \
            check run of a known test service succeeded. Without change requests, or where the forge was not asked, \
            there is no score.
            """,
        beyond: """
            Where the checks were not seen, the pipelines are read: 7 points where one runs the tests on change \
            requests or pushes, 3 more open until the forge tells whether they succeed. What a workflow of another repository does is \
            taken from its name, and open where that does not tell. Where there are no change \
            requests, a pipeline with tests is worth 10.
            """,
        sources: [.forge, .tree], probes: [run, configured],
        remedies: [
            Remedy(
                probe: configured.id, "Add a workflow that runs the tests on every change request.", effort: .medium),
            Remedy(probe: run.id, "Let the tests run on every change request, also on small ones.", effort: .low),
        ])
}
