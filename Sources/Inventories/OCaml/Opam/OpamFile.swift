// SPDX-License-Identifier: Apache-2.0
import Packages

/// opam's package files (`NAME.opam`, `opam`), their locked form (`NAME.opam.locked`) and the state of a switch
/// (`.opam-switch/switch-state`).
///
/// `depends: [ "name" {= "1.2" & with-test} … ]`; in a switch state `roots` and `installed` list `"name.1.2"`.
enum OpamFile {
    static let reader = InventoryReader(
        format: "opam-file", title: "opam package file or switch state",
        recognises: { path in
            let name = path.name
            return name == "opam" || name.hasSuffix(".opam") || name.hasSuffix(".opam.locked") || name == "opam.locked"
                || path.text == ".opam-switch/switch-state" || path.text.hasSuffix("/.opam-switch/switch-state")
        },
        read: read)

    private static func read(
        _ file: SourceFile, _ context: ReadingContext
    ) throws(InventoryError) -> Inventory {
        var reader = try OpamReader(file, context.limits)
        let fields = try reader.fields()
        guard fields["opam-version"] != nil else {
            throw file.refusal("The file has no 'opam-version', so it is no file of opam.")
        }
        var draft = InventoryDraft(self.reader.format, file)
        for (field, group) in [("depends", DependencyGroup.runtime), ("depopts", .optional)] {
            addDependencies(fields[field] ?? [], group, to: &draft)
        }
        addInstalled(fields, to: &draft)
        return draft.finished()
    }

    private static func addDependencies(
        _ tokens: [OpamReader.Token], _ group: DependencyGroup, to draft: inout InventoryDraft
    ) {
        var position = 0
        while position < tokens.count {
            let token = tokens[position]
            position += 1
            guard case .string(let name) = token.value else { continue }
            var groups: Set<DependencyGroup> = [group]
            var version: String?
            var requirement: [String] = []
            if position < tokens.count, tokens[position].value == .symbol("{") {
                var depth = 0
                repeat {
                    let inner = tokens[position]
                    position += 1
                    switch inner.value {
                    case .symbol("{"): depth += 1
                    case .symbol("}"): depth -= 1
                    case .word("with-test"): groups = [.test]
                    case .word("with-doc"), .word("with-dev-setup"), .word("dev"): groups = [.development]
                    case .word("build"): groups = [.build]
                    case .symbol("&"): break
                    case .symbol(let symbol): requirement.append(symbol)
                    case .word: break
                    case .string(let text):
                        if requirement == ["="] { version = text }
                        requirement.append("\"\(text)\"")
                    }
                } while depth > 0 && position < tokens.count
            }
            let isExact = requirement.count == 2 && version != nil
            let text = requirement.joined(separator: " ")
            draft.add(
                .opam, name: name, version: isExact ? version : nil, requirement: text.isEmpty ? nil : text,
                line: token.line, groups: groups, relationship: .direct)
        }
    }

    private static func addInstalled(_ fields: [String: [OpamReader.Token]], to draft: inout InventoryDraft) {
        let roots = Set((fields["roots"] ?? []).map(\.value))
        for token in fields["installed"] ?? [] {
            guard case .string(let text) = token.value else { continue }
            // Names of opam have no full stop.
            guard let (name, version) = Substring(text).cut(at: ".") else {
                draft.warn(token.line, "The installed package '\(text)' has no version.")
                continue
            }
            draft.add(
                .opam, name: String(name), version: String(version), line: token.line,
                relationship: roots.contains(token.value) ? .direct : .transitive)
        }
    }
}
