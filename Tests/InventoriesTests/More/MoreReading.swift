// SPDX-License-Identifier: Apache-2.0
import Packages

@testable import Inventories

/// Reads samples, and writes inventories down as lines that a test can compare.
enum MoreReading {
    static func read(
        _ reader: InventoryReader, _ text: String, path: String = "folder/sample", related: [String: String] = [:]
    ) throws(InventoryError) -> Inventory {
        try read(reader, bytes: Array(text.utf8), path: path, related: related)
    }

    static func read(
        _ reader: InventoryReader, bytes: [UInt8], path: String = "folder/sample", related: [String: String] = [:]
    ) throws(InventoryError) -> Inventory {
        try reader.read(
            SourceFile(path: path, bytes: bytes), ReadingContext(related: { related[$0].map { Array($0.utf8) } }))
    }

    /// `LINE NAME VERSION REQUIREMENT GROUPS RELATIONSHIP PIN`; `-` for what is not there, a registry pin is left out.
    static func lines(_ inventory: Inventory) -> [String] {
        inventory.components.map { component in
            let groups = component.groups.sorted().map(\.rawValue).joined(separator: "+")
            let requirement = component.requirement.map { " (\($0))" } ?? ""
            return
                "\(component.location.line ?? 0) \(component.name) \(component.version ?? "-")\(requirement) \(groups) "
                + "\(component.relationship)\(pin(component.pin))"
        }
    }

    static func edges(_ inventory: Inventory) -> [String] {
        inventory.edges.map { "\(inventory.components[$0.from].name) > \(inventory.components[$0.to].name)" }
    }

    static func purls(_ inventory: Inventory) -> [String] {
        inventory.components.map { $0.purl?.description ?? "-" }
    }

    static func warnings(_ inventory: Inventory) -> [String] {
        inventory.warnings.map { "\($0.location.line ?? 0) \($0.message)" }
    }

    /// The refusal of a text, with its line; nil when it was read.
    static func refusal(_ reader: InventoryReader, _ text: String) -> String? {
        do throws(InventoryError) {
            _ = try read(reader, text)
            return nil
        } catch {
            return "\(error.location.line ?? 0) \(error.message)"
        }
    }

    private static func pin(_ pin: Pin) -> String {
        switch pin {
        case .registry: ""
        case .revision(let repository, let revision): " at \(repository) \(revision)"
        case .branch(let repository, let reference, let revision): " on \(repository) \(reference) \(revision ?? "-")"
        case .path(let path): " path \(path)"
        case .url(let address): " url \(address)"
        }
    }
}
