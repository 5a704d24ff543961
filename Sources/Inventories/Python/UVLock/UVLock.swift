// SPDX-License-Identifier: Apache-2.0
import Notations

/// uv's `uv.lock`: every package with its source, what it needs, and for the projects of the subject (sources
/// `virtual`, `editable`) their extras and dependency groups.
struct UVLock {
    static let format = "uv-lock"
    static let reader = InventoryReader(
        format: format, title: "uv uv.lock", recognises: { $0.name == "uv.lock" }, read: read)

    private var lock: PythonLock
    private var entries: [Entry] = []
    private var graph = LockfileGraph(count: 0)
    private var roots: [LockfileGraph.Root] = []

    private struct Entry {
        /// Nil for the subject itself.
        var position: Int?
        var isMember: Bool
        var node: Node
    }

    static func read(_ file: SourceFile, _ context: ReadingContext) throws(InventoryError) -> Inventory {
        let root = try file.tomlRoot(context)
        guard root["version"] != nil else {
            throw file.refusal("The file is not a uv.lock: it has no 'version'.")
        }
        var reading = UVLock(lock: PythonLock(format: format, file: file))
        return reading.read(root)
    }

    private init(lock: PythonLock) {
        self.lock = lock
    }

    private mutating func read(_ root: Node) -> Inventory {
        let members = Set(root["manifest"]?["members"]?.elements.compactMap(\.string) ?? [])
        for node in root["package"]?.elements.map({ $0 }) ?? [] {
            let source = node["source"]
            let folder = source?["virtual"]?.string ?? source?["editable"]?.string
            if folder == ".", let name = node["name"]?.string {
                lock.inventory.subject = name
                entries.append(Entry(position: nil, isMember: true, node: node))
                continue
            }
            let isMember = folder != nil || node["name"]?.string.map { members.contains($0) } == true
            let hashes =
                PythonLock.hashes(node["wheels"])
                + [node["sdist"]?["hash"]?.string.flatMap { Digest.prefixed($0) }]
                .compactMap { $0 }
            let position = lock.add(
                node["name"]?.string, version: node["version"]?.string, line: node.line,
                relationship: isMember ? .direct : .unknown, pin: UVLock.pin(source), hashes: hashes)
            if let position { entries.append(Entry(position: position, isMember: isMember, node: node)) }
        }
        graph = LockfileGraph(count: lock.inventory.components.count)
        for entry in entries { connect(entry) }
        // What a manifest above all projects asks for.
        ask(root["manifest"]?["requirements"], [.runtime])
        for (name, _, list) in root["manifest"]?["dependency-groups"].members ?? [] {
            ask(list, [PythonName.group(name)])
        }
        lock.inventory.adopt(graph, roots: roots)
        lock.unresolved.report(to: &lock.inventory, path: lock.file.path)
        return lock.inventory
    }

    private mutating func connect(_ entry: Entry) {
        connect(entry, entry.node["dependencies"], [.runtime])
        for (extra, _, list) in entry.node["optional-dependencies"].members {
            connect(entry, list, PythonName.extra(extra), isOptional: true)
        }
        guard entry.isMember else { return }
        for (name, _, list) in entry.node["dev-dependencies"].members { ask(list, [PythonName.group(name)]) }
    }

    /// What the subject's projects need is asked for; an extra of another package is in the lockfile only because
    /// something asks for it.
    private mutating func connect(
        _ entry: Entry, _ list: Node?, _ groups: Set<DependencyGroup>, isOptional: Bool = false
    ) {
        if entry.isMember { ask(list, groups) }
        guard let position = entry.position else { return }
        for element in list?.elements.map({ $0 }) ?? [] {
            guard let name = element["name"]?.string, name != lock.inventory.subject else { continue }
            lock.connect(
                &graph, position, to: name, version: element["version"]?.string,
                isOptional: isOptional && entry.isMember, line: element.line)
        }
    }

    private mutating func ask(_ list: Node?, _ groups: Set<DependencyGroup>) {
        for element in list?.elements.map({ $0 }) ?? [] {
            guard let name = element["name"]?.string else { continue }
            for target in lock.find(name, version: element["version"]?.string) {
                for group in groups { roots.append(LockfileGraph.Root(component: target, group: group)) }
            }
        }
    }

    private static func pin(_ source: Node?) -> Pin {
        guard let source else { return .registry }
        if let address = source["git"]?.string {
            let (repository, commit) = Substring(address).cut(at: "#") ?? (Substring(address), "")
            return .git(repository.cut(at: "?")?.before ?? repository, committish: commit)
        }
        for member in ["virtual", "editable", "directory", "path"] {
            if let path = source[member]?.string { return .path(path) }
        }
        return source["url"]?.string.map { .url(GitAddress.withoutUser(Substring($0))) } ?? .registry
    }
}
