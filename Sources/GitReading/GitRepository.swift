// SPDX-License-Identifier: Apache-2.0
package import Histories

/// A local repository, asked through the `git` executable: a checkout, one of its subfolders, a linked work tree or a bare
/// repository, whoever owns it. Nothing the repository says is run; ``GitCommand`` says how that is kept.
package struct GitRepository: Sendable {
    package let path: String
    /// How long git may say nothing before it is given up.
    package let stallLimit: Duration

    package init(path: String, stallLimit: Duration = .seconds(60)) {
        self.path = path
        self.stallLimit = stallLimit
    }

    /// The commit that is checked out, in lowercase hexadecimal; nil when there is none or this is no repository.
    package func head() async throws(GitError) -> String? {
        let answer = try await git("rev-parse", "--verify", "--quiet", "HEAD^{commit}")
        return answer.succeeded ? answer.lines.first : nil
    }

    /// The commit a name leads to: a branch, a tag, the beginning of an id; nil where there is none such, or more than one.
    package func commit(named name: String) async throws(GitError) -> ObjectID? {
        guard !name.utf8.contains(0) else { return nil }
        let answer = try await git("rev-parse", "--verify", "--quiet", "--end-of-options", "\(name)^{commit}")
        return answer.succeeded ? ObjectID(answer.value) : nil
    }

    /// The addresses of its remotes.
    package func remotes() async throws(GitError) -> [String] {
        let answer = try await git("config", "--local", "--no-includes", "-z", "--get-regexp", "^remote\\..*\\.url$")
        return answer.text.split(separator: "\0").compactMap { line in
            line.firstIndex(of: "\n").map { String(line[line.index(after: $0)...]) }
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

    func git(_ arguments: String...) async throws(GitError) -> GitCommand.Answer {
        try await command.answer(arguments)
    }

    /// For names, heads and settings; objects are read through ``opened()``.
    var command: GitCommand { GitCommand(place: .folder(path), stallLimit: stallLimit) }
}
