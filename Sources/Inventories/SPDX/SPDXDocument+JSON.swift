// SPDX-License-Identifier: Apache-2.0
import Notations

extension SPDXDocument {
    /// The JSON and YAML form of SPDX 2.2 and 2.3 (spdx-schema.json).
    init(tree root: Node, _ findings: inout SchemaFindings) {
        name = root["name"]?.text
        described = (root["documentDescribes"]?.elements).map { $0.compactMap(\.string) } ?? []
        otherElements.insert(root["SPDXID"]?.string ?? "SPDXRef-DOCUMENT")
        for node in SPDXDocument.list("packages", of: root, &findings) {
            packages.append(SPDXPackage(tree: node, &findings))
        }
        for key in ["files", "snippets"] {
            for node in SPDXDocument.list(key, of: root, &findings) {
                if let identifier = node["SPDXID"]?.string { otherElements.insert(identifier) }
            }
        }
        for node in SPDXDocument.list("relationships", of: root, &findings) {
            guard let element = node["spdxElementId"]?.string, let type = node["relationshipType"]?.string,
                let related = node["relatedSpdxElement"]?.string
            else {
                findings.note(
                    .relationship, line: node.line,
                    "The SPDX schema asks for 'spdxElementId', 'relationshipType' and 'relatedSpdxElement'.")
                continue
            }
            add(element, type: type, related, line: node.line, &findings)
        }
    }

    /// Takes a relationship over; one of an unknown type is noted.
    mutating func add(
        _ element: String, type: String, _ related: String, line: Int, _ findings: inout SchemaFindings
    ) {
        if let relationship = SPDXRelationship(element, type: type, related, line: line) {
            relationships.append(relationship)
        } else {
            findings.note(
                .relationship, line: line, "The SPDX schema does not allow the relationship '\(type.excerpt)'.")
        }
    }

    /// The objects of an array; what is no array, or no object in it, is noted and left out.
    static func list(_ key: String, of node: Node, _ findings: inout SchemaFindings) -> [Node] {
        guard let list = node[key], list.kind != .null else { return [] }
        guard list.kind == .array else {
            findings.note(.shape, line: list.line, "The SPDX schema asks for an array as '\(key)'.")
            return []
        }
        return list.elements.filter { element in
            if element.kind == .object { return true }
            findings.note(.shape, line: element.line, "The SPDX schema asks for objects as items of '\(key)'.")
            return false
        }
    }
}

extension SPDXPackage {
    fileprivate init(tree node: Node, _ findings: inout SchemaFindings) {
        self.init(line: node.line)
        identifier = node["SPDXID"]?.string
        name = node["name"]?.text
        version = node["versionInfo"]?.text
        downloadLocation = node["downloadLocation"]?.string
        add(licence: node["licenseDeclared"]?.string)
        add(licence: node["licenseConcluded"]?.string)
        for checksum in SPDXDocument.list("checksums", of: node, &findings) {
            add(
                checksum: checksum["algorithm"]?.text ?? "", value: checksum["checksumValue"]?.text ?? "",
                line: checksum.line, &findings)
        }
        for reference in SPDXDocument.list("externalRefs", of: node, &findings) {
            guard let type = reference["referenceType"]?.string, let locator = reference["referenceLocator"]?.string
            else {
                findings.note(
                    .reference, line: reference.line,
                    "The SPDX schema asks for 'referenceType' and 'referenceLocator' of an external reference.")
                continue
            }
            add(referenceCategory: reference["referenceCategory"]?.string ?? "", type: type, locator: locator)
        }
    }

    /// Takes a checksum over; one that is none is noted.
    mutating func add(checksum algorithm: String, value: String, line: Int, _ findings: inout SchemaFindings) {
        guard let name = DigestName.spdx(algorithm) else {
            findings.note(
                .hash, line: line, "The SPDX schema does not allow the checksum algorithm '\(algorithm.excerpt)'.")
            return
        }
        guard name.accepts(value) else {
            findings.note(
                .hash, line: line, "'\(value.excerpt)' is no \(algorithm) checksum, which the SPDX schema asks for.")
            return
        }
        hashes.append(Digest(algorithm: name.name, value: value.lowercased()))
    }
}
