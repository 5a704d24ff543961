// SPDX-License-Identifier: Apache-2.0

extension EcosystemName {
    /// The package URL of a package under its name in the ecosystem; the suffix goes into the `distro` or
    /// `repository_url` qualifier. `coordinate()` leads back to the ecosystem and the name.
    ///
    /// Types are those of purl-spec where it has one, else those in use (`pkg:githubactions`, `pkg:bioconductor`,
    /// `pkg:dhi`, `pkg:freebsd`, `pkg:k8s`), else `pkg:generic` with the ecosystem as namespace (Android, GHC, Linux).
    /// Throws when the name is none of the ecosystem or the suffix names nothing that a package URL can say.
    package func packageURL(name: String, version: String?) throws(PackagesError) -> PackageURL {
        switch ecosystem {
        case .almaLinux, .azureLinux, .mageia, .openEuler, .openSUSE, .photonOS, .redHat, .rockyLinux, .suse:
            return try distributionURL("rpm", name, version)
        case .alpaquita, .alpine, .bellSoft, .chainguard, .cleanStart, .minimOS, .wolfi:
            return try distributionURL("apk", name, version)
        case .debian, .echo, .ubuntu: return try distributionURL("deb", name, version)
        case .android: return try url("generic", "android", name, version)
        case .bioconductor: return try url("bioconductor", nil, name, version)
        case .bitnami: return try url("bitnami", nil, name, version)
        case .conanCenter: return try url("conan", nil, name, version)
        case .cran: return try url("cran", nil, name, version)
        case .cratesIO: return try url("cargo", nil, name, version)
        case .dockerHardenedImages: return try splitURL("dhi", name, version)
        case .freeBSD: return try freeBSDURL(name, version)
        case .ghc: return try url("generic", "ghc", name, version)
        case .git, .swiftURL:
            let address = RepositoryName.stripped(name)
            let type = ecosystem == .git ? "git" : "swift"
            return try splitURL(type, address, version, requiring: "a host and a path")
        case .gitHubActions: return try splitURL("githubactions", name, version, requiring: "an owner and a repository")
        case .go: return try splitURL("golang", name, version)
        case .hackage: return try url("hackage", nil, name, version)
        case .hex: return try splitURL("hex", name, version)
        case .julia: return try url("julia", nil, name, version)
        case .kubernetes: return try splitURL("k8s", name, version)
        case .linux: return try url("generic", "linux", name.asciiLowercased, version)
        case .maven: return try splitURL("maven", name, version, at: ":", requiring: "a group and an artifact")
        case .npm: return try splitURL("npm", name, version)
        case .nuGet: return try url("nuget", nil, name, version)
        case .opam: return try url("opam", nil, name, version)
        case .ossFuzz: return try url("generic", nil, name, version)
        case .packagist: return try splitURL("composer", name, version, requiring: "a vendor and a package")
        case .pub: return try url("pub", nil, name, version)
        case .pyPI: return try url("pypi", nil, name, version)
        case .root: return try rootURL(name, version)
        case .rubyGems: return try url("gem", nil, name, version)
        case .tuxCare: return try tuxCareURL(name, version)
        case .vsCode:
            return try splitURL("vscode-extension", name, version, at: ".", requiring: "a publisher and a name")
        }
    }

    /// Tolerant, because advisories know no `uuid` of a Julia package.
    private func url(
        _ type: String, _ namespace: String?, _ name: String, _ version: String?, qualifiers: [String: String] = [:]
    ) throws(PackagesError) -> PackageURL {
        try PackageURL(
            type: type, namespace: namespace, name: name, version: version, qualifiers: qualifiers, as: .tolerant)
    }

    /// A package URL whose namespace is a part of the name: what stands before the first `:` or `.`, or the last `/`.
    private func splitURL(
        _ type: String, _ name: String, _ version: String?, at separator: Character = "/",
        requiring parts: String? = nil
    ) throws(PackagesError) -> PackageURL {
        var qualifiers: [String: String] = [:]
        if [.maven, .packagist, .vsCode].contains(ecosystem) { qualifiers["repository_url"] = suffix }
        let place = separator == "/" ? name.lastIndex(of: separator) : name.firstIndex(of: separator)
        guard let place, place > name.startIndex, name.index(after: place) < name.endIndex else {
            guard let parts else { return try url(type, nil, name, version, qualifiers: qualifiers) }
            throw PackagesError(
                "\(PackagesError.quoted(name)) is no name of \(ecosystem.rawValue)",
                hint: "it has \(parts), with '\(separator)' between them")
        }
        return try url(
            type, String(name[..<place]), String(name[name.index(after: place)...]), version, qualifiers: qualifiers)
    }

