// SPDX-License-Identifier: Apache-2.0
import Notations
import Packages

/// A lockfile of Yarn 2 and later: YAML, one member per resolution under all its descriptors, workspaces among them.
struct YarnBerry {
    private let file: SourceFile
    private let context: ReadingContext
    private var inventory = Inventory(format: YarnLock.format)
    private var positions: [String: Int] = [:]
    /// Components by `name@version`.
    private var versions: [String: Int] = [:]
    private var workspaces: [(folder: String, node: Node)] = []
    private var unresolved = UnresolvedDependencies()

    static func read(_ file: SourceFile, _ context: ReadingContext) throws(InventoryError) -> Inventory {
        let root = try file.yamlRoot(context)
        guard root.kind == .object else {
            throw file.refusal("The file is not a yarn.lock: its root is no mapping.", line: root.line)
        }
        var reading = YarnBerry(file: file, context: context)
        reading.read(root)
        return reading.inventory
    }

    private init(file: SourceFile, context: ReadingContext) {
        self.file = file
        self.context = context
    }

    private mutating func read(_ root: Node) {
        var entries: [(position: Int, node: Node)] = []
        for (key, line, node) in root.members where key != "__metadata" {
            guard node.kind == .object, let resolution = node["resolution"]?.string,
                let (name, reference) = NpmReference.split(resolution)
            else {
                inventory.warn(file.path, line: line, "The entry '\(key)' has no resolution.")
                continue
            }
            if reference == "workspace:." {
                inventory.subject = String(name)
                workspaces.append((".", node))
                continue
            }
            if let folder = reference.dropping("workspace:") { workspaces.append((String(folder), node)) }
            let descriptors = key.utf8.split(separator: UInt8(ascii: ",")).map { String(Substring($0).trimmed) }
            // Yarn's own patches make a package work with it; the version they are for stands there already.
            let version = node["version"]?.text ?? ""
            if reference.hasPrefix("patch:"), reference.utf8.contains("builtin<"),
                let known = versions["\(name)@\(version)"]
            {
                for descriptor in descriptors { positions[descriptor] = known }
                continue
            }
            let position = inventory.components.count
            for descriptor in descriptors { positions[descriptor] = position }
            versions["\(name)@\(version)"] = position
            add(String(name), reference, node, line: line)
            entries.append((position, node))
        }
        var graph = LockfileGraph(count: inventory.components.count)
        for (position, node) in entries {
            for (target, isOptional) in targets(of: node) {
                graph.connect(position, to: target, isOptional: isOptional)
            }
        }
        inventory.adopt(graph, roots: roots())
        unresolved.report(to: &inventory, path: file.path)
    }

    private mutating func add(_ name: String, _ reference: Substring, _ node: Node, line: Int) {
        let locator = YarnBerry.withoutParameters(reference)
        var pin = Pin.registry
        var version = node["version"]?.text
        switch NpmReference(locator) {
        case .registry, .alias: break
        case .workspace(let folder): (pin, version) = (.path(folder), nil)
        case .pinned(let written): pin = written
        }
        if let patch = locator.dropping("patch:") {
            pin = .registry
            if !patch.utf8.contains("builtin<") {
                inventory.warn(
                    file.path, line: line,
                    "'\(name)' is changed by a patch of the subject; what is known of the version may not hold.")
            }
        }
        if version == "0.0.0-use.local" { version = nil }
        inventory.components.append(
            .registry(
                .npm, name: name, version: version, pin: pin, location: file.location(line),
                warnings: &inventory.warnings))
    }

    /// What an entry's dependencies lead to. Before version 8 the default protocol `npm:` was left out.
    private mutating func targets(of node: Node) -> [(target: Int, isOptional: Bool)] {
        guard let needs = node["dependencies"], needs.kind == .object else { return [] }
        let meta = node["dependenciesMeta"]
        var found: [(target: Int, isOptional: Bool)] = []
        for (name, line, value) in needs.members {
            guard let range = value.text else { continue }
            if let target = positions["\(name)@\(range)"] ?? positions["\(name)@npm:\(range)"] {
                found.append((target, meta?[name]?["optional"]?.boolean == true))
            } else if !range.hasPrefix("workspace:") {
                unresolved.note(name, line: line)
            }
        }
        return found
    }

    /// The lockfile puts a workspace's development dependencies among the others; its manifest tells them apart.
    private mutating func roots() -> [LockfileGraph.Root] {
        var roots: [LockfileGraph.Root] = []
        var visited: Set<String> = []
        for (folder, node) in workspaces {
            if let place = SubjectPath.join("", folder), !visited.insert(place).inserted { continue }
            let manifest = NpmManifest.beside(file.path, folder: folder, context)
            let groups = manifest.map { manifest in
                Dictionary(manifest.dependencies.map { ($0.name, $0.group) }) { first, _ in first }
            }
            guard let needs = node["dependencies"], needs.kind == .object else { continue }
            for (name, _, value) in needs.members {
                guard let range = value.text,
                    let target = positions["\(name)@\(range)"] ?? positions["\(name)@npm:\(range)"]
                else { continue }
                roots.append(LockfileGraph.Root(component: target, group: groups?[name] ?? .runtime))
            }
        }
        return roots
    }

    /// A locator's `::key=value` at its end binds it to a workspace, and says nothing of the package.
    private static func withoutParameters(_ reference: Substring) -> Substring {
        var position = reference.utf8.startIndex
        while let colon = reference.utf8[position...].firstIndex(of: UInt8(ascii: ":")) {
            let next = reference.utf8.index(after: colon)
            if reference.utf8[next...].first == UInt8(ascii: ":") { return reference[..<colon] }
            position = next
        }
        return reference
    }
}
