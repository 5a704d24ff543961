// SPDX-License-Identifier: Apache-2.0
import Inventories
import Packages
import Testing

@Suite struct `SPDX documents` {
    private static let json = #"""
        {
          "SPDXID": "SPDXRef-DOCUMENT", "spdxVersion": "SPDX-2.3", "name": "doc",
          "packages": [
            { "SPDXID": "SPDXRef-app", "name": "shop" },
            { "SPDXID": "SPDXRef-a", "name": "core", "versionInfo": "1.0",
              "checksums": [ { "algorithm": "SHA1", "checksumValue": "e6b1000b94e835ffd37f4c6dcbdad43f4b48a02a" } ],
              "licenseDeclared": "MIT", "licenseConcluded": "NOASSERTION",
              "externalRefs": [ { "referenceCategory": "PACKAGE-MANAGER", "referenceType": "purl",
                "referenceLocator": "pkg:maven/org.example/core@1.0" } ] },
            { "SPDXID": "SPDXRef-b", "name": "far",
              "externalRefs": [ { "referenceCategory": "PACKAGE_MANAGER", "referenceType": "purl",
                "referenceLocator": "pkg:npm/far@3.0.0" } ] },
            { "SPDXID": "SPDXRef-c", "name": "alone", "versionInfo": "4" }
          ],
          "relationships": [
            { "spdxElementId": "SPDXRef-DOCUMENT", "relationshipType": "DESCRIBES", "relatedSpdxElement": "SPDXRef-app" },
            { "spdxElementId": "SPDXRef-app", "relationshipType": "DEPENDS_ON", "relatedSpdxElement": "SPDXRef-a" },
            { "spdxElementId": "SPDXRef-b", "relationshipType": "TEST_DEPENDENCY_OF", "relatedSpdxElement": "SPDXRef-a" },
            { "spdxElementId": "SPDXRef-app", "relationshipType": "CONTAINS", "relatedSpdxElement": "SPDXRef-c" }
          ]
        }
        """#

    private static let yaml = """
        SPDXID: SPDXRef-DOCUMENT
        spdxVersion: SPDX-2.2
        name: doc
        documentDescribes: [SPDXRef-app]
        packages:
        - SPDXID: SPDXRef-app
          name: shop
        - SPDXID: SPDXRef-a
          name: core
          versionInfo: "1.0"
          licenseDeclared: MIT
          checksums:
          - algorithm: SHA1
            checksumValue: e6b1000b94e835ffd37f4c6dcbdad43f4b48a02a
          externalRefs:
          - referenceCategory: PACKAGE_MANAGER
            referenceType: purl
            referenceLocator: pkg:maven/org.example/core@1.0
        - SPDXID: SPDXRef-b
          name: far
          externalRefs:
          - referenceCategory: PACKAGE_MANAGER
            referenceType: purl
            referenceLocator: pkg:npm/far@3.0.0
        - SPDXID: SPDXRef-c
          name: alone
          versionInfo: "4"
        relationships:
        - spdxElementId: SPDXRef-a
          relationshipType: DEPENDENCY_OF
          relatedSpdxElement: SPDXRef-app
        - spdxElementId: SPDXRef-b
          relationshipType: TEST_DEPENDENCY_OF
          relatedSpdxElement: SPDXRef-a
        """

    private static let tagValue = """
        # A document
        SPDXVersion: SPDX-2.3
        SPDXID: SPDXRef-DOCUMENT
        DocumentName: doc
        DocumentComment: <text>PackageName: no package
        PackageName: none either</text>

        PackageName: shop
        SPDXID: SPDXRef-app
        Relationship: SPDXRef-DOCUMENT DESCRIBES SPDXRef-app
        Relationship: SPDXRef-app DEPENDS_ON SPDXRef-a

        PackageName: core
        SPDXID: SPDXRef-a
        PackageVersion: 1.0
        PackageChecksum: SHA1: e6b1000b94e835ffd37f4c6dcbdad43f4b48a02a
        PackageLicenseDeclared: MIT
        PackageLicenseConcluded: NOASSERTION
        ExternalRef: PACKAGE-MANAGER purl pkg:maven/org.example/core@1.0

