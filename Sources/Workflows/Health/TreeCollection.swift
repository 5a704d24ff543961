// SPDX-License-Identifier: Apache-2.0
import GitReading
import Histories
import ProjectHealth

/// Reads the files of a commit's tree into facts. Nothing is checked out: contents come from the repository's objects, so that
/// filters, links and the state of the work tree have no say.
struct TreeCollection: Sendable {
    let repository: OpenRepository
    /// How many processes read contents.
    var width = 2

    /// A tree's facts, and the keys of its files.
    struct Result: Sendable {
        var facts: TreeFacts
        var keys: Set<PlainFileCache.Key>
        /// Of files whose content was read now.
        var contentsRead: Int
        /// Of files that were listed but left out, because there are more than are taken.
        var omitted: Int
        var isDamaged: Bool
    }

    private struct Wanted: Sendable {
        var file: TreeFile
        var key: PlainFileCache.Key
        var request: BlobReading.Request
    }

    func read(_ commit: ObjectID, memory: inout FileMemory) async throws(GitError) -> Result {
        let listing = try await TreeReading().list(repository, commit)
        var assembly = TreeAssembly()
        var keys: Set<PlainFileCache.Key> = []
        keys.reserveCapacity(listing.entries.count)
        var wanted: [Wanted] = []
        for entry in listing.entries {
            let file = TreeFile(path: entry.path, kind: TreeFile.Kind(entry.kind), size: entry.size ?? 0)
            guard entry.kind == .file || entry.kind == .executable else {
                assembly.add(file)
                continue
            }
            let key = PlainFileCache.Key(entry.object, path: entry.path)
            keys.insert(key)
            if let known = memory[key] {
                assembly.add(file, known)
            } else {
                wanted.append(
                    Wanted(file: file, key: key, request: BlobReading.Request(entry.object, size: entry.size)))
            }
        }
        for (index, read) in try await contents(of: wanted) {
            let (file, key) = (wanted[index].file, wanted[index].key)
            switch read {
            case .facts(let facts):
                memory.remember(facts, for: key)
                assembly.add(file, facts)
            case .cut(let facts):
                assembly.add(file, facts)
                assembly.addUnread(file.path, .tooLarge(limit: FileAnalysis.largest))
            case .missing: assembly.add(file, unread: .missing)
            }
        }
        return Result(
            facts: assembly.facts(), keys: keys, contentsRead: wanted.count, omitted: listing.omitted,
            isDamaged: listing.isDamaged)
    }

    private enum Read: Sendable {
        case facts(FileFacts)
        /// Of a file that is too large to be read whole.
        case cut(FileFacts)
        case missing
    }

    /// In contiguous parts, one a process: neighbours in a tree are neighbours in a pack.
    private func contents(of wanted: [Wanted]) async throws(GitError) -> [(Int, Read)] {
        guard !wanted.isEmpty else { return [] }
        let parts = max(1, min(width, wanted.count / 64))
        let size = (wanted.count + parts - 1) / parts
        do {
            return try await withThrowingTaskGroup(of: [(Int, Read)].self) { group in
                for start in stride(from: 0, to: wanted.count, by: size) {
                    let range = start..<min(start + size, wanted.count)
                    group.addTask { try await read(wanted, range) }
                }
                var all: [(Int, Read)] = []
                all.reserveCapacity(wanted.count)
                for try await part in group { all += part }
                return all
            }
        } catch let error as GitError {
            throw error
        } catch {
            throw GitError(message: "git was stopped.")
        }
    }

    @concurrent
    private func read(_ wanted: [Wanted], _ range: Range<Int>) async throws(GitError) -> [(Int, Read)] {
        var found: [(Int, Read)] = []
        found.reserveCapacity(range.count)
        try await BlobReading().read(
            repository, wanted[range].map(\.request), limit: FileAnalysis.largest
        ) { number, content in
            let index = range.lowerBound + number
            let path = wanted[index].file.path
            switch content {
            case .whole(let bytes):
                found.append((index, .facts(FileAnalysis.facts(path: path, size: bytes.count, bytes: bytes))))
            case .beginning(let bytes, let size):
                found.append((index, .cut(FileAnalysis.facts(path: path, size: size, bytes: bytes))))
            case .missing: found.append((index, .missing))
            }
        }
        return found
    }
}

extension TreeFile.Kind {
    fileprivate init(_ kind: TreeEntry.Kind) {
        self =
            switch kind {
            case .file, .other: .file
            case .executable: .executable
            case .link: .link
            case .submodule: .submodule
            }
    }
}
