// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import Pipelines

/// What scripts bring in, by rules of ours, and the tools they use.
@Suite struct ScriptTests {
    private func facts(_ text: String, path: String = "a.sh") throws -> PipelineFileFacts {
        try #require(PipelineFiles.facts(path: path, bytes: Array(text.utf8)))
    }

    private func pin(_ pin: PipelineDependency.Pin) -> String {
        switch pin {
        case .pinned: "pinned"
        case .unpinned: "unpinned"
        case .verified: "verified"
        case .unknown(let name): "unknown(\(name))"
        }
    }

    /// `line kind pin version`, one a dependency.
    private func found(_ text: String, path: String = "a.sh") throws -> [String] {
        try facts(text, path: path).dependencies.map { dependency in
            "\(dependency.location.line) \(dependency.kind) \(pin(dependency.pin))"
                + (dependency.version.map { " \($0)" } ?? "")
        }
    }

    @Test(arguments: [
        ("cargo install ripgrep", "cargoCommand unpinned"),
        ("cargo install ripgrep --version 14.1.0", "cargoCommand unpinned 14.1.0"),
        ("cargo install --locked ripgrep@14.1.0", "cargoCommand pinned 14.1.0"),
        ("cargo install --locked ripgrep --version ^14", "cargoCommand unpinned ^14"),
        (
            "cargo install --locked --git https://x/y --rev 5b142a1e445a6f060d6430b661408989e9580b85",
            "cargoCommand pinned 5b142a1e445a6f060d6430b661408989e9580b85"
        ),
        ("cargo install --git https://x/y", "cargoCommand unpinned"),
        ("cargo install --locked a@1.0.0 b", "cargoCommand unpinned"),
        ("cargo install --locked a@1.0.0 b@2.0.0", "cargoCommand pinned 1.0.0"),
        ("cargo install --locked --root ./bin a@1.0.0", "cargoCommand pinned 1.0.0"),
        ("cargo install --locked a@1.0.0 b@$V", "cargoCommand unknown(V) $V"),
        ("gem install --ignore-dependencies a:1.0 b", "gemCommand unpinned"),
        ("gem install --ignore-dependencies -i x a:1.0", "gemCommand pinned 1.0"),
        ("go install x.y/z@v1.2.3 x.y/w@latest", "goCommand unpinned latest"),
        ("cargo +nightly install x --locked --version $V", "cargoCommand unknown(V) $V"),
        ("gem install rake", "gemCommand unpinned"), ("sudo gem install rake -v 13.0", "gemCommand unpinned 13.0"),
        ("brew install x", "brewCommand unpinned"), ("brew tap a/b", "brewCommand unpinned"),
        ("pnpm install --frozen-lockfile", "pnpmCommand pinned"), ("pnpm add x", "pnpmCommand unpinned"),
        ("yarn", "yarnCommand unpinned"), ("yarn install --immutable", "yarnCommand pinned"),
        ("yarn global add x", "yarnCommand unpinned"),
        ("uv sync --locked", "uvCommand pinned"), ("uv sync", "uvCommand unpinned"),
        ("uv pip install -r r.txt", "uvCommand unpinned"),
        ("uv pip install --require-hashes -r r.txt", "uvCommand pinned"),
        ("uvx ruff@0.4.1", "uvCommand unpinned 0.4.1"),
        ("composer install", "composerCommand pinned"), ("composer require a/b", "composerCommand unpinned"),
        ("docker run --rm -it alpine:3.19 sh", "dockerRun unpinned 3.19"),
        ("docker run -v $PWD:/x -p 80:80 --name n localhost:5000/alpine", "dockerRun unpinned"),
        (
            "docker pull a@sha256:45b23dee08af5e43a7fea6c4cf9c25ccf269ee113168c19722f87876677c5cb2",
            "dockerRun pinned sha256:45b23dee08af5e43a7fea6c4cf9c25ccf269ee113168c19722f87876677c5cb2"
        ),
        ("podman run \"$IMAGE\"", "dockerRun unknown(IMAGE)"), ("docker run $IMAGE:main", "dockerRun unpinned main"),
        ("git clone https://x/y", "gitClone unpinned"), ("git clone -b v1 https://x/y", "gitClone unpinned v1"),
        ("git clone --branch openssl-$V https://x/y", "gitClone unpinned openssl-$V"),
        ("git clone --revision $C https://x/y", "gitClone unknown(C) $C"),
        ("go install x.y/z@$V", "goCommand unknown(V) $V"), ("go run x.y/z@latest", "goCommand unpinned latest"),
        ("npx prettier@3.0.0", "npmCommand unpinned 3.0.0"), ("pip --quiet install x", "pipCommand unpinned"),
        ("env A=b timeout 5 pip install x", "pipCommand unpinned"),
    ])
    func `commands bring in what they name`(_ command: String, _ expected: String) throws {
        #expect(try found(command) == ["1 " + expected])
    }

