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
    }

    /// Every blob once, newest commits first, and how many more there are than were kept.
    package func blobs(
        _ repository: OpenRepository, reachableFrom commit: ObjectID
    ) async throws(GitError) -> (blobs: [Blob], omitted: Int) {
        var blobs: [Blob] = []
        var omitted = 0
        var queue = ByteQueue()
        let arguments = [
            "rev-list", "--objects", "--missing=allow-any", "--filter=object:type=blob", "--filter-provided-objects",
            commit.hexadecimal,
        ]
        let ending = try await repository.objects.stream(arguments, input: nil) { bytes throws(GitError) in
            try queue.add(bytes) { all throws(GitError) in
                var start = 0
                while let end = all.position(of: 0x0A, from: start, to: all.count) {
                    let line = all.part(start, end)
                    start = end + 1
                    guard let space = line.position(of: 0x20, from: 0, to: line.count),
                        let object = ObjectID(hexadecimal: line.part(0, space))
                    else { continue }
                    guard blobs.count < limit else {
                        omitted += 1
                        continue
                    }
                    blobs.append(
                        Blob(object: object, path: String(decoding: line.part(space + 1, line.count), as: UTF8.self)))
                }
                return start
            }
            return true
        }
        guard ending == .exited(0) || !blobs.isEmpty else {
            throw GitError(message: "The objects of the history cannot be listed.", hint: "Is the clone complete?")
        }
        return (blobs, omitted)
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
