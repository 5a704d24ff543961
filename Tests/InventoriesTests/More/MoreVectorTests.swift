// SPDX-License-Identifier: Apache-2.0
import Foundation
import TestSupport
import Testing

@testable import Inventories

/// Every file of the shared lockfile vectors that belongs to these formats is read or refused with a sentence.
@Suite struct MoreVectorTests {
    /// Which reader the files of a folder are for, under which path they are given to it, and what to expect: components
    /// by file name, -1 for a refusal. A file without an expectation only has to be read or refused.
    struct Suite {
        var folder: String
        var reader: InventoryReader
        var path: String
        var expected: [String: Int]
    }

    static let suites: [Suite] = [
        Suite(
            folder: "language/ruby/gemfilelock", reader: GemfileLock.reader, path: "Gemfile.lock",
            expected: [
                "has-git-gem.lock": 5, "has-local-gem.lock": 30, "invalid.lock": 0, "multiple-gems.lock": 6,
                "no-gem-section.lock": 0, "no-gems.lock": 0, "no-spec-section.lock": 0, "one-gem.lock": 1,
                "source-section-at-end.lock": 1, "some-gems.lock": 3, "rubocop.lock": 10, "rails.lock": 46,
            ]),
        Suite(
            folder: "language/php/composerlock", reader: ComposerLock.reader, path: "composer.lock",
            expected: [
                "drupal-packages.json": 4, "duplicate-packages.json": 3, "empty.json": 0, "not-json.txt": -1,
                "null.jsontest": -1, "one-package-dev.json": 1, "one-package.json": 1, "two-packages.json": 2,
                "two-packages-alt.json": 2,
            ]),
        Suite(
            folder: "language/dotnet/csproj", reader: MSBuildProject.reader, path: "a.csproj",
            expected: [
                "emptyinclude": 0, "emptyversion": 1, "invalid": -1, "nopackage": 0, "noversion": 1, "valid": 1,
            ]),
        Suite(
            folder: "language/dotnet/nugetcpm", reader: MSBuildProject.reader, path: "Directory.Packages.props",
            expected: [
                "emptyinclude": 0, "emptyversion": 1, "invalid": -1, "nopackage": 0, "noversion": 1, "valid": 1,
            ]),
        Suite(
            folder: "language/dotnet/packagesconfig", reader: PackagesConfig.reader, path: "packages.config",
            expected: ["invalid": -1, "nopackage": 1, "noversion": 1, "valid": 2]),
        Suite(
            folder: "language/dotnet/depsjson", reader: DepsJSON.reader, path: "a.deps.json",
            expected: ["empty": -1, "invalid": -1, "nopackagename": 1, "valid": 2]),
        Suite(
            folder: "language/dotnet/packageslockjson", reader: PackagesLock.reader, path: "packages.lock.json",
            expected: ["invalid": -1, "packages.lock.json": 8]),
        Suite(
            folder: "language/dotnet/projectassetsjson", reader: ProjectAssets.reader, path: "project.assets.json",
            expected: ["invalid": -1, "project.assets.json": 29]),
        Suite(
            folder: "language/dotnet/paketlock", reader: PaketLock.reader, path: "paket.lock",
            expected: ["testdata/paket.lock": 8, "empty-lock-dir/paket.lock": 0, "invalid-lock/paket.lock": -1]),
        Suite(
            folder: "language/dotnet/paketdependencies", reader: PaketDependencies.reader, path: "paket.dependencies",
            expected: [
                "testdata/paket.dependencies": 13, "duplicate/paket.dependencies": 2,
                "empty-deps/paket.dependencies": 0,
                "invalid/paket.dependencies": 0,
            ]),
        Suite(
            folder: "language/dart/pubspec", reader: PubspecLock.reader, path: "pubspec.lock",
            expected: [
                "empty.lock": -1, "mixed-packages.lock": 4, "no-packages.lock": 0, "not-yaml.txt": -1,
                "one-package-dev.lock": 1, "source-git.lock": 5, "source-path.lock": 1, "source-sdk.lock": 1,
                "two-packages.lock": 2,
            ]),
        Suite(
            folder: "language/elixir/mixlock", reader: MixLock.reader, path: "mix.lock",
            expected: ["empty": 0, "invalid": 1, "valid": 2]),
        Suite(
            folder: "language/erlang/mixlock", reader: MixLock.reader, path: "mix.lock",
            expected: ["empty.lock": 0, "git.lock": 3, "many.lock": 21, "one-package.lock": 1, "two-packages.lock": 2]),
        Suite(
            folder: "language/gleam/gleamtoml", reader: GleamProject.reader, path: "gleam.toml",
            expected: [
                "deps-and-dev-deps.toml": 2, "git-and-local-deps.toml": 3, "no-deps.toml": 0, "not-toml.txt": -1,
                "only-deps.toml": 1, "only-dev-deps.toml": 1,
            ]),
        Suite(
            folder: "language/haskell/cabal", reader: CabalFreeze.reader, path: "cabal.project.freeze",
            expected: ["invalid": 0, "valid": 5, "valid_2": 5]),
        Suite(
            folder: "language/haskell/stacklock", reader: StackLock.reader, path: "stack.yaml.lock",
            expected: ["invalid": 0, "valid": 4]),
        Suite(
            folder: "language/r/renvlock", reader: RenvLock.reader, path: "renv.lock",
            expected: [
                "empty.lock": -1, "not-json.txt": -1, "one-package.lock": 1, "two-packages.lock": 2,
                "with-bioconductor.lock": 2, "with-mixed-sources.lock": 2, "without-repository.lock": 1,
            ]),
        Suite(
            folder: "language/julia/manifesttoml", reader: JuliaManifest.reader, path: "Manifest.toml",
            expected: [
                "git-dependency-with-commit.toml": 2, "more-than-two-dependencies.toml": 2, "no-dependency.toml": 0,
                "no-version-dependency.toml": 1, "not-toml.txt": -1, "only-version-dependency.toml": 1,
            ]),
        Suite(
            folder: "language/julia/projecttoml", reader: JuliaProject.reader, path: "Project.toml",
            expected: ["not-toml.txt": -1, "project.toml": 0]),
        Suite(
            folder: "language/swift/packageresolved", reader: PackageResolved.reader, path: "Package.resolved",
            expected: ["cve-packages": 3, "empty": -1, "invalid": -1, "valid": 3, "Dockerfile.swift-testbed": -1]),
        Suite(
            folder: "language/swift/podfilelock", reader: PodfileLock.reader, path: "Podfile.lock",
            expected: ["empty": -1, "invalid": -1, "valid": 2, "valid2": 4]),
        Suite(
            folder: "language/cpp/conanlock", reader: ConanLock.reader, path: "conan.lock",
            expected: [
                "empty.v1.json": 0, "empty.v2.json": 0, "nested-dependencies.v1.json": 5,
                "nested-dependencies.v1.revisions.json": 5, "nested-dependencies.v2.json": 5, "no-name.v1.json": 1,
                "no-name.v2.json": 1, "not-json.txt": -1, "null.v2.jsontest": -1, "old-format-0.0.json": 1,
                "old-format-0.1.json": 1, "old-format-0.2.json": 1, "old-format-0.3.json": 1,
                "one-package-dev.v1.json": 1,
                "one-package-dev.v2.json": 1, "two-packages.v1.json": 2, "two-packages.v2.json": 2,
            ]),
        Suite(
            folder: "language/python/condameta", reader: CondaMeta.reader, path: "conda-meta/a.json",
            expected: ["empty": -1, "invalid": -1, "noname": -1, "noversion": -1, "valid": 1]),
        Suite(
            folder: "misc/githubactions", reader: GitHubActions.reader, path: ".github/workflows/a.yml",
            expected: [
                "edge_cases.yaml": 6, "empty.yml": -1, "invalid.yml": -1, "jobs_not_map.yml": -1, "no_jobs.yml": -1,
                "valid.yml": 6,
            ]),
        Suite(
            folder: "os/apk", reader: ApkDatabase.reader, path: "lib/apk/db/installed",
            expected: [
                "different-arch": 1, "empty": 0, "installed": 15, "invalid": -1, "no-origin": 1, "single": 1,
            ]),
        Suite(
            folder: "os/dpkg/testdata/dpkg", reader: DpkgDatabase.status, path: "var/lib/dpkg/status",
            expected: [
                "empty": 0, "invalid": -1, "nopackage": 2, "noversion": 2, "single": 1, "statusfield": 4,
                "trailingnewlines": 1, "transitional": 1, "transitional_dummy": 1, "transitional_empty": 1, "valid": 7,
            ]),
        Suite(
            folder: "os/dpkg/testdata/opkg", reader: DpkgDatabase.opkg, path: "usr/lib/opkg/status",
            expected: ["empty": 0, "invalid": -1, "single": 1, "valid": 3, "nopackage": 2, "noversion": 2]),
        Suite(
            folder: "os/rpm", reader: RPMDatabase.sqlite, path: "var/lib/rpm/rpmdb.sqlite",
            expected: ["empty.sqlite": -1, "invalid": -1]),
    ]

