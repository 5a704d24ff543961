// SPDX-License-Identifier: Apache-2.0
import Notations

/// Finds the POMs of a subject from one another: parents by their relative path, others among the modules.
enum MavenReactor {
    private static let mostTries = 200
    private static let mostModules = 2_000

    /// The parent, if the POM at its relative path has its coordinates; any other there is not the parent.
    static func parent(of pom: MavenPOM, _ context: ReadingContext) -> MavenPOM? {
        guard let parent = pom.parent, let reference = parent.relativePath else { return nil }
        let folder = SubjectPath.folder(pom.path)
        let places = reference.hasSuffix(".xml") ? [reference] : ["\(reference)/pom.xml", reference]
        for place in places {
            guard let path = SubjectPath.join(folder, place), path != pom.path, let found = read(path, context) else {
                continue
            }
            let group = found.group ?? found.parent?.group
            if found.artifact == parent.artifact, group == parent.group || group?.contains("${") == true {
                return found
            }
        }
        return nil
    }

    /// A module below the topmost POM that is known; folders that have the artifact's name are looked at first. The
    /// POMs of one build share their group or the beginning of it, so that no other group is searched for.
    static func find(
        _ group: String, _ artifact: String, from chain: [MavenPOM], _ context: ReadingContext
    ) -> MavenPOM? {
        guard let top = chain.last, chain.contains(where: { isRelated(group, $0.group ?? $0.parent?.group ?? "") })
        else {
            return nil
        }
        let modules = paths(of: top)
        var waiting = modules.filter { hasName($0, artifact) } + modules.filter { !hasName($0, artifact) }
        var visited: Set<String> = []
        var position = 0
        while position < waiting.count, visited.count < mostTries {
            let path = waiting[position]
            position += 1
            guard visited.insert(path).inserted, let pom = read(path, context) else { continue }
            if pom.artifact == artifact, (pom.group ?? pom.parent?.group) == group { return pom }
            waiting += paths(of: pom)
        }
        return chain.first { $0.artifact == artifact && ($0.group ?? $0.parent?.group) == group }
    }

    private static func isRelated(_ first: String, _ second: String) -> Bool {
        first == second || first.hasPrefix("\(second).") || second.hasPrefix("\(first).")
    }

    private static func hasName(_ path: String, _ artifact: String) -> Bool {
        SubjectPath.name(SubjectPath.folder(path)) == artifact
    }

    private static func paths(of pom: MavenPOM) -> [String] {
        pom.modules.prefix(mostModules).compactMap { module in
            let place = module.hasSuffix(".xml") ? module : "\(module)/pom.xml"
            return SubjectPath.join(SubjectPath.folder(pom.path), place)
        }
    }

    private static func read(_ path: String, _ context: ReadingContext) -> MavenPOM? {
        guard let file = context.relatedFile(path), let root = try? file.xmlRoot(context), root.name == "project" else {
            return nil
        }
        return MavenPOM(root, path: path)
    }
}
