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
    /// So many bytes are looked at: a few objects under a million names are more than any project holds.
    var byteLimit = 8 << 30
    /// So many files are read between two times that what they say is put together.
    private static let portion = 1 << 16

    /// A tree's facts, and the keys of its files.
    struct Result: Sendable {
        var facts: TreeFacts
        var keys: Set<PlainFileCache.Key>
        /// All files, links and submodules, in the order of their paths.
        var entries: [TreeEntry]
    }

    private struct Wanted: Sendable {
        var file: TreeFile
        var key: PlainFileCache.Key
        var request: BlobReading.Request
    }

    func read(_ commit: ObjectID, memory: inout FileMemory) async throws(GitError) -> Result {
        let listing = try await TreeReading().list(repository, commit, sizes: memory.sizes)
        memory.keepSizes(of: listing.entries)
        var assembly = TreeAssembly(omitted: listing.omitted, isDamaged: listing.isDamaged)
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
        // In portions, since what was read of a file takes more room than what is kept of it.
        var budget = byteLimit
        for start in stride(from: 0, to: wanted.count, by: TreeCollection.portion) {
            let portion = Array(wanted[start..<min(start + TreeCollection.portion, wanted.count)])
            for (index, read) in try await contents(of: portion, budget: &budget) {
                let (file, key) = (portion[index].file, portion[index].key)
                switch read {
                case .facts(let facts):
                    memory.remember(facts, for: key)
                    assembly.add(file, facts)
                case .cut(let facts):
                    assembly.add(file, facts)
                    assembly.addUnread(file.path, .tooLarge(limit: FileAnalysis.largest))
                case .missing: assembly.add(file, unread: .missing)
                case .tooMany: assembly.add(file, unread: .tooMany)
                }
            }
        }
        return Result(facts: assembly.facts(), keys: keys, entries: listing.entries)
    }

    private enum Read: Sendable {
        case facts(FileFacts)
        /// Of a file that is too large to be read whole.
        case cut(FileFacts)
        case missing
        /// It is beyond the bytes that are looked at.
        case tooMany
    }

    /// In contiguous parts, one a process: neighbours in a tree are neighbours in a pack. Names of the same object are neighbours, so
    /// that it is read once.
    ///
    /// - Parameter budget: the bytes that may still be looked at.
    private func contents(of wanted: [Wanted], budget: inout Int) async throws(GitError) -> [(Int, Read)] {
        var all: [(Int, Read)] = []
        var firsts: [ObjectID: Int] = [:]
        var places: [(first: Int, place: Int)] = []
        for (place, one) in wanted.enumerated() {
            let bytes = min(one.request.size ?? 0, FileAnalysis.largest)
            budget = max(-1, budget - bytes)
            guard budget >= 0 else {
                all.append((place, .tooMany))
                continue
            }
            let first = firsts[one.request.object] ?? place
            firsts[one.request.object] = first
            places.append((first, place))
        }
        guard !places.isEmpty else { return all }
        places.sort { $0 < $1 }
        let order = places.map(\.place)
        let parts = max(1, min(width, order.count / 64))
        let size = (order.count + parts - 1) / parts
        do {
            return try await withThrowingTaskGroup(of: [(Int, Read)].self) { group in
                for start in stride(from: 0, to: order.count, by: size) {
                    let part = order[start..<min(start + size, order.count)]
                    group.addTask { try await read(wanted, part) }
                }
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
    private func read(_ wanted: [Wanted], _ places: ArraySlice<Int>) async throws(GitError) -> [(Int, Read)] {
        var found: [(Int, Read)] = []
        found.reserveCapacity(places.count)
        var requests: [BlobReading.Request] = []
        /// Where the names of each object begin.
        var starts: [Int] = []
        for position in places.indices {
            let request = wanted[places[position]].request
            guard requests.last?.object != request.object else { continue }
            requests.append(request)
            starts.append(position)
        }
        starts.append(places.endIndex)
        try await BlobReading().read(repository, requests, limit: FileAnalysis.largest) { number, content in
            for place in places[starts[number]..<starts[number + 1]] {
                let path = wanted[place].file.path
                switch content {
                case .whole(let bytes):
                    found.append((place, .facts(FileAnalysis.facts(path: path, size: bytes.count, bytes: bytes))))
                case .beginning(let bytes, let size):
                    found.append((place, .cut(FileAnalysis.facts(path: path, size: size, bytes: bytes))))
                case .missing: found.append((place, .missing))
                }
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
