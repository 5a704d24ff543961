// SPDX-License-Identifier: Apache-2.0
import Notations
import Packages

/// `pom.xml`: the dependencies and plugins it asks for itself, with versions as far as the subject's POMs give them.
///
/// What a parent in the subject asks for is listed once, where it stands: in the parent. Exclusions concern what is
/// behind a dependency and are not read.
struct MavenReader {
    static let format = "maven-pom"
    static let reader = InventoryReader(
        format: format, title: "Maven pom.xml", recognises: { $0.name == "pom.xml" }, read: read)

    private let file: SourceFile
    private let project: MavenProject
    private var inventory: Inventory

    static func read(_ file: SourceFile, _ context: ReadingContext) throws(InventoryError) -> Inventory {
        let root = try file.xmlRoot(context)
        guard root.name == "project" else {
            throw file.refusal("The file is not a pom.xml: its root is '\(root.name)'.", line: root.line)
        }
        let pom = MavenPOM(root, path: file.path)
        var reading = MavenReader(file: file, project: MavenProject(pom, context))
        reading.read(pom)
        return reading.inventory
    }

    private init(file: SourceFile, project: MavenProject) {
        self.file = file
        self.project = project
        inventory = Inventory(format: MavenReader.format)
    }

    private mutating func read(_ pom: MavenPOM) {
        inventory.subject = pom.artifact.map { artifact in
            (pom.group ?? pom.parent?.group).map { "\($0):\(artifact)" } ?? artifact
        }
        for dependency in pom.dependencies { add(dependency) }
        for plugin in pom.plugins { addPlugin(plugin) }
        for profile in pom.profiles where !profile.dependencies.isEmpty || !profile.plugins.isEmpty {
            inventory.warn(
                file.path, line: profile.line,
                "What the profile '\(profile.id)' adds (\(profile.dependencies.count) dependencies and "
                    + "\(profile.plugins.count) plugins) is listed as if the profile were active.")
            for dependency in profile.dependencies { add(dependency) }
            for plugin in profile.plugins { addPlugin(plugin) }
        }
    }

    private mutating func add(_ dependency: MavenPOM.Dependency) {
        guard let (group, artifact) = coordinates(dependency) else { return }
        let managed = project.managed[MavenProject.key(group, artifact, dependency)]
        var pin = Pin.registry
        let scope = dependency.scope ?? managed?.scope
        if scope == "system", let path = dependency.systemPath { pin = .path(path) }
        let isOptional = (dependency.isOptional ?? managed?.isOptional) == "true"
        add(
            "\(group):\(artifact)", written: dependency.version ?? managed?.version,
            place: dependency.version == nil ? managed.map { SourceLocation(path: $0.path, line: $0.line) } : nil,
            dependency, MavenReader.groups(scope: scope, isOptional: isOptional), pin)
    }

    private mutating func addPlugin(_ plugin: MavenPOM.Dependency) {
        guard let (group, artifact) = coordinates(plugin) else { return }
        let managed = plugin.version == nil ? project.managedPluginVersion(group, artifact) : nil
        add(
            "\(group):\(artifact)", written: plugin.version ?? managed?.version,
            place: managed.map { SourceLocation(path: $0.path, line: $0.line) }, plugin, [.build], .registry)
    }

    /// An optional dependency is on the subject's own class path all the same. What is `provided` is needed to
    /// compile, and comes from elsewhere when the program runs.
    private static func groups(scope: String?, isOptional: Bool) -> Set<DependencyGroup> {
        var groups: Set<DependencyGroup>
        switch scope {
        case "test": groups = [.test]
        case "provided": groups = [.build]
        default: groups = [.runtime]
        }
        if isOptional { groups.insert(.optional) }
        return groups
    }

    private mutating func coordinates(_ dependency: MavenPOM.Dependency) -> (group: String, artifact: String)? {
        guard let group = dependency.group, let artifact = dependency.artifact else {
            inventory.warn(file.path, line: dependency.line, "The dependency has no groupId or no artifactId.")
            return nil
        }
        if let found = project.coordinates(dependency) { return found }
        for text in [group, artifact] {
            if case .unresolved(let property) = project.interpolate(text) {
                inventory.warn(
                    file.path, line: dependency.line,
                    "The dependency '\(group):\(artifact)' uses the property '\(property)', which has no value in the "
                        + "subject.")
                break
            }
        }
        return nil
    }

    private mutating func add(
        _ name: String, written: String?, place: SourceLocation?, _ dependency: MavenPOM.Dependency,
        _ groups: Set<DependencyGroup>, _ pin: Pin
    ) {
        var version: String?
        var requirement: String?
        let place = place ?? file.location(dependency.versionLine)
        if let written {
            switch project.interpolate(written) {
            case .text(let text):
                version = MavenVersion.exact(text)
                if version == nil { requirement = text }
            case .unresolved(let property):
                requirement = written
                inventory.warnings.append(
                    Inventory.Warning(
                        location: place,
                        message:
                            "The version of '\(name)' is '\(written)', and the property '\(property)' has no value "
                            + "in the subject."))
            }
        } else if groups != [.build] || dependency.scope != nil {
            inventory.warn(file.path, line: dependency.line, "The version of '\(name)' \(reasonForNoVersion).")
        }
        inventory.components.append(
            .registry(
                .maven, name: name, version: version, requirement: requirement, groups: groups, relationship: .direct,
                pin: pin, location: file.location(dependency.line), warnings: &inventory.warnings))
    }

    private var reasonForNoVersion: String {
        var missing: [String] = []
        for place in project.missingImports + [project.missingParent].compactMap({ $0 })
        where !missing.contains(place.coordinates) {
            missing.append(place.coordinates)
        }
        if missing.isEmpty { return "is given nowhere in the subject" }
        let more = missing.count > 3 ? " and \(missing.count - 3) more" : ""
        return "is not given in the subject; it can stand in '\(missing.prefix(3).joined(separator: "', '"))'\(more), "
            + "not found in the subject either"
    }
}
