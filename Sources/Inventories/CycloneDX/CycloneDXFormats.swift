// SPDX-License-Identifier: Apache-2.0
import Notations

/// CycloneDX in JSON and XML.
enum CycloneDXFormats {
    static let json: InventoryReader = InventoryReader(
        format: "cyclonedx-json", title: "CycloneDX JSON",
        recognises: { path in
            let name = path.lowercasedName
            return ["bom.json", "sbom.json", "cyclonedx.json", "cyclonedx-sbom.json"].contains(name)
                || [".cdx.json", ".bom.json", ".sbom.json", ".cyclonedx.json"].contains { name.hasSuffix($0) }
        },
        read: { file, context throws(InventoryError) in try SBOMFormats.readJSON(file, context) })

    static let xml: InventoryReader = InventoryReader(
        format: "cyclonedx-xml", title: "CycloneDX XML",
        recognises: { path in
            let name = path.lowercasedName
            return ["bom.xml", "sbom.xml", "cyclonedx.xml"].contains(name)
                || [".cdx.xml", ".bom.xml", ".cyclonedx.xml"].contains { name.hasSuffix($0) }
        },
        read: { file, context throws(InventoryError) in try read(xml: file, context) })

    private static let namespacePrefix = "http://cyclonedx.org/schema/bom/"

    /// Whether a JSON object is a CycloneDX document, or means to be one.
    static func isDocument(_ root: Node) -> Bool {
        root["bomFormat"] != nil
            || (root["specVersion"] != nil && (root["components"] != nil || root["metadata"] != nil))
    }

    static func read(json root: Node, _ file: SourceFile) throws(InventoryError) -> Inventory {
        var reader = CycloneDXReader(
            .json(root), versionText: root["specVersion"]?.text, format: json.format, file: file)
        if let format = root["bomFormat"] {
            guard format.string == "CycloneDX" else {
                throw file.refusal(
                    "The document's 'bomFormat' is '\((format.text ?? "").excerpt)' and not 'CycloneDX'.",
                    line: format.line)
            }
        } else {
            reader.findings.note(
                .document, line: root.line, "The CycloneDX schema asks for a 'bomFormat' with the value 'CycloneDX'.")
        }
        return reader.read()
    }

    private static func read(xml file: SourceFile, _ context: ReadingContext) throws(InventoryError) -> Inventory {
        let root = try file.xmlRoot(context)
        guard root.name == "bom", let namespace = root.namespace, namespace.hasPrefix(namespacePrefix) else {
            throw file.refusal(
                "The XML document is no CycloneDX document: its outermost element is '\(root.name.excerpt)' in "
                    + (root.namespace.map { "the namespace '\($0.excerpt)'." } ?? "no namespace."),
                line: root.line)
        }
        var reader = CycloneDXReader(
            .xml(root), versionText: String(namespace.dropFirst(namespacePrefix.count)), format: xml.format, file: file)
        return reader.read()
    }
}
