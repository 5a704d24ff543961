// SPDX-License-Identifier: Apache-2.0

extension Pin {
    /// A commit where `committish` is a whole object name (40 or 64 hexadecimal digits), else a branch or tag; without
    /// one, the repository's default branch (`HEAD`).
    static func git(_ address: some StringProtocol, committish: (some StringProtocol)?) -> Pin {
        let repository = GitAddress.repository(address)
        guard let committish, !committish.isEmpty else {
            return .branch(repository: repository, reference: "HEAD", revision: nil)
        }
        guard GitAddress.isObjectName(committish) else {
            return .branch(repository: repository, reference: String(committish), revision: nil)
        }
        return .revision(repository: repository, revision: committish.lowercased())
    }
}

/// Addresses of git repositories as package managers write them.
enum GitAddress {
    /// Whether it is a whole object name, of SHA-1 or SHA-256.
    static func isObjectName(_ text: some StringProtocol) -> Bool {
        (text.utf8.count == 40 || text.utf8.count == 64) && text.utf8.allSatisfy(\.isHexadecimalDigit)
    }

    /// One spelling for one repository: `https://HOST/OWNER/NAME` for the three large forges, otherwise the address
    /// as it is; without `git+` and, since reports are public, without user names and tokens.
    static func repository(_ text: some StringProtocol) -> String {
        var address = Substring(text)
        if address.hasPrefix("git+") { address = address.dropFirst(4) }
        for (shortcut, host) in [
            ("github:", "github.com"), ("gitlab:", "gitlab.com"), ("bitbucket:", "bitbucket.org"),
            ("gist:", "gist.github.com"),
        ] where address.hasPrefix(shortcut) {
            return "https://\(host)/\(withoutSuffix(address.dropFirst(shortcut.utf8.count)))"
        }
        guard let (scheme, host, path) = parts(of: address) else { return String(address) }
        if ["github.com", "gitlab.com", "bitbucket.org"].contains(host) {
            return "https://\(host)/\(withoutSuffix(path))"
        }
        let user = scheme == "ssh" ? "git@" : ""
        return "\(scheme)://\(user)\(host)/\(path)"
    }

    /// `scheme://user@host/path`, `user@host:path` (scp's form) and `scheme://user@host:path`.
    private static func parts(of address: Substring) -> (scheme: Substring, host: String, path: Substring)? {
        var scheme: Substring = "ssh"
        var rest = address
        if let separator = address.utf8.firstIndex(of: UInt8(ascii: ":")), address[separator...].hasPrefix("://") {
            scheme = address[..<separator]
            rest = address[separator...].dropFirst(3)
        } else if !address.utf8.contains(UInt8(ascii: "@")) {
            return nil
        }
        let authorityEnd = rest.utf8.firstIndex(of: UInt8(ascii: "/")) ?? rest.endIndex
        var authority = rest[..<authorityEnd]
        var path = rest[authorityEnd...].drop { $0 == "/" }
        if let (_, behind) = authority.cut(atLast: "@") { authority = behind }
        if let (host, behind) = authority.cut(at: ":"), behind.utf8.first?.isDigit != true {
            authority = host
            path = path.isEmpty ? behind : behind.isEmpty ? path : "\(behind)/\(path)"
        }
        guard !authority.isEmpty, !scheme.isEmpty else { return nil }
        return (scheme, authority.lowercased(), path)
    }

    private static func withoutSuffix(_ path: Substring) -> Substring {
        var path = path
        while path.hasSuffix("/") { path = path.dropLast() }
        return path.hasSuffix(".git") ? path.dropLast(4) : path
    }
}

extension GitAddress {
    /// An address without a user name and password, for reports are public.
    static func withoutUser(_ address: Substring) -> String {
        guard
            let scheme = address.utf8.firstIndex(of: UInt8(ascii: ":")), address[scheme...].hasPrefix("://")
        else { return String(address) }
        let rest = address[scheme...].dropFirst(3)
        let end = rest.utf8.firstIndex(of: UInt8(ascii: "/")) ?? rest.endIndex
        guard let (_, host) = rest[..<end].cut(atLast: "@") else { return String(address) }
        return "\(address[..<scheme])://\(host)\(rest[end...])"
    }
}
