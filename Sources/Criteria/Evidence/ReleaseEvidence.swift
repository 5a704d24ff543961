// SPDX-License-Identifier: Apache-2.0
import Forges
import Histories
import ProjectHealth

/// What is known of the project's releases, from its tags and from its forge.
struct ReleaseEvidence: Sendable {
    enum Made: Sendable, Hashable { case yes, no, unknown }

    /// The newest are looked at.
    static let newest = 5

    let made: Made
    /// The project's own releases in the history, newest first; pre-releases only where there are no others.
    let tagged: [Release]
    /// Every tag of the history.
    let tags: [TagRecord]
    /// The forge's without drafts, newest first; nil where they were not seen.
    let published: [ForgeSnapshot.Release]?
    /// Those of the newest published ones that have assets.
    let withAssets: [ForgeSnapshot.Release]

    init(_ facts: ProjectFacts, history: HistoryIndex?) {
        tagged = (history?.releases.main.proper ?? []).reversed()
        tags = history?.history.tags ?? []
        published = facts.forge.value?.releases.value.map { $0.filter { !$0.isDraft } }
        withAssets = Array((published ?? []).filter { !$0.assets.isEmpty }.prefix(Self.newest))
        if !tagged.isEmpty || !(published ?? []).isEmpty {
            made = .yes
        } else if let history, !history.history.isPartial, history.history.tags.isEmpty, published != nil {
            made = .no
        } else {
            made = .unknown
        }
    }

    /// The newest releases as evidence.
    var evidence: [EvidenceLocation] {
        if let published, !published.isEmpty {
            return published.prefix(3).map {
                EvidenceLocation(.url, $0.url, snippet: Quotation.line("Release \($0.tag)"))
            }
        }
        return tagged.prefix(3).map { release in
            release.tag == nil
                ? EvidenceLocation(.commit, release.commit.hexadecimal, snippet: Quotation.line(release.name))
                : EvidenceLocation(.tag, release.name)
        }
    }

    /// The tag record of a tagged release.
    func record(_ release: Release) -> TagRecord? {
        guard let index = release.tag, tags.indices.contains(Int(index)) else { return nil }
        return tags[Int(index)]
    }

    /// Those that the check knows, and attestations. A certificate or a bundle of them alone signs nothing.
    private static let signatureEndings =
        SignedReleases.signatureEndings + SignedReleases.provenanceEndings + [
            ".att", ".cosign.bundle", ".sigstore.bundle", ".slsa",
        ]

    static func isSignature(_ name: String) -> Bool {
        let lowered = name.lowercased()
        return signatureEndings.contains { lowered.hasSuffix($0) } || lowered.contains("multiple.intoto")
            || lowered.contains("attestation") || lowered.contains("provenance")
    }

    static func isChecksum(_ name: String) -> Bool {
        let lowered = name.lowercased()
        return TreeNames.checksumEndings.contains { lowered.hasSuffix($0) } || lowered.contains("sha256sums")
            || lowered.contains("checksums") || lowered.contains("sha512sums")
    }

    static func isSBOM(_ name: String) -> Bool {
        let lowered = name.lowercased()
        return SBOM.isSBOM(name) || lowered.contains("sbom")
            || lowered.contains("bom.json")
            || lowered.contains("bom.xml")
    }

    /// Neither signature, checksum, SBOM, licence nor source archive: something built.
    static func isBuilt(_ name: String) -> Bool {
        let lowered = name.lowercased()
        if isSignature(name) || isChecksum(name) || isSBOM(name) { return false }
        let texts = [
            ".txt", ".md", ".html", ".pdf", ".json", ".yaml", ".yml", ".xml", ".patch", ".diff", ".css", ".rst",
        ]
        if texts.contains(where: { lowered.hasSuffix($0) }) || lowered.hasPrefix("license") { return false }
        let binaries = [
            ".exe", ".msi", ".dmg", ".pkg", ".deb", ".rpm", ".apk", ".jar", ".war", ".whl", ".so", ".dll", ".dylib",
            ".appimage",
            ".snap", ".wasm", ".nupkg", ".crx", ".xpi", ".vsix", ".aar", ".ipa", ".bin", ".flatpak", ".phar",
        ]
        if binaries.contains(where: { lowered.hasSuffix($0) }) { return true }
        // `tool-linux-amd64`, `tool_1.2_darwin_arm64.tar.gz`
        return [
            "linux", "darwin", "windows", "macos", "win32", "win64", "x86_64", "amd64", "arm64", "aarch64", "freebsd",
            "apple",
        ].contains { lowered.contains($0) }
    }
}
