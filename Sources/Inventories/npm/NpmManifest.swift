// SPDX-License-Identifier: Apache-2.0
import Notations

/// What a `package.json` asks for.
struct NpmManifest {
    struct Dependency: Hashable {
        var name: String
        var specifier: String
        var group: DependencyGroup
        var line: Int
    }

    var name: String?
    var version: String?
    var dependencies: [Dependency] = []
    /// The patterns of `workspaces`, in either of their two forms.
    var workspaces: [String] = []

    init(_ root: Node) {
        name = root["name"]?.string
        version = root["version"]?.string
        for (member, group) in NpmManifest.members {
            for (name, line, value) in members(of: root[member]) {
                dependencies.append(Dependency(name: name, specifier: value, group: group, line: line))
            }
        }
        let patterns = root["workspaces"]?["packages"] ?? root["workspaces"]
        workspaces = patterns?.elements.compactMap(\.string) ?? []
    }

    /// The members that hold dependencies, and what for. A peer dependency is installed like any other since npm 7.
    static let members: [(name: String, group: DependencyGroup)] = [
        ("dependencies", .runtime), ("optionalDependencies", .optional), ("devDependencies", .development),
        ("peerDependencies", .runtime),
    ]

    /// The manifest in the folder of a lockfile, or in one below it; nil where there is none or where it is broken.
    static func beside(_ path: String, folder: String = ".", _ context: ReadingContext) -> NpmManifest? {
        guard
            let place = SubjectPath.join(SubjectPath.folder(path), folder),
            let manifest = SubjectPath.join(place, "package.json"),
            let root = context.relatedJSON(manifest)
        else { return nil }
        return NpmManifest(root)
    }

    private func members(of node: Node?) -> [(name: String, line: Int, specifier: String)] {
        guard let node, node.kind == .object else { return [] }
        return node.members.compactMap { key, line, value in value.string.map { (key, line, $0) } }
    }
}
