// SPDX-License-Identifier: Apache-2.0
import GitReading
import Histories
import ProjectHealth

/// What files say, by content and path, for as long as a run takes: the trees of one project differ in few files.
struct FileMemory: Sendable {
    var plain: PlainFileCache
    private var telling: [PlainFileCache.Key: FileFacts] = [:]
    /// Of the blobs of the tree that was read last, where trees like it will be read.
    private(set) var sizes: [ObjectID: Int] = [:]
    private let expectsMore: Bool

    /// - Parameter expectsMore: whether more than one tree will be read.
    init(plain: PlainFileCache = PlainFileCache(), expectsMore: Bool = false) {
        self.plain = plain
        self.expectsMore = expectsMore
    }

    mutating func keepSizes(of entries: [TreeEntry]) {
        guard expectsMore else { return }
        sizes = [:]
        sizes.reserveCapacity(entries.count)
        for entry in entries { sizes[entry.object] = entry.size }
    }

    subscript(key: PlainFileCache.Key) -> FileFacts? {
        if let facts = plain[key] { return FileFacts(facts) }
        return telling[key]
    }

    mutating func remember(_ facts: FileFacts, for key: PlainFileCache.Key) {
        if facts.isPlain { plain.remember(facts.plain, for: key) } else { telling[key] = facts }
    }

    /// Forgets telling files that are not among `keys`: they hold texts, and the next tree is like this one.
    mutating func keep(_ keys: Set<PlainFileCache.Key>) {
        telling = telling.filter { keys.contains($0.key) }
    }

    /// The same for plain ones, before they are written to the disk.
    mutating func keepPlain(_ keys: Set<PlainFileCache.Key>) { plain.keep(keys) }
}
