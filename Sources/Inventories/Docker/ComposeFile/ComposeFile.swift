// SPDX-License-Identifier: Apache-2.0
import Notations
import Packages

/// The images of a Compose file's services. Variables take the defaults the file itself gives.
enum ComposeFile {
    static let reader = InventoryReader(
        format: "docker-compose", title: "Compose file",
        recognises: { path in
            let name = path.name
            guard name.hasSuffix(".yml") || name.hasSuffix(".yaml") else { return false }
            return ["docker-compose", "compose"].contains { name.hasPrefix("\($0).") }
                || name.hasPrefix("docker-compose-")
        },
        read: read)

    private static func read(
        _ file: SourceFile, _ context: ReadingContext
    ) throws(InventoryError) -> Inventory {
        let root = try file.yamlRoot(context)
        guard root.kind == .object else { throw file.refusal("The file is not a mapping, so it is no Compose file.") }
        var draft = InventoryDraft(reader.format, file)
        // An override file may have only networks or volumes.
        for (name, _, service) in root["services"]?.members.map({ $0 }) ?? [] {
            guard let image = service["image"], let text = image.text else { continue }
            // With `build`, the image is the name of what is built here.
            if service["build"] != nil { continue }
            let (expanded, missing) = VariableText.expand(text[...]) { _ in nil }
            if let missing {
                draft.warn(image.line, "The image of '\(name)' names the variable '\(missing)', which has no default.")
            } else if let reference = ImageReference(expanded) {
                draft.add(reference.component(line: image.line, groups: [.runtime], in: &draft))
            } else {
                draft.warn(image.line, "'\(expanded[...].excerpt)' is not the name of an image.")
            }
        }
        return draft.finished()
    }
}
