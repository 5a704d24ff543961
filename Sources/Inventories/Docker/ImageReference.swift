// SPDX-License-Identifier: Apache-2.0
import Packages

/// The name of a container image: `[registry[:port]/]path[:tag][@algorithm:digest]` (the grammar of `distribution`).
struct ImageReference {
    /// Nil for Docker Hub.
    let registry: String?
    let path: String
    let tag: String?
    /// `sha256:…`
    let digest: String?

    /// Nil where there is no path, or what stands there cannot be one.
    init?(_ text: some StringProtocol) {
        var rest = Substring(text).trimmed
        var digest: String?
        if let (before, behind) = rest.cut(at: "@") {
            guard behind.cut(at: ":") != nil else { return nil }
            digest = behind.lowercased()
            rest = before
        }
        var tag: String?
        // A colon behind the last slash is before a tag; one before it is before a port.
        if let (before, behind) = rest.cut(atLast: ":"), !behind.utf8.contains(UInt8(ascii: "/")) {
            guard !behind.isEmpty else { return nil }
            tag = String(behind)
            rest = before
        }
        var registry: String?
        if let (first, behind) = rest.cut(at: "/"),
            first.utf8.contains(where: { ".:".utf8.contains($0) }) || first == "localhost"
        {
            registry = first.lowercased()
            rest = behind
        }
        if registry == "docker.io" || registry == "index.docker.io" || registry == "registry-1.docker.io" {
            registry = nil
        }
        if registry == nil { rest = rest.without(prefix: "library/") }
        let isName = rest.utf8.allSatisfy { $0.isLetter || $0.isDigit || "._-/".utf8.contains($0) }
        guard isName, let first = rest.utf8.first, first.isLetter || first.isDigit, rest.utf8.last != UInt8(ascii: "/")
        else { return nil }
        self.registry = registry
        self.path = String(rest)
        self.tag = tag
        self.digest = digest
    }

    /// Without tag and digest: `ghcr.io/owner/name`, and `alpine` for what Docker Hub calls `library/alpine`.
    var name: String { registry.map { "\($0)/\(path)" } ?? path }

    /// A component; no advisory ecosystem covers images. A digest fixes the image; a tag alone can move.
    func component(
        line: Int, groups: Set<DependencyGroup>, in draft: inout InventoryDraft
    ) -> Component {
        let (namespace, last) = path[...].cut(atLast: "/") ?? ("", path[...])
        var qualifiers = ["repository_url": registry ?? ""]
        if digest != nil, let tag { qualifiers["tag"] = tag }
        let purl = draft.packageURL(
            "docker", namespace: namespace.isEmpty ? nil : String(namespace), name: String(last),
            version: digest ?? tag,
            qualifiers: qualifiers, line: line)
        let hash = digest.flatMap { Digest.prefixed($0) }
        return Component(
            purl: purl, name: name, version: tag ?? digest, ecosystem: nil, groups: groups, relationship: .direct,
            pin: digest == nil ? .branch(repository: name, reference: tag ?? "latest", revision: nil) : .registry,
            location: draft.location(line), hashes: hash.map { [$0] } ?? [])
    }
}
