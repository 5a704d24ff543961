// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import Inventories

@Suite struct LanguagesBunTests {
    @Test func `places in the tree decide what a name means`() throws {
        let text = """
            {
              "lockfileVersion": 1,
              "workspaces": {
                "": { "name": "app", "dependencies": { "@s/a": "^1", "b": "^2" }, "devDependencies": { "g": "o/g" }, },
                "packages/m": { "name": "m", "optionalDependencies": { "b": "^2" } },
              },
              "packages": {
                "@s/a": ["@s/a@1.0.0", "", { "dependencies": { "b": "^1" } }, "sha1-pGY7U2hriV/wdOK6UE37dqjit3A="],
                "b": ["b@2.0.0", "", {}, "sha512-x"],
                "@s/a/b": ["b@1.0.0", "", { "peerDependencies": { "g": "*" } }],
                "g": ["real@github:o/g#98e8ff1", {}, "o-g-98e8ff1"],
                "m": ["m@workspace:packages/m"],
                "bad": [1],
              },
            }
            """
        let inventory = try LanguageReading.read(BunLock.reader, text, path: "bun.lock")
        #expect(
            LanguageReading.lines(inventory) == [
                "@s/a@1.0.0 runtime direct :8",
                "b@2.0.0 runtime+optional direct :9",
                "b@1.0.0 runtime transitive :10",
                "real@- runtime+development direct https://github.com/o/g#98e8ff1 :11",
                "m@- runtime path:packages/m :12",
            ])
        #expect(LanguageReading.edges(inventory) == ["@s/a > b", "b > real"])
        #expect(
            LanguageReading.warnings(inventory) == ["13: The entry 'bad' does not begin with 'name@version'."])
    }

    @Test func `Bun's binary lockfile is refused with what to do`() {
        let refusal = LanguageReading.refusal(BunLock.reader, "#!/usr/bin/env bun\n", path: "bun.lockb")
        #expect(refusal?.message == "The file is Bun's binary lockfile, which only Bun reads.")
        #expect(refusal?.hint?.contains("--save-text-lockfile") == true)
    }

    @Test func `Deno's manifest names packages of npm and JSR`() throws {
        let text = """
            { "imports": { "a": "npm:chalk@1", "b": "npm:@s/x@2.0.0/sub", "c": "jsr:@std/path@^1", "d": "./mod.ts" } }
            """
        let inventory = try LanguageReading.read(DenoManifest.reader, text)
        #expect(
            LanguageReading.lines(inventory) == [
                "chalk@- (1) runtime direct :1", "@s/x@2.0.0 (2.0.0) runtime direct :1",
                "@std/path@- (^1) runtime direct :1",
            ])
        #expect(inventory.components[2].ecosystem == nil)
    }

    @Test(arguments: [
        """
        { "version": "3", "packages": { "specifiers": { "npm:chalk@5": "npm:chalk@5.3.0" }, "npm": {
          "chalk@5.3.0": { "integrity": "sha1-pGY7U2hriV/wdOK6UE37dqjit3A=", "dependencies": { "x": "x@1.0.0" } },
          "x@1.0.0": { "dependencies": {} } } },
          "workspace": { "dependencies": ["npm:chalk@5"] } }
        """,
        """
        { "version": "5", "specifiers": { "npm:chalk@5": "5.3.0" },
          "npm": { "chalk@5.3.0": { "dependencies": ["x"] },
          "x@1.0.0": {} },
          "workspace": { "packageJson": { "dependencies": ["npm:chalk@5"] } } }
        """,
    ])
    func `Deno's lockfiles before and since version 4 say the same`(text: String) throws {
        let inventory = try LanguageReading.read(DenoLock.reader, text)
        #expect(
            LanguageReading.lines(inventory) == ["chalk@5.3.0 runtime direct :2", "x@1.0.0 runtime transitive :3"])
        #expect(LanguageReading.edges(inventory) == ["chalk > x"])
    }
}
