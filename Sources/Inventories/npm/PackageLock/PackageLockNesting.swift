// SPDX-License-Identifier: Apache-2.0
import Notations
import Packages

/// `dependencies` of version 1: each entry holds what is installed below it, and names in `requires` what it needs.
struct PackageLockNesting {
    let file: SourceFile
    var inventory: Inventory
    private var tree = NodeModules()
    private var needs: [(position: Int, location: String, requires: Node)] = []
    private var isNested: [Bool] = []

    init(file: SourceFile, inventory: Inventory) {
        self.file = file
        self.inventory = inventory
    }

    mutating func read(_ root: Node, manifest: NpmManifest?) {
        read(root["dependencies"], below: "")
        var graph = LockfileGraph(count: inventory.components.count)
        var unresolved = UnresolvedDependencies()
        var needed: Set<Int> = []
        for (position, location, requires) in needs {
            for (name, line, _) in requires.members {
                if let target = tree.resolve(name, from: location) {
                    graph.connect(position, to: target)
                    needed.insert(target)
                } else if inventory.components[position].pin == .registry {
                    unresolved.note(name, line: line)
                }
            }
        }
        relate(manifest, needed)
        inventory.adopt(graph)
        unresolved.report(to: &inventory, path: file.path)
    }

    /// Nesting is bounded by the depth the JSON parser allows.
    private mutating func read(_ dependencies: Node?, below folder: String) {
        guard let dependencies, dependencies.kind == .object else { return }
        for (name, line, node) in dependencies.members {
            guard node.kind == .object else {
                inventory.warn(file.path, line: line, "The entry '\(name)' is no object.")
                continue
            }
            let location = folder.isEmpty ? "node_modules/\(name)" : "\(folder)/node_modules/\(name)"
            let position = inventory.components.count
            tree.place(position, at: location)
            isNested.append(!folder.isEmpty)
            add(name, node, line: line)
            if let requires = node["requires"], requires.kind == .object {
                needs.append((position, location, requires))
            }
            read(node["dependencies"], below: location)
        }
    }

    private mutating func add(_ key: String, _ node: Node, line: Int) {
        var name = key
        var version: String?
        var pin = Pin.registry
        if let written = node["version"]?.string {
            switch NpmReference(written) {
            case .registry(let text): version = text
            case .alias(let aliased, let text): (name, version) = (aliased, text)
            case .workspace(let path): pin = .path(path)
            case .pinned(let written): pin = written
            }
            if case .registry = pin { pin = NpmReference.pin(resolved: node["resolved"]?.string) }
        } else {
            inventory.warn(file.path, line: line, "The entry '\(key)' has no version.")
        }
        inventory.components.append(
            .registry(
                .npm, name: name, version: version, groups: PackageLock.groups(of: node), pin: pin,
                location: file.location(line), hashes: Digest.integrity(node["integrity"]?.string),
                warnings: &inventory.warnings))
    }

    /// Version 1 does not say what the subject asks for: the manifest does, and without it what nothing else needs must
    /// be asked for, and what is nested is there for another's sake.
    private mutating func relate(_ manifest: NpmManifest?, _ needed: Set<Int>) {
        if let manifest {
            let direct = Set(manifest.dependencies.compactMap { tree.resolve($0.name, from: "") })
            for position in inventory.components.indices {
                inventory.components[position].relationship = direct.contains(position) ? .direct : .transitive
            }
            return
        }
        for position in inventory.components.indices {
            if isNested[position] {
                inventory.components[position].relationship = .transitive
            } else if !needed.contains(position) {
                inventory.components[position].relationship = .direct
            }
        }
    }
}
