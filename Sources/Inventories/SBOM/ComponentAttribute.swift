// SPDX-License-Identifier: Apache-2.0
import Packages

/// What a component knows and a bill of materials has no field for, as named texts.
///
/// CycloneDX carries them as properties `mainstay:NAME`, SPDX as external references of the category `OTHER` and the type
/// `mainstay-NAME` with the text percent-encoded. Written only where reading the document's own fields would say
/// something else; read back, they win over those fields.
struct ComponentAttribute: Hashable {
    enum Name: String, CaseIterable {
        case ecosystem, name, version, requirement, groups, relationship, pin, location, source, hash, licence
    }

    static let cycloneDXPrefix = "mainstay:"
    static let spdxPrefix = "mainstay-"

    var name: Name
    var value: String

    /// What has to be added to `stated`, the component as a reader of the document's own fields would make it, to give
    /// `component`. Hashes the format has no name for are `hashes`.
    static func missing(from stated: Component, of component: Component) -> [ComponentAttribute] {
        var attributes: [ComponentAttribute] = []
        func add(_ name: Name, _ value: String?) {
            attributes.append(ComponentAttribute(name: name, value: value ?? ""))
        }
        if stated.ecosystem != component.ecosystem { add(.ecosystem, component.ecosystem?.description) }
        if stated.name != component.name { add(.name, component.name) }
        if stated.version != component.version { add(.version, component.version) }
        if stated.requirement != component.requirement { add(.requirement, component.requirement) }
        if stated.groups != component.groups {
            add(.groups, component.groups.sorted().map(\.rawValue).joined(separator: ","))
        }
        if stated.relationship != component.relationship { add(.relationship, component.relationship.rawValue) }
        if stated.pin != component.pin { add(.pin, component.pin.attribute) }
        if stated.location != component.location { add(.location, component.location.attribute) }
        if stated.sources != component.sources {
            if component.sources.isEmpty { add(.source, nil) }
            for source in component.sources { add(.source, source.attribute) }
        }
        let hashes = Set(stated.hashes)
        for hash in component.hashes where !hashes.contains(hash) {
            add(.hash, "\(hash.algorithm):\(hash.value)")
        }
        if stated.licences != component.licences {
            for licence in component.licences { add(.licence, licence) }
        }
        return attributes
    }
}

extension Component {
    /// Takes over attributes in their order. One that cannot be understood is a warning and changes nothing.
    mutating func apply(_ attributes: [ComponentAttribute], warnings: inout [Inventory.Warning]) {
        let place = location
        var sources: [SourcePackage] = []
        var licences: [String] = []
        var stated: Set<ComponentAttribute.Name> = []
        for attribute in attributes {
            var understood = true
            switch attribute.name {
            case .ecosystem:
                if attribute.value.isEmpty {
                    ecosystem = nil
                } else {
                    do throws(PackagesError) {
                        ecosystem = try EcosystemName(parsing: attribute.value)
                    } catch {
                        understood = false
                    }
                }
            case .name: name = attribute.value.presence ?? name
            case .version: version = attribute.value.presence
            case .requirement: requirement = attribute.value.presence
            case .groups:
                let names = attribute.value.split(separator: ",")
                let read = names.compactMap { DependencyGroup(rawValue: String($0)) }
                understood = read.count == names.count
                if understood { groups = Set(read) }
            case .relationship:
                if let read = Relationship(rawValue: attribute.value) {
                    relationship = read
                } else {
                    understood = false
                }
            case .pin: if let read = Pin(attribute: attribute.value) { pin = read } else { understood = false }
            case .location:
                if let read = SourceLocation(attribute: attribute.value) { location = read } else { understood = false }
            case .source:
                if let read = SourcePackage(attribute: attribute.value) {
                    sources.append(read)
                } else {
                    understood = attribute.value.isEmpty
                }
            case .hash:
                let parts = attribute.value.split(separator: ":", maxSplits: 1)
                if parts.count == 2 {
                    hashes.append(Digest(algorithm: String(parts[0]), value: String(parts[1])))
                } else {
                    understood = false
                }
            case .licence: if !attribute.value.isEmpty { licences.append(attribute.value) }
            }
            if understood {
                stated.insert(attribute.name)
            } else {
                let text = "\(attribute.name.rawValue) = \(attribute.value.excerpt)"
                warnings.append(
                    Inventory.Warning(location: place, message: "The attribute '\(text)' is not understood."))
            }
        }
        if stated.contains(.source) { self.sources = sources }
        if stated.contains(.licence) { self.licences = licences }
        if stated.contains(.hash) { hashes.sort { ($0.algorithm, $0.value) < ($1.algorithm, $1.value) } }
    }
}

