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

    /// How long one question may take: a pipe or an endless file inside `.git` must not hang a scan.
    private static let patience = Duration.seconds(10)

    private func git(_ arguments: String...) async throws(GitError) -> Answer {
        let path = path
        do {
            return try await withThrowingTaskGroup(of: Answer?.self) { group in
                group.addTask { try await GitRepository.run(in: path, arguments) }
                group.addTask {
                    try await Task.sleep(for: GitRepository.patience)
                    return nil
                }
                // Leaving the group ends the process that is still at it.
                defer { group.cancelAll() }
                guard let answer = try await group.next() ?? nil else {
                    throw GitError(
                        message: "git did not answer within \(GitRepository.patience.components.seconds) seconds.")
                }
                return answer
            }
        } catch let error as GitError {
            throw error
        } catch let error as SubprocessError where error.code == .outputLimitExceeded {
            throw GitError(message: "git answered with more than is reasonable.")
        } catch is CancellationError {
            throw GitError(message: "git was stopped.")
        } catch {
            throw GitError(
                message: "The git executable cannot be run.",
                hint: "Install git to have commits judged; everything else works without it.")
        }
    }

    private static func run(in path: String, _ arguments: [String]) async throws -> Answer {
        let safe = [
            "-C", path, "-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null", "-c", "protocol.allow=never",
            "--no-pager",
        ]
        let result = try await Subprocess.run(
            .name("git"), arguments: Arguments(safe + arguments), environment: environment,
            output: .string(limit: 1 << 20), error: .discarded)
        let code: Int =
            switch result.terminationStatus {
            case .exited(let code): Int(code)
            default: -1
            }
        let text = result.standardOutput
        return Answer(code: code, lines: text.split(separator: "\n").map(String.init))
    }

    /// No prompt, no lock, no fetch by whatever transport a repository's configuration allows itself; and nothing that
    /// points git at another repository than the one that is asked, as a hook's environment does (`git rev-parse
    /// --local-env-vars`).
    private static let environment = Environment.inherit.updating([
        "GIT_TERMINAL_PROMPT": "0", "GIT_OPTIONAL_LOCKS": "0", "GIT_NO_LAZY_FETCH": "1", "GIT_ALLOW_PROTOCOL": "none",
        "LC_ALL": "C", "GIT_ALTERNATE_OBJECT_DIRECTORIES": nil, "GIT_CONFIG": nil, "GIT_CONFIG_PARAMETERS": nil,
        "GIT_CONFIG_COUNT": nil, "GIT_OBJECT_DIRECTORY": nil, "GIT_DIR": nil, "GIT_WORK_TREE": nil,
        "GIT_IMPLICIT_WORK_TREE": nil, "GIT_GRAFT_FILE": nil, "GIT_INDEX_FILE": nil, "GIT_NO_REPLACE_OBJECTS": nil,
        "GIT_REPLACE_REF_BASE": nil, "GIT_PREFIX": nil, "GIT_SHALLOW_FILE": nil, "GIT_COMMON_DIR": nil,
        "GIT_NAMESPACE": nil,
    ])
}

/// Why git could not be asked.
package struct GitError: Error, Sendable, Hashable {
    package var message: String
    package var hint: String?

    package init(message: String, hint: String? = nil) {
        self.message = message
        self.hint = hint
    }
}
