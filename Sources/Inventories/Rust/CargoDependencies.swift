// SPDX-License-Identifier: Apache-2.0
import Notations

/// What a `Cargo.toml` asks for (The Cargo Book, "Specifying Dependencies").
struct CargoDependencies {
    struct Dependency {
        /// The name of the package, not the one it is given in the code.
        var name: String
        /// The dependency as it stands: a text or a table.
        var node: Node
        var group: DependencyGroup
        var isOptional: Bool
        var line: Int
    }

    private(set) var all: [Dependency] = []

    init(_ root: Node) {
        for (table, group) in CargoDependencies.tables {
            add(root[table], group)
            for (_, _, target) in root["target"].members { add(target[table], group) }
        }
        add(root["workspace"]?["dependencies"], .runtime)
    }

    private static let tables: [(String, DependencyGroup)] = [
        ("dependencies", .runtime), ("dev-dependencies", .development), ("dev_dependencies", .development),
        ("build-dependencies", .build), ("build_dependencies", .build),
    ]

    private mutating func add(_ table: Node?, _ group: DependencyGroup) {
        for (key, line, node) in table.members {
            all.append(
                Dependency(
                    name: node["package"]?.string ?? key, node: node, group: group,
                    isOptional: node["optional"]?.boolean == true, line: line))
        }
    }
}
