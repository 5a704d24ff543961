// SPDX-License-Identifier: Apache-2.0
import Notations
import Packages

/// Gleam's manifest `gleam.toml`: requirements by name, for use and for development.
enum GleamProject {
    static let reader = InventoryReader(
        format: "gleam-project", title: "Gleam gleam.toml",
        recognises: { $0.name == "gleam.toml" },
        read: read)

    /// Both spellings of the table of development dependencies are in use.
    private static let developmentTables = ["dev-dependencies", "dev_dependencies"]

    /// The development dependencies of the `gleam.toml` beside a file.
    static func developmentNames(beside path: String, _ context: ReadingContext) -> Set<String> {
        guard let root = context.relatedTOML(SubjectPath.sibling("gleam.toml", of: path)) else { return [] }
        return Set(developmentTables.flatMap { root[$0]?.members.map(\.key) ?? [] })
    }

    private static func read(
        _ file: SourceFile, _ context: ReadingContext
    ) throws(InventoryError) -> Inventory {
        let root = try file.tomlRoot(context)
        guard let name = root["name"]?.string else {
            throw file.refusal("The file has no 'name', so it is no gleam.toml.")
        }
        var draft = InventoryDraft(reader.format, file)
        draft.describe(subject: name)
        for table in ["dependencies"] + developmentTables {
            for (name, line, value) in root[table]?.members.map({ $0 }) ?? [] {
                draft.add(
                    .hex, name: name, version: nil, requirement: value.string, line: line,
                    groups: [table == "dependencies" ? .runtime : .development], relationship: .direct,
                    pin: pin(of: value))
                if value.string == nil, value["git"] == nil, value["path"] == nil, value["version"] == nil {
                    draft.warn(line, "The dependency '\(name)' states neither a requirement nor a source.")
                }
            }
        }
        return draft.finished()
    }

    private static func pin(of value: Node) -> Pin {
        if let repository = value["git"]?.string {
            return .git(repository: repository, reference: value["ref"]?.string, revision: nil)
        }
        return value["path"]?.string.map { .path($0) } ?? .registry
    }
}
