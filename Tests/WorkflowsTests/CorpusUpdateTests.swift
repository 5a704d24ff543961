// SPDX-License-Identifier: Apache-2.0
import Advisories
import Foundation
import Inventories
import Matching
import Packages
import Reports
import TestSupport
import Testing
import Wire

@testable import Workflows

/// All records of the shared advisory data, through one update.
struct CorpusUpdateTests {
    private static let records = [
        "almalinux": 5_680, "bitnami": 7_444, "drupal": 591, "ghsa-lookups": 6, "govulndb-osv": 4_291,
        "haskell-osv": 35, "julia-osv": 1_703, "osv-mixed": 513, "psf": 132, "rustsec-osv": 1_206, "pypa": 2_661,
        "oss-fuzz": 4_026, "rconsortium": 14,
    ]

    @Test func `every record of every source is taken in`() async throws {
        let bench = try Workbench()
        var sources: [AdvisorySource] = []
        for name in Self.records.keys.sorted() {
            guard let folder = TestData.folder("advisories/\(name)") else { return }
            sources.append(try AdvisorySource(parsing: "\(name)=\(folder.path)", workingFolder: "/"))
        }
        let report = try await UpdateWorkflow(folder: bench.data, now: Workbench.now).run(sources)
        var total = 0
        for source in report.sources {
            let wanted = Self.records[source.name] ?? 0
            print("\(source.name): \(source.counts.added)/\(wanted) records, \(source.counts.problems) other files")
            for problem in source.problems.prefix(2) { print("    \(problem.origin): \(problem.message)") }
            #expect(source.failure == nil)
            #expect(source.counts.added == wanted, "\(source.name)")
            total += source.counts.added
        }
        let index = try #require(report.index)
        print(
            "\(total) records, \(index.advisories) advisories, \(index.withdrawn) withdrawn, \(index.packages) packages"
        )
        #expect(total == 28_302)
        let status = try StatusWorkflow(folder: bench.data, now: Workbench.now).run()
        #expect(status.sources.map(\.records).reduce(0, +) == total)
        #expect(!status.isIndexOld)
        #expect(try await bench.affected("pkg:cargo/time@0.1.40").contains("CVE-2020-26235"))
    }
}
