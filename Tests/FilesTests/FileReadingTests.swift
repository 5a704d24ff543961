// SPDX-License-Identifier: Apache-2.0
import Foundation
import TestSupport
import Testing
import Wire

@testable import Files

struct FileReadingTests {
    @Test func `a file is read whole and mapped whole`() throws {
        let folder = try TemporaryFolder()
        let file = try folder.write("hello", to: "a")
        #expect(try FileReading.bytes(of: file.path, limit: 5) == Array("hello".utf8))
        let region = try FileReading.map(file.path)
        #expect(region.read { $0.elementsEqual("hello".utf8) })
    }

    @Test func `a folder, a pipe and a long file are refused with a sentence`() throws {
        let folder = try TemporaryFolder()
        #expect(throws: FilesError(path: folder.url.path, message: "It is a folder, not a file.")) {
            try FileReading.bytes(of: folder.url.path, limit: 10)
        }
        let pipe = folder.url.appending(path: "pipe").path
        try #require(mkfifo(pipe, 0o600) == 0)
        #expect(throws: FilesError(path: pipe, message: "It is neither a file nor a folder.")) {
            try FileReading.bytes(of: pipe, limit: 10)
        }
        let file = try folder.write("hello", to: "a")
        #expect(throws: FilesError.self) { try FileReading.bytes(of: file.path, limit: 4) }
        #expect(throws: FilesError.self) { try FileReading.bytes(of: file.path + "x", limit: 4) }
    }

    @Test func `a dropped atomic file leaves the old one as it was`() throws {
        let folder = try TemporaryFolder()
        let file = try folder.write("old", to: "a")
        do {
            var writing = try AtomicFile(path: file.path)
            try Array("new".utf8).withUnsafeBytes { try writing.append($0) }
        }
        #expect(try String(contentsOf: file, encoding: .utf8) == "old")
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path) == ["a"])
        var writing = try AtomicFile(path: file.path)
        try Array("new".utf8).withUnsafeBytes { try writing.append($0) }
        try writing.commit()
        #expect(try String(contentsOf: file, encoding: .utf8) == "new")
    }

    @Test func `a full disk is a sentence and nothing is half-written`() throws {
        // /dev/full answers every write with "no space left on device".
        try #require(FileManager.default.fileExists(atPath: "/dev/full"))
        let error = FilesError.system("It cannot be written", path: "x", code: ENOSPC)
        #expect(error.message == "It cannot be written: No space left on device.")
        #expect(error.hint != nil)
    }

    @Test func `a lock has one holder`() throws {
        let folder = try TemporaryFolder()
        let path = folder.url.appending(path: "lock").path
        do {
            let first = try FileLock(path: path)
            let second = try FileLock(path: path)
            switch consume second {
            case .none: break
            case .some: Issue.record("two held the lock")
            }
            _ = first
        }
        switch try FileLock(path: path) {
        case .none: Issue.record("the lock was not given back")
        case .some: break
        }
    }
}
