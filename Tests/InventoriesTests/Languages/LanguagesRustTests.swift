// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import Inventories

@Suite struct LanguagesRustTests {
    private let lock = """
        version = 3
        [[package]]
        name = "app"
        version = "0.1.0"
        dependencies = ["member", "syn 2.0.0", "tool"]
        [[package]]
        name = "member"
        version = "0.2.0"
        dependencies = ["syn 1.0.0", "mock"]
        [[package]]
        name = "mock"
        version = "1.0.0"
        source = "sparse+https://index.crates.io/"
        [[package]]
        name = "syn"
        version = "1.0.0"
        source = "registry+https://github.com/rust-lang/crates.io-index"
        checksum = "ABCD"
        dependencies = ["unicode 0.1.0 (git+https://github.com/o/unicode.git?branch=main)"]
        [[package]]
        name = "syn"
        version = "2.0.0"
        source = "registry+https://github.com/rust-lang/crates.io-index"
        dependencies = ["absent"]
        [[package]]
        name = "tool"
        version = "1.0.0"
        source = "registry+https://github.com/rust-lang/crates.io-index"
        [[package]]
        name = "unicode"
        version = "0.1.0"
        source = "git+https://github.com/o/unicode.git?branch=main#061a9ab4cfabf2a403dbeab4bbcb8ff97d344dff"
        """

    @Test func `the manifests of a workspace say what for`() throws {
        let inventory = try LanguageReading.read(
            CargoLock.reader, lock, path: "Cargo.lock",
            related: [
                "Cargo.toml": """
                [package]
                name = "app"
                [workspace]
                members = ["crates/*"]
                [dependencies]
                member = { path = "crates/member" }
                syn = "2"
                [build-dependencies]
                tool = "1"
                """,
                "crates/member/Cargo.toml": """
                [package]
                name = "member"
                [dependencies]
                syn = "1"
                [dev-dependencies]
                mock = "1"
                """,
            ])
        #expect(
            LanguageReading.lines(inventory) == [
                "member@0.2.0 runtime direct path:crates/member :6",
                "mock@1.0.0 development direct :10",
                "syn@1.0.0 runtime direct :14",
                "syn@2.0.0 runtime direct :20",
                "tool@1.0.0 build direct :25",
                "unicode@0.1.0 runtime transitive https://github.com/o/unicode~main#061a9ab4 :29",
            ])
        #expect(LanguageReading.edges(inventory) == ["member > syn", "syn > unicode"])
        #expect(inventory.subject == "app@0.1.0")
        #expect(inventory.components[2].hashes == [Digest(algorithm: "sha256", value: "abcd")])
        #expect(
            LanguageReading.warnings(inventory) == [
                "24: The dependency 'absent' names no entry of the file; the graph lacks it."
            ])
    }

    @Test func `without manifests everything is runtime`() throws {
        let inventory = try LanguageReading.read(CargoLock.reader, lock)
        #expect(inventory.components.count == 7)
        #expect(inventory.components.allSatisfy { $0.groups == [.runtime] })
        #expect(inventory.components.first?.pin == .path(""))
    }

    @Test func `version 1 has its sums apart`() throws {
        let text = """
            [[package]]
            name = "a"
            version = "1.0.0"
            source = "registry+https://github.com/rust-lang/crates.io-index"
            [metadata]
            "checksum a 1.0.0 (registry+https://github.com/rust-lang/crates.io-index)" = "ef"
            """
        let inventory = try LanguageReading.read(CargoLock.reader, text)
        #expect(inventory.components.first?.hashes.map(\.value) == ["ef"])
    }

    @Test func `a manifest gives requirements`() throws {
        let text = """
            [package]
            name = "member"
            [dependencies]
            a = "0.1"
            renamed = { package = "b", version = "=1.2.3", optional = true }
            shared = { workspace = true }
            unshared = { workspace = true }
            g = { git = "https://github.com/o/g.git", tag = "0.0.1" }
            bad = { git = { x = 1 } }
            [target.'cfg(windows)'.dev-dependencies]
            w = { path = "../w" }
            """
        let inventory = try LanguageReading.read(
            CargoManifest.reader, text, path: "crates/member/Cargo.toml",
            related: ["Cargo.toml": "[workspace.dependencies]\nshared = { version = \"2\" }"])
        #expect(
            LanguageReading.lines(inventory) == [
                "a@- (0.1) runtime direct :4",
                "b@1.2.3 (=1.2.3) optional direct :5",
                "shared@- (2) runtime direct :6",
                "g@- runtime direct https://github.com/o/g~0.0.1 :8",
                "w@- development direct path:../w :11",
            ])
        #expect(inventory.warnings.map(\.location.line) == [7, 9])
    }
}
