// SPDX-License-Identifier: Apache-2.0
import Foundation
import GitReading
import HealthReports
import Histories
import ProjectHealth
import Secrets
import Subprocess
import TestSupport
import Testing
import Wire

@testable import Workflows

/// What is searched of the past, kept of it, and read of large trees.
struct PastSecretTests {
    private let folder: TemporaryFolder

    init() async throws {
        folder = try TemporaryFolder()
        try await git("init", "-q", "-b", "main", "--template=")
        // Loose objects can be taken away one by one.
        try await git("config", "gc.auto", "0")
    }

    @discardableResult
    private func git(_ arguments: String...) async throws -> String {
        let identity = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
        let result = try await Subprocess.run(
            .name("git"), arguments: Arguments(["-C", folder.url.path] + identity + arguments),
            output: .string(limit: 4096), error: .discarded)
        try #require(result.terminationStatus.isSuccess)
        return result.standardOutput.trimmingCharacters(in: .whitespacesAndNewlines)
    }

    @discardableResult
    private func commit(_ files: [(String, String)]) async throws -> ObjectID {
        for (path, text) in files { try folder.write(text, to: path) }
        try await git("add", "-A")
        try await git("commit", "-q", "--allow-empty", "-m", "x")
        return try #require(ObjectID(try await git("rev-parse", "HEAD")))
    }

    private func open() async throws -> OpenRepository { try await GitRepository(path: folder.url.path).opened() }

    /// Key ids, put together here so that no source holds anything that looks like one.
    private static let keys = ["Q3EGRT7XW2PLM5ZK", "Z7KDWQ2MXN4RTV6B", "H5JYPL3CXG6SEW2N"].map { "AK" + "IA" + $0 }

    private func search(
        limits: (fileBytes: Int, findings: Int, commits: Int) = (1 << 20, 1_000, 40)
    ) async throws -> PastSecretSearch.Result {
        let repository = try await open()
        var facts = ProjectFacts(
            subject: ProjectSubject(name: "x"), asOf: Instant(seconds: 1_800_000_000), tree: TreeFacts())
        facts.subject.commit = repository.facts.head?.hexadecimal
        return await PastSecretSearch(repository: repository, limits: limits).secrets(facts)
    }

    @Test func `findings of one line come in its order`() async throws {
        let line = PastSecretTests.keys.map { "k = \"\($0)\"" }.joined(separator: "; ")
        try await commit([("config.py", line + "\n")])
        try await commit([("config.py", "\n")])
        let result = try await search()
        let found = try #require(result.secrets.value)
        try #require(found.count == 3)
        let columns = found.map(\.secret.finding.column)
        #expect(columns == columns.sorted())
        #expect(result.gap == nil)
    }

    @Test func `what was not searched is said`() async throws {
        try await commit([
            ("a.py", "k = \"\(PastSecretTests.keys[0])\"\n"), ("b.py", String(repeating: "b\n", count: 90)),
        ])
        try await commit([("a.py", "k = \"\(PastSecretTests.keys[1])\"\n")])
        try await commit([("a.py", "\n")])
        #expect(try await search().gap == nil)
        let large = try await search(limits: (100, 1_000, 40))
        #expect(large.secrets.value?.count == 2)
        #expect(
            large.gap == "Not searched for past credentials: versions of files, 1 with more than 100 bytes.")
        let few = try await search(limits: (1 << 20, 1, 40))
        #expect(few.secrets.value?.count == 1)
        #expect(few.gap?.contains("after as many findings as are kept") == true)
    }

    @Test func `where contents are missing and nothing is found, nothing is known`() async throws {
        let first = try await commit([("a.py", "one\n")])
        try await commit([("a.py", "two\n")])
        #expect(try await search().secrets.value?.isEmpty == true)
        let blob = try await git("rev-parse", "\(first.hexadecimal):a.py")
        let object = ".git/objects/\(blob.prefix(2))/\(blob.dropFirst(2))"
        try FileManager.default.removeItem(at: folder.url.appending(path: object))
        guard case .unknown(let unknown) = try await search().secrets else {
            Issue.record("It is known.")
            return
        }
        #expect(unknown.reason == "Not searched for past credentials: versions of files, 1 that the clone lacks.")
    }

    @Test func `the history of an older commit does not take the longer one's place`() async throws {
        let old = try await commit([("a", "1\n")])
        try await commit([("a", "2\n")])
        let repository = try await open()
        let data = try TemporaryFolder()
        let caching = HealthCaching(folder: DataFolder(path: data.url.path), repository: repository.facts)
        let reading = ProjectReading(repository: repository, caching: caching)
        let whole = try await reading.history(try #require(repository.facts.head))
        #expect(caching.history() == whole)
        #expect(try await reading.history(old).commits.count == 1)
        #expect(caching.history() == whole)
        // The same commit, better known.
        var partly = whole
        partly.gaps = [.shallow]
        caching.keep(partly, unless: nil)
        caching.keep(whole, unless: partly)
        #expect(caching.history() == whole)
        // Plain files of both commits are kept until the one that is checked out is judged again.
        let asOf = Instant(seconds: 1_800_000_000)
        func keep(_ commit: ObjectID?) async throws -> Int {
            _ = try await reading.facts(of: commit, asOf: asOf, history: .no)
            return caching.files().count
        }
        #expect(try await keep(repository.facts.head) == 1)
        #expect(try await keep(old) == 2)
        #expect(try await keep(repository.facts.head) == 1)
    }

    @Test func `an object of many names is read once, and so many bytes are looked at`() async throws {
        let text = String(repeating: "int x;\n", count: 10)
        let head = try await commit((0..<9).map { ("f\($0).c", text) } + [("g.c", "int y;\n")])
        let repository = try await open()
        var memory = FileMemory()
        let whole = try await TreeCollection(repository: repository).read(head, memory: &memory)
        #expect(whole.facts.unread.isEmpty)
        #expect(whole.facts.files.count == 10)
        memory = FileMemory()
        let some = try await TreeCollection(repository: repository, byteLimit: 300).read(head, memory: &memory)
        #expect(some.facts.files.count == 10)
        #expect(
            some.facts.unread.sorted { $0.path < $1.path }
                == ["f4.c", "f5.c", "f6.c", "f7.c", "f8.c", "g.c"].map { UnreadFile(path: $0, reason: .tooMany) })
    }
}