        FileName: ./file.c
        SPDXID: SPDXRef-file
        Relationship: SPDXRef-a CONTAINS SPDXRef-file

        PackageName: far
        SPDXID: SPDXRef-b
        ExternalRef: PACKAGE-MANAGER purl pkg:npm/far@3.0.0
        Relationship: SPDXRef-b TEST_DEPENDENCY_OF SPDXRef-a

        PackageName: alone
        SPDXID: SPDXRef-c
        PackageVersion: 4
        """

    private static let linkedData = #"""
        { "@context": "https://spdx.org/rdf/3.0.1/spdx-context.jsonld", "@graph": [
          { "type": "SpdxDocument", "spdxId": "urn:doc", "rootElement": ["urn:app"] },
          { "type": "software_Package", "spdxId": "urn:app", "name": "shop" },
          { "type": "software_Package", "spdxId": "urn:a", "name": "core", "software_packageVersion": "1.0",
            "software_packageUrl": "pkg:maven/org.example/core@1.0",
            "verifiedUsing": [ { "type": "Hash", "algorithm": "sha1",
              "hashValue": "e6b1000b94e835ffd37f4c6dcbdad43f4b48a02a" } ] },
          { "type": "software_Package", "spdxId": "urn:b", "name": "far", "externalIdentifier": [
            { "type": "ExternalIdentifier", "externalIdentifierType": "packageUrl", "identifier": "pkg:npm/far@3.0.0" } ] },
          { "type": "software_Package", "spdxId": "urn:c", "name": "alone", "software_packageVersion": "4" },
          { "type": "simplelicensing_LicenseExpression", "spdxId": "urn:l", "simplelicensing_licenseExpression": "MIT" },
          { "type": "Relationship", "from": "urn:a", "relationshipType": "hasDeclaredLicense", "to": ["urn:l"] },
          { "type": "Relationship", "from": "urn:app", "relationshipType": "dependsOn", "to": ["urn:a"] },
          { "type": "LifecycleScopedRelationship", "from": "urn:a", "relationshipType": "dependsOn", "to": ["urn:b"],
            "scope": "test" }
        ] }
        """#

    @Test(arguments: [
        (json, "spdx-json", [5, 10, 13]), (yaml, "spdx-yaml", [8, 19, 25]), (tagValue, "spdx-tag-value", [13, 25, 30]),
        (linkedData, "spdx3-json", [4, 8, 10]), (#"{"sbom": \#(json)}"#, "spdx-json", [5, 10, 13]),
    ])
    func `packages and dependencies are the same in every notation`(_ text: String, _ format: String, _ lines: [Int])
        throws
    {
        let inventory = try readBill(text)
        let components = inventory.components
        #expect(inventory.format == format)
        #expect(inventory.subject == "shop")
        #expect(components.map(\.name) == ["org.example:core", "far", "alone"])
        #expect(components.map(\.version) == ["1.0", "3.0.0", "4"])
        #expect(components.map { $0.ecosystem?.ecosystem } == [.maven, .npm, nil])
        #expect(components.map(\.groups) == [[.runtime], [.test], [.runtime]])
        #expect(components.map(\.relationship) == [.direct, .transitive, .unknown])
        #expect(components.map(\.location.line) == lines)
        #expect(components[0].hashes == [Digest(algorithm: "sha1", value: "e6b1000b94e835ffd37f4c6dcbdad43f4b48a02a")])
        #expect(components[0].licences == ["MIT"])
        #expect(inventory.edges == [Inventory.Edge(from: 0, to: 1)])
        #expect(inventory.warnings == [])
    }

    private func packages(_ members: String, relationships: String = "") throws -> Inventory {
        try readBill(
            #"""
            {"spdxVersion": "SPDX-2.3", "SPDXID": "SPDXRef-DOCUMENT", "packages": [
            \#(members)
            ], "relationships": [\#(relationships)]}
            """#, path: "a.spdx.json")
    }

    @Test func `a document of one package lists it, though it describes it`() throws {
        let inventory = try packages(
            #"{"SPDXID": "SPDXRef-a", "name": "a"}"#,
            relationships:
                #"{"spdxElementId": "SPDXRef-DOCUMENT", "relationshipType": "DESCRIBES", "relatedSpdxElement": "SPDXRef-a"}"#
        )
        #expect(inventory.components.map(\.name) == ["a"])
    }

    @Test(arguments: [
        (
            "git+https://example.org/z.git@1111111111111111111111111111111111111111",
            Pin.revision(repository: "https://example.org/z.git", revision: "1111111111111111111111111111111111111111")
        ),
        (
            "git+https://example.org/z.git@v1#sub",
            .branch(repository: "https://example.org/z.git", reference: "v1", revision: nil)
        ),
        (
            "git+ssh://git@example.org/z.git",
            .branch(repository: "ssh://git@example.org/z.git", reference: "HEAD", revision: nil)
        ),
        ("https://example.org/z.tar.gz", .registry),
    ])
    func `a repository as download location fixes a package without a package URL`(_ location: String, _ pin: Pin)
        throws
    {
        let inventory = try packages(#"{"SPDXID": "SPDXRef-a", "name": "a", "downloadLocation": "\#(location)"}"#)
        #expect(inventory.components.map(\.pin) == [pin])
    }

    @Test func `slips are warnings with their line`() throws {
        let inventory = try packages(
            """
            {"SPDXID": "SPDXRef-a", "name": "a", "checksums": [{"algorithm": "SHA1", "checksumValue": "12"}]},
            {"SPDXID": "SPDXRef-a", "name": "b", "externalRefs": [{"referenceCategory": "SECURITY", "referenceType": "cpe23Type",
            "referenceLocator": "cpe:2.3:a:b:b"}]},
            {"name": "c", "externalRefs": [{"referenceType": "purl", "referenceLocator": "c"}]}
            """,
            relationships:
                #"{"spdxElementId": "SPDXRef-a", "relationshipType": "LOVES", "relatedSpdxElement": "SPDXRef-a"}, {"spdxElementId": "SPDXRef-a", "relationshipType": "DEPENDS_ON", "relatedSpdxElement": "SPDXRef-z"}"#
        )
        #expect(inventory.components.map(\.name) == ["a", "b", "c"])
        let warnings = inventory.warnings.map { "\($0.location.line ?? 0): \($0.message)" }
        #expect(warnings.contains("3: 'b' is identified by a CPE only, which no advisory is looked up by."))
        #expect(warnings.contains { $0.hasPrefix("5: The package URL 'c' of 'c' is not used: ") })
        #expect(warnings.contains("2: '12' is no SHA1 checksum, which the SPDX schema asks for."))
        #expect(
            warnings.contains("3: The identifier 'SPDXRef-a' stands more than once, which SPDX does not allow."))
        #expect(warnings.contains("5: The SPDX schema asks for the identifier of a package."))
        #expect(warnings.contains("6: The SPDX schema does not allow the relationship 'LOVES'."))
        #expect(warnings.contains("6: A relationship names 'SPDXRef-z', which is no element of the document."))
        #expect(warnings.count == 7)
    }

    @Test(arguments: [
        (#"{"spdxVersion": "SPDX-3.9"}"#, "The document's version 'SPDX-3.9' is none of SPDX 2."),
        ("spdxVersion: [", "yaml"),
        ("SPDXVersion: SPDX-2.3\nno tag", "The line is no 'Tag: value' of SPDX: 'no tag'."),
        ("SPDXVersion: SPDX-2.3\nPackageComment: <text>open", "The text that begins here has no '</text>'."),
        (#"<rdf xmlns="http://spdx.org/rdf/terms#"/>"#, "SPDX in RDF or XML is not read."),
        (#"{"bomFormat": 1, "spdxVersion": 2}"#, "The document's 'bomFormat' is '1' and not 'CycloneDX'."),
    ])
    func `what cannot be read is refused with a sentence`(_ text: String, _ message: String) throws {
        #expect { try readBill(text, path: "a.spdx") } throws: { error in
            guard let error = error as? InventoryError else { return false }
            return message == "yaml" || error.message == message
        }
    }
}
