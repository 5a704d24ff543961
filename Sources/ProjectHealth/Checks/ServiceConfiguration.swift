// SPDX-License-Identifier: Apache-2.0

/// Files that set up an automation service whose steps are not read here: it may test, analyse or publish.
enum ServiceConfiguration {
    /// The path of the first one; nil where there is none.
    static func first(in files: [TreeFile]) -> String? { files.first { isConfiguration($0.path) }?.path }

    static func isConfiguration(_ path: String) -> Bool {
        if exact.contains(path) || path.hasPrefix(".buildkite/") || path.hasPrefix(".semaphore/") { return true }
        return path.hasPrefix(".woodpecker/") || path.hasPrefix(".teamcity/") || path.hasPrefix(".builds/")
    }

    private static let exact: Set<String> = [
        ".appveyor.yml", ".build.yml", ".circleci/config.yml", ".cirrus.star", ".cirrus.yml", ".drone.yml",
        ".packit.yaml", ".travis.yml", ".woodpecker.yml", "Jenkinsfile", "appveyor.yml", "azure-pipelines.yml",
        "bitbucket-pipelines.yml", "buildkite.yml", "cloudbuild.yaml", "wercker.yml", "zuul.yaml", ".zuul.yaml",
    ]
}
