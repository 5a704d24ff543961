// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import Pipelines

/// Docker's own rules for lines, and what images a Dockerfile names.
@Suite struct DockerfileTests {
    private func read(_ text: String) -> Dockerfile { DockerfileReader.read(SourceLines(Array(text.utf8))) }

    private func facts(_ text: String) throws -> PipelineFileFacts {
        try #require(PipelineFiles.facts(path: "Dockerfile", bytes: Array(text.utf8)))
    }

    @Test func `lines go on behind comments and blank lines`() {
        let file = read("FROM a\nRUN one \\\n  # comment\n\n  && two \\  \n  three\nrun four\n")
        #expect(file.instructions.map(\.keyword) == ["FROM", "RUN", "RUN"])
        #expect(file.instructions[1].arguments.value == "one   && two   three")
        #expect(file.instructions.map(\.line) == [1, 2, 7])
        #expect(file.instructions.map(\.endLine) == [1, 6, 7])
        #expect(file.instructions[1].arguments.line(at: 6) == 5)
        #expect(file.instructions[1].arguments.line(at: 14) == 6)
    }

    @Test func `a directive changes the escape`() {
        let file = read("# escape=`\nFROM a\nRUN dir `\n  c:\\\nRUN x\n")
        #expect(file.instructions.map(\.arguments.value) == ["a", "dir   c:\\", "x"])
        // Behind anything else it is a comment.
        #expect(read("# x\n# escape=`\nRUN a `\nRUN b\n").instructions.count == 2)
    }

    @Test func `flags and the exec form are told apart`() {
        let file = read("RUN --mount=type=cache,target=/x --network=none [\"a\", \"b c\"]\nCMD [a]\nRUN -- --x\n")
        #expect(file.instructions[0].flags == ["--mount=type=cache,target=/x", "--network=none"])
        #expect(file.instructions[0].list == ["a", "b c"])
        #expect(file.instructions[1].list == nil)
        #expect(file.instructions[2].arguments.value == "--x")
    }

    @Test func `here-documents end at their word`() throws {
        let file = read("RUN <<A <<-\"B\"\none\nA\n\ttwo\n\tB\nRUN x << C\nRUN <<D\nnever\n")
        #expect(file.instructions[0].heredocs.map(\.content.value) == ["one\n", "two\n"])
        #expect(file.instructions[0].heredocs.map(\.content.line) == [2, 4])
        #expect(file.instructions[1].heredocs.isEmpty)
        #expect(file.problems.map(\.message) == ["The here-document 'D' is never closed."])
        #expect(try facts("RUN <<A\npip install x\nA\n").dependencies.map(\.location.line) == [2])
    }

    private static let digest = "sha256:45b23dee08af5e43a7fea6c4cf9c25ccf269ee113168c19722f87876677c5cb2"

