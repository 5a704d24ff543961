// SPDX-License-Identifier: Apache-2.0
import Packages

/// `go.sum` (Go Modules Reference, "go.sum files"), read where no `go.mod` stands beside it. It lists what was ever
/// downloaded: of each module the highest version counts whose code, not only its `go.mod`, has a sum.
enum GoSum {
    static let format = "go-sum"
    static let reader = InventoryReader(
        format: format, title: "Go go.sum",
        recognises: { $0.name == "go.sum" && !$0.isBelow("vendor") }, read: read)

    static func read(_ file: SourceFile, _ context: ReadingContext) throws(InventoryError) -> Inventory {
        let lines = try file.lines(context)
        if let place = SubjectPath.join(SubjectPath.folder(file.path), "go.mod"), context.related(place) != nil {
            return Inventory(format: format)
        }
        return try read(file, lines: lines)
    }

    static func read(_ file: SourceFile, lines: [TextLine]) throws(InventoryError) -> Inventory {
        var inventory = Inventory(format: format)
        var highest: [String: Int] = [:]
        for line in lines {
            let words = line.text.words
            if words.isEmpty { continue }
            guard words.count == 3, words[2].hasPrefix("h1:"), GoReplacement.isVersion(String(words[1])) else {
                inventory.warn(file.path, line: line.number, "The line is not 'module version h1:sum'.")
                continue
            }
            let (name, version) = (String(words[0]), String(words[1]))
            if version.hasSuffix("/go.mod") { continue }
            var warnings: [Inventory.Warning] = []
            let component = Component.registry(
                .go, name: name, version: version, location: file.location(line.number), warnings: &warnings)
            if let known = highest[name] {
                if VersionScheme.go.compare(inventory.components[known].version ?? "", version) == .less {
                    inventory.components[known] = component
                }
                continue
            }
            inventory.warnings += warnings
            highest[name] = inventory.components.count
            inventory.components.append(component)
        }
        guard !inventory.components.isEmpty || inventory.warnings.isEmpty else {
            throw file.refusal("The file is not a go.sum: no line of it is 'module version h1:sum'.", line: 1)
        }
        return inventory
    }
}
