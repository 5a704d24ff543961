// SPDX-License-Identifier: Apache-2.0
import Notations

/// Software bills of materials.
package enum SBOMFormats {
    package static let all: [InventoryReader] = [
        CycloneDXFormats.json, CycloneDXFormats.xml, SPDXFormats.json, SPDXFormats.jsonLD, SPDXFormats.yaml,
        SPDXFormats.tagValue, SPDXFormats.rdf,
    ]

    /// The reader for a file whose name says nothing, by what its first mebibyte holds; nil where it looks like no bill
    /// of materials. A guess from marks in the text: the reader still refuses what is none.
    package static func sniff(_ bytes: [UInt8]) -> InventoryReader? {
        var start = bytes.prefix(1 << 20)
        if start.starts(with: [0xEF, 0xBB, 0xBF]) { start = start.dropFirst(3) }
        let text = start.drop { $0 == 0x20 || $0 == 0x09 || $0 == 0x0A || $0 == 0x0D }
        // Some tools write the members in alphabetical order of the components' fields, and the marks at the end.
        let end = bytes.suffix(64 << 10)
        func holds(_ mark: StaticString) -> Bool {
            mark.withUTF8Buffer { text.contains($0) || end.contains($0) }
        }
        switch text.first {
        case UInt8(ascii: "{"):
            if holds("\"bomFormat\"") { return CycloneDXFormats.json }
            if holds("\"spdxVersion\"") { return SPDXFormats.json }
            if holds("spdx.org/rdf/3") { return SPDXFormats.jsonLD }
            return nil
        case UInt8(ascii: "<"):
            if holds("cyclonedx.org/schema/bom") { return CycloneDXFormats.xml }
            if holds("spdx.org/rdf/terms") { return SPDXFormats.rdf }
            return nil
        default:
            if holds("SPDXVersion:") { return SPDXFormats.tagValue }
            if holds("spdxVersion:") { return SPDXFormats.yaml }
            return nil
        }
    }

    /// Reads a JSON document by what it says it is, whatever its name promised. What an API or an attestation wraps around
    /// one is taken off: GitHub's `sbom`, in-toto's `predicate`.
    static func readJSON(_ file: SourceFile, _ context: ReadingContext) throws(InventoryError) -> Inventory {
        let outer = try file.jsonRoot(context)
        guard outer.kind == .object else {
            throw file.refusal("The JSON document is no object, so it is no bill of materials.", line: outer.line)
        }
        for root in [outer, outer["sbom"], outer["predicate"]] {
            guard let root, root.kind == .object else { continue }
            if CycloneDXFormats.isDocument(root) { return try CycloneDXFormats.read(json: root, file) }
            if root["spdxVersion"] != nil { return try SPDXFormats.read(json: root, file) }
            if SPDXFormats.isLinkedData(root) { return try SPDXFormats.read(jsonLD: root, file) }
        }
        if outer["payloadType"] != nil, outer["payload"] != nil {
            throw file.refusal(
                "The document is a signed envelope (DSSE), which is not opened.", line: outer.line,
                hint: "Decode its 'payload' from base 64 and give that.")
        }
        throw file.refusal(
            "The JSON document is neither CycloneDX nor SPDX: it has no 'bomFormat', 'spdxVersion' or SPDX 3 '@context'.",
            line: outer.line)
    }
}

extension ArraySlice<UInt8> {
    /// Whether the bytes hold `mark` anywhere.
    fileprivate func contains(_ mark: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let first = mark.first else { return true }
        return withUnsafeBufferPointer { bytes in
            guard bytes.count >= mark.count else { return false }
            for start in 0...(bytes.count - mark.count) where bytes[start] == first {
                if bytes[start..<start + mark.count].elementsEqual(mark) { return true }
            }
            return false
        }
    }
}
