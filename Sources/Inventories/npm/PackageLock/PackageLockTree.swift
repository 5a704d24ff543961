// SPDX-License-Identifier: Apache-2.0
import Notations
import Packages

/// `packages` of versions 2 and 3: one member per location. The empty location is the subject; one outside
/// `node_modules` is a workspace or a linked folder, whose dependencies the subject itself asks for.
struct PackageLockTree {
    let file: SourceFile
    var inventory: Inventory
    private var tree = NodeModules()
    private var graph = LockfileGraph(count: 0)
    private var unresolved = UnresolvedDependencies()
    private var direct: Set<Int> = []

    init(file: SourceFile, inventory: Inventory) {
        self.file = file
        self.inventory = inventory
    }

    mutating func read(_ packages: Node) {
        var links: [(location: String, target: String, line: Int)] = []
        var positions: [Int?] = []
        for (location, line, node) in packages.members {
            positions.append(nil)
            if location.isEmpty { continue }
            guard node.kind == .object else {
                inventory.warn(file.path, line: line, "The entry '\(location)' is no object.")
                continue
            }
            if node["link"]?.boolean == true {
                links.append((location, node["resolved"]?.string ?? "", line))
                continue
            }
            positions[positions.count - 1] = inventory.components.count
            tree.place(inventory.components.count, at: location)
            add(node, at: location, line: line)
        }
        for link in links {
            tree.link(link.location, to: link.target)
            if tree.component(at: link.location) == nil { addLink(link) }
        }
        connect(packages, positions)
        for position in inventory.components.indices where packages[""] != nil {
            inventory.components[position].relationship = direct.contains(position) ? .direct : .transitive
        }
        inventory.adopt(graph)
        unresolved.report(to: &inventory, path: file.path)
        if tree.isExhausted {
            inventory.warn(
                file.path, line: nil, "The tree is too large to find all dependencies in; the graph is not whole.")
        }
    }

    private mutating func add(_ node: Node, at location: String, line: Int) {
        let isInstalled = NodeModules.isInstalled(location)
        let pin = isInstalled ? NpmReference.pin(resolved: node["resolved"]?.string) : .path(location)
        let name = node["name"]?.string ?? NodeModules.name(of: location)
        let version = node["version"]?.string
        if isInstalled, version == nil {
            inventory.warn(file.path, line: line, "The entry '\(location)' has no version.")
        }
        if !isInstalled { direct.insert(inventory.components.count) }
        inventory.components.append(
            .registry(
                .npm, name: name, version: version, groups: PackageLock.groups(of: node), pin: pin,
                location: file.location(line), hashes: Digest.integrity(node["integrity"]?.string),
                licences: [node["license"]?.string].compactMap { $0 }, warnings: &inventory.warnings))
    }

    private mutating func addLink(_ link: (location: String, target: String, line: Int)) {
        tree.place(inventory.components.count, at: link.location)
        direct.insert(inventory.components.count)
        inventory.components.append(
            .registry(
                .npm, name: NodeModules.name(of: link.location), version: nil, pin: .path(link.target),
                location: file.location(link.line), warnings: &inventory.warnings))
    }

    private mutating func connect(_ packages: Node, _ positions: [Int?]) {
        graph = LockfileGraph(count: inventory.components.count)
        for (entry, position) in zip(packages.members, positions) {
            let isInstalled = NodeModules.isInstalled(entry.key)
            guard position != nil || entry.key.isEmpty else { continue }
            for (member, group) in NpmManifest.members where !isInstalled || group != .development {
                guard let needs = entry.value[member], needs.kind == .object else { continue }
                for (name, line, _) in needs.members {
                    guard let target = tree.resolve(name, from: entry.key) else {
                        if member == "dependencies", entry.value["optionalDependencies"]?[name] == nil {
                            unresolved.note(name, line: line)
                        }
                        continue
                    }
                    if let position { graph.connect(position, to: target, isOptional: group == .optional) }
                    if !isInstalled { direct.insert(target) }
                }
            }
        }
    }
}
