// SPDX-License-Identifier: Apache-2.0
import ProjectHealth

/// What the names of a tree's files say: one walk over all of them.
struct TreeSurvey: Sendable {
    enum Topic: Int, CaseIterable, Sendable {
        /// Lists the direct dependencies of a package.
        case manifest
        case lockfile
        /// Says how to build, for a tool.
        case buildFile
        case test
        /// CI other than GitHub's workflows.
        case otherPipeline
        case workflow
        case licenseFile
        case changelog
        case sbom
        case issueTemplate
        case changeTemplate
        case updateTool
        case secretScanning
        case linter
        case formatter
        case coverage
        case interface
        case manual
        case documentation
        case example
        case translation
        case agreement
        case submodule
        case installer
        case reuse
    }

    private(set) var found: [[String]] = Array(repeating: [], count: Topic.allCases.count)
    private(set) var counts: [Int] = Array(repeating: 0, count: Topic.allCases.count)
    private(set) var files = 0

    private static let mostKept = 50

    init(_ files: [TreeFile]) {
        for file in files {
            self.files += 1
            if file.kind == .submodule { add(.submodule, file.path) }
            survey(file.path)
        }
    }

    func paths(_ topic: Topic) -> [String] { found[topic.rawValue] }
    func count(_ topic: Topic) -> Int { counts[topic.rawValue] }
    func has(_ topic: Topic) -> Bool { counts[topic.rawValue] > 0 }

    func evidence(_ topic: Topic, most: Int = 5) -> [EvidenceLocation] {
        paths(topic).prefix(most).map { EvidenceLocation(.source, $0) }
    }

    private mutating func add(_ topic: Topic, _ path: String) {
        counts[topic.rawValue] += 1
        if found[topic.rawValue].count < Self.mostKept { found[topic.rawValue].append(path) }
    }

    /// Folders whose files are somebody else's or stand for something else.
    private static let foreign = PathKind.vendorFolders.union(["testdata", "fixtures"])
    private static let asideFolders: Set<String> = [
        ".github", ".gitlab", ".circleci", ".ci", "ci", "scripts", "script", "docs", "doc", "examples", "example",
        "samples",
    ]
    private static let testFolders: Set<String> = [
        "test", "tests", "spec", "specs", "__tests__", "testing", "unittests", "t", "e2e",
    ]

    private mutating func survey(_ path: String) {
        let lowered = path.lowercased()
        let parts = lowered.utf8.split(separator: UInt8(ascii: "/")).map { String(decoding: Array($0), as: UTF8.self) }
        guard let name = parts.last else { return }
        let folders = parts.dropLast()
        let isRoot = folders.isEmpty
        let isForeign = folders.contains { Self.foreign.contains($0) }
        if !isForeign {
            // What scripts of the automation or the manual's generator need is no dependency of the project.
            let isAside = folders.contains { Self.asideFolders.contains($0) || Self.testFolders.contains($0) }
            if !isAside,
                TreeNames.manifests.contains(name) || TreeNames.manifestEndings.contains(where: { name.hasSuffix($0) })
            {
                add(.manifest, path)
            }
            if TreeNames.lockfiles.contains(name) { add(.lockfile, path) }
            if TreeNames.buildFiles.contains(name) { add(.buildFile, path) }
            if TreeNames.interfaceEndings.contains(where: { name.hasSuffix($0) }) || TreeNames.interfaces.contains(name)
                || folders.contains(where: { $0.hasSuffix(".docc") })
            {
                add(.interface, path)
            }
            if TreeNames.isManualPage(name), !folders.contains(where: { Self.testFolders.contains($0) }) {
                add(.manual, path)
            }
            if TreeNames.isText(name), !folders.contains(where: { ["test", "tests", "examples"].contains($0) }),
                TreeNames.documentationRoots.contains(where: { lowered.hasPrefix($0) })
            {
                add(.documentation, path)
            }
            if folders.first == "examples" || folders.first == "example" || folders.first == "samples" {
                add(.example, path)
            }
            if name.hasSuffix(".po") || name.hasSuffix(".pot") || name.hasSuffix(".xliff")
                || name.hasSuffix(".xcstrings")
                || folders.contains("locales") || folders.contains("locale") || folders.contains("i18n")
            {
                add(.translation, path)
            }
            if SBOM.isSBOM(name) { add(.sbom, path) }
        }
        let isInTests = folders.contains { Self.testFolders.contains($0) }
        if isInTests || !isForeign && TreeNames.isTest(name), TreeNames.isTestSource(name) { add(.test, path) }
        if folders.count == 2, folders[0] == ".github", folders[1] == "workflows",
            name.hasSuffix(".yml") || name.hasSuffix(".yaml")
        {
            add(.workflow, path)
        }
        if isRoot || folders.count == 1 && [".github", ".gitlab", "docs", "doc", ".config"].contains(folders[0]) {
            surveyTop(path, name: name, isRoot: isRoot)
        }
        if let first = folders.first {
            if ServiceConfiguration.isConfiguration(lowered)
                || (first == ".forgejo" || first == ".gitea") && folders.dropFirst().first == "workflows"
            {
                add(.otherPipeline, path)
            }
            if folders.count >= 2, first.hasPrefix(".git"),
                folders[1] == "issue_template" || folders[1] == "issue_templates"
            {
                add(.issueTemplate, path)
            }
            if folders.count == 1, first == "licenses" || first == "license" || first == "licences" {
                add(.licenseFile, path)
            }
        }
    }

