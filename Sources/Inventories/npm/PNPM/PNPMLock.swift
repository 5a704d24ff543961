// SPDX-License-Identifier: Apache-2.0
import Notations
import Packages

/// `pnpm-lock.yaml`, versions 5.x, 6.0 and 9.0 (pnpm's `@pnpm/lockfile.types`): `packages` by dependency path, from 9.0
/// on what they need apart in `snapshots`, and the manifests of the subject in `importers` (or at the root for one).
struct PNPMLock {
    static let format = "pnpm-lock"
    static let reader = InventoryReader(
        format: format, title: "pnpm pnpm-lock.yaml",
        recognises: { $0.name == "pnpm-lock.yaml" && !$0.isBelow("node_modules") },
        read: read)

    private let file: SourceFile
    /// The first number of `lockfileVersion`.
    private let generation: Int
    private var inventory = Inventory(format: format)
    /// Components by dependency path, with and without the suffix that names peers.
    private var positions: [String: Int] = [:]
    private var graph = LockfileGraph(count: 0)
    private var unresolved = UnresolvedDependencies()

    static func read(_ file: SourceFile, _ context: ReadingContext) throws(InventoryError) -> Inventory {
        let root = try file.yamlRoot(context)
        guard root.kind == .object, let version = root["lockfileVersion"], let text = version.text else {
            throw file.refusal("The file is not a pnpm-lock.yaml: it has no 'lockfileVersion'.", line: root.line)
        }
        guard let generation = Int(Substring(text.utf8.prefix(while: \.isDigit))) else {
            throw file.refusal("The lockfileVersion '\(text)' begins with no number.", line: version.line)
        }
        var reading = PNPMLock(file: file, generation: generation)
        if !(5...9).contains(generation) {
            reading.inventory.warn(
                file.path, line: version.line, "The lockfileVersion \(text) is unknown; the file is read as version 9.")
        }
        reading.read(root)
        return reading.inventory
    }

    private init(file: SourceFile, generation: Int) {
        self.file = file
        self.generation = generation
    }

    private mutating func read(_ root: Node) {
        let packages = root["packages"]
        for (path, line, node) in packages?.members.map({ $0 }) ?? [] { add(path, node, line: line) }
        graph = LockfileGraph(count: inventory.components.count)
        let needing = generation >= 9 ? root["snapshots"] : packages
        for (path, _, node) in needing?.members.map({ $0 }) ?? [] { connect(path, node) }
        var roots: [LockfileGraph.Root] = []
        if let importers = root["importers"], importers.kind == .object {
            for (_, _, importer) in importers.members { roots += self.roots(of: importer) }
        } else {
            roots = self.roots(of: root)
        }
        inventory.adopt(graph, roots: roots)
        unresolved.report(to: &inventory, path: file.path)
    }

    private mutating func add(_ path: String, _ node: Node, line: Int) {
        let base = PNPMPath.withoutPeers(path, generation: generation)
        // Before 9.0 a package stands there once for each set of peers.
        if let known = positions[base] {
            positions[path] = known
            return
        }
        let parts = PNPMPath.parts(of: base, generation: generation)
        guard let name = node["name"]?.string ?? parts?.name else {
            inventory.warn(file.path, line: line, "The dependency path '\(path)' names no package and version.")
            return
        }
        let pin = PNPMPath.pin(resolution: node["resolution"], path: base)
        positions[base] = inventory.components.count
        positions[path] = inventory.components.count
        inventory.components.append(
            .registry(
                .npm, name: name, version: node["version"]?.text ?? parts?.version, groups: PNPMLock.groups(of: node),
                pin: pin, location: file.location(line),
                hashes: Digest.integrity(node["resolution"]?["integrity"]?.string), warnings: &inventory.warnings))
    }

    /// What the flags of versions before 9.0 say, for a package no importer leads to.
    private static func groups(of node: Node) -> Set<DependencyGroup> {
        if node["dev"]?.boolean == true { return [.development] }
        if node["optional"]?.boolean == true { return [.optional] }
        return [.runtime]
    }

    private mutating func connect(_ path: String, _ node: Node) {
        guard let from = find(path) else { return }
        for member in ["dependencies", "optionalDependencies"] {
            guard let needs = node[member], needs.kind == .object else { continue }
            for (name, line, value) in needs.members {
                guard let reference = value.text, !reference.hasPrefix("link:") else { continue }
                if let target = find(name, reference) {
                    graph.connect(from, to: target, isOptional: member == "optionalDependencies")
                } else {
                    unresolved.note(name, line: line)
                }
            }
        }
    }

    private mutating func roots(of importer: Node) -> [LockfileGraph.Root] {
        var roots: [LockfileGraph.Root] = []
        for (member, group) in NpmManifest.members where member != "peerDependencies" {
            guard let needs = importer[member], needs.kind == .object else { continue }
            for (name, line, value) in needs.members {
                guard let reference = value["version"]?.text ?? value.text, !reference.hasPrefix("link:") else {
                    continue
                }
                if let target = find(name, reference) {
                    roots.append(LockfileGraph.Root(component: target, group: group))
                } else {
                    unresolved.note(name, line: line)
                }
            }
        }
        return roots
    }

    private func find(_ path: String) -> Int? {
        positions[path] ?? positions[PNPMPath.withoutPeers(path, generation: generation)]
    }

    /// A reference is a version under the name of the dependency, or, for an alias or another source, a whole path.
    private func find(_ name: String, _ reference: String) -> Int? {
        switch generation {
        case ...5: find("/\(name)/\(reference)") ?? find(reference)
        case 6...8: find("/\(name)@\(reference)") ?? find(reference)
        default: find("\(name)@\(reference)") ?? find(reference)
        }
    }
}
