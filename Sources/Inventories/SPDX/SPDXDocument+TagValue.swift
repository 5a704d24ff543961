// SPDX-License-Identifier: Apache-2.0

extension SPDXDocument {
    /// The tag-value form of SPDX 2.2 and 2.3 (SPDX 2.3 §4.4.2, annex C): `Tag: value` lines, `#` comments, values over
    /// several lines between `<text>` and `</text>`. Sections begin with `PackageName`, `FileName`, `SnippetSPDXID`,
    /// `LicenseID`; relationships may stand anywhere.
    init(
        tagValue file: SourceFile, _ context: ReadingContext, version: inout (text: String, line: Int)?,
        _ findings: inout SchemaFindings
    ) throws(InventoryError) {
        enum Section {
            case document, package, element
        }
        var section = Section.document
        var package: SPDXPackage?
        for tag in try SPDXTag.all(in: file, context) {
            switch tag.name {
            case "SPDXVersion": version = version ?? (tag.value, tag.line)
            case "DocumentName": name = name ?? tag.value
            case "PackageName":
                if let package { packages.append(package) }
                package = SPDXPackage(line: tag.line)
                package?.name = tag.value
                section = .package
            case "FileName", "LicenseID":
                section = .element
            case "SnippetSPDXID", "SnippetSPDXIdentifier":
                section = .element
                otherElements.insert(tag.value)
            case "SPDXID", "SPDXIdentifier":
                if section == .package {
                    package?.identifier = tag.value
                } else {
                    otherElements.insert(tag.value)
                }
            case "PackageVersion": package?.version = tag.value
            case "PackageDownloadLocation": package?.downloadLocation = tag.value
            case "PackageLicenseDeclared", "PackageLicenseConcluded": package?.add(licence: tag.value)
            case "PackageChecksum":
                let parts = Substring(tag.value).cut(at: ":")
                package?.add(
                    checksum: String(parts?.before.trimmed ?? ""), value: String(parts?.behind.trimmed ?? ""),
                    line: tag.line, &findings)
            case "ExternalRef":
                let words = Substring(tag.value).words
                guard words.count >= 3 else {
                    findings.note(
                        .reference, line: tag.line,
                        "An external reference has a category, a type and a locator; one is missing.")
                    continue
                }
                package?.add(referenceCategory: String(words[0]), type: String(words[1]), locator: String(words[2]))
            case "Relationship":
                let words = Substring(tag.value).words
                guard words.count == 3 else {
                    findings.note(
                        .relationship, line: tag.line,
                        "A relationship has an element, a type and an element; one is missing.")
                    continue
                }
                add(String(words[0]), type: String(words[1]), String(words[2]), line: tag.line, &findings)
            default: break
            }
        }
        if let package { packages.append(package) }
        otherElements.insert("SPDXRef-DOCUMENT")
    }
}

/// One `Tag: value` of a tag-value document.
struct SPDXTag {
    var name: Substring
    var value: String
    var line: Int

    private static let open = "<text>"
    private static let close = "</text>"

    static func all(in file: SourceFile, _ context: ReadingContext) throws(InventoryError) -> [SPDXTag] {
        var tags: [SPDXTag] = []
        var pending: (name: Substring, line: Int)?
        var lines: [Substring] = []
        for line in try file.lines(context) {
            if let (name, first) = pending {
                let end = SPDXTag.end(of: line.text)
                lines.append(end ?? line.text)
                if end != nil {
                    tags.append(SPDXTag(name: name, value: lines.joined(separator: "\n"), line: first))
                    pending = nil
                }
                continue
            }
            let text = line.text.trimmed
            if text.isEmpty || text.utf8.first == UInt8(ascii: "#") { continue }
            guard let (name, rest) = text.cut(at: ":"), !name.isEmpty,
                name.utf8.allSatisfy({ $0.isLetter || $0.isDigit })
            else {
                throw file.refusal("The line is no 'Tag: value' of SPDX: '\(text.excerpt)'.", line: line.number)
            }
            let value = rest.trimmed
            guard value.hasPrefix(open) else {
                tags.append(SPDXTag(name: name, value: String(value), line: line.number))
                continue
            }
            let begin = value.dropFirst(open.utf8.count)
            if let end = SPDXTag.end(of: begin) {
                tags.append(SPDXTag(name: name, value: String(end), line: line.number))
            } else {
                pending = (name, line.number)
                lines = [begin]
            }
        }
        if let pending {
            throw file.refusal("The text that begins here has no '</text>'.", line: pending.line)
        }
        return tags
    }

    /// What stands before `</text>` at the end of a line; nil where it does not end there.
    private static func end(of line: Substring) -> Substring? {
        let line = line.trimmed
        return line.hasSuffix(close) ? line.without(suffix: close) : nil
    }
}