    private func freeBSDURL(_ name: String, _ version: String?) throws(PackagesError) -> PackageURL {
        var qualifiers: [String: String] = [:]
        let parts = (suffix ?? "ports").split(separator: ":", maxSplits: 1)
        let branch = parts.first?.asciiLowercased ?? "ports"
        if branch != "ports" { qualifiers["origin"] = branch }
        if parts.count > 1 { qualifiers["distro"] = "freebsd-\(parts[1])" }
        return try url("freebsd", nil, name, version, qualifiers: qualifiers)
    }

    private func distributionURL(
        _ type: String, _ name: String, _ version: String?, namespace: String? = nil
    ) throws(PackagesError) -> PackageURL {
        guard let own = Self.namespaces[ecosystem] else {
            throw PackagesError("\(ecosystem.rawValue) is no distribution")
        }
        var qualifiers: [String: String] = [:]
        if let suffix { qualifiers["distro"] = try distroQualifier(suffix, own) }
        return try url(type, namespace ?? own, name, version, qualifiers: qualifiers)
    }

    private func distroQualifier(_ suffix: String, _ namespace: String) throws(PackagesError) -> String {
        switch ecosystem {
        case .alpine: return "alpine-\(suffix.hasPrefix("v") ? String(suffix.dropFirst()) : suffix)"
        case .ubuntu:
            guard let qualifier = UbuntuRelease(suffix)?.distroQualifier else {
                throw PackagesError("no package URL can say \(quoted)")
            }
            return qualifier
        case .redHat:
            let stream = RedHatStream(suffix)
            let isPlain = stream.product == "enterprise_linux" && stream.editions.isEmpty && !stream.version.isEmpty
            return isPlain ? "rhel-\(stream.version)" : "redhat:\(suffix)"
        // The marketing name, as SUSE's own advisories have it.
        case .suse: return "SUSE \(suffix)"
        case .openSUSE: return "openSUSE \(suffix)"
        case .openEuler: return "openEuler-\(suffix)"
        default: return "\(namespace)-\(suffix)"
        }
    }

    /// The namespaces in package URLs of OSV's records.
    private static let namespaces: [Ecosystem: String] = [
        .almaLinux: "almalinux", .alpaquita: "alpaquita", .alpine: "alpine", .azureLinux: "azure-linux",
        .bellSoft: "bellsoft-hardened-containers", .chainguard: "chainguard", .cleanStart: "cleanstart",
        .debian: "debian", .echo: "echo", .mageia: "mageia", .minimOS: "minimos", .openEuler: "openeuler",
        .openSUSE: "opensuse", .photonOS: "photon", .redHat: "redhat", .rockyLinux: "rocky-linux", .suse: "suse",
        .ubuntu: "ubuntu", .wolfi: "wolfi",
    ]

    /// Root's names say themselves that they are Root's; other names need the vendor as the namespace of a
    /// distribution's package, which packages of languages do not have.
    private func rootURL(_ name: String, _ version: String?) throws(PackagesError) -> PackageURL {
        guard let patched = patchedEcosystem else {
            throw PackagesError("\(quoted) does not say which packages Root rebuilds", hint: "write Root:Alpine:3.18")
        }
        if name.hasPrefix("rootio-") || name.hasPrefix("@rootio/") {
            return try patched.packageURL(name: name, version: version)
        }
        switch patched.ecosystem {
        case .alpine: return try patched.distributionURL("apk", name, version, namespace: "root")
        case .debian, .ubuntu: return try patched.distributionURL("deb", name, version, namespace: "root")
        default:
            throw PackagesError(
                "no package URL tells \(PackagesError.quoted(name)) of \(quoted) from the package of the same name in "
                    + "\(patched.ecosystem.rawValue)")
        }
    }

    private func tuxCareURL(_ name: String, _ version: String?) throws(PackagesError) -> PackageURL {
        let parts = (suffix ?? "").split(separator: ":", maxSplits: 1)
        let types = [
            "ubuntu": "deb", "debian": "deb", "almalinux": "rpm", "rhel": "rpm", "centos": "rpm",
            "centos-stream": "rpm",
            "oraclelinux": "rpm", "alpine": "apk",
        ]
        guard let distribution = parts.first?.asciiLowercased, let type = types[distribution] else {
            throw PackagesError(
                "\(quoted) does not say for which distribution TuxCare built the package",
                hint: "write TuxCare:Ubuntu:18.04")
        }
        let release = parts.count > 1 ? "-\(parts[1])" : ""
        return try url(type, "tuxcare", name, version, qualifiers: ["distro": distribution + release])
    }
}
