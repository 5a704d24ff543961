// SPDX-License-Identifier: Apache-2.0

extension Distribution {
    /// How a release reads in the ecosystem's suffix.
    enum ReleaseReading: Equatable {
        /// The suffix; nil when the ecosystem's names have none or the text is empty.
        case suffix(String?)
        /// The text names no release of the distribution.
        case unknown
    }

    /// The ecosystem's suffix for a release as `distro` qualifiers and os-release files write it, without the
    /// distribution's name: `12.5`, `bookworm`, `v3.18`, `15.5`, `Leap 15.5`, `22.03-LTS-SP3`.
    func suffix(ofRelease text: String) -> ReleaseReading {
        guard let ecosystem else { return .unknown }
        let text = text.utf8.count <= 128 ? text : String(text.prefix(128))
        switch ecosystem {
        case .chainguard, .wolfi, .minimOS, .cleanStart, .echo, .dockerHardenedImages: return .suffix(nil)
        case .openSUSE where edition == "Tumbleweed": return .suffix("Tumbleweed")
        case _ where text.isEmpty: return .suffix(nil)
        case .debian: return Self.reading(DebianRelease.suffix(of: text))
        case .ubuntu: return Self.reading(UbuntuRelease(text)?.suffix)
        case .alpine: return Self.reading(Self.alpineSuffix(text))
        case .almaLinux, .rockyLinux, .mageia:
            return Self.reading(Self.numbers(text.hasPrefix("el") ? String(text.dropFirst(2)) : text, 1))
        case .azureLinux: return Self.reading(Self.numbers(text, 1))
        case .photonOS: return Self.reading(Self.numbers(text, 2).map { $0.utf8.contains(0x2E) ? $0 : $0 + ".0" })
        case .redHat: return Self.reading(RedHatStream.suffix(ofRelease: text))
        case .suse: return Self.reading(SUSEProduct.suseSuffix(ofRelease: text, edition: edition))
        case .openSUSE: return Self.reading(SUSEProduct.openSUSESuffix(ofRelease: text, edition: edition))
        case .openEuler: return Self.reading(OpenEulerRelease(text)?.suffix)
        case .freeBSD: return Self.reading(Self.numbers(text, 2).map { "ports:\($0)" })
        default: return .suffix(text)
        }
    }

    private static func reading(_ suffix: String?) -> ReleaseReading {
        suffix.map { .suffix($0) } ?? .unknown
    }

    /// `v3.18`, `3.18.4`, `edge`; a snapshot (`3.24.0_alpha20251224`) is edge.
    private static func alpineSuffix(_ text: String) -> String? {
        let text = text.asciiLowercased
        guard !text.utf8.starts(with: "edge".utf8), !text.containsASCII("_alpha") else { return "edge" }
        return numbers(text.utf8.first == UInt8(ascii: "v") ? text.dropFirst() : text[...], 2).map { "v\($0)" }
    }

    /// The first numbers of a dotted version: `8` of `8.10`, `4.0` of `4.0-dev`; nil when it starts with none.
    static func numbers(_ text: some StringProtocol, _ count: Int) -> String? {
        let bytes = text.utf8
        var end = bytes.startIndex
        var start = end
        var found = 0
        while found < count, start != bytes.endIndex {
            let digits = bytes[start...].prefix(while: \.isDigit)
            guard !digits.isEmpty, digits.count <= 8 else { break }
            end = digits.endIndex
            found &+= 1
            guard end != bytes.endIndex, bytes[end] == UInt8(ascii: ".") else { break }
            start = bytes.index(after: end)
        }
        return found == 0 ? nil : String(text[..<end])
    }

    /// The release that a package's version names in its own release tag: `8` of `4.4.20-4.el8_4`, `9` of `1.0-2.mga9`.
    ///
    /// Only tags that say for which release the package was built and that no later release takes over are read.
    func suffix(ofPackageVersion version: String) -> String? {
        guard let ecosystem else { return nil }
        switch ecosystem {
        case .almaLinux, .rockyLinux: return Self.tagNumber("el", in: version)
        case .redHat: return Self.tagNumber("el", in: version).map { "enterprise_linux:\($0)" }
        case .mageia: return Self.tagNumber("mga", in: version)
        case .photonOS: return Self.tagNumber("ph", in: version).map { "\($0).0" }
        case .azureLinux: return Self.tagNumber("azl", in: version) ?? Self.tagNumber("cm", in: version)
        case .debian: return Self.tagNumber("deb", in: version, until: UInt8(ascii: "u"))
        case .openEuler: return Self.tag("oe", in: version).flatMap { OpenEulerRelease(tag: $0)?.suffix }
        default: return nil
        }
    }

    private static func tagNumber(_ tag: StaticString, in version: String, until end: UInt8? = nil) -> String? {
        guard let rest = Self.tag(tag, in: version) else { return nil }
        let digits = rest.utf8.prefix(while: \.isDigit)
        guard 1...3 ~= digits.count else { return nil }
        if let end, rest.utf8.dropFirst(digits.count).first != end { return nil }
        return String(Substring(digits))
    }

    /// What follows a tag and starts with a digit, where the tag starts a part of the version (`.el8`, `+deb12u1`); up
    /// to the next part. The last part counts.
    static func tag(_ tag: StaticString, in version: String) -> Substring? {
        tag.withUTF8Buffer { tag in
            let bytes = version.utf8
            var end = bytes.endIndex
            var start = end
            while start != bytes.startIndex {
                let before = bytes.index(before: start)
                if before == bytes.startIndex || !(bytes[before].isAlphanumeric || bytes[before] == UInt8(ascii: "_")) {
                    let partStart = before == bytes.startIndex && bytes[before].isAlphanumeric ? before : start
                    let part = bytes[partStart..<end]
                    let rest = part.dropFirst(tag.count)
                    if part.starts(with: tag), rest.first?.isDigit == true { return Substring(rest) }
                    end = before
                }
                start = before
            }
            return nil
        }
    }
}
