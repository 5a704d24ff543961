// SPDX-License-Identifier: Apache-2.0
import Foundation
import Histories
import Subprocess
import TestSupport
import Testing

@testable import GitReading

/// Repositories that are small and take much time or memory to read.
struct CostlyRepositoryTests {
    private let people = "author A <a@x> 1 +0000\ncommitter A <a@x> 1 +0000\n"

    /// A tree of so many levels, each of ten times the same: 10^levels paths.
    private func bomb(_ sandbox: Sandbox, levels: Int) async throws -> ObjectID {
        var mode = "100644"
        var inner = try await sandbox.object("blob", Array("x\n".utf8))
        for _ in 0..<levels {
            var entries: [UInt8] = []
            for name in 0..<10 { entries += Array("\(mode) \(name)".utf8) + [0] + inner.bytes }
            inner = try await sandbox.object("tree", entries)
            mode = "40000"
        }
        return inner
    }

    @Test func `a tree of a thousand million paths costs its own changes`() async throws {
        let sandbox = try await Sandbox()
        var parent = ""
        for (number, levels) in [1, 9, 1, 2].enumerated() {
            let tree = try await bomb(sandbox, levels: levels)
            let id = try await sandbox.commit(raw: "tree \(tree.hexadecimal)\n\(parent)\(people)\n\(number)\n")
            parent = "parent \(id.hexadecimal)\n"
        }
        let history = try await HistoryReading(limits: .init(commitSize: 1 << 20, memory: 48 << 20))
            .read(try await sandbox.open())
        #expect(history.subjects == ["3", "2", "1", "0"])
        #expect(history.gaps == [.uncountedChanges(commits: 2)])
        #expect(history.commits.map(\.knowsLines) == [true, false, false, true])
        #expect(history.commits.map(\.changes.count) == [100, 0, 0, 10])
    }

    @Test func `one commit may add so much and no more`() async throws {
        let sandbox = try await Sandbox()
        var stream = Stream()
        for number in 1...6 {
            let count = number == 3 ? 50 : 2
            stream.commit("c\(number)", files: (0..<count).map { ("f\(number)-\($0)", "\($0)\n") })
        }
        try await sandbox.load(stream.text)
        let whole = try await sandbox.history()
        #expect(whole.gaps.isEmpty)
        let repository = try await sandbox.open()
        let history = try await HistoryReading(limits: .init(commitSize: 4096)).read(repository)
        #expect(history.gaps == [.uncountedChanges(commits: 1)])
        #expect(history.commits.map(\.changes.count) == [2, 2, 2, 0, 2, 2])
        #expect(history.changes(0) == whole.changes(0))
        // What was too much is asked for again, and is then there.
        #expect(try await sandbox.history(cached: history) == whole)
    }

    @Test func `neighbours together may add a third more`() async throws {
        let sandbox = try await Sandbox()
        var stream = Stream()
        for number in 1...10 { stream.commit("c\(number)", files: [("a\(number)", "1\n"), ("b\(number)", "1\n")]) }
        try await sandbox.load(stream.text)
        let history = try await HistoryReading(limits: .init(commitSize: 1024)).read(try await sandbox.open())
        #expect(history.gaps == [.uncountedChanges(commits: 5)])
        #expect(history.commits.map(\.knowsLines) == (0..<10).map { $0 < 5 })
    }

    @Test func `what is not told when patience ends is not told at all`() throws {
        let ids = try (0..<300).map { number in
            try #require(ObjectID(String(repeating: "0", count: 36) + String(1000 + number)))
        }
        let dealing = ChangeDealing(
            ids: ids, boundary: [], limit: 1000, commitSize: 1 << 20, patience: .seconds(3))
        #expect(dealing.take() == 0)
        #expect(dealing.take() == 1)
        var run = ChangeRun()
        for _ in 0..<ChangeDealing.chunk { run.append(ChangeRun(), 0..<0, .known) }
        dealing.complete(1, run)
        dealing.lose(.seconds(2))
        #expect(!dealing.isExhausted)
        dealing.lose(.seconds(1))
        #expect(dealing.isExhausted)
        #expect(dealing.take() == nil)
        let result = dealing.result()
        #expect(result.ranges.count == 300)
        #expect(result.uncounted == 300 - ChangeDealing.chunk)
        #expect(result.knowsLines == (0..<300).map { (128..<256).contains($0) })
    }

