// SPDX-License-Identifier: Apache-2.0

/// Bytes that come in runs and are taken in records: what a run's last record lacks is kept until the next run.
struct ByteQueue {
    private var rest: [UInt8] = []

    /// How many bytes wait for the end of their record.
    var waiting: Int { rest.count }

    /// Shows `parse` all bytes that are there; it gives how many it has taken.
    mutating func add(
        _ bytes: UnsafeRawBufferPointer, parse: (UnsafeRawBufferPointer) throws(GitError) -> Int
    ) throws(GitError) {
        if rest.isEmpty {
            let taken = try parse(bytes)
            if taken < bytes.count { rest.append(contentsOf: bytes[taken...]) }
            return
        }
        rest.append(contentsOf: bytes)
        let taken = try rest.withUnsafeBufferPointer { all throws(GitError) in
            try parse(UnsafeRawBufferPointer(all))
        }
        rest.removeFirst(taken)
    }
}
