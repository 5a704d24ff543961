// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import Inventories

@Suite struct MoreDotNETTests {
    static let packagesLock = """
        {"version": 1, "dependencies": {
          "net6.0": {
            "A": {"type": "Direct", "requested": "[1.0, )", "resolved": "1.0.0", "contentHash": "AQID", "dependencies": {"b": "2.0"}},
            "B": {"type": "Transitive", "resolved": "2.0.0"},
            "own": {"type": "Project", "dependencies": {"A": "1.0.0"}}
          },
          "net8.0": {
            "B": {"type": "Direct", "resolved": "2.0.0"},
            "C": {"type": "Direct"}
          }
        }}
        """

    @Test func `packages.lock.json joins target frameworks`() throws {
        let inventory = try MoreReading.read(PackagesLock.reader, MoreDotNETTests.packagesLock)
        #expect(MoreReading.lines(inventory) == ["3 A 1.0.0 ([1.0, )) runtime direct", "4 B 2.0.0 runtime direct"])
        #expect(MoreReading.edges(inventory) == ["A > B"])
        #expect(inventory.components[0].hashes == [Digest(algorithm: "sha512", value: "010203")])
        #expect(MoreReading.warnings(inventory) == ["9 The package 'C' of net8.0 has no resolved version."])
    }

