// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import Inventories

/// Files made to cost time or memory are read in time that grows with their size.
@Suite(.timeLimit(.minutes(1))) struct MoreHostileTests {
    @Test func `many versions and checksums of one gem`() throws {
        var text = "GEM\n  remote: https://rubygems.org/\n  specs:\n"
        for number in 0..<3_000 { text += "    same (\(number))\n      same\n" }
        text += "\nCHECKSUMS\n"
        for number in 0..<3_000 { text += "  same (1) sha256=\(number)\n" }
        let inventory = try MoreReading.read(GemfileLock.reader, text)
        #expect(inventory.components.count == 3_000)
        #expect(inventory.components[1].hashes.count == 64)
        #expect(inventory.edges.count < 3_000 * 17)
    }

    @Test func `arguments of a Dockerfile that double each other`() throws {
        var text = "ARG A0=\(String(repeating: "x", count: 4_000))\n"
        for number in 1..<200 { text += "ARG A\(number)=$A\(number - 1)$A\(number - 1)\n" }
        text += "FROM $A199\n"
        let inventory = try MoreReading.read(Dockerfile.reader, text)
        #expect(inventory.components.isEmpty)
        #expect(inventory.warnings.count == 1)
    }

    @Test func `an instruction continued over many lines`() throws {
        let text =
            "RUN " + String(repeating: "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa \\\n", count: 20_000) + "b\nFROM alpine\n"
        #expect(try MoreReading.read(Dockerfile.reader, text).components.count == 1)
    }

    @Test func `a here-document that does not end hides what follows`() throws {
        let inventory = try MoreReading.read(Dockerfile.reader, "FROM alpine\nRUN <<EOF\nFROM nothing\n")
        #expect(inventory.components.count == 1)
    }

    @Test func `a version that is all properties`() throws {
        let value = String(repeating: "v", count: 10_000)
        let text = """
            <Project><PropertyGroup><A>\(value)</A></PropertyGroup><ItemGroup>
            <PackageReference Include="X" Version="\(String(repeating: "$(A)", count: 10_000))" /></ItemGroup></Project>
            """
        let inventory = try MoreReading.read(MSBuildProject.reader, text)
        #expect(inventory.components[0].version == nil)
    }

    @Test func `many actions on one line`() throws {
        let uses = String(repeating: "{uses: a/b@0123456789012345678901234567890123456789},", count: 2_000)
        let inventory = try MoreReading.read(GitHubActions.reader, "jobs: {x: {steps: [\(uses)]}} # v1.2.3\n")
        #expect(inventory.components.count == 2_000)
        #expect(inventory.components[0].version == nil)
    }

    @Test(arguments: ["[", "{", "<<\"", "\""])
    func `terms that open without end are refused`(opening: String) {
        let text = String(repeating: opening, count: 50_000)
        #expect(MoreReading.refusal(RebarLock.reader, text) != nil)
        #expect(MoreReading.refusal(MixLock.reader, text) != nil)
    }

    @Test func `brackets of an opam file that open without end are refused`() {
        let text = "opam-version: \"2.0\" depends: " + String(repeating: "[", count: 50_000)
        #expect(MoreReading.refusal(OpamFile.reader, text) == "1 The brackets nest deeper than 256 levels.")
    }
}
