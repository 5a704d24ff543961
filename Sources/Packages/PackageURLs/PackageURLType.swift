// SPDX-License-Identifier: Apache-2.0

/// A package URL type whose rules are known: those registered with purl-spec, and a few that are in wide use without
/// being registered. The ones met most often come first, because a type is found by walking the list.
enum PackageURLType: String, Sendable, CaseIterable {
    case npm, maven, pypi, golang, cargo, nuget, deb, rpm, apk, gem, composer, github, generic, swift, hex, pub
    case cocoapods, conan, conda, cran, docker, oci, hackage, julia, bitnami, opam, alpm, bazel, bitbucket, brew
    case chromeExtension = "chrome-extension"
    case cpan, git, huggingface, luarocks, mlflow, otp, qpkg, swid, vcpkg
    case vscodeExtension = "vscode-extension"
    case yocto
    // Not registered, but written by GitHub's dependency graph, Trivy, Syft, Docker Scout and others.
    case githubactions, bioconductor, dhi, freebsd, ghc, gradle, k8s, openvsx, vscode, alpine
}

/// What a type demands of the parts of a package URL and how it writes them.
struct PackageURLRules: Sendable {
    enum Namespace: Sendable { case required, optional, prohibited }

    var namespace: Namespace = .optional
    var namespaceFold: ByteFold = .none
    var nameFold: ByteFold = .none
    var versionFold: ByteFold = .none
    /// A qualifier without which the package is not identified.
    var requiredQualifier: String?
    /// Whether `PackageURL.checkNotations` has something to say about the type.
    var hasNotations = false
    /// Whether a name written `scope%2Fname` or `host%2Fpath` is a namespace and a name in disguise.
    var splitsEncodedNames = false
}

/// How a type rewrites the bytes of a part; everything outside ASCII stays as it is.
enum ByteFold: UInt8, Sendable {
    case none, lowercase, uppercase
    /// Lower case, with dashes for underscores.
    case pypi
    /// Lower case, with underscores for everything that is no letter, digit or underscore.
    case pub

    @inline(__always)
    func callAsFunction(_ byte: UInt8) -> UInt8 {
        switch self {
        case .none: return byte
        case .lowercase: return byte.lowercased
        case .uppercase: return byte >= 0x61 && byte <= 0x7A ? byte & 0xDF : byte
        case .pypi: return byte == UInt8(ascii: "_") ? UInt8(ascii: "-") : byte.lowercased
        case .pub: return byte.isLetter || byte.isDigit ? byte.lowercased : UInt8(ascii: "_")
        }
    }
}

extension PackageURLType {
    /// `allCases`, made once.
    static let all: [PackageURLType] = allCases

    /// The rules of every type, at the type's place in `all`; from purl-spec's `types/*-definition.json`.
    static let rules: [PackageURLRules] = all.map(\.definition)

