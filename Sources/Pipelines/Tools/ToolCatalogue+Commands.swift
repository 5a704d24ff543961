// SPDX-License-Identifier: Apache-2.0

extension ToolCatalogue {
    /// Programs that are for one thing, by base name in lower case.
    static let programs: [String: Purpose] = [
        "codeql": .codeQL, "semgrep": .staticAnalysis, "opengrep": .staticAnalysis, "bandit": .staticAnalysis,
        "gosec": .staticAnalysis, "staticcheck": .staticAnalysis, "golangci-lint": .staticAnalysis,
        "govulncheck": .staticAnalysis, "cargo-audit": .staticAnalysis, "cargo-deny": .staticAnalysis,
        "cargo-clippy": .staticAnalysis, "clang-tidy": .staticAnalysis, "run-clang-tidy": .staticAnalysis,
        "clang-tidy-diff": .staticAnalysis, "scan-build": .staticAnalysis, "cppcheck": .staticAnalysis,
        "flawfinder": .staticAnalysis, "cov-build": .staticAnalysis, "cov-analyze": .staticAnalysis,
        "infer": .staticAnalysis, "pvs-studio-analyzer": .staticAnalysis, "sonar-scanner": .staticAnalysis,
        "swiftlint": .staticAnalysis, "periphery": .staticAnalysis, "eslint": .staticAnalysis,
        "oxlint": .staticAnalysis, "biome": .staticAnalysis, "zizmor": .staticAnalysis, "actionlint": .staticAnalysis,
        "shellcheck": .staticAnalysis, "hadolint": .staticAnalysis, "trivy": .staticAnalysis, "grype": .staticAnalysis,
        "snyk": .staticAnalysis, "pyre": .staticAnalysis, "pysa": .staticAnalysis, "qodana": .staticAnalysis,
        "mypy": .staticAnalysis, "pyright": .staticAnalysis, "pylint": .staticAnalysis, "flake8": .staticAnalysis,
        "ruff": .staticAnalysis, "pip-audit": .staticAnalysis, "brakeman": .staticAnalysis, "rubocop": .staticAnalysis,
        "bundler-audit": .staticAnalysis, "phpstan": .staticAnalysis, "psalm": .staticAnalysis,
        "osv-scanner": .staticAnalysis, "checkov": .staticAnalysis, "spotbugs": .staticAnalysis,
        "hlint": .staticAnalysis, "ktlint": .staticAnalysis, "detekt": .staticAnalysis, "smatch": .staticAnalysis,
        "sparse": .staticAnalysis, "checksrc.pl": .staticAnalysis,
        "afl-fuzz": .fuzzing, "honggfuzz": .fuzzing, "cargo-fuzz": .fuzzing, "jazzer": .fuzzing, "atheris": .fuzzing,
        "pytest": .testing, "py.test": .testing, "tox": .testing, "nox": .testing, "ctest": .testing, "jest": .testing,
        "mocha": .testing, "vitest": .testing, "ava": .testing, "tap": .testing, "karma": .testing,
        "phpunit": .testing, "rspec": .testing, "prove": .testing, "nose2": .testing, "nose": .testing,
        "nosetests": .testing, "gotestsum": .testing,
        "runtests.pl": .testing, "bats": .testing, "ginkgo": .testing, "pest": .testing, "xctest": .testing,
        "minisign": .signing, "codesign": .signing, "signtool": .signing, "jarsigner": .signing,
        "osslsigncode": .signing, "notation": .signing, "sigstore": .signing, "rpmsign": .signing, "debsign": .signing,
        "in-toto-run": .provenance, "slsa-verifier": .provenance, "witness": .provenance,
        "syft": .sbom, "cyclonedx-py": .sbom, "cyclonedx-npm": .sbom, "cyclonedx-gomod": .sbom, "cdxgen": .sbom,
        "sbom-tool": .sbom, "cargo-cyclonedx": .sbom, "cargo-sbom": .sbom, "tern": .sbom, "bom": .sbom,
        "gitleaks": .secretScanning, "trufflehog": .secretScanning, "detect-secrets": .secretScanning,
        "ggshield": .secretScanning,
        "black": .formatting, "gofmt": .formatting, "gofumpt": .formatting, "clang-format": .formatting,
        "rustfmt": .formatting, "prettier": .formatting, "isort": .formatting, "swiftformat": .formatting,
        "swift-format": .formatting, "shfmt": .formatting, "yapf": .formatting,
        "codecov": .coverage, "gcov": .coverage, "lcov": .coverage, "gcovr": .coverage, "nyc": .coverage,
        "coveralls": .coverage, "cargo-tarpaulin": .coverage, "cargo-llvm-cov": .coverage, "llvm-cov": .coverage,
        "valgrind": .sanitizer,
        "scorecard": .scorecard,
        "twine": .publishing, "goreleaser": .release, "semantic-release": .release, "release-please": .release,
    ]

