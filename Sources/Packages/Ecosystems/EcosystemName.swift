// SPDX-License-Identifier: Apache-2.0

/// An ecosystem with the suffix that narrows it to a release or a registry: `Debian:12`, `Red
/// Hat:rhel_aus:8.6::appstream`.
package struct EcosystemName: Sendable, Hashable {
    package var ecosystem: Ecosystem
    /// What stands behind the first colon; nil where there is none.
    package var suffix: String?

    package init(_ ecosystem: Ecosystem, suffix: String? = nil) {
        self.ecosystem = ecosystem
        self.suffix = suffix
    }

    /// Reads an ecosystem as the OSV schema writes it (`Debian:12`), and `purl-type:swift` as some records do.
    ///
    /// The schema's names are case-sensitive; another spelling is refused with a hint that names the right one.
    package init(parsing text: String) throws(PackagesError) {
        let (base, suffix) = Self.parts(of: text)
        if base == "purl-type", let suffix {
            guard let ecosystem = Self.byPackageURLType[suffix.asciiLowercased] else {
                throw PackagesError("no ecosystem corresponds to the package URL type \(PackagesError.quoted(suffix))")
            }
            self.init(ecosystem)
            return
        }
        guard let ecosystem = Ecosystem(rawValue: String(base)) else {
            let hint = Self.byFoldedName[Self.folded(base)].map { ecosystem in
                "did you mean \(EcosystemName(ecosystem, suffix: suffix).quoted)?"
            }
            throw PackagesError("\(PackagesError.quoted(base)) is no ecosystem of the OSV schema", hint: hint)
        }
        guard suffix != "" else {
            throw PackagesError(
                "\(PackagesError.quoted(text)) has nothing behind its colon",
                hint: "write \(PackagesError.quoted(base))")
        }
        self.init(ecosystem, suffix: suffix)
    }

    private static func parts(of text: String) -> (base: Substring, suffix: String?) {
        guard let colon = text.utf8.firstIndex(of: UInt8(ascii: ":")) else { return (text[...], nil) }
        return (text[..<colon], String(text[text.utf8.index(after: colon)...]))
    }

    /// `ALPINE`, `redhat`, `github-actions` … to the letters and digits that spellings of one name share.
    private static func folded(_ name: Substring) -> String {
        let bytes = name.utf8.prefix(64).filter { $0.isLetter || $0.isDigit }
        return String(decoding: bytes.map(\.lowercased), as: UTF8.self)
    }

    private static let byFoldedName: [String: Ecosystem] = {
        var names: [String: Ecosystem] = [
            "pip": .pyPI, "python": .pyPI, "gem": .rubyGems, "ruby": .rubyGems, "cargo": .cratesIO, "rust": .cratesIO,
            "crates": .cratesIO, "golang": .go, "composer": .packagist, "php": .packagist, "actions": .gitHubActions,
            "githubaction": .gitHubActions, "erlang": .hex, "elixir": .hex, "swift": .swiftURL, "swiftpm": .swiftURL,
            "conan": .conanCenter, "dart": .pub, "java": .maven, "node": .npm, "dotnet": .nuGet, "rhel": .redHat,
            "rocky": .rockyLinux, "alma": .almaLinux, "azurelinux3": .azureLinux, "mariner": .azureLinux,
            "photon": .photonOS, "vscodeextension": .vsCode, "dhi": .dockerHardenedImages, "sles": .suse,
            "haskell": .hackage, "ocaml": .opam, "cpp": .conanCenter,
        ]
        for ecosystem in Ecosystem.allCases { names[folded(ecosystem.rawValue[...])] = ecosystem }
        return names
    }()

    /// The ecosystem of a package URL type that stands for one ecosystem only.
    static let byPackageURLType: [String: Ecosystem] = [
        "bioconductor": .bioconductor, "bitnami": .bitnami, "cargo": .cratesIO, "composer": .packagist,
        "conan": .conanCenter, "cran": .cran, "dhi": .dockerHardenedImages, "freebsd": .freeBSD, "gem": .rubyGems,
        "ghc": .ghc, "git": .git, "githubactions": .gitHubActions, "golang": .go, "gradle": .maven,
        "hackage": .hackage, "hex": .hex, "julia": .julia, "k8s": .kubernetes, "maven": .maven, "npm": .npm,
        "nuget": .nuGet, "opam": .opam, "pub": .pub, "pypi": .pyPI, "swift": .swiftURL, "vscode": .vsCode,
        "vscode-extension": .vsCode,
    ]
}

extension EcosystemName: CustomStringConvertible {
    /// As the OSV schema writes it: `Debian:12`.
    package var description: String {
        guard let suffix else { return ecosystem.rawValue }
        return "\(ecosystem.rawValue):\(suffix)"
    }

    /// For a message.
    var quoted: String { PackagesError.quoted(description) }
}
