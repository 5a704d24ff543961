// SPDX-License-Identifier: Apache-2.0
import Notations
import Packages

/// Composer's lockfile. What the project itself asks for is in the `composer.json` beside it.
enum ComposerLock {
    static let reader = InventoryReader(
        format: "composer-lock", title: "Composer composer.lock",
        recognises: { $0.name == "composer.lock" },
        read: read)

    private static func read(
        _ file: SourceFile, _ context: ReadingContext
    ) throws(InventoryError) -> Inventory {
        let root = try file.jsonRoot(context)
        guard root.kind == .object, root["packages"] != nil || root["packages-dev"] != nil else {
            throw file.refusal("The file has neither 'packages' nor 'packages-dev', so it is no Composer lockfile.")
        }
        var draft = InventoryDraft(reader.format, file)
        let direct = directNames(beside: file.path, context)
        var positions: [String: Int] = [:]
        var needs: [(from: Int, names: [String])] = []
        for (key, group) in [("packages", DependencyGroup.runtime), ("packages-dev", .development)] {
            guard let list = root[key] else { continue }
            for package in list.elements {
                guard let name = package["name"]?.string, !name.isEmpty, let version = package["version"]?.text else {
                    draft.warn(package.line, "An entry of '\(key)' has no name or no version.")
                    continue
                }
                let position = draft.add(
                    ecosystem(of: package), name: name, version: version, line: package.line, groups: [group],
                    relationship: direct.map { $0.contains(name.lowercased()) ? .direct : .transitive } ?? .unknown,
                    pin: pin(of: package, version: version), hashes: hashes(of: package),
                    licences: package["license"].map(licences) ?? [])
                needs.append((position, package["require"]?.members.map { $0.key.lowercased() } ?? []))
                positions[name.lowercased()] = positions[name.lowercased()] ?? position
                for key in ["replace", "provide"] {
                    for member in package[key]?.members.map({ $0.key.lowercased() }) ?? [] {
                        positions[member] = positions[member] ?? position
                    }
                }
            }
        }
        for need in needs {
            for name in need.names {
                // `php`, `ext-*` and `lib-*` are the platform, not packages.
                if let position = positions[name] { draft.connect(need.from, to: position) }
            }
        }
        return draft.finished()
    }

    /// Packages of Drupal's own registry are another ecosystem for advisories than those of Packagist.
    private static func ecosystem(of package: Node) -> EcosystemName {
        for registry in ["https://packages.drupal.org/8", "https://packages.drupal.org/7"]
        where package["notification-url"]?.string?.hasPrefix(registry) == true {
            return EcosystemName(.packagist, suffix: registry)
        }
        return EcosystemName(.packagist)
    }

    /// A development version (`dev-main`, `1.x-dev`) is a branch at the commit the source names.
    private static func pin(of package: Node, version: String) -> Pin {
        if let dist = package["dist"], dist["type"]?.string == "path" {
            return .path(dist["url"]?.string ?? "")
        }
        let isBranch = version.hasPrefix("dev-") || version.hasSuffix("-dev")
        guard isBranch, let source = package["source"], let repository = source["url"]?.string else {
            return .registry
        }
        let branch = Substring(version).without(prefix: "dev-").without(suffix: "-dev")
        return .branch(
            repository: repository, reference: String(branch), revision: source["reference"]?.string?.lowercased())
    }

    private static func hashes(of package: Node) -> [Digest] {
        guard let sum = package["dist"]?["shasum"]?.string, !sum.isEmpty else { return [] }
        return [Digest(algorithm: "sha1", value: sum.lowercased())]
    }

    private static func licences(_ node: Node) -> [String] {
        node.string.map { [$0] } ?? node.elements.compactMap(\.string)
    }

    private static func directNames(beside path: String, _ context: ReadingContext) -> Set<String>? {
        guard let root = context.relatedJSON(SubjectPath.sibling("composer.json", of: path)) else { return nil }
        var names: Set<String> = []
        for key in ["require", "require-dev"] {
            for member in root[key]?.members.map(\.key) ?? [] { names.insert(member.lowercased()) }
        }
        return names
    }
}
