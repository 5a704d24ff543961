// SPDX-License-Identifier: Apache-2.0

extension PackageURL {
    /// What the package URL means to advisories: an ecosystem, a name and a version, or the reason why there is none.
    ///
    /// Every type and every distribution some OSV source covers is answered, in every spelling that tools write; what
    /// none covers, or what does not say enough, gets a reason and never a neighbouring ecosystem.
    package func coordinate() -> PackageCoordinate.Result {
        switch knownType {
        case .npm: return package(of: .npm, fullName)
        case .maven, .gradle: return mavenArtifact
        case .pypi: return package(of: .pyPI, name)
        case .golang: return goModule
        case .cargo: return package(of: .cratesIO, name)
        case .nuget: return package(of: .nuGet, name)
        case .deb, .rpm, .apk, .alpine: return operatingSystemPackage
        case .gem: return package(of: .rubyGems, name)
        case .composer: return composerPackage
        case .github, .githubactions: return action
        case .generic: return genericPackage
        case .swift: return swiftPackage
        case .hex: return package(of: .hex, fullName)
        case .pub: return package(of: .pub, name)
        case .conan: return package(of: .conanCenter, name)
        case .cran:
            let isBioconductor = qualifiers["repository_url"]?.asciiLowercased.containsASCII("bioconductor.org") == true
            return package(of: isBioconductor ? .bioconductor : .cran, name)
        case .bioconductor: return package(of: .bioconductor, name)
        case .hackage: return package(of: .hackage, name)
        case .julia: return package(of: .julia, name)
        case .bitnami: return package(of: .bitnami, name)
        case .opam: return package(of: .opam, name)
        case .dhi: return package(of: .dockerHardenedImages, fullName)
        case .ghc: return package(of: .ghc, name)
        case .k8s: return package(of: .kubernetes, fullName)
        case .freebsd: return freeBSDPackage
        case .git: return repository(host: namespace)
        case .bitbucket: return repository(host: namespace.map { "bitbucket.org/\($0)" })
        case .vscodeExtension, .vscode, .openvsx: return extensionForVSCode
        case .alpm, .bazel, .brew, .chromeExtension, .cocoapods, .conda, .cpan, .docker, .huggingface, .luarocks,
            .mlflow,
            .oci, .otp, .qpkg, .swid, .vcpkg, .yocto, nil:
            return .noEcosystem(.typeWithoutEcosystem(type: type))
        }
    }

    /// Whether ``coordinate()`` may name alternatives; found out without making it.
    package var mayMeanSeveral: Bool {
        switch knownType {
        case .swift, .github, .githubactions: true
        case .golang: subpath != nil || namespace?.utf8.starts(with: "k8s.io".utf8) == true
        default: false
        }
    }

    /// Namespace and name as one path.
    private var fullName: String {
        guard let namespace else { return name }
        return "\(namespace)/\(name)"
    }

    private func package(of ecosystem: Ecosystem, _ name: String) -> PackageCoordinate.Result {
        // Root rebuilds packages under names of its own: rootio-requests, @rootio/lodash.
        if name.utf8.starts(with: "rootio-".utf8) || name.utf8.starts(with: "@rootio/".utf8) {
            return found(EcosystemName(.root, suffix: ecosystem.rawValue), name)
        }
        return found(EcosystemName(ecosystem), name)
    }

    private func found(
        _ ecosystem: EcosystemName, _ name: String, alternatives: [PackageCoordinate] = []
    ) -> PackageCoordinate.Result {
        .found(PackageCoordinate(ecosystem: ecosystem, name: name, version: version, alternatives: alternatives))
    }

    private func alternative(_ ecosystem: Ecosystem, _ name: String) -> PackageCoordinate {
        PackageCoordinate(ecosystem: EcosystemName(ecosystem), name: name, version: version)
    }

    /// The registry of the `repository_url` qualifier as a suffix of the ecosystem; nil for the one that is meant
    /// without it.
    private func registrySuffix(defaults: [String]) -> String? {
        guard var address = qualifiers["repository_url"] else { return nil }
        while address.utf8.last == UInt8(ascii: "/") { address.removeLast() }
        guard !address.isEmpty else { return nil }
        let normal = EcosystemName.normalRegistry(address)
        if defaults.contains(where: { normal == $0 || normal.hasPrefix($0 + "/") }) { return nil }
        return address.contains("://") ? address : "https://\(address)"
    }

    private var mavenArtifact: PackageCoordinate.Result {
        let ecosystem = EcosystemName(.maven, suffix: registrySuffix(defaults: ["repo.maven.apache.org/maven2"]))
        if let namespace { return found(ecosystem, "\(namespace):\(name)") }
        // pkg:maven/group:artifact, as some tools write it.
        if name.utf8.contains(UInt8(ascii: ":")) { return found(ecosystem, name) }
        return .noEcosystem(
            .incomplete("the Maven artifact \(PackagesError.quoted(name)) is written without its group"))
    }

    private var composerPackage: PackageCoordinate.Result {
        guard let namespace else {
            return .noEcosystem(
                .incomplete("the Composer package \(PackagesError.quoted(name)) is written without its vendor"))
        }
        return found(
            EcosystemName(.packagist, suffix: registrySuffix(defaults: ["packagist.org"])), "\(namespace)/\(name)")
    }

