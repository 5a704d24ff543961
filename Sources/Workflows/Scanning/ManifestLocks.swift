// SPDX-License-Identifier: Apache-2.0

/// Which lockfile formats answer for which manifest formats.
enum ManifestLocks {
    /// By format identifier. Lockfiles of these tools lie at the root of a workspace, so one above a manifest counts too.
    static let byManifest: [String: [String]] = [
        "npm-package-json": ["npm-package-lock", "yarn-lock", "pnpm-lock", "bun-lock"],
        "deno-json": ["deno-lock"],
        "python-pyproject": ["poetry-lock", "pdm-lock", "uv-lock", "python-pylock", "pipfile-lock"],
        "go-sum": ["go-mod"],
        "go-vendor": ["go-mod"],
        "cargo-manifest": ["cargo-lock"],
        "gradle-version-catalogue": ["gradle-lockfile"],
        "dotnet-project": ["nuget-packages-lock", "nuget-project-assets"],
        "paket-dependencies": ["paket-lock"],
        "gleam-project": ["gleam-manifest"],
        "julia-project": ["julia-manifest"],
        "conan-file": ["conan-lock"],
        "conda-environment": ["conda-lock"],
    ]

    static func folder(of path: String) -> String {
        path.lastIndex(of: "/").map { String(path[..<$0]) } ?? ""
    }

    static func isAnswered(_ path: String, by locks: [String], in folders: [String: Set<String>]) -> Bool {
        var folder = folder(of: path)
        while true {
            if locks.contains(where: { folders[$0]?.contains(folder) == true }) { return true }
            if folder.isEmpty { return false }
            folder = ManifestLocks.folder(of: folder)
        }
    }
}
