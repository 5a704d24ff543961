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

/// A disk that is full, played by a small one in memory.
struct FullDiskTests {
    @Test(arguments: [300, 500, 800, 1200])
    func `a full disk is a sentence, and the old data serves`(kilobytes: Int) async throws {
        let bench = try Workbench()
        try bench.write(Record.json("A-1"), to: "small/A-1.json")
        for number in 0..<300 {
            var generator = SeededGenerator(seed: UInt64(number))
            let noise = (0..<500).map { _ in String(generator.next(), radix: 36) }.joined()
            try bench.write(Record.json("B-\(number)", details: noise), to: "large/B-\(number).json")
        }
        try FileManager.default.createDirectory(atPath: bench.data.path, withIntermediateDirectories: true)
        do {
            try await Program.run(
                "mount", "-t", "tmpfs", "-o", "size=\(kilobytes)k", "tmpfs", bench.data.path, in: "/")
        } catch {
            FileHandle.standardError.write(Data("skipped: no disk in memory can be mounted here\n".utf8))
            return
        }
        do {
            try await fill(bench)
            try await Program.run("umount", "-l", bench.data.path, in: "/")
        } catch {
            try await Program.run("umount", "-l", bench.data.path, in: "/")
            throw error
        }
    }

    private func fill(_ bench: Workbench) async throws {
        let first = try await bench.counts("small")
        #expect(first == "1/0/0/0")
        var message = ""
        do {
            message = try await bench.counts("large")
        } catch let error as WorkflowError {
            message = error.message + " " + (error.hint ?? "")
        }
        #expect(message.lowercased().contains("full") || message.contains("No space left"), "\(message)")
        #expect(message.contains("Free some space"), "\(message)")
        #expect(try await bench.affected("pkg:npm/thing@1.0.0").contains("A-1"))
        let left = try FileManager.default.contentsOfDirectory(atPath: bench.data.path)
        #expect(!left.contains { $0.contains(".new-") })
    }
}
