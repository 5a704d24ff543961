// SPDX-License-Identifier: Apache-2.0
import Packages

/// Conan's manifest `conanfile.txt`: a reference a line in its sections.
enum ConanFile {
    static let reader = InventoryReader(
        format: "conan-file", title: "Conan conanfile.txt",
        recognises: { $0.name == "conanfile.txt" },
        read: read)

    private static let groups: [Substring: DependencyGroup] = [
        "[requires]": .runtime, "[build_requires]": .build, "[tool_requires]": .build, "[test_requires]": .test,
    ]

    private static func read(
        _ file: SourceFile, _ context: ReadingContext
    ) throws(InventoryError) -> Inventory {
        var draft = InventoryDraft(reader.format, file)
        var group: DependencyGroup?
        var sawSection = false
        for line in try file.lines(context) {
            let text = line.content
            if text.isEmpty || text.hasPrefix("#") { continue }
            if text.hasPrefix("["), text.hasSuffix("]") {
                group = groups[text]
                sawSection = true
                continue
            }
            guard let group else { continue }
            // A comment may follow behind a blank; a revision has no blank before its `#`.
            let reference = text.utf8.split(separator: UInt8(ascii: " ")).prefix { $0.first != UInt8(ascii: "#") }
                .map { String(Substring($0)) }.joined(separator: " ")
            guard let parsed = ConanReference(reference) else {
                draft.warn(line.number, "The line '\(text.excerpt)' is not a name and a version.")
                continue
            }
            draft.add(parsed.component(line: line.number, groups: [group], relationship: .direct, in: &draft))
        }
        if !sawSection { throw file.refusal("The file has no section such as [requires], so it is no conanfile.txt.") }
        return draft.finished()
    }
}
