// SPDX-License-Identifier: Apache-2.0
import Notations
import Packages

/// `Cargo.toml`: requirements, and a version only where `=1.2.3` allows one.
enum CargoManifest {
    static let format = "cargo-manifest"
    static let reader = InventoryReader(
        format: format, title: "Cargo Cargo.toml", recognises: { $0.name == "Cargo.toml" }, read: read)

    static func read(_ file: SourceFile, _ context: ReadingContext) throws(InventoryError) -> Inventory {
        let root = try file.tomlRoot(context)
        var inventory = Inventory(format: format, subject: root["package"]?["name"]?.string)
        let dependencies = CargoDependencies(root).all
        let inherited = dependencies.contains { $0.node["workspace"]?.boolean == true }
        let workspace = inherited ? workspaceDependencies(above: file.path, root, context) : [:]
        for dependency in dependencies {
            var node = dependency.node
            var name = dependency.name
            if node["workspace"]?.boolean == true {
                guard let shared = workspace[dependency.name] else {
                    inventory.warn(
                        file.path, line: dependency.line,
                        "'\(name)' is inherited from a workspace that does not name it.")
                    continue
                }
                name = shared["package"]?.string ?? name
                node = shared
            }
            let isUnderstood = node.kind == .string || node.kind == .object
            let sources = ["git", "path", "version"].compactMap { node[$0] }
            guard isUnderstood, sources.allSatisfy({ $0.string != nil }) else {
                inventory.warn(file.path, line: dependency.line, "The dependency '\(name)' is not understood.")
                continue
            }
            let requirement = node.string ?? node["version"]?.string
            var groups: Set<DependencyGroup> = [dependency.group]
            if dependency.isOptional { groups = dependency.group == .runtime ? [.optional] : [dependency.group] }
            inventory.components.append(
                .registry(
                    .cratesIO, name: name, version: requirement.flatMap { exactVersion($0) }, requirement: requirement,
                    groups: groups, relationship: .direct, pin: CargoSource.pin(manifest: node) ?? .registry,
                    location: file.location(dependency.line), warnings: &inventory.warnings))
        }
        return inventory
    }

    /// `=1.2.3`; `1.2.3` alone means `^1.2.3`.
    private static func exactVersion(_ requirement: String) -> String? {
        guard let version = Substring(requirement).trimmed.dropping("=")?.trimmed else { return nil }
        return NpmReference.exactVersion(version)
    }

    /// `workspace.dependencies` of this manifest or of the nearest one above that has a workspace.
    private static func workspaceDependencies(
        above path: String, _ root: Node, _ context: ReadingContext
    ) -> [String: Node] {
        var candidate: Node? = root
        var folder = SubjectPath.folder(path)
        for _ in 0..<64 {
            if let workspace = candidate?["workspace"] {
                return Dictionary(workspace["dependencies"].members.map { ($0.key, $0.value) }) { $1 }
            }
            if folder.isEmpty { break }
            folder = SubjectPath.folder(folder)
            candidate = SubjectPath.join(folder, "Cargo.toml").flatMap { context.relatedTOML($0) }
        }
        return [:]
    }
}
