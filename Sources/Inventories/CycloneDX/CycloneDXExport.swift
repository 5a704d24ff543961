// SPDX-License-Identifier: Apache-2.0
import Packages
package import Wire

/// Writes CycloneDX 1.6 JSON (ECMA-424).
package enum CycloneDXExport {
    /// Several inventories as one document, the same bytes for the same inventories in whatever order.
    ///
    /// - Parameters:
    ///   - subject: What the inventories are of; without one, what they agree on themselves.
    ///   - created: The document's timestamp; without one it has none.
    ///   - digest: A cryptographic digest of at least 16 bytes; the serial number is made from it and the content.
    package static func json(
        of inventories: [Inventory], tool: ToolName, subject: String? = nil, created: Instant? = nil,
        digest: ([UInt8]) -> [UInt8]
    ) -> JSON {
        let merged = MergedInventory(of: inventories, subject: subject)
        let references = references(of: merged)
        let relationships = DependencyGraph.relationships(
            count: merged.entries.count, edges: merged.edges, direct: merged.subject == nil ? [] : merged.direct)
        let components = zip(zip(merged.entries, references), relationships).map { pair, relationship in
            component(pair.0, reference: pair.1, relationship: relationship)
        }
        let metadata = JSON.present(
            ("timestamp", created.map { .string($0.rfc3339) }),
            ("tools", ["components": .array([toolComponent(tool)])]),
            (
                "component",
                merged.subject.map {
                    ["type": "application", "bom-ref": .string(subjectReference), "name": .string($0)]
                }
            ))
        let isComplete = merged.warnings == 0
        func document(serialNumber: String?) -> JSON {
            .present(
                ("$schema", "http://cyclonedx.org/schema/bom-1.6.schema.json"), ("bomFormat", "CycloneDX"),
                ("specVersion", "1.6"), ("serialNumber", serialNumber.map { .string("urn:uuid:\($0)") }),
                ("version", 1),
                ("metadata", metadata), ("components", .array(components)),
                ("dependencies", .array(dependencies(of: merged, references: references))),
                ("compositions", isComplete ? nil : .array([incompleteness(of: merged)])))
        }
        return document(
            serialNumber: ContentIdentifier.uuid(of: document(serialNumber: nil).bytes(), digest: digest))
    }

    /// No component's reference is like it: theirs have a colon.
    private static let subjectReference = "subject"

    private static func toolComponent(_ tool: ToolName) -> JSON {
        .present(
            ("type", "application"), ("group", tool.vendor.map { .string($0) }), ("name", .string(tool.name)),
            ("version", .string(tool.version)))
    }

    /// The package URL where there is one, numbered where several components share it.
    private static func references(of merged: MergedInventory) -> [String] {
        var used: Set<String> = []
        var next: [String: Int] = [:]
        return merged.entries.map { entry in
            let component = entry.component
            let base =
                component.purl?.description ?? "component:\(component.name)\(component.version.map { "@\($0)" } ?? "")"
            var reference = base
            while !used.insert(reference).inserted {
                let number = next[base, default: 2]
                next[base] = number + 1
                reference = "\(base)#\(number)"
            }
            return reference
        }
    }

    private static func dependencies(of merged: MergedInventory, references: [String]) -> [JSON] {
        func dependency(_ reference: String, on positions: [Int]) -> JSON {
            [
                "ref": .string(reference),
                "dependsOn": .array(positions.map { references[$0] }.sorted().map { .string($0) }),
            ]
        }
        var dependencies: [(reference: String, value: JSON)] = []
        for (position, needed) in merged.needs.enumerated() where !needed.isEmpty {
            dependencies.append((references[position], dependency(references[position], on: needed)))
        }
        dependencies.sort { $0.reference < $1.reference }
        var values = dependencies.map(\.value)
        if merged.subject != nil { values.insert(dependency(subjectReference, on: merged.direct), at: 0) }
        return values
    }

    private static func incompleteness(of merged: MergedInventory) -> JSON {
        .present(
            ("aggregate", "incomplete"),
            ("assemblies", merged.subject == nil ? nil : .array([.string(subjectReference)])))
    }
}

