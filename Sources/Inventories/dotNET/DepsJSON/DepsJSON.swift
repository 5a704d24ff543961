// SPDX-License-Identifier: Apache-2.0
import Notations
import Packages

/// The dependency manifest the .NET host reads beside an application: `NAME.deps.json`.
enum DepsJSON {
    static let reader = InventoryReader(
        format: "dotnet-deps-json", title: ".NET deps.json",
        recognises: { $0.name.hasSuffix(".deps.json") },
        read: read)

    private static func read(
        _ file: SourceFile, _ context: ReadingContext
    ) throws(InventoryError) -> Inventory {
        let root = try file.jsonRoot(context)
        guard let libraries = root["libraries"], libraries.kind == .object else {
            throw file.refusal("The file has no 'libraries', so it is no .NET dependency manifest.")
        }
        var draft = InventoryDraft(reader.format, file)
        var reading = NuGetLibraries()
        reading.add(libraries, to: &draft)
        if let targets = root["targets"] { reading.connect(targets, in: &draft) }
        return draft.finished()
    }
}
