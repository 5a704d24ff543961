// SPDX-License-Identifier: Apache-2.0
import TestSupport
import Testing
import Wire

@testable import Inventories

/// Damaged files never bring a reader down: each is read or refused.
@Suite struct MoreMutationTests {
    struct Sample {
        var reader: InventoryReader
        var bytes: [UInt8]
        var path: String

        init(_ reader: InventoryReader, _ text: String, path: String = "sample") {
            self.reader = reader
            bytes = Array(text.utf8)
            self.path = path
        }
    }

    static let samples: [String: Sample] = {
        let all = [
            Sample(GemfileLock.reader, MoreRubyPHPTests.gemfileLock),
            Sample(ComposerLock.reader, MoreRubyPHPTests.composerLock),
            Sample(PackagesLock.reader, MoreDotNETTests.packagesLock),
            Sample(DepsJSON.reader, MoreDotNETTests.depsJSON),
            Sample(ProjectAssets.reader, MoreDotNETTests.depsJSON),
            Sample(MSBuildProject.reader, MoreDotNETTests.project), Sample(PaketLock.reader, MoreDotNETTests.paketLock),
            Sample(PackagesConfig.reader, "<packages><package id=\"A\" version=\"1\"/></packages>"),
            Sample(PaketDependencies.reader, "source x\nnuget A >= 1 // c\ngithub a/b:c\ngroup Test\n nuget B = 2\n"),
            Sample(MixLock.reader, MoreErlangDartTests.mixLock),
            Sample(RebarLock.reader, MoreErlangDartTests.rebarLock),
            Sample(GleamManifest.reader, MoreErlangDartTests.gleamManifest),
            Sample(GleamProject.reader, "name = \"x\"\n[dependencies]\na = \"1\"\nb = {git = \"u\", ref = \"r\"}\n"),
            Sample(PubspecLock.reader, MoreErlangDartTests.pubspecLock),
            Sample(StackLock.reader, MoreScienceTests.stackLock),
            Sample(CabalFreeze.reader, MoreScienceTests.cabalFreeze),
            Sample(RenvLock.reader, MoreScienceTests.renvLock),
            Sample(JuliaManifest.reader, MoreScienceTests.juliaManifest),
            Sample(JuliaProject.reader, "name = \"x\"\n[deps]\nA = \"u\"\n[compat]\nA = \"1\"\n[extras]\nB = \"v\"\n"),
            Sample(CondaLock.reader, MoreScienceTests.condaLock),
            Sample(CondaEnvironment.reader, "dependencies:\n- a=1=b\n- c::d>=1\n- pip:\n  - e[f]==1\n"),
            Sample(CondaMeta.reader, #"{"name": "a", "version": "1", "channel": "https://x/main", "md5": "aa"}"#),
            Sample(OpamFile.reader, MoreScienceTests.opam), Sample(CpanfileSnapshot.reader, MoreScienceTests.snapshot),
            Sample(PackageResolved.reader, MoreSwiftCppTests.packageResolved),
            Sample(PodfileLock.reader, MoreSwiftCppTests.podfileLock),
            Sample(CartfileResolved.reader, "github \"a/b\" \"1.0\"\ngit \"https://x/y.git\" \"v2\"\n"),
            Sample(ConanLock.reader, MoreSwiftCppTests.conanGraph),
            Sample(ConanFile.reader, "[requires]\nzlib/1.2@a/b#c\nfmt/[>9]\n[tool_requires]\ncmake/3\n"),
            Sample(GitSubmodules.reader, MoreForgeTests.gitmodules),
            Sample(GitHubActions.reader, MoreForgeTests.workflow),
            Sample(Dockerfile.reader, MoreForgeTests.dockerfile),
            Sample(ComposeFile.reader, "services:\n  a: {image: 'b:${C:-1}'}\n  d: {image: ghcr.io/e/f@sha256:aa}\n"),
            Sample(DpkgDatabase.status, OperatingSystemTests.dpkgStatus),
            Sample(DpkgDatabase.statusFolder, "Package: a\nVersion: 1\n"),
            Sample(DpkgDatabase.opkg, OperatingSystemTests.dpkgStatus),
            Sample(ApkDatabase.reader, OperatingSystemTests.apkInstalled),
        ]
        return Dictionary(uniqueKeysWithValues: all.map { ($0.reader.format, $0) })
    }()

    @Test(arguments: samples.keys.sorted())
    func `a damaged file is read or refused`(format: String) throws {
        let sample = try #require(MoreMutationTests.samples[format])
        let seed = UInt64(truncatingIfNeeded: format.utf8.reduce(7) { $0 &* 31 &+ Int($1) })
        Fuzzing(seed: seed, rounds: 250, share: MoreMutationTests.samples.count).run { _, mutator in
            let bytes = mutator.mutated(sample.bytes)
            do throws(InventoryError) {
                let inventory = try MoreReading.read(sample.reader, bytes: bytes, path: sample.path)
                #expect(
                    inventory.edges.allSatisfy {
                        $0.from < inventory.components.count && $0.to < inventory.components.count
                    })
            } catch {
                #expect(!error.message.isEmpty)
            }
        }
    }

    @Test func `a damaged rpm database is read or refused`() {
        var refused = 0
        Fuzzing(seed: 11, rounds: 3_000).run { _, mutator in
            let bytes = mutator.mutated(OperatingSystemRPMTests.database)
            if OperatingSystemRPMTests.refusal(bytes) != nil { refused += 1 }
        }
        #expect(refused > 100)
    }

    @Test func `a damaged rpm header is read or refused`() {
        // One header behind the SQLite record of its row is enough: the bytes from the first entry of the immutable region.
        let database = OperatingSystemRPMTests.database
        let starts = Array(stride(from: 0, to: database.count - 64, by: 61))
        Fuzzing(seed: 13, rounds: starts.count).run { round, mutator in
            let bytes = mutator.mutated(Array(database[starts[round % starts.count]...].prefix(1_400)))
            // A plausible count of entries and size of data in front.
            let framed: [UInt8] = [0, 0, 0, 12, 0, 0, 3, 0] + bytes
            if let header = RPMHeader(framed[...]) {
                _ = header.text(.name)
                _ = header.number(.epoch)
                _ = header.strings(.provideNames)
            }
        }
    }

    @Test(arguments: samples.keys.sorted())
    func `a file larger than the limits is refused`(format: String) throws {
        let sample = try #require(MoreMutationTests.samples[format])
        let context = ReadingContext(limits: .init(bytes: 10, depth: 8, nodes: 100))
        do throws(InventoryError) {
            _ = try sample.reader.read(SourceFile(path: sample.path, bytes: sample.bytes), context)
            Issue.record("read")
        } catch {
            #expect(error.message.contains("10"))
        }
    }

    @Test func `warnings are bounded and the rest is counted`() throws {
        let text = String(repeating: "nonsense\n", count: 1_500)
        let inventory = try MoreReading.read(CartfileResolved.reader, text)
        #expect(inventory.warnings.count == 1_001)
        #expect(inventory.warnings.last?.message == "500 more entries were not understood and are not listed.")
    }

    /// Every reader of these formats is among the samples (rpm has tests of its own).
    @Test func `every reader has a sample`() {
        let formats = Set((MoreLanguageFormats.all + OperatingSystemFormats.all).map(\.format))
        #expect(formats.subtracting(MoreMutationTests.samples.keys) == ["rpm-sqlite", "rpm-legacy"])
    }
}
