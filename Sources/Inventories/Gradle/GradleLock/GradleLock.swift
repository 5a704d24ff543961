// SPDX-License-Identifier: Apache-2.0
import Packages

/// Gradle's dependency locks: `gradle.lockfile`, `buildscript-gradle.lockfile`, `settings-gradle.lockfile`
/// (`group:name:version=configurations`), and before Gradle 7 one file per configuration below `dependency-locks`.
enum GradleLock {
    static let format = "gradle-lockfile"
    static let reader = InventoryReader(
        format: format, title: "Gradle gradle.lockfile", recognises: recognises, read: read)

    static func recognises(_ path: FilePath) -> Bool {
        let name = path.name
        return ["gradle.lockfile", "buildscript-gradle.lockfile", "settings-gradle.lockfile"].contains(name)
            || (name.hasSuffix(".lockfile") && path.isBelow("dependency-locks"))
    }

    static func read(_ file: SourceFile, _ context: ReadingContext) throws(InventoryError) -> Inventory {
        let name = SubjectPath.name(file.path)
        let isOfBuild = name.hasPrefix("buildscript-") || name.hasPrefix("settings-")
        let onlyConfiguration = SubjectPath.isBelow("dependency-locks", file.path) ? String(name.dropLast(9)) : nil
        var inventory = Inventory(format: format)
        for line in try file.lines(context) {
            let text = line.text.trimmed
            if text.isEmpty || text.utf8.first == UInt8(ascii: "#") || text.hasPrefix("empty=") { continue }
            let (coordinates, list) = text.cut(at: "=") ?? (text, "")
            let parts = coordinates.utf8.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
                .map { String(Substring($0)) }
            guard parts.count == 3, parts.allSatisfy({ !$0.isEmpty && !$0.utf8.contains(where: \.isBlank) }) else {
                inventory.warn(file.path, line: line.number, "The line is not 'group:name:version=configurations'.")
                continue
            }
            let names =
                onlyConfiguration.map { [$0] }
                ?? list.utf8.split(separator: UInt8(ascii: ",")).map {
                    String(Substring($0))
                }
            inventory.components.append(
                .registry(
                    .maven, name: "\(parts[0]):\(parts[1])", version: parts[2],
                    groups: isOfBuild || names == ["buildscript-classpath"] ? [.build] : groups(of: names),
                    location: file.location(line.number), warnings: &inventory.warnings))
        }
        if inventory.components.isEmpty, let warning = inventory.warnings.first {
            throw InventoryError(
                location: warning.location, message: "The file is not a Gradle lockfile: \(warning.message)")
        }
        return inventory
    }

    /// What configurations are for, by the names Gradle's plugins give them. A name that says nothing counts as
    /// runtime.
    private static func groups(of configurations: [String]) -> Set<DependencyGroup> {
        var groups: Set<DependencyGroup> = []
        for configuration in configurations {
            let name = configuration.lowercased()
            if name.utf8.starts(with: "test".utf8) || name.contains("test") {
                groups.insert(.test)
            } else if name.hasSuffix("runtimeclasspath") {
                groups.insert(.runtime)
            } else if name.contains("annotationprocessor") || name.hasSuffix("compileclasspath")
                || name.hasSuffix("compileonly") || name.hasPrefix("kapt") || name.hasPrefix("ksp")
                || name.hasPrefix("kotlin") || name.hasSuffix("classpath")
            {
                groups.insert(.build)
            } else if name == "developmentonly" {
                groups.insert(.development)
            } else {
                groups.insert(.runtime)
            }
        }
        return groups.isEmpty ? [.runtime] : groups
    }
}