    /// Formats of the vectors for which there is no reader: `opam switch list` output is no file opam keeps, `META.json`
    /// and `META.yml` of CPAN describe a distribution and not what a project uses, a gemspec and a `MODULE.bazel` are programs.
    static let unread: Set<String> = [
        "language/ocaml/opam", "language/perl/cpan", "language/ruby/gemspec", "misc/bazelmaven",
    ]

    @Test(arguments: suites.map(\.folder))
    func `every file of a folder is read or refused with a sentence`(folder: String) throws {
        guard let root = TestData.folder("vectors/lockfiles/\(folder)"),
            let suite = MoreVectorTests.suites.first(where: { $0.folder == folder })
        else { return }
        #expect(suite.reader.recognises(suite.path))
        let files = TestData.files(below: root)
        var read = 0
        var refused = 0
        var components = 0
        var met: Set<String> = []
        for file in files {
            let bytes = try Array(Data(contentsOf: file))
            let names = file.path.split(separator: "/").suffix(2).joined(separator: "/")
            let key = suite.expected[names] != nil ? names : file.lastPathComponent
            met.insert(key)
            let count: Int
            do throws(InventoryError) {
                let inventory = try MoreReading.read(suite.reader, bytes: bytes, path: suite.path)
                read += 1
                count = inventory.components.count
                components += count
                check(inventory, file.lastPathComponent)
            } catch {
                refused += 1
                count = -1
                #expect(error.message.hasSuffix("."), "\(file.path): \(error.message)")
                #expect(error.location.path == suite.path)
            }
            if let expected = suite.expected[key] { #expect(count == expected, "\(file.path)") }
        }
        #expect(Set(suite.expected.keys).subtracting(met).isEmpty)
        print("lockfiles/\(folder): \(files.count) files, \(read) read, \(refused) refused, \(components) components")
    }

    private func check(_ inventory: Inventory, _ name: String) {
        let range = inventory.components.indices
        #expect(inventory.edges.allSatisfy { range.contains($0.from) && range.contains($0.to) }, "\(name)")
        #expect(inventory.edges == Array(Set(inventory.edges)).sorted(), "\(name)")
        for component in inventory.components { #expect(!component.name.isEmpty, "\(name)") }
    }

    @Test func `every folder of these languages and systems has a reader or is named as unread`() throws {
        guard let root = TestData.folder("vectors/lockfiles") else { return }
        let languages = [
            "ruby", "php", "dotnet", "dart", "elixir", "erlang", "gleam", "haskell", "r", "julia", "swift", "cpp",
            "ocaml",
            "perl",
        ]
        var folders = Set<String>()
        for area in languages.map({ "language/\($0)" }) + ["misc", "os"] {
            for name in try FileManager.default.contentsOfDirectory(atPath: root.appending(path: area).path) {
                folders.insert("\(area)/\(name)")
            }
        }
        let covered = Set(
            MoreVectorTests.suites.map { $0.folder.split(separator: "/").prefix(3).joined(separator: "/") })
        let coveredSystems = Set(
            covered.map { $0.split(separator: "/").prefix($0.hasPrefix("language") ? 3 : 2).joined(separator: "/") })
        #expect(folders.subtracting(coveredSystems).subtracting(MoreVectorTests.unread) == [])
        for folder in MoreVectorTests.unread {
            for file in TestData.files(below: root.appending(path: folder)) {
                let path = file.lastPathComponent
                let readers = (MoreLanguageFormats.all + OperatingSystemFormats.all).filter { $0.recognises(path) }
                #expect(readers.isEmpty, "\(path)")
            }
        }
    }

    @Test func `formats have distinct identifiers in kebab-case`() {
        let formats = (MoreLanguageFormats.all + OperatingSystemFormats.all).map(\.format)
        #expect(Set(formats).count == formats.count)
        #expect(
            formats.allSatisfy {
                $0.utf8.allSatisfy { $0.isLetter && $0 >= 0x61 || $0 == UInt8(ascii: "-") || $0.isDigit }
            })
    }
}
