// SPDX-License-Identifier: Apache-2.0

/// The rules by which the versions of an ecosystem, or of a VERS type, are ordered.
package enum VersionScheme: String, Sendable, Hashable, CaseIterable {
    /// Semantic Versioning 2.0.0, read leniently: npm, crates.io, SwiftURL, Kubernetes, VSCode and others.
    case semver
    /// Python's version specification (PEP 440).
    case pep440
    /// Maven's `ComparableVersion`.
    case maven
    /// RubyGems' `Gem::Version`.
    case rubyGems
    /// NuGet's `SemanticVersion` with four numbers.
    case nuGet
    /// Composer's normalisation and PHP's `version_compare`.
    case composer
    /// Debian policy 5.6.12.
    case dpkg
    /// RPM's epoch, version and release.
    case rpm
    /// Alpine's apk-tools.
    case apk
    /// Haskell's Package Versioning Policy.
    case pvp
    /// R's `package_version`.
    case cran
    /// Elixir's `Version`.
    case hex
    /// Dart's pub_semver, which orders build metadata.
    case pub
    /// Go modules, and the Go release names of the standard library and the toolchain.
    case go
    /// opam's order, Debian's without epoch and revision.
    case opam
    /// Julia's `VersionNumber`, which orders build metadata.
    case julia
    /// Conan 2.
    case conan
    /// Bitnami: numbers with a packaging revision.
    case bitnami
    /// FreeBSD's `pkg version`.
    case freeBSD
    /// The Linux kernel's release numbers.
    case linuxKernel
    /// Android releases and security patch levels.
    case android
    /// Tags of GitHub Actions, some of which move.
    case gitHubActions
    /// Tags of the projects in OSS-Fuzz, of which only plain numbers can be ordered.
    case ossFuzz
    /// Arch Linux' pacman.
    case alpm
    /// Gentoo's Package Manager Specification.
    case gentoo
    /// OpenSSL's letters and, from 3.0, semantic versions.
    case openssl
    /// nginx.
    case nginx
    /// RFC 3339 instants.
    case datetime
    /// Numbers between dots.
    case intdot
    /// Bytes.
    case lexicographic
    /// Nothing is known of the order; only identical versions can be told.
    case generic
}
