// SPDX-License-Identifier: Apache-2.0
import ProjectHealth

/// Where the project lives, and the addresses of its files.
struct ProjectAddresses: Sendable, Hashable {
    /// `github.com/owner/name`; nil where it is unknown.
    let repository: String?
    let commit: String?

    init(_ subject: ProjectSubject) {
        repository = subject.repository
        commit = subject.commit
    }

    init(repository: String?, commit: String?) {
        self.repository = repository
        self.commit = commit
    }

    /// - Parameter declared: as a manifest has it: `git+https://github.com/owner/name.git`.
    init(declared: String?) {
        let parts = (declared ?? "").utf8.split(separator: UInt8(ascii: "/")).map {
            String(decoding: Array($0), as: UTF8.self)
        }
        repository = parts.count >= 4 && parts[0].hasSuffix(":") ? parts[1...3].joined(separator: "/") : nil
        commit = nil
    }

    var host: String? {
        repository.map {
            String(decoding: Array($0.utf8.prefix { $0 != UInt8(ascii: "/") }).map { $0.loweredLetter }, as: UTF8.self)
        }
    }

    /// The repository's page.
    var web: String? { repository.map { "https://" + $0 } }

    var isOnGitHub: Bool { host == "github.com" }

    /// Forges where everybody who gets rights gets them one by one, each with a role somebody chose.
    var isOnKnownForge: Bool {
        ["github.com", "gitlab.com", "codeberg.org", "bitbucket.org", "git.sr.ht", "gitea.com"].contains(host ?? "")
    }

    /// Whether a link leads to the repository of somebody else, on the project's own forge. Repositories of one owner belong
    /// together; where the project lives elsewhere or nobody knows where, no link is told apart.
    func isElsewhere(_ link: String) -> Bool {
        guard isOnKnownForge, let own = repository else { return false }
        let parts = { (text: String) in
            text.lowercased().utf8.split(separator: UInt8(ascii: "/")).map {
                String(decoding: Array($0), as: UTF8.self)
            }
        }
        let home = parts(own)
        var path = parts(link)
        guard path.first == "https:" || path.first == "http:" else { return false }
        path.removeFirst()
        guard path.count >= 3, home.count >= 2, path[0] == home[0], path[1] != "orgs", path[1] != "users" else {
            return false
        }
        return path[1] != home[1]
    }

    /// The address of a place: a page for a file at the commit, the address itself for an answer of a forge; nil where there is none.
    func page(_ place: EvidenceLocation) -> String? {
        switch place.kind {
        case .url: return place.path.hasPrefix("https://") ? place.path : nil
        case .commit: return web.map { $0 + "/commit/" + place.path }
        case .tag:
            return web.flatMap { isOnGitHub ? $0 + "/releases/tag/" + ProjectAddresses.escaped(place.path) : nil }
        case .source, .text, .binary:
            guard let web, let commit else { return nil }
            let file = ProjectAddresses.escaped(place.path)
            let line = place.line.map { "#L\($0)" } ?? ""
            switch host {
            case "github.com": return "\(web)/blob/\(commit)/\(file)\(line)"
            case "gitlab.com": return "\(web)/-/blob/\(commit)/\(file)\(line)"
            case "codeberg.org", "gitea.com": return "\(web)/src/commit/\(commit)/\(file)\(line)"
            case "bitbucket.org": return "\(web)/src/\(commit)/\(file)"
            default: return nil
            }
        }
    }

    /// Percent-encoded (RFC 3986), `/` kept.
    static func escaped(_ text: String, keeping kept: String = "/") -> String {
        let digits = Array("0123456789ABCDEF".utf8)
        var output: [UInt8] = []
        for byte in text.utf8 {
            let isUnreserved =
                (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
                || "-._~".utf8.contains(byte)
            if isUnreserved || kept.utf8.contains(byte) {
                output.append(byte)
            } else {
                output.append(UInt8(ascii: "%"))
                output.append(digits[Int(byte >> 4)])
                output.append(digits[Int(byte & 15)])
            }
        }
        return String(decoding: output, as: UTF8.self)
    }
}

extension UInt8 {
    /// An ASCII letter in lower case; everything else as it is.
    var loweredLetter: UInt8 { (0x41...0x5A).contains(self) ? self | 0x20 : self }
}
