// SPDX-License-Identifier: Apache-2.0
import Notations
import Packages

/// Conan's `conan.lock`: of Conan 1 a graph of nodes, of Conan 2 lists of references.
enum ConanLock {
    static let reader = InventoryReader(
        format: "conan-lock", title: "Conan conan.lock",
        recognises: { path in
            let name = path.name
            return name == "conan.lock" || name.hasSuffix(".conan.lock")
        },
        read: read)

    private static func read(
        _ file: SourceFile, _ context: ReadingContext
    ) throws(InventoryError) -> Inventory {
        let root = try file.jsonRoot(context)
        var draft = InventoryDraft(reader.format, file)
        if let nodes = root["graph_lock"]?["nodes"], nodes.kind == .object {
            readGraph(nodes, into: &draft)
        } else if root["requires"] != nil || root["build_requires"] != nil {
            readLists(root, into: &draft)
        } else {
            throw file.refusal("The file has neither 'graph_lock' nor 'requires', so it is no conan.lock.")
        }
        return draft.finished()
    }

    private static func readLists(_ root: Node, into draft: inout InventoryDraft) {
        for (key, group) in [
            ("requires", DependencyGroup.runtime), ("build_requires", .build), ("python_requires", .build),
            ("config_requires", .build),
        ] {
            for entry in root[key].map({ Array($0.elements) }) ?? [] {
                // An entry is a reference, or a pair of it and what it overrides.
                guard let text = entry.string ?? entry[0]?.string, let reference = ConanReference(text) else {
                    draft.warn(entry.line, "An entry of '\(key)' is not a name and a version.")
                    continue
                }
                draft.add(reference.component(line: entry.line, groups: [group], relationship: .unknown, in: &draft))
            }
        }
    }

    /// What one node of the graph needs.
    private struct GraphNode {
        var identifier: String
        var position: Int?
        var needs: [(identifier: String, isForBuild: Bool)]
        var isRoot: Bool
    }

    private static func readGraph(_ nodes: Node, into draft: inout InventoryDraft) {
        var graph: [GraphNode] = []
        var positions: [String: Int] = [:]
        for (identifier, line, node) in nodes.members {
            let text = node["ref"]?.string ?? node["pref"]?.string
            // The project itself has the path of its recipe, and in the oldest format no reference.
            let isRoot = node["path"] != nil || text == nil
            var position: Int?
            if !isRoot, let text {
                if let reference = ConanReference(text) {
                    let group: DependencyGroup = node["context"]?.string == "build" ? .build : .runtime
                    position = draft.add(
                        reference.component(line: line, groups: [group], relationship: .transitive, in: &draft))
                    positions[identifier] = position
                } else {
                    draft.warn(line, "The reference '\(text)' is not a name and a version.")
                }
            }
            let needs =
                identifiers(node["requires"]).map { ($0, false) }
                + identifiers(node["build_requires"]).map { ($0, true) }
            graph.append(GraphNode(identifier: identifier, position: position, needs: needs, isRoot: isRoot))
        }
        var runtime: Set<Int> = []
        var forBuild: Set<Int> = []
        for node in graph {
            for need in node.needs {
                guard let to = positions[need.identifier] else { continue }
                if need.isForBuild { forBuild.insert(to) } else { runtime.insert(to) }
                if node.isRoot { draft.change(to) { $0.relationship = .direct } }
                if let from = node.position { draft.connect(from, to: to) }
            }
        }
        for position in forBuild.subtracting(runtime) { draft.change(position) { $0.groups = [.build] } }
    }

    /// A list of node identifiers, in older formats an object from references to identifiers.
    private static func identifiers(_ node: Node?) -> [String] {
        guard let node else { return [] }
        return node.elements.compactMap(\.string) + node.members.compactMap(\.value.string)
    }
}