    private mutating func surveyTop(_ path: String, name: String, isRoot: Bool) {
        if isRoot {
            if name == ".gitlab-ci.yml" || ServiceConfiguration.isConfiguration(name) { add(.otherPipeline, path) }
            if TreeNames.isLicense(name) { add(.licenseFile, path) }
            if name == "reuse.toml" { add(.reuse, path) }
            if name == "configure" || name == "configure.ac" || name == "install.sh" || name == "setup.py"
                || name == "install"
            {
                add(.installer, path)
            }
        }
        if TreeNames.isChangelog(name) { add(.changelog, path) }
        if name.hasPrefix("issue_template") { add(.issueTemplate, path) }
        if name.hasPrefix("pull_request_template") || name.hasPrefix("merge_request_template") {
            add(.changeTemplate, path)
        }
        if DependencyUpdateTool.tool(configuredBy: path) != nil || isRoot && name == ".pyup.yml" {
            add(.updateTool, path)
        }
        if TreeNames.secretScanners.contains(name) { add(.secretScanning, path) }
        if TreeNames.linters.contains(name) || name.hasPrefix(".eslintrc") || name.hasPrefix("eslint.config.") {
            add(.linter, path)
        }
        if TreeNames.formatters.contains(name) || name.hasPrefix(".prettierrc") { add(.formatter, path) }
        if TreeNames.coverage.contains(name) { add(.coverage, path) }
        if [
            "dco", "dco.txt", "dco.md", "dco.yml", ".clabot", "cla.md", "cla.yml", "cla.json",
            "contributor-license-agreement.md",
        ]
        .contains(name) {
            add(.agreement, path)
        }
    }
}

