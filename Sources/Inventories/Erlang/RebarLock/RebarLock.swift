// SPDX-License-Identifier: Apache-2.0
import Packages

/// Rebar 3's `rebar.lock`: a list of `{Name, Source, Level}`, since version 1.1.0 inside `{Version, List}` and followed
/// by the packages' checksums. Level 0 is what the project asks for.
enum RebarLock {
    static let reader = InventoryReader(
        format: "erlang-rebar-lock", title: "Rebar rebar.lock",
        recognises: { $0.name == "rebar.lock" },
        read: read)

    private static func read(
        _ file: SourceFile, _ context: ReadingContext
    ) throws(InventoryError) -> Inventory {
        var reader = try TermReader(file, dialect: .erlang, limits: context.limits)
        let terms = try reader.terms()
        var draft = InventoryDraft(self.reader.format, file)
        guard let first = terms.first else { return draft.finished() }
        let parts = first.elements
        let list = first.isTuple && parts.count == 2 ? parts[1] : first
        guard case .list(let entries) = list.value else {
            throw file.refusal(
                "The first term holds no list of dependencies, so this is no rebar.lock.", line: first.line)
        }
        let checksums = terms.dropFirst().first?["pkg_hash_ext"]?.elements ?? []
        var hashes: [String: Digest] = [:]
        for pair in checksums where pair.elements.count == 2 {
            guard let name = pair.elements[0].name, let value = pair.elements[1].string else { continue }
            hashes[name] = Digest.hexadecimal("sha256", value)
        }
        for entry in entries { add(entry, hashes, to: &draft) }
        return draft.finished()
    }

    private static func add(_ entry: Term, _ hashes: [String: Digest], to draft: inout InventoryDraft) {
        let parts = entry.elements
        guard entry.isTuple, parts.count == 3, let name = parts[0].name, let kind = parts[1].elements.first?.name else {
            draft.warn(entry.line, "An entry of the list is not a name, a source and a level.")
            return
        }
        var relationship = Relationship.unknown
        if case .number(let level) = parts[2].value { relationship = level == "0" ? .direct : .transitive }
        let source = parts[1].elements
        switch kind {
        case "pkg" where source.count >= 3:
            draft.add(
                .hex, name: source[1].name ?? name, version: source[2].string, line: entry.line,
                relationship: relationship, hashes: hashes[name].map { [$0] } ?? [])
        case "git", "git_subdir":
            let reference = source.count > 2 ? source[2].elements.last?.string : nil
            let isCommit = source.count > 2 && source[2].elements.first?.name == "ref"
            draft.add(
                .hex, name: name, version: nil, line: entry.line, relationship: relationship,
                pin: .git(
                    repository: source.count > 1 ? source[1].string ?? "" : "", reference: isCommit ? nil : reference,
                    revision: isCommit ? reference : nil))
        default:
            draft.warn(entry.line, "The source of '\(name)' is of the kind '\(kind)', which is not known.")
            draft.add(.hex, name: name, version: nil, line: entry.line, relationship: relationship)
        }
    }
}
