// SPDX-License-Identifier: Apache-2.0

/// What the dependencies between components say about each of them.
enum DependencyGraph {
    /// For each of `count` components: direct where the subject asks for it, transitive where it can be reached from
    /// there, unknown otherwise. Positions outside `0..<count` are left out.
    static func relationships(count: Int, edges: [Inventory.Edge], direct: [Int]) -> [Relationship] {
        var relationships = [Relationship](repeating: .unknown, count: count)
        guard !direct.isEmpty else { return relationships }
        var needs = [[Int]](repeating: [], count: count)
        for edge in edges where needs.indices.contains(edge.from) && needs.indices.contains(edge.to) {
            needs[edge.from].append(edge.to)
        }
        var waiting: [Int] = []
        for position in direct where relationships.indices.contains(position) && relationships[position] != .direct {
            relationships[position] = .direct
            waiting.append(position)
        }
        while let position = waiting.popLast() {
            for next in needs[position] where relationships[next] == .unknown {
                relationships[next] = .transitive
                waiting.append(next)
            }
        }
        return relationships
    }
}
