// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import ProjectHealth

struct FileAnalysisTests {
    private func facts(_ path: String, _ text: String) -> FileFacts {
        FileAnalysis.facts(path: path, size: text.utf8.count, bytes: Array(text.utf8))
    }

    @Test(
        arguments: [
            ("tool", [0x7F, 0x45, 0x4C, 0x46] + [UInt8](repeating: 0, count: 60), "elf"),
            ("short", [0x7F, 0x45, 0x4C, 0x46], nil),
            ("a/b.jar", [0x50, 0x4B, 0x03, 0x04], "jar"),
            ("words.jar", Array("not a jar at all".utf8), nil),
            ("B.JAR", [0x50, 0x4B, 0x03, 0x04], nil),
            ("Main.class", [0xCA, 0xFE, 0xBA, 0xBE, 0, 0, 0, 52], "class"),
            ("renamed.txt", [0xCA, 0xFE, 0xBA, 0xBE, 0, 0, 0, 52], "class"),
            ("setup", Array("MZ\u{0}\u{1}".utf8), "exe"),
            ("poem", Array("MZ is how this text begins".utf8), nil),
            ("picture.png", [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], nil),
            ("m.wasm", [0x00, 0x61, 0x73, 0x6D, 0x01, 0x00, 0x00, 0x00], "wasm"),
            ("p.deb", Array("!<arch>\ndebian-binary   ".utf8), "deb"),
            ("noextension", [0x00, 0x01], nil),
        ] as [(String, [UInt8], String?)])
    func `compiled files are told by their bytes, or by their name and not being text`(
        _ path: String, _ bytes: [UInt8], _ type: String?
    ) {
        #expect(FileAnalysis.facts(path: path, size: bytes.count, bytes: bytes).binary?.type == type)
    }

    @Test(arguments: [
        ("a_test.go", "func FuzzParse(f *testing.F) {", true),
        ("a_test.go", "func  Fuzz9( f  *testing.F)", false),
        ("a_test.go", "func FuzzParse(f *testing.T) {", false),
        ("a.go", "func FuzzParse(f *testing.F) {", false),
        ("fuzz.c", "int LLVMFuzzerTestOneInput(const uint8_t *d, size_t n)", true),
        ("Fuzz.swift", "@_cdecl(\"LLVMFuzzerTestOneInput\")", true),
        ("lib.rs", "use libfuzzer_sys::fuzz_target;", true),
        ("f.py", "import atheris", true),
        ("F.java", "import com.code_intelligence.jazzer.api.FuzzedDataProvider;", true),
        ("t.ts", "import * as fc from \"fast-check\";", true),
        ("t.js", "const fc = require( '@fast-check/jest' )", true),
        ("t.js", "const fc = require('fast-check-more')", false),
        ("T.hs", "import  qualified Test.Tasty.QuickCheck as Q", true),
        ("T.hs", "import Test.Hspec.QuickCheck", true),
        ("T.hs", "import Test.Hspec", false),
        ("t.erl", "-include_lib(\"proper/include/proper.hrl\").", true),
        ("t.exs", "  use ExUnitProperties", true),
        ("t.gleam", "import qcheck", true),
        ("T.cs", "using FsCheck.Xunit;", true),
        ("T.cs", "using FsCheckers;", false),
        ("T.fs", "open FsCheck.NUnit", true),
        ("notes.md", "LLVMFuzzerTestOneInput", false),
    ])
    func `fuzz tests are known by their language's way of writing them`(_ path: String, _ text: String, _ found: Bool) {
        #expect(facts(path, "first line\n" + text + "\n").fuzzers.map(\.line) == (found ? [2] : []))
    }

    @Test func `a fuzz test in a quotation is told apart`() {
        let quoted = facts("a_test.go", "package a\nvar s = `func FuzzA(f *testing.F)`\n").fuzzers
        #expect(quoted.map(\.isQuoted) == [true])
        let real = facts("a_test.go", "package a\nfunc FuzzA(f *testing.F) {}\n").fuzzers
        #expect(real.map(\.isQuoted) == [false])
        let both = facts("a_test.go", "package a\nvar s = `func FuzzA(f *testing.F)`\nfunc FuzzB(f *testing.F) {}\n")
            .fuzzers
        #expect(both.map(\.line) == [3])
        #expect(both.map(\.isQuoted) == [false])
    }

