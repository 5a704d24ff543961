// SPDX-License-Identifier: Apache-2.0

/// Packages of distributions: `pkg:deb`, `pkg:rpm`, `pkg:apk`. The namespace names the distribution; its release stands
/// in the `distro` qualifier, whose form no specification fixes (purl-spec issue 247), or in the package's version.
extension PackageURL {
    var operatingSystemPackage: PackageCoordinate.Result {
        let identity: Identity
        do throws(NoEcosystemReason) {
            identity = try distributionIdentity()
        } catch {
            return .noEcosystem(error)
        }
        let distribution = identity.distribution
        let version = versionWithEpoch
        if let patched = patchedEcosystem(identity) {
            return .found(PackageCoordinate(ecosystem: patched, name: name, version: version, source: source))
        }
        guard let ecosystem = distribution.ecosystem else {
            return .noEcosystem(.distributionWithoutAdvisories(distribution.name))
        }
        let release = identity.release ?? ""
        switch distribution.suffix(ofRelease: release) {
        case .unknown:
            return .noEcosystem(.unknownRelease(distribution: distribution.name, release: release))
        case .suffix(let stated):
            var suffix = stated
            if let version, stated == nil || ecosystem == .openEuler {
                suffix = Self.preferred(
                    stated: stated, tagged: distribution.suffix(ofPackageVersion: version), in: ecosystem)
            }
            return .found(
                PackageCoordinate(
                    ecosystem: EcosystemName(ecosystem, suffix: suffix), name: name, version: version, source: source))
        }
    }

    private struct Identity {
        var distribution: Distribution
        var release: String?
        /// What a rebuilder's package was built for.
        var base: Distribution?
    }

    /// Which distribution, and which release in its own words.
    private func distributionIdentity() throws(NoEcosystemReason) -> Identity {
        let namespace = knownType == .alpine ? "alpine" : namespace
        let own = namespace.flatMap { Distribution.named($0) }
        if let namespace, own == nil { throw .unknownDistribution(namespace) }
        guard let stated = distroQualifier else {
            guard let own else {
                throw .distributionNotStated(
                    "the package URL says neither in its namespace nor in a 'distro' qualifier which distribution "
                        + "\(PackagesError.quoted(name)) is of")
            }
            return Identity(distribution: own, release: nil)
        }
        if let suffix = RedHatStream.suffix(ofCPE: stated), let redHat = Distribution.named("redhat"),
            own == nil || own?.ecosystem == .redHat
        {
            return Identity(distribution: redHat, release: suffix)
        }
        guard let (other, release) = Distribution.leading(stated) else {
            guard let own else { throw .unknownDistribution(stated) }
            return Identity(distribution: own, release: stated)
        }
        guard let own else { return Identity(distribution: other, release: release) }
        if own.isRebuilder {
            return Identity(distribution: own, release: release, base: own.ecosystem == other.ecosystem ? nil : other)
        }
        // The qualifier may name an edition, and SUSE's and openSUSE's packages share a vendor.
        if own.ecosystem == other.ecosystem || (own.isOfSUSE && other.isOfSUSE) {
            return Identity(distribution: own.ecosystem == nil ? own : other, release: release)
        }
        guard own.ecosystem != nil, other.ecosystem != nil else {
            return Identity(distribution: own.ecosystem == nil ? own : other, release: release)
        }
        throw .contradiction(
            "the package URL's namespace names \(own.name) and its 'distro' qualifier \(other.name)")
    }

    /// The `distro` qualifier, or what other tools write for it: `os_name` and `os_version`, `distro_name` and
    /// `distro_version`.
    private var distroQualifier: String? {
        if let distro = qualifiers["distro"] { return distro }
        for key in ["os", "distro"] {
            if let name = qualifiers["\(key)_name"] {
                return qualifiers["\(key)_version"].map { "\(name)-\($0)" } ?? name
            }
        }
        return nil
    }

    private static func preferred(stated: String?, tagged: String?, in ecosystem: Ecosystem) -> String? {
        guard let stated else { return tagged }
        // The qualifier of openEuler leaves the service pack out, the package's tag has it.
        if ecosystem == .openEuler, let tagged, let release = OpenEulerRelease(stated), !release.isLongTerm,
            tagged.hasPrefix(release.number)
        {
            return tagged
        }
        return stated
    }

    /// The ecosystem of a package that Root or TuxCare has patched: by the namespace, by Root's names (`rootio-…`) or
    /// by TuxCare's mark in the version (`3.5.27-1ubuntu1.14+tuxcare.els3`).
    private func patchedEcosystem(_ identity: Identity) -> EcosystemName? {
        let isRoot = identity.distribution.ecosystem == .root || name.utf8.starts(with: "rootio-".utf8)
        let isTuxCare =
            identity.distribution.ecosystem == .tuxCare
            || version?.containsASCII("tuxcare.") == true
        guard isRoot || isTuxCare else { return nil }
        let base = identity.distribution.isRebuilder ? identity.base : identity.distribution
        guard let base else { return EcosystemName(isRoot ? .root : .tuxCare) }
        let release = identity.release ?? ""
        return isRoot
            ? EcosystemName(.root, suffix: base.rootSuffix(release: release))
            : EcosystemName(.tuxCare, suffix: base.tuxCareSuffix(release: release, packageVersion: version))
    }

