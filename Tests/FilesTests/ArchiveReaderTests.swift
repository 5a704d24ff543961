// SPDX-License-Identifier: Apache-2.0
import Foundation
import TestSupport
import Testing

@testable import Files

struct ArchiveReaderTests {
    /// A tar archive made byte by byte, so that it can hold what no honest tool writes.
    private func tar(_ entries: [(name: String, type: Character, link: String, text: String)]) -> [UInt8] {
        var bytes: [UInt8] = []
        for entry in entries {
            var header = [UInt8](repeating: 0, count: 512)
            func put(_ text: String, at offset: Int) {
                for (position, byte) in text.utf8.enumerated() { header[offset + position] = byte }
            }
            put(entry.name, at: 0)
            put("0000644\0", at: 100)
            put(
                String(repeating: "0", count: 11 - String(entry.text.utf8.count, radix: 8).count)
                    + String(entry.text.utf8.count, radix: 8), at: 124)
            put("00000000000", at: 136)
            put("        ", at: 148)
            put(String(entry.type), at: 156)
            put(entry.link, at: 157)
            put("ustar\u{0}00", at: 257)
            let sum = String(header.reduce(0) { $0 + Int($1) }, radix: 8)
            put(String(repeating: "0", count: 6 - sum.count) + sum + "\0 ", at: 148)
            bytes += header + Array(entry.text.utf8)
            bytes += [UInt8](repeating: 0, count: (512 - entry.text.utf8.count % 512) % 512)
        }
        return bytes + [UInt8](repeating: 0, count: 1024)
    }

    private func entries(of path: String, bounds: ArchiveReader.Bounds = .advisories) throws -> [String] {
        var found: [String] = []
        let reader = try ArchiveReader(path: path, bounds: bounds)
        while let entry = try reader.next() {
            switch entry {
            case .file(let name, let bytes): found.append("\(name)=\(String(decoding: bytes, as: UTF8.self))")
            case .refused(let name, let reason): found.append("\(name): \(reason)")
            }
        }
        return found
    }

    @Test func `names that leave the archive and links are refused, the rest is read`() throws {
        let folder = try TemporaryFolder()
        let path = folder.url.appending(path: "a.tar").path
        try Data(
            tar([
                ("a.json", "0", "", "{}"), ("../b.json", "0", "", "x"), ("/c.json", "0", "", "x"),
                ("d.json", "2", "/etc/passwd", ""), ("e.json", "1", "a.json", ""), ("f/../../g", "0", "", "x"),
                ("z.json", "0", "", "[]"),
            ])
        ).write(to: URL(filePath: path))
        #expect(
            try entries(of: path) == [
                "a.json={}", "../b.json: its name points out of the archive",
                "/c.json: its name is not a relative path", "d.json: it is a link", "e.json: it is a hard link",
                "f/../../g: its name points out of the archive", "z.json=[]",
            ])
    }

    @Test func `a bomb stops at the limit`() throws {
        let folder = try TemporaryFolder()
        let path = folder.url.appending(path: "bomb.tar").path
        let zeros = String(repeating: "0", count: 100_000)
        try Data(tar([("a", "0", "", zeros), ("b", "0", "", zeros)])).write(to: URL(filePath: path))
        let small = ArchiveReader.Bounds(entries: 10, entryBytes: 1000, totalBytes: 1 << 20)
        #expect(
            try entries(of: path, bounds: small) == [
                "a: it is longer than the limit of 1000 bytes", "b: it is longer than the limit of 1000 bytes",
            ])
        let total = ArchiveReader.Bounds(entries: 10, entryBytes: 1 << 20, totalBytes: 150_000)
        #expect(throws: FilesError.self) { try entries(of: path, bounds: total) }
        let one = ArchiveReader.Bounds(entries: 1, entryBytes: 1 << 20, totalBytes: 1 << 20)
        #expect(throws: FilesError.self) { try entries(of: path, bounds: one) }
    }

    @Test func `an archive that is none or is cut short is a sentence`() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write("not an archive at all, but long enough to be looked at", to: "a.zip").path
        #expect(throws: FilesError.self) { try entries(of: path) }
        let cut = folder.url.appending(path: "cut.tar").path
        try Data(tar([("a", "0", "", String(repeating: "x", count: 5000))]).prefix(2000)).write(to: URL(filePath: cut))
        #expect(throws: FilesError.self) { try entries(of: cut) }
    }
}

extension ArchiveReaderTests {
    @Suite struct MutationTests {
        @Test func `a damaged archive is read or refused with a sentence`() throws {
            let folder = try TemporaryFolder()
            let file = folder.url.appending(path: "a")
            let original = ArchiveReaderTests().tar([
                ("a.json", "0", "", "{}"), ("b/c.json", "0", "", "[1]"), ("d.json", "2", "/etc/passwd", ""),
                ("e.json", "1", "a.json", ""), ("z.json", "0", "", "[]"),
            ])
            try Fuzzing(seed: 23, rounds: 500).run { _, mutator in
                try Data(mutator.mutated(original)).write(to: file)
                let bounds = ArchiveReader.Bounds(entries: 100, entryBytes: 1 << 16, totalBytes: 1 << 20)
                do throws(FilesError) {
                    let reader = try ArchiveReader(path: file.path, bounds: bounds)
                    while let entry = try reader.next() {
                        if case .refused(_, let reason) = entry { #expect(!reason.isEmpty) }
                    }
                } catch {
                    #expect(error.message.hasSuffix("."))
                }
            }
        }
    }
}
