// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import Pipelines

/// The expectations of Scorecard's `checks/raw/pinned_dependencies_test.go`.
@Suite struct PinningConformanceTests {
    private static let actions: [(String, Int)] = [
        ("raw/testdata/.github/workflows/github-workflow-empty.yaml", 0),
        ("raw/testdata/.github/workflows/github-workflow-comments.yaml", 0),
        ("raw/testdata/.github/workflows/workflow-pinned.yaml", 0),
        ("raw/testdata/.github/workflows/workflow-local-action.yaml", 0),
        ("raw/testdata/.github/workflows/workflow-not-pinned.yaml", 2),
        ("raw/testdata/.github/workflows/github-workflow-matrix-expression.yaml", 0),
        ("raw/testdata/.github/workflows/github-workflow-unknown-os.yaml", 2),
        // Scorecard's reader leaves aliases out and expects 1; the alias stands for a second use of the action.
        ("raw/testdata/.github/workflows/workflow-anchor.yaml", 2),
        ("raw/testdata/.github/workflows/workflow-non-github-pinned.yaml", 0),
        ("raw/testdata/.github/workflows/workflow-mix-github-and-non-github-not-pinned.yaml", 2),
        ("raw/testdata/.github/workflows/workflow-mix-github-and-non-github-pinned.yaml", 0),
        ("raw/testdata/.github/workflows/workflow-mix-pinned-and-non-pinned-github.yaml", 1),
        ("raw/testdata/.github/workflows/workflow-mix-pinned-and-non-pinned-non-github.yaml", 1),
    ]

    @Test func `actions are pinned as Scorecard expects`() throws {
        guard let conformance = Conformance() else { return }
        var tally = Tally("actions")
        for (fixture, expected) in Self.actions {
            let facts = try #require(try conformance.facts(fixture))
            let count = facts.unpinned { $0 == .githubAction }
            #expect(count == expected, "\(fixture)")
            tally.add(count == expected)
        }
        // A script is no workflow.
        #expect(PipelineFiles.kind(ofPath: "script.sh", firstBytes: []) == .shellScript)
        tally.add(true)
        tally.report()
    }

    @Test(arguments: [
        ("actions/checkout@v3", false), ("actions/checkout@v3.2.0", false), ("actions/checkout@main", false),
        ("actions/aws@v2.0.1", false), ("actions/aws/ec2@main", false), ("actions/checkout@a81bbbf", false),
        ("actions/checkout@a81bbbf8298c0fa03ea29cdc473d45769f953675", true),
        (
            "docker://gcr.io/distroless/static-debian11@sha256:"
                + "9e6f8952f12974d088f648ed6252ea1887cdd8641719c8acd36bf6d2537e71c0", true
        ),
        (
            "docker://gcr.io/distroless/static-debian11:sha256-"
                + "3876708467ad6f38f263774aa107d331e8de6558a2874aa223b96fc0d9dfc820.sig", false
        ),
        ("docker://rhysd/actionlint:latest", false),
        (
            "docker://rhysd/actionlint:latest@sha256:"
                + "5f957b2a08d223e48133e1a914ed046bea12e578fe2f6ae4de47fdbe691a2468", true
        ),
        ("../other", true),
    ])
    func `an action is pinned by a whole commit or digest`(_ uses: String, _ isPinned: Bool) {
        #expect(ActionReference(text: uses).isCompatiblyPinned == isPinned)
    }

    @Test func `an action of the same repository is no dependency`() {
        #expect(ActionReference(text: "./.github/uses.yml").isCompatiblyPinned == nil)
    }

    private static let images: [(String, Int)] = [
        ("raw/testdata/Dockerfile-invalid", 0), ("raw/testdata/Dockerfile-empty", 0),
        ("raw/testdata/Dockerfile-comments", 0), ("raw/testdata/Dockerfile-pinned", 0),
        ("raw/testdata/Dockerfile-pinned-as", 0), ("raw/testdata/Dockerfile-from-scratch", 0),
        ("raw/testdata/Dockerfile-not-pinned-as", 2), ("raw/testdata/vendor/Dockerfile-not-pinned-as", 0),
        ("raw/testdata/Dockerfile-not-pinned", 1), ("raw/testdata/Dockerfile-not-pinned-as-simple", 1),
        ("raw/testdata/Dockerfile-not-pinned-with-parser-error", 1), ("raw/testdata/Dockerfile-pinned-arg", 0),
        ("raw/testdata/Dockerfile-pinned-as-without-hash", 4), ("raw/testdata/Dockerfile-args", 2),
        ("raw/testdata/Dockerfile-base", 0),
    ]

    @Test func `images are pinned as Scorecard expects`() throws {
        guard let conformance = Conformance() else { return }
        var tally = Tally("FROM")
        for (fixture, expected) in Self.images {
            let facts = try #require(try conformance.facts(fixture))
            let count = facts.unpinned { $0 == .containerImage }
            #expect(count == expected, "\(fixture)")
            tally.add(count == expected)
        }
        tally.report()
    }

