// SPDX-License-Identifier: Apache-2.0
import Notations
import Packages

/// `deno.json` and `deno.jsonc`: the `imports` and `scopes` of an import map, with `npm:`, `jsr:` and addresses.
enum DenoManifest {
    static let format = "deno-json"
    static let reader = InventoryReader(
        format: format, title: "Deno deno.json",
        recognises: { ["deno.json", "deno.jsonc"].contains($0.name) }, read: read)

    static func read(_ file: SourceFile, _ context: ReadingContext) throws(InventoryError) -> Inventory {
        let root = try file.jsonRoot(context, dialect: .relaxed)
        guard root.kind == .object else {
            throw file.refusal("The file is not a deno.json: its root is no object.", line: root.line)
        }
        var inventory = Inventory(format: format, subject: root["name"]?.string)
        var maps = [root["imports"]].compactMap { $0 }
        if let scopes = root["scopes"], scopes.kind == .object { maps += scopes.members.map(\.value) }
        for map in maps where map.kind == .object {
            for (_, line, value) in map.members {
                guard let text = value.string, let specifier = DenoSpecifier(text) else { continue }
                inventory.components.append(
                    specifier.component(file.location(line), isRequirement: true, .direct, &inventory.warnings))
            }
        }
        return inventory
    }
}

/// A module specifier that names a package: `npm:name@range/path`, `jsr:@scope/name@range`, or an address.
struct DenoSpecifier {
    enum Registry { case npm, jsr, address }

    var registry: Registry
    var name: String
    /// Version or range; nil where none is written.
    var version: String?

    /// Nil for paths, which are the subject's own modules.
    init?(_ text: String) {
        let text = Substring(text)
        if text.hasPrefix("https:") || text.hasPrefix("http:") {
            (registry, name, version) = (.address, GitAddress.withoutUser(text), nil)
            return
        }
        guard let (scheme, rest) = text.cut(at: ":"), scheme == "npm" || scheme == "jsr" else { return nil }
        registry = scheme == "npm" ? .npm : .jsr
        var parts = rest.utf8.split(separator: UInt8(ascii: "/")).map { Substring($0) }
        guard var descriptor = parts.first else { return nil }
        parts.removeFirst()
        if descriptor.utf8.first == UInt8(ascii: "@"), let second = parts.first {
            descriptor = "\(descriptor)/\(second)"
        }
        if let (name, version) = NpmReference.split(descriptor) {
            self.name = String(name)
            self.version = version.isEmpty ? nil : String(version)
        } else {
            name = String(descriptor)
        }
    }

    /// No advisory source speaks of JSR, and there is no package URL type for it.
    func component(
        _ location: SourceLocation, isRequirement: Bool, _ relationship: Relationship,
        _ warnings: inout [Inventory.Warning], hashes: [Digest] = []
    ) -> Component {
        let exact = isRequirement ? version.flatMap { NpmReference.exactVersion($0) } : version
        let requirement = isRequirement ? version : nil
        switch registry {
        case .npm:
            return .registry(
                .npm, name: name, version: exact, requirement: requirement, relationship: relationship,
                location: location, hashes: hashes, warnings: &warnings)
        case .jsr, .address:
            return Component(
                purl: nil, name: name, version: exact, ecosystem: nil, requirement: requirement,
                relationship: relationship, pin: registry == .jsr ? .registry : .url(name), location: location,
                hashes: hashes)
        }
    }
}
