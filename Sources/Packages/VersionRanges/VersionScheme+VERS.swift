// SPDX-License-Identifier: Apache-2.0

extension VersionScheme {
    /// The scheme of a VERS type; nil where none is known. Types are named as package URL types are.
    package init?(versType type: String) {
        switch type {
        case "cargo", "k8s", "npm", "semver", "swift", "vscode-extension": self = .semver
        case "pypi": self = .pep440
        case "maven": self = .maven
        case "gem": self = .rubyGems
        case "nuget": self = .nuGet
        case "composer": self = .composer
        case "deb": self = .dpkg
        case "rpm": self = .rpm
        case "alpine", "apk": self = .apk
        case "hackage": self = .pvp
        case "bioconductor", "cran": self = .cran
        case "hex": self = .hex
        case "dart", "pub": self = .pub
        case "golang": self = .go
        case "opam": self = .opam
        case "julia": self = .julia
        case "conan": self = .conan
        case "bitnami": self = .bitnami
        case "freebsd": self = .freeBSD
        case "githubactions": self = .gitHubActions
        case "alpm": self = .alpm
        case "ebuild", "gentoo": self = .gentoo
        case "openssl": self = .openssl
        case "nginx": self = .nginx
        case "datetime": self = .datetime
        case "intdot": self = .intdot
        case "lexicographic": self = .lexicographic
        case "generic": self = .generic
        default: return nil
        }
    }
}

extension Ecosystem {
    /// The VERS type whose versions and ranges the ecosystem's are; nil where VERS has none.
    package var versType: String? {
        switch self {
        case .cratesIO: "cargo"
        case .npm: "npm"
        case .swiftURL: "swift"
        case .pyPI: "pypi"
        case .maven: "maven"
        case .rubyGems: "gem"
        case .nuGet: "nuget"
        case .packagist: "composer"
        case .debian, .echo, .ubuntu: "deb"
        case .almaLinux, .azureLinux, .mageia, .openEuler, .openSUSE, .photonOS, .redHat, .rockyLinux, .suse: "rpm"
        case .alpaquita, .alpine, .bellSoft, .chainguard, .cleanStart, .minimOS, .wolfi: "apk"
        case .ghc, .hackage: "hackage"
        case .bioconductor: "bioconductor"
        case .cran: "cran"
        case .hex: "hex"
        case .pub: "pub"
        case .go: "golang"
        case .opam: "opam"
        case .julia: "julia"
        case .conanCenter: "conan"
        case .bitnami: "bitnami"
        case .freeBSD: "freebsd"
        case .gitHubActions: "githubactions"
        case .kubernetes: "k8s"
        case .vsCode: "vscode-extension"
        case .android, .dockerHardenedImages, .git, .linux, .ossFuzz, .root, .tuxCare: nil
        }
    }
}
