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
    package var repositories: [Checkout] = []

    package init() {}

    /// A checkout: where it is, and the place that reports name for it.
    package struct Checkout: Sendable, Hashable {
        package var path: String
        package var place: String
        /// The commit in question; nil for the one that is checked out.
        package var revision: String?

        package init(path: String, place: String, revision: String? = nil) {
            self.path = path
            self.place = place
            self.revision = revision
        }
    }

    package var components: [Component] { inventories.flatMap(\.components) }

    mutating func add(_ inventory: Inventory, path: String) {
        files.append(ScannedFile(path: path, format: inventory.format, components: inventory.components.count))
        problems += inventory.warnings.map {
            ScanProblem(kind: .warning, location: $0.location, message: $0.message)
        }
        inventories.append(inventory)
    }

    /// A file that includes another (`-r base.txt`) lists what stands there, at the other's lines. Where the other is read
    /// too, its components are its own alone.
    mutating func leaveOutIncluded() {
        var included = Set<String>()
        for (file, inventory) in zip(files, inventories) {
            for component in inventory.components where component.location.path != file.path {
                included.insert(component.location.path)
            }
        }
        var own = Set<Entry>()
        for (file, inventory) in zip(files, inventories) where included.contains(file.path) {
            for component in inventory.components where component.location.path == file.path {
                own.insert(Entry(component))
            }
        }
        guard !own.isEmpty else { return }
        for position in inventories.indices {
            let path = files[position].path
            inventories[position].remove { component in
                component.location.path != path && own.contains(Entry(component))
            }
            files[position].components = inventories[position].components.count
        }
    }

    /// What two mentions of a component at one place share.
    private struct Entry: Hashable {
        var name: String
        var version: String?
        var location: SourceLocation

        init(_ component: Component) {
            (name, version, location) = (component.name, component.version, component.location)
        }
    }

    mutating func add(_ other: Subject) {
        files += other.files
        inventories += other.inventories
        problems += other.problems
        skipped += other.skipped
        repositories += other.repositories
    }

    /// Puts a target's name before every path, where there are several targets.
    mutating func prefix(_ target: String) {
        let lead = target.hasSuffix("/") ? target : target + "/"
        for position in files.indices { files[position].path = lead + files[position].path }
        for position in problems.indices { problems[position].location.path = lead + problems[position].location.path }
        for position in repositories.indices { repositories[position].place = lead + repositories[position].place }
        for position in skipped.indices { skipped[position].path = lead + skipped[position].path }
        for position in inventories.indices {
            for component in inventories[position].components.indices {
                let path = inventories[position].components[component].location.path
                inventories[position].components[component].location.path = lead + path
            }
        }
    }
}

extension Inventory {
    /// Removes components, and the edges from them and to them.
    fileprivate mutating func remove(where isUnwanted: (Component) -> Bool) {
        var kept: [Int: Int] = [:]
        var rest: [Component] = []
        for (position, component) in components.enumerated() where !isUnwanted(component) {
            kept[position] = rest.count
            rest.append(component)
        }
        guard rest.count < components.count else { return }
        components = rest
        edges = edges.compactMap { edge in
            guard let from = kept[edge.from], let to = kept[edge.to] else { return nil }
            return Edge(from: from, to: to)
        }
    }
}
