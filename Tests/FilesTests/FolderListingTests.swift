// SPDX-License-Identifier: Apache-2.0
import Foundation
import TestSupport
import Testing

@testable import Files

struct FolderListingTests {
    @Test func `files come in byte order and the repository's store is left out`() throws {
        let folder = try TemporaryFolder()
        try folder.write("", to: "b/package-lock.json")
        try folder.write("", to: "a.txt")
        try folder.write("", to: ".git/config")
        let listing = try FolderListing(root: folder.url.path)
        #expect(listing.files == ["a.txt", "b/package-lock.json"])
        #expect(listing.skipped.isEmpty)
    }

    @Test(arguments: [
        ("node_modules\n", ["node_modules/x/a", "src/node_modules/b", "keep"], [".gitignore", "keep"]),
        ("/build\n", ["build/a", "src/build/b"], [".gitignore", "src/build/b"]),
        ("*.log\n!keep.log\n", ["a.log", "keep.log"], [".gitignore", "keep.log"]),
        ("docs/**/draft\n", ["docs/draft", "docs/a/b/draft", "docs/final"], [".gitignore", "docs/final"]),
        ("out/\n", ["out", "deep/out/x"], [".gitignore", "out"]),
        ("[a-c].txt\n?z\n", ["a.txt", "d.txt", "xz", "xyz"], [".gitignore", "d.txt", "xyz"]),
        ("\\#odd\n# a comment\n", ["#odd", "# a comment"], ["# a comment", ".gitignore"]),
        ("a/**\n", ["a/x", "a/y/z", "b/a/x"], [".gitignore", "b/a/x"]),
    ])
    func `gitignore rules decide what is read`(rules: String, files: [String], listed: [String]) throws {
        let folder = try TemporaryFolder()
        try folder.write(rules, to: ".gitignore")
        for file in files { try folder.write("", to: file) }
        let listing = try FolderListing(root: folder.url.path)
        #expect(listing.files == listed)
        #expect(listing.skipped.allSatisfy { $0.reason == .ignored })
        #expect(try FolderListing(root: folder.url.path, honouringIgnoreFiles: false).files.count == files.count + 1)
    }

    @Test func `a deeper ignore file overrules a higher one`() throws {
        let folder = try TemporaryFolder()
        try folder.write("*.lock\n", to: ".gitignore")
        try folder.write("!Cargo.lock\n", to: "sub/.gitignore")
        try folder.write("", to: "sub/Cargo.lock")
        try folder.write("", to: "Cargo.lock")
        let listing = try FolderListing(root: folder.url.path)
        #expect(listing.files == [".gitignore", "sub/.gitignore", "sub/Cargo.lock"])
    }

    @Test func `links are never followed and always said`() throws {
        let folder = try TemporaryFolder()
        try FileManager.default.createSymbolicLink(
            at: folder.url.appending(path: "out"), withDestinationURL: URL(filePath: "/etc"))
        try folder.write("", to: "a")
        let listing = try FolderListing(root: folder.url.path)
        #expect(listing.files == ["a"])
        #expect(listing.skipped == [.init(path: "out", reason: .link)])
    }

    @Test func `a pattern of many stars is decided at once`() throws {
        let pattern = String(repeating: "*a", count: 200) + "b"
        let rules = IgnoreRules(Array(pattern.utf8))
        let name = [UInt8](repeating: UInt8(ascii: "a"), count: 255)
        #expect(rules.answer(for: [name], isFolder: false) == .silent)
        let deep = IgnoreRules(Array(String(repeating: "**/a/", count: 60).utf8))
        #expect(deep.answer(for: ArraySlice(repeating: Array("a".utf8), count: 120), isFolder: true) == .ignored)
    }

    @Test func `what is not a folder is a sentence`() {
        #expect(throws: FilesError(path: "/nowhere/at/all", message: "It is not a folder.")) {
            try FolderListing(root: "/nowhere/at/all")
        }
    }
}

extension FolderListingTests {
    @Suite struct MutationTests {
        @Test func `damaged ignore rules answer for every path`() {
            let rules =
                "*.log\n!keep.log\n/build/\ndocs/**/draft\n[a-c!^]*?.txt\n\\#odd \\ \n[[:alpha:]]x\na/**\n**/b/c\n"
            let pieces = ["**", "/", "*", "?", "[", "]", "!", "^", "-", "\\", "\n", "[!", "[]", "[a-", "\u{0}", "***/"]
            Fuzzing(seed: 19, rounds: 4_000, pieces: pieces).run { _, mutator in
                let own = IgnoreRules(mutator.mutated(Array(rules.utf8)))
                for path in ["a.log", "docs/a/b/draft", "build", "a/b/c", "[x", "", "//"] {
                    let names = path.utf8.split(separator: UInt8(ascii: "/")).map(Array.init)
                    _ = own.answer(for: names[...], isFolder: true)
                    _ = own.answer(for: names.suffix(1), isFolder: false)
                }
            }
        }
    }
}
