// SPDX-License-Identifier: Apache-2.0

/// What stands behind `uses:`: `owner/name@ref`, `owner/name/folder@ref`, `docker://image`, `./folder`.
struct ActionReference {
    let text: String

    var name: String { text.cut(at: "@")?.before ?? text }
    var version: String? { text.cut(at: "@")?.after }
    var isLocal: Bool { text.hasPrefix("./") || text.hasPrefix("../") }
    var isImage: Bool { text.hasPrefix("docker://") }

    /// `owner` of `owner/name/…`.
    var owner: String? { isLocal || isImage ? nil : name.cut(at: "/")?.before }

    var pin: PipelineDependency.Pin {
        guard let version else { return .unpinned }
        if version.contains("${{") { return .unknown(version) }
        if isImage { return ImageReference.isDigest(version) ? .pinned : .unpinned }
        let isHash = version.utf8.allSatisfy(\.isHexadecimal)
        return isHash && (version.utf8.count == 40 || version.utf8.count == 64) ? .pinned : .unpinned
    }

    /// How Scorecard counts it; nil for what it leaves out.
    var isCompatiblyPinned: Bool? {
        if text.hasPrefix("./") || text.isEmpty { return nil }
        let bytes = Array(text.utf8)
        if bytes[0] == UInt8(ascii: "."), bytes.count > 2, bytes[2...].contains(where: { $0 != UInt8(ascii: "/") }) {
            return true
        }
        for (place, byte) in bytes.enumerated() where byte == UInt8(ascii: "@") {
            if bytes[(place + 1)...].prefix(while: \.isHexadecimal).count >= 40 { return true }
        }
        guard let start = bytes.firstIndex(of: "docker://") else { return false }
        var position = start
        while let place = bytes.firstIndex(of: "@sha256:", from: position) {
            position = place + 8
            if bytes[position...].prefix(while: \.isHexadecimal).count >= 64 { return true }
        }
        return false
    }

    func dependency(path: String, line: Int, isCompatible: Bool) -> PipelineDependency {
        var dependency = PipelineDependency(
            kind: .githubAction, name: name, version: version, pin: pin,
            compatiblePin: isCompatible ? isCompatiblyPinned : nil,
            location: PipelineLocation(path: path, line: line, text: text))
        if needsTag {
            dependency.pin = .pinned
            dependency.note = "Its verifier needs the tag; the project documents that."
        }
        return dependency
    }

    /// Whether a commit in place of its tag would break what it is for: the provenance that SLSA's generators sign is
    /// verified by the release's tag.
    private var needsTag: Bool {
        guard name.hasPrefixIgnoringCase("slsa-framework/slsa-github-generator/.github/workflows/") else {
            return false
        }
        return version.map(VersionText.isFullSemantic) ?? false
    }
}
