// SPDX-License-Identifier: Apache-2.0
package import Histories

/// Lists the tree of a commit.
package struct TreeReading: Sendable {
    /// So many entries are kept; more are counted.
    package var limit: Int
    /// A path with more bytes than this ends the listing: no file system holds one.
    private static let pathLimit = 1 << 20
    /// So many are counted beyond the limit. A few small trees that name each other make more paths than any machine could list.
    private static let countLimit = 1_000_000

    package init(limit: Int = 1_000_000) { self.limit = limit }

    /// - Parameters:
    ///   - commit: or a tree, or a tag that leads to one.
    ///   - known: sizes of blobs from the listing of a similar tree: git looks each blob up for its size, which takes most of the
    ///     time, so that only the sizes of others are asked for.
    /// - Throws: that there is no such tree, or git cannot be run.
    package func list(
        _ repository: OpenRepository, _ commit: ObjectID, sizes known: [ObjectID: Int] = [:]
    ) async throws(GitError) -> TreeListing {
        var listing = TreeListing()
        var queue = ByteQueue()
        var ending = ProcessEnding.stopped
        do {
            ending = try await repository.objects.stream(
                ["ls-tree", "-r", "-z"] + (known.isEmpty ? ["-l"] : []) + ["--full-tree", commit.hexadecimal],
                input: nil
            ) { bytes throws(GitError) in
                try queue.add(bytes) { all throws(GitError) in
                    var start = 0
                    while let end = all.position(of: 0, from: start, to: all.count) {
                        try add(all.part(start, end), to: &listing)
                        start = end + 1
                    }
                    return start
                }
                guard queue.waiting <= TreeReading.pathLimit else { throw GitError.unreadable }
                return listing.omitted < TreeReading.countLimit
            }
        } catch GitError.unreadable {
            // What was listed before counts.
        }
        if ending != .exited(0), listing.omitted < TreeReading.countLimit {
            guard !listing.entries.isEmpty || ending != .exited(128) else {
                throw GitError(
                    message: "The tree of \(commit.hexadecimal) cannot be read.", hint: "Is the clone complete?")
            }
            listing.isDamaged = true
        }
        listing.sortByPath()
        if !known.isEmpty { try await fill(&listing, known, repository) }
        return listing
    }

    /// Sizes that a listing was made without.
    private func fill(
        _ listing: inout TreeListing, _ known: [ObjectID: Int], _ repository: OpenRepository
    ) async throws(GitError) {
        var unknown: [Int] = []
        for index in listing.entries.indices where listing.entries[index].kind != .submodule {
            listing.entries[index].size = known[listing.entries[index].object]
            if listing.entries[index].size == nil { unknown.append(index) }
        }
        let sizes = try await repository.objects.sizes(of: unknown.map { listing.entries[$0].object })
        for (index, size) in zip(unknown, sizes) { listing.entries[index].size = size }
    }

    /// `MODE KIND ID SIZE TAB PATH`, the size padded with blanks or left out.
    private func add(_ record: UnsafeRawBufferPointer, to listing: inout TreeListing) throws(GitError) {
        guard listing.entries.count < limit else {
            listing.omitted += 1
            return
        }
        guard let tab = record.position(of: 0x09, from: 0, to: record.count),
            let first = record.position(of: 0x20, from: 0, to: tab),
            let second = record.position(of: 0x20, from: first + 1, to: tab),
            case let third = record.position(of: 0x20, from: second + 1, to: tab) ?? tab,
            let object = ObjectID(hexadecimal: record.part(second + 1, third))
        else { throw GitError.unreadable }
        let path = record.part(tab + 1, record.count)
        let isUnicode = ByteInterning.isUnicode(path)
        let kind = TreeEntry.Kind(mode: record.part(0, first))
        let size = record.part(third, tab).trimmed.decimal.map { Int($0) }
        listing.entries.append(
            TreeEntry(
                path: String(decoding: path, as: UTF8.self), rawPath: isUnicode ? nil : Array(path), kind: kind,
                object: object, size: kind == .submodule ? nil : size))
    }
}

extension TreeEntry.Kind {
    /// By the octal mode.
    fileprivate init(mode: UnsafeRawBufferPointer) {
        self =
            if mode.elementsEqual("120000".utf8) {
                .link
            } else if mode.elementsEqual("160000".utf8) {
                .submodule
            } else if mode.hasPrefix("1007") {
                .executable
            } else if mode.hasPrefix("1006") {
                .file
            } else {
                .other
            }
    }
}

extension TreeListing {
    /// Git writes trees in order; a hostile tree may not be.
    fileprivate mutating func sortByPath() {
        func precedes(_ left: TreeEntry, _ right: TreeEntry) -> Bool {
            (left.rawPath ?? Array(left.path.utf8)).lexicographicallyPrecedes(right.rawPath ?? Array(right.path.utf8))
        }
        let isSorted = zip(entries, entries.dropFirst()).allSatisfy { pair in
            if pair.0.rawPath == nil, pair.1.rawPath == nil {
                return !pair.1.path.utf8.lexicographicallyPrecedes(pair.0.path.utf8)
            }
            return !precedes(pair.1, pair.0)
        }
        if !isSorted { entries.sort(by: precedes) }
    }
}
