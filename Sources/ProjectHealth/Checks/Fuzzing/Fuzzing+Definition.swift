// SPDX-License-Identifier: Apache-2.0

extension Fuzzing {
    static let fuzzed = ProbeDefinition("fuzzed", "Is the project fuzzed?")
    static let continuously = ProbeDefinition(
        "fuzzedContinuously", "Do fuzzers run by themselves, on every change or all day?", isOwn: true)

    static let definition = CheckDefinition(
        id: "Fuzzing", risk: .medium,
        question: "Is the project tested with inputs that nobody thought of?",
        why: """
            Fuzzers find the crashes and overflows that people forget to test for, and attackers use fuzzers too. A \
            project that reads data of others and is not fuzzed leaves that search to them.
            """,
        decision: """
            10 for any of: ClusterFuzzLite's Dockerfile, OSS-Fuzz building the project, or fuzz and property tests as \
            each language writes them (libFuzzer for C, C++ and Swift, Go's own, cargo-fuzz, atheris, jazzer, \
            fast-check, QuickCheck and its relatives). Otherwise 0. Where OSS-Fuzz's list is not at hand it counts as \
            not listed, as Scorecard does without it.
            """,
        beyond: """
            Fuzz tests are worth 7 points, fuzzers that run by themselves 10: on OSS-Fuzz, with ClusterFuzzLite, or in \
            a workflow, or one of another repository that is named for it. A line in quotation marks is no fuzz test. \
            While it is not known whether OSS-Fuzz builds the project, or what a workflow of another repository does, \
            the score is an interval.
            """,
        sources: [.tree, .registry], probes: [fuzzed, continuously],
        remedies: [
            Remedy(
                probe: fuzzed.id, "Write a fuzz test for each place where the project reads data of others.",
                effort: .high),
            Remedy(
                probe: continuously.id, "Run the fuzz tests in a workflow, with ClusterFuzzLite or on OSS-Fuzz.",
                effort: .medium),
        ])
}
