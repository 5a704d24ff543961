// SPDX-License-Identifier: Apache-2.0
import Notations
import Packages

/// `package.json` (npm's documentation "package.json"): requirements, and a version only where the specifier allows
/// one.
enum PackageManifest {
    static let format = "npm-package-json"
    static let reader = InventoryReader(
        format: format, title: "npm package.json",
        recognises: { $0.name == "package.json" && !$0.isBelow("node_modules") },
        read: read)

    static func read(_ file: SourceFile, _ context: ReadingContext) throws(InventoryError) -> Inventory {
        let root = try file.jsonRoot(context)
        guard root.kind == .object else {
            throw file.refusal("The file is not a package.json: its root is no object.", line: root.line)
        }
        let manifest = NpmManifest(root)
        var inventory = Inventory(format: format, subject: manifest.name)
        if let unity = root["unity"], unity.string != nil {
            inventory.warn(
                file.path, line: unity.line,
                "The manifest is Unity's; its dependencies are not packages of npm and are not read.")
            return inventory
        }
        for (member, _) in NpmManifest.members {
            guard let node = root[member], node.kind != .null else { continue }
            guard node.kind == .object else {
                inventory.warn(file.path, line: node.line, "'\(member)' is no object and is not read.")
                continue
            }
            for (name, line, value) in node.members where value.string == nil {
                inventory.warn(file.path, line: line, "The dependency '\(name)' has no specifier.")
            }
        }
        for dependency in manifest.dependencies {
            let isOptionalPeer =
                root["peerDependenciesMeta"]?[dependency.name]?["optional"]?.boolean == true
                && root["peerDependencies"]?[dependency.name] != nil && dependency.group == .runtime
                && root["dependencies"]?[dependency.name] == nil
            inventory.components.append(
                component(
                    dependency, groups: isOptionalPeer ? [.optional] : [dependency.group], file, &inventory.warnings))
        }
        return inventory
    }

    private static func component(
        _ dependency: NpmManifest.Dependency, groups: Set<DependencyGroup>, _ file: SourceFile,
        _ warnings: inout [Inventory.Warning]
    ) -> Component {
        var name = dependency.name
        var version: String?
        var pin = Pin.registry
        switch NpmReference(dependency.specifier) {
        case .registry(let range): version = NpmReference.exactVersion(range)
        case .alias(let aliased, let range): (name, version) = (aliased, NpmReference.exactVersion(range))
        case .workspace: pin = .path(dependency.specifier)
        case .pinned(let written): pin = written
        }
        return .registry(
            .npm, name: name, version: version, requirement: dependency.specifier, groups: groups,
            relationship: .direct, pin: pin, location: file.location(dependency.line), warnings: &warnings)
    }
}
