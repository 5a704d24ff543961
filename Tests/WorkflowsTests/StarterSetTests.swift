// SPDX-License-Identifier: Apache-2.0
import Advisories
import Foundation
import Inventories
import Matching
import Packages
import Reports
import Testing
import Wire

@testable import Workflows

/// The advisories inside the binary.
struct StarterSetTests {
    @Test func `every line is a valid record with an id of its own`() throws {
        var ids = Set<String>()
        for line in StarterSet.lines {
            let context = AdvisoryValidation.Context(now: Workbench.now)
            let findings = AdvisoryValidation.findings(in: line, notation: .json, context: context)
            for finding in findings where finding.severity == .error {
                Issue.record("\(String(decoding: line.prefix(80), as: UTF8.self)): \(finding.message)")
            }
            let advisory = try AdvisoryReader(detail: .full).read(json: line).advisory
            #expect(ids.insert(advisory.id).inserted, "\(advisory.id) is there twice")
        }
        #expect(ids.count >= 30)
    }

    @Test func `every affected package is found by its package URL`() async throws {
        let bench = try Workbench()
        for line in StarterSet.lines {
            let advisory = try AdvisoryReader(detail: .full).read(json: line).advisory
            for affected in advisory.affected {
                let package = try #require(affected.package)
                let ecosystem = try #require(package.ecosystem)
                for range in affected.ranges {
                    let start = try #require(range.events.first { $0.kind == .introduced }).version
                    let version = start == "0" ? "0.0.1" : start
                    let purl = try ecosystem.packageURL(name: package.name, version: version).description
                    let found = try await ScanWorkflow(folder: bench.data, version: "test").run([purl])
                    let records = found.judgements.flatMap(\.matches).filter { $0.match.verdict == .affected }
                        .flatMap(\.group.records)
                    #expect(records.contains(advisory.id), "\(purl) does not lead to \(advisory.id)")
                }
            }
        }
    }
}
