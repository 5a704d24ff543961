// SPDX-License-Identifier: Apache-2.0
import GitReading
import Inventories
import Wire

/// Writes the manifests and lockfiles of a commit into a folder of its own, so that they can be read as those of a checkout are:
/// contents as they are stored, nothing that a filter made, no link, and no other file.
struct ManifestCheckout: Sendable {
    let repository: OpenRepository

    /// The most files, and the bytes of them all.
    private static let most = (files: 20_000, bytes: 256 << 20)

    /// What manifests refer to by names of any kind: included requirements, shared properties, version catalogues.
    private static let included: Set<Substring> = [
        "txt", "in", "props", "targets", "gradle", "kts", "toml", "cfg", "xml",
    ]
    private static let largestIncluded = 256 << 10

    /// - Returns: the folder, which goes with the value, and whether all that is wanted is in it.
    func write(_ entries: [TreeEntry]) async throws(GitError) -> (folder: PrivateFolder, isWhole: Bool) {
        let folder = try PrivateFolder()
        let wanted = entries.filter(ManifestCheckout.isWanted)
        var kept: [TreeEntry] = []
        var bytes = 0
        for entry in wanted where entry.rawPath == nil && PrivateFolder.isPath(entry.path) {
            guard let size = entry.size, size <= Limits.document.bytes, kept.count < ManifestCheckout.most.files,
                bytes + size <= ManifestCheckout.most.bytes
            else { continue }
            bytes += size
            kept.append(entry)
        }
        var written = 0
        try await BlobReading().read(
            repository, kept.map { BlobReading.Request($0.object, size: $0.size) }, limit: Limits.document.bytes
        ) { number, content in
            guard case .whole(let bytes) = content, folder.saves(bytes, at: kept[number].path) else { return }
            written += 1
        }
        return (folder, written == wanted.count)
    }

    private static func isWanted(_ entry: TreeEntry) -> Bool {
        guard entry.kind == .file || entry.kind == .executable else { return false }
        if InventoryFormats.reader(of: entry.path) != nil { return true }
        guard let dot = entry.path.lastIndex(of: "."), let size = entry.size, size <= largestIncluded else {
            return false
        }
        return included.contains(entry.path[entry.path.index(after: dot)...])
    }
}
