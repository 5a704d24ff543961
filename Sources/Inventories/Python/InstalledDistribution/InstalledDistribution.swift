// SPDX-License-Identifier: Apache-2.0
import Packages

/// The metadata of an installed Python package (PyPA, "Core metadata specifications"): `METADATA` of a `.dist-info`
/// folder, `PKG-INFO` of an `.egg-info` folder, or an `.egg-info` file; header fields up to the first empty line.
enum InstalledDistribution {
    static let format = "python-installed"
    static let reader = InventoryReader(
        format: format, title: "installed Python package", recognises: recognises, read: read)

    static func recognises(_ path: FilePath) -> Bool {
        switch path.name {
        case "METADATA": path.folderName.hasSuffix(".dist-info")
        case "PKG-INFO": path.folderName.hasSuffix(".egg-info") || path.folderName == "EGG-INFO"
        case let name: name.hasSuffix(".egg-info")
        }
    }

    static func read(_ file: SourceFile, _ context: ReadingContext) throws(InventoryError) -> Inventory {
        var fields: [String: (value: String, line: Int)] = [:]
        for line in try file.lines(context) {
            if line.text.trimmed.isEmpty { break }
            // A folded line continues a field that is not needed here.
            guard line.text.utf8.first?.isBlank == false, let (name, value) = line.text.cut(at: ":") else { continue }
            let key = name.lowercased()
            if fields[key] == nil { fields[key] = (String(value.trimmed), line.number) }
        }
        guard let name = fields["name"], let version = fields["version"], !name.value.isEmpty, !version.value.isEmpty
        else {
            throw file.refusal("The file is no package metadata: it has no 'Name' or no 'Version'.", line: 1)
        }
        var inventory = Inventory(format: format)
        let licence = [fields["license-expression"]?.value, fields["license"]?.value].compactMap { $0 }
            .first { !$0.isEmpty && $0 != "UNKNOWN" }
        inventory.components.append(
            .registry(
                .pyPI, name: PythonName.normalised(name.value), version: version.value,
                location: file.location(name.line), licences: [licence].compactMap { $0 },
                warnings: &inventory.warnings))
        return inventory
    }
}
