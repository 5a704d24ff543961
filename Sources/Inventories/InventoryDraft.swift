// SPDX-License-Identifier: Apache-2.0
import Packages

/// An inventory while its file is being read: components by position, edges between them, warnings up to a bound.
struct InventoryDraft {
    /// The most warnings one file may give; the rest are counted in one more.
    private static let mostWarnings = 1_000

    let path: String
    private(set) var inventory: Inventory
    private var unheardWarnings = 0

    init(_ format: String, _ file: SourceFile) {
        path = file.path
        inventory = Inventory(format: format)
    }

    var components: [Component] { inventory.components }

    func location(_ line: Int?) -> SourceLocation {
        SourceLocation(path: path, line: line)
    }

    mutating func describe(subject: String?) {
        inventory.subject = subject
    }

    mutating func warn(_ line: Int?, _ message: String) {
        if inventory.warnings.count < InventoryDraft.mostWarnings {
            inventory.warn(path, line: line, message)
        } else {
            unheardWarnings &+= 1
        }
    }

    @discardableResult
    mutating func add(_ component: Component) -> Int {
        inventory.components.append(component)
        return inventory.components.count - 1
    }

    /// Adds a component of a registry, and gives its position.
    @discardableResult
    mutating func add(
        _ ecosystem: EcosystemName, name: String, version: String?, requirement: String? = nil, line: Int?,
        groups: Set<DependencyGroup> = [.runtime], relationship: Relationship = .unknown, pin: Pin = .registry,
        hashes: [Digest] = [], licences: [String] = []
    ) -> Int {
        var warnings: [Inventory.Warning] = []
        let component = Component.registry(
            ecosystem, name: name, version: version, requirement: requirement, groups: groups,
            relationship: relationship, pin: pin, location: location(line), hashes: hashes, licences: licences,
            warnings: &warnings)
        for warning in warnings { warn(warning.location.line, warning.message) }
        return add(component)
    }

    /// The same for an ecosystem without a suffix.
    @discardableResult
    mutating func add(
        _ ecosystem: Ecosystem, name: String, version: String?, requirement: String? = nil, line: Int?,
        groups: Set<DependencyGroup> = [.runtime], relationship: Relationship = .unknown, pin: Pin = .registry,
        hashes: [Digest] = [], licences: [String] = []
    ) -> Int {
        add(
            EcosystemName(ecosystem), name: name, version: version, requirement: requirement, line: line,
            groups: groups, relationship: relationship, pin: pin, hashes: hashes, licences: licences)
    }

    /// A package URL made of its parts; where none can be made of them, nil and a warning.
    mutating func packageURL(
        _ type: String, namespace: String? = nil, name: String, version: String?, qualifiers: [String: String] = [:],
        subpath: String? = nil, line: Int?
    ) -> PackageURL? {
        do throws(PackagesError) {
            return try PackageURL(
                type: type, namespace: namespace, name: name, version: version,
                qualifiers: qualifiers.filter { !$0.value.isEmpty }, subpath: subpath)
        } catch {
            warn(line, "There is no package URL for '\(name)' of type '\(type)': \(error.message)")
            return nil
        }
    }

    /// Changes a component that stands already.
    mutating func change(_ position: Int, _ body: (inout Component) -> Void) {
        guard inventory.components.indices.contains(position) else { return }
        body(&inventory.components[position])
    }

    /// States that `from` needs `to`; a component's need of itself is left out.
    mutating func connect(_ from: Int, to: Int) {
        if from != to { inventory.edges.append(Inventory.Edge(from: from, to: to)) }
    }

    /// The finished inventory.
    func finished() -> Inventory {
        var whole = inventory
        whole.settleEdges()
        if unheardWarnings > 0 {
            whole.warn(path, line: nil, "\(unheardWarnings) more entries were not understood and are not listed.")
        }
        return whole
    }
}
