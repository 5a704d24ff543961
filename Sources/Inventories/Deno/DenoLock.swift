// SPDX-License-Identifier: Apache-2.0
import Notations

/// `deno.lock`, versions 2 to 5: `specifiers`, `jsr` and `npm` at the root (in `packages` before 4), `remote` addresses
/// with their SHA-256, and what the subject asks for in `workspace`.
struct DenoLock {
    static let format = "deno-lock"
    static let reader = InventoryReader(
        format: format, title: "Deno deno.lock", recognises: { $0.name == "deno.lock" }, read: read)

    private let file: SourceFile
    private var inventory = Inventory(format: format)
    /// Components by `npm:name@version`, and under `npm:name` where the lockfile leaves a version out.
    private var positions: [String: Int] = [:]
    private var unresolved = UnresolvedDependencies()

    static func read(_ file: SourceFile, _ context: ReadingContext) throws(InventoryError) -> Inventory {
        let root = try file.jsonRoot(context)
        guard root.kind == .object, root["version"] != nil else {
            throw file.refusal("The file is not a deno.lock: it has no 'version'.", line: root.line)
        }
        var reading = DenoLock(file: file)
        reading.read(root)
        return reading.inventory
    }

    private init(file: SourceFile) {
        self.file = file
    }

    private mutating func read(_ root: Node) {
        let packages = root["packages"] ?? root
        var entries: [(position: Int, scheme: String, node: Node)] = []
        for scheme in ["jsr", "npm"] {
            guard var members = packages[scheme], members.kind == .object else { continue }
            if let inner = members["packages"], inner.kind == .object { members = inner }
            for (key, line, node) in members.members {
                guard let specifier = DenoSpecifier("\(scheme):\(DenoLock.withoutPeers(key))"), specifier.version != nil
                else {
                    inventory.warn(file.path, line: line, "The entry '\(key)' is no 'name@version'.")
                    continue
                }
                let position = inventory.components.count
                positions["\(scheme):\(key)"] = position
                positions["\(scheme):\(specifier.name)"] = position
                entries.append((position, scheme, node))
                let integrity = node["integrity"]?.string
                let hashes = scheme == "npm" ? Digest.integrity(integrity) : DenoLock.sha256(integrity)
                inventory.components.append(
                    specifier.component(
                        file.location(line), isRequirement: false, .unknown, &inventory.warnings, hashes: hashes))
            }
        }
        for (address, line, value) in root["remote"]?.members.map({ $0 }) ?? [] {
            guard let specifier = DenoSpecifier(address) else { continue }
            inventory.components.append(
                specifier.component(
                    file.location(line), isRequirement: false, .unknown, &inventory.warnings,
                    hashes: DenoLock.sha256(value.string)))
        }
        connect(entries, specifiers: packages["specifiers"] ?? root["specifiers"], root)
    }

    private mutating func connect(
        _ entries: [(position: Int, scheme: String, node: Node)], specifiers: Node?, _ root: Node
    ) {
        var graph = LockfileGraph(count: inventory.components.count)
        for (position, scheme, node) in entries {
            for member in ["dependencies", "optionalDependencies"] {
                for (reference, line) in references(node[member]) {
                    if let target = find(reference, scheme, specifiers) {
                        graph.connect(position, to: target, isOptional: member == "optionalDependencies")
                    } else if member == "dependencies" {
                        unresolved.note(reference, line: line)
                    }
                }
            }
        }
        var asked: [Node] = []
        if let workspace = root["workspace"] {
            asked = [workspace["dependencies"], workspace["packageJson"]?["dependencies"]].compactMap { $0 }
            for (_, _, member) in workspace["members"]?.members.map({ $0 }) ?? [] {
                asked += [member["dependencies"], member["packageJson"]?["dependencies"]].compactMap { $0 }
            }
        }
        let roots = asked.flatMap(\.elements).compactMap { node in
            node.string.flatMap { find($0, "npm", specifiers) }.map {
                LockfileGraph.Root(component: $0, group: .runtime)
            }
        }
        inventory.adopt(graph, roots: roots)
        unresolved.report(to: &inventory, path: file.path)
    }

    /// An array of names since 4, an object `alias: name@version` before.
    private func references(_ node: Node?) -> [(text: String, line: Int)] {
        guard let node else { return [] }
        if node.kind == .object {
            return node.members.compactMap { _, line, value in value.string.map { ($0, line) } }
        }
        return node.elements.compactMap { element in element.string.map { ($0, element.line) } }
    }

    private func find(_ reference: String, _ scheme: String, _ specifiers: Node?) -> Int? {
        if let position = positions[reference] ?? positions["\(scheme):\(reference)"] { return position }
        guard let resolved = specifiers?[reference]?.string ?? specifiers?["\(scheme):\(reference)"]?.string else {
            return nil
        }
        if let position = positions[resolved] ?? positions["\(scheme):\(resolved)"] { return position }
        // Since 4 a specifier leads to a version alone.
        guard let (prefix, rest) = Substring(reference).cut(at: ":"), let (name, _) = NpmReference.split(rest) else {
            return nil
        }
        return positions["\(prefix):\(name)@\(resolved)"]
    }

    /// `name@1.0.0_peer@2.0.0`; a name may hold `_` as well.
    private static func withoutPeers(_ key: String) -> String {
        guard let (name, version) = NpmReference.split(key), let (bare, _) = version.cut(at: "_") else { return key }
        return "\(name)@\(bare)"
    }

    private static func sha256(_ value: String?) -> [Digest] {
        [value.flatMap { Digest.hexadecimal("sha256", $0) }].compactMap { $0 }
    }
}
