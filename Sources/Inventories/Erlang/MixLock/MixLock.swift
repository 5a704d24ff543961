// SPDX-License-Identifier: Apache-2.0
import Packages

/// Elixir's `mix.lock`: one map from names to `{:hex, …}`, `{:git, …}` or `{:path, …}` tuples.
///
/// `{:hex, package, version, inner checksum, managers, dependencies, repository, outer checksum}`; the outer checksum
/// is the SHA-256 of the package's file, the inner one of its contents. What `mix.exs` asks for is not in the lock.
enum MixLock {
    static let reader = InventoryReader(
        format: "elixir-mix-lock", title: "Elixir mix.lock",
        recognises: { $0.name == "mix.lock" },
        read: read)

    private static func read(
        _ file: SourceFile, _ context: ReadingContext
    ) throws(InventoryError) -> Inventory {
        var reader = try TermReader(file, dialect: .elixir, limits: context.limits)
        var draft = InventoryDraft(self.reader.format, file)
        var positions: [String: Int] = [:]
        var needs: [(from: Int, name: String)] = []
        for root in try reader.terms() {
            guard case .list(let entries) = root.value else {
                throw file.refusal("The file is not one map, so it is no mix.lock.", line: root.line)
            }
            for entry in entries {
                let pair = entry.elements
                guard entry.isTuple, pair.count == 2, let name = pair[0].name, pair[1].isTuple else {
                    draft.warn(entry.line, "An entry of the map is not a name and a tuple.")
                    continue
                }
                guard let position = add(name, pair[1].elements, line: entry.line, to: &draft) else { continue }
                positions[name] = position
                for need in dependencies(of: pair[1].elements) { needs.append((position, need)) }
            }
        }
        for need in needs {
            if let to = positions[need.name] { draft.connect(need.from, to: to) }
        }
        return draft.finished()
    }

    private static func add(_ name: String, _ parts: [Term], line: Int, to draft: inout InventoryDraft) -> Int? {
        switch parts.first?.name {
        case "hex":
            guard parts.count >= 3, let package = parts[1].name, let version = parts[2].string else {
                draft.warn(line, "The entry '\(name)' has no package or no version.")
                return nil
            }
            let repository = parts.count > 6 ? parts[6].string : nil
            let checksum = parts.count > 7 ? parts[7].string.flatMap { Digest.hexadecimal("sha256", $0) } : nil
            return draft.add(
                .hex, name: package, version: version, line: line,
                pin: repository == nil || repository == "hexpm" ? .registry : .url(repository ?? ""),
                hashes: checksum.map { [$0] } ?? [])
        case "git":
            guard parts.count >= 3, let repository = parts[1].string, let revision = parts[2].string else {
                draft.warn(line, "The entry '\(name)' has no repository or no commit.")
                return nil
            }
            let options = parts.count > 3 ? parts[3] : nil
            let reference = options?["branch"]?.string ?? options?["tag"]?.string ?? options?["ref"]?.string
            return draft.add(
                .hex, name: name, version: nil, line: line,
                pin: .git(repository: repository, reference: reference, revision: revision))
        case "path":
            return draft.add(
                .hex, name: name, version: nil, line: line, pin: .path(parts.dropFirst().first?.string ?? ""))
        default:
            draft.warn(line, "The entry '\(name)' is of a kind that is not known.")
            return nil
        }
    }

    /// The names in the sixth part of a `{:hex, …}` tuple.
    private static func dependencies(of parts: [Term]) -> [String] {
        guard parts.first?.name == "hex", parts.count > 5 else { return [] }
        return parts[5].elements.compactMap { $0.elements.first?.name }
    }
}
