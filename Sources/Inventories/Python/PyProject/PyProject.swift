// SPDX-License-Identifier: Apache-2.0
import Packages

/// `pyproject.toml`: requirements, and a version only where one is pinned.
enum PyProject {
    static let format = "python-pyproject"
    static let reader = InventoryReader(
        format: format, title: "Python pyproject.toml",
        recognises: { $0.name == "pyproject.toml" }, read: read)

    static func read(_ file: SourceFile, _ context: ReadingContext) throws(InventoryError) -> Inventory {
        let manifest = PythonManifest(try file.tomlRoot(context))
        var inventory = Inventory(format: format, subject: manifest.name)
        for dependency in manifest.dependencies {
            inventory.components.append(
                .registry(
                    .pyPI, name: dependency.name, version: dependency.version, requirement: dependency.requirement,
                    groups: dependency.groups, relationship: .direct, pin: dependency.pin,
                    location: file.location(dependency.line), warnings: &inventory.warnings))
        }
        for remark in manifest.remarks { inventory.warn(file.path, line: remark.line, remark.message) }
        return inventory
    }
}
