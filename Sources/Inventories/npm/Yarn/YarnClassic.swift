// SPDX-License-Identifier: Apache-2.0
import Packages

/// A Yarn 1 lockfile: entries by descriptor, and the manifest beside it for what the subject itself asks for.
enum YarnClassic {
    static func read(
        _ file: SourceFile, _ lines: [TextLine], _ context: ReadingContext
    ) throws(InventoryError) -> Inventory {
        var parser = YarnClassicParser(file: file)
        try parser.parse(lines)
        var inventory = Inventory(format: YarnLock.format, warnings: parser.warnings)
        var positions: [String: Int] = [:]
        for (position, entry) in parser.entries.enumerated() {
            for descriptor in entry.descriptors { positions[descriptor] = position }
            inventory.components.append(component(entry, file, &inventory.warnings))
        }
        var graph = LockfileGraph(count: inventory.components.count)
        var unresolved = UnresolvedDependencies()
        var needed: Set<Int> = []
        for (position, entry) in parser.entries.enumerated() {
            for need in entry.needs {
                guard let target = positions["\(need.name)@\(need.range)"] else {
                    unresolved.note(need.name, line: need.line)
                    continue
                }
                graph.connect(position, to: target, isOptional: need.isOptional)
                needed.insert(target)
            }
        }
        relate(&inventory, graph, needed, file, context) { positions["\($0.name)@\($0.specifier)"] }
        unresolved.report(to: &inventory, path: file.path)
        return inventory
    }

    private static func component(
        _ entry: YarnClassicEntry, _ file: SourceFile, _ warnings: inout [Inventory.Warning]
    ) -> Component {
        var name = entry.descriptors.first ?? ""
        var path: Pin?
        var fragment: Substring?
        for (position, descriptor) in entry.descriptors.enumerated() {
            guard let (written, reference) = NpmReference.split(descriptor) else { continue }
            if position == 0 { name = String(written) }
            switch NpmReference(reference) {
            case .alias(let aliased, _): name = aliased
            case .pinned(let pin):
                path = path ?? pin
                fragment = fragment ?? reference.cut(at: "#")?.behind
            case .registry, .workspace: break
            }
        }
        let resolved = entry.fields["resolved"]
        var pin = resolved == nil ? path ?? .registry : NpmReference.pin(resolved: resolved)
        if case .branch(let repository, "HEAD", nil) = pin, let fragment {
            pin = .git(repository, committish: fragment)
        }
        if entry.fields["version"] == nil {
            warnings.append(
                Inventory.Warning(location: file.location(entry.line), message: "The entry '\(name)' has no version."))
        }
        var hashes = Digest.integrity(entry.fields["integrity"])
        if hashes.isEmpty, pin == .registry, let (_, sum) = resolved.map({ Substring($0) })?.cut(at: "#") {
            hashes = [Digest.hexadecimal("sha1", sum)].compactMap { $0 }
        }
        return .registry(
            .npm, name: name, version: entry.fields["version"], pin: pin, location: file.location(entry.line),
            hashes: hashes, warnings: &warnings)
    }

    /// The lockfile does not say what the subject asks for, nor for what: the manifests do. Where those of workspaces
    /// cannot be found, because they are named by a pattern, a development dependency of one may be a runtime
    /// dependency of another: then nothing is called development.
    private static func relate(
        _ inventory: inout Inventory, _ graph: LockfileGraph, _ needed: Set<Int>, _ file: SourceFile,
        _ context: ReadingContext, find: (NpmManifest.Dependency) -> Int?
    ) {
        guard let root = NpmManifest.beside(file.path, context) else {
            inventory.adopt(graph)
            for position in inventory.components.indices where !needed.contains(position) {
                inventory.components[position].relationship = .direct
            }
            return
        }
        var manifests = [root]
        var unseen: [String] = []
        var visited: Set<String> = [""]
        for pattern in root.workspaces {
            if let place = SubjectPath.join("", pattern), !visited.insert(place).inserted { continue }
            if let manifest = NpmManifest.beside(file.path, folder: pattern, context) {
                manifests.append(manifest)
            } else {
                unseen.append(pattern)
            }
        }
        let roots = manifests.flatMap(\.dependencies).compactMap { dependency in
            find(dependency).map {
                LockfileGraph.Root(component: $0, group: unseen.isEmpty ? dependency.group : .runtime)
            }
        }
        inventory.adopt(graph, roots: roots)
        inventory.subject = root.name
        if !unseen.isEmpty {
            inventory.warn(
                file.path, line: nil,
                "The manifests of the workspaces '\(unseen.prefix(5).joined(separator: "', '"))' were not read; "
                    + "development dependencies are not told apart.")
        }
    }
}
