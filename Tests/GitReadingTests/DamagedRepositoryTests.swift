// SPDX-License-Identifier: Apache-2.0
import Foundation
import Histories
import TestSupport
import Testing

@testable import GitReading

/// Clones that lack objects: what is there is read, what is not is said.
struct DamagedRepositoryTests {
    /// A repository with loose objects only, so that any one can be taken away.
    private func loose(commits: Int) async throws -> Sandbox {
        let sandbox = try await Sandbox()
        var stream = Stream()
        for number in 1...commits {
            stream.commit("c\(number)", files: [("f", "line \(number)\n"), ("d/g\(number)", "\(number)\n")])
        }
        try await sandbox.load(stream.text)
        let packs = sandbox.path + "/.git/objects/pack"
        for name in try FileManager.default.contentsOfDirectory(atPath: packs) where name.hasSuffix(".pack") {
            let moved = sandbox.folder.url.appending(path: name)
            try FileManager.default.moveItem(atPath: "\(packs)/\(name)", toPath: moved.path)
            try await Sandbox.run(
                ["-C", sandbox.path, "unpack-objects", "-q"], input: Array(try Data(contentsOf: moved)))
        }
        return sandbox
    }

    private func remove(_ sandbox: Sandbox, _ object: String) throws {
        let place = "\(sandbox.path)/.git/objects/\(object.prefix(2))/\(object.dropFirst(2))"
        try FileManager.default.removeItem(atPath: place)
    }

    @Test func `a missing blob costs the lines of the commits that touch it`() async throws {
        let sandbox = try await loose(commits: 30)
        try remove(sandbox, try await sandbox.git("rev-parse", "main~10:f"))
        let history = try await sandbox.history()
        #expect(history.commits.count == 30)
        #expect(history.gaps == [.missingContents(commits: 2)])
        #expect(!history.isPartial)
        #expect(history.commits.indices.filter { !history.commits[$0].knowsLines } == [9, 10])
        #expect(history.changes(10) == ["added d/g20 +0 -0", "modified f +0 -0"])
        #expect(history.changes(8) == ["added d/g22 +1 -0", "modified f +1 -1"])
    }

    @Test func `lines that are missing are missing from a history that grew as well`() async throws {
        let sandbox = try await loose(commits: 300)
        for place in [3, 40, 41, 42, 170, 299] {
            try remove(sandbox, try await sandbox.git("rev-parse", "main~\(place):f"))
        }
        let repository = try await sandbox.open()
        let fresh = try await HistoryReading().read(repository)
        #expect(fresh.gaps == [.missingContents(commits: 10)])
        let old = try #require(try await repository.repository.commit(named: "main~33"))
        let older = try await HistoryReading().read(repository, commit: old)
        #expect(older.commits.count == 267)
        #expect(try await HistoryReading().read(repository, cached: older) == fresh)
        #expect(try await HistoryReading(width: 1).read(repository) == fresh)
    }

    @Test func `many missing blobs cost all lines`() async throws {
        let sandbox = try await loose(commits: 40)
        for number in 0..<40 { try remove(sandbox, try await sandbox.git("rev-parse", "main~\(number):f")) }
        let history = try await sandbox.history()
        #expect(history.commits.count == 40)
        #expect(history.gaps == [.missingContents(commits: 40)])
        #expect(history.changes.count == 80)
    }

    @Test func `a missing tree costs the changes of two commits`() async throws {
        let sandbox = try await loose(commits: 12)
        try remove(sandbox, try await sandbox.git("rev-parse", "main~5:d"))
        let history = try await sandbox.history()
        #expect(history.commits.count == 12)
        #expect(history.commits.indices.filter { !history.commits[$0].knowsLines } == [4, 5])
        #expect(history.gaps.contains(.missingContents(commits: 2)))
        #expect(history.gaps.contains(.damaged(history.commits[5].id.hexadecimal)))
    }

    @Test func `a missing commit ends the history there`() async throws {
        let sandbox = try await loose(commits: 9)
        let gone = try await sandbox.git("rev-parse", "main~4")
        let whole = try await sandbox.history()
        try remove(sandbox, gone)
        let history = try await sandbox.history()
        #expect(history.subjects == ["c9", "c8", "c7", "c6"])
        #expect(history.gaps.contains(.damaged(gone)))
        #expect(history.isPartial)
        // What an older history knows of it helps.
        #expect(try await sandbox.history(cached: whole).commits.count >= 4)
    }

    @Test func `a truncated pack is a sentence or gaps`() async throws {
        let sandbox = try await Sandbox()
        var stream = Stream()
        for number in 1...50 {
            stream.commit("c\(number)", files: [("f\(number)", String(repeating: "\(number)\n", count: 99))])
        }
        try await sandbox.load(stream.text)
        let packs = sandbox.path + "/.git/objects/pack"
        let name = try #require(
            try FileManager.default.contentsOfDirectory(atPath: packs).first { $0.hasSuffix(".pack") })
        let data = try Data(contentsOf: URL(filePath: "\(packs)/\(name)"))
        for part in [2, 3, 10] {
            try FileManager.default.removeItem(atPath: "\(packs)/\(name)")
            try data.prefix(data.count * (part - 1) / part).write(to: URL(filePath: "\(packs)/\(name)"))
            do {
                let history = try await sandbox.history()
                #expect(!history.gaps.isEmpty || history.commits.isEmpty)
            } catch let error as GitError {
                #expect(!error.message.isEmpty)
            }
        }
    }

    @Test func `a clone without blobs is read without fetching them`() async throws {
        let sandbox = try await Sandbox()
        var stream = Stream()
        for number in 1...5 { stream.commit("c\(number)", files: [("f", "\(number)\n")]) }
        try await sandbox.load(stream.text)
        try await sandbox.git("config", "uploadpack.allowFilter", "true")
        let path = sandbox.folder.url.appending(path: "partial").path
        try await sandbox.git("clone", "-q", "--bare", "--filter=blob:none", "file://\(sandbox.path)", path)
        let repository = try await GitRepository(path: path).opened()
        #expect(repository.facts.isPartialClone)
        let history = try await HistoryReading().read(repository)
        #expect(history.commits.count == 5)
        #expect(history.gaps == [.missingContents(commits: 5)])
        let listing = try await TreeReading().list(repository, try #require(history.head))
        #expect(listing.entries.map(\.size) == [nil])
        #expect(try await BlobReading().read(repository, listing.entries[0].object, limit: 100) == .missing)
    }

    @Test func `more than is to be kept is counted`() async throws {
        let sandbox = try await loose(commits: 10)
        let repository = try await sandbox.open()
        let few = try await HistoryReading(limits: .init(commits: 4)).read(repository)
        #expect(few.subjects == ["c10", "c9", "c8", "c7"])
        #expect(few.gaps == [.truncated(commits: 4)])
        let short = try await HistoryReading(limits: .init(changes: 7)).read(repository)
        #expect(short.commits.count == 10)
        #expect(short.changes.count == 6)
        #expect(short.gaps == [.uncountedChanges(commits: 7)])
    }
}
