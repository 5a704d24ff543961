// SPDX-License-Identifier: Apache-2.0
import Notations
import Packages

/// Julia's `Manifest.toml`, formats 1 and 2: `[[NAME]]` at the top or under `deps`, each with a UUID.
enum JuliaManifest {
    static let reader = InventoryReader(
        format: "julia-manifest", title: "Julia Manifest.toml",
        recognises: { path in
            let name = path.name
            guard name.hasSuffix(".toml") else { return false }
            return ["Manifest.toml", "JuliaManifest.toml"].contains(name) || name.hasPrefix("Manifest-v")
        },
        read: read)

    private static func read(
        _ file: SourceFile, _ context: ReadingContext
    ) throws(InventoryError) -> Inventory {
        let root = try file.tomlRoot(context)
        var draft = InventoryDraft(reader.format, file)
        let isFirstFormat = root["manifest_format"] == nil
        let packages = isFirstFormat ? root : root["deps"]
        let direct = JuliaProject.directNames(beside: file.path, context)
        var positions: [String: Int] = [:]
        var byName: [String: Int] = [:]
        var needs: [(from: Int, dependencies: Node)] = []
        for (name, line, entries) in packages?.members.map({ $0 }) ?? [] where entries.kind == .array {
            for package in entries.elements {
                let uuid = package["uuid"]?.string
                if uuid == nil { draft.warn(line, "The package '\(name)' has no UUID.") }
                let component = Component(
                    purl: JuliaProject.packageURL(name, package["version"]?.string, uuid, line: line, &draft),
                    name: name,
                    version: package["version"]?.string, ecosystem: EcosystemName(.julia),
                    relationship: direct.map { $0.contains(name) ? .direct : .transitive } ?? .unknown,
                    pin: pin(of: package), location: draft.location(package.line))
                let position = draft.add(component)
                if let uuid { positions[uuid] = position }
                byName[name] = byName[name] ?? position
                if let dependencies = package["deps"] { needs.append((position, dependencies)) }
            }
        }
        if isFirstFormat, draft.components.isEmpty, root.count > 0, root["julia_version"] == nil {
            throw file.refusal("The file holds no table of packages, so it is no manifest of Julia.")
        }
        for need in needs {
            // A list of names, or where a name is ambiguous a table from names to UUIDs.
            for name in need.dependencies.elements.compactMap(\.string) {
                if let to = byName[name] { draft.connect(need.from, to: to) }
            }
            for member in need.dependencies.members {
                if let to = member.value.string.flatMap({ positions[$0] }) { draft.connect(need.from, to: to) }
            }
        }
        return draft.finished()
    }

    /// A package without a tree hash and a path is part of Julia's standard library, at the version that came with it.
    private static func pin(of package: Node) -> Pin {
        if let path = package["path"]?.string { return .path(path) }
        guard let repository = package["repo-url"]?.string else { return .registry }
        // The tree hash is no commit: only the reference is known.
        return .git(repository: repository, reference: package["repo-rev"]?.string, revision: nil)
    }
}
