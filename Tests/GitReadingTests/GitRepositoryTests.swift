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
}
