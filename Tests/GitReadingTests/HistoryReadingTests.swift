// SPDX-License-Identifier: Apache-2.0
import Foundation
import Histories
import TestSupport
import Testing

@testable import GitReading

struct HistoryReadingTests {
    @Test func `commits, people, changes and renames are as git tells them`() async throws {
        let sandbox = try await Sandbox()
        var stream = Stream()
        let text = (1...20).map { "line \($0)\n" }.joined()
        stream.commit("Begin\n", files: [("a.txt", text), ("bin", "\0\u{1}\0"), ("sub/dir/c", "x\n")])
        stream.commit(
            "Change\n\nBody.\n", author: "B b <B@Example.ORG>", files: [("a.txt", text + "more\n"), ("sub/dir/c", nil)])
        stream.commit("Move\n", files: [("a.txt", nil), ("b.txt", text + "more\nand more\n")])
        try await sandbox.load(stream.text)
        let history = try await sandbox.history()
        #expect(history.subjects == ["Move", "Change", "Begin"])
        #expect(history.head == history.commits[0].id)
        #expect(history.author(1) == Person(name: "B b", email: "b@example.org"))
        #expect(history.changes(0) == ["renamed b.txt +1 -0"])
        #expect(history.changes(1) == ["modified a.txt +1 -0", "deleted sub/dir/c +0 -1"])
        #expect(history.changes(2) == ["added a.txt +20 -0", "added bin binary", "added sub/dir/c +1 -0"])
        #expect(history.commits[0].parents == [history.commits[1].id])
        #expect(history.commits[0].authorTime == 1_700_000_180)
        #expect(history.gaps.isEmpty)
    }

