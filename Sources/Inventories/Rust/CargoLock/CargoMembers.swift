// SPDX-License-Identifier: Apache-2.0
import Notations

/// The manifests of a workspace as far as they can be found from its lockfile: the one beside it, the members it names
/// without a pattern, its path dependencies, and folders of a member's own name where the members are a pattern.
struct CargoMembers {
    /// The name of the package in the manifest beside the lockfile; nil where there is none.
    private(set) var rootName: String?
    private let root: String
    private let context: ReadingContext
    private var folders: [String: String] = [:]
    private var manifests: [String: Node] = [:]
    private static let mostParents = 16

    /// The folders in which a pattern finds members (`crates/*` → `crates`).
    private var parents: [String] = [""]

    init(_ root: String, _ context: ReadingContext) {
        self.root = root
        self.context = context
        guard let manifest = manifest(in: "") else { return }
        take(manifest, folder: "")
        rootName = manifest["package"]?["name"]?.string
        var visited: Set<String> = [""]
        for element in manifest["workspace"]?["members"]?.elements.map({ $0 }) ?? [] {
            guard let pattern = element.string else { continue }
            if let place = SubjectPath.join("", pattern), !visited.insert(place).inserted { continue }
            if pattern.hasSuffix("/*") {
                if parents.count < CargoMembers.mostParents { parents.append(String(pattern.dropLast(2))) }
            } else if let member = self.manifest(in: pattern) {
                take(member, folder: pattern)
            }
        }
        for dependency in CargoDependencies(manifest).all {
            guard let path = dependency.node["path"]?.string, let place = SubjectPath.join(root, path),
                visited.insert(place).inserted, let member = self.manifest(in: path)
            else { continue }
            take(member, folder: path)
        }
    }

    /// The folder of a package of the subject, relative to the lockfile's; nil where it was not found.
    func folder(of name: String) -> String? {
        folders[name] ?? search(name)?.folder
    }

    /// What a package of the subject needs each of its dependencies for, by the name of the package; nil where its
    /// manifest was not found.
    func groups(of name: String) -> [String: Set<DependencyGroup>]? {
        guard let manifest = manifests[name] ?? search(name)?.manifest else { return nil }
        return Dictionary(CargoDependencies(manifest).all.map { ($0.name, [$0.group]) }) { $0.union($1) }
    }

    private mutating func take(_ manifest: Node, folder: String) {
        guard let name = manifest["package"]?["name"]?.string, manifests[name] == nil else { return }
        manifests[name] = manifest
        folders[name] = folder.isEmpty ? "." : folder
    }

    private func manifest(in folder: String) -> Node? {
        guard let place = SubjectPath.join(root, folder), let path = SubjectPath.join(place, "Cargo.toml") else {
            return nil
        }
        return context.relatedTOML(path)
    }

    private func search(_ name: String) -> (folder: String, manifest: Node)? {
        guard name.utf8.allSatisfy({ PythonRequirement.isNameByte($0) && $0 != UInt8(ascii: ".") }) else { return nil }
        for parent in parents {
            for spelling in [name, String(name.map { $0 == "-" ? "_" : $0 })] {
                let folder = parent.isEmpty ? spelling : "\(parent)/\(spelling)"
                if let found = manifest(in: folder), found["package"]?["name"]?.string == name {
                    return (folder, found)
                }
            }
        }
        return nil
    }
}
