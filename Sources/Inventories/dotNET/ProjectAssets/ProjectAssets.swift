// SPDX-License-Identifier: Apache-2.0
import Notations
import Packages

/// What `dotnet restore` leaves in `obj/project.assets.json`.
enum ProjectAssets {
    static let reader = InventoryReader(
        format: "nuget-project-assets", title: "NuGet project.assets.json",
        recognises: { $0.name == "project.assets.json" },
        read: read)

    private static func read(
        _ file: SourceFile, _ context: ReadingContext
    ) throws(InventoryError) -> Inventory {
        let root = try file.jsonRoot(context)
        guard let libraries = root["libraries"], libraries.kind == .object else {
            throw file.refusal("The file has no 'libraries', so it is no project.assets.json.")
        }
        var draft = InventoryDraft(reader.format, file)
        draft.describe(subject: root["project"]?["restore"]?["projectName"]?.string)
        var reading = NuGetLibraries()
        reading.add(libraries, to: &draft)
        if let targets = root["targets"] { reading.connect(targets, in: &draft) }
        if let groups = root["projectFileDependencyGroups"], groups.kind == .object {
            var names: Set<String> = []
            for (_, _, group) in groups.members {
                // `Newtonsoft.Json >= 13.0.1`
                for entry in group.elements.compactMap(\.string) {
                    names.insert(Substring(entry).before(" ").lowercased())
                }
            }
            var direct: Set<Int> = []
            for name in names { direct.formUnion(reading.positions(named: name)) }
            reading.mark(direct, in: &draft)
        }
        return draft.finished()
    }
}