    /// Programs with many commands.
    static let rules: [String: [Rule]] = [
        "make": [
            Rule(.testing, "test*", "check*", "unittest*"), Rule(.fuzzing, "fuzz*"), Rule(.coverage, "coverage"),
            Rule(.staticAnalysis, "lint"),
        ],
        "gmake": [Rule(.testing, "test", "tests", "check")],
        "ninja": [Rule(.testing, "test", "check")],
        "just": [Rule(.testing, "test", "check")], "task": [Rule(.testing, "test")],
        "rake": [Rule(.testing, "test", "spec")],
        "cmake": [Rule(.testing, "test", "check", also: ["--target"])],
        "meson": [Rule(.testing, "test", isFirst: true)],
        "bazel": [Rule(.testing, "test", isFirst: true), Rule(.coverage, "coverage", isFirst: true)],
        "bazelisk": [Rule(.testing, "test", isFirst: true)], "buck2": [Rule(.testing, "test", isFirst: true)],
        "go": [
            Rule(.testing, "test", isFirst: true), Rule(.fuzzing, "test", also: ["-fuzz"], isFirst: true),
            Rule(.staticAnalysis, "vet", isFirst: true), Rule(.sanitizer, "test", also: ["-race"], isFirst: true),
            Rule(.coverage, "test", also: ["-coverprofile"], isFirst: true),
            Rule(.coverage, "test", also: ["-cover"], isFirst: true),
        ],
        "cargo": [
            Rule(.testing, "test", "nextest", "t"), Rule(.fuzzing, "fuzz", "afl", "hfuzz"),
            Rule(.staticAnalysis, "clippy"), Rule(.staticAnalysis, "audit"), Rule(.staticAnalysis, "deny"),
            Rule(.staticAnalysis, "vet"), Rule(.sanitizer, "miri"), Rule(.coverage, "llvm-cov", "tarpaulin"),
            Rule(.formatting, "fmt"), Rule(.publishing, "publish"), Rule(.sbom, "cyclonedx", "sbom"),
            Rule(.staticAnalysis, "geiger"),
        ],
        "swift": [
            Rule(.testing, "test", isFirst: true), Rule(.formatting, "format", isFirst: true),
            Rule(.coverage, "test", also: ["--enable-code-coverage"], isFirst: true),
        ],
        "xcodebuild": [Rule(.testing, "test"), Rule(.staticAnalysis, "analyze")],
        "npm": [
            Rule(.testing, "test", "t", "tst", "run-tests"), Rule(.testing, "test:ci", "test-ci", "test:unit", "unit"),
            Rule(.staticAnalysis, "lint", also: []), Rule(.staticAnalysis, "audit", isFirst: true),
            Rule(.publishing, "publish", isFirst: true),
            Rule(.provenance, "publish", also: ["--provenance"], isFirst: true),
            Rule(.sbom, "sbom", isFirst: true), Rule(.coverage, "coverage", "test:coverage", "test-cov"),
        ],
        "pnpm": [
            Rule(.testing, "test", "t"), Rule(.staticAnalysis, "lint"), Rule(.staticAnalysis, "audit", isFirst: true),
            Rule(.publishing, "publish"),
        ],
        "yarn": [
            Rule(.testing, "test"), Rule(.staticAnalysis, "lint"), Rule(.staticAnalysis, "audit"),
            Rule(.publishing, "publish"),
        ],
        "bun": [Rule(.testing, "test", isFirst: true)],
        "deno": [
            Rule(.testing, "test", isFirst: true), Rule(.staticAnalysis, "lint", isFirst: true),
            Rule(.publishing, "publish", isFirst: true),
        ],
        "mvn": [
            Rule(.testing, "test", "verify", "install", "package"), Rule(.publishing, "deploy"),
            Rule(.staticAnalysis, "spotbugs:check", "sonar:sonar", "checkstyle:check", "pmd:check"),
            Rule(.release, "release:prepare", "release:perform"),
            Rule(.staticAnalysis, "dependency-check:check", "org.owasp:dependency-check-maven:check"),
        ],
        "gradle": [
            Rule(.testing, "test", "check", "build"),
            Rule(.publishing, "publish", "publishToMavenCentral", "publishPlugins"),
            Rule(.staticAnalysis, "spotbugsMain", "sonar", "sonarqube", "detekt", "dependencyCheckAnalyze"),
        ],
        "sbt": [Rule(.testing, "test", "+test", "testAll"), Rule(.publishing, "ci-release", "publishSigned")],
        "dotnet": [Rule(.testing, "test", isFirst: true), Rule(.formatting, "format", isFirst: true)],
        "nuget": [Rule(.publishing, "push", isFirst: true)],
        "mix": [
            Rule(.testing, "test", isFirst: true), Rule(.publishing, "hex.publish", isFirst: true),
            Rule(.staticAnalysis, "credo", isFirst: true), Rule(.staticAnalysis, "dialyzer", isFirst: true),
            Rule(.staticAnalysis, "sobelow", isFirst: true),
        ],
        "rebar3": [Rule(.testing, "eunit", "ct", "proper"), Rule(.staticAnalysis, "dialyzer")],
        "stack": [Rule(.testing, "test", isFirst: true)], "cabal": [Rule(.testing, "test", "v2-test", isFirst: true)],
        "composer": [Rule(.testing, "test"), Rule(.staticAnalysis, "audit", isFirst: true)],
        "gem": [Rule(.publishing, "push", isFirst: true)],
        "docker": [Rule(.publishing, "push"), Rule(.publishing, "--push")],
        "podman": [Rule(.publishing, "push", isFirst: true)], "skopeo": [Rule(.publishing, "copy", isFirst: true)],
        "poetry": [Rule(.publishing, "publish", isFirst: true)], "flit": [Rule(.publishing, "publish", isFirst: true)],
        "hatch": [
            Rule(.publishing, "publish", isFirst: true), Rule(.testing, "test", isFirst: true),
            Rule(.formatting, "fmt", isFirst: true),
        ],
        "uv": [Rule(.publishing, "publish", isFirst: true)],
        "maturin": [Rule(.publishing, "publish", "upload", isFirst: true)],
        "helm": [Rule(.publishing, "push", isFirst: true)], "vsce": [Rule(.publishing, "publish", isFirst: true)],
        "gh": [Rule(.release, "create", "upload", also: ["release"]), Rule(.provenance, "attestation", isFirst: true)],
        "cosign": [
            Rule(.signing, "sign", "sign-blob", isFirst: true),
            Rule(.provenance, "attest", "attest-blob", isFirst: true),
        ],
        "gpg": [
            Rule(
                .signing, "--sign", "--detach-sign", "--detach-sig", "--clearsign", "--clear-sign", "-s", "-b", "-sb",
                "-ab", "-bsa", "-sba")
        ],
        "gpg2": [Rule(.signing, "--sign", "--detach-sign", "--clearsign", "-b", "-ab")],
        "openssl": [Rule(.signing, "-sign", also: [])],
        "python": [Rule(.testing, "unittest"), Rule(.testing, "runtests.py", "test")],
        "python3": [Rule(.testing, "unittest"), Rule(.testing, "runtests.py", "test")],
        "coverage": [Rule(.testing, "run", isFirst: true), Rule(.coverage)],
        "perl": [Rule(.testing, "runtests.pl", "./runtests.pl", "./Build")],
        "pytest": [Rule(.coverage, "--cov"), Rule(.coverage, also: ["--cov"])],
        "ko": [Rule(.publishing, "build", "publish", "resolve", isFirst: true)],
        "ossf-scorecard": [Rule(.scorecard)], "pre-commit": [Rule(.formatting, "run", isFirst: true)],
    ]

    /// Programs that run one of the tools, and the words of which one has to stand before it; empty for none.
    static let runners: [String: Set<String>] = [
        "npx": [], "pnpx": [], "bunx": [], "uvx": [], "pnpm": ["exec", "dlx"], "yarn": ["exec", "dlx", "run"],
        "npm": ["exec", "x"], "python": ["-m"], "python3": ["-m"], "poetry": ["run"], "pipenv": ["run"],
        "uv": ["run"], "hatch": ["run"], "pdm": ["run"], "pipx": ["run"], "bundle": ["exec"], "mise": ["exec", "x"],
        "coverage": ["-m"], "valgrind": [], "xargs": [], "kcov": [], "catchsegv": [], "tox-uv": [], "rye": ["run"],
    ]
}
