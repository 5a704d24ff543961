// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import Inventories

@Suite struct LanguagesGradleTests {
    @Test func `configurations say what for`() throws {
        let text = """
            # comment
            org.a:a:1=compileClasspath,runtimeClasspath
            org.b:b:2=testRuntimeClasspath
            org.c:c:3=annotationProcessor,compileClasspath
            org.d:d:4=developmentOnly
            org.e:e:5=somethingElse
            nonsense
            empty=
            """
        let inventory = try LanguageReading.read(GradleLock.reader, text, path: "gradle.lockfile")
        #expect(
            LanguageReading.lines(inventory) == [
                "org.a:a@1 runtime+build :2", "org.b:b@2 test :3", "org.c:c@3 build :4", "org.d:d@4 development :5",
                "org.e:e@5 runtime :6",
            ])
        #expect(inventory.warnings.map(\.location.line) == [7])
        let build = try LanguageReading.read(GradleLock.reader, text, path: "buildscript-gradle.lockfile")
        #expect(build.components.allSatisfy { $0.groups == [.build] })
        #expect(LanguageReading.refusal(GradleLock.reader, "nonsense")?.location.line == 1)
    }

    @Test func `verification metadata`() throws {
        let text = """
            <verification-metadata><components>
              <component name="b" group="a" version="1">
                <artifact name="b-1.jar"><sha256 value="AB"/><pgp value="cd"/></artifact>
              </component>
              <component name="b" group="a" version="1"/>
              <component name="b" version="1"/>
            </components></verification-metadata>
            """
        let inventory = try LanguageReading.read(VerificationMetadata.reader, text)
        #expect(LanguageReading.lines(inventory) == ["a:b@1 runtime :2"])
        #expect(inventory.components[0].hashes == [Digest(algorithm: "sha256", value: "ab")])
        #expect(LanguageReading.warnings(inventory) == ["6: The component lacks its group, name or version."])
    }

    @Test func `a catalogue's references and rich versions`() throws {
        let text = """
            [versions]
            one = "1.0"
            rich = { strictly = "[1,2)", prefer = "1.5" }
            [libraries]
            a = "g:a:2.0"
            b = { module = "g:b", version.ref = "one" }
            c = { group = "g", name = "c", version = { strictly = "3.0" } }
            d = { module = "g:d", version.ref = "rich" }
            e = { module = "g:e" }
            f = { module = "g:f", version.ref = "gone" }
            g = { name = "g" }
            [plugins]
            p = { id = "org.p", version = "4" }
            q = "org.q:5"
            """
        let inventory = try LanguageReading.read(VersionCatalogue.reader, text, path: "gradle/libs.versions.toml")
        #expect(
            LanguageReading.lines(inventory) == [
                "g:a@2.0 runtime direct :5", "g:b@1.0 runtime direct :6", "g:c@3.0 runtime direct :7",
                "g:d@- ([1,2)) runtime direct :8", "g:e@- runtime direct :9", "g:f@- runtime direct :10",
                "org.p:org.p.gradle.plugin@4 build direct :13", "org.q:org.q.gradle.plugin@5 build direct :14",
            ])
        #expect(inventory.warnings.map(\.location.line) == [10, 11])
    }
}
