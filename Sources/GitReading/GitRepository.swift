// SPDX-License-Identifier: Apache-2.0
internal import Subprocess

/// A local repository, asked through the `git` executable. Hooks, pagers, prompts and configuration of the repository that
/// could run programs are switched off: a checkout is hostile input.
package struct GitRepository: Sendable {
    package let path: String

    package init(path: String) {
        self.path = path
    }

    /// The commit that is checked out, in lowercase hexadecimal; nil when there is none or this is no repository.
    package func head() async throws(GitError) -> String? {
        let answer = try await git("rev-parse", "--verify", "--quiet", "HEAD^{commit}")
        return answer.succeeded ? answer.lines.first : nil
    }

    /// The addresses of its remotes.
    package func remotes() async throws(GitError) -> [String] {
        let answer = try await git("config", "--local", "--get-regexp", "^remote\\..*\\.url$")
        return answer.lines.compactMap { line in
            line.firstIndex(of: " ").map { String(line[line.index(after: $0)...]) }
        }
    }

    /// Whether history is cut off, so that "is not an ancestor" proves nothing.
    package func isShallow() async throws(GitError) -> Bool {
        try await git("rev-parse", "--is-shallow-repository").lines.first == "true"
    }

    /// Whether `ancestor` is `commit` or one of its ancestors; nil when one of them is not in the repository.
    package func isAncestor(_ ancestor: String, of commit: String) async throws(GitError) -> Bool? {
        guard GitRepository.isHash(ancestor), GitRepository.isHash(commit) else { return nil }
        let answer = try await git("merge-base", "--is-ancestor", ancestor, commit)
        return answer.code == 0 ? true : answer.code == 1 ? false : nil
    }

    private static func isHash(_ text: String) -> Bool {
        [40, 64].contains(text.utf8.count)
            && text.utf8.allSatisfy { (48...57).contains($0) || (97...102).contains($0) }
    }

    private struct Answer {
        var code: Int
        var lines: [String]
        var succeeded: Bool { code == 0 }
    }

    private func git(_ arguments: String...) async throws(GitError) -> Answer {
        let safe = [
            "-C", path, "-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null", "-c", "protocol.allow=never",
            "--no-pager",
        ]
        do {
            let result = try await run(
                .name("git"), arguments: Arguments(safe + arguments),
                environment: .inherit.updating([
                    "GIT_TERMINAL_PROMPT": "0", "GIT_OPTIONAL_LOCKS": "0", "GIT_NO_LAZY_FETCH": "1", "LC_ALL": "C",
                ]),
                output: .string(limit: 1 << 20), error: .discarded)
            let code: Int =
                switch result.terminationStatus {
                case .exited(let code): Int(code)
                default: -1
                }
            let text = result.standardOutput
            return Answer(code: code, lines: text.split(separator: "\n").map(String.init))
        } catch {
            throw GitError(
                message: "The git executable cannot be run.",
                hint: "Install git to have commits judged; everything else works without it.")
        }
    }
}

/// Why git could not be asked.
package struct GitError: Error, Sendable, Hashable {
    package var message: String
    package var hint: String?
}
