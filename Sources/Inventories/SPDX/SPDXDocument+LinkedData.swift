// SPDX-License-Identifier: Apache-2.0
import Notations

extension SPDXDocument {
    /// The JSON-LD form of SPDX 3.0 (SPDX 3.0.1, annex "Serialization in JSON-LD"): an array of elements that name each
    /// other by their IRIs. AI and dataset packages are packages.
    init(linkedData root: Node, _ findings: inout SchemaFindings) {
        let elements: [Node]
        if root["@graph"] != nil {
            elements = SPDXDocument.list("@graph", of: root, &findings)
        } else {
            elements = [root]
        }
        var packagesByIdentifier: [String: Int] = [:]
        var licenceTexts: [String: String] = [:]
        var licensings: [(package: String, licences: [String])] = []
        for element in elements {
            let identifier = (element["spdxId"] ?? element["@id"])?.string
            let type = (element["type"] ?? element["@type"])?.string ?? ""
            switch SPDXDocument.localName(type) {
            case "CreationInfo":
                if let version = element["specVersion"]?.text, !version.hasPrefix("3.0") {
                    findings.note(
                        .document, line: element.line,
                        "SPDX \(version.excerpt) is not a version that is known here; it was read like 3.0.")
                }
            case "Package", "AIPackage", "DatasetPackage":
                if let identifier { packagesByIdentifier[identifier] = packages.count }
                packages.append(SPDXPackage(linkedData: element, identifier: identifier, &findings))
                continue
            case "Relationship", "LifecycleScopedRelationship":
                addRelationship(element, licensings: &licensings, &findings)
            case "SpdxDocument":
                name = name ?? element["name"]?.text
                described.append(contentsOf: SPDXDocument.references(element["rootElement"]))
                for outside in SPDXDocument.list("import", of: element, &findings) {
                    if let identifier = outside["externalSpdxId"]?.string { otherElements.insert(identifier) }
                }
            case "Sbom", "Bom":
                described.append(contentsOf: SPDXDocument.references(element["rootElement"]))
            case "LicenseExpression":
                if let identifier, let text = element["simplelicensing_licenseExpression"]?.string {
                    licenceTexts[identifier] = text
                }
            case "ListedLicense", "CustomLicense", "ListedLicenseException":
                if let identifier, let text = element["name"]?.string { licenceTexts[identifier] = text }
            default: break
            }
            if let identifier { otherElements.insert(identifier) }
        }
        for (package, licences) in licensings {
            guard let position = packagesByIdentifier[package] else { continue }
            for licence in licences {
                packages[position].add(licence: licenceTexts[licence] ?? SPDXDocument.listedLicence(licence))
            }
        }
    }

    private mutating func addRelationship(
        _ element: Node, licensings: inout [(package: String, licences: [String])], _ findings: inout SchemaFindings
    ) {
        guard let from = element["from"]?.string, let type = element["relationshipType"]?.string else {
            findings.note(
                .relationship, line: element.line,
                "The SPDX schema asks for 'from' and 'relationshipType' of a relationship.")
            return
        }
        let to = SPDXDocument.references(element["to"])
        let name = SPDXDocument.localName(type)
        if name == "hasDeclaredLicense" || name == "hasConcludedLicense" { licensings.append((from, to)) }
        for related in to {
            guard !SPDXDocument.isIndividual(related), !SPDXDocument.isIndividual(from) else { continue }
            let first = relationships.count
            add(from, type: name, related, line: element.line, &findings)
            guard relationships.count > first, case .dependency(nil) = relationships[first].kind else { continue }
            relationships[first].kind = .dependency(SPDXDocument.group(scope: element["scope"]?.string, of: name))
        }
    }

    /// The group of a lifecycle scope. What is linked is in the product, whenever that happens.
    private static func group(scope: String?, of relationship: String) -> DependencyGroup? {
        let isLink = relationship.hasSuffix("Link")
        switch scope.map(localName) {
        case "build": return isLink ? nil : .build
        case "development": return isLink ? nil : .development
        case "test": return .test
        case "runtime": return .runtime
        default: return nil
        }
    }

    /// An IRI or an array of them; an element written in place is known by its own.
    private static func references(_ node: Node?) -> [String] {
        guard let node else { return [] }
        let items = node.kind == .array ? Array(node.elements) : [node]
        return items.compactMap { $0.string ?? ($0["spdxId"] ?? $0["@id"])?.string }
    }

    /// The name of a type or vocabulary entry without its profile: `software_Package`, an IRI's last part.
    private static func localName(_ text: String) -> String {
        let name = Substring(text).cut(atLast: "/")?.behind ?? Substring(text)
        return String(name.cut(at: "_")?.behind ?? name)
    }

    /// The model's own "nothing is said" and "none".
    private static func isIndividual(_ identifier: String) -> Bool {
        ["NoAssertionElement", "NoneElement", "NoAssertionLicense", "NoneLicense"].contains { identifier.hasSuffix($0) }
    }

    /// `https://spdx.org/licenses/MIT` is the licence MIT.
    private static func listedLicence(_ identifier: String) -> String? {
        guard let (folder, name) = Substring(identifier).cut(atLast: "/"), folder.hasSuffix("spdx.org/licenses")
        else { return nil }
        return String(name)
    }
}

extension SPDXPackage {
    fileprivate init(linkedData node: Node, identifier: String?, _ findings: inout SchemaFindings) {
        self.init(line: node.line)
        self.identifier = identifier
        name = node["name"]?.text
        version = node["software_packageVersion"]?.text
        downloadLocation = node["software_downloadLocation"]?.string
        if let purl = node["software_packageUrl"]?.string { purls.append(purl) }
        for reference in SPDXDocument.list("externalIdentifier", of: node, &findings) {
            guard let type = reference["externalIdentifierType"]?.string, let text = reference["identifier"]?.string
            else {
                findings.note(
                    .reference, line: reference.line,
                    "The SPDX schema asks for 'externalIdentifierType' and 'identifier' of an external identifier.")
                continue
            }
            if type == "packageUrl" || type == "packageURL" {
                purls.append(text)
            } else if type.hasPrefix("cpe") {
                hasCPE = true
            }
        }
        for hash in SPDXDocument.list("verifiedUsing", of: node, &findings) {
            guard let algorithm = hash["algorithm"]?.string, let value = hash["hashValue"]?.string else { continue }
            add(checksum: algorithm, value: value, line: hash.line, &findings)
        }
    }
}
