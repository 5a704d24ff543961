// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import Inventories

/// Git submodules, GitHub Actions, images.
@Suite struct MoreForgeTests {
    static let gitmodules = """
        [submodule "libs/one"]
        \tpath = libs/one
        \turl = https://github.com/acme/one.git
        \tbranch = stable
        [submodule "two"]
        \tpath = libs/two
        \turl = git@example.com:acme/two.git
        [submodule "three"]
        \tpath = three
        \turl = ../three.git
        [submodule "four"]
        \tpath = four
        """

    @Test func `a submodule has its commit only where it is checked out`() throws {
        let inventory = try MoreReading.read(
            GitSubmodules.reader, MoreForgeTests.gitmodules, path: ".gitmodules",
            related: [".git/modules/two/HEAD": "0123456789012345678901234567890123456789\n"])
        #expect(
            MoreReading.lines(inventory) == [
                "1 github.com/acme/one - runtime direct on https://github.com/acme/one stable -",
                "5 example.com/acme/two - runtime direct at ssh://git@example.com/acme/two.git 0123456789012345678901234567890123456789",
                "8 ../three.git - runtime direct on ../three.git HEAD -",
            ])
        #expect(
            MoreReading.warnings(inventory) == [
                "1 The commit of the submodule 'libs/one' is recorded in the repository's tree, not in this file, and is not known.",
                "8 The commit of the submodule 'three' is recorded in the repository's tree, not in this file, and is not known.",
                "8 The address '../three.git' of the submodule 'three' is relative to the repository's own, which is not known.",
                "11 The submodule 'four' has no address.",
            ])
    }

    static let workflow = """
        name: CI
        on: [push]
        jobs:
          build:
            runs-on: ubuntu-latest
            container: node:20
            services:
              db: {image: "ghcr.io/acme/db@sha256:AB"}
            steps:
              - uses: actions/checkout@v4
              - uses: actions/setup-node@8e5e7e5ab8b370d6c329ec480221332ada57f0ab # v4.1.2
              - uses: actions/setup-python@v5.0.0
              - uses: github/codeql-action/init@0123456789012345678901234567890123456789
              - uses: actions/cache@main
              - uses: ./local
              - uses: docker://alpine:3.18
              - uses: nobody
              - uses: actions/x@${{ matrix.ref }}
          call:
            uses: octo/example/.github/workflows/reusable.yml@v1.2.3
        """

    @Test func `a workflow tells commits, versions and moving references`() throws {
        let inventory = try MoreReading.read(GitHubActions.reader, MoreForgeTests.workflow)
        #expect(
            MoreReading.lines(inventory) == [
                "10 actions/checkout - (v4) build direct on https://github.com/actions/checkout v4 -",
                "11 actions/setup-node v4.1.2 build direct at https://github.com/actions/setup-node 8e5e7e5ab8b370d6c329ec480221332ada57f0ab",
                "12 actions/setup-python v5.0.0 build direct",
                "13 github/codeql-action - build direct at https://github.com/github/codeql-action 0123456789012345678901234567890123456789",
                "14 actions/cache - (main) build direct on https://github.com/actions/cache main -",
                "16 alpine 3.18 build direct on alpine 3.18 -",
                "6 node 20 build direct on node 20 -",
                "8 ghcr.io/acme/db sha256:ab build direct",
                "20 octo/example v1.2.3 build direct",
            ])
        #expect(MoreReading.purls(inventory)[3] == "pkg:githubactions/github/codeql-action#init")
        #expect(MoreReading.purls(inventory)[8].hasSuffix("octo/example@v1.2.3#.github/workflows/reusable.yml"))
        #expect(
            MoreReading.warnings(inventory) == [
                "17 'nobody' names no action with a reference (owner/name@reference).",
                "18 'actions/x@${{ matrix.ref }}' names no action with a reference (owner/name@reference).",
            ])
    }

    @Test func `a composite action is read, another action has nothing to read`() throws {
        let composite = "runs:\n  using: composite\n  steps:\n    - uses: a/b@v1\n"
        #expect(
            try MoreReading.lines(MoreReading.read(GitHubActions.reader, composite)) == [
                "4 a/b - (v1) build direct on https://github.com/a/b v1 -"
            ])
        #expect(try MoreReading.read(GitHubActions.reader, "runs:\n  using: node20\n  main: x.js\n").components.isEmpty)
    }

    @Test(arguments: [
        (".github/workflows/ci.yml", true), ("sub/.github/workflows/ci.yaml", true), ("action.yml", true),
        (".github/actions/x/action.yaml", true), ("workflows/ci.yml", false), (".github/dependabot.yml", false),
        (".github/workflows/deep/ci.yml", false),
    ])
    func `workflows and actions are recognised by their place`(path: String, isRecognised: Bool) {
        #expect(GitHubActions.reader.recognises(path) == isRecognised)
    }

    static let dockerfile = """
        # syntax=docker/dockerfile:1
        ARG VERSION=3.18
        ARG REGISTRY
        FROM --platform=$BUILDPLATFORM golang:1.22-alpine AS build
        RUN <<EOF
        FROM nothing
        EOF
        COPY --from=ghcr.io/acme/tool:1@sha256:AA /tool /tool
        FROM build as test
        FROM ${REGISTRY}/private:1
        FROM scratch as empty
        FROM alpine:${VERSION:-9} \\
          # a comment between continued lines
          AS final
        COPY --from=build /app /app
        COPY --from=0 /a /b
        """

    @Test func `a Dockerfile gives the images of its stages`() throws {
        let inventory = try MoreReading.read(Dockerfile.reader, MoreForgeTests.dockerfile)
        #expect(
            MoreReading.lines(inventory) == [
                "4 golang 1.22-alpine build direct on golang 1.22-alpine -", "8 ghcr.io/acme/tool 1 runtime direct",
                "12 alpine 3.18 runtime direct on alpine 3.18 -",
            ])
        #expect(
            MoreReading.purls(inventory) == [
                "pkg:docker/golang@1.22-alpine",
                "pkg:docker/acme/tool@sha256:aa?repository_url=ghcr.io&tag=1",
                "pkg:docker/alpine@3.18",
            ])
        #expect(inventory.components[1].hashes == [Digest(algorithm: "sha256", value: "aa")])
        #expect(
            MoreReading.warnings(inventory) == [
                "10 The image '${REGISTRY}/private:1' names the variable 'REGISTRY', which has no default in the file."
            ])
    }

    @Test(
        arguments: [
            ("alpine", "alpine", nil, nil), ("library/alpine:3", "alpine", "3", nil),
            ("docker.io/library/alpine", "alpine", nil, nil), ("localhost:5000/a/b:1", "localhost:5000/a/b", "1", nil),
            ("ghcr.io/a/b@sha256:AB", "ghcr.io/a/b", nil, "sha256:ab"), ("a/b", "a/b", nil, nil),
        ] as [(String, String, String?, String?)])
    func `image names are taken apart`(text: String, name: String, tag: String?, digest: String?) throws {
        let reference = try #require(ImageReference(text))
        #expect(reference.name == name)
        #expect(reference.tag == tag)
        #expect(reference.digest == digest)
    }

    @Test(arguments: ["", ":", "a:", "/", "a b", "a@", "ghcr.io/", "-a"])
    func `what names no image is refused`(text: String) {
        #expect(ImageReference(text) == nil)
    }

    @Test func `a Compose file gives the images that are not built`() throws {
        let text = """
            services:
              web:
                build: .
                image: own
              db:
                image: postgres:${TAG:-16}
              other:
                image: ${IMAGE}
            """
        let inventory = try MoreReading.read(ComposeFile.reader, text)
        #expect(MoreReading.lines(inventory) == ["6 postgres 16 runtime direct on postgres 16 -"])
        #expect(
            MoreReading.warnings(inventory) == [
                "8 The image of 'other' names the variable 'IMAGE', which has no default."
            ])
    }
}