// MARK: - Texts of single values

extension Pin {
    /// The kind and its parts behind a space each, the parts percent-encoded.
    var attribute: String {
        let parts: [String] =
            switch self {
            case .registry: ["registry"]
            case .revision(let repository, let revision): ["revision", repository, revision]
            case .branch(let repository, let reference, let revision):
                ["branch", repository, reference] + (revision.map { [$0] } ?? [])
            case .path(let path): ["path", path]
            case .url(let url): ["url", url]
            }
        return parts.map { PercentText.encode($0) }.joined(separator: " ")
    }

    init?(attribute: String) {
        let parts = attribute.split(separator: " ", omittingEmptySubsequences: false)
            .map { PercentText.decode(String($0)) }
        switch (parts.first, parts.count) {
        case ("registry", 1): self = .registry
        case ("revision", 3): self = .revision(repository: parts[1], revision: parts[2])
        case ("branch", 3): self = .branch(repository: parts[1], reference: parts[2], revision: nil)
        case ("branch", 4): self = .branch(repository: parts[1], reference: parts[2], revision: parts[3])
        case ("path", 2): self = .path(parts[1])
        case ("url", 2): self = .url(parts[1])
        default: return nil
        }
    }
}

extension SourcePackage {
    /// The name, and the version behind a space, percent-encoded.
    var attribute: String {
        ([name] + (version.map { [$0] } ?? [])).map { PercentText.encode($0) }.joined(separator: " ")
    }

    init?(attribute: String) {
        let parts = attribute.split(separator: " ", omittingEmptySubsequences: false)
            .map { PercentText.decode(String($0)) }
        guard let name = parts.first?.presence, parts.count <= 2 else { return nil }
        self.init(name: name, version: parts.count == 2 ? parts[1] : nil)
    }
}

extension SourceLocation {
    /// The path percent-encoded, and `#L` with the line.
    var attribute: String {
        PercentText.encode(path) + (line.map { "#L\($0)" } ?? "")
    }

    /// Only a relative path that stays below its root: what a document states is never a way out of the subject.
    init?(attribute: String) {
        let parts = attribute.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
        guard let first = parts.first else { return nil }
        let path = PercentText.decode(String(first))
        guard SourceLocation.staysInside(path) else { return nil }
        guard parts.count == 2 else {
            self.init(path: path)
            return
        }
        guard parts[1].first == "L", let line = Int(parts[1].dropFirst()), line > 0 else { return nil }
        self.init(path: path, line: line)
    }

    /// Whether a stated path is relative, has no `..` and no control characters.
    static func staysInside(_ path: String) -> Bool {
        guard !path.isEmpty, !path.hasPrefix("/"), path.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F && $0 != 0x5C })
        else { return false }
        return !path.split(separator: "/").contains("..")
    }
}

/// Percent-encoding (RFC 3986 §2.1) of everything that is not unreserved, `/`, `:`, `@`, `+` or `,`.
enum PercentText {
    static func encode(_ text: String) -> String {
        let digits = Array("0123456789ABCDEF".utf8)
        var output: [UInt8] = []
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
                UInt8(ascii: "~"), UInt8(ascii: "/"), UInt8(ascii: ":"), UInt8(ascii: "@"), UInt8(ascii: "+"),
                UInt8(ascii: ","):
                output.append(byte)
            default:
                output.append(UInt8(ascii: "%"))
                output.append(digits[Int(byte >> 4)])
                output.append(digits[Int(byte & 15)])
            }
        }
        return String(decoding: output, as: UTF8.self)
    }

    /// A `%` that no two hexadecimal digits follow stays as it is.
    static func decode(_ text: String) -> String {
        guard text.utf8.contains(UInt8(ascii: "%")) else { return text }
        let bytes = Array(text.utf8)
        var output: [UInt8] = []
        var position = 0
        while position < bytes.count {
            if bytes[position] == UInt8(ascii: "%"), position + 2 < bytes.count,
                let high = Character(Unicode.Scalar(bytes[position + 1])).hexDigitValue,
                let low = Character(Unicode.Scalar(bytes[position + 2])).hexDigitValue
            {
                output.append(UInt8(high << 4 | low))
                position += 3
            } else {
                output.append(bytes[position])
                position += 1
            }
        }
        return String(decoding: output, as: UTF8.self)
    }
}
