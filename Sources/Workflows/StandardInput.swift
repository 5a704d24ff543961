// SPDX-License-Identifier: Apache-2.0
import Files

/// What `-` and `--batch` read: the process's standard input, or a test's.
package struct StandardInput: Sendable {
    private let read: @Sendable (_ limit: Int) throws(FilesError) -> [UInt8]

    /// The process's own.
    package static let process = StandardInput { limit throws(FilesError) in
        try FileReading.standardInput(limit: limit)
    }

    private init(read: @escaping @Sendable (_ limit: Int) throws(FilesError) -> [UInt8]) {
        self.read = read
    }

    /// Bytes that are there already.
    package init(_ bytes: [UInt8]) {
        read = { limit throws(FilesError) in
            guard bytes.count <= limit else {
                throw FilesError(path: "-", message: "It is longer than the limit of \(limit) bytes.")
            }
            return bytes
        }
    }

    /// Everything it holds, at most `limit` bytes.
    package func bytes(limit: Int) throws(WorkflowError) -> [UInt8] {
        do { return try read(limit) } catch { throw WorkflowError(error) }
    }
}
