// SPDX-License-Identifier: Apache-2.0
import Inventories
import Reports

/// A file that says what a project needs in a way only its own tool can evaluate: a program, or ranges that a lockfile
/// resolves. It is not read; where no other file answers for it, that is said.
struct UnreadManifest {
    /// The file's name.
    let name: String
    /// Formats of files, beside it or above it, that answer for it.
    let answers: [String]
    /// How to have one of those.
    let hint: String

    private init(_ name: String, _ answers: [String], _ hint: String) {
        self.name = name
        self.answers = answers
        self.hint = hint
    }

    private static let all: [UnreadManifest] = [
        UnreadManifest("Package.swift", ["swift-package-resolved"], "'swift package resolve' writes Package.resolved."),
        UnreadManifest("build.gradle", gradle, "Lock the dependencies: 'gradle dependencies --write-locks'."),
        UnreadManifest("build.gradle.kts", gradle, "Lock the dependencies: 'gradle dependencies --write-locks'."),
        UnreadManifest("composer.json", ["composer-lock"], "'composer update --no-install' writes composer.lock."),
        UnreadManifest("Gemfile", ["ruby-gemfile-lock"], "'bundle lock' writes Gemfile.lock."),
        UnreadManifest("gems.rb", ["ruby-gemfile-lock"], "'bundle lock' writes gems.locked."),
        UnreadManifest("setup.py", python, "'pip freeze' in the project's environment writes a requirements.txt."),
        UnreadManifest("Pipfile", ["pipfile-lock"], "'pipenv lock' writes Pipfile.lock."),
        UnreadManifest("mix.exs", ["elixir-mix-lock"], "'mix deps.get' writes mix.lock."),
        UnreadManifest("rebar.config", ["erlang-rebar-lock"], "'rebar3 lock' writes rebar.lock."),
        UnreadManifest("pubspec.yaml", ["dart-pubspec-lock"], "'dart pub get' writes pubspec.lock."),
        UnreadManifest("Podfile", ["cocoapods-podfile-lock"], "'pod install' writes Podfile.lock."),
        UnreadManifest("Cartfile", ["carthage-cartfile-resolved"], "'carthage update' writes Cartfile.resolved."),
        UnreadManifest("stack.yaml", ["haskell-stack-lock"], "'stack build --dry-run' writes stack.yaml.lock."),
        UnreadManifest("conanfile.py", ["conan-lock"], "'conan lock create .' writes conan.lock."),
        UnreadManifest("cpanfile", ["perl-cpanfile-snapshot"], "'carton install' writes cpanfile.snapshot."),
        UnreadManifest("bun.lockb", ["bun-lock"], "'bun install --save-text-lockfile' writes bun.lock."),
        UnreadManifest("build.sbt", [], "Scan an SBOM that the build writes."),
        UnreadManifest("project.clj", [], "Scan an SBOM that the build writes."),
        UnreadManifest("deps.edn", [], "Scan an SBOM that the build writes."),
        UnreadManifest("MODULE.bazel", [], "Scan an SBOM that the build writes."),
        UnreadManifest("vcpkg.json", [], "Scan the SBOMs that vcpkg writes when it installs."),
    ]

    private static let gradle = [
        "gradle-lockfile", "gradle-verification-metadata", "gradle-version-catalogue", "maven-pom",
    ]
    private static let python = [
        "python-requirements", "poetry-lock", "pdm-lock", "uv-lock", "python-pylock", "pipfile-lock",
    ]

    private static let byName = Dictionary(all.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })

    /// One problem for each such file that none of the files that are read answers for.
    static func problems(in paths: [String], reading formats: [String: Set<String>]) -> [ScanProblem] {
        paths.compactMap { path in
            let name = path.lastIndex(of: "/").map { path[path.index(after: $0)...] } ?? path[...]
            guard let manifest = byName[String(name)],
                !ManifestLocks.isAnswered(path, by: manifest.answers, in: formats)
            else { return nil }
            return ScanProblem(
                kind: .unreadable, location: SourceLocation(path: path),
                message:
                    "What this manifest asks for is not read, and there is no lockfile beside or above it that would say.",
                hint: manifest.hint)
        }
    }
}
