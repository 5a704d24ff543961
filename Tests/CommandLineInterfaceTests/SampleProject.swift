// SPDX-License-Identifier: Apache-2.0
import Foundation
import Subprocess
import TestSupport

/// A small project with a history, made by `git fast-import` so that its commits have the same ids on every machine.
struct SampleProject {
    let path: String

    /// Makes it as `DATA/project` of a folder.
    init(in folder: TemporaryFolder) async throws {
        path = folder.url.appending(path: "project").path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        try await git("init", "--quiet", "--initial-branch=main", ".")
        try await git("fast-import", "--quiet", "--done", input: SampleProject.stream)
        try await git("reset", "--quiet", "--hard", "main")
    }

    private func git(_ arguments: String..., input: String = "") async throws {
        let result = try await run(
            .name("git"), arguments: Arguments(["-C", path] + arguments),
            environment: .inherit.updating(["GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_NOSYSTEM": "1"]),
            input: .string(input), output: .discarded, error: .string(limit: 1 << 16))
        guard result.terminationStatus.isSuccess else {
            throw SampleError(message: result.standardError)
        }
    }

    struct SampleError: Error {
        var message: String
    }

    private static let ada = "Ada Example <ada@example.org>"
    private static let ben = "Ben Example <ben@example.net>"
    /// 2024-01-01
    private static let start = 1_704_067_200
    private static let day = 86_400

    private static var stream: String {
        var stream = Stream()
        stream.commit(
            ada, day: 0, "Begin",
            files: [
                "README.md": "# Sample\n\nReads samples. Build it with make, test it with make check.\n",
                "src/read.c": "// SPDX-License-Identifier: MIT\nint read_sample(void) { return 0; }\n",
                "Makefile": "check:\n\tcc -o read src/read.c\n",
            ])
        stream.commit(
            ben, day: 40, "Add a workflow (#2)",
            files: [
                ".github/workflows/ci.yml": """
                on: [push, pull_request_target]
                jobs:
                  build:
                    runs-on: ubuntu-latest
                    steps:
                      - uses: actions/checkout@v4
                        with:
                          ref: ${{ github.event.pull_request.head.sha }}
                      - run: make check
                      - run: echo "${{ github.event.pull_request.title }}"

                """
            ])
        stream.commit(
            ada, day: 200, "Fix the reader, see CVE-2024-0001",
            files: ["src/read.c": "// SPDX-License-Identifier: MIT\nint read_sample(void) { return 1; }\n"])
        stream.tag("v1.0.0", ada, day: 210)
        stream.commit(
            ben, day: 500, "Give workflows no rights",
            files: [
                ".github/workflows/ci.yml": """
                on: [push, pull_request]
                permissions: {}
                jobs:
                  build:
                    runs-on: ubuntu-latest
                    steps:
                      - uses: actions/checkout@b4ffde65f46336ab88eb53be808477a3936bae11
                      - run: make check

                """
            ])
        stream.commit(
            ada, day: 900, "Say how to report",
            files: [
                "SECURITY.md": """
                # Security

                Report a vulnerability privately to security@example.org. We answer within 7 days and disclose \
                within 90 days. See https://example.org/security for more about it.

                """,
                "tests/fixture.jar": "PK\u{3}\u{4}\u{0}\u{0}",
                ".mainstay/exemptions.yml": """
                version: 1
                exemptions:
                  - check: Binary-Artifacts
                    paths: ["tests/**"]
                    owner: ada@example.org
                    reason: An input of the tests
                    expires: 2030-01-01

                """,
            ])
        return stream.text + "done\n"
    }

    private struct Stream {
        var text = ""
        var commits = 0

        mutating func commit(_ person: String, day: Int, _ message: String, files: [String: String]) {
            commits += 1
            let time = SampleProject.start + day * SampleProject.day
            text += "commit refs/heads/main\nmark :\(commits)\n"
            text += "author \(person) \(time) +0000\ncommitter \(person) \(time) +0000\n"
            text += "data \(message.utf8.count)\n\(message)\n"
            if commits > 1 { text += "from :\(commits - 1)\n" }
            for (path, content) in files.sorted(by: { $0.key < $1.key }) {
                text += "M 100644 inline \(path)\ndata \(content.utf8.count)\n\(content)\n"
            }
        }

        mutating func tag(_ name: String, _ person: String, day: Int) {
            let time = SampleProject.start + day * SampleProject.day
            text += "tag \(name)\nfrom :\(commits)\ntagger \(person) \(time) +0000\ndata 7\nrelease\n"
        }
    }
}