    @Test func `links, submodules and changes of mode keep their lines`() async throws {
        let sandbox = try await Sandbox()
        try await sandbox.load(
            """
            commit refs/heads/main
            committer C <c@example.org> 1700000000 +0000
            data 2
            1

            M 120000 inline link
            data 6
            target
            M 160000 1234567890123456789012345678901234567890 module
            M 100644 inline run
            data 2
            x

            commit refs/heads/main
            committer C <c@example.org> 1700000060 +0000
            data 2
            2

            M 100755 inline run
            data 2
            x

            M 100644 inline link
            data 2
            y

            M 160000 2234567890123456789012345678901234567890 module

            """)
        let history = try await sandbox.history()
        #expect(
            history.changes(0) == ["typeChanged link +1 -1", "modified module +1 -1", "modified run +0 -0"])
        #expect(history.changes(1) == ["added link +1 -0", "added module +1 -0", "added run +1 -0"])
    }

    @Test func `merges have parents and no changes; the order is topological`() async throws {
        let sandbox = try await Sandbox()
        var stream = Stream()
        stream.commit("root", files: [("f", "1")])
        for number in 1...6 {
            stream.commit("main \(number)", files: [("m\(number)", "\(number)")])
            stream.commit(
                "side \(number)", on: "side\(number % 3)", from: "refs/heads/main", files: [("s\(number)", "x")])
            if number % 2 == 0 { stream.commit("join \(number)", merge: ["refs/heads/side\(number % 3)"]) }
        }
        stream.commit("octopus", merge: ["refs/heads/side0", "refs/heads/side1", "refs/heads/side2"])
        try await sandbox.load(stream.text)
        let history = try await sandbox.history()
        let order = try await sandbox.git("rev-list", "--topo-order", "main")
        #expect(history.commits.map(\.id.hexadecimal) == order.split(separator: "\n").map(String.init))
        #expect(history.commits[0].isMerge)
        #expect(history.commits[0].changes.isEmpty)
        #expect(history.commits.first { $0.subject == "octopus" }?.parents.count ?? 0 >= 3)
        #expect(history.gaps.isEmpty)
    }

    @Test func `numbers and order agree with git for more commits than one chunk`() async throws {
        let sandbox = try await Sandbox()
        var stream = Stream()
        for number in 1...700 {
            stream.commit("c\(number)", files: [("f\(number % 17)", "\(number)\n\(number / 3)\n")])
            if number % 50 == 0 { stream.commit("empty \(number)") }
        }
        try await sandbox.load(stream.text)
        let history = try await sandbox.history()
        let lines = try await sandbox.git("log", "--numstat", "--format=%H", "main").split(separator: "\n")
        var added = 0
        var deleted = 0
        for line in lines {
            let parts = line.split(separator: "\t")
            if parts.count == 3 {
                added += Int(parts[0]) ?? 0
                deleted += Int(parts[1]) ?? 0
            }
        }
        #expect(history.commits.count == 714)
        #expect(history.changes.reduce(0) { $0 + Int($1.added) } == added)
        #expect(history.changes.reduce(0) { $0 + Int($1.deleted) } == deleted)
    }

    @Test func `an empty repository has an empty history; no repository is a sentence`() async throws {
        let sandbox = try await Sandbox()
        let facts = try #require(try await GitRepository(path: sandbox.path).facts())
        #expect(facts.head == nil)
        #expect(facts.branch == "main")
        #expect(try await sandbox.history() == History())
        let nowhere = GitRepository(path: sandbox.folder.url.path)
        #expect(try await nowhere.facts() == nil)
        await #expect(throws: GitError.self) { try await nowhere.opened() }
    }

    @Test func `a detached head, a subfolder, a linked work tree and a bare clone are the same history`() async throws {
        let sandbox = try await Sandbox()
        var stream = Stream()
        stream.commit("one", files: [("sub/f", "1")])
        stream.commit("two", files: [("sub/f", "2")])
        try await sandbox.load(stream.text)
        try await sandbox.git("checkout", "-q", "main")
        let whole = try await sandbox.history()
        let linked = sandbox.folder.url.appending(path: "linked").path
        try await sandbox.git("worktree", "add", "-q", "--detach", linked, "main")
        let bare = sandbox.folder.url.appending(path: "bare.git").path
        try await sandbox.git("clone", "-q", "--bare", ".", bare)
        for path in [linked, linked + "/sub", sandbox.path + "/sub", bare] {
            let repository = try await GitRepository(path: path).opened()
            #expect(try await HistoryReading().read(repository) == whole)
            #expect(repository.facts.isBare == (path == bare))
        }
        #expect(try #require(try await GitRepository(path: linked).facts()).branch == nil)
    }

    @Test func `SHA-256 repositories are read`() async throws {
        let sandbox = try await Sandbox(format: "sha256")
        var stream = Stream()
        stream.commit("one", files: [("f", "1\n")])
        try await sandbox.load(stream.text)
        try await sandbox.git("tag", "-a", "-m", "t", "v1", "main")
        let history = try await sandbox.history()
        #expect(history.commits[0].id.length == 32)
        #expect(history.changes(0) == ["added f +1 -0"])
        #expect(history.tags.map(\.name) == ["v1"])
        #expect(try HistoryCache.decoded(try #require(HistoryCache.encoded(history))) == history)
    }

    @Test func `a shallow clone says so, and tells no changes of its oldest commits`() async throws {
        let sandbox = try await Sandbox()
        var stream = Stream()
        for number in 1...5 { stream.commit("c\(number)", files: [("f\(number)", "1\n")]) }
        try await sandbox.load(stream.text)
        let path = sandbox.folder.url.appending(path: "shallow").path
        try await sandbox.git("clone", "-q", "--bare", "--depth", "2", "file://\(sandbox.path)", path)
        let repository = try await GitRepository(path: path).opened()
        #expect(repository.facts.isShallow)
        let history = try await HistoryReading().read(repository)
        #expect(history.subjects == ["c5", "c4"])
        #expect(history.gaps == [.shallow])
        #expect(history.isPartial)
        #expect(history.changes(0) == ["added f5 +1 -0"])
        #expect(history.changes(1).isEmpty)
        #expect(!history.commits[1].knowsLines)
        #expect(history.commits[1].parents.count == 1)
    }

    @Test func `tags lead to commits through other tags`() async throws {
        let sandbox = try await Sandbox()
        var stream = Stream()
        stream.commit("one", files: [("f", "1\n")])
        try await sandbox.load(stream.text)
        try await sandbox.git("tag", "light", "main")
        try await sandbox.git("tag", "-a", "-m", "message", "v1", "main")
        try await sandbox.git("tag", "-a", "-m", "nested", "v2", "v1")
        try await sandbox.git("tag", "tree", "main^{tree}")
        let history = try await sandbox.history()
        #expect(history.tags.map(\.name) == ["light", "v1", "v2"])
        #expect(history.tags.allSatisfy { $0.commit == history.head })
        #expect(history.tags.map(\.isAnnotated) == [false, true, true])
        #expect(history.tags.map(\.time) == [1_700_000_060, 1_700_000_100, 1_700_000_100])
        #expect(history.tags[1].tagger.map { history.people[Int($0)].name } == "C")
        #expect(history.tags[0].tagger == nil)
    }

    @Test func `a tag beside the history tells where its branch began`() async throws {
        let sandbox = try await Sandbox()
        var stream = Stream()
        for name in ["one", "two", "three"] { stream.commit(name, files: [("f", name)]) }
        try await sandbox.load(stream.text)
        try await sandbox.git("tag", "v1", "main")
        #expect(try await sandbox.history().sideCommits.isEmpty)
        try await sandbox.git("update-ref", "refs/heads/main", "main~2")
        let history = try await sandbox.history()
        #expect(history.commits.map(\.subject) == ["one"])
        #expect(history.sideCommits.count == 2)
        #expect(history.sideCommits.first?.id == history.tags.first?.commit)
        #expect(history.sideCommits.last?.parents == history.commits.map(\.id))
    }

    @Test func `the mail map of the commit names people`() async throws {
        let sandbox = try await Sandbox()
        var stream = Stream()
        stream.commit(
            "one\n\nReviewed-by: Bob <bob@old.example>\n", author: "joe <joe@old.example>", files: [("f", "1")])
        stream.commit("two", author: "Bob <bob@old.example>", files: [("f", "2")])
        try await sandbox.load(stream.text)
        let before = try await sandbox.history()
        #expect(before.author(1).name == "joe")
        var more = Stream()
        more.commit(
            "map", from: "refs/heads/main^0",
            files: [(".mailmap", "# people\nJoe Doe <joe@new.example> <JOE@old.example>\nRobert <bob@old.example>\n")])
        try await sandbox.load(more.text)
        let fresh = try await sandbox.history()
        #expect(fresh.author(2) == Person(name: "Joe Doe", email: "joe@new.example"))
        #expect(fresh.author(1) == Person(name: "Robert", email: "bob@old.example"))
        #expect(fresh.commits[2].trailers.map { fresh.people[Int($0.person)].name } == ["Robert"])
        #expect(fresh.mailMap != nil)
        // An older history whose people were named otherwise does not keep the old names.
        #expect(try await sandbox.history(cached: before) == fresh)
    }

    @Test func `months along the first parent`() async throws {
        let sandbox = try await Sandbox()
        var text = ""
        for (number, time) in [1_672_531_199, 1_675_209_600, 1_680_000_000, 1_680_000_001].enumerated() {
            text += "commit refs/heads/main\ncommitter C <c@example.org> \(time) +0000\ndata 1\n\(number)\n"
        }
        try await sandbox.load(text)
        let history = try await sandbox.history()
        let line = FirstParentLine(history)
        #expect(line.commits == [0, 1, 2, 3])
        let months = line.months(limit: 12)
        #expect(months.map(\.time) == [1_672_531_199, 1_675_209_599, 1_677_628_799, 1_680_000_001])
        #expect(months.map { point in history.commits.firstIndex { $0.id == point.commit } } == [3, 3, 2, 0])
        #expect(line.months(limit: 2).count == 2)
    }
}
