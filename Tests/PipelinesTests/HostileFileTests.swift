// SPDX-License-Identifier: Apache-2.0
import TestSupport
import Testing

@testable import Pipelines

/// Files that were made to harm: each is read within its limits, or is a problem.
@Suite struct HostileFileTests {
    private func facts(_ path: String, _ text: String) throws -> PipelineFileFacts {
        try #require(PipelineFiles.facts(path: path, bytes: Array(text.utf8)))
    }

    private func elapsed(_ body: () throws -> Void) rethrows -> Duration {
        try ContinuousClock().measure(body)
    }

    @Test func `aliases that multiply are refused`() throws {
        var text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
        for level in 1...9 {
            let alias = Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ", ")
            text += "a\(level): &a\(level) [\(alias)]\n"
        }
        let facts = try facts(".github/workflows/a.yml", text + "jobs: {j: {steps: *a9}}\n")
        #expect(facts.problems.map(\.isWhole) == [true])
    }

    @Test func `steps that are aliases are read each time and bounded`() throws {
        var text =
            "on: push\nx: &x [\(Array(repeating: "{uses: a/b@v1}", count: 1_000).joined(separator: ","))]\njobs:\n"
        for job in 0..<50 { text += "  j\(job): {runs-on: a, steps: *x}\n" }
        let facts = try facts(".github/workflows/a.yml", text)
        #expect(facts.dependencies.count <= 50_000)
    }

    @Test func `a long script that aliases repeat is refused`() throws {
        let script = String(repeating: "x\\n", count: 200_000)
        let steps = String(repeating: ", {run: *x}", count: 20_000)
        let text = "on: push\njobs: {j: {runs-on: a, steps: [{run: &x \"\(script)\"}\(steps)]}}\n"
        #expect(try facts(".github/workflows/a.yml", text).problems.map(\.isWhole) == [true])
    }

    @Test func `long keys and deep nesting are read or refused`() throws {
        let key = String(repeating: "k", count: 1 << 20)
        _ = try facts(".github/workflows/a.yml", "on: push\n? \(key)\n: x\n\(key.dropLast()): y\njobs: {}\n")
        let deep = String(repeating: "{a: ", count: 200) + "b" + String(repeating: "}", count: 200)
        #expect(try facts(".github/workflows/a.yml", "jobs: " + deep).problems.map(\.isWhole) == [true])
        let parentheses = String(repeating: "(", count: 100_000)
        let expression =
            "on: issues\njobs: {j: {runs-on: a, steps: [{run: \"${{ \(parentheses) github.head_ref }}\"}]}}\n"
        #expect(try facts(".github/workflows/a.yml", expression).dangers.count == 1)
        let substitutions = String(repeating: "$(", count: 100_000)
        #expect(try facts("a.sh", "echo " + substitutions).problems.count == 1)
        let nested = String(repeating: "bash -c 'bash -c \"", count: 1_000)
        #expect(try facts("a.sh", nested).problems.count == 1)
        let comments = String(repeating: "/*", count: 200_000)
        #expect(try facts("Package.swift", comments).dependencies.isEmpty)
    }

    @Test func `files that are too large are said to be`() throws {
        let text = String(repeating: "a\n", count: PipelineFiles.largest / 2 + 1)
        #expect(
            try facts("a.sh", text).problems.map(\.message) == [
                "The file has 4194306 bytes; at most 4194304 are read."
            ])
    }

    @Test func `time grows with the size alone`() throws {
        // Each would take minutes if any of it were quadratic.
        let count = 3_000
        let texts: [(String, String)] = [
            ("Dockerfile", String(repeating: "FROM ${A${A\n", count: count)),
            ("Dockerfile", (0..<count).map { "ARG A\($0)=${A\($0)}\nFROM ${A\($0)}\n" }.joined()),
            ("Dockerfile", String(repeating: "RUN <<A\n", count: count)),
            ("Dockerfile", "RUN " + String(repeating: "a \\\n", count: count)),
            ("a.sh", String(repeating: "curl -o f https://x/f; sh f; sha256sum -c\n", count: count / 4)),
            ("a.sh", (0..<count / 4).map { "wget http://x/f\($0) -O f\($0); sh f\($0)\n" }.joined()),
            ("a.sh", String(repeating: "a | ", count: count) + "b\n"),
            ("a.sh", String(repeating: "git clone https://x/y\n", count: count / 4)),
            ("Package.swift", String(repeating: ".package(url: ", count: count)),
            ("Package.swift", String(repeating: "\"\"\"\\", count: count)),
            ("docker-compose.yml", "services: {a: {image: \"" + String(repeating: "${a:-", count: count) + "\"}}"),
            (
                ".github/workflows/a.yml",
                "on: issues\njobs:\n  j:\n    runs-on: a\n    steps:\n      - run: |\n"
                    + String(repeating: "          echo ${{ github.head_ref }}\n", count: count)
            ),
            (
                ".github/workflows/a.yml",
                "on: issues\njobs:\n  j:\n    runs-on: a\n    env: {T: \"${{ github.head_ref }}\"}\n    steps:\n      - run: |\n"
                    + String(repeating: "          echo $T | tee $GITHUB_ENV\n", count: count)
            ),
            (
                ".github/workflows/a.yml",
                "on: push\njobs: {j: {steps: [{run: \"" + String(repeating: "${{", count: count) + "\"}]}}"
            ),
        ]
        for (path, text) in texts {
            let time = try elapsed { _ = try facts(path, text) }
            #expect(time < .seconds(20), "\(path) \(text.prefix(40)) took \(time)")
        }
    }

    @Test func `a workflow takes no time by the product of two counts`() throws {
        // Each would take minutes.
        let count = 3_000
        let steps = "on: push\njobs:\n  j:\n    runs-on: a\n    steps:\n"
        let environment = (0..<count).map { "  A\($0): \"${{ github.head_ref }}\"\n" }.joined()
        let jobs = (0..<count).map { "  j\($0): {runs-on: a, env: {B: \"${{ env.A1 }}\"}, steps: [{run: a}]}\n" }
        let keys = (0..<count).map { "k\($0): [a]" }.joined(separator: ", ")
        let labels = (0..<count).map { "\"${{ matrix.k\($0) }}\"" }.joined(separator: ", ")
        let systems = Array(repeating: "windows", count: count).joined(separator: ", ")
        let texts: [(String, String)] = [
            // Scalars that the source does not show as they are.
            (".github/workflows/a.yml", steps + String(repeating: "      - run: \"\\x41\\x41\"\n", count: count * 2)),
            (
                ".github/workflows/a.yml",
                "on: push\njobs: {j: {runs-on: a, steps: ["
                    + String(repeating: "{run: \"\\x41\"}, ", count: count) + "]}}\n"
            ),
            // Variables, labels and systems, each asked for by each.
            (".github/workflows/a.yml", "on: pull_request\nenv:\n" + environment + "jobs:\n" + jobs.joined()),
            (
                ".github/workflows/a.yml",
                "on: pull_request\njobs: {j: {strategy: {matrix: {\(keys)}}, runs-on: [\(labels)]}}\n"
            ),
            (
                ".github/workflows/a.yml",
                "on: push\njobs:\n  j:\n    runs-on: \"${{ matrix.os }}\"\n    strategy: {matrix: {os: [\(systems)]}}\n"
                    + "    steps:\n" + String(repeating: "      - run: a\n", count: count)
            ),
        ]
        try expectQuick(texts)
    }

    @Test func `a script takes no time by the product of two counts`() throws {
        // Each would take minutes, or all the memory or stack there is.
        let count = 3_000
        let texts: [(String, String)] = [
            // Runners of runners.
            ("a.sh", String(repeating: "valgrind ", count: 20_000)),
            ("a.sh", String(repeating: "python -m ", count: 10_000)),
            // Scripts in scripts.
            ("a.sh", String(repeating: "sh -c 'a'\n", count: count * 3)),
            // Folders in folders.
            ("a.sh", String(repeating: "cd a\n", count: count * 3)),
            // Checks in one pipeline.
            ("a.sh", "curl -o x http://y\n" + String(repeating: "sha256sum -c | ", count: count) + "cat\n"),
            (
                "a.sh",
                "curl -o x http://y\n" + String(repeating: "sha256sum b | grep -q a | ", count: count) + "cat\n"
            ),
            ("a.sh", "curl -o x http://y\n" + (0..<count).map { "a\($0 + 1)=$a\($0)$a\($0)$(sha256sum b)\n" }.joined()),
            ("Package.swift", "a" + String(repeating: "#", count: 80_000)),
            ("Dockerfile", "FROM " + String(repeating: "@sha256:${", count: 20_000) + "\n"),
            (
                "Dockerfile",
                "ARG A=\(String(repeating: "a", count: 40_000))\nFROM " + String(repeating: "${A}", count: 40_000)
                    + "\n"
            ),
        ]
        try expectQuick(texts)
    }

    private func expectQuick(_ texts: [(String, String)]) throws {
        for (path, text) in texts {
            let time = try elapsed { _ = try facts(path, text) }
            #expect(time < .seconds(10), "\(path) \(text.prefix(40)) took \(time)")
        }
    }

    @Test func `the way of a text is told by its beginning`() throws {
        let text =
            "on: issues\nenv:\n  A0: \"${{ github.event.issue.title }}\"\n"
            + (1..<2_000).map { "  A\($0): \"${{ env.A\($0 - 1) }}\"\n" }.joined()
            + "jobs: {j: {runs-on: a, steps: [{run: \"echo ${{ env.A1999 }}\"}]}}\n"
        let found = try facts(".github/workflows/a.yml", text).dangers
        #expect(found.map(\.expression) == ["github.event.issue.title"])
        #expect(found.first?.trace.count == 32)
    }

    private static let workflow = """
        on: {pull_request_target: {types: [opened]}, workflow_call: {inputs: {t: {type: string}}}}
        permissions: {contents: write}
        defaults: {run: {shell: bash}}
        env: &env {T: "${{ github.event.pull_request.title }}"}
        jobs:
          a:
            runs-on: [self-hosted, "${{ matrix.os }}"]
            strategy: {matrix: {os: [x, y], include: [{os: z}]}}
            permissions: write-all
            container: {image: "a:1"}
            steps:
              - uses: actions/checkout@v4
                with: {ref: "${{ github.event.pull_request.head.sha }}"}
              - id: s
                run: |
                  echo "t=$T" >> $GITHUB_OUTPUT
                  curl -o f https://x/f && echo "abc f" | sha256sum -c && bash f
                  bash -c "pip install ${{ inputs.t }}"
              - run: >-
                  eval "$T"
                  ${{ steps.s.outputs.t }}
                env: *env
              - uses: ./.github/actions/x
                with: {t: "${{ github.head_ref || 'a' }}"}
          b:
            needs: a
            uses: a/b/.github/workflows/c.yml@main
            secrets: inherit
        """
    private static let dockerfile = """
        # escape=\\
        ARG V=1
        FROM --platform=a b:${V:-2} AS c
        SHELL ["/bin/sh", "-c"]
        RUN --mount=type=bind,from=d ["sh", "-c", "curl x | sh"]
        RUN <<E && <<-"F"
        pip install x
        E
        \tgo get a.b/c
        \tF
        ADD --checksum=sha256:0 https://x/y /y
        RUN a \\
          # c
          && /y
        """
    private static let script = """
        #!/bin/bash
        curl -o f "https://x/${V}" && [ "$(sha256sum f)" = a ] && chmod +x f
        bash <(wget -qO- http://x/y) ; eval "$(curl https://z)"
        sudo su -c "pip install --no-deps -e git+https://x/y@0123456789abcdef0123456789abcdef01234567" | tee
        git clone https://x/y && git -C y checkout 0123456789abcdef0123456789abcdef01234567
        docker run -it --rm a/b:${T} ; go install a.b/c@v1.2.3 ; cargo +x install y
        """

    @Test(arguments: [
        (".github/workflows/a.yml", workflow), ("Dockerfile", dockerfile), ("a.sh", script),
        ("action.yml", "runs:\n  using: composite\n  steps:\n    - run: echo ${{ inputs.a }}\n      shell: bash\n"),
        ("Package.swift", "// swift-tools-version:5\n.package(url: \"a\", .branch(\"b\")), .unsafeFlags([\"c\"])\n"),
        (".gitlab-ci.yml", "include: [{project: a, ref: b}]\nx: {script: [[a, 'b | sh']], image: {name: c}}\n"),
        ("a.csproj", "<Project><PropertyGroup><RestoreLockedMode>true</RestoreLockedMode></PropertyGroup></Project>"),
    ])
    func `damaged files are read or are problems`(_ path: String, _ text: String) {
        Fuzzing(seed: 31, rounds: 800, share: 7).run { _, mutator in
            let bytes = mutator.mutated(Array(text.utf8))
            guard let facts = PipelineFiles.facts(path: path, bytes: bytes) else { return }
            #expect(facts.dependencies.allSatisfy { $0.location.line >= 1 && $0.location.endLine >= $0.location.line })
            #expect(facts.dangers.allSatisfy { $0.location.line >= 1 && $0.location.snippet.utf8.count <= 200 })
            #expect(PipelineFacts(files: [facts]) == PipelineFacts(files: [facts]))
        }
    }

    @Test func `every beginning of a file is read`() {
        for (path, text) in [
            (".github/workflows/a.yml", Self.workflow), ("Dockerfile", Self.dockerfile), ("a.sh", Self.script),
        ] {
            let bytes = Array(text.utf8)
            for length in bytes.indices { _ = PipelineFiles.facts(path: path, bytes: Array(bytes[..<length])) }
        }
    }
}
