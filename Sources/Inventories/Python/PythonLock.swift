// SPDX-License-Identifier: Apache-2.0
import Notations
import Packages

/// What the lockfiles of Python's tools have in common: packages by normalised name, perhaps several of one name for
/// different environments, and dependencies by name.
struct PythonLock {
    let file: SourceFile
    var inventory: Inventory
    var unresolved = UnresolvedDependencies()
    private var positions: [String: [Int]] = [:]

    init(format: String, file: SourceFile) {
        self.file = file
        inventory = Inventory(format: format)
    }

    /// The most components of one name that a dependency is taken to mean.
    private static let mostOfOneName = 64

    /// The components of a name; of those with the given version, where one has it.
    func find(_ name: String, version: String? = nil) -> [Int] {
        let all = Array((positions[PythonName.normalised(name)] ?? []).prefix(PythonLock.mostOfOneName))
        guard all.count > 1, let version else { return all }
        let exact = all.filter { inventory.components[$0].version == version }
        return exact.isEmpty ? all : exact
    }

    /// Adds a package; nil where it has no name, which becomes a warning.
    @discardableResult
    mutating func add(
        _ name: String?, version: String?, line: Int, groups: Set<DependencyGroup> = [.runtime],
        relationship: Relationship = .unknown, pin: Pin = .registry, hashes: [Digest] = []
    ) -> Int? {
        guard let name else {
            inventory.warn(file.path, line: line, "The package has no name.")
            return nil
        }
        if version == nil, pin == .registry {
            inventory.warn(file.path, line: line, "The package '\(name)' has no version.")
        }
        let normalised = PythonName.normalised(name)
        positions[normalised, default: []].append(inventory.components.count)
        inventory.components.append(
            .registry(
                .pyPI, name: normalised, version: version, groups: groups, relationship: relationship, pin: pin,
                location: file.location(line), hashes: hashes, warnings: &inventory.warnings))
        return inventory.components.count - 1
    }

    /// Connects a package to all of a name: which of several is meant depends on the environment.
    mutating func connect(
        _ graph: inout LockfileGraph, _ from: Int, to name: String, version: String? = nil, isOptional: Bool = false,
        line: Int
    ) {
        let targets = find(name, version: version)
        if targets.isEmpty, !isOptional { unresolved.note(name, line: line) }
        for target in targets where target != from { graph.connect(from, to: target, isOptional: isOptional) }
    }

    /// Marks as direct what the manifest beside the lockfile names. The manifest's groups count where the lockfile has
    /// none of its own.
    mutating func finish(_ graph: LockfileGraph, _ manifest: PythonManifest?, hasOwnGroups: Bool) -> Inventory {
        if let manifest {
            inventory.subject = manifest.name
            let own = inventory.components.map(\.groups)
            var roots: [LockfileGraph.Root] = []
            for (name, groups) in manifest.groupsByName where groups != [.build] {
                for position in find(name) {
                    for group in groups where group != .build {
                        roots.append(LockfileGraph.Root(component: position, group: group))
                    }
                }
            }
            inventory.adopt(graph, roots: roots)
            for position in inventory.components.indices where hasOwnGroups {
                inventory.components[position].groups = own[position]
                if inventory.components[position].relationship == .unknown {
                    inventory.components[position].relationship = .transitive
                }
            }
        } else {
            inventory.adopt(graph)
        }
        unresolved.report(to: &inventory, path: file.path)
        return inventory
    }

    /// The digests of a package's archives: `[{hash = "sha256:…"}]`, or texts.
    static func hashes(_ files: Node?) -> [Digest] {
        var digests: [Digest] = []
        for element in files?.elements.map({ $0 }) ?? [] {
            if let text = element["hash"]?.string ?? element.string, let digest = Digest.prefixed(text) {
                digests.append(digest)
            }
        }
        return digests
    }
}