    @Test func `git that is given no more memory is told from git that fails`() async throws {
        let sandbox = try await Sandbox()
        let tree = try await bomb(sandbox, levels: 8)
        let commit = try await sandbox.commit(raw: "tree \(tree.hexadecimal)\n\(people)\n\n")
        var git = try await sandbox.open().objects
        git.memoryLimit = 32 << 20
        let arguments = ["diff-tree", "--root", "-r", commit.hexadecimal]
        let ending = try await git.stream(arguments, input: nil) { _ in true }
        #if os(Linux)
            #expect(ending == .starved)
        #endif
        #expect(try await git.stream(["diff-tree", "nothing"], input: nil) { _ in true } == .exited(128))
        #expect(try await git.stream(["cat-file", "-t", commit.hexadecimal], input: nil) { _ in true } == .exited(0))
    }

    /// Puts a pipe in the place of an object, at which git waits for ever.
    private func waitingObject(_ sandbox: Sandbox, _ digit: Character) throws -> ObjectID {
        let name = String(repeating: digit, count: 40)
        let folder = "\(sandbox.path)/.git/objects/\(name.prefix(2))"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try #require(mkfifo("\(folder)/\(name.dropFirst(2))", 0o600) == 0)
        return try #require(ObjectID(name))
    }

    @Test func `git is waited for in vain twice and no more`() async throws {
        let sandbox = try await Sandbox()
        let blob = try await sandbox.object("blob", Array("x\n".utf8))
        let waiting = try [waitingObject(sandbox, "a"), waitingObject(sandbox, "b")]
        let repository = try await GitRepository(path: sandbox.path, stallLimit: .milliseconds(600)).opened()
        var contents: [Int: BlobContent] = [:]
        let requests = ([blob] + waiting + [blob]).map { BlobReading.Request($0, size: nil) }
        try await BlobReading().read(repository, requests, limit: 100) { contents[$0] = $1 }
        #expect(contents == [0: .whole(Array("x\n".utf8)), 1: .missing, 2: .missing, 3: .missing])
        // The same of blobs that are read by themselves, once each.
        contents = [:]
        let large = ([blob, blob] + waiting + [waiting[0], blob]).map { BlobReading.Request($0, size: 1 << 20) }
        try await BlobReading().read(repository, large, limit: 100) { contents[$0] = $1 }
        let beginning = BlobContent.beginning(Array("x\n".utf8), size: 1 << 20)
        #expect(
            contents == [0: beginning, 1: beginning, 2: .missing, 3: .missing, 4: .missing, 5: beginning])
    }

    @Test func `a history is followed past one wait and given up at the next`() async throws {
        let sandbox = try await Sandbox()
        let tree = try await sandbox.emptyTree()
        let good = try await sandbox.commit(raw: "tree \(tree)\n\(people)\ngood\n")
        let waiting = try [waitingObject(sandbox, "a"), waitingObject(sandbox, "b")]
        for (parents, expected) in [([waiting[0], good], 2), (waiting + [good], 1)] {
            let lines = parents.map { "parent \($0.hexadecimal)\n" }.joined()
            let head = try await sandbox.commit(raw: "tree \(tree)\n\(lines)\(people)\nhead\n")
            var git = try await sandbox.open().objects
            git = GitCommand(place: git.place, stallLimit: .milliseconds(600))
            let listing = try await CommitListing.followed(git, from: head, boundary: [], limit: 100)
            #expect(listing.ids.count == expected)
            #expect(listing.damaged.count == parents.count + 1 - expected)
        }
    }

    @Test func `what a silent program has started ends with it`() async throws {
        let folder = try TemporaryFolder()
        let pipe = folder.url.appending(path: "pipe").path
        try #require(mkfifo(pipe, 0o600) == 0)
        let reader = open(pipe, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
        try #require(reader >= 0)
        defer { _ = close(reader) }
        let ending = try await ProcessStream(
            executable: "sh", arguments: ["-c", "(echo x; exec sleep 600) > \"$0\" & wait", pipe],
            environment: .inherit, stallLimit: .milliseconds(500), use: .talking
        ).run(input: nil) { _ in true }
        #expect(ending == .stalled)
        // The pipe is at its end when nobody holds it any more.
        var state = pollfd(fd: reader, events: 0, revents: 0)
        #expect(poll(&state, 1, 5_000) == 1)
        #expect(Int32(state.revents) & Int32(POLLHUP) != 0)
    }

    @Test func `tags that cannot be listed to their end are a gap`() async throws {
        let sandbox = try await Sandbox()
        let tree = try await sandbox.emptyTree()
        try await sandbox.commit(raw: "tree \(tree)\n\(people)\none\n")
        #expect(try await sandbox.history().gaps.isEmpty)
        try sandbox.folder.write("junk\n", to: "repository/.git/packed-refs")
        #expect(try await sandbox.history().gaps == [.truncatedTags(tags: 0)])
        var headless = try await sandbox.open()
        headless.facts.head = nil
        let history = try await HistoryReading().read(headless)
        #expect(history.commits.isEmpty)
        #expect(history.gaps == [.truncatedTags(tags: 0)])
    }

    @Test func `names of any length are cut and not remembered`() async throws {
        var table = PersonTable(mailMap: .empty)
        let texts = ["n", "m"].map { Array("\(String(repeating: $0, count: 4096)) <a@x> 1 +0000".utf8) }
        for text in texts + texts {
            text.withUnsafeBytes { _ = table.number(of: Identity($0), encoding: .utf8) }
        }
        #expect(table.people.map(\.name.utf8.count) == [512, 512])
        #expect(table.statedBytes == 0)
        Array("B <b@x> 1 +0000".utf8).withUnsafeBytes { bytes in
            #expect(table.number(of: Identity(bytes), encoding: .utf8) == 2)
            #expect(table.number(of: Identity(bytes), encoding: .utf8) == 2)
        }
        #expect(table.statedBytes == "B <b@x".utf8.count)

        let sandbox = try await Sandbox()
        let commit = try await sandbox.commit(raw: "tree \(try await sandbox.emptyTree())\n\(people)\none\n")
        let tagger = String(repeating: "t", count: 10_000)
        let tag = try await sandbox.object(
            "tag",
            Array("object \(commit.hexadecimal)\ntype commit\ntag v1\ntagger \(tagger) <t@x> 5 +0000\n\nx\n".utf8))
        try await sandbox.git("update-ref", "refs/tags/v1", tag.hexadecimal)
        #expect(try await sandbox.history().people.map(\.name.utf8.count) == [1, 512])
    }

    @Test func `parents are kept once each, and so many`() {
        let ids = (0..<200).map { String(repeating: "0", count: 37) + String(100 + $0) }
        let repeated = ids.prefix(3) + ids.prefix(3)
        func parents(_ ids: some Sequence<String>) -> [String] {
            Array(ids.map { "parent \($0)\n" }.joined().utf8).withUnsafeBytes {
                ObjectText($0).parents.map(\.hexadecimal)
            }
        }
        #expect(parents(repeated) == Array(ids.prefix(3)))
        #expect(parents(ids) == Array(ids.prefix(128)))
        let side = Array(([ids[9]] + repeated + ids).joined(separator: " ").utf8).withUnsafeBytes {
            SideCommitListing.commit($0)
        }
        #expect(side?.id.hexadecimal == ids[9])
        #expect(side?.parents.map(\.hexadecimal) == Array(ids.prefix(128)))
    }

    @Test func `a work tree is the repository's own or none`() async throws {
        let sandbox = try await Sandbox()
        var stream = Stream()
        stream.commit("one", files: [("f", "1\n")])
        try await sandbox.load(stream.text)
        let own = try #require(try await GitRepository(path: sandbox.path).facts())
        #expect(own.workTree == sandbox.path)
        // A linked work tree names its folder in a file.
        let linked = sandbox.folder.url.appending(path: "linked").path
        try await sandbox.git("worktree", "add", "-q", "--detach", linked, "main")
        #expect(try await GitRepository(path: linked).facts()?.workTree == linked)
        // Somebody else's folder, a repository itself or not, is not this one's.
        let other = try await Sandbox()
        for folder in [other.path, other.folder.url.path] {
            try await Sandbox.run(["config", "--file", sandbox.path + "/.git/config", "core.worktree", folder])
            let facts = try #require(try await GitRepository(path: sandbox.path + "/.git").facts())
            #expect(facts.workTree == nil)
            #expect(facts.head == own.head)
        }
    }

    @Test func `a list of blobs says what it lacks`() async throws {
        let sandbox = try await Sandbox()
        var stream = Stream()
        for number in 1...3 { stream.commit("c\(number)", files: [("f", "\(number)\n")]) }
        try await sandbox.load(stream.text)
        let whole = try await sandbox.open()
        let head = try #require(whole.facts.head)
        let listing = try await BlobListing().blobs(whole, reachableFrom: head)
        #expect(listing.blobs.map(\.size) == [2, 2, 2])
        #expect(listing.isWhole && listing.missing == 0)
        try await sandbox.git("config", "uploadpack.allowFilter", "true")
        let path = sandbox.folder.url.appending(path: "partial").path
        try await sandbox.git("clone", "-q", "--bare", "--filter=blob:none", "file://\(sandbox.path)", path)
        let partial = try await BlobListing().blobs(
            try await GitRepository(path: path).opened(), reachableFrom: head)
        #expect(partial.blobs.isEmpty)
        #expect(partial.missing == 3)
    }

    @Test func `moments are stamped`() {
        #expect(SignatureVerification.stamp(1_700_000_000) == "20231114221320")
        #expect(SignatureVerification.stamp(-1) == "19691231235959")
        #expect(SignatureVerification.stamp(1 << 40) == nil)
    }
}
