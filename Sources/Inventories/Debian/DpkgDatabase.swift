// SPDX-License-Identifier: Apache-2.0
import Packages

/// The installed packages of dpkg: `var/lib/dpkg/status`, and in images without a package manager the files of
/// `var/lib/dpkg/status.d`.
///
/// Packages whose files are on the disk are components, also those that wait for a trigger or their configuration.
/// Removed packages, of which only settings are left, are not.
enum DpkgDatabase {
    static let status = InventoryReader(
        format: "dpkg-status", title: "dpkg status database",
        recognises: { SubjectPath.root(of: $0.text, above: "var/lib/dpkg/status") != nil },
        read: { file, context throws(InventoryError) in
            try read(
                file, context, Source(format: "dpkg-status", tail: "var/lib/dpkg/status", isInstalledByDefault: false))
        })

    static let statusFolder = InventoryReader(
        format: "dpkg-status-d", title: "dpkg status.d record",
        recognises: { path in
            let folder = path.folder
            return SubjectPath.root(of: folder, above: "var/lib/dpkg/status.d") != nil
                && !path.text.hasSuffix(".md5sums")
                && !path.text.hasSuffix(".preinst")
        },
        read: { file, context throws(InventoryError) in
            let tail = "var/lib/dpkg/status.d/\(SubjectPath.name(file.path))"
            return try read(file, context, Source(format: "dpkg-status-d", tail: tail, isInstalledByDefault: true))
        })

    static let opkg = InventoryReader(
        format: "opkg-status", title: "opkg status database",
        recognises: { path in opkgTails.contains { SubjectPath.root(of: path.text, above: $0) != nil } },
        read: { file, context throws(InventoryError) in
            let tail = opkgTails.first { SubjectPath.root(of: file.path, above: $0) != nil } ?? "usr/lib/opkg/status"
            return try read(file, context, Source(format: "opkg-status", tail: tail, isInstalledByDefault: false))
        })

    private static let opkgTails = ["usr/lib/opkg/status", "var/lib/opkg/status"]

    private struct Source {
        var format: String
        /// What of the path is the same on every system; before it is the root of the system.
        var tail: String
        /// Whether a record without a status is of an installed package.
        var isInstalledByDefault: Bool
        var isOpkg: Bool { format == "opkg-status" }
    }

    private static let fields: Set<String> = [
        "package", "status", "version", "architecture", "source", "depends", "pre-depends", "provides",
        "auto-installed",
    ]

    private static func read(
        _ file: SourceFile, _ context: ReadingContext, _ source: Source
    ) throws(InventoryError) -> Inventory {
        let paragraphs = try file.controlParagraphs(fields: fields, context)
        if let first = paragraphs.first, !paragraphs.contains(where: \.hasFields) {
            throw file.refusal("The file holds no record of a package ('Package: …').", line: first.line)
        }
        var draft = InventoryDraft(source.format, file)
        let root = SubjectPath.root(of: file.path, above: source.tail) ?? ""
        let distribution = Distribution.read(below: root, context, warnings: &draft)
        let automatic = source.isOpkg ? nil : automaticNames(below: root, context)
        var needs = PackageNeeds()
        for paragraph in paragraphs {
            guard isInstalled(paragraph, source, &draft) else { continue }
            for field in paragraph.unreadable {
                draft.warn(paragraph.line, "The field '\(field)' is not UTF-8 text and was not read.")
            }
            guard let name = paragraph["package"], !name.isEmpty else {
                draft.warn(paragraph.line, "A record names no package.")
                continue
            }
            guard let version = paragraph["version"], !version.isEmpty else {
                draft.warn(paragraph.line, "The package '\(name)' has no version.")
                continue
            }
            var relationship = Relationship.unknown
            if source.isOpkg {
                relationship = paragraph["auto-installed"]?.lowercased() == "yes" ? .transitive : .direct
            } else if let automatic {
                relationship = automatic.contains(name) ? .transitive : .direct
            }
            let sources = sourcePackages(paragraph, version: version)
            let package = InstalledPackage(
                type: source.isOpkg ? "opkg" : "deb", name: name, version: version,
                architecture: paragraph["architecture"] ?? "", sources: sources,
                upstream: sources.first.map { $0.version == version ? $0.name : "\($0.name)@\($0.version ?? "")" },
                relationship: relationship)
            let position = draft.add(package.component(of: distribution, line: paragraph.line, in: &draft))
            needs.note(package: name, at: position)
            note(paragraph, at: position, in: &needs)
        }
        needs.connect(in: &draft)
        return draft.finished()
    }

    /// dpkg(1), "Package states": the third word of `Status`.
    private static func isInstalled(
        _ paragraph: ControlParagraph, _ source: Source, _ draft: inout InventoryDraft
    ) -> Bool {
        guard let status = paragraph["status"] else {
            if !source.isInstalledByDefault, paragraph["package"] != nil {
                draft.warn(
                    paragraph.line,
                    "The record of '\(paragraph["package"] ?? "")' has no status; dpkg does not count it as installed.")
            }
            return source.isInstalledByDefault
        }
        switch status[...].words.last {
        case "installed", "triggers-pending", "triggers-awaited": return true
        case "unpacked", "half-configured":
            draft.warn(
                paragraph.line,
                "The package '\(paragraph["package"] ?? "")' is unpacked but not configured; its files count as installed."
            )
            return true
        case "half-installed":
            draft.warn(
                paragraph.line,
                "The package '\(paragraph["package"] ?? "")' is half installed; which of its files are there is not known."
            )
            return false
        case "not-installed", "config-files": return false
        default:
            draft.warn(
                paragraph.line, "The status '\(status[...].excerpt)' of '\(paragraph["package"] ?? "")' is not known.")
            return false
        }
    }

    /// `Source: name` or `Source: name (version)`; without the field the source is named like the package.
    private static func sourcePackages(_ paragraph: ControlParagraph, version: String) -> [SourcePackage] {
        guard let text = paragraph["source"], !text.isEmpty else { return [] }
        let (name, behind) = text[...].cut(at: "(") ?? (text[...], "")
        let stated = behind.before(")").trimmed
        return [SourcePackage(name: String(name.trimmed), version: stated.isEmpty ? version : String(stated))]
    }

    private static func note(_ paragraph: ControlParagraph, at position: Int, in needs: inout PackageNeeds) {
        for provided in (paragraph["provides"] ?? "")[...].pieces(by: ",") {
            needs.note(provided: relationName(provided), by: position)
        }
        for field in ["pre-depends", "depends"] {
            for dependency in (paragraph[field] ?? "")[...].pieces(by: ",") {
                needs.note(position, needs: dependency.pieces(by: "|").map(relationName))
            }
        }
    }

    /// `libc6:any (>= 2.34) [amd64]` → `libc6`.
    private static func relationName(_ text: Substring) -> String {
        String(Substring(text.utf8.prefix { !$0.isBlank && !":([".utf8.contains($0) }))
    }

    /// The packages apt installed for others' sake; nil where apt keeps no list.
    private static func automaticNames(below root: String, _ context: ReadingContext) -> Set<String>? {
        guard let file = context.relatedFile("\(root)var/lib/apt/extended_states"),
            let paragraphs = try? file.controlParagraphs(fields: ["package", "auto-installed"], context)
        else { return nil }
        return Set(paragraphs.compactMap { $0["auto-installed"] == "1" ? $0["package"] : nil })
    }
}
