// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import Inventories

@Suite struct LanguagesPNPMTests {
    @Test func `version 9 joins packages, snapshots and importers`() throws {
        let text = """
            lockfileVersion: '9.0'
            importers:
              .:
                dependencies:
                  a:
                    specifier: ^1.0.0
                    version: 1.0.0(p@2.0.0)
                  short:
                    specifier: npm:long@3
                    version: long@3.0.0
                  m:
                    specifier: workspace:*
                    version: link:packages/m
              packages/m:
                devDependencies:
                  g:
                    specifier: o/g
                    version: https://codeload.github.com/o/g/tar.gz/02fa893d619d3da85411acc8fd4e2eea0e95a9d9
            packages:
              '@s/o@1.0.0':
                resolution: {integrity: sha1-pGY7U2hriV/wdOK6UE37dqjit3A=}
              a@1.0.0:
                resolution: {integrity: sha1-pGY7U2hriV/wdOK6UE37dqjit3A=}
              g@https://codeload.github.com/o/g/tar.gz/02fa893d619d3da85411acc8fd4e2eea0e95a9d9:
                resolution: {tarball: https://codeload.github.com/o/g/tar.gz/02fa893d619d3da85411acc8fd4e2eea0e95a9d9}
                version: 6.0.1
              long@3.0.0: {}
              p@2.0.0: {}
            snapshots:
              '@s/o@1.0.0': {}
              a@1.0.0(p@2.0.0):
                dependencies:
                  p: 2.0.0
                optionalDependencies:
                  '@s/o': 1.0.0
            """
        let inventory = try LanguageReading.read(PNPMLock.reader, text)
        #expect(
            LanguageReading.lines(inventory) == [
                "@s/o@1.0.0 optional transitive :20",
                "a@1.0.0 runtime direct :22",
                "g@6.0.1 development direct https://github.com/o/g#02fa893d :24",
                "long@3.0.0 runtime direct :27",
                "p@2.0.0 runtime transitive :28",
            ])
        #expect(LanguageReading.edges(inventory) == ["a > @s/o", "a > p"])
        #expect(inventory.warnings.isEmpty)
    }

    @Test func `version 6 has peers in brackets and everything in packages`() throws {
        let text = """
            lockfileVersion: '6.0'
            dependencies:
              react-dom:
                specifier: ^18.2.0
                version: 18.2.0(react@18.2.0)
            packages:
              /react-dom@18.2.0(react@18.2.0):
                dependencies:
                  react: 18.2.0
              /react-dom@18.2.0(react@17.0.0):
                dev: true
              /react@18.2.0: {}
            """
        let inventory = try LanguageReading.read(PNPMLock.reader, text)
        #expect(
            LanguageReading.lines(inventory) == [
                "react-dom@18.2.0 runtime direct :7", "react@18.2.0 runtime transitive :12",
            ])
        #expect(LanguageReading.edges(inventory) == ["react-dom > react"])
    }

    @Test func `version 5 has slashes, other registries and repositories`() throws {
        let text = """
            lockfileVersion: 5.3
            dependencies:
              '@s/a': 1.0.0_p@2.0.0
            devDependencies:
              m: github.com/o/m/590f321b4eb3f692bb211bd74e22947639a6f79d
            packages:
              /@s/a/1.0.0_p@2.0.0:
                dependencies:
                  with_underscore: 1.0.0
              /with_underscore/1.0.0: {}
              registry.example.org/b/2.0.0:
                dev: true
              file:projects/c.tgz:
                name: c
                version: 0.0.1
                resolution: {integrity: sha1-pGY7U2hriV/wdOK6UE37dqjit3A=, tarball: file:projects/c.tgz}
              github.com/o/m/590f321b4eb3f692bb211bd74e22947639a6f79d:
                resolution: {commit: 590f321b4eb3f692bb211bd74e22947639a6f79d, repo: 'git@github.com:o/m.git', type: git}
                name: m
                version: 20.0.1
              nonsense: {}
            """
        let inventory = try LanguageReading.read(PNPMLock.reader, text)
        #expect(
            LanguageReading.lines(inventory) == [
                "@s/a@1.0.0 runtime direct :7",
                "with_underscore@1.0.0 runtime transitive :10",
                "b@2.0.0 development :11",
                "c@0.0.1 runtime path:projects/c.tgz :13",
                "m@20.0.1 development direct https://github.com/o/m#590f321b :17",
            ])
        #expect(
            LanguageReading.warnings(inventory) == ["21: The dependency path 'nonsense' names no package and version."])
    }

    @Test(arguments: ["# nothing", "plain text", "- a", "lockfileVersion: abc"])
    func `what has no lockfileVersion is refused`(text: String) {
        #expect(LanguageReading.refusal(PNPMLock.reader, text) != nil)
    }
}
