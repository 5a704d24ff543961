// SPDX-License-Identifier: Apache-2.0

extension Ecosystem {
    /// The key under which names of packages are compared: two names mean one package when their keys are equal.
    ///
    /// - PyPI: lower case, runs of `-`, `_` and `.` are one `-` (PEP 503).
    /// - crates.io: lower case, `_` is `-`; the registry admits no two crates that differ in these only.
    /// - NuGet, Packagist, Hex, Pub, VSCode, GitHub Actions, ConanCenter, Bitnami, OSS-Fuzz: lower case; the registries
    ///   ignore case or admit lower case only.
    /// - Distributions with dpkg and apk (Debian Policy 5.6.1; purl-spec `deb`, `apk`) and Linux: lower case.
    /// - SwiftURL: the repository's host and path in lower case, without scheme, user, `www.`, `.git` and `/` at the end
    ///   (package identity in SE-0292).
    /// - GIT: the same, as in OSV's index of repositories, and the path keeps its case but on hosts that ignore it.
    /// - All others (Go, npm, Maven, RubyGems, CRAN, Hackage, opam, distributions with rpm …): as written; the registries
    ///   are case-sensitive.
    ///
    /// A name that is its own key comes back without an allocation.
    package func normalisedName(_ name: String) -> String {
        switch nameRule {
        case .verbatim: return name
        case .lowercase:
            return name.utf8.contains(where: \.isASCIIUppercase) ? name.asciiLowercased : name
        case .crate:
            guard name.utf8.contains(where: { $0.isASCIIUppercase || $0 == UInt8(ascii: "_") }) else { return name }
            return PackageURL.folded(name, by: .pypi)
        case .pep503:
            return Self.isNormalPythonName(name) ? name : Self.normalPythonName(name)
        case .repository(let foldsPath):
            return RepositoryName.normal(name, foldsPath: foldsPath)
        }
    }

    private enum NameRule {
        case verbatim, lowercase, crate, pep503
        case repository(foldsPath: Bool)
    }

    private var nameRule: NameRule {
        switch self {
        case .pyPI: .pep503
        case .cratesIO: .crate
        case .nuGet, .packagist, .hex, .pub, .vsCode, .gitHubActions, .conanCenter, .bitnami, .ossFuzz, .linux:
            .lowercase
        case .debian, .ubuntu, .echo, .alpine, .alpaquita, .bellSoft, .chainguard, .wolfi, .minimOS, .cleanStart:
            .lowercase
        case .swiftURL: .repository(foldsPath: true)
        case .git: .repository(foldsPath: false)
        case .almaLinux, .android, .azureLinux, .bioconductor, .cran, .dockerHardenedImages, .freeBSD, .ghc, .go,
            .hackage,
            .julia, .kubernetes, .mageia, .maven, .npm, .opam, .openEuler, .openSUSE, .photonOS, .redHat, .rockyLinux,
            .root,
            .rubyGems, .suse, .tuxCare:
            .verbatim
        }
    }

    private static func isPythonSeparator(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_") || byte == UInt8(ascii: ".")
    }

    private static func isNormalPythonName(_ name: String) -> Bool {
        var previous: UInt8 = 0
        for byte in name.utf8 {
            if byte.isASCIIUppercase || byte == UInt8(ascii: "_") || byte == UInt8(ascii: ".") { return false }
            if byte == UInt8(ascii: "-"), previous == byte { return false }
            previous = byte
        }
        return true
    }

