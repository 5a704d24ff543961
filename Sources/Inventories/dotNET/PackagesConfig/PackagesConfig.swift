// SPDX-License-Identifier: Apache-2.0
import Notations
import Packages

/// NuGet's older `packages.config`: one element a package. It lists what is installed, asked for or not.
enum PackagesConfig {
    static let reader = InventoryReader(
        format: "nuget-packages-config", title: "NuGet packages.config",
        recognises: { path in
            let name = path.lowercasedName
            return name == "packages.config" || (name.hasPrefix("packages.") && name.hasSuffix(".config"))
        },
        read: read)

    private static func read(
        _ file: SourceFile, _ context: ReadingContext
    ) throws(InventoryError) -> Inventory {
        let root = try file.xmlRoot(context)
        guard root.name == "packages" else {
            throw file.refusal("The root element is '\(root.name)', not 'packages'.", line: root.line)
        }
        var draft = InventoryDraft(reader.format, file)
        for package in root.children where package.name == "package" {
            guard let name = package[attribute: "id"], !name.isEmpty,
                let version = package[attribute: "version"], !version.isEmpty
            else {
                draft.warn(package.line, "A package has no 'id' or no 'version'.")
                continue
            }
            let isForDevelopment = package[attribute: "developmentDependency"]?.lowercased() == "true"
            draft.add(
                .nuGet, name: name, version: version, requirement: package[attribute: "allowedVersions"],
                line: package.line, groups: [isForDevelopment ? .development : .runtime])
        }
        return draft.finished()
    }
}
