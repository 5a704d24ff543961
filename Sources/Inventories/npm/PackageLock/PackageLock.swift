// SPDX-License-Identifier: Apache-2.0
import Notations

/// npm's `package-lock.json` and `npm-shrinkwrap.json`, `lockfileVersion` 1 (nested `dependencies`), 2 and 3
/// (`packages` by location), by npm's documentation "package-lock.json".
enum PackageLock {
    static let format = "npm-package-lock"
    static let reader = InventoryReader(
        format: format, title: "npm package-lock.json",
        recognises: { path in
            ["package-lock.json", "npm-shrinkwrap.json"].contains(path.name)
                && !path.isBelow("node_modules")
        },
        read: read)

    static func read(_ file: SourceFile, _ context: ReadingContext) throws(InventoryError) -> Inventory {
        let root = try file.jsonRoot(context)
        guard root.kind == .object else {
            throw file.refusal("The file is not an npm lockfile: its root is no object.", line: root.line)
        }
        let version = root["lockfileVersion"]
        let packages = root["packages"]
        guard version != nil || packages != nil || root["dependencies"] != nil else {
            throw file.refusal(
                "The file is not an npm lockfile: it has neither 'lockfileVersion' nor 'packages' nor 'dependencies'.",
                line: root.line)
        }
        var inventory = Inventory(format: format, subject: subject(of: root))
        if let version, version.integer.map({ !(1...3).contains($0) }) ?? true {
            inventory.warn(
                file.path, line: version.line,
                "The lockfileVersion \(version.text ?? "") is unknown; the file is read as version 3.")
        }
        if let packages, packages.kind == .object {
            var tree = PackageLockTree(file: file, inventory: inventory)
            tree.read(packages)
            return tree.inventory
        }
        var tree = PackageLockNesting(file: file, inventory: inventory)
        tree.read(root, manifest: NpmManifest.beside(file.path, context))
        return tree.inventory
    }

    private static func subject(of root: Node) -> String? {
        guard let name = root["name"]?.string else { return nil }
        return root["version"]?.string.map { "\(name)@\($0)" } ?? name
    }

    /// `dev`: only development needs it, its optional dependencies too. `optional`: only optional dependencies lead to
    /// it. `devOptional`: development, and an optional dependency of the rest.
    static func groups(of node: Node) -> Set<DependencyGroup> {
        if node["dev"]?.boolean == true { return [.development] }
        if node["devOptional"]?.boolean == true { return [.development, .optional] }
        if node["optional"]?.boolean == true { return [.optional] }
        return [.runtime]
    }
}
