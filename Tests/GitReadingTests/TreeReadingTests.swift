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

    @Test func `a hundred thousand files and a path of many folders`() async throws {
        let sandbox = try await Sandbox()
        let blob = try await sandbox.object("blob", [])
        var lines: [UInt8] = []
        for number in 100_000..<200_000 { lines += Array("100644 blob \(blob.hexadecimal)\tf\(number)\n".utf8) }
        let tree = try await Sandbox.run(["-C", sandbox.path, "mktree"], input: lines)
        try await sandbox.commit(
            raw: "tree \(tree)\nauthor A <a@x> 1 +0000\ncommitter A <a@x> 1 +0000\n\nwide\n")
        let repository = try await sandbox.open()
        let listing = try await TreeReading(limit: 99_999).list(repository, try #require(repository.facts.head))
        #expect(listing.entries.count == 99_999)
        #expect(listing.omitted == 1)
        #expect(listing.entries[0].path == "f100000")
        let path = String(repeating: "d/", count: 1_000) + "f"
        var stream = Stream()
        stream.commit("deep", on: "deep", files: [(path, "x")])
        try await sandbox.load(stream.text)
        let deep = try #require(try await repository.repository.commit(named: "deep"))
        #expect(try await TreeReading().list(repository, deep).entries.map(\.path) == [path])
        #expect(try await HistoryReading().read(repository, commit: deep).paths == [path])
    }

    @Test func `of a blob of ninety megabytes only the beginning is taken`() async throws {
        let sandbox = try await Sandbox()
        let size = 90 << 20
        var stream = Array("blob\nmark :1\ndata \(size)\n".utf8)
        stream += [UInt8](repeating: 0x61, count: size)
        stream += Array(
            "\ncommit refs/heads/main\ncommitter C <c@example.org> 1700000000 +0000\ndata 1\n1\nM 100644 :1 big\n".utf8)
        try await sandbox.load(stream)
        stream = []
        let repository = try await sandbox.open()
        let listing = try await TreeReading().list(repository, try #require(repository.facts.head))
        #expect(listing.entries.map(\.size) == [size])
        let request = BlobReading.Request(listing.entries[0].object, size: size)
        var content: BlobContent?
        try await BlobReading().read(repository, [request], limit: 1 << 20) { content = $1 }
        #expect(content == .beginning([UInt8](repeating: 0x61, count: 1024), size: size))
        // Git takes it for binary, as it is beyond its limit for text.
        #expect(try await sandbox.history().changes(0) == ["added big binary"])
    }
}
