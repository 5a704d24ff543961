// SPDX-License-Identifier: Apache-2.0
import Packages

/// The address of a Git repository, taken apart.
struct RepositoryAddress {
    /// Without user and password.
    let text: String
    /// In small letters; nil for a path.
    let host: String?
    /// Without `/` at either end and without `.git`.
    let path: String

    /// Reads `https://[user@]host[:port]/path`, `user@host:path` and paths.
    init(_ address: some StringProtocol) {
        text = GitAddress.repository(address)
        var rest = text[...]
        if let (_, behind) = rest.cut(at: ":"), behind.hasPrefix("//") {
            let authority = behind.dropFirst(2).before("/")
            host = (authority.cut(atLast: "@")?.behind ?? authority).before(":").lowercased()
            rest = text[authority.endIndex...]
        } else {
            host = nil
        }
        var trimmed = rest.before("?").before("#")
        while trimmed.utf8.first == UInt8(ascii: "/"), host != nil { trimmed = trimmed.dropFirst() }
        while trimmed.utf8.last == UInt8(ascii: "/") { trimmed = trimmed.dropLast() }
        path = String(trimmed.without(suffix: ".git"))
    }

    /// `github.com/owner/name`; the path alone where there is no host.
    var name: String {
        host.map { "\($0)/\(path)" } ?? path
    }

    /// The package URL of the repository at a commit or tag (`pkg:git`); nil for a path.
    func packageURL(version: String?) -> PackageURL? {
        host == nil ? nil : try? EcosystemName(.git).packageURL(name: name, version: version)
    }
}

extension Pin {
    /// What a reference and a commit of a repository fix: a commit alone, or with a reference that is an abbreviation
    /// of it, is a revision; any other reference can move.
    static func git(repository: String, reference: String?, revision: String?) -> Pin {
        let repository = GitAddress.repository(repository)
        let revision = revision.map { $0.lowercased() }
        if let reference, !reference.isEmpty {
            let abbreviated = reference.lowercased()
            if let revision, revision.hasPrefix(abbreviated) {
                return .revision(repository: repository, revision: revision)
            }
            if revision == nil, GitAddress.isObjectName(abbreviated) {
                return .revision(repository: repository, revision: abbreviated)
            }
            return .branch(repository: repository, reference: reference, revision: revision)
        }
        guard let revision, !revision.isEmpty else {
            return .branch(repository: repository, reference: "HEAD", revision: nil)
        }
        return .revision(repository: repository, revision: revision)
    }
}
