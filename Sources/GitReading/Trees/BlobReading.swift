// SPDX-License-Identifier: Apache-2.0
package import Histories

/// What was read of a blob.
package enum BlobContent: Sendable, Hashable {
    case whole([UInt8])
    /// The blob has more bytes than were asked for: its first ones, and how many there are.
    case beginning([UInt8], size: Int)
    /// The clone does not hold it, or it is damaged. It is not fetched.
    case missing
}

/// Reads blobs by their names, many in one go.
package struct BlobReading: Sendable {
    /// A blob, and its size as far as it is known.
    package struct Request: Sendable, Hashable {
        package var object: ObjectID
        package var size: Int?

        package init(_ object: ObjectID, size: Int?) {
            self.object = object
            self.size = size
        }
    }

    /// So much is read of a blob that is beyond the limit.
    package static let beginning = 1024

    package init() {}

    /// Reads blobs one behind the other, at most one of them in memory.
    ///
    /// - Parameters:
    ///   - limit: of a blob with more bytes only the first ``beginning`` are read.
    ///   - body: called once for each request with its place, those within the limit first, each kind in the order of the requests.
    package func read(
        _ repository: OpenRepository, _ requests: [Request], limit: Int, body: (Int, BlobContent) -> Void
    ) async throws(GitError) {
        let objects = repository.objects
        let limit = max(limit, BlobReading.beginning)
        let small = requests.indices.filter { (requests[$0].size ?? 0) <= limit }
        try await objects.readObjects(small.map { requests[$0].object }, keep: limit) { number, answer in
            switch answer {
            case .object(_, .blob, let size, let bytes):
                body(
                    small[number],
                    size <= limit
                        ? .whole(Array(bytes)) : .beginning(Array(bytes.prefix(BlobReading.beginning)), size: size))
            default: body(small[number], .missing)
            }
        }
        var beginnings: [ObjectID: [UInt8]] = [:]
        var slow = 0
        for place in requests.indices {
            guard let size = requests[place].size, size > limit else { continue }
            let object = requests[place].object
            if beginnings[object] == nil, slow < GitCommand.deathLimit.slow {
                let (bytes, isSlow) = try await beginning(objects, object)
                beginnings[object] = bytes
                if isSlow { slow += 1 }
            }
            let bytes = beginnings[object] ?? []
            body(place, bytes.isEmpty ? .missing : .beginning(bytes, size: size))
        }
    }

    /// One blob; see ``BlobContent``.
    package func read(
        _ repository: OpenRepository, _ object: ObjectID, limit: Int
    ) async throws(GitError) -> BlobContent {
        var content = BlobContent.missing
        try await read(repository, [Request(object, size: nil)], limit: limit) { content = $1 }
        return content
    }

    /// A process of its own, ended as soon as it has said enough; and whether it was waited for in vain.
    private func beginning(
        _ objects: GitCommand, _ object: ObjectID
    ) async throws(GitError) -> ([UInt8], isSlow: Bool) {
        var bytes: [UInt8] = []
        let ending = try await objects.stream(["cat-file", "blob", object.hexadecimal], input: nil) { run in
            bytes.append(contentsOf: run.prefix(BlobReading.beginning - bytes.count))
            return bytes.count < BlobReading.beginning
        }
        return (bytes, ending == .stalled || ending == .starved)
    }
}
