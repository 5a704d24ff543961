// SPDX-License-Identifier: Apache-2.0
import TestSupport
import Testing
import Wire

@testable import Inventories

/// Broken and malicious files: none crashes, none takes long, each refusal has a place or a reason.
@Suite struct LanguagesHostileTests {
    /// A valid file of each format, with as much of its grammar as is short.
    private static let samples: [(reader: InventoryReader, text: String)] = [
        (
            PackageLock.reader,
            #"{"name":"a","lockfileVersion":3,"packages":{"":{"dependencies":{"a":"1"}},"node_modules/a":{"version":"#
                + #""1.0.0","resolved":"git+ssh://git@github.com/o/r.git#3b1bb80b302c2e552685dc8a029797ec832ea7c9","#
                + #""integrity":"sha1-pGY7U2hriV/wdOK6UE37dqjit3A=","dependencies":{"b":"1"}},"node_modules/b":{"#
                + #""link":true,"resolved":"b"},"b":{"dev":true}}}"#
        ),
        (
            PackageLock.reader,
            #"{"lockfileVersion":1,"dependencies":{"a":{"version":"npm:b@1.0.0","requires":{"c":"1"},"dependencies":"#
                + #"{"c":{"version":"file:c","dev":true}}}}}"#
        ),
        (
            PackageManifest.reader,
            #"{"dependencies":{"a":"^1","b":"npm:c@1.0.0"},"devDependencies":{"d":"o/d#x"},"workspaces":["p/*"]}"#
        ),
        (
            YarnLock.reader,
            "# yarn lockfile v1\n\"a@^1\", a@2:\n  version \"1.0\"\n  resolved \"https://x/-/a.tgz#ab\"\n"
                + "  dependencies:\n    b \"1\"\n\nb@1:\n  version \"1\"\n"
        ),
        (
            YarnLock.reader,
            "__metadata:\n  version: 8\n\n\"a@npm:^1, a@npm:2\":\n  version: 1.0\n  resolution: \"a@npm:1.0\"\n"
                + "  dependencies:\n    b: \"npm:1\"\n\n\"r@workspace:.\":\n  resolution: \"r@workspace:.\"\n"
        ),
        (
            PNPMLock.reader,
            "lockfileVersion: '9.0'\nimporters:\n  .:\n    dependencies:\n      a:\n        version: 1.0.0(p@2)\n"
                + "packages:\n  a@1.0.0:\n    resolution: {integrity: sha1-AA==}\nsnapshots:\n  a@1.0.0(p@2): {}\n"
        ),
        (
            PNPMLock.reader,
            "lockfileVersion: 5.3\ndependencies:\n  a: 1.0.0_p@2\npackages:\n  /a/1.0.0_p@2:\n    dependencies:\n"
                + "      b: 1\n    dev: true\n  github.com/o/r/0000:\n    name: r\n"
        ),
        (
            BunLock.reader,
            #"{"lockfileVersion":1,"workspaces":{"":{"dependencies":{"a":"1"}}},"packages":{"a":["a@1.0","","#
                + #"{"dependencies":{"b":"1"}},"sha1-AA=="],"a/b":["b@github:o/b#98e8ff1",{},"x",],}}"#
        ),
        (DenoManifest.reader, #"{"imports":{"a":"npm:@s/a@1/x","b":"jsr:@s/b@^1","c":"https://u:p@x/y"}}"#),
        (
            DenoLock.reader,
            #"{"version":"5","specifiers":{"npm:a@1":"1.0.0"},"npm":{"a@1.0.0_b@2":{"dependencies":["b"]}},"#
                + #""jsr":{"@s/b@1.0.0":{}},"remote":{"https://x/y":"ab"},"workspace":{"dependencies":["npm:a@1"]}}"#
        ),
        (
            Requirements.reader,
            "a[x]==1.0 ; python_version > '3' --hash=sha256:ab \\\n --hash=sha256:cd # c\n-r other.txt\n"
                + "-e git+https://github.com/o/r@v1#egg=r\nb @ https://x/b-1.0.zip\n./c-1.0-py3-none-any.whl\n"
        ),
        (
            PoetryLock.reader,
            "[[package]]\nname = \"a\"\nversion = \"1\"\ngroups = [\"main\"]\n[package.dependencies]\na = {version = "
                + "\"*\", optional = true}\n[package.source]\ntype = \"git\"\nurl = \"https://x/y\"\n"
        ),
        (
            PipfileLock.reader,
            #"{"_meta":{},"default":{"a":{"version":"==1","hashes":["sha256:ab"]}},"develop":{"b":{"git":"x"}}}"#
        ),
        (
            PDMLock.reader,
            "[metadata]\n[[package]]\nname = \"a\"\nversion = \"1\"\ngroups = [\"dev\"]\ndependencies = [\"b>=1; x\"]\n"
        ),
        (
            UVLock.reader,
            "version = 1\n[[package]]\nname = \"a\"\nversion = \"1\"\nsource = { git = \"https://x/y?rev=z#00\" }\n"
                + "dependencies = [{ name = \"a\" }]\n[package.dev-dependencies]\ndev = [{ name = \"a\" }]\n"
        ),
        (
            PyLock.reader,
            "lock-version = \"1.0\"\n[[packages]]\nname = \"a\"\nversion = \"1\"\nmarker = \"'x' in extras or b\"\n"
                + "wheels = [{ hashes = { sha256 = \"ab\" } }]\n"
        ),
        (
            PyProject.reader,
            "[project]\ndependencies = [\"a>=1,<2\"]\n[dependency-groups]\na = [{include-group = \"b\"}]\nb = ["
                + "{include-group = \"a\"}, \"c\"]\n[tool.poetry.dependencies]\nd = [{version = \"1\"}]\n"
        ),
        (
            GoModule.reader,
            "module m\ngo 1.16\ntoolchain go1.2\nrequire (\n\ta.b/c v1.0.0 // indirect\n\t\"d\" v2\n)\nreplace a.b/c => "
                + "../c\ntool a.b/c/x\n"
        ),
        (GoSum.reader, "a.b/c v1.0.0 h1:x=\na.b/c v1.0.1/go.mod h1:x=\na.b/c v1.0.1 h1:x=\n"),
        (GoVendor.reader, "# a.b/c v1.0.0 => d v1.0.0\n## explicit; go 1.2\na.b/c/x\n# e => ./f\n"),
        (
            CargoLock.reader,
            "version = 3\n[[package]]\nname = \"a\"\nversion = \"1\"\ndependencies = [\"b 1 (git+https://x/y)\"]\n"
                + "[[package]]\nname = \"b\"\nversion = \"1\"\nsource = \"git+https://x/y?branch=z#00\"\n"
        ),
        (
            CargoManifest.reader,
            "[dependencies]\na = \"=1.0.0\"\nb = { workspace = true }\n[target.x.dev-dependencies]\nc = { git = \"x\" }\n"
        ),
        (
            MavenReader.reader,
            "<project><parent><groupId>g</groupId><artifactId>p</artifactId></parent><properties><a>${b}</a><b>1</b>"
                + "</properties><dependencies><dependency><groupId>g</groupId><artifactId>x</artifactId><version>${a}"
                + "</version></dependency></dependencies></project>"
        ),
        (InstalledDistribution.reader, "Metadata-Version: 2.1\nName: a\nVersion: 1\n x\nLicense: MIT\n\nbody\n"),
        (GradleLock.reader, "# c\na:b:1=compileClasspath,testX\nempty=x\n"),
        (
            VerificationMetadata.reader,
            "<verification-metadata><components><component group='a' name='b' version='1'><artifact name='x'>"
                + "<sha256 value='ab'/></artifact></component></components></verification-metadata>"
        ),
        (
            VersionCatalogue.reader,
            "[versions]\na = { strictly = \"1\" }\n[libraries]\nb = { module = \"c:d\", version.ref = \"a\" }\n"
                + "[plugins]\ne = \"f:1\"\n"
        ),
    ]

    @Test func `a valid sample of each format holds components`() throws {
        for (reader, text) in LanguagesHostileTests.samples {
            #expect(try LanguageReading.read(reader, text).components.isEmpty == false, "\(reader.format)")
        }
        #expect(
            Set(LanguagesHostileTests.samples.map(\.reader.format)) == Set(LanguageFormats.all.map(\.format)))
    }