    @Test func `packages.config tells development packages`() throws {
        let text = """
            <?xml version="1.0"?>
            <packages>
              <package id="A" version="1.0.0" targetFramework="net46" />
              <package id="B" version="2.0.0" developmentDependency="true" allowedVersions="[2,3)" />
            </packages>
            """
        let inventory = try MoreReading.read(PackagesConfig.reader, text)
        #expect(
            MoreReading.lines(inventory) == ["3 A 1.0.0 runtime unknown", "4 B 2.0.0 ([2,3)) development unknown"])
    }

    static let depsJSON = """
        {"targets": {"net6.0": {
          "App/1.0.0": {"dependencies": {"A": "1.0.0", "runtimepack.Microsoft.NETCore.App.Runtime.linux-x64": "8.0.0"}},
          "A/1.0.0": {"dependencies": {"B": "2.0.0"}},
          "B/2.0.0": {},
          "runtimepack.Microsoft.NETCore.App.Runtime.linux-x64/8.0.0": {}}},
         "libraries": {
          "App/1.0.0": {"type": "project", "sha512": ""},
          "A/1.0.0": {"type": "package", "sha512": "sha512-AQID"},
          "B/2.0.0": {"type": "package", "sha512": ""},
          "runtimepack.Microsoft.NETCore.App.Runtime.linux-x64/8.0.0": {"type": "runtimepack"}}}
        """

    @Test func `deps.json marks what the project needs as direct and names runtime packs by their package`() throws {
        let inventory = try MoreReading.read(DepsJSON.reader, MoreDotNETTests.depsJSON)
        #expect(
            MoreReading.lines(inventory) == [
                "8 A 1.0.0 runtime direct", "9 B 2.0.0 runtime transitive",
                "10 Microsoft.NETCore.App.Runtime.linux-x64 8.0.0 runtime direct",
            ])
        #expect(MoreReading.edges(inventory) == ["A > B"])
    }

    @Test func `project.assets.json takes direct dependencies from the project file's groups`() throws {
        let text = """
            {"version": 3, "targets": {"net6.0": {"A/1.0.0": {"type": "package", "dependencies": {"B": "2.0.0"}}, "B/2.0.0": {}}},
             "libraries": {"A/1.0.0": {"type": "package", "sha512": "AQID"}, "B/2.0.0": {"type": "package"}},
             "projectFileDependencyGroups": {"net6.0": ["A >= 1.0.0"]},
             "project": {"restore": {"projectName": "App"}}}
            """
        let inventory = try MoreReading.read(ProjectAssets.reader, text)
        #expect(MoreReading.lines(inventory) == ["2 A 1.0.0 runtime direct", "2 B 2.0.0 runtime transitive"])
        #expect(inventory.subject == "App")
    }

    static let project = """
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup><Own>3.1.0</Own></PropertyGroup>
          <ItemGroup>
            <PackageReference Include="Exact" Version="[1.2.3]" />
            <PackageReference Include="Least"><Version>$(Own)</Version></PackageReference>
            <PackageReference Include="Central" />
            <PackageReference Include="Shared" Version="$(SharedVersion)" PrivateAssets="All" />
            <PackageReference Include="Floating" Version="13.*" />
            <PackageReference Include="Unknown" Version="$(Nowhere)" />
            <PackageReference Include="Missing" />
            <PackageReference Update="Late" Version="7.0.0" />
            <PackageReference Include="Late;Overridden" VersionOverride="" />
          </ItemGroup>
        </Project>
        """

    @Test func `a project resolves central versions and properties of the files above it`() throws {
        let related = [
            "src/Directory.Build.props":
                "<Project><PropertyGroup><SharedVersion>$(Part).1</SharedVersion><Part>9</Part></PropertyGroup></Project>",
            "Directory.Packages.props": """
            <Project><ItemGroup><PackageVersion Include="central" Version="5.0.0" />
            <PackageVersion Include="Overridden" Version="6.0.0" /></ItemGroup></Project>
            """,
        ]
        let inventory = try MoreReading.read(
            MSBuildProject.reader, MoreDotNETTests.project, path: "src/app/app.csproj", related: related)
        #expect(
            MoreReading.lines(inventory) == [
                "4 Exact 1.2.3 ([1.2.3]) runtime direct",
                "5 Least 3.1.0 (3.1.0) runtime direct",
                "6 Central 5.0.0 (5.0.0) runtime direct",
                "7 Shared 9.1 (9.1) development direct",
                "8 Floating - (13.*) runtime direct",
                "9 Unknown - ($(Nowhere)) runtime direct",
                "10 Missing - runtime direct",
                "12 Late 7.0.0 (7.0.0) runtime direct",
                "12 Overridden 6.0.0 (6.0.0) runtime direct",
            ])
        #expect(
            MoreReading.warnings(inventory) == [
                "9 The version '$(Nowhere)' of 'Unknown' names a property that is not set here.",
                "10 No version of 'Missing' is stated here, in Directory.Packages.props or Directory.Build.props.",
            ])
    }

    @Test func `properties that grow without end stay bounded`() throws {
        let text = """
            <Project><PropertyGroup><A>$(B)$(B)$(B)$(B)$(B)$(B)$(B)$(B)</A><B>$(A)$(A)$(A)$(A)$(A)$(A)$(A)$(A)</B></PropertyGroup>
            <ItemGroup><PackageReference Include="X" Version="$(A)" /></ItemGroup></Project>
            """
        let inventory = try MoreReading.read(MSBuildProject.reader, text)
        #expect(inventory.components[0].version == nil)
        #expect(inventory.warnings.count == 1)
    }

    static let paketLock = """
        RESTRICTION: == net6.0
        NUGET
          remote: https://api.nuget.org/v3/index.json
            A (1.0)
              B (>= 2.0) - restriction: >= net45
            B (2.0) - restriction: >= net45
        GITHUB
          remote: owner/name
            src/File.fs (1234567890abcdef1234567890abcdef12345678)
        GROUP Build
        NUGET
          remote: https://example.com/feed
            C (3.0)
              B (>= 1)
            broken
        """

    @Test func `paket.lock gives groups and commits`() throws {
        let inventory = try MoreReading.read(
            PaketLock.reader, MoreDotNETTests.paketLock,
            related: ["folder/paket.dependencies": "nuget a ~> 1\ngroup Build\n  nuget C"])
        #expect(
            MoreReading.lines(inventory) == [
                "4 A 1.0 runtime direct", "6 B 2.0 runtime transitive",
                "9 github.com/owner/name - runtime direct at https://github.com/owner/name 1234567890abcdef1234567890abcdef12345678",
                "13 C 3.0 build direct url https://example.com/feed",
            ])
        #expect(MoreReading.edges(inventory) == ["A > B"])
        #expect(MoreReading.warnings(inventory) == ["15 The entry 'broken' has no version."])
    }

    @Test func `paket.dependencies tells exact versions from requirements`() throws {
        let text = """
            source https://api.nuget.org/v3/index.json // feed
            nuget A ~> 2.6.3 // comment
            nuget B == 12.0.3
            nuget C >= 8.0.5 lowest_matching: true
            github owner/name:30cd5366a4f3f25a443ca4cd62cd592fd16ac690 # commit
            group Test
              nuget D
            what is this
            """
        let inventory = try MoreReading.read(PaketDependencies.reader, text)
        #expect(
            MoreReading.lines(inventory) == [
                "2 A - (~> 2.6.3) runtime direct", "3 B 12.0.3 (== 12.0.3) runtime direct",
                "4 C - (>= 8.0.5) runtime direct",
                "5 github.com/owner/name - (30cd5366a4f3f25a443ca4cd62cd592fd16ac690) runtime direct at https://github.com/owner/name 30cd5366a4f3f25a443ca4cd62cd592fd16ac690",
                "7 D - test direct",
            ])
        #expect(MoreReading.warnings(inventory) == ["8 The line 'what is this' is no entry of a paket.dependencies."])
    }
}
