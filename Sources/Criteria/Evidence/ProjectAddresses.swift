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
