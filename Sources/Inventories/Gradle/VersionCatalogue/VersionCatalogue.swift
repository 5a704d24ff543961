// SPDX-License-Identifier: Apache-2.0
import Notations
import Packages

/// Gradle's version catalogue (`gradle/libs.versions.toml`): libraries and plugins by alias, with versions of their own
/// or by reference, plain or rich (`strictly`, `require`, `prefer`).
struct VersionCatalogue {
    static let format = "gradle-version-catalogue"
    static let reader = InventoryReader(
        format: format, title: "Gradle libs.versions.toml", recognises: { $0.name.hasSuffix(".versions.toml") },
        read: read)

    private let file: SourceFile
    private let versions: Node?
    private var inventory = Inventory(format: format)

    static func read(_ file: SourceFile, _ context: ReadingContext) throws(InventoryError) -> Inventory {
        let root = try file.tomlRoot(context)
        var reading = VersionCatalogue(file: file, versions: root["versions"])
        for (alias, line, node) in root["libraries"].members { reading.addLibrary(alias, line, node) }
        for (alias, line, node) in root["plugins"].members { reading.addPlugin(alias, line, node) }
        return reading.inventory
    }

    private init(file: SourceFile, versions: Node?) {
        self.file = file
        self.versions = versions
    }

    private mutating func addLibrary(_ alias: String, _ line: Int, _ node: Node) {
        if let text = node.string {
            let parts = text.utf8.split(separator: UInt8(ascii: ":")).map { String(Substring($0)) }
            guard parts.count == 2 || parts.count == 3 else { return refuse(alias, line) }
            add("\(parts[0]):\(parts[1])", parts.count == 3 ? parts[2] : nil, [.runtime], line)
            return
        }
        var name = node["module"]?.string
        if let group = node["group"]?.string, let own = node["name"]?.string { name = "\(group):\(own)" }
        guard let name, name.utf8.split(separator: UInt8(ascii: ":")).count == 2 else { return refuse(alias, line) }
        add(name, version(node["version"], alias, line), [.runtime], line)
    }

    /// A plugin is found through its marker, the artifact `ID:ID.gradle.plugin`.
    private mutating func addPlugin(_ alias: String, _ line: Int, _ node: Node) {
        var id = node["id"]?.string
        var version = version(node["version"], alias, line)
        if let (own, behind) = node.string.map({ Substring($0) })?.cut(at: ":") {
            (id, version) = (String(own), String(behind))
        }
        guard let id, !id.isEmpty else { return refuse(alias, line) }
        add("\(id):\(id).gradle.plugin", version, [.build], line)
    }

    private mutating func refuse(_ alias: String, _ line: Int) {
        inventory.warn(file.path, line: line, "The entry '\(alias)' names no group and name.")
    }

    /// A text, `{ref = …}`, or a rich version, of which the strictest member counts.
    private mutating func version(_ node: Node?, _ alias: String, _ line: Int) -> String? {
        guard var found = node else { return nil }
        if let reference = found["ref"]?.string {
            guard let target = versions?[reference] else {
                inventory.warn(
                    file.path, line: line, "'\(alias)' refers to the version '\(reference)', which is not there.")
                return nil
            }
            found = target
        }
        return found.string
            ?? ["strictly", "require", "prefer"].lazy.compactMap { found[$0]?.string }.first
    }

    private mutating func add(_ name: String, _ text: String?, _ groups: Set<DependencyGroup>, _ line: Int) {
        let version = text.flatMap { MavenVersion.exact($0) }
        inventory.components.append(
            .registry(
                .maven, name: name, version: version, requirement: version == nil ? text : nil, groups: groups,
                relationship: .direct, location: file.location(line), warnings: &inventory.warnings))
    }
}
