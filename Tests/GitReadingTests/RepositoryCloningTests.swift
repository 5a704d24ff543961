// SPDX-License-Identifier: Apache-2.0
import Foundation
import Histories
import TestSupport
import Testing

@testable import GitReading

struct RepositoryCloningTests {
    @Test func `a repository is cloned whole and under its name only then`() async throws {
        let sandbox = try await Sandbox()
        var stream = Stream()
        stream.commit("one", files: [("f", "1\n")])
        stream.commit("side", on: "side", from: "refs/heads/main", files: [("s", "1\n")])
        try await sandbox.load(stream.text)
        try await sandbox.git("tag", "v1", "main")
        let target = sandbox.folder.url.appending(path: "clone.git").path
        let leftover = target + ".unfinished-999999999"
        try FileManager.default.createDirectory(atPath: leftover + "/objects", withIntermediateDirectories: true)
        let clone = try await RepositoryCloning().clone("file://\(sandbox.path)", to: target)
        #expect(!FileManager.default.fileExists(atPath: leftover))
        #expect(!FileManager.default.fileExists(atPath: target + "/hooks"))
        let history = try await HistoryReading().read(try await clone.opened())
        #expect(history == (try await sandbox.history()))
        #expect(try await clone.commit(named: "side") != nil)
        await #expect(throws: GitError(message: "\(target) exists already.", hint: "Name a folder that does not.")) {
            try await RepositoryCloning().clone(sandbox.path, to: target)
        }
        // What is new comes, what is gone goes.
        var more = Stream()
        more.commit("two", from: "refs/heads/main^0", files: [("f", "2\n")])
        try await sandbox.load(more.text)
        try await sandbox.git("branch", "-q", "-D", "side")
        try await RepositoryCloning().update(target, from: "file://\(sandbox.path)")
        #expect(try await HistoryReading().read(try await clone.opened()).commits.count == 2)
        #expect(try await clone.commit(named: "side") == nil)
    }

    @Test func `what cannot be cloned leaves nothing behind`() async throws {
        let sandbox = try await Sandbox()
        let target = sandbox.folder.url.appending(path: "clone.git").path
        await #expect(throws: GitError.self) {
            try await RepositoryCloning().clone("file://user:secret@/nowhere\(sandbox.path)", to: target)
        }
        let names = try FileManager.default.contentsOfDirectory(atPath: sandbox.folder.url.path)
        #expect(names == ["repository"])
    }

    @Test func `a source whose objects are wrong is refused`() async throws {
        let sandbox = try await Sandbox()
        let blob = try await sandbox.object("blob", [])
        let tree = try await sandbox.object("tree", Array("100644 .git".utf8) + [0] + blob.bytes)
        try await sandbox.commit(
            raw: "tree \(tree.hexadecimal)\nauthor A <a@x> 1 +0000\ncommitter A <a@x> 1 +0000\n\nbad\n")
        let target = sandbox.folder.url.appending(path: "clone.git").path
        await #expect(throws: GitError.self) { try await RepositoryCloning().clone(sandbox.path, to: target) }
        #expect(!FileManager.default.fileExists(atPath: target))
    }

    @Test(arguments: [
        ("https://example.org/a.git", "https"), ("ssh://git@example.org/a", "ssh"), ("git@example.org:a/b.git", "ssh"),
        ("git://example.org/a", "git"), ("file:///a/b", "file"), ("/a/b", "file"), ("./a:b", "file"), ("a/b", "file"),
    ])
    func `addresses use their own transport alone`(_ address: String, _ transports: String) throws {
        #expect(try CloneAddress(address).transports == transports)
    }

    @Test(arguments: [
        "ext::sh -c touch% /tmp/x", "http://example.org/a", "ftp://example.org/a", "-oProxyCommand=x", "", "fd::17",
        "a\nb",
        "https://", "ssh://-oProxyCommand=x/a", "-h@example.org:a", "user@-oProxyCommand=x:a", "https:///a",
        "transport::a",
        "testgit::/a", "ssh://user@-x/a",
    ])
    func `other addresses are refused`(_ address: String) async throws {
        #expect(throws: GitError.self) { try CloneAddress(address) }
    }

    @Test(arguments: [
        ("https://user:secret@example.org/a.git", "https://example.org/a.git"),
        ("https://token@example.org", "https://example.org"), ("https://example.org/a@b", "https://example.org/a@b"),
        ("git@example.org:a/b.git", "git@example.org:a/b.git"), ("/a/b@c", "/a/b@c"),
    ])
    func `an address is kept without its user`(_ address: String, _ kept: String) throws {
        #expect(try CloneAddress(address).withoutUser == kept)
    }

    @Test func `a clone's settings hold no password`() async throws {
        let sandbox = try await Sandbox()
        let address = "https://user:s3cret@127.0.0.1:1/a/b"
        // As git leaves it behind.
        try await sandbox.git("config", "remote.origin.url", address)
        let folder = sandbox.path + "/.git"
        await #expect(throws: GitError.self) { try await RepositoryCloning().update(folder, from: address) }
        let settings = try String(contentsOfFile: folder + "/config", encoding: .utf8)
        #expect(!settings.contains("s3cret"))
        #expect(try await GitRepository(path: sandbox.path).remotes() == ["https://127.0.0.1:1/a/b"])
    }

    @Test func `secrets in addresses are not repeated`() {
        #expect(
            CloneAddress.withoutSecrets("fatal: https://u:p@h/a and ssh://k@h") == "fatal: https://…@h/a and ssh://…@h")
        #expect(CloneAddress.withoutSecrets("https://h/a@b") == "https://h/a@b")
    }
}
