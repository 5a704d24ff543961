// SPDX-License-Identifier: Apache-2.0
import Packages
import Testing

@testable import Inventories

@Suite struct MoreSwiftCppTests {
    static let packageResolved = """
        {
          "originHash" : "aa",
          "pins" : [
            {
              "identity" : "swift-nio", "kind" : "remoteSourceControl", "location" : "https://github.com/apple/swift-nio.git",
              "state" : {"revision" : "1f61ca6a9cc3f0b7f7f73e5e7f9a2b8a8e1f3f7a", "version" : "2.65.0"}
            },
            {
              "identity" : "ssh", "kind" : "remoteSourceControl", "location" : "git@github.com:acme/ssh.git",
              "state" : {"branch" : "main", "revision" : "2F61ca6a9cc3f0b7f7f73e5e7f9a2b8a8e1f3f7a"}
            },
            {
              "identity" : "commit", "kind" : "remoteSourceControl", "location" : "https://example.com/acme/commit",
              "state" : {"revision" : "3f61ca6a9cc3f0b7f7f73e5e7f9a2b8a8e1f3f7a"}
            },
            {"identity" : "own", "kind" : "localSourceControl", "location" : "/srv/own", "state" : {"revision" : "4f"}},
            {"identity" : "acme.registered", "kind" : "registry", "location" : "", "state" : {"version" : "1.0.0"}}
          ],
          "version" : 3
        }
        """

    @Test func `Package.resolved names branches and revisions as such`() throws {
        let inventory = try MoreReading.read(PackageResolved.reader, MoreSwiftCppTests.packageResolved)
        #expect(
            MoreReading.lines(inventory) == [
                "4 github.com/apple/swift-nio 2.65.0 runtime unknown",
                "8 github.com/acme/ssh - runtime unknown on https://github.com/acme/ssh main 2f61ca6a9cc3f0b7f7f73e5e7f9a2b8a8e1f3f7a",
                "12 example.com/acme/commit - runtime unknown at https://example.com/acme/commit 3f61ca6a9cc3f0b7f7f73e5e7f9a2b8a8e1f3f7a",
                "16 own - runtime unknown path /srv/own",
                "17 acme.registered 1.0.0 runtime unknown",
            ])
        #expect(MoreReading.purls(inventory)[0] == "pkg:swift/github.com/apple/swift-nio@2.65.0")
        #expect(inventory.components[0].ecosystem?.description == "SwiftURL")
    }

    @Test func `the first format of Package.resolved has its pins in an object`() throws {
        let text = """
            {"object": {"pins": [{"package": "NIO", "repositoryURL": "https://github.com/apple/swift-nio.git",
            "state": {"branch": null, "revision": "1f61", "version": "1.0.0"}}]}, "version": 1}
            """
        let inventory = try MoreReading.read(PackageResolved.reader, text)
        #expect(MoreReading.lines(inventory) == ["1 github.com/apple/swift-nio 1.0.0 runtime unknown"])
    }

    static let podfileLock = """
        PODS:
          - PINCache (3.0.3):
            - PINCache/Core (= 3.0.3)
            - PINOperation (~> 1.2)
          - PINCache/Core (3.0.3):
            - PINOperation (~> 1.2)
          - PINOperation (1.2.2)
          - Far (0.1.0)
          - Own (0.2.0)

        DEPENDENCIES:
          - Far (from `https://github.com/a/Far.git`, branch `main`)
          - Own (from `../Own`)
          - PINCache
          - Gone

        EXTERNAL SOURCES:
          Far:
            :branch: main
            :git: https://github.com/a/Far.git
          Own:
            :path: "../Own"

        CHECKOUT OPTIONS:
          Far:
            :commit: 0123456789012345678901234567890123456789
            :git: https://github.com/a/Far.git
        """

    @Test func `Podfile.lock joins subspecs and gives checkouts`() throws {
        let inventory = try MoreReading.read(PodfileLock.reader, MoreSwiftCppTests.podfileLock)
        #expect(
            MoreReading.lines(inventory) == [
                "2 PINCache 3.0.3 runtime direct", "7 PINOperation 1.2.2 runtime transitive",
                "8 Far 0.1.0 runtime direct on https://github.com/a/Far main 0123456789012345678901234567890123456789",
                "9 Own 0.2.0 runtime direct path ../Own",
            ])
        #expect(MoreReading.edges(inventory) == ["PINCache > PINOperation"])
        #expect(MoreReading.purls(inventory)[0] == "pkg:cocoapods/PINCache@3.0.3")
        #expect(MoreReading.warnings(inventory) == ["15 The dependency 'Gone' is not among the pods of the file."])
    }

    @Test func `Cartfile.resolved tells versions from commits`() throws {
        let text = """
            github "Alamofire/Alamofire" "5.4.3"
            github "a/b" "0123456789012345678901234567890123456789"
            git "https://example.com/c.git" "v1.0"
            binary "https://example.com/d.json" "2.0"
            nonsense
            """
        let inventory = try MoreReading.read(CartfileResolved.reader, text)
        #expect(
            MoreReading.lines(inventory) == [
                "1 github.com/Alamofire/Alamofire 5.4.3 runtime unknown",
                "2 github.com/a/b - runtime unknown at https://github.com/a/b 0123456789012345678901234567890123456789",
                "3 example.com/c v1.0 runtime unknown",
                "4 https://example.com/d.json 2.0 runtime unknown url https://example.com/d.json",
            ])
        #expect(inventory.warnings.count == 1)
    }

    static let conanGraph = """
        {"graph_lock": {"nodes": {
          "0": {"ref": "own/1.0", "path": "conanfile.py", "requires": ["1"], "build_requires": ["3"]},
          "1": {"ref": "libpng/1.6.39#79", "requires": ["2"]},
          "2": {"ref": "zlib/1.2.13@user/stable#13:pkg#prev"},
          "3": {"ref": "ninja/1.11.1"},
          "4": {"ref": "1.2.3"}}}}
        """

    @Test func `a graph lock of Conan gives direct, build and the graph`() throws {
        let inventory = try MoreReading.read(ConanLock.reader, MoreSwiftCppTests.conanGraph)
        #expect(
            MoreReading.lines(inventory) == [
                "3 libpng 1.6.39 runtime direct", "4 zlib 1.2.13 runtime transitive", "5 ninja 1.11.1 build direct",
            ])
        #expect(MoreReading.edges(inventory) == ["libpng > zlib"])
        #expect(MoreReading.purls(inventory)[1] == "pkg:conan/zlib@1.2.13?channel=stable&rrev=13&user=user")
        #expect(MoreReading.warnings(inventory) == ["6 The reference '1.2.3' is not a name and a version."])
    }

    @Test func `a list lock and a manifest of Conan give their groups`() throws {
        let lock = """
            {"version": "0.5", "requires": ["zlib/1.2.13#13%1667396813.733"], "build_requires": ["ninja/1.11.1"]}
            """
        #expect(
            try MoreReading.lines(MoreReading.read(ConanLock.reader, lock)) == [
                "1 zlib 1.2.13 runtime unknown", "1 ninja 1.11.1 build unknown",
            ])
        let manifest = """
            [requires]
            zlib/1.2.13  # comment
            fmt/[>9 <11]
            [tool_requires]
            cmake/3.27.0
            [generators]
            CMakeDeps
            """
        #expect(
            try MoreReading.lines(MoreReading.read(ConanFile.reader, manifest)) == [
                "2 zlib 1.2.13 runtime direct", "3 fmt - ([>9 <11]) runtime direct", "5 cmake 3.27.0 build direct",
            ])
    }
}
