// SPDX-License-Identifier: Apache-2.0
import Crypto
import Files
import GitReading
import Histories
import Wire

/// What is kept of a repository from one run to the next, in the data folder. A cache that cannot be read or written costs time, not
/// the report.
struct HealthCaching: Sendable {
    private let folder: String?
    private let name: String

    /// - Parameter folder: nil where nothing is kept.
    init(folder: DataFolder?, repository: RepositoryFacts) {
        self.folder = folder?.health
        name = Hexadecimal.text(of: SHA256.hash(data: Array(repository.gitDirectory.utf8)).prefix(12))
    }

    private static let largest = 1 << 30

    private func path(_ ending: String) -> String? { folder.map { "\($0)/\(name).\(ending)" } }

    func history() -> History? {
        guard let bytes = read("history") else { return nil }
        // Of another version, or damaged: it is read anew.
        return try? HistoryCache.decoded(bytes)
    }

    /// Keeps what is not in `cached` already. The history of an older commit is: in the longer one's place it would cost the next
    /// run all that came after.
    func keep(_ history: History, unless cached: History?) {
        guard folder != nil, history != cached else { return }
        if let cached, let head = history.head, head != cached.head, cached.commits.contains(where: { $0.id == head }) {
            return
        }
        guard let bytes = HistoryCache.encoded(history) else { return }
        write(bytes, "history")
    }

    func files() -> PlainFileCache {
        read("files").flatMap(PlainFileCache.init(bytes:)) ?? PlainFileCache()
    }

    func keep(_ files: PlainFileCache) {
        guard folder != nil, files.hasChanged else { return }
        write(files.bytes, "files")
    }

    private func read(_ ending: String) -> [UInt8]? {
        guard let path = path(ending) else { return nil }
        return try? FileReading.bytes(of: path, limit: HealthCaching.largest)
    }

    private func write(_ bytes: [UInt8], _ ending: String) {
        guard let folder, let path = path(ending) else { return }
        do throws(FilesError) {
            try Folders.make(folder, isPrivate: true)
            try HealthFiles.write(bytes, to: path, isPrivate: true)
        } catch {
            // A full disk or a folder that may not be written: the next run reads anew.
        }
    }
}
