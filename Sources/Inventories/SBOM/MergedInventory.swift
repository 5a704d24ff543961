// SPDX-License-Identifier: Apache-2.0
import Packages

/// Several inventories as one, in an order that depends on nothing but what they hold.
///
/// Components that agree in package URL, ecosystem, name, version, requirement and pin are one, found in several places;
/// its groups, hashes, licences and sources are those of all of them, and it is direct where one of them is.
struct MergedInventory {
    struct Entry {
        /// With the first of `locations`.
        var component: Component
        /// Ascending, none twice.
        var locations: [SourceLocation]
    }

    private(set) var entries: [Entry] = []
    /// Between positions in `entries`, ascending, none twice, no entry with itself.
    private(set) var edges: [Inventory.Edge] = []
    private(set) var subject: String?
    /// How many things the inventories' readers could not understand.
    private(set) var warnings = 0

    /// The subject is `subject`, or the one that all inventories that name one agree on.
    init(of inventories: [Inventory], subject: String? = nil) {
        var keyed: [(key: [UInt8], inventory: Int, position: Int)] = []
        for (index, inventory) in inventories.enumerated() {
            for (position, component) in inventory.components.enumerated() {
                keyed.append((MergedInventory.key(of: component), index, position))
            }
            warnings += inventory.warnings.count
        }
        keyed.sort { left, right in
            left.key == right.key
                ? (left.inventory, left.position) < (right.inventory, right.position)
                : left.key.lexicographicallyPrecedes(right.key)
        }
        var positions = inventories.map { [Int](repeating: 0, count: $0.components.count) }
        var lastKey: [UInt8]?
        for item in keyed {
            let component = inventories[item.inventory].components[item.position]
            if item.key == lastKey {
                entries[entries.count - 1].add(component)
            } else {
                entries.append(Entry(component: component, locations: [component.location]))
                lastKey = item.key
            }
            positions[item.inventory][item.position] = entries.count - 1
        }
        for position in entries.indices { entries[position].settle() }
        addEdges(of: inventories, positions: positions)
        let subjects = Set(inventories.compactMap(\.subject))
        self.subject = (subject ?? (subjects.count == 1 ? subjects.first : nil))?.presence
    }

    private mutating func addEdges(of inventories: [Inventory], positions: [[Int]]) {
        var merged = Inventory(format: "")
        for (inventory, positions) in zip(inventories, positions) {
            for edge in inventory.edges
            where positions.indices.contains(edge.from) && positions.indices.contains(edge.to)
                && positions[edge.from] != positions[edge.to]
            {
                merged.edges.append(Inventory.Edge(from: positions[edge.from], to: positions[edge.to]))
            }
        }
        merged.settleEdges()
        edges = merged.edges
    }

    /// What makes a component itself, as bytes that sort; 0xFF stands in no UTF-8.
    private static func key(of component: Component) -> [UInt8] {
        let parts: [String] = [
            component.purl?.description ?? "", component.ecosystem?.description ?? "", component.name,
            component.version ?? "", component.requirement ?? "", component.pin.attribute,
        ]
        var key: [UInt8] = []
        for part in parts {
            key.append(contentsOf: part.utf8)
            key.append(0xFF)
        }
        return key
    }

    /// The positions that the subject itself asks for.
    var direct: [Int] {
        entries.indices.filter { entries[$0].component.relationship == .direct }
    }

    /// The positions each entry needs, ascending.
    var needs: [[Int]] {
        var needs = [[Int]](repeating: [], count: entries.count)
        for edge in edges { needs[edge.from].append(edge.to) }
        return needs
    }
}

extension MergedInventory.Entry {
    fileprivate mutating func add(_ other: Component) {
        locations.append(other.location)
        component.groups.formUnion(other.groups)
        component.hashes.append(contentsOf: other.hashes)
        component.licences.append(contentsOf: other.licences)
        component.sources.append(contentsOf: other.sources)
        if component.relationship == .unknown || other.relationship == .direct {
            component.relationship = other.relationship
        }
    }

    /// Brings what was gathered into the one order it has.
    fileprivate mutating func settle() {
        locations = Set(locations).sorted { ($0.path, $0.line ?? 0) < ($1.path, $1.line ?? 0) }
        component.location = locations.first ?? component.location
        component.hashes = Set(component.hashes).sorted { ($0.algorithm, $0.value) < ($1.algorithm, $1.value) }
        component.licences = Set(component.licences.filter { !$0.isEmpty }).sorted()
        component.sources = Set(component.sources).sorted { ($0.name, $0.version ?? "") < ($1.name, $1.version ?? "") }
    }
}
