// SPDX-License-Identifier: Apache-2.0
import Notations

/// A POM with the parents that are in the subject: their properties and what they manage, the nearest first
/// (Maven, "Introduction to the POM", inheritance before interpolation).
struct MavenProject {
    /// Coordinates without a POM in the subject.
    struct Missing: Hashable {
        var coordinates: String
        var line: Int
        var path: String
    }

    struct Managed {
        var version: String?
        var scope: String?
        var isOptional: String?
        var path: String
        var line: Int
    }

    /// The POM itself, its parent, the parent's parent …
    private(set) var chain: [MavenPOM]
    private(set) var missingParent: Missing?
    private(set) var missingImports: [Missing] = []
    private(set) var managed: [String: Managed] = [:]
    private var properties: [String: String] = [:]

    private var managedPlugins: [String: Managed] = [:]

    private static let longestChain = 16
    private static let deepestImport = 8
    /// The most imports of one project that are looked for in the subject.
    private static let mostImports = 64

    init(_ pom: MavenPOM, _ context: ReadingContext) {
        self.init(pom, context, importing: [pom.path])
    }

    private init(_ pom: MavenPOM, _ context: ReadingContext, importing: Set<String>) {
        chain = [pom]
        var visited: Set<String> = [pom.path]
        while let last = chain.last, let parent = last.parent {
            let found = MavenReactor.parent(of: last, context)
            guard let found, chain.count < MavenProject.longestChain, visited.insert(found.path).inserted else {
                missingParent = Missing(
                    coordinates: "\(parent.group):\(parent.artifact):\(parent.version ?? "")", line: parent.line,
                    path: last.path)
                break
            }
            chain.append(found)
        }
        for pom in chain { properties.merge(pom.properties) { nearest, _ in nearest } }
        for pom in chain { properties.merge(pom.profileProperties) { set, _ in set } }
        manage(context, importing)
    }

    /// The value of an expression in this project's terms.
    func interpolate(_ text: String) -> MavenInterpolation.Outcome {
        MavenInterpolation { value($0) }(text)
    }

    private func value(_ name: String) -> String? {
        if let value = properties[name] { return value }
        let pom = chain[0]
        let field =
            name.hasPrefix("project.") ? name.dropFirst(8) : name.hasPrefix("pom.") ? name.dropFirst(4) : name[...]
        switch field {
        case "version": return pom.version ?? pom.parent?.version
        case "groupId": return pom.group ?? pom.parent?.group
        case "artifactId": return pom.artifact
        case "parent.version": return pom.parent?.version
        case "parent.groupId": return pom.parent?.group
        case "parent.artifactId": return pom.parent?.artifact
        default: return nil
        }
    }

    /// What a dependency is managed by: group, artifact, type and classifier.
    static func key(_ group: String, _ artifact: String, _ dependency: MavenPOM.Dependency) -> String {
        "\(group):\(artifact):\(dependency.type):\(dependency.classifier)"
    }

    /// Group and artifact with their properties; nil, and the property's name, where one has no value.
    func coordinates(_ dependency: MavenPOM.Dependency) -> (group: String, artifact: String)? {
        guard let group = dependency.group, let artifact = dependency.artifact,
            case .text(let groupText) = interpolate(group), case .text(let artifactText) = interpolate(artifact)
        else { return nil }
        return (groupText, artifactText)
    }

    /// The version that `pluginManagement` gives a plugin.
    func managedPluginVersion(_ group: String, _ artifact: String) -> Managed? {
        managedPlugins["\(group):\(artifact)"]
    }

    /// What is written counts before what is imported, the nearest and the first before the others.
    private mutating func manage(_ context: ReadingContext, _ importing: Set<String>) {
        var imports: [(dependency: MavenPOM.Dependency, path: String)] = []
        for pom in chain {
            for dependency in pom.managed {
                if dependency.scope == "import", dependency.type == "pom" {
                    imports.append((dependency, pom.path))
                    continue
                }
                guard let (group, artifact) = coordinates(dependency) else { continue }
                let key = MavenProject.key(group, artifact, dependency)
                if managed[key] != nil { continue }
                managed[key] = Managed(
                    version: dependency.version, scope: dependency.scope, isOptional: dependency.isOptional,
                    path: pom.path, line: dependency.versionLine)
            }
        }
        for pom in chain {
            for plugin in pom.managedPlugins where plugin.version != nil {
                guard let (group, artifact) = coordinates(plugin), managedPlugins["\(group):\(artifact)"] == nil else {
                    continue
                }
                managedPlugins["\(group):\(artifact)"] = Managed(
                    version: plugin.version, path: pom.path, line: plugin.versionLine)
            }
        }
        for (position, bill) in imports.enumerated() {
            take(bill.dependency, bill.path, context, importing, isSearched: position < MavenProject.mostImports)
        }
    }

    private mutating func take(
        _ dependency: MavenPOM.Dependency, _ path: String, _ context: ReadingContext, _ importing: Set<String>,
        isSearched: Bool
    ) {
        guard let (group, artifact) = coordinates(dependency) else { return }
        guard isSearched, importing.count < MavenProject.deepestImport,
            let pom = MavenReactor.find(group, artifact, from: chain, context)
        else {
            var version = dependency.version ?? ""
            if case .text(let text) = interpolate(version) { version = text }
            missingImports.append(
                Missing(coordinates: "\(group):\(artifact):\(version)", line: dependency.line, path: path))
            return
        }
        // A bill whose parent imports it is being read already.
        guard !importing.contains(pom.path) else { return }
        let bill = MavenProject(pom, context, importing: importing.union([pom.path]))
        for (key, entry) in bill.managed where managed[key] == nil {
            var entry = entry
            // The versions of a bill are in its own terms.
            if let version = entry.version, case .text(let text) = bill.interpolate(version) { entry.version = text }
            managed[key] = entry
        }
        for missing in bill.missingImports + [bill.missingParent].compactMap({ $0 })
        where missing != missingParent && !missingImports.contains(missing) {
            missingImports.append(missing)
        }
    }
}
