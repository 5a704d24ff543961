// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import Inventories

@Suite struct LanguagesPythonLocksTests {
    private let poetry = """
        [[package]]
        name = "A_b"
        version = "1.0"
        optional = false
        groups = ["main", "dev"]
        files = [{file = "a.whl", hash = "sha256:abcd"}]

        [package.dependencies]
        Faker = ">=0.7.0"
        extra = {version = "*", optional = true}

        [[package]]
        name = "faker"
        version = "33.3.0"
        groups = ["test"]
        optional = false

        [[package]]
        name = "extra"
        version = "0.2.0"
        groups = ["main"]
        optional = true

        [package.source]
        type = "git"
        url = "https://github.com/o/extra"
        reference = "main"
        resolved_reference = "cd66602cd29f61a2d2e7fb995fef1e61708c034d"

        [metadata]
        lock-version = "2.1"
        """

    @Test func `Poetry's groups, sources and graph`() throws {
        let inventory = try LanguageReading.read(PoetryLock.reader, poetry)
        #expect(
            LanguageReading.lines(inventory) == [
                "a-b@1.0 runtime+development :1", "faker@33.3.0 test :12",
                "extra@0.2.0 optional https://github.com/o/extra#cd66602c :18",
            ])
        #expect(LanguageReading.edges(inventory) == ["a-b > faker", "a-b > extra"])
        #expect(inventory.components[0].hashes == [Digest(algorithm: "sha256", value: "abcd")])
    }

    @Test func `the manifest says what is direct, and what for where the lockfile does not`() throws {
        let lock = """
            [[package]]
            name = "a"
            version = "1"
            [package.dependencies]
            b = "*"
            [[package]]
            name = "b"
            version = "1"
            [[package]]
            name = "c"
            version = "1"
            """
        let manifest = """
            [tool.poetry]
            name = "app"
            [tool.poetry.dependencies]
            python = "^3.8"
            a = "^1"
            [tool.poetry.group.dev.dependencies]
            c = "1.0.0"
            """
        let inventory = try LanguageReading.read(
            PoetryLock.reader, lock, path: "x/poetry.lock", related: ["x/pyproject.toml": manifest])
        #expect(
            LanguageReading.lines(inventory) == [
                "a@1 runtime direct :1", "b@1 runtime transitive :6", "c@1 development direct :9",
            ])
        #expect(inventory.subject == "app")
    }

    @Test func `pyproject.toml in the tables of every tool`() throws {
        let text = """
            [build-system]
            requires = ["hatchling>=1"]
            [project]
            name = "app"
            dynamic = ["dependencies"]
            dependencies = ["A>=1", "b==2.0; python_version<'3'", "not a specifier!"]
            [project.optional-dependencies]
            test = ["c"]
            cli = ["d @ git+https://github.com/o/d@main"]
            [dependency-groups]
            base = ["e"]
            test = [{include-group = "base"}, "f==1"]
            [tool.uv.sources]
            A = {path = "../a"}
            """
        let inventory = try LanguageReading.read(PyProject.reader, text)
        #expect(
            LanguageReading.lines(inventory) == [
                "a@- (>=1) runtime direct path:../a :6",
                "b@2.0 (==2.0) runtime direct :6",
                "c@- test+optional direct :8",
                "d@- optional direct https://github.com/o/d~main :9",
                "e@- development+test direct :11",
                "f@1 (==1) test direct :12",
                "hatchling@- (>=1) build direct :2",
            ])
        #expect(
            LanguageReading.warnings(inventory) == [
                "6: 'not a specifier!' is no dependency specifier.",
                "5: 'dependencies' are computed when the project is built, and are not read.",
            ])
    }

    @Test func `Pipfile.lock's categories`() throws {
        let text = """
            { "_meta": {}, "default": { "A": { "version": "==1.0", "hashes": ["sha256:ab"] },
              "g": { "git": "https://github.com/o/g", "ref": "b36054111bc1e8bbadb5d0d60158feb72926f467" } },
              "develop": { "a": { "version": "==1.0" },
              "p": { "path": "." , "editable": true } } }
            """
        let inventory = try LanguageReading.read(
            PipfileLock.reader, text, path: "Pipfile.lock", related: ["Pipfile": "[packages]\na = \"*\"\n"])
        #expect(
            LanguageReading.lines(inventory) == [
                "a@1.0 runtime+development direct :1",
                "g@- runtime transitive https://github.com/o/g#b3605411 :2",
                "p@- development transitive path:. :4",
            ])
    }

    @Test func `pdm.lock joins the entries of a package's extras`() throws {
        let text = """
            [metadata]
            lock_version = "4.4.1"
            [[package]]
            name = "A"
            version = "1"
            groups = ["default"]
            dependencies = ["b[x]==2; python_version > \\"3\\""]
            [[package]]
            name = "a"
            version = "1"
            extras = ["x"]
            groups = ["dev"]
            dependencies = ["a==1"]
            [[package]]
            name = "b"
            version = "2"
            groups = ["default", "cli"]
            git = "https://github.com/o/b.git"
            revision = "65bab7582ce14c55cdeec2244c65ea23039c9e6f"
            """
        let manifest = "[project]\nname = \"x\"\ndependencies = [\"a\"]\n[project.optional-dependencies]\ncli = [\"b\"]"
        let inventory = try LanguageReading.read(
            PDMLock.reader, text, path: "pdm.lock", related: ["pyproject.toml": manifest])
        #expect(
            LanguageReading.lines(inventory) == [
                "a@1 runtime+development direct :3",
                "b@2 runtime+optional direct https://github.com/o/b#65bab758 :14",
            ])
        #expect(LanguageReading.edges(inventory) == ["a > b"])
    }

    @Test func `uv.lock tells the subject, its extras and its groups`() throws {
        let text = """
            version = 1
            [manifest]
            members = ["app", "member"]
            [[package]]
            name = "app"
            version = "0.1.0"
            source = { virtual = "." }
            dependencies = [{ name = "a" }, { name = "member" }]
            [package.optional-dependencies]
            cli = [{ name = "c" }]
            [package.dev-dependencies]
            test = [{ name = "t", version = "2" }]
            [[package]]
            name = "a"
            version = "1"
            source = { registry = "https://pypi.org/simple" }
            dependencies = [{ name = "c" }]
            sdist = { url = "https://x/a.tar.gz", hash = "sha256:ab", size = 1 }
            wheels = [{ url = "https://x/a.whl", hash = "sha256:cd", size = 1 }]
            [[package]]
            name = "c"
            version = "1"
            source = { git = "https://github.com/o/c?rev=main#84748be16341b76e073d117329f7f5f4ee2941ad" }
            [[package]]
            name = "member"
            version = "0.2.0"
            source = { editable = "packages/member" }
            [[package]]
            name = "t"
            version = "1"
            source = { registry = "https://pypi.org/simple" }
            [[package]]
            name = "t"
            version = "2"
            source = { registry = "https://pypi.org/simple" }
            """
        let inventory = try LanguageReading.read(UVLock.reader, text)
        #expect(
            LanguageReading.lines(inventory) == [
                "a@1 runtime direct :13",
                "c@1 runtime+optional direct https://github.com/o/c#84748be1 :20",
                "member@0.2.0 runtime direct path:packages/member :24",
                "t@1 runtime :28", "t@2 test direct :32",
            ])
        #expect(inventory.subject == "app")
        #expect(inventory.components[0].hashes.map(\.value) == ["cd", "ab"])
    }

    @Test func `pylock.toml tells groups and extras by markers`() throws {
        let text = """
            lock-version = "1.0"
            [[packages]]
            name = "self"
            directory = { path = ".", editable = true }
            [[packages]]
            name = "a"
            version = "1"
            dependencies = [{ name = "b" }]
            wheels = [{ url = "https://x/a.whl", hashes = { sha256 = "AB" } }]
            [[packages]]
            name = "b"
            version = "1"
            marker = "'dev' in dependency_groups or 'cli' in extras"
            [[packages]]
            name = "c"
            marker = "'dev' in dependency_groups or python_version < '3'"
            vcs = { type = "git", url = "https://github.com/o/c", commit-id = "735093f03c4d8be70bfaaae44074ac92d7419b6d" }
            """
        let inventory = try LanguageReading.read(PyLock.reader, text, path: "pylock.toml")
        #expect(
            LanguageReading.lines(inventory) == [
                "a@1 runtime :5", "b@1 development+optional :10",
                "c@- runtime+development https://github.com/o/c#735093f0 :14",
            ])
        #expect(LanguageReading.edges(inventory) == ["a > b"])
        #expect(inventory.subject == "self")
        #expect(inventory.components[0].hashes == [Digest(algorithm: "sha256", value: "ab")])
    }

    @Test(arguments: [
        (PoetryLock.reader.format, ""), (PDMLock.reader.format, "x = 1"), (UVLock.reader.format, ""),
        (PyLock.reader.format, "[[packages]]\nname = 'a'"), (PipfileLock.reader.format, "{}"),
        (PipfileLock.reader.format, ""), (UVLock.reader.format, "this is no TOML"),
    ])
    func `what is no lockfile is refused`(format: String, text: String) throws {
        let reader = try #require(LanguageFormats.all.first { $0.format == format })
        #expect(LanguageReading.refusal(reader, text) != nil)
    }
}
