// SPDX-License-Identifier: Apache-2.0
import Foundation
import Packages
import TestSupport
import Testing

@testable import Inventories

/// The shared lockfiles of other tools' tests: each is read, or refused with a sentence.
@Suite struct LanguagesFixtureTests {
    /// The files have names of their own, so that the folder says which reader is meant.
    private static let readers: [(folder: String, reader: InventoryReader)] = [
        ("javascript/packagelockjson", PackageLock.reader),
        ("javascript/packagejson", PackageManifest.reader),
        ("javascript/yarnlock", YarnLock.reader), ("javascript/pnpmlock", PNPMLock.reader),
        ("javascript/bunlock", BunLock.reader), ("javascript/denojson", DenoManifest.reader),
        ("python/requirements", Requirements.reader), ("python/poetrylock", PoetryLock.reader),
        ("python/pipfilelock", PipfileLock.reader), ("python/pdmlock", PDMLock.reader),
        ("python/uvlock", UVLock.reader), ("python/pylock", PyLock.reader),
        ("python/pyprojecttoml", PyProject.reader), ("python/wheelegg", InstalledDistribution.reader),
        ("golang/gomod", GoModule.reader), ("golang/vendormodules", GoVendor.reader),
        ("rust/cargolock", CargoLock.reader), ("rust/cargotoml", CargoManifest.reader),
        ("java/pomxml", MavenReader.reader), ("java/gradlelockfile", GradleLock.reader),
        ("java/gradleverificationmetadataxml", VerificationMetadata.reader),
        ("java/gradleversioncatalog", VersionCatalogue.reader),
    ]

    /// Folders whose files are no lockfiles or manifests that are read, and why.
    private static let unread = [
        "javascript/denotssource": "program text",
        "python/setup": "setup.py is a program, which is never executed",
        "python/condameta": "metadata of installed packages, read with the Conda formats",
        "golang/gobinary": "a placeholder for a program",
        "java/archive": "manifests out of archives",
    ]

