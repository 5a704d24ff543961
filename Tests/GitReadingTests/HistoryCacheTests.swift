// SPDX-License-Identifier: Apache-2.0
import Histories
import TestSupport
import Testing

@testable import GitReading

struct HistoryCacheTests {
    private func grown() async throws -> (Sandbox, older: History) {
        let sandbox = try await Sandbox()
        var stream = Stream()
        stream.commit("root", files: [("f", "1\n")])
        stream.commit("Fix bug\n\nSigned-off-by: A <a@example.org>\n", files: [("f", "1\n2\n"), ("g/h", "x\n")])
        stream.commit("side", on: "side", from: "refs/heads/main", files: [("s", "1\n")])
        try await sandbox.load(stream.text)
        try await sandbox.git("tag", "-a", "-m", "t", "v1", "main")
        return (sandbox, try await sandbox.history())
    }

    @Test func `what is kept comes back as it was`() async throws {
        let (_, history) = try await grown()
        let bytes = try #require(HistoryCache.encoded(history))
        #expect(try HistoryCache.decoded(bytes) == history)
        var beside = history
        beside.sideCommits = history.commits.map { SideCommit(id: $0.id, parents: $0.parents) }
        #expect(try HistoryCache.decoded(try #require(HistoryCache.encoded(beside))) == beside)
        #expect(try HistoryCache.decoded(try #require(HistoryCache.encoded(History()))) == History())
    }

    @Test func `a history that grew is read as if anew, merges and all`() async throws {
        let (sandbox, older) = try await grown()
        var stream = Stream()
        stream.commit("on side", on: "side", from: "refs/heads/side^0", files: [("s", "1\n2\n")])
        stream.commit("old base", on: "other", from: "refs/heads/main~1", files: [("o", "1\n")])
        stream.commit("next", from: "refs/heads/main^0", files: [("f", "9\n")])
        stream.commit("join", merge: ["refs/heads/side", "refs/heads/other"])
        stream.commit("after", files: [("g/h", "y\n")])
        try await sandbox.load(stream.text)
        let fresh = try await sandbox.history()
        #expect(fresh.commits.count == older.commits.count + 6)
        #expect(try await sandbox.history(cached: older) == fresh)
        let again = try HistoryCache.decoded(try #require(HistoryCache.encoded(older)))
        #expect(try await sandbox.history(cached: again) == fresh)
        #expect(try await sandbox.history(cached: fresh) == fresh)
    }

    @Test func `a history that was rewritten, or belongs elsewhere, does no harm`() async throws {
        let (sandbox, older) = try await grown()
        try await sandbox.git("update-ref", "refs/heads/main", "main~1")
        var stream = Stream()
        stream.commit("instead", from: "refs/heads/main^0", files: [("z", "1\n")])
        try await sandbox.load(stream.text)
        let fresh = try await sandbox.history()
        #expect(fresh.subjects == ["instead", "root"])
        #expect(try await sandbox.history(cached: older) == fresh)
        let elsewhere = try await Sandbox()
        var other = Stream()
        other.commit("else", files: [("e", "1\n")])
        try await elsewhere.load(other.text)
        #expect(try await elsewhere.history(cached: older) == (try await elsewhere.history()))
    }

    @Test func `damage is refused with a sentence`() async throws {
        let (_, history) = try await grown()
        var bytes = try #require(HistoryCache.encoded(history))
        bytes[bytes.count / 2] ^= 1
        let damaged = GitError(message: "The kept history is damaged.", hint: "The repository is read anew.")
        #expect(throws: damaged) { try HistoryCache.decoded(bytes) }
        bytes[7] ^= 1
        let other = GitError(message: "The kept history is of another version.", hint: "The repository is read anew.")
        #expect(throws: other) { try HistoryCache.decoded(bytes) }
        #expect(throws: other) { try HistoryCache.decoded([]) }
    }

    @Test func `damaged bytes behind a right digest make no broken history`() async throws {
        let (_, history) = try await grown()
        let bytes = Array(try #require(HistoryCache.encoded(history)).dropFirst(40))
        #expect(HistoryCache.history(bytes[...]) == history)
        for end in bytes.indices { #expect(HistoryCache.history(bytes[..<end]) == nil) }
        Fuzzing(seed: 3, rounds: 4_000).run { _, mutator in
            guard let read = HistoryCache.history(mutator.mutated(bytes)[...]) else { return }
            let people = Int32(read.people.count)
            for commit in read.commits {
                #expect(commit.author < people && commit.committer < people)
                #expect(commit.changes.upperBound <= read.changes.count)
                #expect(read.changes[commit.changes].allSatisfy { $0.path < read.paths.count })
            }
            _ = HistoryCache.encoded(read)
        }
    }
}
