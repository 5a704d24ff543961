// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import Inventories

@Suite struct LanguagesNpmTests {
    private let tree = """
        {
          "name": "app", "version": "1.0.0", "lockfileVersion": 3, "requires": true,
          "packages": {
            "": {
              "name": "app", "workspaces": ["packages/*"],
              "dependencies": { "a": "^1.0.0", "short": "npm:long@^2.0.0" },
              "devDependencies": { "d": "github:o/d" }
            },
            "node_modules/a": {
              "version": "1.0.1", "resolved": "https://registry.npmjs.org/a/-/a-1.0.1.tgz",
              "integrity": "sha1-pGY7U2hriV/wdOK6UE37dqjit3A=", "license": "MIT",
              "dependencies": { "b": "^1.0.0" }, "optionalDependencies": { "gone": "1" }
            },
            "node_modules/a/node_modules/b": { "version": "1.9.0", "dependencies": { "c": "*" } },
            "node_modules/b": { "version": "2.0.0" },
            "node_modules/c": { "version": "3.0.0", "optional": true, "dependencies": { "b": "^2" } },
            "node_modules/d": {
              "version": "0.1.0", "dev": true,
              "resolved": "git+ssh://git@github.com/o/d.git#3b1bb80b302c2e552685dc8a029797ec832ea7c9"
            },
            "node_modules/short": { "name": "long", "version": "2.1.0", "devOptional": true },
            "node_modules/member": { "resolved": "packages/member", "link": true },
            "node_modules/t": { "version": "1.0.0", "resolved": "https://user:pw@example.com/t.tgz" },
            "packages/member": { "version": "0.0.1", "dependencies": { "t": "https://example.com/t.tgz", "b": "2" } }
          }
        }
        """

