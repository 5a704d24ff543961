// SPDX-License-Identifier: Apache-2.0
import Foundation
import Subprocess
import TestSupport
import Testing

@testable import GitReading

struct GitRepositoryTests {
    private func git(_ folder: TemporaryFolder, _ arguments: String...) async throws {
        let identity = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
        let result = try await run(
            .name("git"), arguments: Arguments(["-C", folder.url.path] + identity + arguments),
            output: .discarded, error: .discarded)
        try #require(result.terminationStatus.isSuccess)
    }

    @Test func `ancestry is answered, and unknown commits are nil`() async throws {
        let folder = try TemporaryFolder()
        try await git(folder, "init", "-q")
        try await git(folder, "commit", "-q", "--allow-empty", "-m", "one")
        let repository = GitRepository(path: folder.url.path)
        let first = try #require(try await repository.head())
        try await git(folder, "commit", "-q", "--allow-empty", "-m", "two")
        let second = try #require(try await repository.head())
        #expect(try await repository.isAncestor(first, of: second) == true)
        #expect(try await repository.isAncestor(second, of: first) == false)
        #expect(try await repository.isAncestor(String(repeating: "a", count: 40), of: second) == nil)
        #expect(try await repository.isAncestor("--help", of: second) == nil)
        #expect(try await repository.isShallow() == false)
    }

    @Test func `remotes are listed; what is no repository has no head`() async throws {
        let folder = try TemporaryFolder()
        let repository = GitRepository(path: folder.url.path)
        #expect(try await repository.head() == nil)
        try await git(folder, "init", "-q")
        try await git(folder, "remote", "add", "origin", "https://example.org/a b.git")
        #expect(try await repository.remotes() == ["https://example.org/a b.git"])
    }

    @Test func `nothing in a repository's configuration runs a program`() async throws {
        let folder = try TemporaryFolder()
        try await git(folder, "init", "-q")
        try await git(folder, "commit", "-q", "--allow-empty", "-m", "one")
        let trace = folder.url.appending(path: "ran").path
        let program = "touch '\(trace)'; false"
        let settings = [
            ("core.fsmonitor", program), ("core.pager", program), ("core.sshCommand", program),
            ("core.alternateRefsCommand", program), ("alias.rev-parse", "!\(program)"), ("alias.config", "!\(program)"),
            ("alias.merge-base", "!\(program)"), ("protocol.ext.allow", "always"), ("protocol.allow", "always"),
            ("core.repositoryFormatVersion", "1"), ("extensions.partialClone", "evil"),
            ("remote.evil.promisor", "true"),
            ("remote.evil.url", "ext::sh -c touch%20\(trace)"), ("log.showSignature", "true"), ("gpg.program", program),
        ]
        let text = settings.map { key, value in
            let parts = key.split(separator: ".", omittingEmptySubsequences: true)
            let section = parts.count == 3 ? "\(parts[0]) \"\(parts[1])\"" : "\(parts[0])"
            return "[\(section)]\n\t\(parts[parts.count - 1]) = \"\(value)\"\n"
        }
        try folder.write(text.joined(), to: ".git/config")
        let repository = GitRepository(path: folder.url.path)
        let head = try #require(try await repository.head())
        // An object that is not there is what a partial clone would fetch.
        #expect(try await repository.isAncestor(String(repeating: "a", count: 40), of: head) == nil)
        #expect(try await repository.remotes().count == 1)
        #expect(!FileManager.default.fileExists(atPath: trace))
    }

    @Test func `more remotes than are reasonable are a sentence`() async throws {
        let folder = try TemporaryFolder()
        try await git(folder, "init", "-q")
        let remotes = (0..<30_000).map { "[remote \"r\($0)\"]\n\turl = https://example.org/\($0)\n" }.joined()
        try folder.write("[core]\n\trepositoryformatversion = 0\n" + remotes, to: ".git/config")
        await #expect(throws: GitError(message: "git answered with more than is reasonable.")) {
            try await GitRepository(path: folder.url.path).remotes()
        }
    }
}