    /// A Go module. The subpath is a part of its path in some tools' package URLs and a package inside it in others'.
    private var goModule: PackageCoordinate.Result {
        let module = fullName
        var alternatives: [PackageCoordinate] = []
        if module.utf8.starts(with: "k8s.io/".utf8) { alternatives.append(alternative(.kubernetes, module)) }
        guard let subpath else { return found(EcosystemName(.go), module, alternatives: alternatives) }
        alternatives.insert(alternative(.go, module), at: 0)
        return found(EcosystemName(.go), "\(module)/\(subpath)", alternatives: alternatives)
    }

    private var swiftPackage: PackageCoordinate.Result {
        guard let namespace else {
            return .noEcosystem(
                .incomplete("the Swift package \(PackagesError.quoted(name)) is written without its host and owner"))
        }
        return found(
            EcosystemName(.swiftURL), "\(namespace)/\(name)", alternatives: [alternative(.git, "\(namespace)/\(name)")])
    }

    /// An action of a GitHub workflow: advisories name its repository, seldom a folder in it. `pkg:github` is any
    /// repository of GitHub, and what scanners write for actions.
    private var action: PackageCoordinate.Result {
        guard let namespace else {
            return .noEcosystem(
                .incomplete("the GitHub repository \(PackagesError.quoted(name)) is written without its owner"))
        }
        var segments = namespace.split(separator: "/").map(String.init) + [name]
        if let subpath { segments += subpath.split(separator: "/").map(String.init) }
        let repository = segments.prefix(2).joined(separator: "/")
        var alternatives: [PackageCoordinate] = []
        if segments.count > 2 { alternatives.append(alternative(.gitHubActions, segments.joined(separator: "/"))) }
        if knownType == .github {
            if repository == "torvalds/linux" { return linuxKernel }
            alternatives.append(alternative(.git, "github.com/\(repository)"))
        }
        return found(EcosystemName(.gitHubActions), repository, alternatives: alternatives)
    }

    private func repository(host: String?) -> PackageCoordinate.Result {
        guard let host else {
            return .noEcosystem(.incomplete("the repository \(PackagesError.quoted(name)) is written without its host"))
        }
        return found(EcosystemName(.git), "\(host)/\(name)")
    }

    /// Advisories of Linux name `Kernel`, and versions without `v`.
    private var linuxKernel: PackageCoordinate.Result {
        var version = version
        if let text = version, text.hasPrefix("v") { version = String(text.dropFirst()) }
        return .found(PackageCoordinate(ecosystem: EcosystemName(.linux), name: "Kernel", version: version))
    }

    /// `pkg:generic` is the type of OSS-Fuzz projects; a namespace tells other ecosystems without a type of their own.
    private var genericPackage: PackageCoordinate.Result {
        guard let namespace else {
            switch name.asciiLowercased {
            case "linux", "linux-kernel", "linux_kernel": return linuxKernel
            case "ghc": return found(EcosystemName(.ghc), "ghc")
            default: return found(EcosystemName(.ossFuzz), name)
            }
        }
        let segments = namespace.split(separator: "/", maxSplits: 1)
        let rest = segments.count > 1 ? "\(segments[1])/\(name)" : name
        switch segments.first?.asciiLowercased {
        case "android": return found(EcosystemName(.android), rest)
        case "ghc": return found(EcosystemName(.ghc), rest)
        case "oss-fuzz": return found(EcosystemName(.ossFuzz), rest)
        case "linux" where rest.asciiLowercased == "kernel": return linuxKernel
        default: return .noEcosystem(.typeWithoutEcosystem(type: "generic/\(namespace)"))
        }
    }

    private var extensionForVSCode: PackageCoordinate.Result {
        guard let namespace else {
            return .noEcosystem(
                .incomplete("the extension \(PackagesError.quoted(name)) is written without its publisher"))
        }
        let registry =
            knownType == .openvsx
            ? "https://open-vsx.org" : registrySuffix(defaults: ["marketplace.visualstudio.com"])
        return found(EcosystemName(.vsCode, suffix: registry), "\(namespace).\(name)")
    }

    /// A package of FreeBSD's ports, or of its base system or kernel where the `origin` says so; the release stands in
    /// the `distro` or the `arch` qualifier (`FreeBSD:14:amd64`).
    private var freeBSDPackage: PackageCoordinate.Result {
        let origin = qualifiers["origin"]?.asciiLowercased
        var suffix = origin == "base" || origin == "kernel" ? origin ?? "ports" : "ports"
        if let distro = qualifiers["distro"], let (distribution, release) = Distribution.leading(distro),
            distribution.ecosystem == .freeBSD, let number = Distribution.numbers(release, 2)
        {
            suffix += ":\(number)"
        } else if let parts = qualifiers["arch"]?.split(separator: ":"), parts.count > 1,
            parts[0].asciiLowercased == "freebsd", parts[1].isASCIINumber
        {
            suffix += ":\(parts[1])"
        }
        return found(EcosystemName(.freeBSD, suffix: suffix), name)
    }
}
