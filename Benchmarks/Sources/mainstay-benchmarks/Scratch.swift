// SPDX-License-Identifier: Apache-2.0
import Foundation

/// Files and folders of the work folder.
enum Scratch {
    /// Removes a file or a folder with all it holds, and what SQLite keeps beside a database; what is not there is fine.
    static func remove(_ path: String) throws {
        for path in [path, path + "-wal", path + "-shm"] where FileManager.default.fileExists(atPath: path) {
            try FileManager.default.removeItem(atPath: path)
        }
    }

    static func make(_ path: String) throws {
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    static func write(_ bytes: [UInt8], to path: String) throws {
        try Data(bytes).write(to: URL(fileURLWithPath: path))
    }

    static func write(_ text: String, to path: String) throws {
        try write(Array(text.utf8), to: path)
    }

    static func exists(_ path: String) -> Bool {
        FileManager.default.fileExists(atPath: path)
    }
}

/// Bytes as GRDB binds them.
enum Blob {
    static func data(_ bytes: [UInt8]) -> Data { Data(bytes) }
}
