// SPDX-License-Identifier: Apache-2.0
import Advisories
import Foundation
import TestSupport
import Testing

/// All records of the shared advisory data, by source.
@Suite struct AdvisoryCorpusTests {
    private struct Source {
        let name: String
        let records: Int
        /// What is wrong in the data itself: file, pointer, message.
        var problems: [String] = []
    }

    private static let json = [
        Source(name: "almalinux", records: 5_680), Source(name: "bitnami", records: 7_444),
        Source(name: "drupal", records: 591), Source(name: "ghsa-lookups", records: 6),
        Source(name: "govulndb-osv", records: 4_291), Source(name: "haskell-osv", records: 35),
        Source(name: "julia-osv", records: 1_703),
        // Converted from NVD, these two list versions of something without a name.
        Source(
            name: "osv-mixed", records: 513,
            problems: [
                "CVE-2023-1055.json/affected/0 The entry names neither a package nor a repository.",
                "CVE-2024-2002.json/affected/0 The entry names neither a package nor a repository.",
            ]),
        Source(name: "psf", records: 132), Source(name: "rustsec-osv", records: 1_206),
    ]

    private static let yaml = [
        Source(name: "pypa", records: 2_661), Source(name: "oss-fuzz", records: 4_026),
        Source(name: "rconsortium", records: 14),
    ]

    @Test(arguments: json.map(\.name))
    func `every JSON record is read`(name: String) throws {
        let source = try #require(Self.json.first { $0.name == name })
        try check(source, extension: "json") { reader, bytes throws(AdvisoriesError) in try reader.read(json: bytes) }
    }

    @Test(arguments: yaml.map(\.name))
    func `every YAML record is read`(name: String) throws {
        let source = try #require(Self.yaml.first { $0.name == name })
        try check(source, extension: "yaml") { reader, bytes throws(AdvisoriesError) in try reader.read(yaml: bytes) }
    }

    private func check(
        _ source: Source, extension suffix: String,
        _ read: (AdvisoryReader, [UInt8]) throws(AdvisoriesError) -> AdvisoryReading
    ) throws {
        guard let folder = TestData.folder("advisories/\(source.name)") else { return }
        let reader = AdvisoryReader(detail: .full)
        var records = 0
        var entries = 0
        var withdrawn = 0
        var problems: [String] = []
        for file in TestData.files(below: folder) where file.pathExtension == suffix && !file.path.contains("/triage/")
        {
            let bytes = [UInt8](try Data(contentsOf: file))
            let reading: AdvisoryReading
            do {
                reading = try read(reader, bytes)
            } catch {
                Issue.record("\(file.lastPathComponent): \(error.message)")
                continue
            }
            records += 1
            entries += reading.advisory.affected.count
            withdrawn += reading.advisory.isWithdrawn ? 1 : 0
            for problem in reading.problems {
                problems.append("\(file.lastPathComponent)\(problem.pointer) \(problem.message)")
            }
        }
        print("\(source.name): \(records)/\(source.records) records, \(entries) affected, \(withdrawn) withdrawn")
        for problem in problems { print("    \(problem)") }
        #expect(records == source.records)
        #expect(problems == source.problems)
    }
}
