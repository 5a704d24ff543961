// SPDX-License-Identifier: Apache-2.0
import Packages

/// Paket's manifest `paket.dependencies`: `nuget NAME REQUIREMENT`, `github OWNER/NAME:REFERENCE`, `git URL REFERENCE`,
/// in groups.
enum PaketDependencies {
    static let reader = InventoryReader(
        format: "paket-dependencies", title: "Paket paket.dependencies",
        recognises: { $0.name == "paket.dependencies" },
        read: read)

    /// Words a line may begin with that name no dependency.
    private static let settings: Set<String> = [
        "source", "cache", "version", "framework", "frameworks", "storage", "content", "import_targets", "copy_local",
        "references", "redirects", "strategy", "lowest_matching", "license_download", "condition",
        "copy_content_to_output_dir",
        "generate_load_scripts", "external_lock",
    ]

    static func group(named name: String) -> DependencyGroup {
        if name.contains("test") { return .test }
        if name.contains("build") { return .build }
        return name.hasPrefix("dev") ? .development : .runtime
    }

    private static func read(
        _ file: SourceFile, _ context: ReadingContext
    ) throws(InventoryError) -> Inventory {
        var draft = InventoryDraft(reader.format, file)
        var group = DependencyGroup.runtime
        for line in try file.lines(context) {
            let words = withoutComment(line.content).words
            guard let first = words.first?.lowercased() else { continue }
            let keyword = String(first[...].without(suffix: ":"))
            switch keyword {
            case "group": group = PaketDependencies.group(named: words.dropFirst().first?.lowercased() ?? "")
            case "nuget", "clitool": takePackage(words.dropFirst(), line: line.number, group, &draft)
            case "github", "gist", "git", "http":
                takeRepository(keyword, words.dropFirst(), line: line.number, group, &draft)
            default:
                if !settings.contains(keyword) {
                    draft.warn(line.number, "The line '\(line.content.excerpt)' is no entry of a paket.dependencies.")
                }
            }
        }
        return draft.finished()
    }

    private static func takePackage(
        _ words: ArraySlice<Substring>, line: Int, _ group: DependencyGroup, _ draft: inout InventoryDraft
    ) {
        guard let name = words.first else {
            draft.warn(line, "A 'nuget' line names no package.")
            return
        }
        // Options such as `lowest_matching: true` follow the requirement.
        let requirement = words.dropFirst().prefix { !$0.hasSuffix(":") }.joined(separator: " ")
        var version: String?
        for exact in ["== ", "= "] where requirement.hasPrefix(exact) {
            version = String(requirement.dropFirst(exact.count))
        }
        if requirement.utf8.first?.isDigit == true { version = requirement }
        if version?.contains(" ") == true { version = nil }
        draft.add(
            .nuGet, name: String(name), version: version, requirement: requirement.isEmpty ? nil : requirement,
            line: line, groups: [group], relationship: .direct)
    }

    private static func takeRepository(
        _ kind: String, _ words: ArraySlice<Substring>, line: Int, _ group: DependencyGroup,
        _ draft: inout InventoryDraft
    ) {
        guard let target = words.first?.unquoted else {
            draft.warn(line, "A '\(kind)' line names no address.")
            return
        }
        var reference = words.dropFirst().first.map { String($0) }
        var repository = String(target)
        if kind == "github" || kind == "gist" {
            let (path, behind) = target.cut(at: ":") ?? (target, "")
            reference = behind.isEmpty ? nil : String(behind)
            repository = "https://\(kind == "gist" ? "gist." : "")github.com/\(path)"
        }
        let address = RepositoryAddress(repository)
        let pin: Pin =
            kind == "http" ? .url(repository) : .git(repository: repository, reference: reference, revision: nil)
        draft.add(
            Component(
                purl: kind == "http" ? nil : address.packageURL(version: reference), name: address.name, version: nil,
                ecosystem: kind == "http" ? nil : EcosystemName(.git), requirement: reference, groups: [group],
                relationship: .direct, pin: pin,
                location: draft.location(line)))
    }

    /// A comment begins with `//` or `#`; an address has `://` in it.
    private static func withoutComment(_ text: Substring) -> Substring {
        var cut = text
        if let index = text.utf8.firstIndex(of: UInt8(ascii: "#")) { cut = text[..<index] }
        var previous: UInt8 = 0
        var before: UInt8 = 0
        for index in cut.utf8.indices {
            let byte = cut.utf8[index]
            if byte == UInt8(ascii: "/"), previous == UInt8(ascii: "/"), before != UInt8(ascii: ":") {
                return cut[..<cut.utf8.index(before: index)]
            }
            before = previous
            previous = byte
        }
        return cut
    }
}