    @Test func `images are found on their lines`() throws {
        guard let conformance = Conformance() else { return }
        let expected: [(String, [(Int, String)])] = [
            ("raw/testdata/Dockerfile-not-pinned-as", [(17, "FROM python:3.7 as build"), (23, "FROM build")]),
            ("raw/testdata/Dockerfile-not-pinned", [(17, "FROM python:3.7")]),
            ("raw/testdata/Dockerfile-not-pinned-with-parser-error", [(1, "FROM abrarov/msvc-2017:2.11.0")]),
        ]
        for (fixture, places) in expected {
            let facts = try #require(try conformance.facts(fixture))
            for (line, snippet) in places {
                #expect(
                    facts.dependencies.contains {
                        $0.kind == .containerImage && $0.location.line == line && $0.location.snippet == snippet
                    }, "\(fixture) \(line)")
            }
        }
    }

    /// Fixture, unpinned, scripts that cannot be read.
    private static let scripts: [(String, Int, Int)] = [
        ("raw/testdata/.github/workflows/github-workflow-pkg-managers.yaml", 52, 0),
        ("raw/testdata/.github/workflows/github-workflow-unknown-os.yaml", 1, 1),
        ("raw/testdata/.github/workflows/github-workflow-curl-default.yaml", 1, 0),
        ("raw/testdata/.github/workflows/github-workflow-curl-no-default.yaml", 1, 0),
        ("raw/testdata/.github/workflows/github-workflow-wget-across-steps.yaml", 2, 0),
        ("raw/testdata/Dockerfile-curl-sh", 5, 0), ("raw/testdata/Dockerfile-empty", 0, 0),
        ("raw/testdata/Dockerfile-comments", 0, 0), ("raw/testdata/Dockerfile-wget-bin-sh", 4, 0),
        ("raw/testdata/Dockerfile-script-ok", 0, 0), ("raw/testdata/Dockerfile-curl-file-sh", 12, 0),
        ("raw/testdata/Dockerfile-proc-subs", 6, 0), ("raw/testdata/Dockerfile-wget-file", 10, 0),
        ("raw/testdata/Dockerfile-gsutil-file", 17, 0), ("raw/testdata/Dockerfile-aws-file", 15, 0),
        ("raw/testdata/Dockerfile-pkg-managers", 63, 0), ("raw/testdata/Dockerfile-some-python", 1, 0),
        ("raw/testdata/Dockerfile-not-pinned-with-parser-error", 2, 1), ("raw/testdata/Dockerfile-no-curl-sh", 0, 0),
        ("raw/testdata/Dockerfile-no-curl-sh-with-parser-error", 0, 1),
        ("raw/testdata/Dockerfile-empty-run-array", 0, 1),
        ("testdata/script-sh", 7, 0), ("raw/testdata/script-empty.sh", 0, 0), ("raw/testdata/script-comments.sh", 0, 0),
        ("raw/testdata/script-bash", 11, 0), ("testdata/script.sh", 7, 0),
        ("raw/testdata/script-pkg-managers", 56, 0), ("raw/testdata/script-invalid.sh", 0, 1),
        ("raw/testdata/script-wget-pinned", 0, 0), ("raw/testdata/script-free-from-download.sh", 0, 0),
    ]

    @Test func `commands are counted as Scorecard expects`() throws {
        guard let conformance = Conformance() else { return }
        var tally = Tally("commands")
        for (fixture, expected, problems) in Self.scripts {
            // Scripts are not among the data everywhere.
            guard let facts = try conformance.facts(fixture) else { continue }
            let count = facts.unpinned(\.isCommand)
            #expect(count == expected, "\(fixture)")
            #expect(facts.problems.count == problems, "\(fixture)")
            tally.add(count == expected && facts.problems.count == problems)
        }
        tally.report()
    }

    /// Fixture, and of each finding: first and last line of what Scorecard names, kind, pinned.
    private static let lines: [(String, [(Int, Int, PipelineDependency.Kind, Bool)])] = [
        (
            "raw/testdata/Dockerfile-download-lines",
            [
                (35, 36, .downloadThenRun, false), (41, 42, .pipCommand, false), (46, 46, .pipCommand, false),
                (47, 47, .pipCommand, false), (48, 48, .pipCommand, false), (49, 49, .pipCommand, false),
                (50, 50, .pipCommand, false), (51, 51, .pipCommand, false), (52, 52, .pipCommand, false),
                (60, 60, .pipCommand, false), (61, 61, .pipCommand, false), (64, 64, .pipCommand, false),
                (68, 68, .downloadThenRun, false), (69, 69, .downloadThenRun, false),
                (70, 70, .downloadThenRun, false),
            ]
        ),
        (
            "raw/testdata/Dockerfile-download-multi-runs",
            [
                (28, 28, .downloadThenRun, false), (30, 30, .downloadThenRun, false),
                (32, 34, .downloadThenRun, false), (37, 38, .downloadThenRun, false),
            ]
        ),
        (
            "raw/testdata/Dockerfile-not-pinned-with-parser-error",
            [(4, 4, .chocoCommand, false), (9, 9, .chocoCommand, false)]
        ),
        (
            "raw/testdata/Dockerfile-download-heredoc",
            [
                (20, 20, .pipCommand, false), (24, 24, .pipCommand, true), (28, 28, .downloadThenRun, false),
                (32, 32, .pipCommand, true), (36, 36, .pipCommand, false), (38, 38, .downloadThenRun, false),
                (42, 43, .pipCommand, true), (43, 44, .pipCommand, false), (45, 45, .downloadThenRun, false),
                (50, 52, .pipCommand, true), (51, 53, .downloadThenRun, false),
            ]
        ),
        (
            "raw/testdata/shell-download-lines.sh",
            [
                (6, 6, .downloadThenRun, false), (11, 11, .downloadThenRun, false), (18, 18, .downloadThenRun, false),
                // Scorecard counts a line too many inside `bash -c`.
                (19, 20, .downloadThenRun, false), (26, 26, .pipCommand, false), (27, 28, .downloadThenRun, false),
                (30, 30, .chocoCommand, false), (31, 31, .chocoCommand, false), (38, 38, .pipCommand, false),
                (39, 39, .pipCommand, false), (40, 40, .pipCommand, false), (41, 41, .pipCommand, false),
                (42, 42, .pipCommand, false), (43, 43, .pipCommand, false), (44, 44, .pipCommand, false),
                (52, 52, .pipCommand, false), (53, 53, .pipCommand, false), (56, 56, .pipCommand, false),
                (59, 59, .nugetCommand, false), (63, 63, .nugetCommand, false), (64, 64, .nugetCommand, false),
                (69, 69, .downloadThenRun, false), (70, 70, .downloadThenRun, false),
                (71, 71, .downloadThenRun, false),
            ]
        ),
        (
            "raw/testdata/.github/workflows/github-workflow-download-lines.yaml",
            [(27, 27, .downloadThenRun, false), (29, 29, .downloadThenRun, false), (32, 32, .downloadThenRun, false)]
        ),
        (
            "testdata/.github/workflows/github-workflow-permissions-run-codeql-write.yaml",
            [(25, 25, .githubAction, false)]
        ),
        (
            "raw/testdata/.github/workflows/github-workflow-multiple-unpinned-uses.yaml",
            [(22, 22, .githubAction, false), (24, 24, .githubAction, false)]
        ),
        ("raw/testdata/.github/workflows/github-workflow-job-uses.yaml", [(30, 30, .githubAction, false)]),
    ]

    @Test func `findings stand where Scorecard expects them`() throws {
        guard let conformance = Conformance() else { return }
        var tally = Tally("places")
        for (fixture, places) in Self.lines {
            guard let facts = try conformance.facts(fixture) else { continue }
            for (first, last, kind, isPinned) in places {
                let isFound = facts.dependencies.contains {
                    $0.kind == kind && $0.compatiblePin == isPinned && $0.location.line >= first
                        && $0.location.line <= last
                }
                #expect(isFound, "\(fixture) \(first) \(kind)")
                tally.add(isFound)
            }
        }
        tally.report()
    }

    @Test func `a here-document for another interpreter is a problem of its own`() throws {
        guard let facts = try Conformance()?.facts("raw/testdata/Dockerfile-download-heredoc") else { return }
        #expect(facts.problems.count == 1)
    }

    @Test(arguments: [
        ("a/b/c/d/Dockerfile", false), ("a/b/third_party/Dockerfile", true), ("vendor/a/b/Dockerfile", true),
        ("third_party/b/c/Dockerfile", true), ("a/b/c/vendor/Dockerfile", true), ("a/vendor_/Dockerfile", false),
    ])
    func `other projects' folders are known`(_ path: String, _ expected: Bool) {
        #expect(PipelineFiles.isVendoredForScorecard(path) == expected)
    }

    @Test(arguments: [
        ("Dockerfile.go", false), ("Dockerfile.c", false), ("Dockerfile.cpp", false), ("Dockerfile.rs", false),
        ("Dockerfile.js", false), ("Dockerfile.sh", false), ("Dockerfile.py", false), ("Dockerfile.pyc", false),
        ("Dockerfile.java", false), ("Dockerfile.any", true), ("dockerfile", true), ("x/my.Dockerfile", true),
    ])
    func `a Dockerfile is known by its name`(_ path: String, _ expected: Bool) {
        #expect((PipelineFiles.kind(ofPath: path, firstBytes: []) == .dockerfile) == expected)
    }

    @Test(arguments: [
        ("#!/usr/bin/awk -f\n", "a.sh", false), ("#!/bin/bash\n", "a.sh", true), ("#!/usr/bin/bash\n", "a.sh", true),
        ("#!/bin/env bash\n", "a.sh", true), ("#!/bin/mksh\n", "a.sh", true), ("echo\n", "a.sh", true),
        ("#!/bin/sh\n", "a", true), ("#!/bin/zsh\n", "a.sh", false), ("echo\n", "a", false), ("", "a.bash", true),
        ("#!/bin/sh -e\r\n", "a", true), ("#! /bin/sh\n", "a", false),
    ])
    func `a shell script is known by its first line and its name`(_ text: String, _ path: String, _ expected: Bool) {
        #expect(Shebang.isCompatible(Array(text.utf8)[...], path: path) == expected)
    }
}
