// SPDX-License-Identifier: Apache-2.0
import Notations

/// Poetry's `poetry.lock`, lock-version 1.0 to 2.1: groups by `category` (1.x) or `groups` (2.1), and where it has
/// neither (1.2–1.8) by the manifest beside it.
enum PoetryLock {
    static let format = "poetry-lock"
    static let reader = InventoryReader(
        format: format, title: "Poetry poetry.lock", recognises: { $0.name == "poetry.lock" }, read: read)

    static func read(_ file: SourceFile, _ context: ReadingContext) throws(InventoryError) -> Inventory {
        let root = try file.tomlRoot(context)
        guard root["package"] != nil || root["metadata"] != nil else {
            throw file.refusal("The file is not a poetry.lock: it has neither 'package' nor 'metadata'.")
        }
        var lock = PythonLock(format: format, file: file)
        var entries: [(position: Int, node: Node)] = []
        var hasGroups = false
        for node in root["package"]?.elements.map({ $0 }) ?? [] {
            let groups = groups(of: node)
            hasGroups = hasGroups || groups != nil
            let name = node["name"]?.string
            let hashes = PythonLock.hashes(node["files"] ?? name.flatMap { root["metadata"]?["files"]?[$0] })
            let position = lock.add(
                name, version: node["version"]?.string, line: node.line,
                groups: groups ?? (node["optional"]?.boolean == true ? [.optional] : [.runtime]),
                pin: pin(node["source"]), hashes: hashes)
            if let position { entries.append((position, node)) }
        }
        var graph = LockfileGraph(count: lock.inventory.components.count)
        for (position, node) in entries {
            for (name, line, value) in node["dependencies"].members {
                let choices = value.kind == .array ? value.elements.map { $0 } : [value]
                let isOptional = choices.allSatisfy { $0["optional"]?.boolean == true }
                lock.connect(&graph, position, to: name, isOptional: isOptional, line: line)
            }
        }
        return lock.finish(graph, PythonManifest.beside(file.path, context), hasOwnGroups: hasGroups)
    }

    private static func groups(of node: Node) -> Set<DependencyGroup>? {
        let isOptional = node["optional"]?.boolean == true
        var names = node["groups"]?.elements.compactMap(\.string) ?? []
        if let category = node["category"]?.string { names = [category] }
        guard !names.isEmpty else { return nil }
        return Set(
            names.map { name in
                let group = PythonName.group(name)
                return group == .runtime && isOptional ? .optional : group
            })
    }

    private static func pin(_ source: Node?) -> Pin {
        guard let source, let type = source["type"]?.string, let address = source["url"]?.string else {
            return .registry
        }
        switch type {
        case "git":
            return .git(address, committish: source["resolved_reference"]?.string ?? source["reference"]?.string)
        case "directory", "file": return .path(address)
        case "url": return .url(GitAddress.withoutUser(Substring(address)))
        default: return .registry
        }
    }
}