    /// How many components a file holds, by reading it; `-` where it is to be refused.
    private static let counts = """
        javascript/packagelockjson: alias.v1.json 3, alias.v2.json 3, both/package-lock.json 2,
        bundled-dependencies.v3.json 3, commits.v1.json 15, commits.v2.json 14, empty.v1.json 0, empty.v2.json 0,
        files.v1.json 2, files.v2.json 3, nested-dependencies-dup.v1.json 73, nested-dependencies-dup.v2.json 36,
        nested-dependencies.v1.json 5, nested-dependencies.v2.json 5, not-json.txt -, null.v2.jsontest -,
        same-package-different-groups.v1.json 7, same-package-different-groups.v2.json 7, scoped-packages.v2.json 2
        javascript/packagejson: package.json 5, package-with-deps.json 7, undici-package.json 38, unity-package.json 0,
        duplicate-keys.json 2, invalid -, not-vscode.json 2, deps/accepts/package.json 12, deps/acorn/package.json 5
        javascript/yarnlock: commits.v1.lock 18, empty.v1.lock 0, files.v1.lock 6, multiple-constraints.v1.lock 2,
        multiple-versions.v1.lock 4, no-version.v1.lock 1, with-aliases.v1.lock 3, with-build-string.v1.lock 2,
        with-prerelease.v1.lock 5, with-quotes.v1.lock 2, commits.v2.lock 7, empty.v2.lock 0, exclude-root.v2.lock 2,
        files.v2.lock 1, metadata-only.v2.lock 0, multiple-versions.v2.lock 3, scoped-packages.v2.lock 3,
        with-aliases.v2.lock 3, with-build-string.v2.lock 2, with-prerelease.v2.lock 2, with-quotes.v2.lock 2
        javascript/pnpmlock: commits.yaml 5, commits.v9.yaml 2, empty.yaml -, exotic.yaml 7, files.yaml 5,
        invalid-path.yaml 1, invalid-paths.yaml 1, missing-packages.yaml 0, mixed-groups.v53.yaml 3,
        mixed-groups.v6.yaml 3, mixed-groups.v9.yaml 3, multiple-packages.yaml 14, multiple-versions.yaml 3,
        no-packages.yaml 0, not-yaml.txt -, peer-dependencies.yaml 2, peer-dependencies-v6.yaml 5,
        peer-dependencies-advanced.yaml 9, peer-dependencies-advanced-v6.yaml 5, peer-dependencies-advanced.v9.yaml 13,
        scoped-packages.v9.yaml 1, tarball.yaml 1
        javascript/bunlock: alias.json5 4, bad-tuple.json5 1, blog-sample.json5 1, commits.json5 18, empty.json5 -,
        files.json5 2, nested-dependencies-dup.json5 7, nested-dependencies.json5 9, no-packages.json5 0, not-json.txt -,
        optional-package.json5 3, peer-dependencies-explicit.json5 2, same-package-different-groups.json5 2
        javascript/denojson: deno.json 4, invalid.jsontest -
        python/requirements: comments.txt 5, env_var.txt 3, example.txt 12, extras.txt 2, invalid.txt 1, loop.txt 0,
        multiline_and_comments.txt 2, no_version.txt 3, per_req_options.txt 15, trailing_backslash.txt 1,
        with_versions.txt 11
        python/poetrylock: empty-file.lock -, empty.lock 0, multiple-packages.v2.lock 11,
        names-outside-package-block.lock 2, not-toml.txt -, source-git.lock 1, source-legacy.lock 1, two-packages.lock 2
        python/pipfilelock: empty-file -, empty.json 0, minified.json 1, multiple-packages.json 4, no-version.json 2,
        not-json.txt -, one-package-dev.json 1, two-packages.json 2
        python/pdmlock: dev-dependency.toml 3, empty-file.toml -, empty.toml 0, git-dependency.toml 1,
        names-outside-package-block.toml 2, not-toml.txt -, optional-dependency.toml 3, two-packages.toml 2
        python/uvlock: empty.lock -, grouped-packages.lock 14, names-outside-package-block.lock 2, no-dependencies.lock 0,
        no-packages.lock 0, not-toml.txt -, one-package.lock 1, source-git.lock 1, two-packages.lock 2
        python/pylock: commits.toml 7, empty.toml -, example.toml 3, names-outside-package-block.toml 2, not-toml.txt -,
        pdm-full.toml 10, pip-full.toml 5, pip-just-self.toml 0
        python/pyprojecttoml: dynamic_deps.toml 0, empty_deps.toml 0, env_markers.toml 2, extras_syntax.toml 2,
        malformed.toml -, no_project_table.toml 1, optional_deps.toml 5, simple_deps.toml 4
        python/wheelegg: distinfo_meta 1, egginfo 1, egginfo_pkginfo 1, empty -, pkginfo 1
        golang/gomod: empty.mod 0, indirect-1.16.mod 2, indirect-1.16.sum 6, indirect-1.23.mod 3, indirect-1.23.sum -,
        indirect-packages.mod 6, not-go-mod.mod -, one-package.mod 1, replace-different.mod 2, replace-local.mod 2,
        replace-mixed.mod 2, replace-no-version.mod 2, replace-not-required.mod 2, replace-one.mod 1, toolchain.mod 2,
        toolchain-with-suffix.mod 2, two-packages.mod 3
        golang/vendormodules: empty/vendor/modules.txt 0, invalid/vendor/modules.txt 2, valid/vendor/modules.txt 8
        rust/cargolock: duplicate.lock 2, empty.lock 0, many-packages.lock 6, not-toml.txt -, one-package.lock 1,
        package-with-build-string.lock 1, package-with-comments.lock 2, two-packages-with-local.lock 1, two-packages.lock 2
        rust/cargotoml: git-dependency-tagged.toml 1, git-dependency-with-commit.toml 1, git-dependency-with-pr.toml 1,
        invalid-dependency.toml 0, no-dependency.toml 0, not-toml.txt -, only-version-dependency.toml 1,
        two-dependencies.toml 2
        java/pomxml: ambiguous-interpolation.xml 2, empty.xml 0, encoding.xml 1, explicit-jar.xml 3,
        interpolate-drop.xml 1, interpolation.xml 3, invalid-syntax.xml -, multi-version.xml 2, not-pom.txt -,
        parent/pom.xml 1, plugin-dependency.xml 3, profiles.xml 1, transitive.xml 3, with-dependency-management.xml 2,
        with-multiple-classifiers.xml 2, with-parent.xml 4, with-scope.xml 2
        java/gradlelockfile: 5-pkg 5, one-pkg 1, only-comments 0, only-empty 0, with-bad-pkg 2
        java/gradleverificationmetadataxml: attribute-order.xml 1, duplicates.xml 1, empty.xml 0, missing-attribute.xml 0,
        multi-line.xml 1, multiple-versions.xml 18, not-xml.txt -, odd-versions.xml 28, single-quotes.xml 1,
        two-packages.xml 2
        java/gradleversioncatalog: empty.versions.toml 0, invalid.versions.toml -, libs.versions.toml 10, not-toml.txt -
        """

    private static func expected() -> [String: Int?] {
        var expected: [String: Int?] = [:]
        var folder = ""
        for line in counts.split(separator: "\n") {
            var rest = line
            if let colon = line.firstIndex(of: ":") {
                folder = String(line[..<colon])
                rest = line[line.index(after: colon)...]
            }
            for entry in rest.split(separator: ",") {
                let words = entry.split(separator: " ")
                expected["\(folder)/\(words[0])"] = .some(Int(words[1]))
            }
        }
        return expected
    }

    private static func read(_ url: URL, _ name: String, _ reader: InventoryReader) throws(InventoryError) -> Inventory
    {
        let folder = url.deletingLastPathComponent()
        let context = ReadingContext { path in
            (try? Data(contentsOf: folder.appending(path: path))).map { Array($0) }
        }
        let bytes = (try? Data(contentsOf: url)).map { Array($0) } ?? []
        return try reader.read(SourceFile(path: name, bytes: bytes), context)
    }

