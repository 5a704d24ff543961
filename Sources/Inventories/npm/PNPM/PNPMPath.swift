// SPDX-License-Identifier: Apache-2.0
import Notations

/// pnpm's dependency paths: `/name/1.0.0_peer@2.0.0` (5), `/name@1.0.0(peer@2.0.0)` (6), `name@1.0.0(peer@2.0.0)` (9),
/// with the host of another registry in place of the first `/`, and addresses of repositories, files and folders.
enum PNPMPath {
    static func withoutPeers(_ path: String, generation: Int) -> String {
        if generation >= 6 {
            guard let position = path.utf8.firstIndex(of: UInt8(ascii: "(")) else { return path }
            return String(path[..<position])
        }
        // Names may hold `_` too: only behind the last `/` does it begin the peers.
        guard let (before, last) = Substring(path).cut(atLast: "/"), let (version, _) = last.cut(at: "_") else {
            return path
        }
        return "\(before)/\(version)"
    }

    /// Name and version by a path without peers; nil where it says neither.
    static func parts(of path: String, generation: Int) -> (name: String, version: String?)? {
        var rest = Substring(path)
        if rest.utf8.first == UInt8(ascii: "/") {
            rest = rest.dropFirst()
        } else if generation < 9 {
            guard let (host, behind) = rest.cut(at: "/"), host.utf8.contains(UInt8(ascii: ".")) else { return nil }
            rest = behind
        }
        let pair: (Substring, Substring)? = generation >= 6 ? NpmReference.split(rest) : rest.cut(atLast: "/")
        guard let (name, version) = pair else { return nil }
        guard version.utf8.first?.isDigit == true else {
            // In 9.0 every path has its name, whatever the source.
            return generation >= 9 ? (String(name), nil) : nil
        }
        return (String(name), String(version))
    }

    /// What fixes a package, by its `resolution`.
    static func pin(resolution: Node?, path: String) -> Pin {
        if let repository = resolution?["repo"]?.string {
            return .git(repository, committish: resolution?["commit"]?.text)
        }
        if let folder = resolution?["directory"]?.string { return .path(folder) }
        if let tarball = resolution?["tarball"]?.string { return NpmReference.pin(resolved: tarball) }
        if let folder = Substring(path).dropping("file:") { return .path(String(folder)) }
        return .registry
    }
}
