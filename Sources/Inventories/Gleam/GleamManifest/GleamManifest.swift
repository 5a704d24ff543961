// SPDX-License-Identifier: Apache-2.0
import Notations
import Packages

/// Gleam's lockfile `manifest.toml`: `packages`, and in `requirements` what the project asks for.
enum GleamManifest {
    static let reader = InventoryReader(
        format: "gleam-manifest", title: "Gleam manifest.toml",
        recognises: { $0.name == "manifest.toml" },
        read: read)

    private static func read(
        _ file: SourceFile, _ context: ReadingContext
    ) throws(InventoryError) -> Inventory {
        let root = try file.tomlRoot(context)
        guard let packages = root["packages"], packages.kind == .array else {
            throw file.refusal("The file has no list 'packages', so it is no manifest of Gleam.")
        }
        var draft = InventoryDraft(reader.format, file)
        let direct = Set(root["requirements"]?.members.map(\.key) ?? [])
        let development = GleamProject.developmentNames(beside: file.path, context)
        var positions: [String: Int] = [:]
        var needs: [(from: Int, names: [String])] = []
        for package in packages.elements {
            guard let name = package["name"]?.string, !name.isEmpty else {
                draft.warn(package.line, "A package has no name.")
                continue
            }
            if package["version"]?.string == nil { draft.warn(package.line, "The package '\(name)' has no version.") }
            let hash = package["outer_checksum"]?.string.flatMap { Digest.hexadecimal("sha256", $0) }
            let position = draft.add(
                .hex, name: name, version: package["version"]?.string, line: package.line,
                groups: [development.contains(name) ? .development : .runtime],
                relationship: direct.contains(name) ? .direct : .transitive, pin: pin(of: package),
                hashes: hash.map { [$0] } ?? [])
            positions[name] = position
            needs.append((position, package["requirements"]?.elements.compactMap(\.string) ?? []))
        }
        for need in needs {
            for name in need.names {
                if let to = positions[name] { draft.connect(need.from, to: to) }
            }
        }
        return draft.finished()
    }

    private static func pin(of package: Node) -> Pin {
        switch package["source"]?.string {
        case "git":
            .git(repository: package["repo"]?.string ?? "", reference: nil, revision: package["commit"]?.string)
        case "local": .path(package["path"]?.string ?? "")
        default: .registry
        }
    }
}
