// SPDX-License-Identifier: Apache-2.0
import Advisories
import Foundation
import Inventories
import Matching
import Packages
import Reports
import Subprocess
import TestSupport
import Testing
import Wire

@testable import Workflows

/// A folder for the sources, targets and data of one test.
struct Workbench {
    let folder: TemporaryFolder
    static let now = Instant(seconds: 1_796_342_400)

    init() throws { folder = try TemporaryFolder() }

    var data: DataFolder { DataFolder(path: path("data")) }

    func path(_ name: String) -> String { folder.url.appending(path: name).path }

    func write(_ text: String, to name: String) throws { try folder.write(text, to: name) }

    func remove(_ name: String) throws { try FileManager.default.removeItem(atPath: path(name)) }

    /// Updates from sources written as behind `--from`, relative to the folder.
    @discardableResult
    func update(_ sources: String...) async throws -> UpdateReport {
        let named = try sources.map { try AdvisorySource(parsing: $0, workingFolder: folder.url.path) }
        return try await UpdateWorkflow(folder: data, now: Self.now).run(named)
    }

    /// One update of one source, as `added/unchanged/removed/problems`, or its failure.
    func counts(_ source: String...) async throws -> String {
        let named = try source.map { try AdvisorySource(parsing: $0, workingFolder: folder.url.path) }
        let report = try await UpdateWorkflow(folder: data, now: Self.now).run(named)
        return report.sources.map { source in
            if let failure = source.failure { return failure.message + " " + (failure.hint ?? "(no hint)") }
            let counts = source.counts
            return "\(counts.added)/\(counts.unchanged)/\(counts.removed)/\(counts.problems)"
        }.joined(separator: " ")
    }

    /// The ids of what affects a package URL, or all that lies below a path.
    func affected(_ target: String) async throws -> [String] {
        let report = try await ScanWorkflow(folder: data, version: "test").run([target])
        return report.affectedPackages.flatMap(\.rated).map(\.match.group.id).sorted()
    }

    /// The error of an update that fails as a whole.
    func failure(_ sources: String...) async throws -> WorkflowError {
        do {
            let named = try sources.map { try AdvisorySource(parsing: $0, workingFolder: folder.url.path) }
            _ = try await UpdateWorkflow(folder: data, now: Self.now).run(named)
        } catch let error as WorkflowError {
            return error
        }
        Issue.record("the update did not fail")
        return WorkflowError(.failure, "")
    }
}

/// Small OSV records.
enum Record {
    static func json(
        _ id: String, name: String = "thing", ecosystem: String = "npm", fixed: String = "2.0.0",
        modified: String = "2026-01-01T00:00:00Z", details: String = ""
    ) -> String {
        """
        {"id":"\(id)","modified":"\(modified)","details":"\(details)","affected":[{"package":{"ecosystem":"\(ecosystem)",\
        "name":"\(name)"},"ranges":[{"type":"SEMVER","events":[{"introduced":"0"},{"fixed":"\(fixed)"}]}]}]}
        """
    }

    static func yaml(_ id: String, name: String = "thing", fixed: String = "2.0.0") -> String {
        """
        id: \(id)
        modified: 2026-01-01T00:00:00Z
        affected:
        - package: {ecosystem: npm, name: \(name)}
          ranges:
          - type: SEMVER
            events: [{introduced: '0'}, {fixed: \(fixed)}]

        """
    }
}

/// Programs of the system.
enum Program {
    struct Failure: Error {
        var words: [String]
        var error: String
    }

    /// Runs one in a folder.
    static func run(_ words: String..., in folder: String) async throws {
        let result = try await Subprocess.run(
            .name("sh"), arguments: Arguments(["-c", #"cd "$0" && exec "$@""#, folder] + words), output: .discarded,
            error: .string(limit: 1 << 20))
        guard result.terminationStatus.isSuccess else { throw Failure(words: words, error: result.standardError) }
    }
}
