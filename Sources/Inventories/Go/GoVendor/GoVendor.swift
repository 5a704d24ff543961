// SPDX-License-Identifier: Apache-2.0
import Packages

/// `vendor/modules.txt` (Go Modules Reference, "Vendoring"): the modules whose code was copied into the subject.
enum GoVendor {
    static let format = "go-vendor"
    static let reader = InventoryReader(
        format: format, title: "Go vendor/modules.txt",
        recognises: { $0.name == "modules.txt" && $0.folderName == "vendor" }, read: read)

    static func read(_ file: SourceFile, _ context: ReadingContext) throws(InventoryError) -> Inventory {
        var inventory = Inventory(format: format)
        var known: [String: Int] = [:]
        var current: Int?
        for line in try file.lines(context) {
            if let note = line.text.dropping("## ") {
                let isExplicit = note.utf8.split(separator: UInt8(ascii: ";")).contains {
                    Substring($0).trimmed == "explicit"
                }
                if let current { inventory.components[current].relationship = isExplicit ? .direct : .transitive }
            } else if let header = line.text.dropping("# ") {
                current = nil
                let words = header.words.map { String($0) }
                let arrow = words.firstIndex(of: "=>")
                let left = words[..<(arrow ?? words.endIndex)]
                let replacement = arrow.flatMap { GoReplacement(words[($0 + 1)...]) }
                // A line without a version records a replacement in go.mod, not a module.
                if left.count == 1, replacement != nil { continue }
                guard left.count == 2, let name = left.first, let version = left.last,
                    GoReplacement.isVersion(version), arrow == nil || replacement != nil
                else {
                    inventory.warn(file.path, line: line.number, "The line is not '# module version'.")
                    continue
                }
                let key = "\(name)@\(version)"
                if let position = known[key] {
                    current = position
                    continue
                }
                current = inventory.components.count
                known[key] = inventory.components.count
                inventory.components.append(
                    component(name, version, replacement, file.location(line.number), &inventory.warnings))
            }
        }
        return inventory
    }

    /// Without a note behind it, a module is there for another's sake.
    private static func component(
        _ name: String, _ version: String, _ replacement: GoReplacement?, _ location: SourceLocation,
        _ warnings: inout [Inventory.Warning]
    ) -> Component {
        var (name, version, pin) = (name, version, Pin.registry)
        switch replacement {
        case .module(let newName, let newVersion): (name, version) = (newName, newVersion)
        case .path(let path): pin = .path(path)
        case nil: break
        }
        return .registry(
            .go, name: name, version: version, relationship: .transitive, pin: pin, location: location,
            warnings: &warnings)
    }
}
