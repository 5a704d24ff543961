// SPDX-License-Identifier: Apache-2.0

/// What the path of a file says about the credentials in it.
struct SecretPath: Sendable {
    /// Tests, fixtures, examples, documentation, vendored code: a credential there is more often made up.
    let isRehearsal: Bool
    /// Settings, where values stand without quotes.
    let isSettings: Bool
    /// Lockfiles, minified and generated files: full of random text that is nothing.
    let isNoise: Bool
    /// The last component in small letters.
    let name: String

    private static let rehearsalWords: Set<String> = [
        "test", "tests", "testing", "testdata", "spec", "specs", "fixture", "fixtures", "mock", "mocks", "example",
        "examples", "sample", "samples", "demo", "demos", "doc", "docs", "documentation", "vendor", "node_modules",
        "third_party", "__tests__", "e2e", "integration", "snapshots", "benchmark", "benchmarks", "tutorial",
        "tutorials",
        "changelog", "readme", "contributing", "template", "templates", "dist", "stub", "stubs", "man", "wiki",
    ]
    private static let documentExtensions: Set<String> = [
        "md", "rst", "adoc", "asciidoc", "txt", "markdown", "html", "htm", "mdx", "tex", "pod", "d", "3", "1",
        "example",
        "sample", "template", "tmpl", "dist", "ipynb", "svg", "po",
    ]
    private static let settingsExtensions: Set<String> = [
        "env", "ini", "cfg", "conf", "config", "properties", "yaml", "yml", "toml", "tfvars", "sh", "bash", "zsh",
        "npmrc",
        "pypirc", "netrc", "service", "envrc", "dockerfile", "editorconfig", "cnf", "local", "production",
        "development",
    ]
    private static let noiseNames: Set<String> = [
        "package-lock.json", "npm-shrinkwrap.json", "yarn.lock", "pnpm-lock.yaml", "cargo.lock", "go.sum",
        "poetry.lock",
        "pipfile.lock", "gemfile.lock", "composer.lock", "uv.lock", "bun.lock", "flake.lock", "mix.lock",
        "pubspec.lock",
        "package.resolved", "podfile.lock", "gradle.lockfile", "deno.lock", "packages.lock.json",
        "verification-metadata.xml",
    ]

    init(_ path: String) {
        let parts = path.lowercased().split(separator: "/", omittingEmptySubsequences: true).map(String.init)
        let name = parts.last ?? ""
        self.name = name
        let pieces = name.split(whereSeparator: { $0 == "." || $0 == "_" || $0 == "-" }).map(String.init)
        let ending = name.split(separator: ".").last.map(String.init) ?? ""
        isNoise =
            SecretPath.noiseNames.contains(name) || name.hasSuffix(".min.js") || name.hasSuffix(".min.css")
            || name.hasSuffix(".map") || name.hasSuffix(".lock") || name.hasSuffix(".sum") || name.hasSuffix(".snap")
            || name.hasSuffix(".pbxproj")
        isSettings =
            SecretPath.settingsExtensions.contains(ending) || name.hasPrefix(".env") || name.hasPrefix("dockerfile")
            || name.hasPrefix(".") && !name.dropFirst().contains(".")
        isRehearsal =
            parts.dropLast().contains { SecretPath.isRehearsal(folder: $0) }
            || pieces.contains { SecretPath.rehearsalWords.contains($0) }
            || SecretPath.documentExtensions.contains(ending) || pieces.first.map(SecretPath.endsInTest) ?? false
    }

    private static func isRehearsal(folder: String) -> Bool {
        rehearsalWords.contains(folder) || endsInTest(folder)
            || folder.split(whereSeparator: { $0 == "-" || $0 == "_" || $0 == "." }).contains {
                rehearsalWords.contains(String($0))
            }
    }

    /// `GadgetTests`, `PerformanceTester`; not `latest` and its like.
    private static func endsInTest(_ word: String) -> Bool {
        guard word.hasSuffix("test") || word.hasSuffix("tests") || word.hasSuffix("tester") || word.hasSuffix("spec")
        else {
            return false
        }
        return !["latest", "greatest", "fastest", "attest", "contest", "protest"].contains { word.hasSuffix($0) }
    }
}
