// SPDX-License-Identifier: Apache-2.0
import Foundation
import Packages
import Testing
import Wire

@testable import Inventories

/// Reads small files, and writes what was found as lines that a test can state.
enum LanguageReading {
    static func read(
        _ reader: InventoryReader, _ text: String, path: String = "file", related: [String: String] = [:],
        limits: Limits = .document
    ) throws -> Inventory {
        let context = ReadingContext(limits: limits) { related[$0].map { Array($0.utf8) } }
        return try reader.read(SourceFile(path: path, bytes: Array(text.utf8)), context)
    }

    /// `name@version groups relationship pin :line`, without what is usual: the version `-` where there is none, no pin
    /// for a registry, no relationship where it is unknown.
    static func lines(_ inventory: Inventory) -> [String] {
        inventory.components.map { line($0) }
    }

    static func line(_ component: Component) -> String {
        var words = ["\(component.name)@\(component.version ?? "-")"]
        if let requirement = component.requirement { words.append("(\(requirement))") }
        words.append(component.groups.sorted().map(\.rawValue).joined(separator: "+"))
        if component.relationship != .unknown { words.append(component.relationship.rawValue) }
        switch component.pin {
        case .registry: break
        case .revision(let repository, let revision): words.append("\(repository)#\(revision.prefix(8))")
        case .branch(let repository, let reference, let revision):
            words.append("\(repository)~\(reference)" + (revision.map { "#\($0.prefix(8))" } ?? ""))
        case .path(let path): words.append("path:\(path)")
        case .url(let url): words.append("url:\(url)")
        }
        words.append(":\(component.location.line ?? 0)")
        return words.joined(separator: " ")
    }

    /// `a > b`, by name.
    static func edges(_ inventory: Inventory) -> [String] {
        inventory.edges.map { "\(inventory.components[$0.from].name) > \(inventory.components[$0.to].name)" }
    }

    static func warnings(_ inventory: Inventory) -> [String] {
        inventory.warnings.map { "\($0.location.line ?? 0): \($0.message)" }
    }

    /// The refusal of a text; nil where it is read.
    static func refusal(
        _ reader: InventoryReader, _ text: String, path: String = "file", limits: Limits = .document
    ) -> InventoryError? {
        do {
            _ = try read(reader, text, path: path, limits: limits)
            return nil
        } catch {
            return error as? InventoryError
        }
    }
}
