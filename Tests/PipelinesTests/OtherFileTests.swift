// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import Pipelines

/// Kinds of files, Swift packages, compose files, GitLab, NuGet.
@Suite struct OtherFileTests {
    private func facts(_ path: String, _ text: String) throws -> PipelineFileFacts {
        try #require(PipelineFiles.facts(path: path, bytes: Array(text.utf8)))
    }

    @Test(
        arguments: [
            (".github/workflows/a.yml", .githubWorkflow), (".github/workflows/A.YAML", .githubWorkflow),
            (".GitHub/Workflows/a.yml", .githubWorkflow), (".github/workflows/x/a.yml", nil),
            ("x/.github/workflows/a.yml", nil),
            (".forgejo/workflows/a.yml", .forgejoWorkflow), (".gitea/workflows/a.yaml", .forgejoWorkflow),
            ("action.yml", .githubAction), ("a/b/action.yaml", .githubAction), ("reaction.yml", nil),
            (".gitlab-ci.yml", .gitlabPipeline), ("x/.gitlab-ci.yml", nil), ("docker-compose.yml", .compose),
            ("x/compose.yaml", .compose), ("docker-compose.dev.yml", .compose), ("Dockerfile", .dockerfile),
            ("a/Containerfile", .dockerfile), ("app.dockerfile", .dockerfile), ("install.sh", .shellScript),
            ("a.ksh", .shellScript), ("Package.swift", .swiftManifest), ("Package@swift-5.9.swift", .swiftManifest),
            ("MyPackage.swift", nil), ("x/Package.resolved", .swiftLock), ("Directory.Packages.props", .nuget),
            ("a/b.csproj", .nuget), ("pom.xml", .mavenProject), ("README.md", nil), ("", nil), ("/", nil), ("sh", nil),
            ("docs/dockerfiles.md", .dockerfile),
        ] as [(String, PipelineFileFacts.Kind?)])
    func `files are known by their paths`(_ path: String, _ kind: PipelineFileFacts.Kind?) {
        #expect(PipelineFiles.kind(ofPath: path, firstBytes: []) == kind)
    }

    @Test(arguments: [
        ("configure", "#! /bin/sh\n", true), ("x", "#!/usr/bin/env -S bash -e\n", true), ("x.py", "#!/bin/sh\n", true),
        ("x", "#!/usr/bin/env python3\n", false), ("x.sh", "#!/usr/bin/awk -f\n", false), ("x", "# sh\n", false),
        ("x", "", false), ("x", "#!", false), ("x", "#!/bin/dash", true),
    ])
    func `scripts are known by their first line`(_ path: String, _ text: String, _ isScript: Bool) {
        let kind = PipelineFiles.kind(ofPath: path, firstBytes: Array(text.utf8)[...])
        #expect((kind == .shellScript) == isScript)
    }

    @Test func `blank files are said to be`() throws {
        let facts = try facts(".github/workflows/a.yml", "# c\n\n  # d\n")
        #expect(facts.isBlank)
        #expect(facts.problems.isEmpty)
    }

    @Test func `broken files are whole problems`() throws {
        for (path, text) in [
            (".github/workflows/a.yml", "a: [b\n"), (".github/workflows/a.yml", "- a\n"), ("a.csproj", "<Project>"),
            ("Package.resolved", "{"), ("docker-compose.yml", "\t- a"),
        ] {
            #expect(try facts(path, text).problems.map(\.isWhole) == [true], "\(path)")
        }
    }

    // MARK: Swift