    @Test func `images are pinned by their digest`() throws {
        let text = """
            ARG TAG=3.19
            ARG REF="alpine:$TAG"
            FROM ${REF} AS base
            FROM --platform=linux/amd64 a@\(Self.digest)
            FROM Base as two
            FROM ${MISSING}
            FROM ${MISSING:-debian}
            FROM two
            COPY --from=nginx:1 /a /b
            COPY --from=base /a /b
            COPY --from=0 /a /b
            RUN --mount=type=bind,from=busybox,target=/x ls
            """
        let found = try facts(text).dependencies
        #expect(found.map(\.name) == ["alpine", "a", "Base", "${MISSING}", "debian", "two", "nginx", "busybox"])
        #expect(
            found.map(\.pin) == [
                .unpinned, .pinned, .pinned, .unknown("MISSING"), .unpinned, .pinned, .unpinned, .unpinned,
            ])
        #expect(found.map(\.compatiblePin) == [false, true, false, false, false, false, nil, nil])
        #expect(found.map(\.version) == ["3.19", Self.digest, nil, nil, nil, nil, "1", nil])
    }

    @Test func `FROM with other words is a problem`() throws {
        let found = try facts("FROM a b\nFROM\nFROM scratch\n")
        #expect(
            found.problems.map(\.message) == [
                "FROM takes an image, or an image, 'AS' and a name.", "FROM has no image.",
            ])
        #expect(found.dependencies.isEmpty)
    }

    @Test func `downloads by ADD are held against their checksum`() throws {
        let plain = try facts("FROM scratch\nADD https://x/i.sh /i.sh\nRUN sh /i.sh\n")
        #expect(plain.dependencies.map(\.pin) == [.unpinned])
        let checked = try facts("FROM scratch\nADD --checksum=sha256:0 https://x/i.sh /\nRUN chmod +x /i.sh\n")
        #expect(checked.dependencies.map(\.pin) == [.verified])
        #expect(checked.dependencies.map(\.compatiblePin) == [nil])
    }

    @Test func `here-documents are read by what reads them`() throws {
        func found(_ text: String) throws -> [String] {
            try facts(text).dependencies.map {
                "\($0.location.line) \($0.kind) \($0.pin) \($0.compatiblePin.map { "\($0)" } ?? "-")"
            }
        }
        #expect(
            try found("RUN pip install x && cat <<E > f\na\nE\n") == ["1 pipCommand unpinned -"])
        // (Scorecard) The text is a script, whoever reads it.
        let text = "RUN cat <<E > doc\ncurl https://x | sh\nE\n"
        #expect(try found(text) == ["2 downloadThenRun pinned false"])
        #expect(try facts(text).dependencies.map(\.note) == ["It stands in a text that no shell runs here."])
        #expect(try found("RUN cat <<E > doc\n$(pip install x)\nE\n").contains("2 pipCommand unpinned -"))
        #expect(try facts("RUN cat <<E > doc\nif (\nE\n").problems == [])
        for shell in ["", "bash ", "sh -e "] {
            #expect(try found("RUN \(shell)<<E\n\npip install x\nE\n") == ["3 pipCommand unpinned false"])
        }
        #expect(
            try found("RUN bash <<A && cat <<B > f\ngo get a.b/c\nA\npip install x\nB\n") == [
                "2 goCommand unpinned false", "4 pipCommand pinned false",
            ])
        #expect(try found("RUN python3 <<E\npip install x\nE\n") == ["2 pipCommand pinned false"])
        let fixture = try #require(
            PipelineFiles.facts(path: "testdata/Dockerfile", bytes: Array(text.utf8)))
        #expect(fixture.dependencies == [])
    }

    @Test func `shells of Windows are read by lines`() throws {
        let text = "# escape=`\nFROM a\nSHELL [\"powershell\", \"-Command\"]\nRUN if ($x) { } ; choco install y\n"
        let found = try facts(text)
        #expect(found.problems.isEmpty)
        #expect(found.dependencies.map(\.kind) == [.containerImage, .chocoCommand])
    }

    @Test(
        arguments: [
            ("alpine", "alpine", nil), ("alpine:3", "alpine", "3"), ("r:5000/a", "r:5000/a", nil),
            ("r:5000/a:1", "r:5000/a", "1"), ("a:${X}", "a:${X}", nil), ("a:$X", "a", "$X"),
            ("a@sha256:1", "a", "sha256:1"),
        ] as [(String, String, String?)])
    func `images have a name and a version`(_ text: String, _ name: String, _ version: String?) {
        #expect(ImageReference(text).name == name)
        #expect(ImageReference(text).version == version)
    }

    @Test(arguments: [
        ("ghcr.io/cross-rs/${{ matrix.target }}:main", true), ("$IMAGE:3.19", true), ("a:3.19", true), ("a", true),
        ("$IMAGE", false), ("a:$X", false), ("a:${X}", false), ("$(image a:b)", false), ("$HOST:5000/a", false),
        ("${{ inputs.image || 'a:b' }}", false),
    ])
    func `a tag that stands there itself is no digest whatever the name`(_ text: String, _ isUnpinned: Bool) {
        #expect((ImageReference(text).pin == .unpinned) == isUnpinned)
    }
}
