// SPDX-License-Identifier: Apache-2.0

/// What a path is for, told by its names alone.
struct WatchedPath: OptionSet, Sendable, Hashable {
    let rawValue: UInt8
    init(rawValue: UInt8) { self.rawValue = rawValue }

    /// Below a folder of tests, fixtures or corpora.
    static let test = WatchedPath(rawValue: 1 << 0)
    /// Says how the project is built or installed; those for tests alone are left out.
    static let build = WatchedPath(rawValue: 1 << 1)
    /// States dependencies.
    static let manifest = WatchedPath(rawValue: 1 << 2)
    /// Holds the versions of dependencies.
    static let lock = WatchedPath(rawValue: 1 << 3)
    /// Automation that checks changes.
    static let automation = WatchedPath(rawValue: 1 << 4)
    /// Fuzzing targets and their configuration.
    static let fuzzing = WatchedPath(rawValue: 1 << 5)
    /// Security policy, owners of code, update and analysis settings.
    static let security = WatchedPath(rawValue: 1 << 6)

    static let safeguards: WatchedPath = [.automation, .fuzzing, .security]

    init(_ path: String) {
        self = []
        let parts = path.utf8.split(separator: UInt8(ascii: "/")).suffix(64).map {
            String(decoding: $0.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }, as: UTF8.self)
        }
        guard let name = parts.last else { return }
        let folders = parts.dropLast()
        if folders.contains(where: Self.testFolders.contains) { insert(.test) }
        if folders.contains(where: Self.fuzzFolders.contains) || Self.fuzzFiles.contains(name) { insert(.fuzzing) }
        if Self.manifests.contains(name) || Self.manifestEndings.contains(where: name.hasSuffix)
            || (name.hasPrefix("requirements") && name.hasSuffix(".txt"))
        {
            insert(.manifest)
        }
        if Self.locks.contains(name) { insert(.lock) }
        if Self.isBuild(name, folders), !contains(.test) { insert(.build) }
        if Self.isAutomation(name, folders) { insert(.automation) }
        if Self.securityFiles.contains(name) { insert(.security) }
    }

    private static func isBuild(_ name: String, _ folders: ArraySlice<String>) -> Bool {
        buildFiles.contains(name) || buildEndings.contains(where: name.hasSuffix)
            || name.hasPrefix("makefile.") || name.hasPrefix("cmakelists")
            || (folders.last == "build-aux" && !name.hasPrefix("."))
    }

    private static func isAutomation(_ name: String, _ folders: ArraySlice<String>) -> Bool {
        if automationFiles.contains(name) { return true }
        guard let first = folders.first else { return false }
        return first == ".circleci" || (first == ".github" && folders.dropFirst().first == "workflows")
    }

    private static let testFolders: Set<String> = [
        "__tests__", "corpora", "corpus", "fixture", "fixtures", "spec", "specs", "test", "test-data", "test_data",
        "testcases", "testdata", "testing", "tests", "testsuite", "unittest", "unittests",
    ]
    private static let fuzzFolders: Set<String> = ["fuzz", "fuzzers", "fuzzing", "oss-fuzz", "ossfuzz"]
    private static let fuzzFiles: Set<String> = ["cifuzz.yml", "cifuzz.yaml", "cflite.yml", "cflite_pr.yml"]
    private static let manifests: Set<String> = [
        "build.gradle", "build.gradle.kts", "build.sbt", "cargo.toml", "composer.json", "conanfile.py", "conanfile.txt",
        "gemfile", "go.mod", "mix.exs", "package.json", "package.swift", "pipfile", "pom.xml", "pubspec.yaml",
        "pyproject.toml", "rebar.config", "setup.cfg", "setup.py", "vcpkg.json",
    ]
    private static let manifestEndings = [".csproj", ".gemspec", ".cabal"]
    private static let locks: Set<String> = [
        "cargo.lock", "composer.lock", "gemfile.lock", "go.sum", "mix.lock", "npm-shrinkwrap.json", "package-lock.json",
        "package.resolved", "packages.lock.json", "pipfile.lock", "pnpm-lock.yaml", "poetry.lock", "pubspec.lock",
        "uv.lock", "yarn.lock",
    ]
    private static let buildFiles: Set<String> = [
        "autogen.sh", "binding.gyp", "bootstrap", "bootstrap.sh", "build", "build.bazel", "build.cmd", "build.gradle",
        "build.gradle.kts", "build.ps1", "build.rs", "build.sbt", "build.sh", "build.xml", "build.zig", "buildconf",
        "cargo.toml", "conanfile.py", "configure", "configure.ac", "configure.in", "extconf.rb", "gnumakefile",
        "install.sh",
        "makefile", "meson.build", "meson_options.txt", "module.bazel", "package.json", "package.swift", "pom.xml",
        "pyproject.toml", "rakefile", "sconstruct", "setup.cfg", "setup.py", "workspace", "wscript",
    ]
    private static let buildEndings = [
        ".am", ".bzl", ".cabal", ".cmake", ".csproj", ".gemspec", ".gyp", ".gypi", ".m4", ".mk", ".props", ".targets",
        ".vcxproj",
    ]
    private static let automationFiles: Set<String> = [
        ".appveyor.yml", ".cirrus.yml", ".gitlab-ci.yml", ".travis.yml", ".woodpecker.yml", "appveyor.yml",
        "azure-pipelines.yml", "jenkinsfile", "ci_build.sh", "ci_build.bash",
    ]
    private static let securityFiles: Set<String> = [
        "codeowners", "codeql-config.yml", "codeql.yml", "dependabot.yml", "dependabot.yaml", "renovate.json",
        "security.md", "security.rst", "security.txt", "security-insights.yml",
    ]
}
