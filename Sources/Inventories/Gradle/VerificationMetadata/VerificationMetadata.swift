// SPDX-License-Identifier: Apache-2.0
import Notations
import Packages

/// Gradle's `verification-metadata.xml`: everything the build may download, with digests, for any purpose.
enum VerificationMetadata {
    static let format = "gradle-verification-metadata"
    static let reader = InventoryReader(
        format: format, title: "Gradle verification-metadata.xml",
        recognises: { $0.name == "verification-metadata.xml" }, read: read)

    static func read(_ file: SourceFile, _ context: ReadingContext) throws(InventoryError) -> Inventory {
        let root = try file.xmlRoot(context)
        guard root.name == "verification-metadata" else {
            throw file.refusal(
                "The file is not Gradle's verification metadata: its root is '\(root.name)'.", line: root.line)
        }
        var inventory = Inventory(format: format)
        var known: Set<String> = []
        for component in root.first("components")?.children ?? [] where component.name == "component" {
            guard let group = component[attribute: "group"], let name = component[attribute: "name"],
                let version = component[attribute: "version"], !group.isEmpty, !name.isEmpty, !version.isEmpty
            else {
                inventory.warn(file.path, line: component.line, "The component lacks its group, name or version.")
                continue
            }
            guard known.insert("\(group):\(name):\(version)").inserted else { continue }
            var hashes: [Digest] = []
            for artifact in component.children where artifact.name == "artifact" {
                for sum in artifact.children where sum.name != "pgp" {
                    if let digest = sum[attribute: "value"].flatMap({ Digest.hexadecimal(sum.name, $0) }) {
                        hashes.append(digest)
                    }
                }
            }
            inventory.components.append(
                .registry(
                    .maven, name: "\(group):\(name)", version: version, location: file.location(component.line),
                    hashes: hashes, warnings: &inventory.warnings))
        }
        return inventory
    }
}
