// SPDX-License-Identifier: Apache-2.0
import Advisories
import Foundation
import Packages
import TestSupport
import Testing
import Wire

/// The records that come with OSV's own schema and linter.
@Suite struct OSVSchemaSuiteTests {
    /// What each record of the linter's test data is held against, where it is; all others are sound.
    ///
    /// `PKG:001` needs someone who knows the packages of PyPI: here `gradio` is the only one.
    private static let expected: [String: Set<String>] = [
        "nointroduced-CVE-2023-41045.json": ["RNG:001"],
        "nondistinct-CVE-2018-5407.json": ["RNG:002"],
        "nopackage-GHSA-9v2f-6vcg-3hgv.json": ["PKG:001"],
        "RHSA-2022_0216.json": ["REC:001"],
        "SUSE-FU-2022_0444-1.json": ["REC:001"],
    ]

    private var context: AdvisoryValidation.Context {
        AdvisoryValidation.Context(now: Instant(rfc3339: "2026-08-01T00:00:00Z")) { ecosystem, name in
            ecosystem.ecosystem == .pyPI && ["gradi0", "gradio"].contains(name.lowercased())
                ? name.lowercased() == "gradio" : nil
        }
    }

    @Test func `the linter's bad records are found and its good ones are sound`() throws {
        guard let folder = TestData.folder("vectors/osv-schema/tools/osv-linter/testdata") else { return }
        var passed = 0
        let files = TestData.files(below: folder)
        for file in files {
            let bytes = [UInt8](try Data(contentsOf: file))
            let found = AdvisoryValidation.findings(in: bytes, context: context)
            // Most of these records are older than the rule that they name their schema.
            let rules = Set(found.map(\.rule)).subtracting([.schemaVersion])
            let expected = Self.expected[file.lastPathComponent] ?? []
            #expect(Set(rules.map(\.rawValue)) == expected, "\(file.lastPathComponent): \(found)")
            passed += Set(rules.map(\.rawValue)) == expected ? 1 : 0
        }
        print("osv-linter records: \(passed)/\(files.count)")
        #expect(files.count == 12)
    }

    @Test func `the records of the converters conform to the schema`() throws {
        guard let folder = TestData.folder("vectors/osv-schema/tools") else { return }
        let files = TestData.files(below: folder).filter {
            $0.path.hasSuffix(".osv.json") || $0.path.contains("/OSV/")
        }
        var passed = 0
        for file in files {
            let bytes = [UInt8](try Data(contentsOf: file))
            let found = AdvisoryValidation.findings(in: bytes, context: context).filter(\.violatesSchema)
            #expect(found == [], "\(file.lastPathComponent)")
            passed += found.isEmpty ? 1 : 0
        }
        print("osv-schema converter records: \(passed)/\(files.count)")
        #expect(files.count == 13)
    }

    /// Of all shared records these alone are refused by the JSON schema, as a JSON Schema validator confirms.
    private static let refused: [String: [String]] = [
        // The ecosystem is written as purl-type:swift.
        "ghsa-lookups": ["GHSA-3mwq-h3g6-ffhm.json"],
        // "versions" is null; a GIT range has no repository; commits are written as versions.
        "osv-mixed": ["CVE-2012-2812.json", "CVE-2022-33068.json", "CVE-2023-1234.json"],
    ]

    @Test(arguments: ["bitnami", "drupal", "ghsa-lookups", "haskell-osv", "osv-mixed", "psf", "rustsec-osv"])
    func `real records get the verdict of the JSON schema`(name: String) throws {
        guard let folder = TestData.folder("advisories/\(name)") else { return }
        let files = TestData.files(below: folder).filter { $0.pathExtension == "json" }
        var refused: [String] = []
        // A thousand of each source are enough here; the whole is compared when the rules change.
        for file in files.prefix(1_000) {
            let bytes = [UInt8](try Data(contentsOf: file))
            let found = AdvisoryValidation.findings(in: bytes, context: context)
            if found.contains(where: \.violatesSchema) { refused.append(file.lastPathComponent) }
        }
        print("\(name): \(refused.count) of \(min(files.count, 1_000)) records do not conform to the schema")
        #expect(refused == Self.refused[name] ?? [])
    }
}
