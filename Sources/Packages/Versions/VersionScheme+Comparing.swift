// SPDX-License-Identifier: Apache-2.0

extension VersionScheme {
    /// The longest version, in bytes, that is looked at.
    package static let longestVersion = 1_024

    /// Compares two versions.
    ///
    /// The answer is antisymmetric, and identical versions are equal. It takes time linear in their lengths and, where both
    /// follow the scheme, allocates nothing.
    ///
    /// OSV's floor, `introduced: "0"`, is no version of a scheme but stands before everything. The reader of an event has to
    /// see it; here `0` is the version 0, which in some schemes has others before it (`0.0-alpha`).
    package func compare(_ first: String, _ second: String) -> VersionComparison {
        var first = first
        var second = second
        return first.withUTF8 { a in second.withUTF8 { b in compare(a.span, b.span) } }
    }

    /// Compares two versions by their UTF-8 bytes, as an index keeps them.
    package func compare(_ first: Span<UInt8>, _ second: Span<UInt8>) -> VersionComparison {
        if let reason = Self.unreadable(first) ?? Self.unreadable(second) { return .notEvaluable(reason) }
        if first.isIdentical(to: second) { return .equal }
        return evaluate(first, second)
    }

    /// Why a version cannot be compared with any other in this scheme; nil where it can.
    package func problem(with version: String) -> String? {
        var version = version
        let comparison = version.withUTF8 { bytes -> VersionComparison in
            if let reason = Self.unreadable(bytes.span) { return .notEvaluable(reason) }
            return evaluate(bytes.span, bytes.span)
        }
        if case .notEvaluable(let reason) = comparison { return reason }
        return nil
    }

    private static func unreadable(_ version: VersionBytes) -> String? {
        if version.isEmpty { return "An empty version cannot be compared." }
        if version.count > longestVersion {
            return "\(version.quoted) has \(version.count) bytes; versions over \(longestVersion) are not compared."
        }
        return nil
    }

    private func evaluate(_ first: VersionBytes, _ second: VersionBytes) -> VersionComparison {
        switch self {
        case .semver: SemanticVersions.lenient.compare(first, second)
        case .hex: SemanticVersions.hex.compare(first, second)
        case .pub: SemanticVersions.pub.compare(first, second)
        case .nuGet: SemanticVersions.nuGet.compare(first, second)
        case .julia: SemanticVersions.julia.compare(first, second)
        case .bitnami: SemanticVersions.bitnami.compare(first, second)
        case .go: GoVersions.compare(first, second)
        case .pep440: PythonVersions.compare(first, second)
        case .maven: MavenVersions.compare(first, second)
        case .rubyGems: GemVersions.compare(first, second)
        case .composer: ComposerVersions.compare(first, second)
        case .dpkg: DebianVersions.compare(first, second)
        case .opam: DebianVersions.compareOpam(first, second)
        case .rpm: RPMVersions.compare(first, second)
        case .alpm: PacmanVersions.compare(first, second)
        case .apk: AlpineVersions.compare(first, second)
        case .gentoo: GentooVersions.compare(first, second)
        case .freeBSD: FreeBSDVersions.compare(first, second)
        case .pvp: DottedVersions.pvp.compare(first, second)
        case .cran: DottedVersions.cran.compare(first, second)
        case .intdot: DottedVersions.intdot.compare(first, second)
        case .nginx: DottedVersions.nginx.compare(first, second)
        case .ossFuzz: DottedVersions.compareTags(first, second)
        case .linuxKernel: LinuxKernelVersions.compare(first, second)
        case .conan: ConanVersions.compare(first, second)
        case .android: AndroidVersions.compare(first, second)
        case .gitHubActions: ActionTags.compare(first, second)
        case .openssl: OpenSSLVersions.compare(first, second)
        case .datetime: Instants.compare(first, second)
        case .lexicographic: byteOrder(first, 0..<first.count, second, 0..<second.count).comparison
        case .generic:
            first.isIdentical(to: second)
                ? .equal : .notEvaluable("The VERS type 'generic' does not say how versions are ordered.")
        }
    }
}