    @Test func `unsafe code is counted by what it is, with its first line`() {
        let found = facts(
            "A.swift",
            "let a = 1\nfunc f(_ p: UnsafeMutablePointer<Int>, _ q: UnsafePointer<Int>) {}\nunsafeBitCast(a)\n"
        ).unsafeCode
        #expect(
            found == [
                CodePattern(language: "Swift", name: "unsafe pointers", path: "A.swift", line: 2, count: 2),
                CodePattern(language: "Swift", name: "unsafeBitCast", path: "A.swift", line: 3, count: 1),
            ])
    }

    @Test(
        arguments: [
            ("README.md", TextDocument.Kind.readme), ("SECURITY.md", .securityPolicy),
            (".github/SECURITY.md", .securityPolicy),
            ("docs/security.rst", .securityPolicy), ("CONTRIBUTING", .contributing),
            ("CODE_OF_CONDUCT.md", .codeOfConduct),
            ("MAINTAINERS.md", .maintainers), ("AUTHORS", .maintainers), (".github/CODEOWNERS", .codeOwners),
            ("CHANGES", .changelog), ("NEWS.txt", .changelog), ("RELEASE-NOTES", .changelog),
            ("docs/guide/use.md", .documentation),
            ("security-insights.yml", .securityInsights), (".github/SECURITY-INSIGHTS.yaml", .securityInsights),
            (".github/scorecard.yml", .annotations), (".mainstay/exemptions.yml", .exemptions),
            ("threat-model.md", .threatModel),
            (".vex/one.json", .vex), ("src/readme.md", nil), ("src/security.c", nil), ("security.py", nil),
            ("CMakeLists.txt", nil), ("docs/CMakeLists.txt", nil), ("requirements.txt", nil),
            ("requirements-dev.txt", nil), ("docs/requirements.txt", nil), ("docs/.gitignore", nil),
            ("robots.txt", nil), ("LICENSE.txt", nil), ("LICENSE-MIT.txt", nil), ("docs/THANKS-filter", nil),
            ("docs/THANKS", .maintainers), ("notes.txt", .documentation),
        ] as [(String, TextDocument.Kind?)])
    func `documents are told by where they are`(_ path: String, _ kind: TextDocument.Kind?) {
        #expect(TextDocument.Kind.kind(ofPath: path) == kind)
    }

    @Test func `manifests say what they say of the project`() {
        let text = """
            {
              "name": "left",
              "license": "MIT",
              "deprecated": "use right"
            }
            """
        #expect(
            facts("package.json", text).metadata == [
                PackageMetadata(statement: .name, text: "left", path: "package.json", line: 2),
                PackageMetadata(statement: .license, text: "MIT", path: "package.json", line: 3),
                PackageMetadata(statement: .status, text: "use right", path: "package.json", line: 4),
            ])
        #expect(facts("a/b/c/package.json", text).metadata.isEmpty)
        #expect(facts("package.json", "{").metadata.isEmpty)
        #expect(
            facts("Cargo.toml", "[package]\nname = \"n\"\n[badges]\nmaintenance = { status = \"deprecated\" }\n")
                .metadata
                .map(\.text) == ["n", "maintenance: deprecated"])
        #expect(
            facts("setup.py", "x = [\n  'Development Status :: 7 - Inactive',\n]").metadata.map(\.text) == [
                "Development Status :: 7 - Inactive"
            ])
    }

    @Test func `a large file is known by its beginning alone`() {
        let facts = FileAnalysis.facts(path: "x.jar", size: 1 << 30, bytes: [0x50, 0x4B, 0x03, 0x04])
        #expect(facts.binary == BinaryFile(path: "x.jar", type: "jar", size: 1 << 30))
        #expect(facts.plain.lines == 0)
    }

    @Test func `a tree is the same in whatever order its files come`() {
        let files: [(String, String)] = [
            ("a.swift", "// SPDX-License-Identifier: MIT\n// Copyright A\nlet a = 1\n"), ("b.swift", "let b = 2\n"),
            ("README.md", "# Hello\n"), ("LICENSE", "Do as you like.\n"), ("c.py", "import atheris\n"),
        ]
        func tree(_ order: [Int]) -> TreeFacts {
            var assembly = TreeAssembly()
            for index in order {
                let (path, text) = files[index]
                assembly.add(TreeFile(path: path, kind: .file, size: text.utf8.count), facts(path, text))
            }
            return assembly.facts()
        }
        let one = tree([0, 1, 2, 3, 4])
        let other = tree([4, 2, 0, 3, 1])
        #expect(String(describing: one) == String(describing: other))
        #expect(
            one.languages == [
                LanguageShare(language: "Swift", lines: 4, files: 2),
                LanguageShare(language: "Python", lines: 1, files: 1),
            ])
        #expect(one.headers.sources == 3)
        #expect(one.headers.withLicense == 1)
        #expect(one.headers.expressions == [HeaderCount.Expression(text: "MIT", count: 1)])
    }
}
