// SPDX-License-Identifier: Apache-2.0
import Inventories
import Testing

@Suite struct `Recognition of bills of materials` {
    @Test(
        arguments: [
            ("bom.json", "cyclonedx-json"), ("a/sbom.json", "cyclonedx-json"), ("app.cdx.json", "cyclonedx-json"),
            ("App.CDX.json", "cyclonedx-json"), ("bom.xml", "cyclonedx-xml"), ("app.cdx.xml", "cyclonedx-xml"),
            ("app.spdx.json", "spdx-json"), (".spdx.python.json", "spdx-json"), ("app.spdx3.json", "spdx3-json"),
            ("app.spdx.yml", "spdx-yaml"), ("app.spdx.yaml", "spdx-yaml"), ("app.spdx", "spdx-tag-value"),
            ("app.spdx.rdf", "spdx-rdf"), ("package.json", nil), ("bom.json/x", nil), ("spdx.txt", nil),
            ("cdx.json", nil),
        ] as [(String, String?)])
    func `a name tells the format`(_ path: String, _ format: String?) {
        #expect(SBOMFormats.all.first { $0.recognises(path) }?.format == format)
    }

    @Test(
        arguments: [
            ("\u{FEFF} \n{\"bomFormat\": \"CycloneDX\"}", "cyclonedx-json"), (#"{"spdxVersion": 1}"#, "spdx-json"),
            (#"{"@context": "https://spdx.org/rdf/3.0.0/spdx-context.jsonld"}"#, "spdx3-json"),
            (#"<bom xmlns="http://cyclonedx.org/schema/bom/1.4"/>"#, "cyclonedx-xml"),
            ("# x\nSPDXVersion: SPDX-2.3", "spdx-tag-value"), ("--- \nspdxVersion: SPDX-2.3", "spdx-yaml"),
            ("", nil), ("{}", nil), ("[]", nil), ("<a/>", nil), ("\u{0}", nil),
        ] as [(String, String?)])
    func `content tells the format where the name says nothing`(_ text: String, _ format: String?) {
        #expect(SBOMFormats.sniff(Array(text.utf8))?.format == format)
    }

    @Test func `marks at the end of a large document are found`() {
        let text = #"{"components": [\#(String(repeating: " ", count: 2 << 20))], "bomFormat": "CycloneDX"}"#
        #expect(SBOMFormats.sniff(Array(text.utf8))?.format == "cyclonedx-json")
    }

    @Test func `a JSON file is read as what it is, whatever its name`() throws {
        let reader = try #require(SBOMFormats.all.first { $0.recognises("sbom.json") })
        let file = SourceFile(path: "sbom.json", bytes: Array(#"{"spdxVersion": "SPDX-2.3", "name": "x"}"#.utf8))
        #expect(try reader.read(file, ReadingContext()).format == "spdx-json")
    }

    @Test(arguments: [
        ("[]", "The JSON document is no object, so it is no bill of materials."),
        (
            #"{"kicad": 1}"#,
            "The JSON document is neither CycloneDX nor SPDX: it has no 'bomFormat', 'spdxVersion' or SPDX 3 '@context'."
        ),
        (
            #"{"payloadType": "application/vnd.in-toto+json", "payload": "e30="}"#,
            "The document is a signed envelope (DSSE), which is not opened."
        ),
    ])
    func `a JSON file that is no bill of materials is refused`(_ text: String, _ message: String) throws {
        let reader = try #require(SBOMFormats.all.first { $0.recognises("bom.json") })
        #expect {
            try reader.read(SourceFile(path: "bom.json", bytes: Array(text.utf8)), ReadingContext())
        } throws: {
            ($0 as? InventoryError)?.message == message
        }
    }

    @Test func `an attested predicate is opened`() throws {
        let inventory = try readBill(
            #"{"predicateType": "https://cyclonedx.org/bom", "predicate": {"bomFormat": "CycloneDX", "specVersion": "1.6"}}"#
        )
        #expect(inventory.format == "cyclonedx-json")
    }
}