    private var definition: PackageURLRules {
        typealias Rules = PackageURLRules
        return switch self {
        case .alpm, .apk, .deb:
            Rules(namespace: .required, namespaceFold: .lowercase, nameFold: .lowercase)
        case .alpine: Rules(namespace: .prohibited, nameFold: .lowercase)
        case .bazel: Rules(namespace: .prohibited)
        case .bioconductor: Rules(namespace: .prohibited)
        case .bitbucket:
            Rules(
                namespace: .required, namespaceFold: .lowercase, nameFold: .lowercase, splitsEncodedNames: true)
        case .bitnami:
            Rules(
                namespace: .prohibited, nameFold: .lowercase)
        case .brew:
            Rules(
                namespaceFold: .lowercase, nameFold: .lowercase)
        case .cargo: Rules(namespace: .prohibited)
        case .chromeExtension:
            Rules(
                namespace: .prohibited, nameFold: .lowercase, hasNotations: true)
        case .cocoapods:
            Rules(namespace: .prohibited, hasNotations: true)
        case .composer:
            Rules(
                namespace: .required, namespaceFold: .lowercase, nameFold: .lowercase, splitsEncodedNames: true)
        case .conan: Rules()
        case .conda: Rules(namespace: .prohibited)
        case .cpan: Rules(namespaceFold: .uppercase, hasNotations: true)
        case .cran: Rules(namespace: .prohibited)
        case .dhi, .k8s: Rules()
        case .docker: Rules()
        case .freebsd: Rules(nameFold: .none)
        case .gem: Rules(namespace: .prohibited)
        case .generic: Rules()
        case .ghc: Rules(namespace: .prohibited)
        case .git: Rules(namespace: .required, hasNotations: true)
        case .github, .githubactions:
            Rules(
                namespace: .required, namespaceFold: .lowercase, nameFold: .lowercase, splitsEncodedNames: true)
        // The definition requires a namespace, and every scanner writes Go's standard library as pkg:golang/stdlib.
        case .golang: Rules(splitsEncodedNames: true)
        case .gradle, .maven:
            Rules(namespace: .required)
        case .hackage: Rules(namespace: .prohibited)
        case .hex:
            Rules(
                namespaceFold: .lowercase, nameFold: .lowercase, splitsEncodedNames: true)
        case .huggingface:
            Rules(namespace: .required, versionFold: .lowercase)
        case .julia:
            Rules(
                namespace: .prohibited, requiredQualifier: "uuid")
        case .luarocks: Rules(namespaceFold: .lowercase, nameFold: .lowercase)
        case .mlflow: Rules(namespace: .prohibited, hasNotations: true)
        case .npm: Rules(splitsEncodedNames: true)
        case .nuget: Rules(namespace: .prohibited)
        case .oci: Rules(namespace: .prohibited, nameFold: .lowercase, versionFold: .lowercase)
        case .opam: Rules(namespace: .prohibited)
        case .openvsx:
            Rules(
                namespace: .required, namespaceFold: .lowercase, nameFold: .lowercase)
        case .otp: Rules(namespace: .prohibited, nameFold: .lowercase)
        case .pub: Rules(namespace: .prohibited, nameFold: .pub)
        case .pypi:
            Rules(
                namespace: .prohibited, nameFold: .pypi, versionFold: .lowercase)
        case .qpkg, .rpm: Rules(namespace: .required, namespaceFold: .lowercase)
        case .swid: Rules(requiredQualifier: "tag_id", hasNotations: true)
        case .swift: Rules(namespace: .required, splitsEncodedNames: true)
        case .vcpkg:
            Rules(namespace: .prohibited)
        case .vscode, .vscodeExtension:
            Rules(
                namespace: .required, namespaceFold: .lowercase, nameFold: .lowercase, versionFold: .lowercase)
        case .yocto: Rules(namespaceFold: .lowercase)
        }
    }

    /// The place of a type in `all` by its lower-cased name; nil for a type that is not known here.
    @inline(__always)
    static func place(of name: UnsafeBufferPointer<UInt8>) -> Int? {
        guard name.count <= 16 else { return nil }
        let key = PackedName(name)
        return packedNames.firstIndex(of: key)
    }

    private static let packedNames: [PackedName] = all.map { type in
        Array(type.rawValue.utf8).withUnsafeBufferPointer { PackedName($0) }
    }

    /// Up to sixteen lower-cased bytes, compared as two words.
    private struct PackedName: Sendable, Equatable {
        var low: UInt64 = 0
        var high: UInt64 = 0

        @inline(__always)
        init(_ bytes: UnsafeBufferPointer<UInt8>) {
            for (offset, byte) in bytes.enumerated() {
                let lowered = UInt64(byte.lowercased)
                if offset < 8 {
                    low |= lowered &<< UInt64(offset &* 8)
                } else {
                    high |= lowered &<< UInt64((offset &- 8) &* 8)
                }
            }
        }
    }
}
