// SPDX-License-Identifier: Apache-2.0
import Packages

/// Git's `.gitmodules` (gitmodules(5)): a section a submodule, with its path and its address.
///
/// The commit is recorded in the repository's tree, not in this file; where the submodule is checked out, the `HEAD` of
/// its own repository below `.git/modules` names it.
enum GitSubmodules {
    static let reader = InventoryReader(
        format: "git-submodules", title: "Git .gitmodules",
        recognises: { $0.name == ".gitmodules" },
        read: read)

    private struct Submodule {
        var name: String
        var line: Int
        var path: String?
        var url: String?
        var branch: String?
    }

    private static func read(
        _ file: SourceFile, _ context: ReadingContext
    ) throws(InventoryError) -> Inventory {
        var draft = InventoryDraft(reader.format, file)
        var current: Submodule?
        for line in try file.lines(context) {
            let text = line.content
            if text.isEmpty || text.hasPrefix("#") || text.hasPrefix(";") { continue }
            if text.hasPrefix("[") {
                if let current { add(current, context, to: &draft) }
                current = nil
                guard text.hasPrefix("[submodule "), text.hasSuffix("]") else {
                    draft.warn(line.number, "The section '\(text.excerpt)' is no submodule.")
                    continue
                }
                let name = text.without(prefix: "[submodule ").dropLast().trimmed.unquoted
                current = Submodule(name: String(name), line: line.number)
            } else if let (key, value) = text.cut(at: "=") {
                let content = String(value.trimmed.unquoted)
                switch key.trimmed.lowercased() {
                case "path": current?.path = content
                case "url": current?.url = content
                case "branch": current?.branch = content
                default: break
                }
            } else {
                draft.warn(line.number, "The line '\(text.excerpt)' is neither a section nor a setting.")
            }
        }
        if let current { add(current, context, to: &draft) }
        return draft.finished()
    }

    private static func add(_ submodule: Submodule, _ context: ReadingContext, to draft: inout InventoryDraft) {
        guard let url = submodule.url, !url.isEmpty else {
            draft.warn(submodule.line, "The submodule '\(submodule.name)' has no address.")
            return
        }
        let address = RepositoryAddress(url)
        let commit = checkedOutCommit(of: submodule, beside: draft.path, context)
        if commit == nil {
            draft.warn(
                submodule.line,
                "The commit of the submodule '\(submodule.path ?? submodule.name)' is recorded in the repository's tree, not in this file, and is not known."
            )
        }
        if address.host == nil {
            draft.warn(
                submodule.line,
                "The address '\(url)' of the submodule '\(submodule.name)' is relative to the repository's own, which is not known."
            )
        }
        let ecosystem = address.host == nil ? nil : EcosystemName(.git)
        let pin: Pin =
            if let commit {
                .revision(repository: address.text, revision: commit)
            } else {
                .branch(repository: address.text, reference: submodule.branch ?? "HEAD", revision: nil)
            }
        draft.add(
            Component(
                purl: address.packageURL(version: commit), name: address.host == nil ? url : address.name, version: nil,
                ecosystem: ecosystem, relationship: .direct, pin: pin, location: draft.location(submodule.line)))
    }

    /// The commit a detached `HEAD` names.
    private static func checkedOutCommit(
        of submodule: Submodule, beside path: String, _ context: ReadingContext
    ) -> String? {
        let folder = SubjectPath.folder(path)
        for name in [submodule.name, submodule.path ?? submodule.name] {
            guard let head = SubjectPath.join(folder, ".git/modules/\(name)/HEAD"), let bytes = context.related(head),
                let text = String(validating: bytes.prefix(128), as: UTF8.self)
            else { continue }
            let commit = text[...].trimmed.before("\n").trimmed
            if GitAddress.isObjectName(commit) { return commit.lowercased() }
        }
        return nil
    }
}
