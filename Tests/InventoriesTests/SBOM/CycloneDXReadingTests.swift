// SPDX-License-Identifier: Apache-2.0
import Inventories
import Packages
import Testing

@Suite struct `CycloneDX documents` {
    private static let json = #"""
        {
          "bomFormat": "CycloneDX",
          "specVersion": "1.6",
          "metadata": {
            "component": { "type": "application", "bom-ref": "app", "name": "shop", "version": "3.1" }
          },
          "components": [
            {
              "type": "library", "bom-ref": "a", "group": "org.example", "name": "core", "version": "1.0",
              "purl": "pkg:maven/org.example/core@1.0",
              "hashes": [ { "alg": "SHA-1", "content": "E6B1000B94E835FFD37F4C6DCBDAD43F4B48A02A" } ],
              "licenses": [ { "license": { "id": "MIT" } }, { "license": { "name": "House rules" } } ],
              "components": [
                { "type": "library", "bom-ref": "b", "name": "inner", "purl": "pkg:npm/%40s/inner@2.0.0", "scope": "optional" }
              ]
            },
            { "type": "library", "bom-ref": "c", "name": "far", "purl": "pkg:npm/far@3.0.0", "scope": "excluded" },
            { "type": "library", "bom-ref": "d", "name": "alone", "version": "4" }
          ],
          "services": [ { "bom-ref": "s", "name": "stock" } ],
          "dependencies": [
            { "ref": "app", "dependsOn": ["a", "s"] },
            { "ref": "a", "dependsOn": ["c"] }
          ]
        }
        """#

    private static let xml = #"""
        <?xml version="1.0"?>
        <bom xmlns="http://cyclonedx.org/schema/bom/1.6">
          <metadata>
            <component type="application" bom-ref="app"><name>shop</name><version>3.1</version></component>
          </metadata>
          <components>
            <component type="library" bom-ref="a">
              <group>org.example</group><name>core</name><version>1.0</version>
              <hashes><hash alg="SHA-1">e6b1000b94e835ffd37f4c6dcbdad43f4b48a02a</hash></hashes>
              <licenses><license><id>MIT</id></license><license><name>House rules</name></license></licenses>
              <purl>pkg:maven/org.example/core@1.0</purl>
              <components>
                <component type="library" bom-ref="b">
                  <name>inner</name><scope>optional</scope><purl>pkg:npm/%40s/inner@2.0.0</purl>
                </component>
              </components>
            </component>
            <component type="library" bom-ref="c">
              <name>far</name><scope>excluded</scope><purl>pkg:npm/far@3.0.0</purl>
            </component>
            <component type="library" bom-ref="d"><name>alone</name><version>4</version></component>
          </components>
          <services><service bom-ref="s"><name>stock</name></service></services>
          <dependencies>
            <dependency ref="app"><dependency ref="a"/><dependency ref="s"/></dependency>
            <dependency ref="a"><dependency ref="c"/></dependency>
          </dependencies>
        </bom>
        """#

    @Test(arguments: [(json, [8, 14, 17, 18]), (xml, [7, 13, 18, 21])])
    func `components, groups and dependencies are the same in both notations`(_ text: String, _ lines: [Int]) throws {
        let inventory = try readBill(text)
        let components = inventory.components
        #expect(inventory.subject == "shop@3.1")
        #expect(components.map(\.name) == ["org.example:core", "@s/inner", "far", "alone"])
        #expect(components.map(\.version) == ["1.0", "2.0.0", "3.0.0", "4"])
        #expect(components.map { $0.ecosystem?.ecosystem } == [.maven, .npm, .npm, nil])
        #expect(components.map(\.groups) == [[.runtime], [.optional], [.development], [.runtime]])
        #expect(components.map(\.relationship) == [.direct, .unknown, .transitive, .unknown])
        #expect(components.map(\.location.line) == lines)
        #expect(components[0].hashes == [Digest(algorithm: "sha1", value: "e6b1000b94e835ffd37f4c6dcbdad43f4b48a02a")])
        #expect(components[0].licences == ["MIT", "House rules"])
        #expect(inventory.edges == [Inventory.Edge(from: 0, to: 2)])
        #expect(inventory.warnings.map(\.message) == ["1 service is not listed."])
    }

    private func components(_ members: String, version: String = "1.6") throws -> Inventory {
        try readBill(
            #"{"bomFormat": "CycloneDX", "specVersion": "\#(version)", "components": [\#n\#(members)\#n]}"#)
    }

    @Test func `a package URL that does not parse is a warning with its line, and the component stays`() throws {
        let inventory = try components(#"{"type": "library", "name": "odd", "version": "1", "purl": "npm/odd"}"#)
        #expect(inventory.components.map(\.name) == ["odd"])
        #expect(inventory.components.map(\.version) == ["1"])
        #expect(inventory.components.allSatisfy { $0.purl == nil && $0.ecosystem == nil })
        #expect(inventory.warnings.count == 1)
        #expect(inventory.warnings.first?.location == SourceLocation(path: "bom.json", line: 2))
        #expect(inventory.warnings.first?.message.hasPrefix("The package URL 'npm/odd' of 'odd' is not used: ") == true)
    }

    @Test func `a package URL of a type without advisories stays, without an ecosystem`() throws {
        let component = try #require(
            components(#"{"type": "library", "name": "z", "purl": "pkg:conda/z@1"}"#).components.first)
        #expect(component.purl?.description == "pkg:conda/z@1")
        #expect(component.ecosystem == nil && component.name == "z" && component.version == "1")
    }

    @Test func `the source package of a distribution package is another name of it`() throws {
        let component = try #require(
            components(
                #"{"type": "library", "name": "libssl3", "purl": "pkg:deb/debian/libssl3@3.0.11-1?distro=debian-12&upstream=openssl"}"#
            ).components.first)
        #expect(component.ecosystem?.description == "Debian:12")
        #expect(component.sources.map(\.name) == ["openssl"])
    }

    @Test func `the version of a component completes its package URL`() throws {
        let component = try #require(
            components(#"{"type": "library", "name": "z", "version": "7", "purl": "pkg:npm/z"}"#).components.first)
        #expect(component.purl?.description == "pkg:npm/z@7")
    }

    @Test func `what was patched is still known by the name it came from`() throws {
        let component = try #require(
            components(
                """
                {"type": "library", "name": "tomcat", "purl": "pkg:maven/com.acme/tomcat@9.0.14", "pedigree": {"ancestors": [
                {"type": "library", "name": "tomcat", "purl": "pkg:maven/org.apache.tomcat/tomcat@9.0.14"}]}}
                """
            ).components.first)
        #expect(component.sources == [SourcePackage(name: "org.apache.tomcat:tomcat", version: "9.0.14")])
    }

    @Test(arguments: [
        (#""location": "web/package-lock.json", "line": 12"#, "web/package-lock.json", 12),
        (#""location": "web/package-lock.json""#, "bom.json", 2),
        (#""location": "../secrets", "line": 1"#, "bom.json", 2),
        (#""location": "/etc/passwd", "line": 1"#, "bom.json", 2),
    ])
    func `a stated place counts when it has a line and stays inside the subject`(
        _ occurrence: String, _ path: String, _ line: Int
    ) throws {
        let component = try #require(
            components(
                #"{"type": "library", "name": "z", "purl": "pkg:npm/z@1", "evidence": {"occurrences": [{\#(occurrence)}]}}"#
            ).components.first)
        #expect(component.location == SourceLocation(path: path, line: line))
    }

    @Test func `a component with a CPE only is named as such`() throws {
        let inventory = try components(#"{"type": "library", "name": "z", "cpe": "cpe:2.3:a:z:z:1:*:*:*:*:*:*:*"}"#)
        #expect(inventory.components.count == 1)
        #expect(
            inventory.warnings.map(\.message) == [
                "'z' is identified by a CPE or SWID tag only, which no advisory is looked up by."
            ])
    }

    @Test func `files and data without identifiers are counted and not listed`() throws {
        let inventory = try components(
            """
            {"type": "file", "name": "a.txt"}, {"type": "file", "name": "b.txt"}, {"type": "library", "name": "c"}
            """)
        #expect(inventory.components.map(\.name) == ["c"])
        #expect(
            inventory.warnings.map(\.message) == [
                "2 components of the type 'file' without a package URL are no packages and not listed."
            ])
    }

    @Test func `a development dependency of npm is one`() throws {
        let component = try #require(
            components(
                """
                {"type": "library", "name": "z", "purl": "pkg:npm/z@1",
                "properties": [{"name": "cdx:npm:package:development", "value": "true"}]}
                """
            ).components.first)
        #expect(component.groups == [.development])
    }

    @Test func `an unknown version is read with a warning`() throws {
        let inventory = try components(#"{"type": "library", "name": "z"}"#, version: "2.0")
        #expect(inventory.components.count == 1)
        #expect(
            inventory.warnings.map(\.message) == [
                "CycloneDX 2.0 is not a version that is known here; it was read like 1.7."
            ])
    }

    @Test func `version 1.7 may mix licences and expressions, and state a range of versions`() throws {
        let text = #"""
            {"type": "library", "name": "z", "versionRange": "vers:npm/>=1|<2", "licenses": [{"expression": "MIT OR ISC"},
            {"license": {"id": "MIT"}}]}
            """#
        let inventory = try components(text, version: "1.7")
        #expect(inventory.components.map(\.requirement) == ["vers:npm/>=1|<2"])
        #expect(inventory.components.map(\.licences) == [["MIT OR ISC", "MIT"]])
        #expect(inventory.warnings == [])
        #expect(try components(text, version: "1.6").warnings.count == 1)
    }

    @Test func `the same slip in many places is counted`() throws {
        let slips = repeatElement(#"{"type": "foo", "name": "z"}"#, count: 25).joined(separator: ",\n")
        let warnings = try components(slips).warnings
        #expect(warnings.count == 11)
        #expect(warnings.last?.message == "15 more places depart from the schema in the type of a component.")
    }

    @Test func `a dependency on nothing in the document is said`() throws {
        let inventory = try readBill(
            #"""
            {"bomFormat": "CycloneDX", "specVersion": "1.6", "components": [{"type": "library", "name": "z", "bom-ref": "z"}],
            "dependencies": [{"ref": "z", "dependsOn": ["y"]}]}
            """#)
        #expect(
            inventory.warnings.map(\.message) == [
                "The dependencies name 'y', which is the 'bom-ref' of no component of the document."
            ])
    }

    @Test func `a document that calls itself incomplete is reported as such`() throws {
        let inventory = try readBill(
            #"{"bomFormat": "CycloneDX", "specVersion": "1.6", "compositions": [{"aggregate": "incomplete"}]}"#)
        #expect(inventory.warnings.map(\.message) == ["The document says of itself that it is not complete."])
    }

    @Test(arguments: [
        (#"{"bomFormat": "Other", "components": []}"#, "The document's 'bomFormat' is 'Other' and not 'CycloneDX'."),
        (
            #"<bom xmlns="http://example.org/"><!-- cyclonedx.org/schema/bom --></bom>"#,
            "The XML document is no CycloneDX document: its outermost element is 'bom' in the namespace 'http://example.org/'."
        ),
    ])
    func `what is another format is refused`(_ text: String, _ message: String) throws {
        #expect { try readBill(text) } throws: { ($0 as? InventoryError)?.message == message }
    }
}