    @Test func `cut off files are refused, or what is there is read`() {
        for (reader, text) in LanguagesHostileTests.samples {
            for length in stride(from: 0, to: text.utf8.count, by: 3) {
                let cut = String(decoding: text.utf8.prefix(length), as: UTF8.self)
                if let refusal = LanguageReading.refusal(reader, cut) {
                    #expect(!refusal.message.isEmpty, "\(reader.format)")
                }
            }
        }
    }

    @Test func `bytes that are not text are refused with their line`() throws {
        for (reader, text) in LanguagesHostileTests.samples {
            let bytes = Array("\n\n".utf8) + [0xC3, 0x28] + Array(text.utf8)
            #expect(throws: InventoryError.self, "\(reader.format)") {
                try reader.read(SourceFile(path: "file", bytes: bytes), ReadingContext())
            }
        }
    }

    @Test func `a file over the limit is refused with the limit`() {
        let limits = Limits(bytes: 16, depth: 8, nodes: 1_000)
        for (reader, text) in LanguagesHostileTests.samples {
            let refusal = LanguageReading.refusal(reader, text, limits: limits)
            #expect(refusal?.message.contains("16") == true, "\(reader.format): \(refusal?.message ?? "read")")
        }
    }

    @Test func `nesting beyond the limit is refused`() {
        let deep = String(repeating: #"{"dependencies":{"a":"#, count: 2_000)
        #expect(
            LanguageReading.refusal(PackageLock.reader, #"{"lockfileVersion":1,"dependencies":{"a":"# + deep) != nil)
        let tags = String(repeating: "<a>", count: 5_000)
        #expect(LanguageReading.refusal(MavenReader.reader, "<project>\(tags)") != nil)
    }

    @Test func `long chains of requirements files end`() throws {
        let context = ReadingContext { path in
            Array("a==1\n-r x\(path.utf8.count)\(path)\n-r \(path)\n".utf8.prefix(2_000))
        }
        let inventory = try Requirements.read(
            SourceFile(path: "requirements.txt", bytes: Array("-r a.txt".utf8)), context)
        #expect(inventory.components.count <= 1_001)
    }

    @Test func `places far down in a tree are not searched without end`() throws {
        let path = "node_modules/" + String(repeating: "a/", count: 50_000) + "b"
        let needs = (0..<2_000).map { "\"n\($0)\":\"1\"" }.joined(separator: ",")
        let text = #"{"lockfileVersion":3,"packages":{"\#(path)":{"version":"1","dependencies":{\#(needs)}}}}"#
        #expect(try LanguageReading.read(PackageLock.reader, text).components.count == 1)
    }
}

extension LanguagesHostileTests {
    @Test func `a requirement over two hundred thousand lines is read at once`() throws {
        let text = "a==1 \\\n" + String(repeating: " --hash=sha256:ab \\\n", count: 200_000)
        #expect(try LanguageReading.read(Requirements.reader, text).components.map(\.version) == ["1"])
    }

    @Test func `open braces and long properties of a POM are not followed`() {
        let project = MavenInterpolation { $0 == "long" ? String(repeating: "x", count: 1_000_000) : nil }
        #expect(project("${long}") == .unresolved(property: "long"))
        #expect(
            project(String(repeating: "${", count: 500_000))
                == .unresolved(property: String(repeating: "${", count: 40)))
        let braces = Substring(String(repeating: "${", count: 500_000))
        #expect(VariableText.expand(braces) { _ in nil }.text == braces)
    }

    @Suite struct MutationTests {
        @Test(arguments: samples.indices)
        func `changed bytes never crash a reader`(position: Int) {
            let (reader, text) = samples[position]
            var (readFiles, refusedFiles) = (0, 0)
            Fuzzing(seed: 2025 &+ UInt64(position), rounds: 250, share: samples.count).run { _, mutator in
                let bytes = mutator.mutated(Array(text.utf8))
                // Everything a reader asks for is the broken file itself.
                let context = ReadingContext(limits: Limits(bytes: 1 << 20, depth: 64, nodes: 100_000)) { path in
                    path.utf8.count < 200 ? bytes : nil
                }
                do throws(InventoryError) {
                    let inventory = try reader.read(SourceFile(path: "folder/file", bytes: bytes), context)
                    readFiles += 1
                    let indices = inventory.components.indices
                    #expect(inventory.edges.allSatisfy { indices.contains($0.from) && indices.contains($0.to) })
                } catch {
                    refusedFiles += 1
                    #expect(!error.message.isEmpty)
                }
            }
            #expect(readFiles + refusedFiles >= 250)
        }
    }
}