    @Test func `a tree gives every place a component with its group, its relationship and its line`() throws {
        let inventory = try LanguageReading.read(PackageLock.reader, tree)
        #expect(
            LanguageReading.lines(inventory) == [
                "a@1.0.1 runtime direct :9",
                "b@1.9.0 runtime transitive :14",
                "b@2.0.0 runtime direct :15",
                "c@3.0.0 optional transitive :16",
                "d@0.1.0 development direct https://github.com/o/d#3b1bb80b :17",
                "long@2.1.0 development+optional direct :21",
                "t@1.0.0 runtime direct url:https://example.com/t.tgz :23",
                "member@0.0.1 runtime direct path:packages/member :24",
            ])
        #expect(inventory.subject == "app@1.0.0")
        #expect(inventory.components[0].hashes.map(\.algorithm) == ["sha1"])
        #expect(inventory.components[0].hashes.first?.value == "a4663b53686b895ff074e2ba504dfb76a8e2b770")
        #expect(inventory.components[0].licences == ["MIT"])
        #expect(inventory.warnings.isEmpty)
    }

    @Test func `edges follow Node's search up the folders`() throws {
        let inventory = try LanguageReading.read(PackageLock.reader, tree)
        let edges = inventory.edges.map { "\($0.from)>\($0.to)" }
        #expect(edges == ["0>1", "1>3", "3>2", "7>2", "7>6"])
    }

    @Test func `version 1 nests, and its versions can be addresses and aliases`() throws {
        let text = """
            { "lockfileVersion": 1, "dependencies": {
              "a": { "version": "1.0.0", "requires": { "b": "^1" }, "dependencies": {
                "b": { "version": "1.5.0", "dev": true } } },
              "b": { "version": "2.0.0" },
              "alias": { "version": "npm:@s/real@3.0.0", "optional": true },
              "f": { "version": "file:lib/f", "requires": { "absent": "1" } },
              "g": { "version": "github:o/g#d5ac0584ee9ae7bd9288220a39780f155b9ad4c8" },
              "u": { "version": "https://example.com/u-1.0.0.tgz" }
            } }
            """
        let inventory = try LanguageReading.read(PackageLock.reader, text)
        #expect(
            LanguageReading.lines(inventory) == [
                "a@1.0.0 runtime direct :2",
                "b@1.5.0 development transitive :3",
                "b@2.0.0 runtime direct :4",
                "@s/real@3.0.0 optional direct :5",
                "f@- runtime direct path:lib/f :6",
                "g@- runtime direct https://github.com/o/g#d5ac0584 :7",
                "u@- runtime direct url:https://example.com/u-1.0.0.tgz :8",
            ])
        #expect(inventory.edges == [Inventory.Edge(from: 0, to: 1)])
    }

    @Test func `the manifest beside a version 1 lockfile says what is direct`() throws {
        let lock = """
            { "lockfileVersion": 1, "dependencies": {
              "a": { "version": "1.0.0", "requires": { "b": "1" } }, "b": { "version": "1.0.0" } } }
            """
        let inventory = try LanguageReading.read(
            PackageLock.reader, lock, path: "web/package-lock.json",
            related: ["web/package.json": #"{ "dependencies": { "a": "1", "b": "1" } }"#])
        #expect(inventory.components.map(\.relationship) == [.direct, .direct])
    }

    @Test(arguments: [
        ("null", "The file is not an npm lockfile: its root is no object."),
        ("{}", "The file is not an npm lockfile: it has neither 'lockfileVersion' nor 'packages' nor 'dependencies'."),
    ])
    func `what is no npm lockfile is refused`(text: String, message: String) {
        #expect(LanguageReading.refusal(PackageLock.reader, text)?.message == message)
        #expect(LanguageReading.refusal(PackageLock.reader, text)?.location.line == 1)
    }

    @Test func `an unknown lockfileVersion and broken entries are warnings`() throws {
        let inventory = try LanguageReading.read(
            PackageLock.reader,
            #"{ "lockfileVersion": 9, "packages": { "node_modules/a": 1, "node_modules/b": {} } }"#)
        #expect(inventory.components.map(\.name) == ["b"])
        #expect(
            LanguageReading.warnings(inventory) == [
                "1: The lockfileVersion 9 is unknown; the file is read as version 3.",
                "1: The entry 'node_modules/a' is no object.", "1: The entry 'node_modules/b' has no version.",
            ])
    }

    @Test func `a manifest gives requirements, and versions only where one is exact`() throws {
        let text = """
            { "name": "x",
              "dependencies": { "a": "^1.0.0", "b": "=1.2.3", "c": "npm:@s/d@4.5.6", "e": "workspace:^" },
              "devDependencies": { "f": "o/f#main", "g": "file:../g" },
              "optionalDependencies": { "h": "latest" },
              "peerDependencies": { "i": "*", "j": ">=1" }, "peerDependenciesMeta": { "i": { "optional": true } }
            }
            """
        let inventory = try LanguageReading.read(PackageManifest.reader, text)
        #expect(
            LanguageReading.lines(inventory) == [
                "a@- (^1.0.0) runtime direct :2",
                "b@1.2.3 (=1.2.3) runtime direct :2",
                "@s/d@4.5.6 (npm:@s/d@4.5.6) runtime direct :2",
                "e@- (workspace:^) runtime direct path:workspace:^ :2",
                "h@- (latest) optional direct :4",
                "f@- (o/f#main) development direct https://github.com/o/f~main :3",
                "g@- (file:../g) development direct path:../g :3",
                "i@- (*) optional direct :5",
                "j@- (>=1) runtime direct :5",
            ])
    }

    @Test func `Unity's manifests are not npm's`() throws {
        let inventory = try LanguageReading.read(
            PackageManifest.reader, #"{ "unity": "2020.3", "dependencies": { "com.unity.x": "1.0.0" } }"#)
        #expect(inventory.components.isEmpty)
        #expect(inventory.warnings.count == 1)
    }

    @Test(arguments: [
        ("1.2.3", "1.2.3"), ("v1.2.3-rc.1+b", "1.2.3-rc.1+b"), (" = 1.2.3", "1.2.3"), ("1.2", nil), ("^1.2.3", nil),
        ("1.2.x", nil), ("1.2.3 || 2", nil), ("latest", nil), ("", nil),
    ])
    func `only a whole version is exact`(range: String, version: String?) {
        #expect(NpmReference.exactVersion(range) == version)
    }

    @Test(arguments: [
        ("git+https://token@github.com/o/r.git", "https://github.com/o/r"),
        ("git@github.com:o/r.git", "https://github.com/o/r"),
        ("ssh://git@bitbucket.org:o/r", "https://bitbucket.org/o/r"),
        ("gitlab:o/r", "https://gitlab.com/o/r"),
        ("git+ssh://git@example.org:2222/o/r.git", "ssh://git@example.org:2222/o/r.git"),
        ("https://user:password@example.org/r.git", "https://example.org/r.git"),
        ("../local", "../local"),
    ])
    func `repositories have one spelling and no secrets`(address: String, repository: String) {
        #expect(GitAddress.repository(address) == repository)
    }
}
