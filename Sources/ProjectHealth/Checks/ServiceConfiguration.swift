// SPDX-License-Identifier: Apache-2.0
import Pipelines

/// Files that set up an automation service other than those of GitHub, GitLab and Forgejo: it may test, analyse or publish.
package enum ServiceConfiguration {
    /// The path of the first one whose steps are not read here; nil where there is none.
    static func first(in tree: TreeFacts) -> String? {
        guard let first = tree.files.first(where: { isConfiguration($0.path) }) else { return nil }
        // What Travis CI runs follows from the language alone where the file names no steps.
        let read = Set(tree.pipelines.lazy.filter { $0.wholeProblem == nil && $0.path != ".travis.yml" }.map(\.path))
        guard read.contains(first.path) else { return first.path }
        return tree.files.first { isConfiguration($0.path) && !read.contains($0.path) }?.path
    }

    /// Whatever the case of the path.
    package static func isConfiguration(_ path: String) -> Bool {
        let lowered = path.lowercased()
        if names.contains(lowered) { return true }
        guard folders.contains(where: { lowered.hasPrefix($0) }) else { return false }
        return PathName(lowered).fileExtension.map(endings.contains) ?? false
    }

    private static let endings: Set<String> = ["jsonnet", "kts", "star", "xml", "yaml", "yml"]

    private static let folders = [
        ".buildkite/", ".builds/", ".circleci/", ".semaphore/", ".teamcity/", ".woodpecker/", "zuul.d/",
    ]

    private static let names: Set<String> = [
        ".appveyor.yml", ".build.yml", ".builds.yml", ".cirrus.star", ".cirrus.yml", ".drone.yml", ".packit.yaml",
        ".prow.yaml", ".semaphoreci", ".travis.yml", ".woodpecker.yml", ".zuul.yaml", "appveyor.yml",
        "azure-pipelines.yml", "bitbucket-pipelines.yml", "buildkite.yml", "buildspec.yml", "cloudbuild.yaml",
        "codemagic.yaml", "jenkinsfile", "wercker.yml", "zuul.yaml",
    ]
}
