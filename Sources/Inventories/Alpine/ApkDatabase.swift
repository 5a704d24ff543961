// SPDX-License-Identifier: Apache-2.0
import Packages
import Wire

/// apk's database of installed packages: paragraphs of `X:value` lines (apk-tools, "installed database").
enum ApkDatabase {
    static let reader = InventoryReader(
        format: "apk-installed", title: "apk installed database",
        recognises: { path in tails.contains { SubjectPath.root(of: path.text, above: $0) != nil } },
        read: read)

    private static let tails = ["lib/apk/db/installed", "usr/lib/apk/db/installed"]

    private static func read(
        _ file: SourceFile, _ context: ReadingContext
    ) throws(InventoryError) -> Inventory {
        // Names of fields are case-sensitive: `P` is the package, `p` what it provides.
        let paragraphs = try ApkParagraph.paragraphs(of: file, context)
        if let first = paragraphs.first, !paragraphs.contains(where: { $0.name != nil || $0.version != nil }) {
            throw file.refusal("The file holds no record of a package ('P:…').", line: first.line)
        }
        var draft = InventoryDraft(reader.format, file)
        // The longer tail first: both end alike.
        let root = tails.reversed().lazy.compactMap { SubjectPath.root(of: file.path, above: $0) }.first ?? ""
        let distribution = Distribution.read(below: root, context, warnings: &draft)
        let world = worldNames(below: root, context)
        var needs = PackageNeeds()
        for paragraph in paragraphs {
            if paragraph.hasUnreadableField {
                draft.warn(paragraph.line, "A field of the record is not UTF-8 text and was not read.")
            }
            guard let name = paragraph.name, !name.isEmpty else {
                draft.warn(paragraph.line, "A record names no package.")
                continue
            }
            guard let version = paragraph.version, !version.isEmpty else {
                draft.warn(paragraph.line, "The package '\(name)' has no version.")
                continue
            }
            let origin = paragraph.origin.flatMap { $0.isEmpty ? nil : $0 }
            let package = InstalledPackage(
                type: "apk", name: name, version: version, architecture: paragraph.architecture ?? "",
                sources: origin.map { [SourcePackage(name: $0, version: version)] } ?? [],
                upstream: origin == name ? nil : origin,
                relationship: world.map { $0.contains(name) ? .direct : .transitive } ?? .unknown,
                licences: paragraph.licence.map { [$0] } ?? [])
            let position = draft.add(package.component(of: distribution, line: paragraph.line, in: &draft))
            needs.note(package: name, at: position)
            for provided in paragraph.provided { needs.note(provided: provided, by: position) }
            // `!name` is a conflict.
            for need in paragraph.needed where !need.hasPrefix("!") { needs.note(position, needs: [need]) }
        }
        needs.connect(in: &draft)
        return draft.finished()
    }

    /// What the administrator asked for; nil where there is no list.
    private static func worldNames(below root: String, _ context: ReadingContext) -> Set<String>? {
        guard let file = context.relatedFile("\(root)etc/apk/world"), let lines = try? file.lines(context) else {
            return nil
        }
        return Set(lines.flatMap { $0.text.words.map { ApkParagraph.relationName($0) } })
    }
}

/// One record of apk's database.
private struct ApkParagraph {
    let line: Int
    var name: String?
    var version: String?
    var architecture: String?
    var origin: String?
    var licence: String?
    var provided: [String] = []
    var needed: [String] = []
    var hasUnreadableField = false

    static func paragraphs(
        of file: SourceFile, _ context: ReadingContext
    ) throws(InventoryError) -> [ApkParagraph] {
        try file.checkSize(context.limits)
        var paragraphs: [ApkParagraph] = []
        var current: ApkParagraph?
        var number = 0
        for line in file.bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
            number += 1
            if line.allSatisfy(\.isBlank) {
                if let paragraph = current { paragraphs.append(paragraph) }
                current = nil
                continue
            }
            guard paragraphs.count < context.limits.nodes else {
                throw file.refusal("The file has more than \(context.limits.nodes) records.", line: number)
            }
            var paragraph = current ?? ApkParagraph(line: number)
            paragraph.take(line)
            current = paragraph
        }
        if let paragraph = current { paragraphs.append(paragraph) }
        return paragraphs
    }

    private mutating func take(_ line: ArraySlice<UInt8>) {
        guard line.count >= 2, line[line.startIndex + 1] == UInt8(ascii: ":"),
            "PVAoLpD".utf8.contains(line[line.startIndex])
        else { return }
        guard let decoded = String(validating: line.dropFirst(2), as: UTF8.self) else {
            hasUnreadableField = true
            return
        }
        let text = decoded[...].trimmed
        switch line[line.startIndex] {
        case UInt8(ascii: "P"): name = String(text)
        case UInt8(ascii: "V"): version = String(text)
        case UInt8(ascii: "A"): architecture = String(text)
        case UInt8(ascii: "o"): origin = String(text)
        case UInt8(ascii: "L"): licence = String(text)
        case UInt8(ascii: "p"): provided = text.words.map { ApkParagraph.relationName($0) }
        default: needed = text.words.map { ApkParagraph.relationName($0) }
        }
    }

    /// `so:libc.musl-x86_64.so.1=1`, `name>1.2`, `name@repository` → the name.
    static func relationName(_ text: Substring) -> String {
        String(Substring(text.utf8.prefix { !"=<>~@".utf8.contains($0) }))
    }
}
