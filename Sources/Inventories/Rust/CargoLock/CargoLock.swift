// SPDX-License-Identifier: Apache-2.0
import Notations
import Packages

/// `Cargo.lock`, versions 1 to 4. Packages without a source are the subject's own; what they need is asked for. Whether
/// for development or building stands in their manifests, as far as they are found.
struct CargoLock {
    static let format = "cargo-lock"
    static let reader = InventoryReader(
        format: format, title: "Cargo Cargo.lock", recognises: { $0.name == "Cargo.lock" }, read: read)

    private let file: SourceFile
    private let manifests: CargoMembers
    private var inventory = Inventory(format: format)
    private var entries: [Entry] = []
    /// Entries by `name`, `name version` and `name version (source)`, as dependencies name them.
    private var positions: [String: Int] = [:]
    private var ambiguous: Set<String> = []
    private var unresolved = UnresolvedDependencies()

    private struct Entry {
        /// Nil for the subject itself.
        var component: Int?
        var name: String
        var isOwn: Bool
        var dependencies: Node?
    }

    static func read(_ file: SourceFile, _ context: ReadingContext) throws(InventoryError) -> Inventory {
        let root = try file.tomlRoot(context)
        guard root["package"] != nil || root["version"] != nil || root["root"] != nil || root.count == 0 else {
            throw file.refusal("The file is not a Cargo.lock: it has neither 'package' nor 'version'.")
        }
        var reading = CargoLock(file: file, manifests: CargoMembers(SubjectPath.folder(file.path), context))
        reading.read(root)
        return reading.inventory
    }

    private init(file: SourceFile, manifests: CargoMembers) {
        self.file = file
        self.manifests = manifests
    }

    private mutating func read(_ root: Node) {
        if let version = root["version"], version.integer.map({ !(1...4).contains($0) }) ?? true {
            inventory.warn(
                file.path, line: version.line,
                "The version \(version.text ?? "") of the lockfile is unknown; the file is read as version 4.")
        }
        // Until 2017 the subject's own package stood in a table of its own.
        let packages = [root["root"]].compactMap { $0 } + (root["package"]?.elements.map { $0 } ?? [])
        let owners = packages.filter { $0["source"] == nil }.count
        for node in packages { add(node, metadata: root["metadata"], isOnlyOwner: owners == 1) }
        connect()
    }

    private mutating func add(_ node: Node, metadata: Node?, isOnlyOwner: Bool) {
        guard let name = node["name"]?.string, let version = node["version"]?.string else {
            inventory.warn(file.path, line: node.line, "The package has no name or no version.")
            return
        }
        let source = node["source"]?.string
        let isSubject = source == nil && (manifests.rootName.map { $0 == name } ?? isOnlyOwner)
        // Dependencies name a git source without its commit.
        let address = source.map { Substring($0).cut(at: "#")?.before ?? Substring($0) } ?? ""
        let keys: Set = [
            name, "\(name) \(version)", "\(name) \(version) (\(source ?? ""))", "\(name) \(version) (\(address))",
        ]
        for key in keys where positions.updateValue(entries.count, forKey: key) != nil { ambiguous.insert(key) }
        entries.append(
            Entry(
                component: isSubject ? nil : inventory.components.count, name: name, isOwn: source == nil,
                dependencies: node["dependencies"]))
        if isSubject {
            inventory.subject = "\(name)@\(version)"
            return
        }
        let sum = node["checksum"]?.string ?? metadata?["checksum \(name) \(version) (\(source ?? ""))"]?.string
        inventory.components.append(
            .registry(
                .cratesIO, name: name, version: version, relationship: source == nil ? .direct : .unknown,
                pin: CargoSource.pin(source, folder: source == nil ? manifests.folder(of: name) : nil),
                location: file.location(node.line),
                hashes: [sum.flatMap { Digest.hexadecimal("sha256", $0) }].compactMap { $0 },
                warnings: &inventory.warnings))
    }

    private mutating func connect() {
        var graph = LockfileGraph(count: inventory.components.count)
        var roots: [LockfileGraph.Root] = []
        for entry in entries {
            let groups = entry.isOwn ? manifests.groups(of: entry.name) : nil
            for element in entry.dependencies?.elements.map({ $0 }) ?? [] {
                guard let text = element.string, let target = find(text) else {
                    unresolved.note(element.string ?? "", line: element.line)
                    continue
                }
                guard let component = entries[target].component else { continue }
                let wanted = groups.map { $0[entries[target].name] ?? [.runtime] } ?? [.runtime]
                // A member's development dependencies are nobody else's.
                if let from = entry.component, wanted != [.development] { graph.connect(from, to: component) }
                guard entry.isOwn else { continue }
                for group in wanted { roots.append(LockfileGraph.Root(component: component, group: group)) }
            }
        }
        inventory.adopt(graph, roots: roots)
        unresolved.report(to: &inventory, path: file.path)
    }

    /// The entry a dependency names; a name that several entries have is not taken for one of them.
    private func find(_ dependency: String) -> Int? {
        if !ambiguous.contains(dependency), let position = positions[dependency] { return position }
        let words = Substring(dependency).words
        guard words.count == 3 else { return nil }
        let short = "\(words[0]) \(words[1])"
        return ambiguous.contains(short) ? nil : positions[short]
    }
}
