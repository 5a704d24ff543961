// SPDX-License-Identifier: Apache-2.0
import Foundation
import TestSupport

@testable import Pipelines

/// Scorecard's own fixtures, and a count of how many of its expectations are met.
struct Conformance {
    private let folder: URL

    /// Nil where the shared data is not on this machine.
    init?() {
        guard let folder = TestData.folder("vectors/scorecard/checks") else { return nil }
        self.folder = folder
    }

    /// The facts of a fixture under another path; nil where the fixture is not among the shared data.
    ///
    /// - Parameter fixture: below `checks`: `raw/testdata/Dockerfile-args`.
    func facts(_ fixture: String, as path: String? = nil) throws -> PipelineFileFacts? {
        let url = folder.appending(path: fixture)
        guard FileManager.default.fileExists(atPath: url.path) else { return nil }
        let bytes = Array(try Data(contentsOf: url))
        return PipelineFiles.facts(path: path ?? Conformance.path(of: fixture), bytes: bytes)
    }

    func bytes(_ fixture: String) throws -> [UInt8]? {
        let url = folder.appending(path: fixture)
        guard FileManager.default.fileExists(atPath: url.path) else { return nil }
        return Array(try Data(contentsOf: url))
    }

    /// What follows `testdata/`: so the fixture does not count as a fixture.
    private static func path(of fixture: String) -> String {
        let mark = "testdata/"
        guard let range = fixture.range(of: mark) else { return fixture }
        return String(fixture[range.upperBound...])
    }
}

/// Passed and all, printed at the end.
struct Tally {
    let name: String
    private var passed = 0
    private var all = 0

    init(_ name: String) { self.name = name }

    mutating func add(_ isPassed: Bool) {
        all += 1
        if isPassed { passed += 1 }
    }

    func report() { print("\(name): \(passed)/\(all)") }
}

extension PipelineFileFacts {
    /// How many dependencies of some kinds Scorecard would call unpinned.
    func unpinned(_ isKind: (PipelineDependency.Kind) -> Bool = { _ in true }) -> Int {
        dependencies.count { isKind($0.kind) && $0.compatiblePin == false }
    }
}

extension PipelineDependency.Kind {
    /// Found in shell text.
    var isCommand: Bool { isCompatible && self != .githubAction && self != .containerImage }
}
