// SPDX-License-Identifier: Apache-2.0
package import Histories

/// What a repository is, before anything of it is read.
package struct RepositoryFacts: Sendable, Hashable {
    package var format: ObjectFormat
    /// The commit that is checked out; nil for a repository without commits, or where the object is missing.
    package var head: ObjectID?
    /// The branch that is checked out, without `refs/heads/`, born or not; nil for a detached head.
    package var branch: String?
    /// History is cut off.
    package var isShallow: Bool
    /// Objects were left out when it was cloned.
    package var isPartialClone: Bool
    package var isBare: Bool
    /// Addresses, as they are written; they may hold credentials.
    package var remotes: [String]
    /// The folder git keeps things in, absolute.
    package var gitDirectory: String
    /// The root of the checkout; nil for a bare repository, and where the folder its configuration names (`core.worktree`) is not
    /// its checkout: an unpacked archive may name anybody's.
    package var workTree: String?
    /// The folder of the objects, absolute.
    var objectDirectory: String
    /// The commits whose parents a shallow clone left out.
    package var boundary: Set<ObjectID>
}

extension GitRepository {
    /// What this repository is; nil when the folder lies in none.
    package func facts() async throws(GitError) -> RepositoryFacts? {
        let answer = try await git(
            "rev-parse", "--show-object-format", "--is-bare-repository", "--is-shallow-repository",
            "--path-format=absolute", "--absolute-git-dir", "--git-path", "objects", "--git-path", "shallow")
        let lines = answer.value.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        guard answer.succeeded else { return nil }
        guard lines.count == 6 else {
            throw GitError(message: "A repository whose path holds a line end is not read.", hint: "Rename the folder.")
        }
        guard let format = ObjectFormat(rawValue: lines[0]) else {
            throw GitError(message: "The repository names its objects by \(lines[0]), which is not known here.")
        }
        let isShallow = lines[2] == "true"
        var boundary: Set<ObjectID> = []
        if isShallow {
            let bytes = SmallFile.bytes(at: lines[5], limit: 256 << 20) ?? []
            boundary = Set(bytes.split(separator: 0x0A).compactMap { ObjectID(hexadecimal: $0) })
        }
        let workTree = try await git("rev-parse", "--show-toplevel")
        let branch = try await git("symbolic-ref", "--quiet", "HEAD")
        return RepositoryFacts(
            format: format, head: try await commit(named: "HEAD"),
            branch: branch.succeeded ? GitRepository.branchName(branch.value) : nil, isShallow: isShallow,
            isPartialClone: try await isPartialClone(objects: lines[4]), isBare: lines[1] == "true",
            remotes: try await remotes(), gitDirectory: lines[3],
            workTree: workTree.succeeded && WorkTree.leads(workTree.value, to: lines[3]) ? workTree.value : nil,
            objectDirectory: lines[4],
            boundary: boundary)
    }

    private static func branchName(_ reference: String) -> String {
        let prefix = "refs/heads/"
        return reference.hasPrefix(prefix) ? String(reference.dropFirst(prefix.count)) : reference
    }

    /// What a partial clone leaves behind: a setting, or packs that say they rely on a server.
    private func isPartialClone(objects: String) async throws(GitError) -> Bool {
        let settings = try await git(
            "config", "--local", "--no-includes", "-z", "--get-regexp",
            "^(extensions\\.partialclone|remote\\..*\\.promisor)$")
        if settings.text.split(separator: "\0").contains(where: { !$0.hasSuffix("\nfalse") }) { return true }
        return SmallFile.names(in: "\(objects)/pack").contains { $0.hasSuffix(".promisor") }
    }

    /// Opens the repository for reading its objects.
    ///
    /// - Throws: that the folder lies in no repository.
    package func opened() async throws(GitError) -> OpenRepository {
        guard let facts = try await facts() else {
            throw GitError(
                message: "\(path) is not in a git repository.",
                hint: "Give a checkout, a folder inside one, or a bare repository.")
        }
        return try opened(facts)
    }

    /// The same with facts that were asked already.
    package func opened(_ facts: RepositoryFacts) throws(GitError) -> OpenRepository {
        try OpenRepository(repository: self, facts: facts)
    }
}

private enum WorkTree {
    /// Whether the `.git` of a folder is the git directory, or a file that names it, as in linked work trees and submodules
    /// (gitrepository-layout(5)).
    static func leads(_ folder: String, to gitDirectory: String) -> Bool {
        guard folder.hasPrefix("/"), let wanted = SmallFile.canonicalPath(gitDirectory) else { return false }
        let inside = "\(folder)/.git"
        if SmallFile.canonicalPath(inside) == wanted { return true }
        guard let bytes = SmallFile.bytes(at: inside, limit: 1 << 16) else { return false }
        let text = String(decoding: bytes, as: UTF8.self)
        guard text.hasPrefix("gitdir: ") else { return false }
        let named = String(text.dropFirst(8).prefix { $0 != "\n" && $0 != "\r\n" })
        return SmallFile.canonicalPath(named.hasPrefix("/") ? named : "\(folder)/\(named)") == wanted
    }
}

/// A repository whose objects are read: facts that were asked once, and a place from which git sees objects alone.
package struct OpenRepository: Sendable {
    package let repository: GitRepository
    package internal(set) var facts: RepositoryFacts
    /// For objects.
    let objects: GitCommand

    init(repository: GitRepository, facts: RepositoryFacts) throws(GitError) {
        self.repository = repository
        self.facts = facts
        let borrowed = try BorrowedObjects(
            objectDirectory: facts.objectDirectory, format: facts.format, boundary: facts.boundary)
        objects = GitCommand(place: .borrowed(borrowed), stallLimit: repository.stallLimit)
    }
}
