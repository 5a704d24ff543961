// SPDX-License-Identifier: Apache-2.0
import Inventories
import TestSupport
import Testing
import Wire

@Suite struct SBOMMutationTests {
    private static let cycloneDX = #"""
        {"bomFormat":"CycloneDX","specVersion":"1.6","serialNumber":"urn:uuid:3e671687-395b-41f5-a30f-a58921a69b79",
        "metadata":{"timestamp":"2020-01-01T00:00:00Z","component":{"type":"application","bom-ref":"app","name":"app"}},
        "components":[{"type":"library","bom-ref":"a","name":"a","purl":"pkg:npm/a@1","hashes":[{"alg":"MD5","content":
        "3942447fac867ae5cdb3229b658f4d48"}],"licenses":[{"expression":"MIT OR (Apache-2.0 AND BSD-3-Clause)"}],"properties":[
        {"name":"mainstay:pin","value":"branch https://x y"},{"name":"mainstay:location","value":"a%20b#L3"},{"name":
        "mainstay:groups","value":"test,build"},{"name":"mainstay:ecosystem","value":"Debian:12"},{"name":"mainstay:source",
        "value":"b 2"},{"name":"mainstay:hash","value":"x:12"}],"evidence":{"occurrences":[{"location":"x","line":2}]},
        "components":[{"type":"library","bom-ref":"b","name":"b","purl":"pkg:deb/debian/b@1?distro=debian-12"}]}],"dependencies":
        [{"ref":"app","dependsOn":["a"]},{"ref":"a","dependsOn":["b","a"]}],"compositions":[{"aggregate":"incomplete"}]}
        """#

    private static let xml = #"""
        <?xml version="1.0"?><bom xmlns="http://cyclonedx.org/schema/bom/1.5" serialNumber="urn:uuid:1"><components>
        <component type="library" bom-ref="a"><name>a</name><scope>optional</scope><hashes><hash alg="MD5">00</hash></hashes>
        <licenses><license><id>MIT</id></license></licenses><purl>pkg:npm/a@1</purl><pedigree><patches><patch type="x"/>
        </patches></pedigree></component></components><dependencies><dependency ref="a"><dependency ref="a"/></dependency>
        </dependencies></bom>
        """#

    private static let tagValue = """
        SPDXVersion: SPDX-2.3
        PackageName: a
        SPDXID: SPDXRef-a
        PackageComment: <text>x
        y</text>
        PackageDownloadLocation: git+https://example.org/a@main
        PackageChecksum: SHA1: e6b1000b94e835ffd37f4c6dcbdad43f4b48a02a
        ExternalRef: PACKAGE-MANAGER purl pkg:npm/a@1
        ExternalRef: OTHER mainstay-pin revision%20x%20y
        Relationship: SPDXRef-a DEV_DEPENDENCY_OF SPDXRef-a
        """

    private static let linkedData = #"""
        {"@context":"https://spdx.org/rdf/3.0.1/spdx-context.jsonld","@graph":[{"type":"SpdxDocument","rootElement":["u:a"]},
        {"type":"software_Package","spdxId":"u:a","name":"a","software_packageUrl":"pkg:npm/a@1"},{"type":"ai_AIPackage",
        "spdxId":"u:b","name":"b"},{"type":"LifecycleScopedRelationship","from":"u:a","to":["u:b"],"relationshipType":
        "dependsOn","scope":"test"},{"type":"Relationship","from":"u:b","to":"u:a","relationshipType":"hasDeclaredLicense"}]}
        """#

    private static let spdx = #"""
        {"spdxVersion":"SPDX-2.3","SPDXID":"SPDXRef-DOCUMENT","documentDescribes":["SPDXRef-a"],"packages":[{"SPDXID":
        "SPDXRef-a","name":"a"},{"SPDXID":"SPDXRef-b","name":"b","externalRefs":[{"referenceCategory":"PACKAGE-MANAGER",
        "referenceType":"purl","referenceLocator":"pkg:npm/b@1"}],"checksums":[{"algorithm":"SHA1","checksumValue":"00"}]}],
        "relationships":[{"spdxElementId":"SPDXRef-a","relationshipType":"DEPENDS_ON","relatedSpdxElement":"SPDXRef-b"}]}
        """#

    @Test(arguments: zip([cycloneDX, xml, tagValue, linkedData, spdx], UInt64(1)...5))
    func `damage never does more than a refusal or a warning`(_ text: String, _ seed: UInt64) throws {
        let original = Array(text.utf8)
        let reader = try #require(SBOMFormats.sniff(original))
        var read = 0
        Fuzzing(seed: seed, rounds: 1_500, share: 5).run { _, mutator in
            let bytes = mutator.mutated(original)
            _ = SBOMFormats.sniff(bytes)
            do throws(InventoryError) {
                let inventory = try reader.read(SourceFile(path: "bom", bytes: bytes), ReadingContext())
                read += 1
                let range = inventory.components.indices
                #expect(inventory.edges.allSatisfy { range.contains($0.from) && range.contains($0.to) })
                _ = CycloneDXExport.json(of: [inventory], tool: ToolName(name: "t", version: "1"), digest: { $0 })
                _ = SPDXExport.json(of: [inventory], tool: ToolName(name: "t", version: "1"), digest: { $0 })
            } catch {
                #expect(error.message.hasSuffix("."))
            }
        }
        #expect(read > 20)
    }

    @Test func `limits refuse what is too deep and too large`() throws {
        let deep = #"{"bomFormat":"CycloneDX","x":"# + String(repeating: "[", count: 5_000)
        let reader = try #require(SBOMFormats.sniff(Array(deep.utf8)))
        #expect(throws: InventoryError.self) {
            try reader.read(SourceFile(path: "bom.json", bytes: Array(deep.utf8)), ReadingContext())
        }
        #expect(throws: InventoryError.self) {
            try reader.read(
                SourceFile(path: "bom.json", bytes: Array(Self.cycloneDX.utf8)),
                ReadingContext(limits: Limits(bytes: 100, depth: 10, nodes: 100)))
        }
    }

    @Test func `components may be nested as deep as the limit allows`() throws {
        let depth = 120
        let text =
            #"{"bomFormat":"CycloneDX","specVersion":"1.6","components":["#
            + String(repeating: #"{"type":"library","name":"n","components":["#, count: depth)
            + String(repeating: "]}", count: depth) + "]}"
        #expect(try readBill(text).components.count == depth)
    }
}
