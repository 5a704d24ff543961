// SPDX-License-Identifier: Apache-2.0
import Packages

/// Carthage's `Cartfile.resolved`: one `github "owner/name" "version"`, `git "address" "version"` or `binary …` a line.
enum CartfileResolved {
    static let reader = InventoryReader(
        format: "carthage-cartfile-resolved", title: "Carthage Cartfile.resolved",
        recognises: { $0.name == "Cartfile.resolved" },
        read: read)

    private static func read(
        _ file: SourceFile, _ context: ReadingContext
    ) throws(InventoryError) -> Inventory {
        var draft = InventoryDraft(reader.format, file)
        for line in try file.lines(context) {
            let words = line.content.words
            if words.isEmpty || line.content.hasPrefix("#") { continue }
            guard words.count >= 3, ["github", "git", "binary"].contains(words[0]) else {
                draft.warn(line.number, "The line '\(line.content.excerpt)' is no entry of a Cartfile.resolved.")
                continue
            }
            let target = words[1].unquoted
            let reference = String(words[2].unquoted)
            if words[0] == "binary" {
                let component = Component(
                    purl: nil, name: String(target), version: reference, ecosystem: nil, pin: .url(String(target)),
                    location: draft.location(line.number))
                draft.add(component)
                continue
            }
            // On GitHub Enterprise the whole address is written behind `github` too.
            let address = RepositoryAddress(
                words[0] == "github" && !target.utf8.contains(UInt8(ascii: ":"))
                    ? "https://github.com/\(target)" : target)
            let isVersion =
                Substring(reference).without(prefix: "v").startsWithDigit && !GitAddress.isObjectName(reference)
            draft.add(
                .swiftURL, name: address.name, version: isVersion ? reference : nil, line: line.number,
                pin: isVersion ? .registry : .git(repository: address.text, reference: reference, revision: nil))
        }
        return draft.finished()
    }
}
