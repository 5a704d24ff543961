// SPDX-License-Identifier: Apache-2.0
import Histories
import ProjectHealth

/// What files say, by content and path, for as long as a run takes: the trees of one project differ in few files.
struct FileMemory: Sendable {
    var plain: PlainFileCache
    private var telling: [PlainFileCache.Key: FileFacts] = [:]

    init(plain: PlainFileCache = PlainFileCache()) {
        self.plain = plain
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
