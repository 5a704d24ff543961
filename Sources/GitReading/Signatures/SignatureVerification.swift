// SPDX-License-Identifier: Apache-2.0
package import Histories
internal import Subprocess
internal import Wire

/// What verifying a signature came to.
package enum SignatureVerdict: Sendable, Hashable {
    /// Made by a key that was given; `principal` is whom the list of keys names for it.
    case good(key: String, principal: String)
    /// Not made over this text, or by a key that is revoked.
    case bad(String)
    /// Nobody can say: no key, no program.
    case unknown(String)
    case unsigned
}

/// Verifies signatures of commits and tags with keys that are given: SSH ones through `ssh-keygen`, OpenPGP ones through `gpgv`.
/// Neither looks at the user's own keys or asks a server.
package struct SignatureVerification: Sendable {
    /// A list of `PRINCIPAL KEY` (ssh-keygen(1), ALLOWED SIGNERS).
    package var allowedSigners: String?
    /// A file of public keys, armoured or not.
    package var openPGPKeyring: String?
    package var stallLimit: Duration

    /// So much of an object is read: a signature is over all of it.
    private static let objectLimit = 16 << 20
    private static let keyringLimit = 64 << 20

    package init(allowedSigners: String?, openPGPKeyring: String?, stallLimit: Duration = .seconds(30)) {
        self.allowedSigners = allowedSigners
        self.openPGPKeyring = openPGPKeyring
        self.stallLimit = stallLimit
    }

    /// Verifies the signature of a commit or an annotated tag.
    package func verify(
        _ repository: OpenRepository, _ object: ObjectID
    ) async throws(GitError) -> SignatureVerdict {
        var signed: SignedText?
        var isWhole = true
        try await repository.objects.readObjects([object], keep: SignatureVerification.objectLimit) { _, answer in
            guard case .object(_, let kind, let size, let bytes) = answer, kind == .commit || kind == .tag else {
                return
            }
            isWhole = size == bytes.count
            signed = SignedText(bytes)
        }
        guard isWhole else { return .unknown("The object is too large to be verified.") }
        guard let signed else { return .unknown("The object is missing from the clone, or no commit or tag.") }
        switch signed.kind {
        case .none: return .unsigned
        case .ssh: return try await verifySSH(signed)
        case .openPGP: return try await verifyOpenPGP(signed)
        case .x509, .other: return .unknown("X.509 and other signatures are not verified.")
        }
    }

    // MARK: SSH

    private func verifySSH(_ signed: SignedText) async throws(GitError) -> SignatureVerdict {
        let key = SignatureKey.name(.ssh, armoured: signed.signature) ?? "SSH key"
        let folder = try PrivateFolder()
        let signature = try folder.save(signed.signature, as: "signature")
        let time = signed.time.flatMap(SignatureVerification.stamp).map { ["-O", "verify-time=\($0)"] } ?? []
        guard let allowedSigners else { return .unknown("No list of allowed SSH signers was given.") }
        guard
            let found = try await answer(
                "ssh-keygen", ["-Y", "find-principals", "-f", allowedSigners, "-s", signature] + time, signed.payload)
        else { return .unknown("ssh-keygen is not installed.") }
        for principal in found.lines where found.code == 0 {
            let verified = try await answer(
                "ssh-keygen",
                ["-Y", "verify", "-f", allowedSigners, "-I", principal, "-n", "git", "-s", signature] + time,
                signed.payload)
            if verified?.code == 0 { return .good(key: key, principal: principal) }
        }
        // A key nobody vouches for may still have made it, or nobody.
        let checked = try await answer(
            "ssh-keygen", ["-Y", "check-novalidate", "-n", "git", "-s", signature], signed.payload)
        if checked?.code == 0 {
            return .unknown("\(key) is not among the allowed signers, or was not at that time.")
        }
        return .bad("The signature does not fit the text.")
    }

    /// `YYYYMMDDHHMMSS` in UTC; nil beyond the years of four digits.
    static func stamp(_ time: Int64) -> String? {
        let instant = Instant(seconds: time)
        return instant.seconds == time ? instant.rfc3339.filter(\.isNumber) : nil
    }

    // MARK: OpenPGP

    private func verifyOpenPGP(_ signed: SignedText) async throws(GitError) -> SignatureVerdict {
        guard let openPGPKeyring else { return .unknown("No file of OpenPGP keys was given.") }
        let folder = try PrivateFolder()
        guard let keys = SmallFile.bytes(at: openPGPKeyring, limit: SignatureVerification.keyringLimit) else {
            throw GitError(message: "The file of OpenPGP keys \(openPGPKeyring) cannot be read.")
        }
        let keyring = try folder.save(SignatureKey.unarmouredKeys(keys), as: "keyring.gpg")
        let signature = try folder.save(signed.signature, as: "signature")
        let payload = try folder.save(signed.payload, as: "payload")
        guard
            let said = try await answer(
                "gpgv",
                ["--homedir", folder.path, "--keyring", keyring, "--status-fd", "1", "--", signature, payload], [])
        else { return .unknown("gpgv is not installed.") }
        return SignatureVerification.verdict(said.lines, key: SignatureKey.name(.openPGP, armoured: signed.signature))
    }

    /// By gpgv's status lines (GnuPG's doc/DETAILS).
    static func verdict(_ lines: [String], key: String?) -> SignatureVerdict {
        var good: String?
        var fingerprint = key ?? "OpenPGP key"
        for line in lines where line.hasPrefix("[GNUPG:] ") {
            let words = line.dropFirst(9).split(separator: " ", maxSplits: 2)
            switch words.first {
            case "GOODSIG": good = words.count > 2 ? String(words[2]) : ""
            case "VALIDSIG": if words.count > 1 { fingerprint = String(words[1]) }
            case "BADSIG": return .bad("The signature does not fit the text.")
            case "REVKEYSIG": return .bad("The key that made the signature is revoked.")
            case "EXPKEYSIG": return .unknown("The key that made the signature has expired.")
            case "EXPSIG": return .unknown("The signature has expired.")
            case "NO_PUBKEY": return .unknown("\(fingerprint) is not among the keys.")
            default: continue
            }
        }
        if let good { return .good(key: fingerprint, principal: good) }
        return .unknown("gpgv could not verify the signature.")
    }

    /// What a program says; nil where it is not installed.
    private func answer(
        _ executable: String, _ arguments: [String], _ payload: [UInt8]
    ) async throws(GitError) -> GitCommand.Answer? {
        let (input, feed) = AsyncStream<[UInt8]>.makeStream()
        feed.yield(payload)
        feed.finish()
        var output: [UInt8] = []
        do throws(GitError) {
            let ending = try await ProcessStream(
                executable: executable, arguments: arguments,
                environment: Environment.inherit.updating(["LC_ALL": "C", "LANGUAGE": "C", "TZ": "UTC"]),
                stallLimit: stallLimit
            ).run(input: input) { bytes throws(GitError) in
                output.append(contentsOf: bytes.prefix(max(0, 1 << 20 - output.count)))
                return true
            }
            guard case .exited(let code) = ending else { throw GitError.silent(stallLimit) }
            return GitCommand.Answer(code: code, text: String(decoding: output, as: UTF8.self))
        } catch {
            if error == .missing(executable) { return nil }
            throw error
        }
    }
}