// MARK: - Components

extension CycloneDXExport {
    private static func component(
        _ entry: MergedInventory.Entry, reference: String, relationship: Relationship
    ) -> JSON {
        let component = entry.component
        let (group, name) = names(of: component)
        var (stated, _) = Component.stated(
            purl: component.purl?.description, name: component.name, version: component.version,
            location: SourceLocation(path: ""))
        let scope = scope(of: component.groups)
        stated.groups = scope.groups
        stated.relationship = relationship
        stated.hashes = component.hashes.filter { cycloneDXName(of: $0) != nil }
        stated.licences = component.licences
        if component.location.line != nil { stated.location = component.location }
        let attributes = ComponentAttribute.missing(from: stated, of: component)
        return .present(
            ("type", component.purl.map { ["docker", "oci"].contains($0.type) } ?? false ? "container" : "library"),
            ("bom-ref", .string(reference)), ("group", group.map { .string($0) }), ("name", .string(name)),
            ("version", component.version.map { .string($0) }), ("scope", .string(scope.name)),
            ("hashes", list(stated.hashes.compactMap(hash))), ("licenses", licences(component.licences)),
            ("purl", component.purl.map { .string($0.description) }),
            ("evidence", ["occurrences": .array(entry.locations.map(occurrence))]),
            ("properties", list(attributes.map(property))))
    }

    /// The name as people know it, with the group where the package URL names one and the ecosystem has the notion.
    private static func names(of component: Component) -> (group: String?, name: String) {
        guard let purl = component.purl, component.ecosystem != nil, let namespace = purl.namespace,
            ["maven", "npm", "composer"].contains(purl.type)
        else { return (nil, component.name) }
        return (namespace, purl.name)
    }

    /// The scope, and the groups a reader makes of it.
    private static func scope(of groups: Set<DependencyGroup>) -> (name: String, groups: Set<DependencyGroup>) {
        if groups.isEmpty || groups.contains(.runtime) { return ("required", [.runtime]) }
        if groups.contains(.optional) { return ("optional", [.optional]) }
        return ("excluded", [.development])
    }

    private static func list(_ values: [JSON]) -> JSON? {
        values.isEmpty ? nil : .array(values)
    }

    private static func cycloneDXName(of digest: Digest) -> String? {
        guard let name = DigestName.named(digest.algorithm), let cycloneDX = name.cycloneDX,
            !cycloneDX.hasPrefix("Streebog"), name.accepts(digest.value),
            // BLAKE3 has any length; the schema has these.
            [32, 40, 64, 96, 128].contains(digest.value.utf8.count)
        else { return nil }
        return cycloneDX
    }

    private static func hash(_ digest: Digest) -> JSON? {
        cycloneDXName(of: digest).map { ["alg": .string($0), "content": .string(digest.value)] }
    }

    private static func licences(_ licences: [String]) -> JSON? {
        if licences.count == 1, let licence = licences.first, !SPDXLicenceList.contains(licence),
            SPDXExpression.isValid(licence, references: true)
        {
            return .array([["expression": .string(licence)]])
        }
        return list(
            licences.map { licence in
                ["license": [SPDXLicenceList.contains(licence) ? "id" : "name": .string(licence)]]
            })
    }

    private static func occurrence(_ location: SourceLocation) -> JSON {
        .present(("location", .string(location.path)), ("line", location.line.map { .integer($0) }))
    }

    private static func property(_ attribute: ComponentAttribute) -> JSON {
        [
            "name": .string(ComponentAttribute.cycloneDXPrefix + attribute.name.rawValue),
            "value": .string(attribute.value),
        ]
    }
}
