// SPDX-License-Identifier: Apache-2.0

/// Whether what is said about one ecosystem name holds for another.
package enum SuffixMatch: Sendable, Hashable {
    /// It does.
    case same
    /// It does not: another ecosystem, release, registry or product.
    case different
    /// It may; one sentence says what would have to be known.
    case unknown(String)
}

extension EcosystemName {
    /// Whether an advisory under this name holds for a component of another: `AlmaLinux` covers `AlmaLinux:8`, and
    /// `AlmaLinux:8` covers `AlmaLinux` perhaps.
    ///
    /// Releases are compared by meaning (`Alpine:3.18` is `Alpine:v3.18`, `Ubuntu:22.04` is `Ubuntu:22.04:LTS`,
    /// `Debian:bookworm` is `Debian:12`); `Ubuntu:Pro:…` is a release of its own. A registry differs only when both
    /// names state one.
    package func covers(_ component: EcosystemName) -> SuffixMatch {
        guard ecosystem == component.ecosystem else { return .different }
        guard let suffix, suffix != component.suffix else { return .same }
        switch ecosystem {
        case .maven, .packagist, .vsCode:
            guard let other = component.suffix else { return .same }
            return Self.normalRegistry(suffix) == Self.normalRegistry(other) ? .same : .different
        default: break
        }
        guard let other = component.suffix else {
            return .unknown(
                "which release of \(ecosystem.rawValue) the package is of is not stated, and the advisory is about "
                    + quoted)
        }
        switch ecosystem {
        case .redHat: return RedHatStream(suffix).covers(RedHatStream(other))
        case .suse: return SUSEProduct(suffix).covers(SUSEProduct(other))
        case .openSUSE: return Self.match(Self.normalOpenSUSE(suffix), Self.normalOpenSUSE(other))
        case .ubuntu: return Self.coversUbuntu(suffix, other)
        case .debian: return Self.coversDebian(suffix, other)
        case .openEuler: return Self.coversOpenEuler(suffix, other)
        case .freeBSD:
            return Self.coversBranch(suffix.split(separator: ":"), other.split(separator: ":"), in: "FreeBSD")
        case .root, .tuxCare: return coversPatched(component)
        default: return Self.match(normalRelease(suffix), normalRelease(other))
        }
    }

    private static func match(_ first: String, _ second: String) -> SuffixMatch { first == second ? .same : .different }

    private func normalRelease(_ suffix: String) -> String {
        if let distribution = Distribution.named(ecosystem.rawValue),
            case .suffix(let normal?) = distribution.suffix(ofRelease: suffix)
        {
            return normal
        }
        return suffix.asciiLowercased
    }

    /// A registry without scheme, slash at the end and capitals in its host.
    static func normalRegistry(_ address: String) -> String {
        let normal = RepositoryName.normal(address, foldsPath: false)
        return defaultRegistries[normal] ?? normal
    }

    /// Addresses of the registries that are meant when none is stated, each with the one that stands for it.
    private static let defaultRegistries: [String: String] = [
        "repo1.maven.org/maven2": "repo.maven.apache.org/maven2", "repo.packagist.org": "packagist.org",
    ]

    private static func normalOpenSUSE(_ suffix: String) -> String {
        (SUSEProduct.openSUSESuffix(ofRelease: suffix, edition: nil) ?? suffix).asciiLowercased
    }

    private static func coversUbuntu(_ suffix: String, _ other: String) -> SuffixMatch {
        guard let release = UbuntuRelease(suffix), let component = UbuntuRelease(other) else { return .different }
        guard release.number == component.number else { return .different }
        return match(release.stream.asciiLowercased, component.stream.asciiLowercased)
    }

    private static func coversDebian(_ suffix: String, _ other: String) -> SuffixMatch {
        let release = DebianRelease.suffix(of: suffix) ?? suffix
        let component = DebianRelease.suffix(of: other) ?? other
        if release == component { return .same }
        for name in [release, component] where DebianRelease.movingNames.contains(name) {
            return .unknown("'\(name)' means another release of Debian as time goes on")
        }
        return .different
    }

    private static func coversOpenEuler(_ suffix: String, _ other: String) -> SuffixMatch {
        guard let release = OpenEulerRelease(suffix), let component = OpenEulerRelease(other) else {
            return match(suffix.asciiLowercased, other.asciiLowercased)
        }
        guard release.number == component.number else { return .different }
        if release.servicePack == component.servicePack, release.isLongTerm == component.isLongTerm { return .same }
        guard component.isLongTerm else {
            return .unknown("which service pack of openEuler \(component.number) the package is of is not stated")
        }
        return .different
    }

    /// `ports` covers `ports:14`; `ports:14` covers `ports` perhaps.
    private static func coversBranch(_ parts: [Substring], _ other: [Substring], in name: String) -> SuffixMatch {
        for (part, otherPart) in zip(parts, other) where part.asciiLowercased != otherPart.asciiLowercased {
            // A release covers its updates: 14 covers 14.3.
            guard otherPart.hasPrefix(part + "."), part.first?.isNumber == true else { return .different }
        }
        if parts.count <= other.count { return .same }
        return .unknown("which release of \(name) the package is of is not stated")
    }

    private func coversPatched(_ component: EcosystemName) -> SuffixMatch {
        if let patched = patchedEcosystem, let other = component.patchedEcosystem { return patched.covers(other) }
        return Self.coversBranch(
            (suffix ?? "").split(separator: ":"), (component.suffix ?? "").split(separator: ":"), in: ecosystem.rawValue
        )
    }
}