/// File names, in lower case.
enum TreeNames {
    static let manifests: Set<String> = [
        "package.json", "go.mod", "cargo.toml", "pyproject.toml", "setup.py", "setup.cfg", "requirements.txt",
        "pipfile", "gemfile",
        "pom.xml", "build.gradle", "build.gradle.kts", "package.swift", "composer.json", "mix.exs", "pubspec.yaml",
        "build.sbt",
        "project.clj", "deps.edn", "rebar.config", "stack.yaml", "dune-project", "podfile", "cartfile", "conanfile.txt",
        "conanfile.py", "vcpkg.json", "module.bazel", "deno.json", "jsr.json", "environment.yml", "description",
        "project.toml",
        "gleam.toml", "shard.yml", "elm.json", "package.yaml", "makefile.pl", "cpanfile", "meta.json",
        "libs.versions.toml",
        "directory.packages.props", "packages.config", "build.zig.zon", "buf.yaml", "flake.nix",
    ]
    static let manifestEndings = [
        ".gemspec", ".csproj", ".fsproj", ".vbproj", ".cabal", ".podspec", ".opam", ".rockspec", ".nimble",
    ]
    static let lockfiles: Set<String> = [
        "package-lock.json", "npm-shrinkwrap.json", "yarn.lock", "pnpm-lock.yaml", "bun.lock", "go.sum", "cargo.lock",
        "poetry.lock",
        "pipfile.lock", "uv.lock", "pdm.lock", "gemfile.lock", "composer.lock", "package.resolved", "mix.lock",
        "pubspec.lock",
        "packages.lock.json", "gradle.lockfile", "conan.lock", "flake.lock", "podfile.lock", "cartfile.resolved",
        "pylock.toml",
        "deno.lock", "cabal.project.freeze", "stack.yaml.lock",
    ]
    static let buildFiles: Set<String> = [
        "makefile", "gnumakefile", "makefile.am", "makefile.in", "cmakelists.txt", "configure.ac", "configure.in",
        "configure",
        "meson.build", "build.ninja", "sconstruct", "build", "build.bazel", "workspace", "package.json", "go.mod",
        "cargo.toml",
        "pyproject.toml", "setup.py", "pom.xml", "build.gradle", "build.gradle.kts", "build.xml", "package.swift",
        "rakefile",
        "mix.exs", "build.sbt", "dune-project", "justfile", "taskfile.yml", "build.zig", "dockerfile", "composer.json",
        "stack.yaml", "build.sh", "autogen.sh", "gemfile", "pubspec.yaml", "wscript", "tox.ini", "noxfile.py",
    ]
    static let secretScanners: Set<String> = [
        ".gitleaks.toml", "gitleaks.toml", ".secrets.baseline", ".gitguardian.yaml", ".gitguardian.yml",
        ".trufflehog.yml",
        ".trufflehog.yaml", ".talismanrc", "secret_scanning.yml", ".gitleaksignore", ".ggshield.yaml",
    ]
    static let linters: Set<String> = [
        ".pylintrc", ".flake8", "ruff.toml", ".ruff.toml", ".golangci.yml", ".golangci.yaml", ".golangci.toml",
        ".swiftlint.yml", ".rubocop.yml", ".clang-tidy", "clippy.toml", ".clippy.toml", "checkstyle.xml",
        "phpstan.neon",
        "phpstan.neon.dist", "phpcs.xml", "phpcs.xml.dist", ".stylelintrc", ".jshintrc", "tslint.json", "biome.json",
        ".credo.exs", ".pre-commit-config.yaml", ".perlcriticrc", "mypy.ini", ".mypy.ini", ".yamllint",
        ".markdownlint.json", ".shellcheckrc", "hlint.yaml", ".hlint.yaml", "detekt.yml", "spotbugs.xml", ".cppcheck",
    ]
    /// They lay code out and warn of nothing.
    static let formatters: Set<String> = [
        ".clang-format", ".swift-format", ".swiftformat", ".editorconfig", "rustfmt.toml", ".rustfmt.toml",
        ".php-cs-fixer.php", ".php-cs-fixer.dist.php", ".formatter.exs", ".scalafmt.conf", ".perltidyrc",
    ]
    /// Folders of manuals.
    static let documentationRoots = [
        "docs/", "doc/", "documentation/", "manual/", "site/", "src/site/", "src/docs/", "website/",
    ]
    static let coverage: Set<String> = [
        "codecov.yml", ".codecov.yml", "codecov.yaml", ".coveragerc", ".nycrc", ".nycrc.json", ".coveralls.yml",
        "sonar-project.properties",
        "tarpaulin.toml", ".simplecov",
    ]
    static let interfaces: Set<String> = [
        "openapi.yaml", "openapi.yml", "openapi.json", "swagger.json", "swagger.yaml", "swagger.yml", "doxyfile",
        "doxyfile.in",
    ]
    static let interfaceEndings = [
        ".proto", ".graphql", ".graphqls", ".d.ts", ".wsdl", ".raml", ".idl", ".thrift", ".wit",
    ]
    static let checksumEndings = [".sha256", ".sha512", ".sha1", ".md5", ".sha256sum", ".sha512sum", ".digest"]

