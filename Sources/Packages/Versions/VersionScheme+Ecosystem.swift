// SPDX-License-Identifier: Apache-2.0

extension Ecosystem {
    /// The order of the ecosystem's versions; nil where it depends on the suffix (Root, TuxCare) or where versions are
    /// commits (GIT).
    package var versionScheme: VersionScheme? {
        switch self {
        case .cratesIO, .dockerHardenedImages, .kubernetes, .npm, .swiftURL, .vsCode: .semver
        case .pyPI: .pep440
        case .maven: .maven
        case .rubyGems: .rubyGems
        case .nuGet: .nuGet
        case .packagist: .composer
        case .debian, .echo, .ubuntu: .dpkg
        case .almaLinux, .azureLinux, .mageia, .openEuler, .openSUSE, .photonOS, .redHat, .rockyLinux, .suse: .rpm
        case .alpaquita, .alpine, .bellSoft, .chainguard, .cleanStart, .minimOS, .wolfi: .apk
        case .ghc, .hackage: .pvp
        case .bioconductor, .cran: .cran
        case .hex: .hex
        case .pub: .pub
        case .go: .go
        case .opam: .opam
        case .julia: .julia
        case .conanCenter: .conan
        case .bitnami: .bitnami
        case .freeBSD: .freeBSD
        case .linux: .linuxKernel
        case .android: .android
        case .gitHubActions: .gitHubActions
        case .ossFuzz: .ossFuzz
        case .root, .tuxCare, .git: nil
        }
    }
}

extension EcosystemName {
    /// The order of the ecosystem's versions.
    ///
    /// `Root` and `TuxCare` rebuild packages of other ecosystems, named by the suffix, and keep their order:
    /// `Root:Alpine:3.18` is ordered as Alpine is.
    package var versionScheme: VersionScheme? {
        switch ecosystem {
        case .root, .tuxCare:
            guard let suffix, let base = suffix.split(separator: ":", maxSplits: 1).first else { return nil }
            return Ecosystem(rawValue: String(base))?.versionScheme
        default: return ecosystem.versionScheme
        }
    }
}
