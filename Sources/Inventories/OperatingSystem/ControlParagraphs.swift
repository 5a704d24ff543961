// SPDX-License-Identifier: Apache-2.0
import Wire

/// One paragraph of a control file (Debian policy §5.1), with the fields that were asked for.
struct ControlParagraph {
    /// Where it begins, from 1.
    let line: Int
    /// By name in small letters, continued lines joined with a blank.
    fileprivate(set) var fields: [String: String] = [:]
    /// The names of fields whose bytes are not UTF-8 text.
    fileprivate(set) var unreadable: [String] = []
    /// Whether the paragraph has any field at all.
    fileprivate(set) var hasFields = false

    subscript(field: String) -> String? { fields[field] }
}

extension SourceFile {
    /// The paragraphs of a control file. Fields that were not asked for are passed over as bytes, so that a package
    /// database is readable whatever encoding its descriptions have.
    func controlParagraphs(
        fields wanted: Set<String>, _ context: ReadingContext
    ) throws(InventoryError) -> [ControlParagraph] {
        try checkSize(context.limits)
        var paragraphs: [ControlParagraph] = []
        var current: ControlParagraph?
        var field: String?
        var value: [UInt8] = []
        var number = 0

        func closeField() {
            guard let name = field else { return }
            if let text = String(validating: value, as: UTF8.self) {
                current?.fields[name] = String(text[...].trimmed)
            } else {
                current?.unreadable.append(name)
            }
            field = nil
            value = []
        }

        for line in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
            number += 1
            if line.allSatisfy(\.isBlank) {
                closeField()
                if let paragraph = current { paragraphs.append(paragraph) }
                current = nil
                continue
            }
            if line.first?.isBlank == true {
                if field != nil { value.append(contentsOf: line) }
                continue
            }
            closeField()
            if current == nil { current = ControlParagraph(line: number) }
            guard paragraphs.count < context.limits.nodes else {
                throw refusal("The file has more than \(context.limits.nodes) paragraphs.", line: number)
            }
            guard let colon = line.firstIndex(of: UInt8(ascii: ":")) else { continue }
            current?.hasFields = true
            let name = String(decoding: line[..<colon], as: UTF8.self).lowercased()
            if wanted.contains(name) {
                field = name
                value = Array(line[(colon + 1)...])
            }
        }
        closeField()
        if let paragraph = current { paragraphs.append(paragraph) }
        return paragraphs
    }
}