    private static let manifest = """
        // swift-tools-version: 6.1
        import PackageDescription
        /* .package(url: "https://no/comment", branch: "main") /* nested */ */
        let package = Package(
            name: "p", // .unsafeFlags(["no"])
            dependencies: [
                .package(url: "https://github.com/a/range.git", from: "1.0.0"),
                .package(url: "https://github.com/a/branch", branch: "main"),
                .package(
                    url: "https://github.com/a/commit",
                    revision: "5b142a1e445a6f060d6430b661408989e9580b85"),
                .package(url: "https://github.com/a/exact", exact: "1.2.3"),
                .package(url: "https://github.com/a/old", .upToNextMajor(from: "2.0.0")),
                .package(url: "https://github.com/a/oldbranch", .branch("dev")),
                .package(id: "a.registry", "1.0.0"..<"2.0.0"),
                .package(path: "../local"),
            ],
            targets: [
                .target(name: "t", swiftSettings: [.unsafeFlags(["-Ounchecked"])], plugins: [.plugin(name: "used")]),
                .binaryTarget(name: "b", url: "https://x/b.zip", checksum: "45b23dee08af5e43a7fea6c4cf9c25ccf269ee113168c19722f87876677c5cb2"),
                .binaryTarget(name: "c", path: "c.xcframework"),
                .plugin(name: "made", capability: .buildTool()),
                .macro(name: "m"),
            ])
        let text = #"".package(url: "no")"#
        """

