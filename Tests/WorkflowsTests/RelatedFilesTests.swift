// SPDX-License-Identifier: Apache-2.0
import Foundation
import TestSupport
import Testing

@testable import Workflows

struct RelatedFilesTests {
    private func files(_ folder: TemporaryFolder, questions: Int = 100, bytes: Int = 1_000) -> RelatedFiles {
        RelatedFiles(
            root: folder.url.path, limit: 100, scan: ReadingBudget(questions: questions, bytes: bytes))
    }

    @Test func `a file inside the root is read, one outside or behind a link is not`() throws {
        let folder = try TemporaryFolder()
        try folder.write("inside", to: "a/b")
        try FileManager.default.createSymbolicLink(
            at: folder.url.appending(path: "out"), withDestinationURL: URL(filePath: "/etc"))
        let files = files(folder)
        #expect(files.bytes(of: "a/./x/../b") == Array("inside".utf8))
        for path in [
            "/etc/hostname", "../etc/hostname", "a/../../etc/hostname", "out/hostname", "a", "none", "", "a/b\0",
        ] {
            #expect(files.bytes(of: path) == nil, "\(path)")
        }
    }

    @Test func `what is over the budget of the scan is as if it were not there`() throws {
        let folder = try TemporaryFolder()
        try folder.write(String(repeating: "x", count: 90), to: "a")
        try folder.write(String(repeating: "x", count: 101), to: "long")
        let bytes = files(folder, bytes: 200)
        #expect([1, 2, 3].map { _ in bytes.bytes(of: "a") == nil } == [false, false, true])
        let questions = files(folder, questions: 3)
        #expect([1, 2, 3].map { _ in questions.bytes(of: "a") == nil } == [false, true, true])
        #expect(files(folder).bytes(of: "long") == nil)
    }
}
