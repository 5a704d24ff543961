// SPDX-License-Identifier: Apache-2.0
import Foundation
import GitReading
import Histories
import Subprocess
import TestSupport
import Testing

/// A repository for one test, made with git itself.
final class Sandbox: Sendable {
    let folder: TemporaryFolder
    let path: String

    /// - Parameter format: `sha1` or `sha256`.
    init(format: String = "sha1", bare: Bool = false) async throws {
        folder = try TemporaryFolder()
        path = folder.url.appending(path: "repository").path
        try await Sandbox.run(
            ["init", "-q", "-b", "main", "--template=", "--object-format=\(format)"] + (bare ? ["--bare"] : []) + [path]
        )
    }

    private static let environment = Environment.inherit.updating([
        "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_NOSYSTEM": "1", "GIT_AUTHOR_NAME": "A",
        "GIT_AUTHOR_EMAIL": "a@example.org",
        "GIT_COMMITTER_NAME": "C", "GIT_COMMITTER_EMAIL": "c@example.org", "GIT_AUTHOR_DATE": "1700000000 +0100",
        "GIT_COMMITTER_DATE": "1700000100 +0000", "LC_ALL": "C",
    ])

    /// Runs git and gives what it says; a failure fails the test.
    @discardableResult
    static func run(_ arguments: [String], input: [UInt8] = []) async throws -> String {
        let result = try await Subprocess.run(
            .name("git"), arguments: Arguments(arguments), environment: environment, input: .array(input),
            output: .string(limit: 64 << 20), error: .string(limit: 1 << 20))
        try #require(
            result.terminationStatus.isSuccess, "git \(arguments.joined(separator: " ")): \(result.standardError)")
        return result.standardOutput.trimmingCharacters(in: .newlines)
    }

    @discardableResult
    func git(_ arguments: String...) async throws -> String { try await Sandbox.run(["-C", path] + arguments) }

    /// Stores an object as it is and gives its id.
    func object(_ kind: String, _ bytes: [UInt8]) async throws -> ObjectID {
        let id = try await Sandbox.run(
            ["-C", path, "hash-object", "-t", kind, "-w", "--stdin", "--literally"], input: bytes)
        return try #require(ObjectID(id))
    }

    /// A commit of the text, with the empty tree, which becomes the head.
    @discardableResult
    func commit(raw text: String, encoding: String.Encoding = .utf8) async throws -> ObjectID {
        let id = try await object("commit", Array(try #require(text.data(using: encoding))))
        try await git("update-ref", "HEAD", id.hexadecimal)
        return id
    }

    func emptyTree() async throws -> String { try await Sandbox.run(["-C", path, "mktree"]) }

    /// Feeds `git fast-import`.
    func load(_ stream: String) async throws { try await load(Array(stream.utf8)) }
    func load(_ stream: [UInt8]) async throws {
        try await Sandbox.run(
            ["-C", path, "fast-import", "--quiet", "--done", "--force"], input: stream + Array("\ndone\n".utf8))
    }

    func open() async throws -> OpenRepository { try await GitRepository(path: path).opened() }
    func history(cached: History? = nil) async throws -> History {
        try await HistoryReading().read(try await open(), cached: cached)
    }
}

extension History {
    func author(_ place: Int) -> Person { people[Int(commits[place].author)] }
    func changes(_ place: Int) -> [String] {
        changes[commits[place].changes].map { change in
            let lines = change.isBinary ? "binary" : "+\(change.added) -\(change.deleted)"
            return "\(change.status) \(paths[Int(change.path)]) \(lines)"
        }
    }
    var subjects: [String] { commits.map(\.subject) }
}

/// Writes `git fast-import` streams.
struct Stream {
    private(set) var text = ""
    private var time = 1_700_000_000

    mutating func commit(
        _ message: String, on branch: String = "main", from: String? = nil, merge: [String] = [],
        author: String = "A <a@example.org>", files: [(path: String, content: String?)] = []
    ) {
        time += 60
        text += "commit refs/heads/\(branch)\nmark :\(time)\nauthor \(author) \(time) +0000\n"
        text += "committer C <c@example.org> \(time) +0000\ndata \(message.utf8.count)\n\(message)\n"
        if let from { text += "from \(from)\n" }
        for other in merge { text += "merge \(other)\n" }
        for file in files {
            if let content = file.content {
                text += "M 100644 inline \(file.path)\ndata \(content.utf8.count)\n\(content)\n"
            } else {
                text += "D \(file.path)\n"
            }
        }
    }
}
