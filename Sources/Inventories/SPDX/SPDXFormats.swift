// SPDX-License-Identifier: Apache-2.0
import Notations

/// SPDX 2.2 and 2.3 in JSON, YAML and tag-value, and SPDX 3.0 in JSON-LD.
enum SPDXFormats {
    static let json: InventoryReader = InventoryReader(
        format: "spdx-json", title: "SPDX 2 JSON",
        recognises: { path in
            let name = path.lowercasedName
            // Images carry theirs as hidden files with the package's name at the end.
            return name == "spdx.json" || name.hasSuffix(".spdx.json")
                || (name.hasPrefix(".spdx.") && name.hasSuffix(".json"))
        },
        read: { file, context throws(InventoryError) in try SBOMFormats.readJSON(file, context) })

    static let jsonLD: InventoryReader = InventoryReader(
        format: "spdx3-json", title: "SPDX 3 JSON-LD",
        recognises: { path in
            let name = path.lowercasedName
            return [".spdx3.json", ".spdx3.jsonld", ".spdx.jsonld", ".spdx3.json-ld"].contains { name.hasSuffix($0) }
        },
        read: { file, context throws(InventoryError) in try SBOMFormats.readJSON(file, context) })

    static let yaml: InventoryReader = InventoryReader(
        format: "spdx-yaml", title: "SPDX 2 YAML",
        recognises: { path in
            let name = path.lowercasedName
            return name.hasSuffix(".spdx.yml") || name.hasSuffix(".spdx.yaml")
        },
        read: { file, context throws(InventoryError) in try read(yaml: file, context) })

    static let tagValue: InventoryReader = InventoryReader(
        format: "spdx-tag-value", title: "SPDX 2 tag-value",
        recognises: { path in
            let name = path.lowercasedName
            return name.hasSuffix(".spdx") || name.hasSuffix(".spdx.txt")
        },
        read: { file, context throws(InventoryError) in try read(tagValue: file, context) })

    static let rdf: InventoryReader = InventoryReader(
        format: "spdx-rdf", title: "SPDX 2 RDF",
        recognises: { path in
            let name = path.lowercasedName
            return [".spdx.rdf", ".spdx.rdf.xml", ".spdx.xml"].contains { name.hasSuffix($0) }
        },
        read: { file, _ throws(InventoryError) in
            throw file.refusal(
                "SPDX in RDF or XML is not read.",
                hint: "Convert it to SPDX JSON, for example with the converter of the SPDX project.")
        })

    /// Whether a JSON object is an SPDX 3 document.
    static func isLinkedData(_ root: Node) -> Bool {
        guard let context = root["@context"] else { return false }
        let names = context.kind == .array ? context.elements.compactMap(\.string) : [context.string].compactMap { $0 }
        return names.contains { $0.contains("spdx.org/rdf/3") || $0.contains("spdx.github.io/spdx-spec/v3") }
    }

    static func read(json root: Node, _ file: SourceFile) throws(InventoryError) -> Inventory {
        try read(tree: root, format: json.format, file)
    }

    private static func read(tree root: Node, format: String, _ file: SourceFile) throws(InventoryError) -> Inventory {
        let version = root["spdxVersion"]
        let draft = try draft(format, file, version: version?.text ?? "", line: version?.line ?? root.line)
        var findings = SchemaFindings(path: file.path)
        let document = SPDXDocument(tree: root, &findings)
        var assembly = SPDXAssembly(document, file: file, draft: draft, findings: findings)
        return assembly.inventory()
    }

    private static func read(yaml file: SourceFile, _ context: ReadingContext) throws(InventoryError) -> Inventory {
        let root = try file.yamlRoot(context)
        guard root["spdxVersion"] != nil else {
            throw file.refusal("The YAML document is no SPDX document: it has no 'spdxVersion'.", line: root.line)
        }
        return try read(tree: root, format: yaml.format, file)
    }

    private static func read(tagValue file: SourceFile, _ context: ReadingContext) throws(InventoryError) -> Inventory {
        var version: (text: String, line: Int)?
        var findings = SchemaFindings(path: file.path)
        let document = try SPDXDocument(tagValue: file, context, version: &version, &findings)
        guard let version else { throw file.refusal("The document is no SPDX document: it has no 'SPDXVersion'.") }
        let draft = try draft(tagValue.format, file, version: version.text, line: version.line)
        var assembly = SPDXAssembly(document, file: file, draft: draft, findings: findings)
        return assembly.inventory()
    }

    static func read(jsonLD root: Node, _ file: SourceFile) throws(InventoryError) -> Inventory {
        var findings = SchemaFindings(path: file.path)
        let document = SPDXDocument(linkedData: root, &findings)
        var assembly = SPDXAssembly(
            document, file: file, draft: InventoryDraft(jsonLD.format, file), findings: findings)
        return assembly.inventory()
    }

    /// An empty inventory for a document of SPDX 2; refused for any other, noted for an unknown minor version.
    private static func draft(
        _ format: String, _ file: SourceFile, version: String, line: Int
    ) throws(InventoryError) -> InventoryDraft {
        guard version.hasPrefix("SPDX-2.") else {
            throw file.refusal(
                "The document's version '\(version.excerpt)' is none of SPDX 2.", line: line,
                hint: "SPDX 2.2 and 2.3 are read in this form, and SPDX 3.0 as JSON-LD.")
        }
        var draft = InventoryDraft(format, file)
        if !["SPDX-2.0", "SPDX-2.1", "SPDX-2.2", "SPDX-2.3"].contains(version) {
            draft.warn(line, "'\(version.excerpt)' is not a version that is known here; it was read like SPDX-2.3.")
        }
        return draft
    }
}
