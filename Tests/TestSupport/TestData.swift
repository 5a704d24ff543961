// SPDX-License-Identifier: Apache-2.0
package import Foundation

/// The unpacked shared test data, and small files of our own.
package enum TestData {
    /// The folder of a suite (`vectors/purl-spec`) or source (`advisories/julia-osv`); nil, and one line on the standard
    /// error, when the shared data is not on this machine. `./test` unpacks it and sets the variable.
    package static func folder(_ name: String) -> URL? {
        if let root = ProcessInfo.processInfo.environment["MAINSTAY_TEST_DATA_UNPACKED"] {
            let url = URL(filePath: root).appending(path: name)
            if FileManager.default.fileExists(atPath: url.path) {
                return url
            }
        }
        FileHandle.standardError.write(Data("skipped: shared test data '\(name)' is not on this machine\n".utf8))
        return nil
    }

    /// Every regular file below a folder, sorted by path.
    package static func files(below folder: URL) -> [URL] {
        guard let walker = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: [.isRegularFileKey])
        else { return [] }
        var found: [URL] = []
        for case let url as URL in walker
        where (try? url.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile) == true {
            found.append(url)
        }
        return found.sorted { $0.path < $1.path }
    }
}

/// A folder of its own for one test, removed when the value goes.
package final class TemporaryFolder: Sendable {
    package let url: URL

    package init() throws {
        url = FileManager.default.temporaryDirectory.appending(path: "mainstay-test-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit {
        try? FileManager.default.removeItem(at: url)
    }

    /// Writes a file, making its folders, and gives its place.
    @discardableResult
    package func write(_ text: String, to path: String) throws -> URL {
        let file = url.appending(path: path)
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: file)
        return file
    }
}
