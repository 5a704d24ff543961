// SPDX-License-Identifier: Apache-2.0
import Notations
import Packages

/// Stack's `stack.yaml.lock`: the packages that stand beside a snapshot, each completed to what fixes it.
///
/// The packages of the snapshot itself are not in the file; a warning says so.
enum StackLock {
    static let reader = InventoryReader(
        format: "haskell-stack-lock", title: "Stack stack.yaml.lock",
        recognises: { path in
            let name = path.name
            return name == "stack.yaml.lock" || (name.hasPrefix("stack") && name.hasSuffix(".yaml.lock"))
        },
        read: read)

    private static func read(
        _ file: SourceFile, _ context: ReadingContext
    ) throws(InventoryError) -> Inventory {
        let root = try file.yamlRoot(context)
        guard root.kind == .object, root["packages"] != nil || root["snapshots"] != nil else {
            throw file.refusal("The file has neither 'packages' nor 'snapshots', so it is no stack.yaml.lock.")
        }
        var draft = InventoryDraft(reader.format, file)
        for entry in root["packages"].map({ Array($0.elements) }) ?? [] {
            guard let completed = entry["completed"] else {
                draft.warn(entry.line, "A package has no 'completed' part.")
                continue
            }
            add(completed, to: &draft)
        }
        for snapshot in root["snapshots"].map({ Array($0.elements) }) ?? [] {
            let name = snapshot["original"]?.text ?? snapshot["completed"]?["url"]?.text ?? "without a name"
            draft.warn(snapshot.line, "The packages of the snapshot \(name) are not listed in the file and not known.")
        }
        return draft.finished()
    }

    private static func add(_ completed: Node, to draft: inout InventoryDraft) {
        let place = completed.place(ofKey: "hackage")?.line ?? completed.line
        if let hackage = completed["hackage"]?.string {
            // `name-1.2.3@sha256:DIGEST,SIZE`; the digest is that of the .cabal file, not of the package.
            guard let (name, version) = Substring(hackage).before("@").cut(atLast: "-"), version.startsWithDigit else {
                draft.warn(place, "'\(hackage)' is not a name and a version.")
                return
            }
            draft.add(.hackage, name: String(name), version: String(version), line: place)
            return
        }
        guard let name = completed["name"]?.text else {
            draft.warn(place, "A package has no name.")
            return
        }
        let pin: Pin =
            if let repository = completed["git"]?.string {
                .git(repository: repository, reference: nil, revision: completed["commit"]?.text)
            } else {
                .url(completed["url"]?.string ?? completed["archive"]?.string ?? "")
            }
        let hash = completed["sha256"]?.text.flatMap { Digest.hexadecimal("sha256", $0) }
        draft.add(
            .hackage, name: name, version: completed["version"]?.text, line: place, pin: pin,
            hashes: hash.map { [$0] } ?? [])
    }
}