    static func isLicense(_ name: String) -> Bool {
        let stem = name.utf8.prefix { $0 != UInt8(ascii: ".") && $0 != UInt8(ascii: "-") && $0 != UInt8(ascii: "_") }
        return ["license", "licence", "copying", "licenses", "licences", "copyright", "unlicense"].contains(
            String(decoding: Array(stem), as: UTF8.self))
            || name.hasSuffix("-license") || name.hasSuffix(".license") || name.hasSuffix("-license.txt")
            || name.hasSuffix("-license.md") || name.hasPrefix("mit-license")
    }

    static func isChangelog(_ name: String) -> Bool {
        let stem = String(decoding: Array(name.utf8.prefix { $0 != UInt8(ascii: ".") }), as: UTF8.self)
        return [
            "changelog", "changes", "history", "news", "releases", "release-notes", "release_notes", "releasenotes",
            "change_log",
            "change-log", "relnotes", "whatsnew",
        ].contains(stem) && !name.hasSuffix(".sh") && !name.hasSuffix(".py") && !name.hasSuffix(".js")
    }

    static func isTest(_ name: String) -> Bool {
        let stem = String(decoding: Array(name.utf8.prefix { $0 != UInt8(ascii: ".") }), as: UTF8.self)
        return stem.hasSuffix("_test") || stem.hasPrefix("test_") || stem.hasSuffix("tests") || stem.hasSuffix("_spec")
            || name.hasSuffix(".test.js") || name.hasSuffix(".test.ts") || name.hasSuffix(".spec.js")
            || name.hasSuffix(".spec.ts")
            || name.hasSuffix("test.java") || name.hasSuffix(".test.tsx") || name.hasSuffix(".bats")
    }

    /// For readers: `guide.md`, `faq`, a manual page; neither settings nor checksums, code nor pictures.
    static func isText(_ name: String) -> Bool {
        guard let dot = name.utf8.lastIndex(of: UInt8(ascii: ".")) else {
            return !buildFiles.contains(name) && !name.hasSuffix("sums")
        }
        return textEndings.contains(String(name[name.utf8.index(after: dot)...])) || isManualPage(name)
    }

    private static let textEndings: Set<String> = [
        "md", "markdown", "mdx", "mkd", "rst", "adoc", "asciidoc", "txt", "text", "org", "html", "htm", "xhtml",
        "tex", "texi", "texinfo", "pod", "rdoc", "dbk", "ipynb", "pdf", "ps", "qmd", "textile", "wiki", "man",
    ]

    /// In a programming language, or in one that only tests are written in.
    static func isTestSource(_ name: String) -> Bool {
        SourceLanguage.language(ofPath: name) != nil
            || [".bats", ".t", ".phpt", ".feature", ".robot", ".test", ".tcl", ".exp"].contains { name.hasSuffix($0) }
    }

    /// `git.1`, `curl_easy_init.3`
    static func isManualPage(_ name: String) -> Bool {
        let bytes = Array(name.utf8)
        guard bytes.count > 2, bytes[bytes.count - 2] == UInt8(ascii: "."),
            (0x31...0x38).contains(bytes[bytes.count - 1])
        else {
            return false
        }
        let stem = bytes.dropLast(2)
        return stem.contains { (0x61...0x7A).contains($0) } && stem.allSatisfy { $0 != UInt8(ascii: ".") }
            && !stem.starts(with: "lib".utf8)
    }
}
