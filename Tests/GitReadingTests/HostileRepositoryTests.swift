// SPDX-License-Identifier: Apache-2.0
import Foundation
import Histories
import Subprocess
import TestSupport
import Testing

@testable import GitReading

/// Repositories that want to run something, to hang, or to fill the memory.
struct HostileRepositoryTests {
    /// Everything that is ever asked of a repository.
    private func askEverything(_ path: String) async throws -> History {
        let repository = try await GitRepository(path: path).opened()
        _ = try await repository.repository.isAncestor(
            String(repeating: "a", count: 40), of: String(repeating: "b", count: 40))
        let history = try await HistoryReading().read(repository)
        if let head = history.head {
            let tree = try await TreeReading().list(repository, head)
            let requests = tree.entries.map { BlobReading.Request($0.object, size: $0.size) }
            try await BlobReading().read(repository, requests, limit: 1 << 20) { _, _ in }
        }
        return history
    }

    @Test func `nothing a repository is set up with is run`() async throws {
        let sandbox = try await Sandbox()
        var stream = Stream()
        stream.commit(
            "one", files: [("a.evil", "1\n"), (".gitattributes", "*.evil diff=evil filter=evil merge=evil\n")])
        stream.commit("two", files: [("a.evil", "2\n")])
        try await sandbox.load(stream.text)
        try await sandbox.git("checkout", "-q", "main")
        let trace = sandbox.folder.url.appending(path: "ran").path
        let program = "touch '\(trace)'; false"
        let hook = "#!/bin/sh\n\(program)\n"
        for name in ["post-checkout", "pre-auto-gc", "post-index-change", "reference-transaction", "post-rewrite"] {
            let file = try sandbox.folder.write(hook, to: "repository/.git/hooks/\(name)")
            try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: file.path)
        }
        try sandbox.folder.write("* diff=evil filter=evil\n", to: "repository/.git/info/attributes")
        try sandbox.folder.write("[core]\n\tfsmonitor = \"\(program)\"\n", to: "included")
        let settings = [
            ("core", "fsmonitor", program), ("core", "pager", program), ("core", "editor", program),
            ("core", "sshCommand", program), ("core", "gitProxy", program), ("core", "askPass", program),
            ("core", "alternateRefsCommand", program), ("core", "hooksPath", sandbox.path + "/.git/hooks"),
            ("diff", "external", program), ("diff \"evil\"", "command", program),
            ("diff \"evil\"", "textconv", program),
            ("filter \"evil\"", "clean", program), ("filter \"evil\"", "smudge", program),
            ("filter \"evil\"", "process", program), ("filter \"evil\"", "required", "true"),
            ("gpg", "program", program), ("gpg \"ssh\"", "program", program), ("log", "showSignature", "true"),
            ("alias", "rev-list", "!\(program)"), ("alias", "cat-file", "!\(program)"),
            ("alias", "diff-tree", "!\(program)"),
            ("pager", "rev-list", program), ("pager", "diff-tree", program), ("credential", "helper", "!\(program)"),
            ("uploadpack", "packObjectsHook", program), ("include", "path", "../../included"),
            ("protocol", "allow", "always"), ("protocol \"ext\"", "allow", "always"),
            ("core", "repositoryFormatVersion", "1"), ("extensions", "partialClone", "evil"),
            ("remote \"evil\"", "promisor", "true"), ("remote \"evil\"", "url", "ext::sh -c touch% \(trace)"),
            ("trailer \"x\"", "command", program), ("interactive", "diffFilter", program), ("gc", "auto", "1"),
            ("maintenance", "auto", "true"), ("diff", "orderFile", "/dev/zero"), ("diff", "renames", "false"),
        ]
        let text = settings.map { "[\($0)]\n\t\($1) = \"\($2)\"\n" }.joined()
        try sandbox.folder.write(text, to: "repository/.git/config")
        let history = try await askEverything(sandbox.path)
        #expect(history.commits.count == 2)
        #expect(history.changes(0) == ["modified a.evil +1 -1"])
        let facts = try #require(try await GitRepository(path: sandbox.path).facts())
        #expect(facts.isPartialClone)
        #expect(facts.remotes.count == 1)
        #expect(!FileManager.default.fileExists(atPath: trace))
    }

    @Test func `attributes, grafts and replacements change nothing`() async throws {
        let sandbox = try await Sandbox()
        var stream = Stream()
        for number in 1...3 {
            stream.commit("c\(number)", files: [("f", "\(number)\n"), (".gitattributes", "* -diff\n")])
        }
        try await sandbox.load(stream.text)
        try await sandbox.git("checkout", "-q", "main")
        let honest = try await sandbox.history()
        #expect(honest.changes(0) == ["modified f +1 -1"])
        try sandbox.folder.write("* binary\n", to: "repository/.git/info/attributes")
        let ids = honest.commits.map(\.id.hexadecimal)
        try sandbox.folder.write("\(ids[0])\n", to: "repository/.git/info/grafts")
        try await sandbox.git("replace", ids[1], ids[2])
        #expect(try await sandbox.history() == honest)
        #expect(try await GitRepository(path: sandbox.path).isAncestor(ids[2], of: ids[0]) == true)
    }

    @Test func `somebody else's repository is read`() async throws {
        guard getuid() == 0 else { return }
        let sandbox = try await Sandbox()
        var stream = Stream()
        stream.commit("one", files: [("f", "1\n")])
        try await sandbox.load(stream.text)
        _ = try await Subprocess.run(
            .name("chown"), arguments: ["-R", "65534:65534", sandbox.path], output: .discarded, error: .discarded)
        #expect(try await sandbox.history().subjects == ["one"])
        #expect(try await GitRepository(path: sandbox.path).head() != nil)
    }

    @Test func `commit objects may say anything`() async throws {
        let sandbox = try await Sandbox()
        let tree = try await sandbox.emptyTree()
        let texts = [
            "tree \(tree)\n\nno people\n",
            "tree \(tree)\nauthor A <a@x> 99999999999999999999 +0000\ncommitter A <a@x> -5 -0730\n\nbig\n",
            "tree \(tree)\nauthor A <a@x> 1 +0000\nauthor B <b@x> 2 +0000\ncommitter \u{0}<\u{7}> x y\n\nnul\u{0}behind\n",
            "tree \(tree)\nauthor <<>> 3 +9999\ncommitter >< 4\n\n\n\n\n  \n",
            "tree \(tree)\nauthor no address 5\ncommitter C <c@x> 6 +0000\ngpgsig junk\n junk\n\n\u{202E}\u{1B}[2J\n",
            "author A <a@x> 1 +0000\ncommitter A <a@x> 1 +0000\nencoding \u{0}\nmergetag object 1\n x\n",
        ]
        var parent = ""
        for text in texts {
            let lines = text.split(separator: "\n", maxSplits: 1, omittingEmptySubsequences: false)
            let rest = lines.count > 1 ? String(lines[1]) : ""
            let id = try await sandbox.commit(raw: "tree \(tree)\n\(parent)\(rest)")
            parent = "parent \(id.hexadecimal)\n"
        }
        let history = try await sandbox.history()
        #expect(history.commits.count == texts.count)
        let big = try #require(history.commits.first { $0.subject == "big" })
        #expect(big.authorTime == 0)
        #expect(big.commitTime == -5)
        let twice = try #require(history.commits.first { $0.subject.hasPrefix("nul") })
        #expect(history.people[Int(twice.author)].name == "A")
        #expect(try HistoryCache.decoded(try #require(HistoryCache.encoded(history))) == history)
    }

    @Test func `Latin-1 and a message of many megabytes`() async throws {
        let sandbox = try await Sandbox()
        let tree = try await sandbox.emptyTree()
        let people = "author Bj\u{F6}rn <b@x> 1 +0000\ncommitter Bj\u{F6}rn <b@x> 1 +0000\n"
        try await sandbox.commit(raw: "tree \(tree)\n\(people)encoding ISO-8859-1\n\nGr\u{FC}n\n", encoding: .isoLatin1)
        let history = try await sandbox.history()
        #expect(history.author(0).name == "Björn")
        #expect(history.subjects == ["Grün"])
        let long = String(repeating: "word ", count: 4_000_000)
        try await sandbox.commit(raw: "tree \(tree)\n\(people)\n\(long)\n")
        let subject = try #require(try await sandbox.history().subjects.first)
        #expect(subject.utf8.count == 256)
    }

    @Test func `names may hold anything but end at the name`() async throws {
        let sandbox = try await Sandbox()
        let blob = try await sandbox.object("blob", Array("x\n".utf8))
        var tree: [UInt8] = []
        let names: [[UInt8]] = [
            Array("\n\"quoted\"".utf8), Array("%00 tab\t".utf8), Array("..".utf8), [0x66, 0xFF, 0xFE],
            Array("z\u{1B}[31m".utf8),
        ].sorted { $0.lexicographicallyPrecedes($1) }
        for name in names { tree += Array("100644 ".utf8) + name + [0] + blob.bytes }
        let root = try await sandbox.object("tree", tree)
        try await sandbox.commit(
            raw: "tree \(root.hexadecimal)\nauthor A <a@x> 1 +0000\ncommitter A <a@x> 1 +0000\n\nnames\n")
        let history = try await sandbox.history()
        let expected = names.map { String(decoding: $0, as: UTF8.self) }
        #expect(Set(history.paths) == Set(expected))
        #expect(history.changes.allSatisfy { $0.added == 1 })
        let listing = try await TreeReading().list(try await sandbox.open(), try #require(history.head))
        #expect(listing.entries.map(\.path) == expected)
        #expect(listing.entries.map { $0.rawPath ?? Array($0.path.utf8) } == names)
    }

    @Test func `references that are broken or go round in circles are passed over`() async throws {
        let sandbox = try await Sandbox()
        var stream = Stream()
        stream.commit("one", files: [("f", "1\n")])
        try await sandbox.load(stream.text)
        try await sandbox.git("tag", "good", "main")
        let tags = sandbox.path + "/.git/refs/tags"
        for (name, text) in [
            ("circle1", "ref: refs/tags/circle2\n"), ("circle2", "ref: refs/tags/circle1\n"),
            ("gone", String(repeating: "d", count: 40) + "\n"), ("junk", "\u{0}\u{1}"), ("empty", ""),
            ("outside", "ref: ../../../../etc/passwd\n"),
        ] { try text.write(toFile: "\(tags)/\(name)", atomically: false, encoding: .utf8) }
        #expect(try await sandbox.history().tags.map(\.name) == ["good"])
        try "ref: refs/heads/loop\n".write(toFile: sandbox.path + "/.git/HEAD", atomically: false, encoding: .utf8)
        try "ref: refs/heads/loop\n".write(
            toFile: sandbox.path + "/.git/refs/heads/loop", atomically: false, encoding: .utf8)
        #expect(try await GitRepository(path: sandbox.path).head() == nil)
    }

    @Test func `git that waits for a pipe is ended`() async throws {
        let sandbox = try await Sandbox()
        #expect(mkfifo(sandbox.path + "/.git/packed-refs", 0o600) == 0)
        let repository = GitRepository(path: sandbox.path, stallLimit: .milliseconds(150))
        await #expect(throws: GitError(message: "git did not answer in time.")) { try await repository.head() }
    }

    @Test func `a program that is not there is a sentence`() async throws {
        await #expect(
            throws: GitError(message: "no-such-program cannot be run.", hint: "Install it to have signatures verified.")
        ) {
            _ = try await ProcessStream(
                executable: "no-such-program", arguments: [], environment: .inherit, stallLimit: .seconds(5)
            ).run(input: nil) { _ in true }
        }
    }
}
