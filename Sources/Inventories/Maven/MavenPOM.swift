// SPDX-License-Identifier: Apache-2.0
import Notations

/// A `pom.xml` as it is written (Maven, "POM Reference"), before inheritance and interpolation.
struct MavenPOM {
    struct Dependency {
        var group: String?
        var artifact: String?
        var version: String?
        var type: String
        var classifier: String
        var scope: String?
        var isOptional: String?
        var systemPath: String?
        var line: Int
        var versionLine: Int
    }

    struct Parent {
        var group: String
        var artifact: String
        var version: String?
        /// Nil where the element is empty: the parent comes from a repository.
        var relativePath: String?
        var line: Int
    }

    struct Profile {
        var id: String
        var line: Int
        var dependencies: [Dependency]
        var plugins: [Dependency]
    }

    let path: String
    let parent: Parent?
    let group: String?
    let artifact: String?
    let version: String?
    private(set) var properties: [String: String] = [:]
    /// Those that only profiles set.
    private(set) var profileProperties: [String: String] = [:]
    let dependencies: [Dependency]
    private(set) var managed: [Dependency]
    /// What builds and reports: plugins, their own dependencies, extensions.
    let plugins: [Dependency]
    let managedPlugins: [Dependency]
    let profiles: [Profile]
    let modules: [String]

    init(_ root: Element, path: String) {
        self.path = path
        parent = root.first("parent").flatMap { MavenPOM.parent($0) }
        group = MavenPOM.text(root, "groupId")
        artifact = MavenPOM.text(root, "artifactId")
        version = MavenPOM.text(root, "version")
        for property in root.first("properties")?.children ?? [] { properties[property.name] = property.text }
        dependencies = MavenPOM.dependencies(root)
        managed = MavenPOM.dependencies(root.first("dependencyManagement"))
        plugins = MavenPOM.plugins(root)
        managedPlugins = MavenPOM.pluginList(root.first("build")?.first("pluginManagement"))
        var profiles: [Profile] = []
        var modules = MavenPOM.modules(root)
        for profile in root.first("profiles")?.children ?? [] where profile.name == "profile" {
            for property in profile.first("properties")?.children ?? []
            where profileProperties[property.name] == nil || MavenPOM.isActiveByDefault(profile) {
                profileProperties[property.name] = property.text
            }
            managed += MavenPOM.dependencies(profile.first("dependencyManagement"))
            modules += MavenPOM.modules(profile)
            profiles.append(
                Profile(
                    id: MavenPOM.text(profile, "id") ?? "", line: profile.line,
                    dependencies: MavenPOM.dependencies(profile), plugins: MavenPOM.plugins(profile)))
        }
        self.profiles = profiles
        self.modules = modules
    }

    private static func text(_ element: Element, _ name: String) -> String? {
        guard let text = element.first(name)?.text, !text.isEmpty else { return nil }
        return text
    }

    private static func parent(_ element: Element) -> Parent? {
        guard let group = text(element, "groupId"), let artifact = text(element, "artifactId") else { return nil }
        var relativePath: String? = "../pom.xml"
        if element.first("relativePath") != nil { relativePath = text(element, "relativePath") }
        return Parent(
            group: group, artifact: artifact, version: text(element, "version"), relativePath: relativePath,
            line: element.line)
    }

    private static func isActiveByDefault(_ profile: Element) -> Bool {
        profile.first("activation")?.first("activeByDefault")?.text == "true"
    }

    private static func modules(_ element: Element) -> [String] {
        (element.first("modules")?.children ?? element.first("subprojects")?.children ?? []).map(\.text)
    }

    private static func dependencies(_ owner: Element?) -> [Dependency] {
        (owner?.first("dependencies")?.children ?? []).filter { $0.name == "dependency" }.map { dependency($0) }
    }

    private static func dependency(_ element: Element, defaultGroup: String? = nil) -> Dependency {
        Dependency(
            group: text(element, "groupId") ?? defaultGroup, artifact: text(element, "artifactId"),
            version: text(element, "version"), type: text(element, "type") ?? "jar",
            classifier: text(element, "classifier") ?? "", scope: text(element, "scope"),
            isOptional: text(element, "optional"), systemPath: text(element, "systemPath"), line: element.line,
            versionLine: element.first("version")?.line ?? element.line)
    }

    private static func plugins(_ owner: Element) -> [Dependency] {
        let build = owner.first("build")
        let extensions = (build?.first("extensions")?.children ?? []).filter { $0.name == "extension" }
        return pluginList(build) + pluginList(owner.first("reporting")) + extensions.map { dependency($0) }
    }

    private static func pluginList(_ owner: Element?) -> [Dependency] {
        (owner?.first("plugins")?.children ?? []).filter { $0.name == "plugin" }.flatMap { plugin in
            [dependency(plugin, defaultGroup: "org.apache.maven.plugins")] + dependencies(plugin)
        }
    }
}
