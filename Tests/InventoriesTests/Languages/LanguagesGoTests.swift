// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import Inventories
@testable import Packages

@Suite struct LanguagesGoTests {
    @Test func `requirements, replacements, tools and the standard library`() throws {
        let text = """
            module example.com/app // the module

            go 1.23.5
            toolchain go1.23.6-custom

            require github.com/a/a/v2 v2.1.0+incompatible
            require (
            \tgithub.com/b/b v0.0.0-20210630005230-0f9fa26af87c // indirect
            \t"github.com/c/c" v1.0.0
            \tgithub.com/d/d v1.0.0 // indirect; for tests
            \tgithub.com/e/e v1.5.0
            \tbroken
            )
            replace (
            \tgithub.com/c/c v1.0.0 => github.com/fork/c v1.0.1
            \tgithub.com/d/d => ../d
            \tgithub.com/e/e v1.4.0 => github.com/fork/e v9.9.9
            )
            exclude github.com/a/a v1.0.0
            tool github.com/b/b/cmd/tool
            retract [v1.0.0, v1.9.9]
            strange x
            """
        let inventory = try LanguageReading.read(GoModule.reader, text, path: "go.mod")
        #expect(
            LanguageReading.lines(inventory) == [
                "github.com/a/a/v2@v2.1.0+incompatible runtime direct :6",
                "github.com/b/b@v0.0.0-20210630005230-0f9fa26af87c runtime+build transitive :8",
                "github.com/fork/c@v1.0.1 runtime direct :9",
                "github.com/d/d@v1.0.0 runtime transitive path:../d :10",
                "github.com/e/e@v1.5.0 runtime direct :11",
                "stdlib@1.23.6 (>=1.23.5) runtime direct :4",
            ])
        #expect(inventory.subject == "example.com/app")
        #expect(
            LanguageReading.warnings(inventory) == [
                "12: The 'require' is not understood.", "22: The directive 'strange' is unknown.",
            ])
    }

    @Test func `before Go 1.17 the sums say what else is needed`() throws {
        let sums = """
            github.com/a/a v1.0.0 h1:x=
            github.com/a/a v1.0.0/go.mod h1:x=
            github.com/b/b v1.9.0 h1:x=
            github.com/b/b v1.10.0 h1:x=
            github.com/b/b v1.11.0/go.mod h1:x=
            """
        for (release, count) in [("go 1.16", 3), ("go 1.17", 2), ("", 2)] {
            let inventory = try LanguageReading.read(
                GoModule.reader, "module m\n\(release)\nrequire github.com/a/a v1.0.0\n", path: "x/go.mod",
                related: ["x/go.sum": sums])
            #expect(inventory.components.count == count)
            guard release != "go 1.17" else { continue }
            #expect(inventory.components.last?.version == "v1.10.0")
            #expect(inventory.components.last?.location == SourceLocation(path: "x/go.sum", line: 4))
        }
    }

    @Test func `go.sum is read only where no go.mod stands beside it`() throws {
        let text = "github.com/b/b v1.9.0 h1:x=\ngithub.com/b/b v1.9.0/go.mod h1:x=\nnonsense\n"
        let alone = try LanguageReading.read(GoSum.reader, text, path: "x/go.sum")
        #expect(LanguageReading.lines(alone) == ["github.com/b/b@v1.9.0 runtime :1"])
        #expect(LanguageReading.warnings(alone) == ["3: The line is not 'module version h1:sum'."])
        let beside = try LanguageReading.read(
            GoSum.reader, "nonsense", path: "x/go.sum", related: ["x/go.mod": "module m"])
        #expect(beside.components.isEmpty && beside.warnings.isEmpty)
        #expect(LanguageReading.refusal(GoSum.reader, "nonsense")?.location.line == 1)
    }

    @Test func `vendored modules`() throws {
        let text = """
            # github.com/a/a v1.2.1
            ## explicit; go 1.21
            github.com/a/a/x
            # github.com/b/b v0.5.6 => example.com/fork/b v1.4.5
            ## explicit
            # github.com/c/c v1.0.0 => ./local
            # malformed
            # github.com/d/d => ./local
            # github.com/e/e nope
            """
        let inventory = try LanguageReading.read(GoVendor.reader, text)
        #expect(
            LanguageReading.lines(inventory) == [
                "github.com/a/a@v1.2.1 runtime direct :1", "example.com/fork/b@v1.4.5 runtime direct :4",
                "github.com/c/c@v1.0.0 runtime transitive path:./local :6",
            ])
        #expect(inventory.warnings.map(\.location.line) == [7, 9])
    }

    @Test func `a file of another kind is refused`() {
        #expect(LanguageReading.refusal(GoModule.reader, "this is not a go.mod file!") != nil)
        #expect(LanguageReading.refusal(GoModule.reader, "") == nil)
    }

    @Test func `a block that does not end is said`() throws {
        let inventory = try LanguageReading.read(GoModule.reader, "require (\n github.com/a/a v1.0.0\n")
        #expect(inventory.components.count == 1)
        #expect(inventory.warnings.first?.message == "The block 'require' does not end; the file may be cut off.")
    }

    @Test(arguments: [("v1.2.3", "1.2.3"), ("v0.0.0-20210630005230-0f9fa26af87c", "0.0.0-20210630005230-0f9fa26af87c")])
    func `Go's order takes versions with and without their v for the same`(written: String, inAdvisories: String) {
        #expect(VersionScheme.go.compare(written, inAdvisories) == .equal)
        #expect(VersionScheme.go.compare(written, "9.0.0") == .less)
    }
}
