// SPDX-License-Identifier: Apache-2.0
import Foundation
import Histories
import Subprocess
import TestSupport
import Testing

@testable import GitReading

/// With keys made for each test; what is not installed is skipped with a line.
struct SignatureTests {
    private func tool(
        _ name: String, _ arguments: [String], home: String? = nil, input: [UInt8] = []
    ) async throws -> [UInt8]? {
        do {
            let result = try await Subprocess.run(
                .name(name), arguments: Arguments(arguments),
                environment: home.map { .inherit.updating(["GNUPGHOME": $0]) } ?? .inherit, input: .array(input),
                output: .bytes(limit: 1 << 20), error: .discarded)
            return result.terminationStatus.isSuccess ? result.standardOutput : nil
        } catch {
            FileHandle.standardError.write(Data("skipped: \(name) is not on this machine\n".utf8))
            return nil
        }
    }

    /// A commit with a signature in its header, made of a payload as git makes it.
    private func signed(_ sandbox: Sandbox, _ payload: String, _ signature: String) async throws -> ObjectID {
        let parts = try #require(payload.firstRange(of: "\n\n"))
        let folded = signature.trimmingCharacters(in: .newlines).split(
            separator: "\n", omittingEmptySubsequences: false
        )
        .joined(separator: "\n ")
        let text = payload[..<parts.lowerBound] + "\ngpgsig \(folded)" + payload[parts.lowerBound...]
        return try await sandbox.commit(raw: String(text))
    }

    private func payload(_ sandbox: Sandbox, _ subject: String) async throws -> String {
        let tree = try await sandbox.emptyTree()
        return "tree \(tree)\nauthor A <a@x> 1700000000 +0000\ncommitter A <a@x> 1700000000 +0000\n\n\(subject)\n"
    }

    @Test func `SSH signatures`() async throws {
        let sandbox = try await Sandbox()
        let folder = sandbox.folder.url
        let key = folder.appending(path: "key").path
        guard try await tool("ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-f", key]) != nil else { return }
        let text = try await payload(sandbox, "signed")
        let file = try sandbox.folder.write(text, to: "payload").path
        _ = try await tool("ssh-keygen", ["-q", "-Y", "sign", "-n", "git", "-f", key, file])
        let signature = try String(contentsOfFile: file + ".sig", encoding: .utf8)
        let good = try await signed(sandbox, text, signature)
        let bad = try await signed(sandbox, try await payload(sandbox, "other"), signature)
        let repository = try await sandbox.open()
        let publicKey = try String(contentsOfFile: key + ".pub", encoding: .utf8)
        let allowed = try sandbox.folder.write("alice@example.org \(publicKey)", to: "allowed").path
        let others = try sandbox.folder.write("", to: "nobody").path
        let said = String(
            decoding: try #require(try await tool("ssh-keygen", ["-l", "-f", key + ".pub"])), as: UTF8.self)
        let fingerprint = try #require(said.split(separator: " ").first { $0.hasPrefix("SHA256:") })
        let verification = SignatureVerification(allowedSigners: allowed, openPGPKeyring: nil)
        #expect(
            try await verification.verify(repository, good)
                == .good(key: String(fingerprint), principal: "alice@example.org"))
        #expect(try await verification.verify(repository, bad) == .bad("The signature does not fit the text."))
        #expect(
            try await SignatureVerification(allowedSigners: others, openPGPKeyring: nil).verify(repository, good)
                == .unknown("\(fingerprint) is not among the allowed signers, or was not at that time."))
        #expect(
            try await SignatureVerification(allowedSigners: nil, openPGPKeyring: nil).verify(repository, good)
                == .unknown("No list of allowed SSH signers was given."))
        #expect(try await HistoryReading().read(repository, commit: good).commits[0].signature == .ssh)
        let plain = try await sandbox.commit(raw: text)
        #expect(try await verification.verify(repository, plain) == .unsigned)
        // A tag carries its signature behind its message.
        let tag = "object \(plain.hexadecimal)\ntype commit\ntag v1\ntagger A <a@x> 1700000000 +0000\n\nmessage\n"
        let tagFile = try sandbox.folder.write(tag, to: "tag").path
        _ = try await tool("ssh-keygen", ["-q", "-Y", "sign", "-n", "git", "-f", key, tagFile])
        let tagSignature = try String(contentsOfFile: tagFile + ".sig", encoding: .utf8)
        let tagObject = try await sandbox.object("tag", Array((tag + tagSignature).utf8))
        try await sandbox.git("update-ref", "refs/tags/v1", tagObject.hexadecimal)
        #expect(
            try await verification.verify(repository, tagObject)
                == .good(key: String(fingerprint), principal: "alice@example.org"))
        let record = try #require(try await sandbox.history().tags.first)
        #expect(record.signature == .ssh)
        #expect(record.signingKey == String(fingerprint))
    }

    @Test func `OpenPGP signatures`() async throws {
        let sandbox = try await Sandbox()
        let home = "/tmp/mainstay-gpg-\(UUID().uuidString.prefix(8))"
        try FileManager.default.createDirectory(
            atPath: home, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
        defer { try? FileManager.default.removeItem(atPath: home) }
        let make = ["--batch", "--quiet", "--passphrase", "", "--quick-generate-key"]
        guard
            try await tool("gpg", make + ["Alice <alice@example.org>", "ed25519", "sign", "never"], home: home) != nil
        else {
            return
        }
        let text = try await payload(sandbox, "signed")
        let signature = try #require(
            try await tool(
                "gpg", ["--batch", "--quiet", "--armor", "--detach-sign"], home: home, input: Array(text.utf8)))
        let armour = String(decoding: signature, as: UTF8.self)
        let good = try await signed(sandbox, text, armour)
        let bad = try await signed(sandbox, try await payload(sandbox, "other"), armour)
        let listing = try #require(try await tool("gpg", ["--batch", "--with-colons", "--list-keys"], home: home))
        let fingerprint = try #require(
            String(decoding: listing, as: UTF8.self).split(separator: "\n").first { $0.hasPrefix("fpr:") }?
                .split(separator: ":").last)
        for armoured in [true, false] {
            let keys = try #require(
                try await tool("gpg", ["--batch", "--export"] + (armoured ? ["--armor"] : []), home: home))
            let file = sandbox.folder.url.appending(path: "keys-\(armoured)").path
            try Data(keys).write(to: URL(filePath: file))
            let verification = SignatureVerification(allowedSigners: nil, openPGPKeyring: file)
            let repository = try await sandbox.open()
            guard try await tool("gpgv", ["--version"]) != nil else { return }
            #expect(
                try await verification.verify(repository, good)
                    == .good(key: String(fingerprint), principal: "Alice <alice@example.org>"))
            #expect(try await verification.verify(repository, bad) == .bad("The signature does not fit the text."))
        }
        let none = try sandbox.folder.write("", to: "none").path
        let repository = try await sandbox.open()
        #expect(
            try await SignatureVerification(allowedSigners: nil, openPGPKeyring: none).verify(repository, good)
                == .unknown("\(fingerprint) is not among the keys."))
        #expect(SignatureKey.name(.openPGP, armoured: signature) == String(fingerprint))
        #expect(try await HistoryReading().read(repository, commit: good).commits[0].signature == .openPGP)
        _ = try await tool("gpgconf", ["--homedir", home, "--kill", "all"])
    }
}
