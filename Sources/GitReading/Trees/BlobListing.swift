// SPDX-License-Identifier: Apache-2.0
package import Histories

/// Lists the blobs that any commit of a history holds.
package struct BlobListing: Sendable {
    /// So many are kept; more are counted.
    package var limit: Int

    package init(limit: Int = 5_000_000) { self.limit = limit }

    package struct Blob: Sendable, Hashable {
        package var object: ObjectID
        /// A path it is, or was, at.
        package var path: String
        /// Bytes; nil for one that is not in the clone.
        package var size: Int?
    }

    package struct Listing: Sendable, Hashable {
        /// Each once, newest commits first.
        package var blobs: [Blob] = []
        /// How many more there are than were kept.
        package var omitted = 0
        /// Objects that the clone lacks, and what only they lead to.
        package var missing = 0
        /// Git came to the history's end.
        package var isWhole = true
    }

    /// - Throws: that nothing can be listed, or git cannot be run.
    package func blobs(
        _ repository: OpenRepository, reachableFrom commit: ObjectID
    ) async throws(GitError) -> Listing {
        var listing = Listing()
        var queue = ByteQueue()
        let arguments = [
            "rev-list", "--objects", "--missing=print", "--filter=object:type=blob", "--filter-provided-objects",
            commit.hexadecimal,
        ]
        let ending = try await repository.objects.stream(arguments, input: nil) { bytes throws(GitError) in
            try queue.add(bytes) { all throws(GitError) in
                var start = 0
                while let end = all.position(of: 0x0A, from: start, to: all.count) {
                    let line = all.part(start, end)
                    start = end + 1
                    if line.first == UInt8(ascii: "?") { listing.missing += 1 }
                    guard let space = line.position(of: 0x20, from: 0, to: line.count),
                        let object = ObjectID(hexadecimal: line.part(0, space))
                    else { continue }
                    guard listing.blobs.count < limit else {
                        listing.omitted += 1
                        continue
                    }
                    listing.blobs.append(
                        Blob(object: object, path: String(decoding: line.part(space + 1, line.count), as: UTF8.self)))
                }
                return start
            }
            return true
        }
        listing.isWhole = ending == .exited(0)
        guard listing.isWhole || !listing.blobs.isEmpty else {
            throw GitError(message: "The objects of the history cannot be listed.", hint: "Is the clone complete?")
        }
        let sizes = try await repository.objects.sizes(of: listing.blobs.map(\.object))
        for (number, size) in sizes.enumerated() { listing.blobs[number].size = size }
        return listing
    }

    /// The object that a commit holds at a path; nil where there is none.
    package func object(
        _ repository: OpenRepository, at path: String, in commit: ObjectID
    ) async throws(GitError) -> ObjectID? {
        let answer = try await repository.objects.answer([
            "rev-parse", "--verify", "--quiet", "--end-of-options", "\(commit.hexadecimal):\(path)",
        ])
        return answer.succeeded ? ObjectID(answer.value) : nil
    }
}
