// SPDX-License-Identifier: Apache-2.0
import Testing
import Wire

@testable import Inventories

@Suite struct MoreErlangDartTests {
    static let mixLock = """
        %{
          "plug": {:hex, :plug, "1.11.1", "aa", [:mix], [{:mime, "~> 1.0", [hex: :mime, repo: "hexpm", optional: false]}], "hexpm", "BB"},
          "mime": {:hex, :mime, "1.6.0", "cc", [:mix], [], "hexpm:acme", "dd"}, # comment
          :own => {:path, "../own", []},
          "foo": {:git, "https://github.com/my-org/foo.git", "fc94cce7830fa4dc455024bc2a83720afe244531", [branch: "feat/x"]},
          "bar": {:git, "https://user:secret@github.com/my-org/bar", "BEF3ee1d3618017061498b96c75043e8449ef9b5", [ref: "bef3ee1"]},
          "odd": {:svn, "x"},
        }
        """

    @Test func `mix.lock gives packages, commits and the graph`() throws {
        let inventory = try MoreReading.read(MixLock.reader, MoreErlangDartTests.mixLock)
        #expect(
            MoreReading.lines(inventory) == [
                "2 plug 1.11.1 runtime unknown", "3 mime 1.6.0 runtime unknown url hexpm:acme",
                "4 own - runtime unknown path ../own",
                "5 foo - runtime unknown on https://github.com/my-org/foo feat/x fc94cce7830fa4dc455024bc2a83720afe244531",
                "6 bar - runtime unknown at https://github.com/my-org/bar bef3ee1d3618017061498b96c75043e8449ef9b5",
            ])
        #expect(MoreReading.edges(inventory) == ["plug > mime"])
        #expect(inventory.components[0].hashes == [Digest(algorithm: "sha256", value: "bb")])
        #expect(MoreReading.warnings(inventory) == ["7 The entry 'odd' is of a kind that is not known."])
    }

    static let rebarLock = """
        {"1.2.0",
        [{<<"certifi">>,{pkg,<<"certifi">>,<<"2.5.1">>},1}, % comment
         {<<"hackney">>,{pkg,<<"hackney_fork">>,<<"1.15.2">>},0},
         {<<"own">>,{git,"https://github.com/acme/own.git",{ref,"0123456789012345678901234567890123456789"}},0},
         {<<"next">>,{git,"https://github.com/acme/next.git",{branch,"main"}},0}]}.
        [
        {pkg_hash,[{<<"certifi">>, <<"00">>}]},
        {pkg_hash_ext,[{<<"certifi">>, <<"AB">>}]}
        ].
        """

    @Test func `rebar.lock tells direct from transitive by its levels`() throws {
        let inventory = try MoreReading.read(RebarLock.reader, MoreErlangDartTests.rebarLock)
        #expect(
            MoreReading.lines(inventory) == [
                "2 certifi 2.5.1 runtime transitive", "3 hackney_fork 1.15.2 runtime direct",
                "4 own - runtime direct at https://github.com/acme/own 0123456789012345678901234567890123456789",
                "5 next - runtime direct on https://github.com/acme/next main -",
            ])
        #expect(inventory.components[0].hashes == [Digest(algorithm: "sha256", value: "ab")])
    }

    @Test func `the first form of rebar.lock is a bare list`() throws {
        let inventory = try MoreReading.read(RebarLock.reader, #"[{<<"a">>,{pkg,<<"a">>,<<"1.0.0">>},0}]."#)
        #expect(MoreReading.lines(inventory) == ["1 a 1.0.0 runtime direct"])
    }

    @Test(arguments: [
        ("%{\n \"a\": {:hex", "2 Expected ',' or '}'."), ("%{} x", "1 Expected nothing behind the map."),
        ("%{\"a", "1 A string that begins here does not end."), ("{\n(", "2 Expected a term, found '('."),
        (String(repeating: "[", count: 100_000), "1 The terms nest deeper than 256 levels, which is the limit."),
    ])
    func `a broken term is refused with its line`(text: String, refusal: String) {
        #expect(MoreReading.refusal(MixLock.reader, text) == refusal)
    }

    static let gleamManifest = """
        packages = [
          { name = "gleam_stdlib", version = "0.34.0", build_tools = ["gleam"], requirements = [], otp_app = "gleam_stdlib", source = "hex", outer_checksum = "AB" },
          { name = "gleeunit", version = "1.0.2", requirements = ["gleam_stdlib"], source = "hex" },
          { name = "own", version = "1.0.0", requirements = [], source = "local", path = "../own" },
          { name = "far", version = "1.0.0", requirements = [], source = "git", repo = "https://github.com/a/far", commit = "a8b3c5d82" },
        ]

        [requirements]
        gleam_stdlib = { version = "~> 0.34" }
        gleeunit = { version = "~> 1.0" }
        """

    @Test func `Gleam's manifest gives sources, and its project the development group`() throws {
        let inventory = try MoreReading.read(
            GleamManifest.reader, MoreErlangDartTests.gleamManifest,
            related: ["folder/gleam.toml": "name = \"x\"\n[dev-dependencies]\ngleeunit = \"~> 1.0\"\n"])
        #expect(
            MoreReading.lines(inventory) == [
                "2 gleam_stdlib 0.34.0 runtime direct", "3 gleeunit 1.0.2 development direct",
                "4 own 1.0.0 runtime transitive path ../own",
                "5 far 1.0.0 runtime transitive at https://github.com/a/far a8b3c5d82",
            ])
        #expect(MoreReading.edges(inventory) == ["gleeunit > gleam_stdlib"])
    }

    static let pubspecLock = """
        packages:
          hosted:
            dependency: "direct main"
            description:
              name: hosted
              sha256: "AB"
              url: "https://pub.dev"
            source: hosted
            version: "1.2.3"
          private:
            dependency: "direct dev"
            description:
              name: private
              url: "https://pub.example.com"
            source: hosted
            version: "1.0.0"
          branch:
            dependency: transitive
            description:
              path: "."
              ref: master
              resolved-ref: e5adce55eea0b74d3680e66a2c5252edf17b07e1
              url: "https://github.com/a/branch"
            source: git
            version: "0.1.0"
          commit:
            dependency: transitive
            description: {path: ".", ref: "e5adce5", resolved-ref: e5adce55eea0b74d3680e66a2c5252edf17b07e1, url: "https://github.com/a/commit.git"}
            source: git
            version: "0.1.0"
          flutter:
            dependency: "direct main"
            description: flutter
            source: sdk
            version: "0.0.0"
        """

    @Test func `pubspec.lock gives groups, hosts, commits and the SDK's own packages`() throws {
        let inventory = try MoreReading.read(PubspecLock.reader, MoreErlangDartTests.pubspecLock)
        #expect(
            MoreReading.lines(inventory) == [
                "2 hosted 1.2.3 runtime direct", "10 private 1.0.0 development direct url https://pub.example.com",
                "17 branch 0.1.0 runtime transitive on https://github.com/a/branch master e5adce55eea0b74d3680e66a2c5252edf17b07e1",
                "26 commit 0.1.0 runtime transitive at https://github.com/a/commit e5adce55eea0b74d3680e66a2c5252edf17b07e1",
                "31 flutter - runtime direct url sdk:flutter",
            ])
        #expect(inventory.components[0].hashes == [Digest(algorithm: "sha256", value: "ab")])
        #expect(MoreReading.purls(inventory)[0] == "pkg:pub/hosted@1.2.3")
        #expect(MoreReading.purls(inventory)[4] == "-")
    }
}
