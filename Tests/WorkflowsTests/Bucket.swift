// SPDX-License-Identifier: Apache-2.0
import Advisories
import Foundation
import Inventories
import Matching
import Packages
import Reports
import TestSupport
import Wire

/// A folder in the layout of OSV's public bucket.
struct Bucket {
    struct Entry {
        var id: String
        /// RFC 3339.
        var modified: String
        var text: String
    }

    let root: URL

    /// Writes an ecosystem: its records, the archive of them all, and the list of changes, newest first.
    func put(_ ecosystem: String, _ entries: [Entry], archived: Bool = true) async throws {
        let folder = root.appending(path: ecosystem)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) where name.hasSuffix(".json") {
            try FileManager.default.removeItem(at: folder.appending(path: name))
        }
        for entry in entries { try Data(entry.text.utf8).write(to: folder.appending(path: entry.id + ".json")) }
        let list = entries.sorted { $0.modified > $1.modified }.map { "\($0.modified),\($0.id)\n" }.joined()
        try Data(list.utf8).write(to: folder.appending(path: "modified_id.csv"))
        if archived {
            try? FileManager.default.removeItem(at: folder.appending(path: "all.zip"))
            // Stored, so that what is sent has a size worth cutting.
            try await Program.run("zip", "-q", "-0", "-r", "all.zip", ".", "-i", "*.json", in: folder.path)
        }
        try name(ecosystem)
    }

    /// Adds a name to the list of ecosystems.
    func name(_ ecosystem: String) throws {
        let file = root.appending(path: "ecosystems.txt")
        var names = Set((try? String(contentsOf: file, encoding: .utf8))?.split(separator: "\n").map(String.init) ?? [])
        names.insert(ecosystem)
        try Data((names.sorted().joined(separator: "\n") + "\n").utf8).write(to: file)
    }

    /// Small records of npm packages, a second apart: `B-0` is the oldest.
    static func entries(_ numbers: Range<Int>, details: String = "") -> [Entry] {
        numbers.map { number in
            let modified = Instant(seconds: 1_767_225_600 + Int64(number)).rfc3339
            return Entry(
                id: "B-\(number)", modified: modified,
                text: Record.json("B-\(number)", name: "thing-\(number)", modified: modified, details: details))
        }
    }
}
