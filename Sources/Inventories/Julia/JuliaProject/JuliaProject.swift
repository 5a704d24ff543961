// SPDX-License-Identifier: Apache-2.0
import Notations
import Packages

/// Julia's `Project.toml`: `deps`, `weakdeps` and `extras` by UUID, requirements in `compat`.
enum JuliaProject {
    static let reader = InventoryReader(
        format: "julia-project", title: "Julia Project.toml",
        recognises: { ["Project.toml", "JuliaProject.toml"].contains($0.name) },
        read: read)

    /// The names in `deps` of the project beside a manifest; nil where there is none.
    static func directNames(beside path: String, _ context: ReadingContext) -> Set<String>? {
        for name in ["JuliaProject.toml", "Project.toml"] {
            if let root = context.relatedTOML(SubjectPath.sibling(name, of: path)) {
                return Set(root["deps"]?.members.map(\.key) ?? [])
            }
        }
        return nil
    }

    /// `pkg:julia/NAME@VERSION?uuid=…`: the name alone does not tell packages of Julia apart.
    static func packageURL(
        _ name: String, _ version: String?, _ uuid: String?, line: Int?, _ draft: inout InventoryDraft
    ) -> PackageURL? {
        guard let uuid else { return nil }
        return draft.packageURL("julia", name: name, version: version, qualifiers: ["uuid": uuid], line: line)
    }

    private static func read(
        _ file: SourceFile, _ context: ReadingContext
    ) throws(InventoryError) -> Inventory {
        let root = try file.tomlRoot(context)
        guard root["name"] != nil || root["deps"] != nil || root["extras"] != nil || root["compat"] != nil else {
            throw file.refusal(
                "The file has none of 'name', 'deps', 'extras' and 'compat', so it is no project of Julia.")
        }
        var draft = InventoryDraft(reader.format, file)
        draft.describe(subject: root["name"]?.string)
        let compatible = root["compat"]
        for (table, group) in [
            ("deps", DependencyGroup.runtime), ("weakdeps", .optional), ("extras", .test),
        ] {
            for (name, line, value) in root[table]?.members.map({ $0 }) ?? [] {
                // A package in `extras` may be in `weakdeps` or `deps` too: it is listed once.
                if table == "extras", root["deps"]?[name] != nil || root["weakdeps"]?[name] != nil { continue }
                let component = Component(
                    purl: packageURL(name, nil, value.string, line: line, &draft), name: name, version: nil,
                    ecosystem: EcosystemName(.julia), requirement: compatible?[name]?.text, groups: [group],
                    relationship: .direct, location: draft.location(line))
                draft.add(component)
                if value.string == nil { draft.warn(line, "The dependency '\(name)' has no UUID.") }
            }
        }
        return draft.finished()
    }
}
