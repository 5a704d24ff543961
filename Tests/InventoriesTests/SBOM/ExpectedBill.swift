// SPDX-License-Identifier: Apache-2.0

/// The documents that the export of one small inventory has to be, byte for byte.
enum ExpectedBill {
    static let cycloneDX = #"""
        {
          "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
          "bomFormat": "CycloneDX",
          "specVersion": "1.6",
          "serialNumber": "urn:uuid:716f4d98-7434-8684-9647-c4f38c21c3fd",
          "version": 1,
          "metadata": {
            "tools": {
              "components": [
                {
                  "type": "application",
                  "group": "Example",
                  "name": "mainstay",
                  "version": "0.1"
                }
              ]
            },
            "component": {
              "type": "application",
              "bom-ref": "subject",
              "name": "shop"
            }
          },
          "components": [
            {
              "type": "library",
              "bom-ref": "pkg:npm/%40s/b@2.0.0",
              "group": "@s",
              "name": "b",
              "version": "2.0.0",
              "scope": "excluded",
              "purl": "pkg:npm/%40s/b@2.0.0",
              "evidence": {
                "occurrences": [
                  {
                    "location": "package-lock.json",
                    "line": 9
                  }
                ]
              },
              "properties": [
                {
                  "name": "mainstay:relationship",
                  "value": "unknown"
                }
              ]
            },
            {
              "type": "library",
              "bom-ref": "pkg:npm/a@1.0.0",
              "name": "a",
              "version": "1.0.0",
              "scope": "required",
              "hashes": [
                {
                  "alg": "MD5",
                  "content": "00ff00ff00ff00ff00ff00ff00ff00ff"
                }
              ],
              "licenses": [
                {
                  "license": {
                    "id": "MIT"
                  }
                }
              ],
              "purl": "pkg:npm/a@1.0.0",
              "evidence": {
                "occurrences": [
                  {
                    "location": "package-lock.json",
                    "line": 4
                  }
                ]
              }
            }
          ],
          "dependencies": [
            {
              "ref": "subject",
              "dependsOn": [
                "pkg:npm/a@1.0.0"
              ]
            },
            {
              "ref": "pkg:npm/a@1.0.0",
              "dependsOn": [
                "pkg:npm/%40s/b@2.0.0"
              ]
            }
          ]
        }

        """#

    static let spdx = #"""
        {
          "spdxVersion": "SPDX-2.3",
          "dataLicense": "CC0-1.0",
          "SPDXID": "SPDXRef-DOCUMENT",
          "name": "shop",
          "documentNamespace": "urn:uuid:5fb0a076-090c-8648-a09c-378ffb267a28",
          "creationInfo": {
            "created": "1970-01-01T00:00:00Z",
            "creators": [
              "Organization: Example",
              "Tool: mainstay-0.1"
            ]
          },
          "packages": [
            {
              "name": "shop",
              "SPDXID": "SPDXRef-Subject",
              "downloadLocation": "NOASSERTION",
              "filesAnalyzed": false,
              "licenseConcluded": "NOASSERTION",
              "licenseDeclared": "NOASSERTION",
              "copyrightText": "NOASSERTION",
              "primaryPackagePurpose": "APPLICATION",
              "externalRefs": [
                {
                  "referenceCategory": "OTHER",
                  "referenceType": "mainstay-subject",
                  "referenceLocator": "true"
                }
              ]
            },
            {
              "name": "@s/b",
              "SPDXID": "SPDXRef-Package-npm--s-b-2.0.0",
              "versionInfo": "2.0.0",
              "downloadLocation": "NOASSERTION",
              "filesAnalyzed": false,
              "licenseConcluded": "NOASSERTION",
              "licenseDeclared": "NOASSERTION",
              "copyrightText": "NOASSERTION",
              "sourceInfo": "Found in package-lock.json, line 9",
              "externalRefs": [
                {
                  "referenceCategory": "PACKAGE-MANAGER",
                  "referenceType": "purl",
                  "referenceLocator": "pkg:npm/%40s/b@2.0.0"
                },
                {
                  "referenceCategory": "OTHER",
                  "referenceType": "mainstay-groups",
                  "referenceLocator": "development"
                },
                {
                  "referenceCategory": "OTHER",
                  "referenceType": "mainstay-relationship",
                  "referenceLocator": "unknown"
                },
                {
                  "referenceCategory": "OTHER",
                  "referenceType": "mainstay-location",
                  "referenceLocator": "package-lock.json%23L9"
                }
              ]
            },
            {
              "name": "a",
              "SPDXID": "SPDXRef-Package-npm-a-1.0.0",
              "versionInfo": "1.0.0",
              "downloadLocation": "NOASSERTION",
              "filesAnalyzed": false,
              "licenseConcluded": "NOASSERTION",
              "licenseDeclared": "MIT",
              "copyrightText": "NOASSERTION",
              "sourceInfo": "Found in package-lock.json, line 4",
              "checksums": [
                {
                  "algorithm": "MD5",
                  "checksumValue": "00ff00ff00ff00ff00ff00ff00ff00ff"
                }
              ],
              "externalRefs": [
                {
                  "referenceCategory": "PACKAGE-MANAGER",
                  "referenceType": "purl",
                  "referenceLocator": "pkg:npm/a@1.0.0"
                },
                {
                  "referenceCategory": "OTHER",
                  "referenceType": "mainstay-location",
                  "referenceLocator": "package-lock.json%23L4"
                }
              ]
            }
          ],
          "relationships": [
            {
              "spdxElementId": "SPDXRef-DOCUMENT",
              "relationshipType": "DESCRIBES",
              "relatedSpdxElement": "SPDXRef-Subject"
            },
            {
              "spdxElementId": "SPDXRef-Subject",
              "relationshipType": "CONTAINS",
              "relatedSpdxElement": "SPDXRef-Package-npm--s-b-2.0.0"
            },
            {
              "spdxElementId": "SPDXRef-Subject",
              "relationshipType": "DEPENDS_ON",
              "relatedSpdxElement": "SPDXRef-Package-npm-a-1.0.0"
            },
            {
              "spdxElementId": "SPDXRef-Package-npm-a-1.0.0",
              "relationshipType": "DEPENDS_ON",
              "relatedSpdxElement": "SPDXRef-Package-npm--s-b-2.0.0"
            }
          ]
        }

        """#
}
