// SPDX-License-Identifier: Apache-2.0
import Foundation
import Histories
import TestSupport
import Testing

@testable import GitReading

struct TreeReadingTests {
    @Test func `a tree is listed in byte order with kinds and sizes`() async throws {
        let sandbox = try await Sandbox()
        try await sandbox.load(
            """
            commit refs/heads/main
            committer C <c@example.org> 1700000000 +0000
            data 1
            1
            M 100644 inline b/a
            data 3
            abc
            M 100755 inline b-run
            data 1
            x
            M 120000 inline loop
            data 4
            loop
            M 160000 1234567890123456789012345678901234567890 module

            """)
        let repository = try await sandbox.open()
        let head = try #require(repository.facts.head)
        let listing = try await TreeReading().list(repository, head)
        #expect(listing.entries.map(\.path) == ["b-run", "b/a", "loop", "module"])
        #expect(listing.entries.map(\.kind) == [.executable, .file, .link, .submodule])
        #expect(listing.entries.map(\.size) == [1, 3, 4, nil])
        #expect(listing.omitted == 0 && !listing.isDamaged)
        let cut = try await TreeReading(limit: 3).list(repository, head)
        #expect(cut.entries.count == 3)
        #expect(cut.omitted == 1)
        await #expect(throws: GitError.self) {
            try await TreeReading().list(repository, try #require(ObjectID(String(repeating: "e", count: 40))))
        }
    }

    @Test func `blobs are read in one go; large ones by their beginning`() async throws {
        let sandbox = try await Sandbox()
        let texts = ["", "small\n", String(repeating: "0123456789", count: 500), "last"]
        var ids: [ObjectID] = []
        for text in texts { ids.append(try await sandbox.object("blob", Array(text.utf8))) }
        let repository = try await sandbox.open()
        var requests = zip(ids, texts).map { BlobReading.Request($0, size: $1.utf8.count) }
        requests.append(.init(try #require(ObjectID(String(repeating: "e", count: 40))), size: nil))
        requests.append(.init(ids[2], size: nil))
        var answers: [Int: BlobContent] = [:]
        try await BlobReading().read(repository, requests, limit: 2000) { answers[$0] = $1 }
        let beginning = BlobContent.beginning(Array(texts[2].utf8.prefix(1024)), size: 5000)
        #expect(answers[0] == .whole([]))
        #expect(answers[1] == .whole(Array("small\n".utf8)))
        #expect(answers[2] == beginning)
        #expect(answers[3] == .whole(Array("last".utf8)))
        #expect(answers[4] == .missing)
        #expect(answers[5] == beginning)
    }

    /// A tree of a thousand names for the same object, `d0` to `d999` or `f0` to `f999`.
    private func wide(_ sandbox: Sandbox, _ kind: String, of object: String, count: Int = 1_000) async throws -> String
    {
        let mode = kind == "tree" ? "040000" : "100644"
        var lines: [UInt8] = []
        for number in 0..<count { lines += Array("\(mode) \(kind) \(object)\t\(kind.prefix(1))\(number)\n".utf8) }
        return try await Sandbox.run(["-C", sandbox.path, "mktree"], input: lines)
    }

    private static let people = "author A <a@x> 1 +0000\ncommitter A <a@x> 1 +0000\n"

    @Test func `a million files`() async throws {
        let sandbox = try await Sandbox()
        let blob = try await sandbox.object("blob", [])
        let folder = try await wide(sandbox, "blob", of: blob.hexadecimal)
        let tree = try await wide(sandbox, "tree", of: folder)
        let commit = try await sandbox.commit(raw: "tree \(tree)\n\(Self.people)\nwide\n")
        let repository = try await sandbox.open()
        let listing = try await TreeReading(limit: 999_999).list(repository, commit)
        #expect(listing.entries.count == 999_999)
        #expect(listing.omitted == 1 && !listing.isDamaged)
        #expect(listing.entries.first?.path == "t0/b0")
    }

    @Test func `trees that hold each other many times over end the listing`() async throws {
        let sandbox = try await Sandbox()
        let blob = try await sandbox.object("blob", [])
        var tree = try await wide(sandbox, "blob", of: blob.hexadecimal, count: 10)
        // Ten thousand million files in eleven objects.
        for _ in 0..<9 { tree = try await wide(sandbox, "tree", of: tree, count: 10) }
        let commit = try await sandbox.commit(raw: "tree \(tree)\n\(Self.people)\nbomb\n")
        let listing = try await TreeReading(limit: 100).list(try await sandbox.open(), commit)
        #expect(listing.entries.count == 100)
        #expect(listing.omitted >= 1_000_000 && !listing.isDamaged)
    }

    @Test func `a path of a thousand folders`() async throws {
        let sandbox = try await Sandbox()
        let path = String(repeating: "d/", count: 1_000) + "f"
        var stream = Stream()
        stream.commit("deep", on: "deep", files: [(path, "x")])
        try await sandbox.load(stream.text)
        let repository = try await sandbox.open()
        let deep = try #require(try await repository.repository.commit(named: "deep"))
        #expect(try await TreeReading().list(repository, deep).entries.map(\.path) == [path])
        #expect(try await HistoryReading().read(repository, commit: deep).paths == [path])
    }

    @Test func `sizes that are known are not asked for, and the others are found`() async throws {
        let sandbox = try await Sandbox()
        var stream = Stream()
        stream.commit("one", files: [("a", "1\n"), ("b", "22\n"), ("c", "333\n")])
        try await sandbox.load(stream.text)
        let repository = try await sandbox.open()
        let head = try #require(repository.facts.head)
        let whole = try await TreeReading().list(repository, head)
        let first = whole.entries[0].object
        // A size that git would not say shows that it was taken as known.
        let known = try await TreeReading().list(repository, head, sizes: [first: 77])
        #expect(known.entries.map(\.size) == [77, 3, 4])
        #expect(known.entries.map(\.path) == whole.entries.map(\.path))
    }

    @Test func `of a blob of a gigabyte only the beginning is taken`() async throws {
        let sandbox = try await Sandbox()
        let size = 1 << 30
        let file = sandbox.folder.url.appending(path: "big")
        // A hole in a file takes no room; git stores what it holds in few bytes.
        try #require(FileManager.default.createFile(atPath: file.path, contents: Data("begin\n".utf8)))
        let handle = try FileHandle(forWritingTo: file)
        try handle.truncate(atOffset: UInt64(size))
        try handle.close()
        let blob = try await sandbox.git("-c", "core.compression=1", "hash-object", "-w", file.path)
        let tree = try await Sandbox.run(
            ["-C", sandbox.path, "mktree"], input: Array("100644 blob \(blob)\tbig\n".utf8))
        let commit = try await sandbox.commit(raw: "tree \(tree)\n\(Self.people)\nbig\n")
        let repository = try await sandbox.open()
        let listing = try await TreeReading().list(repository, commit)
        #expect(listing.entries.map(\.size) == [size])
        let request = BlobReading.Request(listing.entries[0].object, size: size)
        var content: BlobContent?
        try await BlobReading().read(repository, [request], limit: 1 << 20) { content = $1 }
        let beginning = Array("begin\n".utf8) + [UInt8](repeating: 0, count: 1018)
        #expect(content == .beginning(beginning, size: size))
        // Git takes it for binary, as it is beyond its limit for text.
        #expect(try await sandbox.history().changes(0) == ["added big binary"])
    }
}
