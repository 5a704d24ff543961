// SPDX-License-Identifier: Apache-2.0
import Packages
package import Wire

/// Writes SPDX 2.3 JSON (ISO/IEC 5962).
package enum SPDXExport {
    /// Several inventories as one document, the same bytes for the same inventories in whatever order.
    ///
    /// - Parameters:
    ///   - subject: What the inventories are of; without one, what they agree on themselves.
    ///   - created: When the document was made. SPDX requires a time: without one, 1970-01-01 stands for "not said".
    ///   - digest: A cryptographic digest of at least 16 bytes; the document's namespace is made from it and the content.
    package static func json(
        of inventories: [Inventory], tool: ToolName, subject: String? = nil, created: Instant? = nil,
        digest: ([UInt8]) -> [UInt8]
    ) -> JSON {
        let merged = MergedInventory(of: inventories, subject: subject)
        let identifiers = identifiers(of: merged)
        let relationships = DependencyGraph.relationships(
            count: merged.entries.count, edges: merged.edges, direct: merged.subject == nil ? [] : merged.direct)
        var packages = merged.subject.map { [subjectPackage($0)] } ?? []
        for (position, entry) in merged.entries.enumerated() {
            packages.append(
                package(
                    entry, identifier: identifiers[position], relationship: relationships[position],
                    hasSubject: merged.subject != nil))
        }
        let warnings = merged.warnings
        let edges = self.relationships(of: merged, identifiers: identifiers)
        func document(namespace: String) -> JSON {
            .present(
                ("spdxVersion", "SPDX-2.3"), ("dataLicense", "CC0-1.0"), ("SPDXID", .string(documentIdentifier)),
                ("name", .string(merged.subject ?? "inventory")), ("documentNamespace", .string(namespace)),
                (
                    "creationInfo",
                    [
                        "created": .string((created ?? Instant(seconds: 0)).rfc3339),
                        "creators": .array(creators(tool)),
                    ]
                ),
                (
                    "comment",
                    warnings == 0
                        ? nil
                        : .string(
                            "This document is not complete: \(warnings) places of the files read were not understood.")
                ),
                ("packages", .array(packages)), ("relationships", .array(edges)))
        }
        let uuid = ContentIdentifier.uuid(of: document(namespace: "").bytes(), digest: digest)
        return document(namespace: "urn:uuid:\(uuid ?? "00000000-0000-0000-0000-000000000000")")
    }

    private static let documentIdentifier = "SPDXRef-DOCUMENT"
    private static let subjectIdentifier = "SPDXRef-Subject"

    private static func creators(_ tool: ToolName) -> [JSON] {
        (tool.vendor.map { [.string("Organization: \($0)")] } ?? []) + [.string("Tool: \(tool.name)-\(tool.version)")]
    }

    /// `SPDXRef-Package-` with type, name and version in the characters an identifier may have, numbered where several
    /// packages come to the same.
    private static func identifiers(of merged: MergedInventory) -> [String] {
        var used: Set<String> = []
        var next: [String: Int] = [:]
        return merged.entries.map { entry in
            let component = entry.component
            let parts = [component.purl?.type, component.name, component.version].compactMap { $0 }
            let base = "SPDXRef-Package-" + parts.map(identifierText).joined(separator: "-")
            var identifier = base
            while !used.insert(identifier).inserted {
                let number = next[base, default: 2]
                next[base] = number + 1
                identifier = "\(base)-\(number)"
            }
            return identifier
        }
    }

    /// Letters, digits and `.` as they are, everything else a `-` (SPDX 2.3 §3.2).
    private static func identifierText(_ text: String) -> String {
        let bytes = text.utf8.map { byte in
            byte.isLetter || byte.isDigit || byte == UInt8(ascii: ".") ? byte : UInt8(ascii: "-")
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func relationships(of merged: MergedInventory, identifiers: [String]) -> [JSON] {
        var relationships: [JSON] = []
        func add(_ element: String, _ type: String, _ related: String) {
            relationships.append([
                "spdxElementId": .string(element), "relationshipType": .string(type),
                "relatedSpdxElement": .string(related),
            ])
        }
        if merged.subject != nil { add(documentIdentifier, "DESCRIBES", subjectIdentifier) }
        for (position, entry) in merged.entries.enumerated() {
            guard merged.subject != nil else {
                add(documentIdentifier, "DESCRIBES", identifiers[position])
                continue
            }
            guard entry.component.relationship == .direct else {
                add(subjectIdentifier, "CONTAINS", identifiers[position])
                continue
            }
            let groups = entry.component.groups
            if groups.isEmpty || groups == [.runtime] {
                add(subjectIdentifier, "DEPENDS_ON", identifiers[position])
            } else {
                for group in groups.sorted() {
                    add(identifiers[position], relationshipType(of: group), subjectIdentifier)
                }
            }
        }
        for edge in merged.edges { add(identifiers[edge.from], "DEPENDS_ON", identifiers[edge.to]) }
        return relationships
    }

    private static func relationshipType(of group: DependencyGroup) -> String {
        switch group {
        case .runtime: "RUNTIME_DEPENDENCY_OF"
        case .development: "DEV_DEPENDENCY_OF"
        case .test: "TEST_DEPENDENCY_OF"
        case .build: "BUILD_DEPENDENCY_OF"
        case .optional: "OPTIONAL_DEPENDENCY_OF"
        }
    }
}

// MARK: - Packages

extension SPDXExport {
    private static func subjectPackage(_ name: String) -> JSON {
        [
            "name": .string(name), "SPDXID": .string(subjectIdentifier), "downloadLocation": "NOASSERTION",
            "filesAnalyzed": false, "licenseConcluded": "NOASSERTION", "licenseDeclared": "NOASSERTION",
            "copyrightText": "NOASSERTION", "primaryPackagePurpose": "APPLICATION",
            "externalRefs": .array([
                reference("OTHER", ComponentAttribute.spdxPrefix + SPDXPackage.subjectMark, "true")
            ]),
        ]
    }

    private static func package(
        _ entry: MergedInventory.Entry, identifier: String, relationship: Relationship, hasSubject: Bool
    ) -> JSON {
        let component = entry.component
        var (stated, _) = Component.stated(
            purl: component.purl?.description, name: component.name, version: component.version,
            location: SourceLocation(path: ""))
        if hasSubject, component.relationship == .direct, !component.groups.isEmpty { stated.groups = component.groups }
        stated.relationship = relationship
        stated.hashes = component.hashes.filter { checksum($0) != nil }
        let licence = declaredLicence(component.licences)
        stated.licences = licence.map { [$0] } ?? []
        var references: [JSON] = []
        if let purl = component.purl { references.append(reference("PACKAGE-MANAGER", "purl", purl.description)) }
        for attribute in ComponentAttribute.missing(from: stated, of: component) {
            references.append(
                reference(
                    "OTHER", ComponentAttribute.spdxPrefix + attribute.name.rawValue,
                    PercentText.encode(attribute.value)))
        }
        let undeclared = licence == nil && !component.licences.isEmpty
        return .present(
            ("name", .string(component.name)), ("SPDXID", .string(identifier)),
            ("versionInfo", component.version.map { .string($0) }), ("downloadLocation", "NOASSERTION"),
            ("filesAnalyzed", false), ("licenseConcluded", "NOASSERTION"),
            ("licenseDeclared", .string(licence ?? "NOASSERTION")),
            (
                "licenseComments",
                undeclared ? .string("Stated as: \(component.licences.joined(separator: "; "))") : nil
            ),
            ("copyrightText", "NOASSERTION"), ("sourceInfo", .string(places(entry.locations))),
            ("checksums", stated.hashes.isEmpty ? nil : .array(stated.hashes.compactMap(checksum))),
            ("externalRefs", references.isEmpty ? nil : .array(references)))
    }

    private static func reference(_ category: String, _ type: String, _ locator: String) -> JSON {
        [
            "referenceCategory": .string(category), "referenceType": .string(type),
            "referenceLocator": .string(locator),
        ]
    }

    /// The one licence, if it is an expression without references to licences the document would have to describe.
    private static func declaredLicence(_ licences: [String]) -> String? {
        guard licences.count == 1, let licence = licences.first, SPDXExpression.isValid(licence, references: false)
        else { return nil }
        return licence
    }

    private static func checksum(_ digest: Digest) -> JSON? {
        guard let name = DigestName.named(digest.algorithm), let spdx = name.spdx, name.accepts(digest.value)
        else { return nil }
        return ["algorithm": .string(spdx), "checksumValue": .string(digest.value)]
    }

    private static func places(_ locations: [SourceLocation]) -> String {
        let places = locations.map { location in
            location.line.map { "\(location.path), line \($0)" } ?? location.path
        }
        return "Found in \(places.joined(separator: "; "))"
    }
}
