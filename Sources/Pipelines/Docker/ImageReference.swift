// SPDX-License-Identifier: Apache-2.0

/// A container image as it is named in files: `registry:5000/name:tag@sha256:…`.
struct ImageReference {
    let name: String
    /// Tag and digest: `3.19`, `3.19@sha256:…`, `sha256:…`; nil where none is given.
    let version: String?
    let pin: PipelineDependency.Pin

    /// - Parameter text: variables that may hold a digest (`$X`, `a:${X}`) make it unknown.
    init(_ text: String) {
        if let (before, digest) = text.cut(at: "@") {
            let (name, tag) = ImageReference.split(before)
            self.name = name
            version = tag.map { "\($0)@\(digest)" } ?? digest
            if ImageReference.isDigest(digest) {
                pin = .pinned
            } else {
                pin = ImageReference.variable(in: digest).map { .unknown($0) } ?? .unpinned
            }
            return
        }
        (name, version) = ImageReference.split(text)
        // Behind a tag that stands there itself there is no room for a digest, whatever the name.
        if let version, version.utf8.allSatisfy({ $0.isWord || ".-".utf8.contains($0) }) {
            pin = .unpinned
            return
        }
        pin = ImageReference.variable(in: text).map { .unknown($0) } ?? .unpinned
    }

    /// The tag is what follows a `:` behind the last `/`.
    private static func split(_ text: String) -> (String, String?) {
        guard let colon = text.utf8.lastIndex(of: UInt8(ascii: ":")) else { return (text, nil) }
        let tag = text[text.utf8.index(after: colon)...]
        guard !tag.utf8.contains(UInt8(ascii: "/")), !tag.utf8.contains(UInt8(ascii: "}")) else { return (text, nil) }
        return (String(text[..<colon]), String(tag))
    }

    /// `sha256:` and 64 hexadecimal digits, or `sha512:` and 128.
    static func isDigest(_ text: String) -> Bool {
        let digits = text.utf8.drop { $0 != UInt8(ascii: ":") }.dropFirst()
        guard digits.allSatisfy(\.isHexadecimal) else { return false }
        return text.hasPrefix("sha256:") && digits.count == 64 || text.hasPrefix("sha512:") && digits.count == 128
    }

    /// The name of the first variable; nil when there is none.
    static func variable(in text: String) -> String? {
        guard let dollar = text.utf8.firstIndex(of: UInt8(ascii: "$")) else { return nil }
        let rest = text.utf8[dollar...].dropFirst().drop { $0 == UInt8(ascii: "{") || $0 == 0x20 }
        return String(ascii: rest.prefix { $0.isWord || $0 == UInt8(ascii: ".") })
    }

    func dependency(
        kind: PipelineDependency.Kind = .containerImage, compatiblePin: Bool?, location: PipelineLocation
    ) -> PipelineDependency {
        PipelineDependency(
            kind: kind, name: name, version: version, pin: pin, compatiblePin: compatiblePin, location: location)
    }
}