    private static func normalPythonName(_ name: String) -> String {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(name.utf8.count)
        for byte in name.utf8 {
            if !isPythonSeparator(byte) {
                bytes.append(byte.lowercased)
            } else if bytes.last != UInt8(ascii: "-") {
                bytes.append(UInt8(ascii: "-"))
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}

extension EcosystemName {
    /// The key under which names of packages are compared. Root and TuxCare patch packages of other ecosystems, whose
    /// rules hold for the names.
    package func normalisedName(_ name: String) -> String {
        (patchedEcosystem?.ecosystem ?? ecosystem).normalisedName(name)
    }

    /// The ecosystem whose packages `Root:Alpine:3.18` or `TuxCare:Ubuntu:18.04` rebuilds; nil for any other, and where
    /// the suffix names none.
    package var patchedEcosystem: EcosystemName? {
        guard ecosystem == .root || ecosystem == .tuxCare, let suffix else { return nil }
        guard let patched = try? EcosystemName(parsing: suffix) else { return nil }
        return patched.ecosystem == .root || patched.ecosystem == .tuxCare ? nil : patched
    }
}

/// The address of a repository reduced to what identifies it: `github.com/apple/swift-nio`.
enum RepositoryName {
    static func normal(_ name: String, foldsPath: Bool) -> String {
        let address = stripped(name)
        let hostEnd = address.utf8.firstIndex(of: UInt8(ascii: "/")) ?? address.endIndex
        let host = address[..<hostEnd]
        guard address.utf8.contains(where: \.isASCIIUppercase) else { return address }
        if foldsPath || hostsIgnoringCase.contains(host.asciiLowercased) { return address.asciiLowercased }
        guard host.utf8.contains(where: \.isASCIIUppercase) else { return address }
        return host.asciiLowercased + address[hostEnd...]
    }

    /// The host and path as written, without scheme, user, `www.`, `.git` and `/` at the end.
    static func stripped(_ name: String) -> String {
        guard isAdorned(name) else { return name }
        var rest = name[...]
        var start = ""
        if let scheme = rest.firstRange(of: "://", within: 16) {
            rest = rest[scheme.upperBound...]
        } else if let colon = rest.utf8.firstIndex(of: UInt8(ascii: ":")),
            let at = rest[..<colon].utf8.firstIndex(of: UInt8(ascii: "@")),
            !rest[..<colon].utf8.contains(UInt8(ascii: "/"))
        {
            // git@host:owner/name, the address form of scp.
            start = rest[rest.utf8.index(after: at)..<colon] + "/"
            rest = rest[rest.utf8.index(after: colon)...]
        }
        if start.isEmpty {
            let hostEnd = rest.utf8.firstIndex(of: UInt8(ascii: "/")) ?? rest.endIndex
            if let at = rest[..<hostEnd].utf8.lastIndex(of: UInt8(ascii: "@")) {
                rest = rest[rest.utf8.index(after: at)...]
            }
            if rest.utf8.prefix(4).elementsEqual("www.".utf8, by: { $0.lowercased == $1 }) { rest = rest.dropFirst(4) }
        }
        while rest.utf8.last == UInt8(ascii: "/") { rest = rest.dropLast() }
        if rest.utf8.count > 4, rest.utf8.suffix(4).elementsEqual(".git".utf8, by: { $0.lowercased == $1 }) {
            rest = rest.dropLast(4)
        }
        return start + rest
    }

    /// Whether there may be something to strip.
    private static func isAdorned(_ name: String) -> Bool {
        let bytes = name.utf8
        return bytes.contains { $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: "@") } || bytes.last == UInt8(ascii: "/")
            || bytes.suffix(4).elementsEqual(".git".utf8, by: { $0.lowercased == $1 })
            || bytes.prefix(4).elementsEqual("www.".utf8, by: { $0.lowercased == $1 })
    }

    private static let hostsIgnoringCase: Set<String> = ["github.com", "gitlab.com", "bitbucket.org", "codeberg.org"]
}

extension Substring {
    /// The first place of a short separator that starts within the first bytes.
    fileprivate func firstRange(of separator: String, within limit: Int) -> Range<Index>? {
        var start = startIndex
        var left = limit
        while start < endIndex, left > 0 {
            if self[start...].utf8.starts(with: separator.utf8) {
                return start..<utf8.index(start, offsetBy: separator.utf8.count)
            }
            start = utf8.index(after: start)
            left -= 1
        }
        return nil
    }
}
