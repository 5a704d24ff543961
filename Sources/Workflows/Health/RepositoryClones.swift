// SPDX-License-Identifier: Apache-2.0
import Crypto
import Files
import GitReading
import Wire

/// Repositories that were named by their address: cloned once into the data folder, then brought up to date.
struct RepositoryClones: Sendable {
    let folder: DataFolder

    /// The folder to read: a path as it is, for an address the clone of it.
    func path(of target: String) async throws -> String {
        guard RepositoryClones.isAddress(target) else { return target }
        let name = Hexadecimal.text(of: SHA256.hash(data: Array(target.utf8)).prefix(12))
        let path = "\(folder.clones)/\(name).git"
        try Folders.make(folder.clones, isPrivate: true)
        guard let lock = try FileLock(path: path + ".lock") else {
            throw WorkflowError(.busy, "Another process is cloning this repository.", hint: "Wait for it to end.")
        }
        let cloning = RepositoryCloning()
        if FileReading.kind(of: path) == .folder {
            try await cloning.update(path, from: target)
        } else {
            _ = try await cloning.clone(target, to: path)
        }
        _ = consume lock
        return path
    }

    /// A target as it may be shown and kept.
    static func name(of target: String) -> String { isAddress(target) ? CloneAddress.name(of: target) : target }

    /// Whether git would take it for the address of another machine, or it says that it is one.
    static func isAddress(_ target: String) -> Bool {
        if target.contains("://") || target.contains("::") { return true }
        guard FileReading.kind(of: target, followingLinks: true) == .missing,
            let colon = target.firstIndex(of: ":"), let at = target.firstIndex(of: "@")
        else { return false }
        return at < colon && !target[..<colon].contains("/")
    }
}
