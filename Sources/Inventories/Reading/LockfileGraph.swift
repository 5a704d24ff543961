// SPDX-License-Identifier: Apache-2.0

/// What the entries of a lockfile need, from which follows what each is there for.
///
/// A component belongs to the groups in which a manifest of the subject asks for something that leads to it. Behind an
/// optional dependency, `runtime` becomes `optional`; the other groups stay what they are.
struct LockfileGraph {
    /// Something a manifest of the subject asks for: the position of a component, and what for.
    struct Root: Hashable {
        var component: Int
        var group: DependencyGroup
    }

    private struct Arc {
        var to: Int
        var isOptional: Bool
    }

    private var arcs: [[Arc]]

    init(count: Int) {
        arcs = Array(repeating: [], count: count)
    }

    /// Notes that one component needs another; positions outside the graph are left out.
    mutating func connect(_ from: Int, to: Int, isOptional: Bool = false) {
        guard arcs.indices.contains(from), arcs.indices.contains(to) else { return }
        arcs[from].append(Arc(to: to, isOptional: isOptional))
    }

    /// `from` needs `to`.
    var edges: [Inventory.Edge] {
        arcs.indices.flatMap { from in arcs[from].map { Inventory.Edge(from: from, to: $0.to) } }
    }

    /// For each component the groups that lead to it; empty where no root does.
    func groups(from roots: [Root]) -> [Set<DependencyGroup>] {
        var groups: [Set<DependencyGroup>] = Array(repeating: [], count: arcs.count)
        var waiting = roots.filter { arcs.indices.contains($0.component) }
        while let next = waiting.popLast() {
            guard groups[next.component].insert(next.group).inserted else { continue }
            for arc in arcs[next.component] {
                let group: DependencyGroup = arc.isOptional && next.group == .runtime ? .optional : next.group
                if !groups[arc.to].contains(group) { waiting.append(Root(component: arc.to, group: group)) }
            }
        }
        return groups
    }
}

extension Inventory {
    /// Takes the edges of a graph of its components.
    mutating func adopt(_ graph: LockfileGraph) {
        edges = graph.edges
        settleEdges()
    }

    /// Takes the edges, and marks what the roots lead to: direct or transitive, and in which groups. What no root leads
    /// to keeps its groups and its relationship.
    mutating func adopt(_ graph: LockfileGraph, roots: [LockfileGraph.Root]) {
        adopt(graph)
        let groups = graph.groups(from: roots)
        for position in components.indices where !groups[position].isEmpty {
            components[position].groups = groups[position]
            if components[position].relationship != .direct { components[position].relationship = .transitive }
        }
        for root in roots where components.indices.contains(root.component) {
            components[root.component].relationship = .direct
        }
    }
}

/// Dependencies that name no entry of their lockfile: counted, and said in one warning.
struct UnresolvedDependencies {
    private var count = 0
    private var first: (line: Int?, name: String)?

    mutating func note(_ name: String, line: Int?) {
        count += 1
        if first == nil { first = (line, name) }
    }

    func report(to inventory: inout Inventory, path: String) {
        guard let first else { return }
        let message =
            count == 1
            ? "The dependency '\(first.name)' names no entry of the file; the graph lacks it."
            : "\(count) dependencies, '\(first.name)' first, name no entry of the file; the graph lacks them."
        inventory.warn(path, line: first.line, message)
    }
}
