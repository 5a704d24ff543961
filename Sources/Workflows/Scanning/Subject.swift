// SPDX-License-Identifier: Apache-2.0
package import Inventories
package import Reports

/// What targets hold.
package struct Subject: Sendable {
    package var files: [ScannedFile] = []
    /// One for each of ``files``.
    package var inventories: [Inventory] = []
    package var problems: [ScanProblem] = []
    package var skipped: [SkippedPath] = []
    /// Checkouts that commits can be asked of.
    package var repositories: [String] = []
    /// Those of ``repositories`` that are targets themselves.
    package var checkouts: [String] = []

    package init() {}

    package var components: [Component] { inventories.flatMap(\.components) }

    mutating func add(_ inventory: Inventory, path: String) {
        files.append(ScannedFile(path: path, format: inventory.format, components: inventory.components.count))
        problems += inventory.warnings.map {
            ScanProblem(kind: .warning, location: $0.location, message: $0.message)
        }
        inventories.append(inventory)
    }

    mutating func add(_ other: Subject) {
        files += other.files
        inventories += other.inventories
        problems += other.problems
        skipped += other.skipped
        repositories += other.repositories
        checkouts += other.checkouts
    }

    /// Puts a target's name before every path, where there are several targets.
    mutating func prefix(_ target: String) {
        let lead = target.hasSuffix("/") ? target : target + "/"
        for position in files.indices { files[position].path = lead + files[position].path }
        for position in problems.indices { problems[position].location.path = lead + problems[position].location.path }
        for position in skipped.indices { skipped[position].path = lead + skipped[position].path }
        for position in inventories.indices {
            for component in inventories[position].components.indices {
                let path = inventories[position].components[component].location.path
                inventories[position].components[component].location.path = lead + path
            }
        }
    }
}
