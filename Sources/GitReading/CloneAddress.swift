// SPDX-License-Identifier: Apache-2.0

/// Where a repository may be cloned from: an address whose transport runs no program of the address's choosing.
package struct CloneAddress: Sendable, Hashable {
    let address: String
    /// What git may use, its `GIT_ALLOW_PROTOCOL`.
    let transports: String

    /// - Throws: that the address is of another kind.
    init(_ address: String) throws(GitError) {
        self.address = address
        let bytes = Array(address.utf8)
        guard !bytes.isEmpty, bytes.count <= 4096, !bytes.contains(where: { $0 < 0x20 || $0 == 0x7F }), bytes[0] != 0x2D
        else {
            throw GitError(message: "That is no address of a repository.", hint: CloneAddress.hint)
        }
        if let scheme = CloneAddress.scheme(bytes) {
            switch scheme {
            case "https": transports = "https"
            case "ssh", "git+ssh", "ssh+git": transports = "ssh"
            case "git": transports = "git"
            case "file": transports = "file"
            case "http":
                throw GitError(
                    message: "An http:// address is not cloned: on the way everything can be changed.",
                    hint: "Use https:// instead.")
            default: throw GitError(message: "A \(scheme):// address is not cloned.", hint: CloneAddress.hint)
            }
            guard scheme == "file" || CloneAddress.host(address).map({ !$0.isEmpty && $0.first != "-" }) == true else {
                throw GitError(message: "The address names no host.", hint: CloneAddress.hint)
            }
            return
        }
        // `helper::address` runs a program of that name.
        guard !address.contains("::") else {
            throw GitError(
                message: "An address with :: runs a helper program and is not cloned.", hint: CloneAddress.hint)
        }
        let colon = bytes.firstIndex(of: 0x3A)
        let slash = bytes.firstIndex(of: 0x2F)
        if let colon, colon > 0, colon < slash ?? Int.max {
            // `user@host:path`.
            let at = bytes[..<colon].lastIndex(of: 0x40).map { $0 + 1 } ?? 0
            guard at < colon, bytes[at] != 0x2D else {
                throw GitError(message: "The address names no host.", hint: CloneAddress.hint)
            }
            transports = "ssh"
        } else {
            transports = "file"
        }
    }

    private static let hint = "https://, ssh://, user@host:path, git://, file:// and paths of folders are."

    /// What stands before `://`, in lower case.
    private static func scheme(_ bytes: [UInt8]) -> String? {
        guard let colon = bytes.firstIndex(of: 0x3A), bytes[colon...].starts(with: "://".utf8), colon > 0,
            bytes[..<colon].allSatisfy({ (0x61...0x7A).contains($0 | 0x20) || (0x30...0x39).contains($0) || $0 == 0x2B }
            )
        else { return nil }
        return String(decoding: bytes[..<colon], as: UTF8.self).lowercased()
    }

    private static func host(_ address: String) -> Substring? {
        guard let mark = address.firstRange(of: "://") else { return nil }
        let authority = address[mark.upperBound...].prefix { $0 != "/" }
        return authority.lastIndex(of: "@").map { authority[authority.index(after: $0)...] } ?? authority
    }

    /// The address without user and password, as it may be kept.
    var withoutUser: String {
        guard let mark = address.firstRange(of: "://") else { return address }
        let authority = address[mark.upperBound...].prefix { $0 != "/" }
        guard let at = authority.lastIndex(of: "@") else { return address }
        return String(address[..<mark.upperBound] + address[address.index(after: at)...])
    }

    /// An address as it may be shown and kept: of a user of ssh, who is no secret, only the password is left out.
    package static func name(of address: String) -> String {
        let isSSH = ["ssh", "git+ssh", "ssh+git"].contains(scheme(Array(address.utf8)) ?? "")
        guard isSSH, let mark = address.firstRange(of: "://") else { return withoutSecrets(address) }
        let authority = address[mark.upperBound...].prefix { $0 != "/" }
        let user = authority.prefix { $0 != "@" }
        return user.contains(":") ? withoutSecrets(address) : address
    }

    /// The text with `…` in place of whatever stands between `://` and `@`; rather more than too little, for a password may hold
    /// any character but a slash.
    package static func withoutSecrets(_ text: String) -> String {
        var output = ""
        var rest = Substring(text)
        while let mark = rest.firstRange(of: "://") {
            output += rest[..<mark.upperBound]
            rest = rest[mark.upperBound...]
            let authority = rest.prefix { $0 != "/" && $0 != "\n" }
            if let at = authority.lastIndex(of: "@") {
                output += "…@"
                rest = rest[authority.index(after: at)...]
            }
        }
        return output + rest
    }
}
