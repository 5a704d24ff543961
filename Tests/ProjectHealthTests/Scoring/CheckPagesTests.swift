// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing

@testable import ProjectHealth

/// The pages of `Documentation/User/checks` are those that the definitions give; with `MAINSTAY_RECORD=1` they are written.
@Suite struct CheckPagesTests {
    private static let folder = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Documentation/User/checks")

    @Test func `the documentation of checks is written from their definitions`() throws {
        let definitions = CheckCatalogue.all.map(\.definition)
        var pages = definitions.map { (CheckPages.fileName($0), CheckPages.markdown($0)) }
        pages.append(("index.md", CheckPages.index(definitions)))
        let isRecording = ProcessInfo.processInfo.environment["MAINSTAY_RECORD"] == "1"
        if isRecording { try FileManager.default.createDirectory(at: Self.folder, withIntermediateDirectories: true) }
        for (name, text) in pages {
            let file = Self.folder.appending(path: name)
            if isRecording {
                try Data(text.utf8).write(to: file)
            } else {
                let recorded = try String(contentsOf: file, encoding: .utf8)
                #expect(recorded == text, "\(name) differs; MAINSTAY_RECORD=1 records it anew")
            }
        }
        let there = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path).sorted()
        #expect(there == pages.map(\.0).sorted())
    }
}