    @Test func `every shared lockfile is read or refused with a sentence`() throws {
        guard let root = TestData.folder("vectors/lockfiles/language") else { return }
        let expected = LanguagesFixtureTests.expected()
        var checked = 0
        var (readFiles, refusedFiles, components) = (0, 0, 0)
        for (folder, reader) in LanguagesFixtureTests.readers {
            let place = root.appending(path: "\(folder)/testdata")
            for url in TestData.files(below: place) {
                let name = String(url.path.dropFirst(place.path.count + 1))
                let reader = name.hasSuffix(".sum") ? GoSum.reader : reader
                let known = expected["\(folder)/\(name)"]
                checked += known == nil ? 0 : 1
                do throws(InventoryError) {
                    let inventory = try LanguagesFixtureTests.read(url, url.lastPathComponent, reader)
                    readFiles += 1
                    components += inventory.components.count
                    if let known { #expect(inventory.components.count == known, "\(folder)/\(name)") }
                    #expect(inventory.components.allSatisfy { $0.location.line != nil && !$0.name.isEmpty })
                    #expect(inventory.edges == inventory.edges.sorted())
                } catch {
                    refusedFiles += 1
                    #expect(
                        error.message.hasSuffix(".") && error.message.count > 15, "\(folder)/\(name): \(error.message)")
                    if let known { #expect(known == nil, "\(folder)/\(name): \(error.message)") }
                }
            }
        }
        print(
            "language lockfiles: \(readFiles) read, \(refusedFiles) refused, \(components) components; \(checked) counts"
        )
        #expect(checked == expected.count)
    }

    @Test func `every folder of the shared lockfiles has a reader or a reason`() throws {
        guard let root = TestData.folder("vectors/lockfiles/language") else { return }
        let known = Set(LanguagesFixtureTests.readers.map(\.folder)).union(LanguagesFixtureTests.unread.keys)
        for language in ["javascript", "python", "golang", "rust", "java"] {
            let names = try FileManager.default.contentsOfDirectory(atPath: root.appending(path: language).path)
            for name in names { #expect(known.contains("\(language)/\(name)"), "\(language)/\(name)") }
        }
    }

    @Test func `every reader is listed once, and recognises the file it is for`() {
        let formats = LanguageFormats.all.map(\.format)
        #expect(Set(formats).count == formats.count)
        let files = [
            "a/package-lock.json", "npm-shrinkwrap.json", "package.json", "yarn.lock", "pnpm-lock.yaml", "bun.lock",
            "bun.lockb", "deno.json", "deno.lock", "requirements.txt", "poetry.lock", "Pipfile.lock", "pdm.lock",
            "uv.lock", "pylock.toml", "pylock.dev.toml", "pyproject.toml",
            "a-1.dist-info/METADATA", "a.egg-info/PKG-INFO", "go.mod", "go.sum", "vendor/modules.txt",
            "Cargo.lock", "Cargo.toml", "pom.xml", "gradle.lockfile", "buildscript-gradle.lockfile",
            "gradle/dependency-locks/compileClasspath.lockfile", "gradle/verification-metadata.xml",
            "gradle/libs.versions.toml",
        ]
        for file in files {
            #expect(LanguageFormats.all.count { $0.recognises(file) } == 1, "\(file)")
        }
        for file in ["setup.py", "node_modules/a/package.json", "vendor/x/go.mod", "modules.txt", "pylock.a.b.toml"] {
            #expect(!LanguageFormats.all.contains { $0.recognises(file) }, "\(file)")
        }
    }

    @Test(arguments: [
        ("package-lock.json", #"{"packages":{"node_modules/@s/a":{"version":"1.0.0"}}}"#, "pkg:npm/%40s/a@1.0.0"),
        ("go.mod", "require github.com/b/b v1.9.0", "pkg:golang/github.com/b/b@v1.9.0"),
        ("go.mod", "go 1.23", "pkg:golang/stdlib"),
        ("requirements.txt", "My_Pkg==1.0", "pkg:pypi/my-pkg@1.0"),
        (
            "Cargo.lock", "[[package]]\nname = \"a\"\nversion = \"1.0.0\"\nsource = \"registry+x\"",
            "pkg:cargo/a@1.0.0"
        ),
        ("gradle.lockfile", "org.a:b:1=x", "pkg:maven/org.a/b@1"),
    ])
    func `components have the package URL of their ecosystem`(path: String, text: String, purl: String) throws {
        let reader = try #require(LanguageFormats.all.first { $0.recognises(path) })
        let inventory = try LanguageReading.read(reader, text, path: path)
        #expect(inventory.components.map { $0.purl?.description } == [purl])
        #expect(inventory.warnings.isEmpty)
    }
}
