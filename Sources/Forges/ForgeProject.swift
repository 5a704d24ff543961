// SPDX-License-Identifier: Apache-2.0

/// Where a project lives: its forge, the forge's address, and the project's path there.
///
/// Nothing of a user name, password or query of the address it was read from is kept.
package struct ForgeProject: Sendable, Hashable {
    package let forge: ForgeSnapshot.Forge
    /// Where the forge's pages begin, without a slash at the end: `https://github.com`, `https://host:3000/forge`.
    package let base: String
    /// `owner/name`; on GitLab also `group/subgroup/name`.
    package let path: String

    /// `https://github.com/owner/name`.
    package var url: String { base + "/" + path }

    /// Everything before the last name: `group/subgroup`.
    package var owner: String { path.split(separator: "/").dropLast().joined(separator: "/") }

    package var name: String { String(path.split(separator: "/").last ?? "") }

    /// Where the forge's interface begins, without a slash at the end. Documented at docs.github.com/rest (an own GitHub
    /// answers below `/api/v3`), docs.gitlab.com/api/rest and forgejo.org/docs/latest/user/api-usage.
    package var interface: String {
        switch forge {
        case .github: base == "https://github.com" ? "https://api.github.com" : base + "/api/v3"
        case .gitlab: base + "/api/v4"
        case .forgejo: base + "/api/v1"
        }
    }

    /// Where GraphQL queries go; nil where the forge takes none, or none that are asked here.
    package var queryAddress: String? {
        guard forge == .github else { return nil }
        return base == "https://github.com" ? "https://api.github.com/graphql" : base + "/api/graphql"
    }

    /// Reads the address of a project: of a page, or a git remote in any of git's forms (`https://host/owner/name.git`,
    /// `ssh://git@host:22/owner/name`, `git@host:owner/name.git`, `git+https://…`), or `host/owner/name`.
    ///
    /// - Parameters:
    ///   - forge: what runs there; must be given for hosts that are not known.
    ///   - base: the forge's address, where it does not begin at the host's root or not at the remote's host.
    package init(remote: String, forge asked: ForgeSnapshot.Forge? = nil, base: String? = nil) throws(ForgeError) {
        let remote = try RemoteAddress(remote)
        var web = remote
        var names = remote.names
        if let base {
            web = try RemoteAddress(base)
            guard web.scheme == "https" || web.scheme == "http" else {
                throw ForgeError("The forge's address is neither https nor http.", hint: "Write it as https://host.")
            }
            // A page's address has the forge's own folder in front of the project; a remote over ssh does not.
            if names.starts(with: web.names) { names.removeFirst(web.names.count) }
        } else {
            web.names = []
        }
        let host = ForgeHost.canonical(web.host)
        guard let forge = asked ?? ForgeHost.forge(of: host) else {
            throw ForgeError(
                "It is not known which forge runs at \(host).", hint: "Say whether it is github, gitlab or forgejo.")
        }
        self.forge = forge
        let isWeb = web.scheme == "http" || web.scheme == "https"
        let port = isWeb ? web.port.map { ":\($0)" } ?? "" : ""
        let folder = web.names.map { "/" + $0 }.joined()
        // What is known to be public has no business over http.
        let scheme = web.scheme == "http" && ForgeHost.forge(of: host) == nil ? "http" : "https"
        self.base = scheme + "://" + host + (scheme == web.scheme ? port : "") + folder
        path = try ForgeProject.path(names, forge)
    }

    /// Where the forge at a host (`host`, `host:3000`, `https://host`) begins, as ``base`` has it of the projects there.
    package static func base(ofHost text: String) throws(ForgeError) -> String {
        let host = (text.contains("://") ? "" : "https://") + (text.hasSuffix("/") ? text.dropLast() : text[...])
        let project = try ForgeProject(remote: host + "/owner/name", forge: .gitlab)
        guard project.path == "owner/name" else {
            throw ForgeError("That is more than a host.", hint: "Write it as gitlab.example.org.")
        }
        return project.base
    }

    private static func path(_ names: [String], _ forge: ForgeSnapshot.Forge) throws(ForgeError) -> String {
        var names = names
        switch forge {
        case .gitlab:
            // Behind `/-/` are a project's pages.
            if let mark = names.firstIndex(of: "-") { names.removeSubrange(mark...) }
            guard names.count <= 21 else { throw ForgeError("The project lies deeper than GitLab's 20 groups.") }
        case .github, .forgejo: names.removeSubrange(min(2, names.count)...)
        }
        guard names.count >= 2 else {
            throw ForgeError(
                "The address names no project.", hint: "Write it as https://host/owner/name.")
        }
        let last = names.count - 1
        if names[last].hasSuffix(".git"), names[last].utf8.count > 4 { names[last].removeLast(4) }
        for name in names {
            let isName = name.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."):
                    true
                default: false
                }
            }
            guard isName, name != ".", name != "..", !name.hasSuffix(".git"), name.utf8.count <= 255 else {
                throw ForgeError(
                    "The address holds a name that no forge gives a project.",
                    hint: "Names have letters, digits, '-', '_' and '.'.")
            }
        }
        return names.joined(separator: "/")
    }
}

/// Which forge runs where.
enum ForgeHost {
    /// The name people use, of one host's several: small letters, no `www.`, `ssh.github.com` for git over port 443.
    static func canonical(_ host: String) -> String {
        switch host {
        case "www.github.com", "ssh.github.com": "github.com"
        case "www.gitlab.com", "altssh.gitlab.com": "gitlab.com"
        default: host
        }
    }

    /// nil where it is not known. A host whose name begins with the forge's name (`gitlab.gnome.org`) is taken at its
    /// word.
    static func forge(of host: String) -> ForgeSnapshot.Forge? {
        switch host {
        case "github.com": return .github
        case "gitlab.com", "salsa.debian.org", "invent.kde.org", "framagit.org": return .gitlab
        case "codeberg.org", "gitea.com", "code.forgejo.org": return .forgejo
        default: break
        }
        if host.hasPrefix("gitlab.") { return .gitlab }
        if host.hasPrefix("forgejo.") || host.hasPrefix("gitea.") { return .forgejo }
        return nil
    }
}