    @Test(arguments: [
        "cargo install --path .", "cargo build", "cargo install --list", "gem build x", "brew list", "npx eslint",
        "yarn build", "yarn --version", "pnpm test", "docker build -t x . && docker run x", "docker ps",
        "git clone ../x", "git clone file:///x", "echo cargo install x", "uv run pytest", "composer dump-autoload",
        "go run ./cmd", "# pip install x",
    ])
    func `other commands bring nothing in`(_ command: String) throws {
        #expect(try found(command) == [])
    }

    @Test func `a commit that is checked out fixes the clone`() throws {
        let hash = "5b142a1e445a6f060d6430b661408989e9580b85"
        #expect(
            try found("git clone https://x/y.git\ngit -C y checkout \(hash)\n") == ["1 gitClone pinned \(hash)"])
        #expect(try found("git clone https://x/y.git\ncd y && git checkout main\n") == ["1 gitClone unpinned"])
        #expect(
            try found("git clone https://x/y.git\ngit -C y checkout \"$C\"\n") == ["1 gitClone unknown(C) $C"])
        #expect(try found("git clone https://x/y.git\ngit checkout -b \"$B\"\n") == ["1 gitClone unpinned"])
    }

    @Test(arguments: [
        ("./a/b.sh -x", ["a/b.sh"]), ("bash -eux a.sh; sh a.sh", ["a.sh"]), ("sh -o pipefail ./a", ["a"]),
        (". a.sh", ["a.sh"]), ("sudo -E timeout 5 ./a.sh", ["a.sh"]), ("bash -c 'a/b.sh'", ["a/b.sh"]),
        ("cd b && ./c.sh; cd ..; ./d.sh", ["b/c.sh", "d.sh"]), ("cd \"$X\" && ./c.sh", []), ("cd ../a; ./b.sh", []),
        ("a.sh", []), ("/usr/bin/a", []), ("../a.sh", []), ("./$X.sh", []), ("bash -s a.sh < b", []),
        ("bash -c a.sh", []),
    ])
    func `scripts of the repository that are run are named from its root`(_ text: String, _ scripts: [String]) throws {
        #expect(try facts(text).scripts == scripts)
    }

    // MARK: Downloads

    @Test(arguments: [
        ("curl -fsSL https://x/i.sh | sh", "unpinned"), ("curl https://x/i.sh | sudo -E bash -s -- -y", "unpinned"),
        ("curl https://x/i.sh | bash -e", "unpinned"), ("curl https://x/i.sh | tee log | bash", "unpinned"),
        ("wget -qO- https://x/i.sh | python3 -", "unpinned"),
        ("bash -c \"$(curl -fsSL https://x/i.sh)\"", "unpinned"), ("eval \"$(curl https://x/i.sh)\"", "unpinned"),
        ("source <(curl -s https://x/i.sh)", "unpinned"), (". <(wget -qO- https://x/i.sh)", "unpinned"),
        ("curl -o /tmp/i https://x/i\nsh /tmp/i", "unpinned"),
        ("curl -fsSLo i https://x/i\nchmod +x i\n./i", "unpinned"),
        ("curl -LO https://x/i.sh?a=b\nbash ./i.sh", "unpinned"),
        ("wget https://x/i.deb\nsudo dpkg -i i.deb", "unpinned"),
        (
            "curl -sSf https://raw.githubusercontent.com/a/b/5b142a1e445a6f060d6430b661408989e9580b85/i.sh | sh",
            "pinned"
        ),
        ("curl -o i https://x/i\necho \"$SHA  i\" | sha256sum -c -\nsh i", "verified"),
        ("curl -o i https://x/i\necho \"abc  i\" | shasum -a 256 --check\nchmod +x i", "verified"),
        ("curl -o i https://x/i\nsha256sum -c <<< \"abc i\"\nsh i", "verified"),
        ("curl -o i https://x/i\nsha256sum -c SUMS\nsh i", "verified"),
        ("curl -o i https://x/i\nsha256sum -c <<EOF\nabc  i\nEOF\nsh i", "verified"),
        ("curl -o i https://x/i\n[ \"$(sha256sum i | cut -d' ' -f1)\" = abc ] || exit 1\nsh i", "verified"),
        ("curl -o i https://x/i\ngpg --verify i.asc i && sh i", "verified"),
        ("wget https://x/i\ncosign verify-blob --bundle b i\nsh i", "verified"),
        ("curl -o i https://x/i\nif [[ $(sha256sum i) != abc* ]]; then exit 1; fi\nsh i", "verified"),
        ("curl -o i https://x/i\nsum=$(sha256sum i | cut -c 1-64)\n[ \"${sum%% *}\" = abc ]\nsh i", "verified"),
        ("curl -o i https://x/i\nexport S=`sha256sum < i`\ntest \"$S\" = abc\nsh i", "verified"),
        ("curl -o i https://x/i\nif sha256sum i | grep -q abc; then sh i; fi", "verified"),
        ("curl -o i https://x/i\ncat i | sha256sum | awk '{print $1}' | cmp - s\nsh i", "verified"),
        ("curl -o i https://x/i\necho \"$(sha256sum i)\" | diff - s\nsh i", "verified"),
        ("curl -o i https://x/i\ndiff <(sha256sum i) s\nsh i", "verified"),
        ("curl -o i https://x/i\ncat SHA256SUMS | sha256sum -c\nsh i", "verified"),
        ("curl -o i https://x/i\nfor f in *; do gpg --verify \"$f.asc\" \"$f\"; done\nsh i", "verified"),
        ("curl -o i https://x/i\necho \"$SUM  $FILE\" | sha256sum -c\nsh i", "verified"),
        // Of other files.
        ("curl -o i https://x/i\ngpg --verify other.sig other\nsh i", "unpinned"),
        ("curl -o i https://x/i\nsha256sum -c other.sha256\nsh i", "unpinned"),
        ("curl -o i https://x/i\necho \"abc  other\" | sha256sum -c\nsh i", "unpinned"),
        ("curl -o i https://x/i\n[ \"$(sha256sum other)\" = abc ]\nsh i", "unpinned"),
        ("curl -o i https://x/i\nsha256sum i\nsha256sum other | grep -q abc\nsh i", "unpinned"),
        // Too late.
        ("curl -o i https://x/i\nsh i\nsha256sum -c SUMS", "unpinned"),
        // Of another file.
        ("curl -o i https://x/i\ncurl -o j https://x/j\necho \"abc  j\" | sha256sum -c\nsh i", "unpinned"),
        // Nothing is compared.
        ("curl -o i https://x/i\nsha256sum i\nsh i", "unpinned"),
        ("curl -o i https://x/i\nif true; then sha256sum i; fi\nsh i", "unpinned"),
        ("curl -o i https://x/i\nf() { sha256sum i; }\nsh i", "unpinned"),
        ("curl -o i https://x/i\necho \"$(sha256sum i)\"\nsh i", "unpinned"),
        ("curl -o i https://x/i\nsum=$(sha256sum i)\n[ -n \"$sum\" ] && [[ -n $sum ]] && sh i", "unpinned"),
        ("curl -o i https://x/i\nsum=$(sha256sum i)\nsum=x\n[ $sum = x ]\nsh i", "unpinned"),
    ])
    func `downloads that are run`(_ script: String, _ expected: String) throws {
        let dependencies = try facts(script).dependencies
        #expect(dependencies.map(\.kind) == [.downloadThenRun])
        #expect(dependencies.map { pin($0.pin) } == [expected])
    }

    @Test(arguments: [
        "curl https://x/y.json | jq .", "curl https://x | python3 -m json.tool",
        "curl https://x | python3 -c 'import sys'",
        "curl -o y https://x/y\ntar xf y", "curl https://x/y > y\ncat y", "V=$(curl https://x/version)\necho $V",
        "curl -o d.json https://x/d\npython3 tool.py", "curl -o d https://x/d\nperl -pi -e s/a/b/ d",
        "curl https://x | grep sh", "curl -o y https://x/y\nchmod 644 y",
    ])
    func `downloads that are data`(_ script: String) throws {
        // Where Scorecard counts an interpreter for running it, ours says that nothing of it is run.
        let runs = try facts(script).dependencies.filter { $0.kind == .downloadThenRun }
        #expect(runs.allSatisfy { $0.pin == .pinned && $0.compatiblePin == false && $0.note != nil })
    }

    @Test func `steps of a job share a disk and jobs do not`() throws {
        let text = """
            on: push
            jobs:
              a:
                runs-on: ubuntu-latest
                steps:
                  - run: curl -o i https://x/i
                  - run: sh i
              b:
                runs-on: ubuntu-latest
                steps:
                  - run: sh i
            """
        #expect(try found(text, path: ".github/workflows/a.yml") == ["7 downloadThenRun unpinned"])
    }

    @Test func `Scorecard's count stands beside ours`() throws {
        let script = "curl -o i https://x/i > i\necho \"abc  i\" | sha256sum -c\nsh i\ncargo install x\n"
        let dependencies = try facts(script).dependencies
        #expect(dependencies.map { pin($0.pin) } == ["verified", "unpinned"])
        #expect(dependencies.map(\.compatiblePin) == [false, nil])
        #expect(dependencies[0].note == "Held against a checksum by sha256sum.")
        // A fixture counts for us alone.
        let fixture = try facts(script, path: "x/testdata/a.sh")
        #expect(fixture.isTestData)
        #expect(fixture.dependencies.map(\.compatiblePin) == [nil, nil])
    }

    @Test func `expressions of workflows keep their places`() throws {
        let text = """
            on: push
            jobs:
              a:
                runs-on: ubuntu-latest
                steps:
                  - run: |
                      docker run ${{ matrix.image }} x
                      bash -c "pip install ${{
                        matrix.x }} y"
                      go install x.y/z@${{ env.V }}
                  - shell: pwsh
                    run: |
                      docker run -v ${{ github.workspace }}:C:\\x img:1
                      npm install
            """
        #expect(
            try found(text, path: ".github/workflows/a.yml") == [
                "7 dockerRun unknown(matrix.image)", "8 pipCommand unpinned",
                "10 goCommand unknown(env.V) ${{ env.V }}", "13 dockerRun unpinned 1", "14 npmCommand unpinned",
            ])
    }

    @Test func `scripts that cannot be read are problems on their lines`() throws {
        let facts = try facts("a\nb\nif x\n")
        #expect(facts.problems.map(\.isWhole) == [false])
        #expect(facts.problems[0].message.hasPrefix("The script cannot be read: "))
        #expect((3...4).contains(facts.problems[0].location.line))
    }

    // MARK: Tools

    @Test(arguments: [
        ("make -j4 check", "testing make check"), ("make unit-test", "testing make unit-test"),
        ("make e2e-pat", "testing make e2e-pat"), ("go test ./...", "testing go test"),
        ("${{ env.CARGO }} test", "testing cargo test"), ("$PYTHON -m pytest", "testing pytest"),
        ("poetry run pytest -q", "testing pytest"), ("npx eslint .", "staticAnalysis eslint"),
        ("uv run --group dev mypy", "staticAnalysis mypy"), ("./gradlew check", "testing gradle check"),
        ("cargo clippy", "staticAnalysis cargo clippy"), ("cargo fuzz run x", "fuzzing cargo fuzz"),
        ("gpg --batch --detach-sign x", "signing gpg --detach-sign"),
        ("cosign sign-blob x", "signing cosign sign-blob"),
        ("syft . -o cyclonedx-json", "sbom syft"), ("gitleaks detect", "secretScanning gitleaks"),
        ("gh release create v1", "release gh release create"), ("twine upload dist/*", "publishing twine"),
        ("swift test", "testing swift test"), ("ctest --test-dir b", "testing ctest"),
        ("minisign -Sm x", "signing minisign -Sm"), ("codesign --sign A x.app", "signing codesign --sign"),
        ("jarsigner x.jar a", "signing jarsigner"), ("python3 -m sigstore sign x", "signing sigstore sign"),
    ])
    func `tools are known by their commands`(_ command: String, _ expected: String) throws {
        let text = "on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n      - run: \(command)\n"
        let tools = try facts(text, path: ".github/workflows/a.yml").tools
        #expect(tools.map { "\($0.purpose) \($0.name)" } == [expected])
        #expect(tools.map(\.location.line) == [6])
    }

    @Test(arguments: [
        "shellcheck --version", "command -v pytest", "make -C tests", "mvn -DskipTests install", "cargo test --no-run",
        "gh release view", "pre-commit install", "echo pytest", "./gradlew build -x test", "cosign verify x",
        "gh attestation verify x -R a/b", "slsa-verifier verify-artifact x", "minisign -Vm x", "codesign --verify x",
        "codesign -dv x", "notation verify x", "jarsigner -verify x.jar", "signtool verify x", "rpmsign --delsign x",
        "osslsigncode verify x", "sigstore verify identity x", "witness verify",
    ])
    func `naming a tool is not using it`(_ command: String) throws {
        #expect(try facts(command + "\n").tools == [])
    }

    @Test func `an action that installs a tool uses nothing`() throws {
        let text = "on: push\njobs: {a: {runs-on: a, steps: [{uses: sigstore/cosign-installer@v3}]}}\n"
        #expect(try facts(text, path: ".github/workflows/a.yml").tools == [])
    }

    @Test(arguments: [
        ("id-token: write", "repository-url: https://test.example/", true),
        ("id-token: write", "attestations: false", false), ("id-token: write", "password: ${{ secrets.A }}", false),
        ("contents: write", "attestations: true", false),
    ])
    func `the action of PyPI attests what it publishes with an identity`(
        _ permission: String, _ input: String, _ attests: Bool
    ) throws {
        let text = """
            on: push
            jobs:
              a:
                runs-on: ubuntu-latest
                permissions:
                  \(permission)
                steps:
                  - uses: pypa/gh-action-pypi-publish@release/v1
                    with:
                      \(input)
            """
        let tools = try facts(text, path: ".github/workflows/a.yml").tools
        #expect(tools.map(\.purpose) == (attests ? [.publishing, .provenance] : [.publishing]))
        #expect(tools.allSatisfy { $0.location.line == 8 })
    }

    @Test func `a step for Windows alone is no shell script`() throws {
        func problems(_ condition: String) throws -> [String] {
            let text = """
                on: push
                jobs:
                  a:
                    runs-on: ${{ matrix.config.runner }}
                    steps:
                      - if: ${{ \(condition) }}
                        run: |
                          if (-not $x) {
                            choco install y
                          }
                """
            return try facts(text, path: ".github/workflows/a.yml").problems.map(\.message)
        }
        #expect(try problems("matrix.config.platform == 'Windows'") == [])
        #expect(try problems("matrix.config.platform != 'Windows'").count == 1)
        #expect(try problems("matrix.config.platform == 'Linux'").count == 1)
    }

    @Test func `sanitizers are found wherever they are switched on`() throws {
        #expect(try facts("CFLAGS=-fsanitize=address ./configure\n").tools.map(\.purpose) == [.sanitizer])
        #expect(try facts("cc -O1 -fsanitize=undefined a.c\n").tools.map(\.purpose) == [.sanitizer])
        let text = "on: push\nenv:\n  CFLAGS: -fsanitize=address\njobs: {}\n"
        #expect(try facts(text, path: ".github/workflows/a.yml").tools.map(\.location.line) == [3])
    }
}
