// SPDX-License-Identifier: Apache-2.0
import Notations
import Packages

/// What `*.deps.json` and `project.assets.json` share: `libraries` by `Name/Version`, and per target framework what each
/// of them needs by name.
struct NuGetLibraries {
    private var positions: [String: Int] = [:]
    private var byName: [String: [Int]] = [:]
    private var projects: Set<String> = []

    /// Adds a component for every library that is a package.
    mutating func add(_ libraries: Node, to draft: inout InventoryDraft) {
        for (key, line, library) in libraries.members {
            guard let (name, version) = Substring(key).cut(atLast: "/"), !name.isEmpty, !version.isEmpty else {
                draft.warn(line, "The library '\(key)' has no version.")
                continue
            }
            let type = library["type"]?.string ?? "package"
            switch type {
            case "package", "runtimepack":
                // A runtime pack is the package of that name, which the SDK lists under a prefix of its own.
                let packageName = type == "runtimepack" ? name.without(prefix: "runtimepack.") : name
                let hash = library["sha512"]?.string.flatMap {
                    Digest(algorithm: "sha512", base64: Substring($0).without(prefix: "sha512-"))
                }
                let position = draft.add(
                    .nuGet, name: String(packageName), version: String(version), line: line,
                    hashes: hash.map { [$0] } ?? [])
                positions[key.lowercased()] = position
                byName[name.lowercased(), default: []].append(position)
            case "project": projects.insert(key.lowercased())
            default: break
            }
        }
    }

    /// Adds the edges of every target. What a project needs is direct; everything else is transitive once a project
    /// was seen.
    func connect(_ targets: Node, in draft: inout InventoryDraft) {
        var direct: Set<Int> = []
        var sawProject = false
        for (_, _, libraries) in targets.members {
            var byName: [String: Int] = [:]
            for (key, _, _) in libraries.members {
                guard let name = Substring(key).cut(atLast: "/")?.before, let position = positions[key.lowercased()]
                else { continue }
                byName[name.lowercased()] = position
            }
            for (key, _, library) in libraries.members {
                let isProject = projects.contains(key.lowercased())
                sawProject = sawProject || isProject
                for need in library["dependencies"]?.members.map(\.key) ?? [] {
                    guard let to = byName[need.lowercased()] else { continue }
                    if isProject {
                        direct.insert(to)
                    } else if let from = positions[key.lowercased()] {
                        draft.connect(from, to: to)
                    }
                }
            }
        }
        if sawProject { mark(direct, in: &draft) }
    }

    /// The positions of the packages of a name, whatever their version.
    func positions(named name: some StringProtocol) -> [Int] {
        byName[name.lowercased()] ?? []
    }

    /// States which packages the subject asks for; all others come with them.
    func mark(_ direct: Set<Int>, in draft: inout InventoryDraft) {
        for position in positions.values {
            draft.change(position) { $0.relationship = direct.contains(position) ? .direct : .transitive }
        }
    }
}
