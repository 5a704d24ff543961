// SPDX-License-Identifier: Apache-2.0
import Notations

/// PDM's `pdm.lock`, lock_version 4: groups by package, dependencies as specifiers, an entry of its own for each set of
/// extras of one package.
enum PDMLock {
    static let format = "pdm-lock"
    static let reader = InventoryReader(
        format: format, title: "PDM pdm.lock", recognises: { $0.name == "pdm.lock" }, read: read)

    static func read(_ file: SourceFile, _ context: ReadingContext) throws(InventoryError) -> Inventory {
        let root = try file.tomlRoot(context)
        guard root["package"] != nil || root["metadata"] != nil else {
            throw file.refusal("The file is not a pdm.lock: it has neither 'package' nor 'metadata'.")
        }
        let manifest = PythonManifest.beside(file.path, context)
        var lock = PythonLock(format: format, file: file)
        var entries: [(position: Int, node: Node)] = []
        var known: [String: Int] = [:]
        var hasGroups = false
        for node in root["package"]?.elements.map({ $0 }) ?? [] {
            let names = node["groups"]?.elements.compactMap(\.string) ?? []
            hasGroups = hasGroups || !names.isEmpty
            let groups = names.isEmpty ? [.runtime] : Set(names.map { group($0, manifest) })
            let key = "\(PythonName.normalised(node["name"]?.string ?? ""))@\(node["version"]?.string ?? "")"
            if let position = known[key], node["name"] != nil {
                lock.inventory.components[position].groups.formUnion(groups)
                entries.append((position, node))
                continue
            }
            let position = lock.add(
                node["name"]?.string, version: node["version"]?.string, line: node.line, groups: groups,
                pin: PythonSource.pin(node) ?? .registry, hashes: PythonLock.hashes(node["files"]))
            guard let position else { continue }
            known[key] = position
            entries.append((position, node))
        }
        var graph = LockfileGraph(count: lock.inventory.components.count)
        for (position, node) in entries {
            for element in node["dependencies"]?.elements.map({ $0 }) ?? [] {
                guard let text = element.string, let requirement = PythonRequirement(text) else {
                    lock.inventory.warn(file.path, line: element.line, "The dependency is no specifier.")
                    continue
                }
                lock.connect(
                    &graph, position, to: requirement.name, version: requirement.pinnedVersion, line: element.line)
            }
        }
        return lock.finish(graph, manifest, hasOwnGroups: hasGroups)
    }

    /// PDM does not tell an extra of the project from a group of its development; the manifest does.
    private static func group(_ name: String, _ manifest: PythonManifest?) -> DependencyGroup {
        if let manifest, manifest.extras.contains(PythonName.normalised(name)) { return .optional }
        return PythonName.group(name)
    }
}
