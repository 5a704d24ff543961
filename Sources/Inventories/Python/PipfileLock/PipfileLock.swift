// SPDX-License-Identifier: Apache-2.0
import Notations

/// Pipenv's `Pipfile.lock`: `default`, `develop` and categories of one's own, versions as `==` specifiers.
enum PipfileLock {
    static let format = "pipfile-lock"
    static let reader = InventoryReader(
        format: format, title: "Pipenv Pipfile.lock", recognises: { $0.name == "Pipfile.lock" },
        read: read)

    static func read(_ file: SourceFile, _ context: ReadingContext) throws(InventoryError) -> Inventory {
        let root = try file.jsonRoot(context)
        guard root.kind == .object, root["_meta"] != nil || root["default"] != nil else {
            throw file.refusal(
                "The file is not a Pipfile.lock: it has neither '_meta' nor 'default'.", line: root.line)
        }
        let manifest = SubjectPath.join(SubjectPath.folder(file.path), "Pipfile").flatMap { context.relatedTOML($0) }
        var lock = PythonLock(format: format, file: file)
        var positions: [String: Int] = [:]
        for (category, _, packages) in root.members where category != "_meta" {
            let group: DependencyGroup = category == "default" ? .runtime : PythonName.group(category)
            let asked = names(
                manifest?[category == "default" ? "packages" : category == "develop" ? "dev-packages" : category])
            for (name, line, node) in packages.members {
                let version = node["version"]?.string
                let key = PythonName.normalised(name) + "@" + (version ?? "")
                if let known = positions[key] {
                    lock.inventory.components[known].groups.insert(group)
                    continue
                }
                let isDirect = asked.contains(PythonName.normalised(name))
                positions[key] = lock.add(
                    name, version: version.map(exact), line: line, groups: [group],
                    relationship: manifest == nil ? .unknown : isDirect ? .direct : .transitive,
                    pin: PythonSource.pin(node) ?? .registry, hashes: PythonLock.hashes(node["hashes"]))
            }
        }
        return lock.inventory
    }

    private static func exact(_ version: String) -> String {
        let text = Substring(version)
        return String((text.dropping("===") ?? text.dropping("==") ?? text).trimmed)
    }

    private static func names(_ table: Node?) -> Set<String> {
        Set(table.members.map { PythonName.normalised($0.key) })
    }
}
