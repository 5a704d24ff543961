// SPDX-License-Identifier: Apache-2.0
import Notations

/// `pylock.toml` and `pylock.NAME.toml` (PEP 751): packages with their source, and markers that tell extras and groups.
enum PyLock {
    static let format = "python-pylock"
    static let reader = InventoryReader(
        format: format, title: "Python pylock.toml", recognises: recognises, read: read)

    static func recognises(_ path: FilePath) -> Bool {
        let name = path.name
        guard let middle = Substring(name).dropping("pylock."), middle.hasSuffix("toml") else { return false }
        return middle == "toml"
            || (middle.hasSuffix(".toml") && middle.dropLast(5).utf8.allSatisfy { $0 != UInt8(ascii: ".") })
    }

    static func read(_ file: SourceFile, _ context: ReadingContext) throws(InventoryError) -> Inventory {
        let root = try file.tomlRoot(context)
        guard let version = root["lock-version"]?.text else {
            throw file.refusal("The file is not a pylock.toml: it has no 'lock-version'.")
        }
        var lock = PythonLock(format: format, file: file)
        if !version.hasPrefix("1.") {
            lock.inventory.warn(
                file.path, line: root["lock-version"]?.line,
                "The lock-version \(version) is unknown; the file is read as version 1.")
        }
        var entries: [(position: Int, node: Node)] = []
        for node in root["packages"]?.elements.map({ $0 }) ?? [] {
            if let path = node["directory"]?["path"]?.string, SubjectPath.join("", path) == "" {
                lock.inventory.subject = node["name"]?.string
                continue
            }
            let position = lock.add(
                node["name"]?.string, version: node["version"]?.string, line: node.line,
                groups: groups(marker: node["marker"]?.string), pin: pin(node), hashes: hashes(of: node))
            if let position { entries.append((position, node)) }
        }
        var graph = LockfileGraph(count: lock.inventory.components.count)
        for (position, node) in entries {
            for element in node["dependencies"]?.elements.map({ $0 }) ?? [] {
                guard let name = element["name"]?.string else { continue }
                lock.connect(&graph, position, to: name, version: element["version"]?.string, line: element.line)
            }
        }
        return lock.finish(graph, PythonManifest.beside(file.path, context), hasOwnGroups: true)
    }

    /// `'dev' in dependency_groups`, `'cli' in extras`: the packages that only they need. A marker with `or` may hold
    /// otherwise too, unless both its sides are of that kind.
    private static func groups(marker: String?) -> Set<DependencyGroup> {
        guard let marker else { return [.runtime] }
        var groups: Set<DependencyGroup> = []
        let words = marker.utf8.split { $0.isBlank || $0 == UInt8(ascii: "(") || $0 == UInt8(ascii: ")") }
            .map { Substring($0) }
        var alternatives = 1
        var told = 0
        for (position, word) in words.enumerated() {
            if word == "or" { alternatives += 1 }
            guard position >= 2, words[position - 1] == "in" else { continue }
            let name = String(
                words[position - 2].utf8.filter { $0 != 0x22 && $0 != 0x27 }.map { Character(Unicode.Scalar($0)) })
            if word == "dependency_groups" { groups.insert(PythonName.group(name)) }
            if word == "extras" { groups.formUnion(PythonName.extra(name)) }
            if word == "dependency_groups" || word == "extras" { told += 1 }
        }
        if told < alternatives { groups.insert(.runtime) }
        return groups
    }

    private static func pin(_ node: Node) -> Pin {
        if let source = node["vcs"], let address = source["url"]?.string ?? source["path"]?.string {
            return .git(address, committish: source["commit-id"]?.string ?? source["requested-revision"]?.string)
        }
        if let path = node["directory"]?["path"]?.string ?? node["archive"]?["path"]?.string { return .path(path) }
        return node["archive"]?["url"]?.string.map { .url(GitAddress.withoutUser(Substring($0))) } ?? .registry
    }

    private static func hashes(of node: Node) -> [Digest] {
        let archives = [node["archive"], node["sdist"]].compactMap { $0 } + (node["wheels"]?.elements.map { $0 } ?? [])
        return archives.flatMap { archive in
            archive["hashes"].members.compactMap { algorithm, _, value in
                value.string.flatMap { Digest.hexadecimal(algorithm, $0) }
            }
        }
    }
}