    @Test func `a manifest's packages and permissions are read`() throws {
        let facts = try facts("Package.swift", Self.manifest)
        #expect(
            facts.dependencies.map { "\($0.location.line) \($0.name.baseName) \($0.version ?? "-") \($0.pin)" } == [
                "7 range.git 1.0.0 unpinned", "8 branch main unpinned",
                "9 commit 5b142a1e445a6f060d6430b661408989e9580b85 pinned", "12 exact 1.2.3 unpinned",
                "13 old 2.0.0 unpinned", "14 oldbranch dev unpinned", "15 a.registry 1.0.0 unpinned",
                "20 b.zip 45b23dee08af5e43a7fea6c4cf9c25ccf269ee113168c19722f87876677c5cb2 pinned",
            ])
        let swift = try #require(facts.swift)
        #expect(swift.toolsVersion == "6.1")
        #expect(swift.unsafeFlags.map(\.line) == [19])
        #expect(swift.unsafeFlags.map(\.snippet) == [".unsafeFlags([\"-Ounchecked\"])"])
        #expect(swift.localBinaries.map(\.line) == [21])
        #expect(swift.plugins == ["made"])
        #expect(swift.macros == ["m"])
    }

    @Test func `Package.resolved fixes what it names`() throws {
        let lock = """
            {"version": 2, "pins": [
              {"identity": "range", "location": "x", "state": {"revision": "5b142a1e", "version": "1.2.0"}},
              {"identity": "branch", "location": "x", "state": {"branch": "main", "revision": "5b142a1e"}}]}
            """
        let files = [try facts("a/Package.swift", Self.manifest), try facts("a/Package.resolved", lock)]
        let found = PipelineFacts(files: files).files[1].dependencies
        #expect(
            found.map(\.pin) == [
                .pinned, .pinned, .pinned, .unpinned, .unpinned, .unpinned, .unpinned, .pinned,
            ])
        #expect(found[1].note == "A branch moves. Package.resolved fixes the commit.")
        let old =
            "{\"object\": {\"pins\": [{\"repositoryURL\": \"https://x/Range.git\", \"state\": {\"revision\": \"5\"}}]}}"
        #expect(try facts("Package.resolved", old).swift?.locked == ["range"])
        // One in another folder fixes nothing.
        let apart = PipelineFacts(files: [
            try facts("Package.swift", Self.manifest), try facts("b/Package.resolved", lock),
        ])
        #expect(apart.files[0].dependencies[0].pin == .unpinned)
    }

    // MARK: Compose and GitLab

    @Test func `compose files name images`() throws {
        let text = """
            x-base: &base {image: "redis:${V:-7}"}
            services:
              a: {image: "nginx:1"}
              b: {build: ., image: mine}
              c: {<<: *base}
              d: {image: "${I}"}
            """
        let found = try facts("compose.yml", text).dependencies
        #expect(found.map(\.kind) == [.composeImage, .composeImage, .composeImage])
        #expect(found.map(\.name) == ["nginx", "redis", "${I}"])
        #expect(found.map(\.pin) == [.unpinned, .unpinned, .unknown("I")])
        #expect(found[1].version == "7")
        #expect(ComposeAnalysis.interpolated("${A:-${B:-x}}:1") == "x:1")
    }

    @Test func `other services' pipelines are read`() throws {
        let text = """
            version: 2
            jobs:
              build:
                docker: [{image: "cimg/go:1.2"}]
                steps:
                  - checkout
                  - run: go test ./...
                  - run: {name: x, command: "curl https://x | sh"}
            """
        let found = try facts(".circleci/config.yml", text)
        #expect(found.tools.map(\.name) == ["go test"])
        #expect(found.dependencies.map(\.kind) == [.downloadThenRun, .containerImage])
        #expect(found.dependencies.map(\.location.line) == [8, 4])
        #expect(PipelineFiles.kind(ofPath: ".travis.yml", firstBytes: []) == .otherPipeline)
        #expect(PipelineFiles.kind(ofPath: "x/.travis.yml", firstBytes: []) == nil)
    }

    @Test func `GitLab's pipelines are read`() throws {
        let text = """
            include:
              - remote: https://x/y.yml
              - project: a/b
                ref: 5b142a1e445a6f060d6430b661408989e9580b85
              - local: c.yml
            image: alpine:3
            default:
              before_script: [pip install x]
            test:
              image: {name: "b@sha256:45b23dee08af5e43a7fea6c4cf9c25ccf269ee113168c19722f87876677c5cb2"}
              services: [redis:7]
              script:
                - curl -o i https://x/i
                - - sh i
                  - make check
                - twine upload dist/*
            """
        let found = try facts(".gitlab-ci.yml", text)
        #expect(
            found.dependencies.map { "\($0.location.line) \($0.kind) \($0.pin)" } == [
                "2 downloadThenRun unpinned", "3 downloadThenRun pinned", "6 containerImage unpinned",
                "8 pipCommand unpinned", "10 containerImage pinned", "11 containerImage unpinned",
                "14 downloadThenRun unpinned",
            ])
        #expect(found.dependencies.allSatisfy { $0.compatiblePin == nil })
        #expect(found.tools.map(\.name) == ["make check", "twine"])
        #expect(found.publishing.map(\.location.line) == [16])
    }

    // MARK: NuGet

    private static let script = "nuget install a\nnuget restore -LockedMode\n"

    private static func central(_ version: String) -> String {
        """
        <Project><PropertyGroup><ManagePackageVersionsCentrally>true</ManagePackageVersionsCentrally></PropertyGroup>
        <ItemGroup><PackageVersion Include="a" Version="\(version)" /></ItemGroup></Project>
        """
    }

    private static let locked =
        "<Project><PropertyGroup><RestoreLockedMode>true</RestoreLockedMode></PropertyGroup></Project>"

    @Test func `project files fix NuGet's commands`() throws {
        func isPinned(_ files: (String, String)...) throws -> [Bool?] {
            let all = try files.map { try facts($0.0, $0.1) } + [try facts("z.sh", Self.script)]
            let file = try #require(PipelineFacts(files: all).files.first { $0.path == "z.sh" })
            return [file.dependencies[0].compatiblePin, file.dependencies[0].pin == .pinned]
        }
        #expect(try isPinned() == [false, false])
        #expect(try isPinned(("Directory.Packages.props", Self.central("[1.0.0]"))) == [true, true])
        #expect(try isPinned(("Directory.Packages.props", Self.central("1.0.0"))) == [false, false])
        #expect(try isPinned(("Directory.Packages.props", Self.central("[1.0,2.0]"))) == [false, false])
        #expect(try isPinned(("a.csproj", Self.locked)) == [true, true])
        #expect(try isPinned(("a.csproj", Self.locked), ("b.csproj", "<Project></Project>")) == [false, false])
        // Scorecard stops at the first file of properties.
        #expect(
            try isPinned(
                ("Directory.Build.props", "<Project></Project>"),
                ("Directory.Packages.props", Self.central("[1.0.0]"))) == [false, true])
        #expect(try isPinned(("a/testdata/b.csproj", Self.locked)) == [false, false])
    }
}
