// SPDX-License-Identifier: Apache-2.0
import Wire

/// SBOMs of a wanted size, such as generators write them: with digests, licences and a graph.
struct LargeBills {
    /// Package URLs of which one stands at every twentieth place.
    let real: [String]
    /// In bytes, about.
    let size: Int

    func cycloneDX() -> [UInt8] {
        var components: [JSON] = []
        var dependencies: [JSON] = []
        var written = 0
        while written < size {
            let number = components.count
            let (name, version, purl) = package(number)
            let reference = "\(purl)#\(number)"
            let component: JSON = [
                "type": "library", "bom-ref": .string(reference), "name": .string(name), "version": .string(version),
                "purl": .string(purl), "scope": "required",
                "hashes": [["alg": "SHA-256", "content": .string(digest(number))]],
                "licenses": [["license": ["id": "Apache-2.0"]]],
                "externalReferences": [["type": "website", "url": .string("https://example.com/\(name)")]],
            ]
            let dependency: JSON = [
                "ref": .string(reference),
                "dependsOn": .array(number < 3 ? [] : [1, number / 2].map { .string("\(package($0).purl)#\($0)") }),
            ]
            written += component.bytes().count + dependency.bytes().count + 2
            components.append(component)
            dependencies.append(dependency)
        }
        let document: JSON = [
            "bomFormat": "CycloneDX", "specVersion": "1.6", "version": 1, "components": .array(components),
            "dependencies": .array(dependencies),
        ]
        return document.bytes()
    }

    func spdx() -> [UInt8] {
        var packages: [JSON] = []
        var relationships: [JSON] = []
        var written = 0
        while written < size {
            let number = packages.count
            let (name, version, purl) = package(number)
            let entry: JSON = [
                "SPDXID": .string("SPDXRef-\(number)"), "name": .string(name), "versionInfo": .string(version),
                "downloadLocation": "NOASSERTION", "filesAnalyzed": false, "licenseConcluded": "NOASSERTION",
                "licenseDeclared": "Apache-2.0", "copyrightText": "NOASSERTION",
                "checksums": [["algorithm": "SHA256", "checksumValue": .string(digest(number))]],
                "externalRefs": [
                    [
                        "referenceCategory": "PACKAGE-MANAGER", "referenceType": "purl",
                        "referenceLocator": .string(purl),
                    ]
                ],
            ]
            let relationship: JSON = [
                "spdxElementId": .string(number == 0 ? "SPDXRef-DOCUMENT" : "SPDXRef-\(number / 2)"),
                "relatedSpdxElement": .string("SPDXRef-\(number)"),
                "relationshipType": number == 0 ? "DESCRIBES" : "DEPENDS_ON",
            ]
            written += entry.bytes().count + relationship.bytes().count + 2
            packages.append(entry)
            relationships.append(relationship)
        }
        let document: JSON = [
            "spdxVersion": "SPDX-2.3", "dataLicense": "CC0-1.0", "SPDXID": "SPDXRef-DOCUMENT", "name": "large",
            "documentNamespace": "https://example.com/large",
            "creationInfo": ["created": "2026-01-01T00:00:00Z", "creators": ["Tool: example"]],
            "packages": .array(packages), "relationships": .array(relationships),
        ]
        return document.bytes()
    }

    private func package(_ number: Int) -> (name: String, version: String, purl: String) {
        let version = "\(number % 9).\(number % 17).\(number % 5)"
        guard number % 20 == 0 else {
            let name = "library-\(number)"
            return (name, version, "pkg:npm/\(name)@\(version)")
        }
        let purl = real[number / 20 % real.count]
        let coordinate = purl.prefix { $0 != "?" && $0 != "#" }
        let parts = coordinate.split(separator: "@")
        let name = parts.first?.split(separator: "/").last.map(String.init) ?? "unnamed"
        return (name, parts.count > 1 ? parts.last.map(String.init) ?? version : version, purl)
    }

    private func digest(_ number: Int) -> String {
        let digits = String(number, radix: 16)
        return String(repeating: "a", count: 64 - digits.count) + digits
    }
}