    /// The version with the `epoch` qualifier of rpm in front, as advisories write it: `1:4.22.10-1.el6`.
    private var versionWithEpoch: String? {
        guard let version, let epoch = qualifiers["epoch"], epoch.isASCIINumber,
            epoch.utf8.contains(where: { $0 != UInt8(ascii: "0") }), !version.utf8.contains(UInt8(ascii: ":"))
        else { return version }
        return "\(epoch):\(version)"
    }

    /// The source package: itself under `arch=source`, else what `upstream` says (`openssl@3.0`, `glibc`,
    /// `openssl-3.0.7-24.el9.src.rpm`), or the qualifiers other tools write for it.
    private var source: PackageCoordinate.Source? {
        if let arch = qualifiers["arch"]?.asciiLowercased, arch == "source" || arch == "src" {
            return PackageCoordinate.Source(name: name, version: versionWithEpoch)
        }
        guard let text = qualifiers["upstream"] ?? qualifiers["sourcerpm"] else {
            guard let name = qualifiers["source"] ?? qualifiers["origin"] else { return nil }
            return PackageCoordinate.Source(name: name, version: qualifiers["sourceversion"])
        }
        if text.utf8.suffix(8).elementsEqual(".src.rpm".utf8) { return rpmSource(text.dropLast(8)) }
        if text.utf8.suffix(10).elementsEqual(".nosrc.rpm".utf8) { return rpmSource(text.dropLast(10)) }
        guard let at = text.utf8.lastIndex(of: UInt8(ascii: "@")), at > text.startIndex else {
            return PackageCoordinate.Source(name: text, version: nil)
        }
        let version = text[text.utf8.index(after: at)...]
        return PackageCoordinate.Source(name: String(text[..<at]), version: version.isEmpty ? nil : String(version))
    }

    /// The name, version and release of a source rpm's file name. It leaves the epoch out, which a source package and
    /// what is built from it share nearly always; the comparison needs it.
    private func rpmSource(_ file: Substring) -> PackageCoordinate.Source {
        let dash = UInt8(ascii: "-")
        guard let second = file.utf8.lastIndex(of: dash), let first = file.utf8[..<second].lastIndex(of: dash),
            first > file.startIndex
        else { return PackageCoordinate.Source(name: String(file), version: nil) }
        var version = String(file[file.utf8.index(after: first)...])
        if let full = versionWithEpoch, let colon = full.utf8.firstIndex(of: UInt8(ascii: ":")),
            full[..<colon].isASCIINumber
        {
            version = "\(full[..<colon]):\(version)"
        }
        return PackageCoordinate.Source(name: String(file[..<first]), version: version)
    }
}

extension Distribution {
    fileprivate var isOfSUSE: Bool { ecosystem == .suse || ecosystem == .openSUSE }

    /// What stands behind `Root:` for packages built for a release: `Alpine:3.18`, `Debian:12`, `Ubuntu:22.04`.
    func rootSuffix(release: String) -> String? {
        guard let ecosystem else { return nil }
        guard let suffix = plainRelease(release) else { return ecosystem.rawValue }
        return "\(ecosystem.rawValue):\(suffix)"
    }

    /// What stands behind `TuxCare:`: `Ubuntu:18.04`, `AlmaLinux:9.2`, `RHEL:8`, `CentOS:7`. AlmaLinux is told apart by
    /// minor releases, the others by major ones.
    func tuxCareSuffix(release: String, packageVersion: String?) -> String? {
        let name: String
        let number: String?
        switch (ecosystem, self.name) {
        case (.almaLinux, _): (name, number) = ("AlmaLinux", Self.numbers(release, 2))
        case (.redHat, _): (name, number) = ("RHEL", Self.numbers(release, 1))
        case (nil, "CentOS"):
            let isStream = release.asciiLowercased.hasPrefix("stream")
            let digits = Substring(release.utf8.drop { !$0.isDigit })
            (name, number) = (isStream ? "CentOS-Stream" : "CentOS", Self.numbers(digits, 1))
        case (nil, "CentOS Stream"): (name, number) = ("CentOS-Stream", Self.numbers(release, 1))
        case (nil, "Oracle Linux"): (name, number) = ("OracleLinux", Self.numbers(release, 1))
        case (nil, _): return nil
        case (let ecosystem?, _): (name, number) = (ecosystem.rawValue, plainRelease(release))
        }
        let tagged = packageVersion.flatMap { version in
            Self.tag("el", in: version).flatMap { Self.numbers($0, 1) }
        }
        let known = number ?? (ecosystem == .almaLinux ? nil : tagged)
        return known.map { "\(name):\($0)" } ?? name
    }

    /// The release's number without what OSV adds to it (`v3.18`, `22.04:LTS`).
    private func plainRelease(_ release: String) -> String? {
        if ecosystem == .ubuntu { return UbuntuRelease(release)?.number }
        guard case .suffix(let suffix?) = suffix(ofRelease: release) else { return nil }
        return ecosystem == .alpine && suffix.hasPrefix("v") ? String(suffix.dropFirst()) : suffix
    }
}
