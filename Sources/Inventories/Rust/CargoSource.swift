// SPDX-License-Identifier: Apache-2.0
import Notations

/// Where Cargo says a package comes from.
enum CargoSource {
    /// A `source` of a lockfile: `registry+…`, `sparse+…`, `git+https://…?branch=main#COMMIT`, `path+file:…`; without
    /// one the package is a folder of the subject, or one beside it, of which the lockfile does not say where it is.
    static func pin(_ source: String?, folder: String?) -> Pin {
        guard let source else { return .path(folder ?? "") }
        if let path = Substring(source).dropping("path+file://") { return .path(String(path)) }
        guard source.hasPrefix("git+") else { return .registry }
        let (address, commit) = Substring(source).cut(at: "#") ?? (Substring(source), "")
        let (repository, query) = address.cut(at: "?") ?? (address, "")
        if let branch = query.dropping("branch=") {
            return .branch(
                repository: GitAddress.repository(repository), reference: String(branch),
                revision: GitAddress.isObjectName(commit) ? commit.lowercased() : nil)
        }
        return .git(repository, committish: commit.isEmpty ? query.cut(at: "=")?.behind : commit)
    }

    /// The members of a dependency in a manifest; nil for a registry.
    static func pin(manifest node: Node) -> Pin? {
        if let address = node["git"]?.string {
            for member in ["rev", "tag", "branch"] {
                if let reference = node[member]?.string { return .git(address, committish: reference) }
            }
            return .git(address, committish: String?.none)
        }
        return node["path"]?.string.map { .path($0) }
    }
}
