// SPDX-License-Identifier: Apache-2.0
import Notations
import Packages

/// Bun's text lockfile `bun.lock`: JSON with trailing commas, `workspaces` by folder, `packages` by their place in the
/// tree (`a/b`: the `b` that `a` finds), each a tuple that begins with `name@reference`.
struct BunLock {
    static let format = "bun-lock"
    static let reader = InventoryReader(
        format: format, title: "Bun bun.lock",
        recognises: { ["bun.lock", "bun.lockb"].contains($0.name) }, read: read)

    private let file: SourceFile
    private var inventory = Inventory(format: format)
    private var positions: [String: Int] = [:]
    private var unresolved = UnresolvedDependencies()
    /// How many bytes of names all searches together may still look at.
    private var remaining = 256 << 20

    static func read(_ file: SourceFile, _ context: ReadingContext) throws(InventoryError) -> Inventory {
        if SubjectPath.name(file.path) == "bun.lockb" {
            throw file.refusal(
                "The file is Bun's binary lockfile, which only Bun reads.",
                hint: "Run 'bun install --save-text-lockfile --frozen-lockfile --lockfile-only' to write a bun.lock.")
        }
        let root = try file.jsonRoot(context, dialect: .relaxed)
        guard root.kind == .object, root["lockfileVersion"] != nil else {
            throw file.refusal("The file is not a bun.lock: it has no 'lockfileVersion'.", line: root.line)
        }
        var reading = BunLock(file: file)
        reading.read(root)
        return reading.inventory
    }

    private init(file: SourceFile) {
        self.file = file
    }

    private mutating func read(_ root: Node) {
        var entries: [(key: String, position: Int, information: Node)] = []
        for (key, line, node) in root["packages"]?.members.map({ $0 }) ?? [] {
            guard let descriptor = node[0]?.string, let (name, reference) = NpmReference.split(descriptor) else {
                inventory.warn(file.path, line: line, "The entry '\(key)' does not begin with 'name@version'.")
                continue
            }
            let position = inventory.components.count
            positions[key] = position
            add(String(name), reference, node, line: line)
            if let information = node.elements.first(where: { $0.kind == .object }) {
                entries.append((key, position, information))
            }
        }
        var graph = LockfileGraph(count: inventory.components.count)
        for (key, position, information) in entries {
            for (target, group) in targets(of: information, from: key) where group != .development {
                graph.connect(position, to: target, isOptional: group == .optional)
            }
        }
        inventory.adopt(graph, roots: roots(root["workspaces"]))
        unresolved.report(to: &inventory, path: file.path)
    }

    private mutating func add(_ name: String, _ reference: Substring, _ node: Node, line: Int) {
        var version: String?
        var pin = Pin.registry
        switch NpmReference(reference) {
        case .registry(let text): version = text
        case .alias(_, let text): version = text
        case .workspace(let folder): pin = .path(folder)
        case .pinned(let written): pin = BunLock.resolved(written)
        }
        let integrity = node.elements.compactMap(\.string).last.flatMap { $0.hasPrefix("sha") ? $0 : nil }
        inventory.components.append(
            .registry(
                .npm, name: name, version: version, pin: pin, location: file.location(line),
                hashes: Digest.integrity(integrity), warnings: &inventory.warnings))
    }

    /// Bun shortens the commit it resolved a repository to.
    private static func resolved(_ pin: Pin) -> Pin {
        guard case .branch(let repository, let reference, nil) = pin,
            reference.utf8.count >= 7, reference.utf8.allSatisfy(\.isHexadecimalDigit)
        else { return pin }
        return .revision(repository: repository, revision: reference.lowercased())
    }

    private mutating func roots(_ workspaces: Node?) -> [LockfileGraph.Root] {
        guard let workspaces, workspaces.kind == .object else { return [] }
        var roots: [LockfileGraph.Root] = []
        for (folder, _, node) in workspaces.members {
            if folder.isEmpty { inventory.subject = node["name"]?.string }
            for (target, group) in targets(of: node, from: node["name"]?.string ?? "") {
                roots.append(LockfileGraph.Root(component: target, group: group))
            }
        }
        return roots
    }

    private mutating func targets(of node: Node, from key: String) -> [(target: Int, group: DependencyGroup)] {
        let optionalPeers = Set(node["optionalPeers"]?.elements.compactMap(\.string) ?? [])
        var found: [(target: Int, group: DependencyGroup)] = []
        for (member, group) in NpmManifest.members {
            guard let needs = node[member], needs.kind == .object else { continue }
            for (name, line, _) in needs.members {
                if let target = resolve(name, from: key) {
                    found.append((target, group))
                } else if group == .runtime, !optionalPeers.contains(name) {
                    unresolved.note(name, line: line)
                }
            }
        }
        return found
    }

    /// `a/b/name`, then `a/name`, then `name`. A scope's `/` makes some tries in vain, which does no harm.
    private mutating func resolve(_ name: String, from key: String) -> Int? {
        guard key.utf8.count <= NodeModules.longestLocation else { return positions[name] }
        var folder = Substring(key)
        for _ in 0..<NodeModules.deepest where !folder.isEmpty {
            remaining -= folder.utf8.count + name.utf8.count
            if remaining < 0 { return positions[name] }
            if let position = positions["\(folder)/\(name)"] { return position }
            folder = folder.cut(atLast: "/")?.before ?? ""
        }
        return positions[name]
    }
}
